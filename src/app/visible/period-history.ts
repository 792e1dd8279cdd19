import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import { groupedBy } from '../../facts/grouped.js';
import { parsePeriod } from '../../facts/period.js';
import { isoInstant } from '../../facts/time.js';
import type { Transaction } from '../../store/connect.js';
import { evaluationHeads } from '../../store/current-evaluations.js';
import type { EvaluationHead } from '../../store/evaluations.js';
import { closedBy, type Closing, type PeriodStanding, periodStandings } from '../../store/periods.js';
import type { Visibility } from './visibility.js';

/** An evaluation as it is shown, without its document: provisional, or as the revision that a closing made of it. */
export interface VisibleEvaluation {
  readonly client: string;
  readonly period: string;
  readonly id: string;
  readonly hash: string;
  readonly state: Evaluation['state'];
  readonly revision: number;
  readonly ledger: number;
  readonly made_at: string;
}

/** One period of a client: how it stands, and every evaluation that was made of it, in the order of the ledger. */
export interface PeriodEvaluations {
  readonly period: string;
  readonly standing: PeriodStanding;
  readonly heads: readonly EvaluationHead[];
}

/** All periods of a client of which there is an evaluation, the newest first. */
export type PeriodHistory = readonly PeriodEvaluations[];

/** Reads what there is of a client: heads and closings, no documents. */
export async function readPeriodHistory(tx: Transaction, client: string): Promise<PeriodHistory> {
  const heads = groupedBy(await evaluationHeads(tx, { client }), head => head.period);
  const known = new Map((await periodStandings(tx, { client })).map(one => [one.period, one]));
  const periodEvaluations = [...heads].map(([period, own]) => ({
    period,
    standing: known.get(period) ?? openStanding(client, period),
    heads: own,
  }));
  return periodEvaluations.toSorted((a, b) => beginOf(b.period) - beginOf(a.period) || (a.period < b.period ? -1 : 1));
}

/** What there is of one period, by client, for those of whom there is an evaluation. */
export async function readPeriodOfClients(tx: Transaction, period: string): Promise<ReadonlyMap<string, PeriodEvaluations>> {
  const heads = groupedBy(await evaluationHeads(tx, { period }), head => head.client);
  const known = new Map((await periodStandings(tx, { period })).map(one => [one.client, one]));
  return new Map(
    [...heads].map(([client, own]) => [
      client,
      { period, standing: known.get(client) ?? openStanding(client, period), heads: own },
    ]),
  );
}

/** How a period stands that nobody ever closed. */
export const openStanding = (client: string, period: string): PeriodStanding => ({
  client,
  period,
  state: 'open',
  next: 1,
  closings: [],
  reopenings: [],
});

// Which of a client's periods is newer is the same in every zone.
const beginOf = (period: string): number => parsePeriod(period, 'UTC')?.from ?? 0;

/**
 * What a caller is shown of a period: the closed revision while it is closed; while it is open, the open revision if the caller
 * may see it, else the one that was closed last.
 */
export function visibleEvaluationOf(
  { standing, heads }: PeriodEvaluations,
  { seesProvisional }: Visibility,
): VisibleEvaluation | undefined {
  const closing = standing.closings.at(-1);
  if (closedBy(standing) === undefined && seesProvisional) {
    const last = heads.at(-1);
    // What was evaluated for an earlier revision says nothing of the one that is open now.
    if (last !== undefined && last.revision === standing.next) return provisional(last);
  }
  return closing === undefined ? undefined : closedAs(heads, closing);
}

/**
 * Every revision of a period that a caller may see, the newest first: all closed ones, and the open one if the caller may see
 * that.
 */
export function revisionsOf(periodEvaluations: PeriodEvaluations, visibility: Visibility): readonly VisibleEvaluation[] {
  const closed = periodEvaluations.standing.closings.flatMap(closing => closedAs(periodEvaluations.heads, closing) ?? []);
  const current = visibleEvaluationOf(periodEvaluations, visibility);
  const isListed = current === undefined || closed.some(one => one.revision === current.revision && one.id === current.id);
  return [...closed, ...(isListed ? [] : [current])].toReversed();
}

/** How an evaluation of a period is shown; undefined where there is none of that id, or the caller may not see it. */
export function visibleEvaluationById(
  periodEvaluations: PeriodEvaluations,
  visibility: Visibility,
  id: string,
): VisibleEvaluation | undefined {
  const listed = revisionsOf(periodEvaluations, visibility).find(one => one.id === id);
  if (listed !== undefined || visibility.isClient) return listed;
  const head = periodEvaluations.heads.find(one => one.id === id);
  return head === undefined ? undefined : provisional(head);
}

/**
 * The newest period of which a caller is shown something. A month comes before any other period: the others are often evaluated
 * only once, to look at them.
 */
export function newestOf(periodHistory: PeriodHistory, visibility: Visibility): PeriodEvaluations | undefined {
  const shown = periodHistory.filter(one => visibleEvaluationOf(one, visibility) !== undefined);
  return shown.find(({ period }) => isMonth(period)) ?? shown[0];
}

/** Whether a period's id is a month's. */
export const isMonth = (period: string): boolean => parsePeriod(period, 'UTC')?.grain === 'month';

/** An evaluation with its document, from the text that is kept. */
export function evaluationOf({ id, hash, state, revision, ledger, made_at }: VisibleEvaluation, body: string): Evaluation {
  // The canonical text of a document that the store wrote; `audit verify` holds it against its hash.
  return { id, hash, state, revision, ledger, made_at, document: JSON.parse(body) as EvaluationDocument };
}

const provisional = ({ client, period, id, hash, revision, ledger, made_at }: EvaluationHead): VisibleEvaluation => ({
  client,
  period,
  id,
  hash,
  state: 'provisional',
  revision,
  ledger,
  made_at: isoInstant(made_at),
});

function closedAs(heads: readonly EvaluationHead[], { evaluation, revision }: Closing): VisibleEvaluation | undefined {
  const head = heads.find(({ id }) => id === evaluation);
  return head === undefined ? undefined : { ...provisional(head), state: 'closed', revision };
}
