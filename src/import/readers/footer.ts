/** Keeps back the last rows of a source, which are no data: each call hands out those that can no longer be among them. */
export function withoutLast<R>(count: number): (rows: R[]) => R[] {
  if (count === 0) return rows => rows;
  let kept: readonly R[] = [];
  return rows => {
    const all = [...kept, ...rows];
    kept = all.slice(-count);
    return all.slice(0, -count);
  };
}
