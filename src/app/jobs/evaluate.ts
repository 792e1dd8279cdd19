import type { JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { documentFor } from '../evaluation/documents.js';
import { evaluateClient } from '../evaluation/evaluate.js';
import { jobPeriod } from './period-of.js';
import { clientsFor, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/** Evaluates a period for each client; a dry run computes and keeps nothing. */
export async function evaluateJob(deps: Deps, job: JobOf<'evaluate'>, work: JobContext): Promise<Outcome> {
  const period = jobPeriod(deps, job.with.period, work);
  const clients = await clientsFor(deps, period, job.with.clients);
  let evaluated = 0;
  const { failed, failures } = await forEachIndependently(
    work,
    clients,
    client => `${client}, ${period.of(client)}`,
    async client => {
      const own = period.of(client);
      if (work.dryRun) {
        const { document } = await deps.database.transaction(tx => documentFor(tx, deps, client, { period: own }));
        work.note(`Would evaluate ${client}, ${own}: as of batch ${document.as_of_batch}.`);
      } else {
        const evaluation = await evaluateClient(deps, client, { period: own, clients: [client], actor: work.actor });
        work.note(`${client}, ${own}: evaluation ${evaluation.id}, ${evaluation.state}, revision ${evaluation.revision}.`);
      }
      evaluated++;
    },
  );
  if (!work.dryRun) await deps.database.settle();
  return { counts: { clients: clients.length, evaluated, failed }, findings: [], failures };
}
