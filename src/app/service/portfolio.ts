import type { Portfolio, PortfolioClient } from '../../contract/portfolio.js';
import { internalResult } from '../../reports/internal-result.js';
import { gapsBelow, worstOf } from '../../reports/ranking.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { clientsConcerned, sourceStates } from '../periods/completeness.js';
import { figuresOf, periodHistoryOf } from '../visible/documents.js';
import { isMonth, newestOf, type PeriodHistory, type VisibleEvaluation, visibleEvaluationOf } from '../visible/period-history.js';
import { seesInternal, visibleClients, type Visibility } from '../visible/visibility.js';

/** The clients that the caller may see, side by side, with the last evaluation of a period; of the newest month, when none is named. */
export async function visiblePortfolio(deps: Deps, visibility: Visibility, given: string | undefined): Promise<Portfolio> {
  if (given !== undefined) readPeriod(given, deps.workspace.settings.time_zone);
  const codes = await visibleClients(deps, visibility);
  const shelves = await oneAfterAnother(codes, async code => ({
    code,
    periodHistory: await periodHistoryOf(deps.database, code),
  }));
  const period = given ?? newestPeriod(shelves, visibility);
  if (period === undefined) return { period: null, clients: [], gaps: [], missing_sources: [] };
  const shown = shelves.map(({ code, periodHistory }) => {
    const periodEvaluations = periodHistory.find(one => one.period === period);
    return { code, shown: periodEvaluations === undefined ? undefined : visibleEvaluationOf(periodEvaluations, visibility) };
  });
  const { touched, missing } = await deps.database.transaction(async tx => {
    const own = await clientsConcerned(tx, deps.workspace, () => period, codes);
    const states = await oneAfterAnother(own, async code => {
      const client = clientOf(deps.workspace, code);
      return (await sourceStates(tx, deps.workspace, client, readPeriod(period, client)))
        .filter(state => !state.is_complete)
        .map(state => {
          const { is_complete: _, ...missing } = state;
          return { client: code, ...missing };
        });
    });
    return { touched: own, missing: states.flat() };
  });
  const listed = shown.filter(one => one.shown !== undefined || touched.includes(one.code));
  const lines = await oneAfterAnother(listed, one => lineOf(deps, one.code, one.shown, seesInternal(visibility)));
  const gaps = worstOf(lines.flatMap(line => line.gaps)).map(({ client, metric, points }) => ({
    client,
    metric: metric.metric,
    // Products of doubles carry noise behind their twelfth digit.
    points: points === null ? null : Number(points.toPrecision(12)),
  }));
  const internal = worstOf(lines.flatMap(line => line.internal)).map(({ client, metric: { metric } }) => ({ client, metric }));
  return {
    period,
    clients: lines.map(({ line }) => line),
    gaps,
    ...(seesInternal(visibility) ? { internal_gaps: internal } : {}),
    missing_sources: missing,
  };
}

function newestPeriod(shelves: readonly { readonly periodHistory: PeriodHistory }[], visibility: Visibility): string | undefined {
  const newest = shelves
    .flatMap(({ periodHistory }) => newestOf(periodHistory, visibility) ?? [])
    .toSorted((a, b) => (a.period < b.period ? 1 : -1));
  return (newest.find(({ period }) => isMonth(period)) ?? newest[0])?.period;
}

async function lineOf(deps: Deps, client: string, shown: VisibleEvaluation | undefined, isWhole: boolean) {
  const { name } = clientOf(deps.workspace, client);
  if (shown === undefined) {
    const line: PortfolioClient = { client, name, state: 'open', revision: null, evaluation: null, indexes: [], metrics: [] };
    return { line, gaps: [], internal: [] };
  }
  const [figures] = await figuresOf(deps.database, [shown]);
  const { state, revision, id: evaluation } = shown;
  const metrics = [...(figures?.metrics.values() ?? [])];
  const line: PortfolioClient = {
    client,
    name,
    state,
    revision,
    evaluation,
    indexes: (figures?.indexes ?? []).map(({ index, label, score, percent, coverage }) => ({
      index,
      label,
      score,
      percent,
      coverage,
    })),
    metrics: metrics.map(({ metric, label, unit, value, standard, status, gap, internal, score }) => ({
      metric,
      label,
      unit,
      value,
      standard,
      status,
      gap,
      ...(internal === undefined || !isWhole ? {} : { internal }),
      score,
    })),
  };
  const ofClient = <G extends object>(gap: G) => ({ client, ...gap });
  return {
    line,
    gaps: gapsBelow(metrics, figures?.points ?? new Map()).map(ofClient),
    internal: isWhole ? gapsBelow(metrics.flatMap(internalResult), new Map()).map(ofClient) : [],
  };
}

/** One after the other: the embedded database has one session. */
async function oneAfterAnother<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
