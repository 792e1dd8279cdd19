import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import type { ClientOutlook } from '../../reports/portfolio-overview.js';
import { portfolioLetter, scorecardLetter } from '../../reports/letters.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { clientOf } from '../../rulebook/workspace.js';
import { sha256 } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { evaluationToShow } from '../periods/evaluation-to-show.js';
import { lookedUpOutlook, writePortfolioFiles } from '../scorecards/write-portfolio.js';
import { fileName } from '../scorecards/write-scorecards.js';
import { deliver, type Letter } from './deliver.js';
import { type JobPeriod, jobPeriod } from './period-of.js';
import { keyOf, scorecardsFolder, writeScorecardFor } from './scorecards.js';
import { bothFailures, clientsFor, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

type MailJob = JobOf<'mail'>;

/**
 * Mails the scorecards of a period to those whom the job names for each client. Where clients see closed periods only, a provisional
 * scorecard is held back until it is closed, unless the job says otherwise. The same scorecard is never mailed twice to one address.
 */
export async function mailJob(deps: Deps, job: MailJob, work: JobContext): Promise<Outcome> {
  const period = jobPeriod(deps, job.with.period, work);
  const language = job.with.lang ?? deps.workspace.settings.language;
  const to = Object.entries(job.with.to ?? {});
  if (to.length === 0 && job.with.portfolio_to === undefined) work.note('No addresses are configured, so nobody is mailed.');
  const letters: Letter[] = [];
  const held: string[] = [];
  const evaluated = await forEachIndependently(
    work,
    to,
    ([client]) => `${client}, ${period.of(client)}`,
    async ([client, addresses]) => {
      const evaluation = await evaluationToShow(deps, client, {
        period: period.of(client),
        clients: [client],
        actor: work.actor,
      });
      if (evaluation.state === 'closed' || maySendProvisional(deps, job)) {
        letters.push(...(await lettersOf(deps, { evaluation, language, addresses }, work)));
      } else held.push(client);
    },
  );
  if (held.length > 0)
    work.note(`Held back, because ${period.id} is provisional and clients see closed periods only: ${held.join(', ')}.`);
  letters.push(...(await portfolioLetters(deps, job, { period, language }, work)));
  const done = await deliver(deps, letters, job.with, work);
  const { failed, failures } = bothFailures(evaluated, done);
  return {
    counts: { sent: done.sent, sent_before: done.before, held: held.length, failed },
    findings: [],
    failures,
  };
}

const maySendProvisional = ({ workspace }: Deps, job: MailJob): boolean =>
  job.with.provisional ?? workspace.settings.clients_see === 'provisional';

interface ToClient {
  readonly evaluation: Evaluation;
  readonly language: Language;
  readonly addresses: readonly string[];
}

async function lettersOf(
  deps: Deps,
  { evaluation, language, addresses }: ToClient,
  work: JobContext,
): Promise<readonly Letter[]> {
  const { client, period } = evaluation.document;
  const which = { client, period, language };
  const before = work.made.get(keyOf(which));
  const isCurrent = before !== undefined && before.evaluation === evaluation.id;
  const path = work.dryRun || isCurrent ? (before?.file ?? '') : (await writeScorecardFor(deps, work, which)).written.file;
  const { organisation } = deps.workspace.settings;
  const words = scorecardLetter(evaluation, clientOf(deps.workspace, client), { organisation, language });
  const file = { path, filename: `${fileName(client)} ${fileName(period)}.${language}.xlsx` };
  return addresses.map(to => ({ to, ...words, file, what: 'scorecard', client, period, of: evaluation.id }));
}

async function portfolioLetters(
  deps: Deps,
  job: MailJob,
  { period, language }: { readonly period: JobPeriod; readonly language: Language },
  work: JobContext,
): Promise<readonly Letter[]> {
  const { portfolio_to: addresses } = job.with;
  if (addresses === undefined) return [];
  const evaluations: Evaluation[] = [];
  const outlooks = new Map<string, ClientOutlook>();
  for (const client of await clientsFor(deps, period, undefined)) {
    const request = { period: period.of(client), clients: [client], actor: work.actor };
    const evaluation = await evaluationToShow(deps, client, request);
    evaluations.push(evaluation);
    if (!work.dryRun) outlooks.set(client, await lookedUpOutlook(deps, evaluation, request));
  }
  if (evaluations.length === 0) return [];
  const folder = scorecardsFolder(deps, period.id);
  const [path = ''] = work.dryRun ? [] : await writePortfolioFiles(deps, { evaluations, outlooks, language, folder, pdf: false });
  const { organisation } = deps.workspace.settings;
  const isFinal = evaluations.every(({ state }) => state === 'closed');
  const words = portfolioLetter(period.id, isFinal, { organisation, language });
  const of = sha256(evaluations.map(({ id }) => id).join()).slice(0, 16);
  const file = { path, filename: `portfolio ${fileName(period.id)}.${language}.xlsx` };
  return addresses.map(to => ({ to, ...words, file, what: 'portfolio', client: null, period: period.id, of }));
}
