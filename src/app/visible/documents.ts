import type { Evaluation, IndexResult, MeasureResult, MetricResult } from '../../evaluation/document.js';
import { evaluatedPeriods, evaluationBodies } from '../../store/current-evaluations.js';
import { pointsByMetric } from '../../standards/improvement/recoverable.js';
import type { Database, Transaction } from '../../store/connect.js';
import { type CacheKind, answerCacheOf } from './answer-cache.js';
import {
  evaluationOf,
  isMonth,
  type PeriodEvaluations,
  type PeriodHistory,
  readPeriodHistory,
  readPeriodOfClients,
  type VisibleEvaluation,
} from './period-history.js';
import type { Visibility } from './visibility.js';

const periodHistories: CacheKind<PeriodHistory> = {
  name: 'history',
  most: 20_000,
  size: periodHistory => 1 + periodHistory.length,
};

/** What there is of a client, read again only when the ledger has grown. */
export const periodHistoryOf = (database: Database, client: string): Promise<PeriodHistory> =>
  answerCacheOf(database).current(periodHistories, client, () => database.transaction(tx => readPeriodHistory(tx, client)));

const periodsOfClients: CacheKind<ReadonlyMap<string, PeriodEvaluations>> = {
  name: 'period',
  most: 50_000,
  size: clients => 1 + clients.size,
};

/** What there is of one period, by client, as far as the caller may see; read again only when the ledger has grown. */
export const periodOfClients = (database: Database, { clients }: Visibility, period: string) =>
  // Rows of others are kept from a caller that is bound to clients: what it reads is not what others are shown.
  answerCacheOf(database).current(periodsOfClients, JSON.stringify([period, clients]), () =>
    database.transaction(tx => readPeriodOfClients(tx, period)),
  );

const periodNames: CacheKind<readonly string[]> = { name: 'periods', most: 100_000, size: names => 1 + names.length };

/** The periods that were evaluated, months first, the newest first, as far as the caller may see. */
export const periodsEvaluated = (database: Database, { clients }: Visibility): Promise<readonly string[]> =>
  answerCacheOf(database).current(periodNames, JSON.stringify(clients), async () => {
    const periods = await database.transaction(evaluatedPeriods);
    return periods.toSorted(newestFirst);
  });

/** Months first, the newest first. */
export const newestFirst = (a: string, b: string): number => Number(isMonth(b)) - Number(isMonth(a)) || (a < b ? 1 : -1);

/** A shown evaluation with its document, read from the database. */
export async function visibleDocument(tx: Transaction, shown: VisibleEvaluation): Promise<Evaluation> {
  const body = (await evaluationBodies(tx, [shown.client], [shown.id])).get(shown.id);
  if (body === undefined) throw new Error(`evaluation ${shown.id} is gone`);
  return evaluationOf(shown, body);
}

/** What lists and charts take of an evaluation: no breakdowns, no trees. */
export interface Figures {
  readonly metrics: ReadonlyMap<string, Omit<MetricResult, 'by'>>;
  /** What the contract agrees for parts of the work. */
  readonly measures: readonly MeasureResult[];
  readonly indexes: readonly Omit<IndexResult, 'nodes'>[];
  /** Points that each metric costs the indexes. */
  readonly points: ReadonlyMap<string, number>;
  /** The numbers of the approved exclusions and overrides that it was made with. */
  readonly amendments: ReadonlySet<number>;
}

const figures: CacheKind<Figures> = { name: 'figures', most: 100_000, size: one => one.metrics.size };

/** So many documents are read at a time, of which each may have a quarter of a megabyte. */
const documentsTogether = 25;

/** The figures of shown evaluations, in their order; those not remembered are read together. */
export async function figuresOf(database: Database, shown: readonly VisibleEvaluation[]): Promise<readonly Figures[]> {
  const all: Figures[] = [];
  for (let at = 0; at < shown.length; at += documentsTogether)
    all.push(...(await figuresOfSome(database, shown.slice(at, at + documentsTogether))));
  return all;
}

async function figuresOfSome(database: Database, shown: readonly VisibleEvaluation[]): Promise<readonly Figures[]> {
  const remembered = answerCacheOf(database);
  const missing = shown.filter(one => !remembered.has(figures, nameOf(one)));
  const clients = [...new Set(missing.map(one => one.client))];
  const ids = missing.map(one => one.id);
  const bodies = ids.length === 0 ? new Map() : await database.transaction(tx => evaluationBodies(tx, clients, ids));
  return Promise.all(
    shown.map(one =>
      remembered.lasting(figures, nameOf(one), async () => {
        const body = bodies.get(one.id);
        return figuresIn(
          body === undefined ? await database.transaction(tx => visibleDocument(tx, one)) : evaluationOf(one, body),
        );
      }),
    ),
  );
}

const nameOf = ({ client, id }: VisibleEvaluation): string => JSON.stringify([client, id]);

function figuresIn({ document }: Evaluation): Figures {
  const metrics = document.metrics.map(result => {
    const { by: _, ...metric } = result;
    return [metric.metric, metric] as const;
  });
  const indexes = document.indexes.map(result => {
    const { nodes: _, ...index } = result;
    return index;
  });
  const overrides = document.metrics.flatMap(({ override }) => override?.override ?? []);
  const amendments = new Set([...(document.exclusions ?? []).map(({ exclusion }) => exclusion), ...overrides]);
  return { metrics: new Map(metrics), measures: document.measures ?? [], indexes, points: pointsByMetric(document), amendments };
}
