import type { Database } from '../../store/connect.js';

/** How much is done at once: how many portions side by side, and how many clients or facts one holds at most. */
export interface Portions {
  readonly lanes: number;
  readonly clients: number;
  readonly facts: number;
}

/** A server works for two portions at once; the embedded database has one session, which others wait for. */
export const portionsAt: Readonly<Record<Database['kind'], Portions>> = {
  server: { lanes: 2, clients: 50, facts: 400_000 },
  embedded: { lanes: 1, clients: 25, facts: 100_000 },
};

/** What is done with a portion, what with each that comes of it, and what with an item of it for which it fails by itself. */
interface PortionWork<C, T> {
  readonly work: (items: readonly C[]) => Promise<readonly T[]>;
  readonly done: (one: T) => void;
  /** Left out where a failure ends the work, when the portions that have begun are done. */
  readonly failed?: ((item: C, failure: unknown) => void) | undefined;
  /** How many portions may be begun before the first of them is done, where what comes of them is held until then. */
  readonly mostAhead?: number;
}

/**
 * Works through portions, several side by side. A portion that fails is done again item by item. What comes of a portion is given away when
 * that of those before it is.
 */
export async function inPortions<C, T>(lanes: number, portions: Iterable<readonly C[]>, how: PortionWork<C, T>): Promise<void> {
  const waiting = [...portions].reverse();
  const { mostAhead = Number.POSITIVE_INFINITY } = how;
  /** When what came of each portion that was begun was given away. */
  const given: Promise<void>[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const came: (() => void)[] = [];
      const worked = eachIfNotAll(next, {
        work: how.work,
        done: one => came.push(() => how.done(one)),
        failed: how.failed && ((item, failure) => came.push(() => how.failed?.(item, failure))),
      });
      const giving = (given.at(-1) ?? Promise.resolve()).then(() => worked.finally(() => came.forEach(give => give())));
      given.push(giving);
      const stop = (): void => void (waiting.length = 0);
      giving.catch(stop);
      await worked.catch(stop);
      await given[given.length - mostAhead]?.catch(stop);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await Promise.all(given);
}

async function eachIfNotAll<C, T>(items: readonly C[], how: PortionWork<C, T>): Promise<void> {
  const outcome = await how.work(items).then(
    made => ({ made }),
    (failure: unknown) => ({ failure }),
  );
  if ('made' in outcome) for (const one of outcome.made) how.done(one);
  // Whose failure it is shows in the item that fails again; what passed meanwhile is done.
  else if (items.length > 1) for (const item of items) await eachIfNotAll([item], how);
  else if (how.failed === undefined) throw outcome.failure;
  else for (const item of items) how.failed(item, outcome.failure);
}

/** Items in their order, each of one client, cut where a portion would hold too much; one of a client with more facts is one by itself. */
export function* portionsOf<C>(
  { lanes, clients, facts: mostFacts }: Portions,
  items: readonly C[],
  factsOf: (item: C) => number | undefined,
): Generator<readonly C[]> {
  const mostClients = Math.max(1, Math.min(clients, Math.ceil(items.length / lanes)));
  let portion: C[] = [];
  let held = 0;
  for (const item of items) {
    const own = factsOf(item) ?? 0;
    if (portion.length === mostClients || (portion.length > 0 && held + own > mostFacts)) {
      yield portion;
      portion = [];
      held = 0;
    }
    portion.push(item);
    held += own;
  }
  if (portion.length > 0) yield portion;
}
