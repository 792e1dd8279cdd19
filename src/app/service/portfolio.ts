import type { IndexResult, MetricResult } from '../../evaluation/document.js';
import type { Label } from '../../facts/label.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluate.js';
import { concerned, type SourceState, sourceStates } from '../periods/completeness.js';
import { figuresOf, shelfOf } from './documents.js';
import { isMonth, newestOf, type Shelf, type Shown, shownOf } from './shelf.js';
import { clientsInSight, type Sight } from './sight.js';

/** A client's line of the portfolio; without an evaluation it is open and has no figures. */
export interface PortfolioClient {
  readonly client: string;
  readonly name: Label;
  readonly state: 'open' | 'provisional' | 'closed';
  readonly revision: number | null;
  readonly evaluation: string | null;
  readonly indexes: readonly Pick<IndexResult, 'index' | 'label' | 'score' | 'percent' | 'coverage'>[];
  readonly metrics: readonly Pick<MetricResult, 'metric' | 'label' | 'unit' | 'value' | 'status' | 'gap' | 'score'>[];
}

/** All clients side by side. */
export interface PortfolioShown {
  readonly period: string | null;
  readonly clients: readonly PortfolioClient[];
  readonly missing_sources: readonly (Omit<SourceState, 'is_complete'> & { readonly client: string })[];
}

/** The clients that the caller may see, side by side, with the last evaluation of a period; of the newest month, when none is named. */
export async function portfolioShown(deps: Deps, sight: Sight, given: string | undefined): Promise<PortfolioShown> {
  if (given !== undefined) readPeriod(given, deps.workspace.settings.time_zone);
  const codes = await clientsInSight(deps, sight);
  const shelves = await inTurn(codes, async code => ({ code, shelf: await shelfOf(deps.database, code) }));
  const period = given ?? newestPeriod(shelves, sight);
  if (period === undefined) return { period: null, clients: [], missing_sources: [] };
  const shown = shelves.map(({ code, shelf }) => {
    const shelved = shelf.find(one => one.period === period);
    return { code, shown: shelved === undefined ? undefined : shownOf(shelved, sight) };
  });
  const { touched, missing } = await deps.database.transaction(async tx => {
    const own = await concerned(tx, deps.workspace, period, codes);
    const states = await inTurn(own, async code => {
      const client = clientOf(deps.workspace, code);
      return (await sourceStates(tx, deps.workspace, client, readPeriod(period, client.time_zone)))
        .filter(state => !state.is_complete)
        .map(state => {
          const { is_complete: _, ...missing } = state;
          return { client: code, ...missing };
        });
    });
    return { touched: own, missing: states.flat() };
  });
  const listed = shown.filter(one => one.shown !== undefined || touched.includes(one.code));
  return { period, clients: await inTurn(listed, one => lineOf(deps, one.code, one.shown)), missing_sources: missing };
}

function newestPeriod(shelves: readonly { readonly shelf: Shelf }[], sight: Sight): string | undefined {
  const newest = shelves.flatMap(({ shelf }) => newestOf(shelf, sight) ?? []).toSorted((a, b) => (a.period < b.period ? 1 : -1));
  return (newest.find(({ period }) => isMonth(period)) ?? newest[0])?.period;
}

async function lineOf(deps: Deps, code: string, shown: Shown | undefined): Promise<PortfolioClient> {
  const { name } = clientOf(deps.workspace, code);
  if (shown === undefined)
    return { client: code, name, state: 'open', revision: null, evaluation: null, indexes: [], metrics: [] };
  const [figures] = await figuresOf(deps.database, [shown]);
  const { state, revision, id: evaluation } = shown;
  return {
    client: code,
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
    metrics: [...(figures?.metrics.values() ?? [])].map(({ metric, label, unit, value, status, gap, score }) => ({
      metric,
      label,
      unit,
      value,
      status,
      gap,
      score,
    })),
  };
}

/** One after the other: the embedded database has one session. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
