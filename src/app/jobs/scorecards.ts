import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { portfolio } from '../../reports/portfolio.js';
import { writePortfolio } from '../../reports/writers/xlsx.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { fileName, portfolioName, type WrittenScorecard, writeScorecards } from '../scorecards/write-scorecards.js';
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
  const ofClients = await forEachIndependently(
    work,
    clients,
    client => `${client}, ${period.of(client)}`,
    async client => {
      const which = { client, period: period.of(client), language };
      const one = await writeScorecardFor(deps, work, which, job.with.pdf === true);
      evaluations.push(one.evaluation);
      work.note(`${client}, ${period.of(client)}: ${one.written.file}`);
    },
  );
  const wantsPortfolio = job.with.portfolio === true && evaluations.length > 0;
  const ofPortfolio = await forEachIndependently(
    work,
    wantsPortfolio ? [period.id] : [],
    () => `Portfolio, ${period.id}`,
    async () => {
      work.note(`Portfolio, ${period.id}: ${await writePortfolioOf(deps, evaluations, period.id, language)}`);
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
): Promise<{ readonly evaluation: Evaluation; readonly written: WrittenScorecard }> {
  const request = { period, clients: [client], language, portfolio: false, pdf, actor };
  const { evaluations, files } = await writeScorecards(deps, request);
  const [evaluation, written] = [evaluations[0], files[0]];
  if (evaluation === undefined || written === undefined) throw new Error(`no scorecard was written for ${client}`);
  made.set(keyOf({ client, period, language }), written);
  return { evaluation, written };
}

/** Where a scorecard stands among those that were made. */
export const keyOf = ({ client, period, language }: ScorecardKey): string => JSON.stringify([period, language, client]);

/** Writes the workbook over all clients; its path. */
export async function writePortfolioOf(
  { workspace, clock }: Deps,
  evaluations: readonly Evaluation[],
  period: string,
  language: Language,
): Promise<string> {
  const file = join(workspace.directory, 'scorecards', fileName(period), portfolioName(language));
  const clients = evaluations.map(({ document }) => clientOf(workspace, document.client));
  const { organisation } = workspace.settings;
  await writePortfolio(portfolio({ evaluations, clients, organisation, language, madeAt: clock() }), file);
  return file;
}
