import type { Database } from '../../store/connect.js';

/** How much is done at once: a server works for two clients at a time, the embedded database has one session. */
export const lanesOf = ({ kind }: Pick<Database, 'kind'>): number => (kind === 'server' ? 2 : 1);

/** Works through items, so many at a time; answers in their order, and stops at the first failure. */
export async function inParallel<T, R>(lanes: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.map((item, place) => ({ item, place })).reverse();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      results[next.place] = await work(next.item).catch((failure: unknown) => {
        waiting.length = 0;
        throw failure;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}
