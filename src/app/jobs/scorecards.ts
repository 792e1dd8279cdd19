import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import type { ClientOutlook } from '../../reports/portfolio-overview.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { writePortfolioFiles } from '../scorecards/write-portfolio.js';
import { fileName, type WrittenScorecard, writeScorecard } from '../scorecards/write-scorecards.js';
import { jobPeriod } from './period-of.js';
import { bothFailures, clientsFor, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/** Writes the scorecards of a period, each client's by itself, and on request the portfolio over all that could be written. */
export async function scorecardsJob(deps: Deps, job: JobOf<'scorecards'>, work: JobContext): Promise<Outcome> {
  const period = jobPeriod(deps, job.with.period, work);
  const language = job.with.lang ?? deps.workspace.settings.language;
  const clients = await clientsFor(deps, period, job.with.clients);
  if (work.dryRun) {
    for (const client of clients) work.note(`Would write the scorecard of ${client}, ${period.of(client)}.`);
    return { counts: { clients: clients.length, written: 0, failed: 0 }, findings: [], failures: [] };
  }
  const evaluations: Evaluation[] = [];
  const outlooks = new Map<string, ClientOutlook>();
  const ofClients = await forEachIndependently(
    work,
    clients,
    client => `${client}, ${period.of(client)}`,
    async client => {
      const which = { client, period: period.of(client), language };
      const one = await writeScorecardFor(deps, work, which, job.with.pdf === true);
      evaluations.push(one.evaluation);
      outlooks.set(client, one.outlook);
      work.note(`${client}, ${period.of(client)}: ${one.written.file}`);
    },
  );
  const wantsPortfolio = job.with.portfolio === true && evaluations.length > 0;
  const ofPortfolio = await forEachIndependently(
    work,
    wantsPortfolio ? [period.id] : [],
    () => `Portfolio, ${period.id}`,
    async () => {
      const folder = scorecardsFolder(deps, period.id);
      const pdf = job.with.pdf === true;
      for (const file of await writePortfolioFiles(deps, { evaluations, outlooks, language, folder, pdf }))
        work.note(`Portfolio, ${period.id}: ${file}`);
    },
  );
  await deps.database.settle();
  const { failed, failures } = bothFailures(ofClients, ofPortfolio);
  const written = evaluations.length + (wantsPortfolio ? 1 - ofPortfolio.failed : 0);
  return { counts: { clients: clients.length, written, failed }, findings: [], failures };
}

/** Which scorecard is meant. */
export interface ScorecardKey {
  readonly client: string;
  readonly period: string;
  readonly language: Language;
}

/** Writes one client's scorecard and remembers it for the steps to come. */
export async function writeScorecardFor(
  deps: Deps,
  { actor, made }: JobContext,
  { client, period, language }: ScorecardKey,
  pdf = false,
): Promise<{ readonly evaluation: Evaluation; readonly outlook: ClientOutlook; readonly written: WrittenScorecard }> {
  const request = { period, clients: [client], language, portfolio: false, pdf, actor };
  const { evaluation, outlook, files } = await writeScorecard(deps, client, request);
  const [written] = files;
  if (written === undefined) throw new Error(`no scorecard was written for ${client}`);
  made.set(keyOf({ client, period, language }), written);
  return { evaluation, outlook, written };
}

/** Where a scorecard stands among those that were made. */
export const keyOf = ({ client, period, language }: ScorecardKey): string => JSON.stringify([period, language, client]);

/** The folder of a period's scorecards in a workspace. */
export const scorecardsFolder = ({ workspace }: Pick<Deps, 'workspace'>, period: string): string =>
  join(workspace.directory, 'scorecards', fileName(period));
