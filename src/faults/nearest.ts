/** No name that somebody types or mistypes is longer; to compare longer ones takes time that nobody gains by. */
const longestName = 64;

/** The known name with the smallest edit distance, if it is near enough to be a slip. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const given = name.toLowerCase();
  if (given.length > longestName) return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    if (lower.length > longestName) continue;
    // A name of which no letter stays is another name, however short.
    const most = Math.min(
      Math.max(2, Math.floor(candidate.length / 3)),
      Math.max(name.length, candidate.length) - 1,
      best === undefined ? longestName : best.distance - 1,
    );
    const distance = editDistance(given, lower, most);
    if (distance !== undefined) best = { name: candidate, distance };
    if (best?.distance === 0) break;
  }
  return best?.name;
}

// Kept between comparisons: thousands of rows may each have a name that is near to hundreds.
let previous = new Uint8Array(longestName + 1);
let row = new Uint8Array(longestName + 1);

/** How many letters to add, take away or replace; undefined where that is more than `most`. */
function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      const distance = Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row[j] = distance;
      if (distance < least) least = distance;
    }
    // No later row has anything smaller.
    if (least > most) return undefined;
    [previous, row] = [row, previous];
  }
  const distance = previous[b.length] ?? 0;
  return distance <= most ? distance : undefined;
}
