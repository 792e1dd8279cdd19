import type { Knex } from 'knex';
import type { CompiledMetric } from '../metrics/compile.js';
import { dimensionsOf, type MetricTally } from '../metrics/tally.js';
import { type PlainMetricTally, plainTally, tallyOfPlain } from '../metrics/tally-text.js';
import { sha256 } from './ledger.js';
import { migrations } from './migrations/registry.js';
import { statementsOf } from './scan.js';
import type { SharedScan } from './scan-view.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/** As known at which batch facts were counted, and as judged at which moment, UTC milliseconds. */
export interface CountedAt {
  readonly knownAt: number;
  readonly asOf: number;
}

/** From how many facts of a period on its tallies are kept, and how many may have changed for only these to be counted. */
export interface KeepingLimits {
  readonly fewestFacts: number;
  readonly mostTouched: (facts: number) => number;
}

/**
 * Where nothing changed, what was kept is read faster than a hundred facts are counted. What changed is looked up for each client by itself:
 * below some hundreds of facts all are counted as fast, together with those of other clients; above them, where a part of them changed.
 */
const usualLimits: KeepingLimits = {
  fewestFacts: 100,
  mostTouched: facts => (facts < 300 ? 0 : Math.min(1000, Math.floor(facts / 5))),
};

/** Raised when something else is made of the answers of the same statements. */
const form = 2;

/** What a count came to, and when that was. */
export interface Before extends CountedAt {
  readonly tallies: Tallies;
  /** Whether no batch has touched the client or the whole firm since. */
  readonly isLast: boolean;
}

/** What is kept of a client's period: the tallies of each count that an evaluation makes, by what decides that count. */
interface Kept extends CountedAt {
  readonly counts: Map<string, readonly PlainMetricTally[]>;
}

interface KeptRow {
  readonly client: string;
  readonly known_at: number;
  readonly as_of: number;
  readonly body: string;
}

/** Of which clients, each with its last batch, and of which period tallies are kept; by which version of the database. */
interface KeptOf {
  readonly knownUpTo: ReadonlyMap<string, number>;
  readonly period: string;
  readonly database: string;
  readonly limits: KeepingLimits;
}

/** What was counted of the period of some clients before, and what is to be kept of it now. */
export class KeptTallies {
  readonly limits: KeepingLimits;
  readonly #knownUpTo: ReadonlyMap<string, number>;
  readonly #period: string;
  readonly #before: ReadonlyMap<string, Kept>;
  readonly #after = new Map<string, Kept>();
  readonly #database: string;

  private constructor({ period, knownUpTo, database, limits }: KeptOf, rows: readonly KeptRow[]) {
    this.limits = limits;
    this.#knownUpTo = knownUpTo;
    this.#period = period;
    this.#database = database;
    this.#before = new Map(
      rows.map(({ client, known_at: knownAt, as_of: asOf, body }) => [client, { knownAt, asOf, counts: countsIn(body) }]),
    );
  }

  /**
   * Reads what is kept of clients, each with the last batch that touched it; undefined where who asks has nothing to do with it.
   */
  static async of(
    tx: Knex.Transaction,
    knownUpTo: ReadonlyMap<string, number>,
    period: string,
    limits = usualLimits,
  ): Promise<KeptTallies | undefined> {
    const { rows: asked } = await tx.raw<{ rows: { may: boolean; version: string }[] }>(
      `select bool_and(has_table_privilege('kept_tally', does)) as may, current_setting('server_version') as version
       from unnest(array['select', 'insert', 'update']) as does`,
    );
    const [answer] = asked;
    if (answer?.may !== true) return undefined;
    const rows = await tx('kept_tally')
      .where({ period })
      .whereIn('client', [...knownUpTo.keys()])
      .select<KeptRow[]>('client', 'known_at', 'as_of', 'body');
    return new KeptTallies({ period, knownUpTo, database: answer.version, limits }, rows);
  }

  /** A text that two counts share where they come to the same for the same facts, judged at the same moment. */
  keyOf(metrics: readonly CompiledMetric[], scan: SharedScan): string {
    // What is made of the answers, besides the statements that ask for them.
    const folded = metrics.map(compiled => {
      const { metric, parts } = compiled;
      const sides = parts.map(({ of, terms }) => [of, terms.map(({ side, measuredIn }) => [side, measuredIn])]);
      return [metric.id, metric.kind, dimensionsOf(compiled), 'percentiles' in metric ? metric.percentiles : [], sides];
    });
    return sha256(JSON.stringify([form, migrations.length, this.#database, folded, statementsOf(metrics, scan)]));
  }

  /** What a count came to before, and when that was. */
  before(client: string, key: () => string, metrics: readonly CompiledMetric[]): Before | undefined {
    const kept = this.#before.get(client);
    const plain = kept?.counts.get(key());
    if (kept === undefined || plain?.length !== metrics.length) return undefined;
    const tallies = metrics.flatMap((compiled, i) => {
      const own = plain[i];
      return own === undefined ? [] : [[compiled.metric.id, tallyOfPlain(compiled, own)] as const];
    });
    const isLast = kept.knownAt >= (this.#knownUpTo.get(client) ?? Number.POSITIVE_INFINITY);
    return { knownAt: kept.knownAt, asOf: kept.asOf, isLast, tallies: new Map(tallies) };
  }

  /** Has a count kept; those of one client are all of one moment. */
  keep(
    client: string,
    key: () => string,
    { knownAt: readAt, asOf }: CountedAt,
    metrics: readonly CompiledMetric[],
    tallies: Tallies,
  ): void {
    // Facts may be read at a later batch, of others with whom the client is counted: nothing of its own came in between.
    const knownAt = Math.min(readAt, this.#knownUpTo.get(client) ?? readAt);
    const before = this.#before.get(client);
    if (before === undefined && factsIn(tallies) < this.limits.fewestFacts) return;
    const kept = this.#after.get(client) ?? { knownAt, asOf, counts: new Map() };
    this.#after.set(client, kept);
    const isSame = before !== undefined && before.knownAt === knownAt && before.asOf === asOf;
    const known = isSame ? before.counts.get(key()) : undefined;
    kept.counts.set(
      key(),
      known ??
        metrics.flatMap(one => {
          const tally = tallies.get(one.metric.id);
          return tally === undefined ? [] : [plainTally(one, tally)];
        }),
    );
  }

  /** Keeps what was counted in place of what was kept, where that is something else. */
  async save(tx: Knex.Transaction): Promise<void> {
    const rows = [...this.#after].flatMap(([client, { knownAt, asOf, counts }]) => {
      const before = this.#before.get(client);
      const isKept = before !== undefined && [...counts].every(([key, own]) => before.counts.get(key) === own);
      if (isKept) return [];
      return [{ client, period: this.#period, known_at: knownAt, as_of: asOf, body: JSON.stringify([...counts]) }];
    });
    if (rows.length === 0) return;
    // In one order, so that two who keep tallies of the same clients never wait for each other.
    const inOrder = rows.toSorted((a, b) => (a.client < b.client ? -1 : 1));
    await tx('kept_tally').insert(inOrder).onConflict(['client', 'period']).merge();
  }
}

/** What is kept, as `save` wrote it; nothing, where the text is not that: all is counted, and kept anew. */
function countsIn(body: string): Map<string, readonly PlainMetricTally[]> {
  try {
    return new Map(JSON.parse(body) as [string, readonly PlainMetricTally[]][]);
  } catch {
    return new Map();
  }
}

/** How many facts of the period a count has looked at, at least. */
export function factsIn(tallies: Tallies): number {
  const ofEach = [...tallies.values()].map(({ total: { counts } }) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0),
  );
  return ofEach.reduce((most, count) => Math.max(most, count), 0);
}
