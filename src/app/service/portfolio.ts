import type { Portfolio, PortfolioClient } from '../../contract/portfolio.js';
import { internalResult } from '../../reports/internal-result.js';
import { gapsBelow, worstOf } from '../../reports/ranking.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { clientsConcerned, sourceStates } from '../periods/completeness.js';
import { cursorOf, type PageOfClients, placeOf } from '../periods/client-pages.js';
import { type Figures, figuresOf, periodOfClients, periodsEvaluated } from '../visible/documents.js';
import { type VisibleEvaluation, visibleEvaluationOf } from '../visible/period-history.js';
import { seesInternal, visibleClients, type Visibility } from '../visible/visibility.js';

/** Which period is asked for, and which page of its clients: all of them where no number is given. */
export interface PortfolioRequest extends PageOfClients {
  readonly period?: string | undefined;
}

/**
 * The clients that the caller may see, side by side, with the last evaluation of a period; of the newest month, when none is named. On a
 * page everything is about its clients alone.
 */
export async function visiblePortfolio(deps: Deps, visibility: Visibility, asked: PortfolioRequest): Promise<Portfolio> {
  const { period: given, cursor, limit } = asked;
  if (given !== undefined) readPeriod(given, deps.workspace.settings.time_zone);
  const codes = await visibleClients(deps, visibility);
  const periods = await periodsEvaluated(deps.database, visibility);
  const period = given ?? (await newestPeriod(deps, visibility, codes, periods));
  if (period === undefined) return { period: null, periods, metrics: [], clients: [], gaps: [], missing_sources: [], next: null };
  const evaluated = await periodOfClients(deps.database, visibility, period);
  const shown = codes.map(code => {
    const periodEvaluations = evaluated.get(code);
    return { code, shown: periodEvaluations === undefined ? undefined : visibleEvaluationOf(periodEvaluations, visibility) };
  });
  const touched = new Set(await deps.database.transaction(tx => clientsConcerned(tx, deps.workspace, () => period, codes)));
  const from = cursor === undefined ? 0 : placeOf(cursor, period, codes) + 1;
  const left = shown.slice(from).filter(one => one.shown !== undefined || touched.has(one.code));
  const page = left.slice(0, limit);
  const missing = await missingSources(
    deps,
    period,
    page.map(({ code }) => code).filter(code => touched.has(code)),
  );
  const lines = await linesOf(deps, page, seesInternal(visibility));
  const gaps = worstOf(lines.flatMap(line => line.gaps)).map(({ client, metric, points }) => ({
    client,
    metric: metric.metric,
    // Products of doubles carry noise behind their twelfth digit.
    points: points === null ? null : Number(points.toPrecision(12)),
  }));
  const internal = worstOf(lines.flatMap(line => line.internal)).map(({ client, metric: { metric } }) => ({ client, metric }));
  const last = page.length < left.length ? page.at(-1) : undefined;
  return {
    period,
    periods,
    metrics: metricsOf(lines.map(({ line }) => line)),
    clients: lines.map(({ line }) => line),
    gaps,
    ...(seesInternal(visibility) ? { internal_gaps: internal } : {}),
    missing_sources: missing,
    next: last === undefined ? null : cursorOf(period, last.code),
  };
}

/** Every metric of the clients once, by the name that it has with the first of them. */
function metricsOf(clients: readonly PortfolioClient[]): Portfolio['metrics'] {
  const named = new Map<string, Portfolio['metrics'][number]>();
  for (const { metric, label } of clients.flatMap(client => client.metrics))
    if (!named.has(metric)) named.set(metric, { metric, label });
  return [...named.values()];
}

/** The sources of clients that have not delivered past the period's end. */
async function missingSources(deps: Deps, period: string, codes: readonly string[]): Promise<Portfolio['missing_sources']> {
  return deps.database.transaction(async tx => {
    const states = await oneAfterAnother(codes, async code => {
      const client = clientOf(deps.workspace, code);
      return (await sourceStates(tx, deps.workspace, client, readPeriod(period, client)))
        .filter(state => !state.is_complete)
        .map(state => {
          const { is_complete: _, ...missing } = state;
          return { client: code, ...missing };
        });
    });
    return states.flat();
  });
}

/** The newest month in which the caller is shown something of any of the clients; where there is none, the newest other period. */
async function newestPeriod(
  deps: Deps,
  visibility: Visibility,
  codes: readonly string[],
  periods: readonly string[],
): Promise<string | undefined> {
  for (const period of periods) {
    const evaluated = await periodOfClients(deps.database, visibility, period);
    const isShown = (code: string): boolean => {
      const one = evaluated.get(code);
      return one !== undefined && visibleEvaluationOf(one, visibility) !== undefined;
    };
    if (codes.some(isShown)) return period;
  }
  return undefined;
}

interface ShownClient {
  readonly code: string;
  readonly shown: VisibleEvaluation | undefined;
}

async function linesOf(deps: Deps, clients: readonly ShownClient[], isWhole: boolean) {
  const evaluations = clients.flatMap(({ shown }) => shown ?? []);
  const figures = new Map((await figuresOf(deps.database, evaluations)).map((one, i) => [evaluations[i], one] as const));
  return clients.map(({ code, shown }) => lineOf(deps, { code, shown }, figures.get(shown), isWhole));
}

function lineOf(deps: Deps, { code: client, shown }: ShownClient, figures: Figures | undefined, isWhole: boolean) {
  const { name } = clientOf(deps.workspace, client);
  if (shown === undefined) {
    const line: PortfolioClient = { client, name, state: 'open', revision: null, evaluation: null, indexes: [], metrics: [] };
    return { line, gaps: [], internal: [] };
  }
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
