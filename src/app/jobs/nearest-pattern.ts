/** The pattern that needs the fewest letters changed for a name to fit it; undefined where there are none. */
export function nearestPattern(name: string, patterns: readonly string[]): string | undefined {
  const ranked = patterns.map(pattern => ({ pattern, distance: distanceOf(pattern, name) }));
  return ranked.toSorted((a, b) => a.distance - b.distance)[0]?.pattern;
}

/** The edit distance of a name from a pattern, whose `*` and `?` stand for anything. */
function distanceOf(pattern: string, name: string): number {
  let before = Array.from({ length: name.length + 1 }, (_, j) => j);
  for (const sign of pattern.replaceAll(/\*+/g, '*')) {
    const isAny = sign === '*';
    const row = [(before[0] ?? 0) + (isAny ? 0 : 1)];
    for (let j = 1; j <= name.length; j++) {
      const isSame = isAny || sign === '?' || sign === name[j - 1];
      const replaced = (before[j - 1] ?? 0) + (isSame ? 0 : 1);
      const left = (row[j - 1] ?? 0) + (isAny ? 0 : 1);
      row.push(Math.min(replaced, left, (before[j] ?? 0) + (isAny ? 0 : 1)));
    }
    before = row;
  }
  return before[name.length] ?? 0;
}
