/** A row of a sheet: its number, from 1, and what each of its columns holds, as a text by which two cells are compared. */
export interface RowText {
  readonly number: number;
  readonly cells: ReadonlyMap<number, string>;
}

/** Two rows that stand for the same; one alone where the other sheet has none like it. */
export type RowPair = readonly [one: RowText | undefined, other: RowText | undefined];

/** Rows compared each with each, at most: beyond this those that are alike but for their texts are paired first. */
const mostCompared = 250_000;

/** The rows of two sheets of which one has rows more, fewer, or with other texts, in pairs and in their order. */
export function alignedRows(ones: readonly RowText[], others: readonly RowText[]): readonly RowPair[] {
  return between(ones, others, [wholeText, figuresText]);
}

const wholeText = ({ cells }: RowText): string => [...cells].map(([column, text]) => `${column} ${text}`).join('\u0000');

/** The numbers of a row and its first cell: what is left where texts were worded anew. */
const figuresText = ({ cells }: RowText): string =>
  [...cells]
    .filter(([, text], at) => at === 0 || !text.startsWith('"'))
    .map(([column, text]) => `${column} ${text}`)
    .join('\u0000');

type TextOf = (row: RowText) => string;

/** Pairs what is the same and stands once on each side, and then what lies between these. */
function between(ones: readonly RowText[], others: readonly RowText[], ways: readonly TextOf[]): readonly RowPair[] {
  if (ones.length === 0 || others.length === 0) return apart(ones, others);
  const [textOf, ...rest] = ways;
  if (textOf === undefined) return ones.length * others.length > mostCompared ? inOrder(ones, others) : mostAlike(ones, others);
  const pairs: RowPair[] = [];
  let [a, b] = [0, 0];
  for (const [at, there] of [...anchors(ones.map(textOf), others.map(textOf)), [ones.length, others.length] as const]) {
    pairs.push(...between(ones.slice(a, at), others.slice(b, there), rest));
    if (at < ones.length) pairs.push([ones[at], others[there]]);
    [a, b] = [at + 1, there + 1];
  }
  return pairs;
}

const apart = (ones: readonly RowText[], others: readonly RowText[]): readonly RowPair[] => [
  ...ones.map((row): RowPair => [row, undefined]),
  ...others.map((row): RowPair => [undefined, row]),
];

const inOrder = (ones: readonly RowText[], others: readonly RowText[]): readonly RowPair[] =>
  Array.from({ length: Math.max(ones.length, others.length) }, (_, at) => [ones[at], others[at]] as const);

type Anchor = readonly [at: number, there: number];

/** Places of texts that stand once on each side, as many as keep their order. */
function anchors(ones: readonly string[], others: readonly string[]): readonly Anchor[] {
  const there = placesOfSingles(others);
  const found = [...placesOfSingles(ones)].flatMap(([text, at]): readonly Anchor[] => {
    const place = there.get(text);
    return place === undefined ? [] : [[at, place]];
  });
  // The longest chain of places that rise on both sides: of each length the chain that ends lowest.
  const ends: { readonly anchor: Anchor; readonly before: number }[] = [];
  const lowest: number[] = [];
  for (const anchor of found) {
    let [low, high] = [0, lowest.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = ends[lowest[middle] ?? -1];
      if (end !== undefined && end.anchor[1] < anchor[1]) low = middle + 1;
      else high = middle;
    }
    ends.push({ anchor, before: lowest[low - 1] ?? -1 });
    lowest[low] = ends.length - 1;
  }
  const chain: Anchor[] = [];
  for (let end = ends[lowest.at(-1) ?? -1]; end !== undefined; end = ends[end.before]) chain.push(end.anchor);
  return chain.toReversed();
}

function placesOfSingles(texts: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [at, text] of texts.entries()) {
    if (places.has(text)) repeated.add(text);
    places.set(text, at);
  }
  for (const text of repeated) places.delete(text);
  return places;
}

/** How much two rows have in common; rows that share nothing are a pair only where they fill the same columns. */
function likeness({ cells }: RowText, other: RowText): number {
  let [same, shared] = [0, 0];
  for (const [column, text] of cells) {
    const there = other.cells.get(column);
    if (there !== undefined) shared++;
    if (there === text) same++;
  }
  const isOfOneForm = shared === cells.size && shared === other.cells.size;
  return same > 0 || isOfOneForm ? same + shared / 100 : 0;
}

/** The pairs, in order, that have most in common altogether. */
function mostAlike(ones: readonly RowText[], others: readonly RowText[]): readonly RowPair[] {
  const width = others.length + 1;
  // What the rows from one place on have in common with those from another on.
  const best = new Float64Array((ones.length + 1) * width);
  const bestAt = (a: number, b: number): number => best[a * width + b] ?? 0;
  const alike = (a: number, b: number): number => {
    const [one, other] = [ones[a], others[b]];
    return one === undefined || other === undefined ? 0 : likeness(one, other);
  };
  for (let a = ones.length - 1; a >= 0; a--)
    for (let b = others.length - 1; b >= 0; b--)
      best[a * width + b] = Math.max(bestAt(a + 1, b), bestAt(a, b + 1), alike(a, b) + bestAt(a + 1, b + 1));
  const pairs: RowPair[] = [];
  let [a, b] = [0, 0];
  while (a < ones.length && b < others.length) {
    const common = alike(a, b);
    if (common > 0 && bestAt(a, b) === common + bestAt(a + 1, b + 1)) pairs.push([ones[a++], others[b++]]);
    else if (bestAt(a, b) === bestAt(a + 1, b)) pairs.push([ones[a++], undefined]);
    else pairs.push([undefined, others[b++]]);
  }
  return [...pairs, ...apart(ones.slice(a), others.slice(b))];
}
