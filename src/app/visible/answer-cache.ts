import { ledgerHead } from '../../store/current-evaluations.js';
import type { Database } from '../../store/connect.js';

/**
 * A map of limited size: once the sizes of its values add up to more than the limit, it forgets those that were not asked for
 * longest.
 */
export class BoundedCache<V> {
  readonly #values = new Map<string, { readonly value: V; readonly size: number }>();
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string): V | undefined {
    const found = this.#values.get(name);
    if (found === undefined) return undefined;
    this.#values.delete(name);
    this.#values.set(name, found);
    return found.value;
  }

  set(name: string, value: V, size = 1): V {
    this.#held += size - (this.#values.get(name)?.size ?? 0);
    this.#values.delete(name);
    this.#values.set(name, { value, size });
    for (const [oldest, one] of this.#values) {
      if (this.#held <= this.#most || oldest === name) break;
      this.#values.delete(oldest);
      this.#held -= one.size;
    }
    return value;
  }
}

/** How far the ledger is, asked once for all who ask at the same time: each answer is of a question put after they asked. */
export class Head {
  readonly #database: Database;
  #running: Promise<string> | undefined;
  #next: Promise<string> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The hash of the last entry, as it is when this is called or later. */
  current(): Promise<string> {
    if (this.#running === undefined) return this.#ask();
    // The question under way was put before: it may miss what came since. One more is put for all who wait.
    this.#next ??= this.#running.then(
      () => this.#ask(),
      () => this.#ask(),
    );
    return this.#next;
  }

  #ask(): Promise<string> {
    this.#next = undefined;
    const asked = ledgerHead(this.#database).finally(() => {
      if (this.#running === asked) this.#running = undefined;
    });
    this.#running = asked;
    return asked;
  }
}

/** What a service remembers of one database: answers that stay right, and how far the ledger was when others were. */
export class AnswerCache {
  readonly head: Head;
  readonly #values = new Map<string, BoundedCache<unknown>>();
  readonly #dated = new Map<string, BoundedCache<{ readonly head: string; readonly value: unknown }>>();
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(database: Database) {
    this.head = new Head(database);
  }

  /** What never changes under its name, made once while it is remembered, also for those who ask while it is made. */
  async lasting<V>(kind: CacheKind<V>, name: string, make: () => Promise<V>): Promise<V> {
    const kept = this.#kept(this.#values, kind);
    // Only values of this kind are set under it.
    const found = kept.get(name) as V | undefined;
    if (found !== undefined) return found;
    return this.#together(JSON.stringify([kind.name, name]), async () => {
      const made = await make();
      kept.set(name, made, kind.size(made));
      return made;
    });
  }

  /** Whether a name is remembered. */
  has<V>(kind: CacheKind<V>, name: string): boolean {
    return this.#kept(this.#values, kind).get(name) !== undefined;
  }

  /**
   * What holds as long as nothing is added to the ledger, made once for all who ask meanwhile. While the database is busy with something
   * long, what held before it began.
   */
  async current<V>(kind: CacheKind<V>, name: string, make: () => Promise<V>): Promise<V> {
    const kept = this.#kept(this.#dated, kind);
    // Only values of this kind are set under it.
    const before = kept.get(name) as { readonly head: string; readonly value: V } | undefined;
    const head = await withFallbackAfter(revalidationTimeoutMs, this.head.current(), undefined);
    // Somebody else may have made it while the head was asked for.
    const found = (kept.get(name) as typeof before) ?? before;
    if (found !== undefined && (head === undefined || found.head === head)) return found.value;
    // Not knowing how far the ledger was, nobody could say how long this holds, or whether what others make is what is asked for.
    if (head === undefined) return make();
    return this.#together(JSON.stringify([kind.name, name, head]), async () => {
      const value = await make();
      kept.set(name, { head, value }, kind.size(value));
      return value;
    });
  }

  /** Makes something once for all who ask for it at the same time. Where that fails for who began it, the next one tries for itself. */
  async #together<V>(name: string, make: () => Promise<V>): Promise<V> {
    for (let others = this.#underWay.get(name); others !== undefined; others = this.#underWay.get(name)) {
      const made = await others.then(
        value => ({ value }),
        () => undefined,
      );
      // The name holds the kind: only values of it are made under it.
      if (made !== undefined) return made.value as V;
    }
    const making = make().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, making);
    return making;
  }

  #kept<T>(all: Map<string, BoundedCache<T>>, { name, most }: CacheKind<never>): BoundedCache<T> {
    const known = all.get(name);
    if (known !== undefined) return known;
    const made = new BoundedCache<T>(most);
    all.set(name, made);
    return made;
  }
}

/** A kind of thing that is remembered, and how much of it at most. */
export interface CacheKind<in V> {
  readonly name: string;
  readonly most: number;
  readonly size: (value: V) => number;
}

/** How long an answer waits to hear that it still holds; the embedded database says nothing while it imports. */
const revalidationTimeoutMs = 400;

function withFallbackAfter<T, I>(millis: number, answer: Promise<T>, instead: I): Promise<T | I> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(instead), millis);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const caches = new WeakMap<Database['knex'], AnswerCache>();

/** What is remembered of a database, however it is wrapped. */
export function answerCacheOf(database: Database): AnswerCache {
  const found = caches.get(database.knex);
  if (found !== undefined) return found;
  const made = new AnswerCache(database);
  caches.set(database.knex, made);
  return made;
}
