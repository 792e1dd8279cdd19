/** What a comparison line by line may cost: beyond it all lines between the first and the last that differ count as changed. */
const mostPairs = 1_000_000;

/** What changes in a text, line by line: `- ` before what goes, `+ ` before what comes; nothing of lines that stay. */
export function changedLines(before: string, after: string): readonly string[] {
  const [old, made] = differing(before.split('\n'), after.split('\n'));
  if (old.length * made.length > mostPairs) return [...old.map(gone), ...made.map(come)];
  const common = commonLengths(old, made);
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < made.length) {
    if (i < old.length && j < made.length && old[i] === made[j]) [i, j] = [i + 1, j + 1];
    else if (j >= made.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) lines.push(gone(old[i++] ?? ''));
    else lines.push(come(made[j++] ?? ''));
  }
  return lines;
}

const gone = (line: string): string => `- ${line}`;
const come = (line: string): string => `+ ${line}`;

/** Both without the lines that they begin and end with alike. */
function differing(old: readonly string[], made: readonly string[]): readonly [readonly string[], readonly string[]] {
  const shorter = Math.min(old.length, made.length);
  let first = 0;
  while (first < shorter && old[first] === made[first]) first++;
  let last = 0;
  while (last < shorter - first && old.at(-1 - last) === made.at(-1 - last)) last++;
  return [old.slice(first, old.length - last), made.slice(first, made.length - last)];
}

/** For each pair of places how many lines the rests have in common, in their order. */
function commonLengths(old: readonly string[], made: readonly string[]): readonly (readonly number[])[] {
  const common: number[][] = Array.from({ length: old.length + 1 }, () => Array.from({ length: made.length + 1 }, () => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = made.length - 1; j >= 0; j--)
      (common[i] ?? [])[j] = old[i] === made[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return common;
}
