import type { Evaluation, IndexResult, MetricResult } from '../../evaluation/document.js';
import { evaluationBodies } from '../../store/current-evaluations.js';
import { pointsByMetric } from '../../standards/improvement/recoverable.js';
import type { Database, Transaction } from '../../store/connect.js';
import { type CacheKind, answerCacheOf } from './answer-cache.js';
import { evaluationOf, readPeriodHistory, type PeriodHistory, type VisibleEvaluation } from './period-history.js';

const periodHistories: CacheKind<PeriodHistory> = {
  name: 'history',
  most: 20_000,
  size: periodHistory => 1 + periodHistory.length,
};

/** What there is of a client, read again only when the ledger has grown. */
export const periodHistoryOf = (database: Database, client: string): Promise<PeriodHistory> =>
  answerCacheOf(database).current(periodHistories, client, () => database.transaction(tx => readPeriodHistory(tx, client)));

/** A shown evaluation with its document, read from the database. */
export async function visibleDocument(tx: Transaction, shown: VisibleEvaluation): Promise<Evaluation> {
  const body = (await evaluationBodies(tx, shown.client, [shown.id])).get(shown.id);
  if (body === undefined) throw new Error(`evaluation ${shown.id} is gone`);
  return evaluationOf(shown, body);
}

/** What lists and charts take of an evaluation: no breakdowns, no trees. */
export interface Figures {
  readonly metrics: ReadonlyMap<string, Omit<MetricResult, 'by'>>;
  readonly indexes: readonly Omit<IndexResult, 'nodes'>[];
  /** Points that each metric costs the indexes. */
  readonly points: ReadonlyMap<string, number>;
}

const figures: CacheKind<Figures> = { name: 'figures', most: 100_000, size: one => one.metrics.size };

/** The figures of shown evaluations of one client, in their order; those not remembered are read together. */
export async function figuresOf(database: Database, shown: readonly VisibleEvaluation[]): Promise<readonly Figures[]> {
  const remembered = answerCacheOf(database);
  const missing = shown.filter(one => !remembered.has(figures, nameOf(one)));
  const [first] = missing;
  const ids = missing.map(one => one.id);
  const bodies = first === undefined ? new Map() : await database.transaction(tx => evaluationBodies(tx, first.client, ids));
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
  return { metrics: new Map(metrics), indexes, points: pointsByMetric(document) };
}
