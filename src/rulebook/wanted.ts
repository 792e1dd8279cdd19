import { Document, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { laidOut } from './contract-yaml.js';
import { keyText, type Plain, textOf } from './plain.js';

/** What an object is to say: its keys that are not named stay as they are, and a key of null goes. */
export type Wanted = string | readonly Wanted[] | WantedMap;
export interface WantedMap {
  readonly [key: string]: Wanted | null;
}

/** By which keys an item of a list is known again when something else in it changes. */
const names = ['metric', 'scope', 'group', 'en', 'is'];

const isList = <T extends Wanted | Plain>(wanted: T | readonly T[]): wanted is readonly T[] => Array.isArray(wanted);

/** The node that says what is wanted: the one that is there, changed no further than it must be, so that its comments stay. */
export function saying(document: Document, node: unknown, wanted: Wanted, key: string): unknown {
  if (sameValue(textOf(document, node), wanted)) return node;
  if (typeof wanted === 'string') return isScalar(node) ? rewritten(node, wanted) : fresh(key, wanted);
  if (isList(wanted)) return isSeq(node) ? changedList(document, node, wanted) : fresh(key, wanted);
  if (!isMap(node)) return fresh(key, wanted);
  changeMap(document, node, wanted);
  return node;
}

/** Changes the keys of a map that are wanted otherwise; a new one stands behind the key that is wanted before it. */
export function changeMap(document: Document, map: YAMLMap, wanted: WantedMap): void {
  let last = -1;
  for (const [key, value] of Object.entries(wanted)) {
    const at = map.items.findIndex(pair => keyText(pair.key) === key);
    const own = map.items[at];
    if (value === null) {
      if (own === undefined) continue;
      map.items.splice(at, 1);
      if (at <= last) last--;
    } else if (own === undefined) {
      const [pair] = freshMap({ [key]: value }).items;
      if (pair !== undefined) map.items.splice(++last, 0, pair);
    } else {
      own.value = saying(document, own.value, value, key);
      last = at;
    }
  }
}

function changedList(document: Document, list: YAMLSeq, wanted: readonly Wanted[]): YAMLSeq {
  const left = list.items.map(node => ({ node, plain: textOf(document, node) }));
  const take = (isIt: (plain: Plain) => boolean): unknown => {
    const at = left.findIndex(({ plain }) => isIt(plain));
    return at < 0 ? undefined : left.splice(at, 1)[0]?.node;
  };
  const same = wanted.map(one => take(plain => sameValue(plain, one)));
  const known = wanted.map((one, i) => same[i] ?? take(plain => nameOf(plain) !== '' && nameOf(plain) === nameOf(one)));
  // Where nothing came or went, what stands in the same place was changed.
  const isAsLong = wanted.length === list.items.length;
  const untaken = new Set(isAsLong ? left.map(({ node }) => node) : []);
  const nodes = wanted.map((one, i) => {
    const node = known[i] ?? (untaken.has(list.items[i]) ? list.items[i] : undefined);
    return node === undefined ? freshItem(one) : saying(document, node, one, '');
  });
  list.items = nodes;
  return list;
}

/** What a map is known by among its like; empty for whatever else. */
function nameOf(value: Plain | Wanted): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  // Keys of null go, so nothing is known by them.
  const map = Object.entries(value).filter(([key, part]) => names.includes(key) && part !== null);
  return map.length === 0
    ? ''
    : sorted(Object.fromEntries(map.map(([key, part]: readonly [string, Plain | Wanted]) => [key, given(part ?? '')])));
}

/** A scalar with another text, in the form that it has: a number stays one, and quotes stay. */
function rewritten(node: Scalar, text: string): Scalar {
  const isNumber = typeof node.value === 'number' && String(Number(text)) === text;
  const own = fresh('', text);
  if (isScalar(own) && own.type !== 'PLAIN' && node.type === 'PLAIN') node.type = own.type ?? 'PLAIN';
  node.value = isNumber ? Number(text) : text;
  return node;
}

/** Nodes in the form of the packaged config. */
export function fresh(key: string, wanted: Wanted): Node {
  const node = freshMap({ [key]: wanted }).items[0]?.value;
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) throw new TypeError('a value is a map, a list or a text');
  return node;
}

/** An item of a list: on one line where it holds only scalars. */
function freshItem(wanted: Wanted): unknown {
  const { contents } = laidOut(new Document([given(wanted)]));
  return isSeq(contents) ? contents.items[0] : undefined;
}

function freshMap(wanted: WantedMap): YAMLMap {
  const { contents } = laidOut(new Document(given(wanted)));
  if (!isMap(contents)) throw new TypeError('a map is laid out as a map');
  return contents;
}

/** Without the keys that are to go. */
export const given = (wanted: Wanted | Plain): Plain =>
  wanted === null || typeof wanted === 'string'
    ? wanted
    : isList(wanted)
      ? wanted.map(given)
      : Object.fromEntries(Object.entries(wanted).flatMap(([key, value]) => (value === null ? [] : [[key, given(value)]])));

/** What a value says once it says what is wanted. */
export function expected(now: Plain, wanted: Wanted): Plain {
  if (typeof wanted === 'string' || isList(wanted)) return given(wanted);
  if (typeof now !== 'object' || now === null || Array.isArray(now)) return given(wanted);
  const rest = Object.entries(now).filter(([key]) => !(key in wanted));
  const own = Object.entries(wanted).flatMap(([key, value]) =>
    value === null ? [] : [[key, expected((now as { [key: string]: Plain })[key] ?? null, value)] as const],
  );
  return Object.fromEntries([...rest, ...own]);
}

function sameValue(now: Plain, wanted: Wanted): boolean {
  return sorted(now) === sorted(expected(now, wanted));
}

/** A value as a text that does not depend on the order of keys. */
export const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? '';
