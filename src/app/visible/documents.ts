import type { Evaluation, IndexResult, MetricResult } from '../../evaluation/document.js';
import { evaluationBodies } from '../../store/current-evaluations.js';
import { pointsByMetric } from '../../reports/ranking.js';
import type { Database, Transaction } from '../../store/connect.js';
import { type Kind, rememberedOf } from './remembered.js';
import { evaluationOf, readShelf, type Shelf, type Shown } from './period-history.js';

const shelves: Kind<Shelf> = { name: 'shelf', most: 20_000, size: shelf => 1 + shelf.length };

/** What there is of a client, read again only when the ledger has grown. */
export const shelfOf = (database: Database, client: string): Promise<Shelf> =>
  rememberedOf(database).current(shelves, client, () => database.transaction(tx => readShelf(tx, client)));

/** A shown evaluation with its document, read from the database. */
export async function documentShown(tx: Transaction, shown: Shown): Promise<Evaluation> {
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

const figures: Kind<Figures> = { name: 'figures', most: 100_000, size: one => one.metrics.size };

/** The figures of shown evaluations of one client, in their order; those not remembered are read together. */
export async function figuresOf(database: Database, shown: readonly Shown[]): Promise<readonly Figures[]> {
  const remembered = rememberedOf(database);
  const missing = shown.filter(one => !remembered.has(figures, nameOf(one)));
  const [first] = missing;
  const ids = missing.map(one => one.id);
  const bodies = first === undefined ? new Map() : await database.transaction(tx => evaluationBodies(tx, first.client, ids));
  return Promise.all(
    shown.map(one =>
      remembered.lasting(figures, nameOf(one), async () => {
        const body = bodies.get(one.id);
        return figuresIn(body === undefined ? await database.transaction(tx => documentShown(tx, one)) : evaluationOf(one, body));
      }),
    ),
  );
}

const nameOf = ({ client, id }: Shown): string => JSON.stringify([client, id]);

function figuresIn({ document }: Evaluation): Figures {
  const metrics = document.metrics.map(result => {
    const { by: _, ...metric } = result;
    return [metric.metric, metric] as const;
  });
  const indexes = document.indexes.map(result => {
    const { nodes: _, ...index } = result;
    return index;
  });
  return { metrics: new Map(metrics), indexes, points: pointsByMetric(document.indexes) };
}
