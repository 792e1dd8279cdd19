/**
 * Works through items, so many at a time; answers in their order. At the first failure nothing more is begun, and that failure is thrown
 * when what was begun has ended, however that ends.
 */
export async function inParallel<T, R>(lanes: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const waiting = items.map((item, place) => ({ item, place })).reverse();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      try {
        results[next.place] = await work(next.item);
      } catch (failure) {
        waiting.length = 0;
        failures.push(failure);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}
