/** Where two documents part: the metric (or index) and the field in it, with what each says. */
export interface Difference {
  readonly metric: string | null;
  /** Null where the texts part, and not what they say. */
  readonly field: string | null;
  /** The first character that differs, from 0; null where a field does. */
  readonly character: number | null;
  /** As JSON; null where it is not there. */
  readonly expected: string | null;
  readonly found: string | null;
}

/** The first difference between the stored text of a document and a recomputed one; undefined where their bytes are the same. */
export function firstDifference(stored: string, recomputed: string): Difference | undefined {
  if (stored === recomputed) return undefined;
  const [a, b]: readonly unknown[] = [parsed(stored), parsed(recomputed)];
  const found = a === undefined || b === undefined ? undefined : differenceBetween(a, b, []);
  if (found === undefined) {
    const at = [...stored].findIndex((character, i) => recomputed[i] !== character);
    const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 10), at + 20));
    return { metric: null, field: null, character: at, expected: around(stored), found: around(recomputed) };
  }
  const [first, second, ...rest] = found.path;
  const isOfMetric = (first === 'metrics' || first === 'indexes') && second !== undefined && rest.length > 0;
  return {
    metric: isOfMetric ? second : null,
    field: (isOfMetric ? rest : found.path).join('.'),
    character: null,
    expected: jsonText(found.expected),
    found: jsonText(found.found),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface DifferenceAt {
  readonly path: readonly string[];
  readonly expected: unknown;
  readonly found: unknown;
}

function differenceBetween(a: unknown, b: unknown, path: readonly string[]): DifferenceAt | undefined {
  if (Array.isArray(a) && Array.isArray(b)) return walkPairs(named(a), named(b), path);
  if (isRecord(a) && isRecord(b)) return walkPairs(new Map(Object.entries(a)), new Map(Object.entries(b)), path);
  return Object.is(a, b) ? undefined : { path, expected: a, found: b };
}

function walkPairs(
  a: ReadonlyMap<string, unknown>,
  b: ReadonlyMap<string, unknown>,
  path: readonly string[],
): DifferenceAt | undefined {
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort((one, other) => rank(one) - rank(other));
  for (const key of keys) {
    const parting = differenceBetween(a.get(key), b.get(key), [...path, key]);
    if (parting !== undefined) return parting;
  }
  const [order, other] = [[...a.keys()].join(), [...b.keys()].join()];
  return order === other ? undefined : { path: [...path, 'order'], expected: order, found: other };
}

// What says most comes first: a count before the value that follows from it, metrics before indexes, breakdowns last.
const before = ['counts', 'passed', 'failed', 'numerator', 'denominator', 'value', 'status', 'score'];
const after = ['metrics', 'indexes', 'by'];
const rank = (key: string): number => {
  const place = before.indexOf(key);
  return place >= 0 ? place - before.length : after.indexOf(key) + 1;
};

/** The members of a list by their names: so a missing member does not make all that follow it differ. */
function named(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const nameOf = (item: unknown, position: number): string => {
    if (!isRecord(item)) return String(position);
    const name = item['metric'] ?? item['index'] ?? item['id'] ?? item['key'];
    return typeof name === 'string' ? name : name === null ? 'null' : String(position);
  };
  const names = list.map(nameOf);
  return new Map(list.map((item, i) => [names.indexOf(names[i] ?? '') === i ? (names[i] ?? '') : `${names[i]}#${i}`, item]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const jsonText = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
