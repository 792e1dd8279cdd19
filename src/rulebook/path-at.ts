import { isMap, isNode, isSeq } from 'yaml';
import type { Fault } from '../faults/fault.js';
import { boundsOfSent } from './bounded-yaml.js';
import { keyText } from './plain.js';
import { parseText } from './source-text.js';
import type { Path } from './spot.js';

/**
 * The faults of some texts, each with the way to the value that it is about: the names and positions that lead there. Those that stand in none
 * of the texts, and those of a text that cannot be read, stay as they are.
 */
export function withPaths(faults: readonly Fault[], texts: ReadonlyMap<string, string | null>): readonly Fault[] {
  if (faults.length === 0) return faults;
  const ways = new Map([...texts].map(([file, text]) => [file, waysIn(text ?? '')]));
  return faults.map(found => {
    const { file, line, column } = found.place;
    if (file === undefined || line === undefined || typeof column !== 'number') return found;
    const path = ways.get(file)?.({ line, column });
    return path === undefined ? found : { ...found, place: { ...found.place, path } };
  });
}

/** What says the way to what stands at a place of a text; undefined for a text that has several documents, or errors. */
function waysIn(text: string): ((place: { readonly line: number; readonly column: number }) => Path) | undefined {
  const { documents, faults, source } = parseText(text, '', '', 'workspace', boundsOfSent(text));
  const [document] = documents;
  if (document === undefined || documents.length > 1 || faults.length > 0) return undefined;
  return ({ line, column }) => pathTo(document.contents, (source.lines.lineStarts[line - 1] ?? 0) + column - 1);
}

function pathTo(root: unknown, at: number): Path {
  const path: (string | number)[] = [];
  for (let node = root; ; ) {
    const [part, inner] = partAt(node, at);
    if (part === undefined) return path;
    path.push(part);
    node = inner;
  }
}

/** The part of a list or map that a character belongs to. */
function partAt(node: unknown, at: number): readonly [part?: string | number, inner?: unknown] {
  if (isSeq(node)) {
    const i = node.items.findLastIndex(item => startOf(item) <= at);
    return i < 0 || endOf(node.items[i]) < at ? [] : [i, node.items[i]];
  }
  if (!isMap(node)) return [];
  const pair = node.items.findLast(({ key }) => startOf(key) <= at);
  // The start of a map is that of its first key: what stands there is about the map.
  if (pair === undefined || (pair === node.items[0] && startOf(node) === at)) return [];
  return endOf(pair.value) < at && endOf(pair.key) < at ? [] : [keyText(pair.key), pair.value];
}

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? Infinity) : Infinity);
const endOf = (node: unknown): number => (isNode(node) ? (node.range?.[1] ?? -1) : -1);
