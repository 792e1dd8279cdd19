/** A list with the item at a place changed in part. */
export const changedAt = <T extends object>(list: readonly T[], at: number, part: Partial<T>): readonly T[] =>
  list.map((one, i) => (i === at ? { ...one, ...part } : one));

/** A list without the item at a place. */
export const withoutAt = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, i) => i !== at);
