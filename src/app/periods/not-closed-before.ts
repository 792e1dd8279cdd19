import type { EvaluationDocument } from '../../evaluation/document.js';
import { type Period, previousPeriod } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { dayText } from '../../facts/time.js';
import { formulaMetrics } from '../../metrics/formula.js';
import { handedOver } from '../../reports/handout/agreed.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { contractOn } from '../../standards/contract.js';
import { instantsByBatch } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { closedBy, periodStandings } from '../../store/periods.js';
import { earlierPeriods } from './workbook-history.js';

/**
 * The periods that a scorecard looks back to and that are not closed, the oldest first: where clients see closed periods alone, its trend
 * and its previous figures do not have them. Not those without facts of the client, nor, under a contract, those before any contract:
 * nobody waits for their figures.
 */
export async function notClosedBefore(
  tx: Transaction,
  { rulebook: { contracts } }: Pick<Workspace, 'rulebook'>,
  { client, period, batch }: { readonly client: Client; readonly period: Period; readonly batch: number },
): Promise<readonly string[]> {
  const spans = await instantsByBatch(tx, client.code, batch);
  const standings = await periodStandings(tx, { client: client.code });
  const closed = new Set(standings.filter(one => closedBy(one) !== undefined).map(one => one.period));
  const isAgreed = (one: Period): boolean => contractOn(contracts, client, dayText(one.lastDay)) !== undefined;
  const underContract = isAgreed(period);
  const found: string[] = [];
  let before = previousPeriod(period, client);
  for (let count = 0; count < earlierPeriods && spans.some(({ first }) => first < before.to); count++) {
    const { id, from, to } = before;
    const hasFacts = spans.some(({ first, last }) => first < to && last >= from);
    if (hasFacts && (!underContract || isAgreed(before)) && !closed.has(id)) found.unshift(id);
    before = previousPeriod(before, client);
  }
  return found;
}

/** Metrics that have no data because their formulas ask for a period before that is not closed, where clients see no others. */
export interface WithoutPrevious {
  readonly before: string;
  readonly metrics: readonly string[];
}

/** What of the metrics handed to the client has no data because its formula asks for a period before that is not closed. */
export function missingPrevious(
  { rulebook }: Pick<Workspace, 'rulebook'>,
  client: Client,
  document: EvaluationDocument,
): WithoutPrevious {
  const { previous } = document;
  if (previous === undefined || previous.evaluation !== null) return { before: previous?.period ?? '', metrics: [] };
  const asking = rulebook.metrics.filter(metric => metric.kind === 'formula' && formulaMetrics(metric.formula).previous.size > 0);
  const ids = new Set(asking.map(({ id }) => id));
  const without = handedOver({ rulebook, client, evaluation: { document } }).filter(
    one => ids.has(one.metric) && one.value === null,
  );
  return { before: previous.period, metrics: without.map(({ metric }) => metric) };
}
