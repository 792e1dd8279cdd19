import { groupedBy } from '../../facts/grouped.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { documentFor } from '../evaluation/documents.js';
import { evaluateEach } from '../evaluation/evaluate.js';
import { jobPeriod } from './period-of.js';
import { clientsFor, type Failures, FailuresNoted, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/** Evaluates a period for each client; a dry run computes and keeps nothing. */
export async function evaluateJob(deps: Deps, job: JobOf<'evaluate'>, work: JobContext): Promise<Outcome> {
  const period = jobPeriod(deps, job.with.period, work);
  const clients = await clientsFor(deps, period, job.with.clients);
  const { failed, failures } = await (work.dryRun ? tried : evaluated)(deps, clients, period.of, work);
  if (!work.dryRun) await deps.database.settle();
  return { counts: { clients: clients.length, evaluated: clients.length - failed, failed }, findings: [], failures };
}

async function evaluated(
  deps: Deps,
  clients: readonly string[],
  periodOf: (client: string) => string,
  work: JobContext,
): Promise<Failures> {
  const failures = new FailuresNoted(work);
  for (const [period, codes] of groupedBy(clients, periodOf)) {
    work.signal.throwIfAborted();
    await evaluateEach(
      deps,
      codes,
      { period, actor: work.actor },
      {
        inOrder: true,
        view: () => undefined,
        done: ({ client, envelope: { id, state, revision } }) => {
          work.note(`${client}, ${period}: evaluation ${id}, ${state}, revision ${revision}.`);
          work.signal.throwIfAborted();
        },
        failed: (client, failure) => failures.add(`${client}, ${period}`, failure),
      },
    );
  }
  return failures.all();
}

const tried: typeof evaluated = (deps, clients, periodOf, work) =>
  forEachIndependently(
    work,
    clients,
    client => `${client}, ${periodOf(client)}`,
    async client => {
      const period = periodOf(client);
      const { document } = await deps.database.transaction(tx => documentFor(tx, deps, client, { period }));
      work.note(`Would evaluate ${client}, ${period}: as of batch ${document.as_of_batch}.`);
    },
  );
