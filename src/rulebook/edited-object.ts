import { setImmediate } from 'node:timers/promises';
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { boundsOfSent } from './bounded-yaml.js';
import type { ObjectKey } from './object-keys.js';
import { asMap, keyText, type Plain, type PlainMap, textOf } from './plain.js';
import { parseText } from './source-text.js';
import { changeMap, expected, fresh, sorted, type WantedMap } from './wanted.js';

/** Which object of a file is meant: the list that it stands in, and the key by which it is known. */
export interface ObjectName {
  readonly list: ObjectKey | 'clients' | 'sites';
  readonly key: 'id' | 'code';
  /** Undefined for one that is new. */
  readonly id: string | undefined;
}

const layout = { lineWidth: 0, flowCollectionPadding: true } as const;

/** The lists of a file's first document that hold objects of config; undefined where the file cannot be read. */
export function objectsIn(text: string, { list }: Pick<ObjectName, 'list'>): readonly PlainMap[] | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const listed = root[list];
  return Array.isArray(listed) ? listed.map(asMap) : [];
}

/** Whether no list of a file has anything in it. */
export const saysNothing = (text: string): boolean =>
  Object.values(rootOf(text) ?? { broken: '' }).every(value => value === null);

/** A text with another object in it, and its place in the list (-1 where it is taken away); or why there is none: it is changed by hand, or more than is read of what is sent. */
export type EditedText = { readonly text: string; readonly at: number } | { readonly refused: 'by_hand' | 'too_large' };

/**
 * The text of a file with one object changed, added, or taken away (null): whatever else the file says stands as it stood, to the letter.
 * Refused where that cannot be done, as in a file that shares values between objects, or has errors.
 */
export async function withObject(text: string, name: ObjectName, wanted: WantedMap | null): Promise<EditedText> {
  const before = rootOf(text);
  if (before === undefined) return { refused: isTooLarge(text) ? 'too_large' : 'by_hand' };
  const document = parseDocument(text);
  const root = document.contents;
  const pair = isMap(root) ? root.items.find(({ key }) => keyText(key) === name.list) : undefined;
  const made = name.id === undefined ? added(text, pair, name, wanted ?? {}) : changed(document, pair, { text, name, wanted });
  if (made === undefined) return { refused: 'by_hand' };
  // Writing a long contract and reading it each take a good part of what one request may take of the program.
  await setImmediate();
  const after = rootOf(made);
  if (after === undefined && isTooLarge(made)) return { refused: 'too_large' };
  await setImmediate();
  // Text was put between text: what it says is read again before anybody trusts it.
  const isAsExpected = after !== undefined && sorted(after) === sorted(asExpected(before, name, wanted));
  if (!isAsExpected) return { refused: 'by_hand' };
  const listed = after[name.list];
  // One that is new is put behind the others.
  const at = Array.isArray(listed) ? listed.findLastIndex(one => asMap(one)[name.key] === wanted?.[name.key]) : -1;
  return { text: made, at: wanted === null ? -1 : at };
}

const isTooLarge = (text: string): boolean =>
  parseText(text, '', '', 'workspace', boundsOfSent(text)).faults.some(({ code }) => code === 'yaml_too_large');

/** What the only document of a text says; undefined where it has errors, several documents, or no map. */
function rootOf(text: string): PlainMap | undefined {
  const { documents, faults } = parseText(text, '', '', 'workspace', boundsOfSent(text));
  const [document] = documents;
  if (faults.length > 0 || documents.length > 1) return undefined;
  const plain = document === undefined ? null : textOf(document, document.contents);
  return plain === null || (typeof plain === 'object' && !Array.isArray(plain)) ? asMap(plain) : undefined;
}

function asExpected(before: PlainMap, { list, key, id }: ObjectName, wanted: WantedMap | null): PlainMap {
  const listed = before[list];
  const items = Array.isArray(listed) ? listed : [];
  if (id === undefined) return { ...before, [list]: [...items, expected(null, wanted ?? {})] };
  const at = items.findIndex(item => asMap(item)[key] === id);
  const rest: readonly Plain[] = wanted === null ? items.toSpliced(at, 1) : items.with(at, expected(items[at] ?? null, wanted));
  return { ...before, [list]: rest.length === 0 ? null : rest };
}

function changed(
  document: Document.Parsed,
  pair: Pair | undefined,
  { text, name, wanted }: { readonly text: string; readonly name: ObjectName; readonly wanted: WantedMap | null },
): string | undefined {
  const list = pair?.value;
  const at = isSeq(list) ? list.items.findIndex(item => asMap(textOf(document, item))[name.key] === name.id) : -1;
  const item = isSeq(list) ? list.items[at] : undefined;
  if (!isSeq(list) || !isMap(item)) return undefined;
  const span = spanOf(item);
  if (wanted !== null)
    return between(
      text,
      span,
      rewritten(text, span, (own, map) => changeMap(own, map, wanted)),
    );
  if (list.flow === true) return undefined;
  const start = text.lastIndexOf('-', span.from);
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return between(text, { from: lineStart, to: lineEnd(text, span.to) }, '');
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a node of a document that was parsed stands in its text. */
export function spanOf(node: Node): Span {
  if (node.range === null || node.range === undefined) throw new TypeError('a node that was parsed has a range');
  return { from: node.range[0], to: node.range[1] };
}

/** A text with another in the place of a part of it. */
export const between = (text: string, { from, to }: Span, put: string): string => text.slice(0, from) + put + text.slice(to);

/** Behind the line in which something ends. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** A map of a text as it is written once it is changed; lines of it that stay are as they were. One that shares values stays as it is. */
export function rewritten(text: string, { from, to }: Span, change: (document: Document, map: YAMLMap) => void): string {
  const column = from - (text.lastIndexOf('\n', from - 1) + 1);
  const written = text.slice(from, to);
  const own = ' '.repeat(column) + written;
  const unindented = own.split('\n').map(line => (line.startsWith(' '.repeat(column)) ? line.slice(column) : line.trimStart()));
  const document = parseDocument(unindented.join('\n'));
  if (!isMap(document.contents) || isShared(document)) return written;
  const untouched = lines(document);
  change(document, document.contents);
  const kept = new Map(untouched.map((line, i) => [line, unindented[i] ?? line]));
  const isAsWritten = untouched.every((line, i) => indentOf(line) === indentOf(unindented[i] ?? ''));
  const made = lines(document).map(line => (isAsWritten ? (kept.get(line) ?? line) : line));
  return indented(made, column) + written.slice(withoutLastBreaks(written).length);
}

/** Whether a value stands for another one, so that it cannot be changed by itself. */
function isShared(document: Document): boolean {
  let found = document.errors.length > 0;
  visit(document, {
    Alias: () => void (found = true),
    Node: (_, node) => void (found ||= !isAlias(node) && node.anchor !== undefined),
  });
  return found;
}

function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

const lines = (document: Document): readonly string[] => withoutLastBreaks(document.toString(layout)).split('\n');
const indentOf = (line: string): number => line.length - line.trimStart().length;

const indented = (all: readonly string[], column: number): string =>
  all.map((line, i) => (i === 0 || line === '' ? line : ' '.repeat(column) + line)).join('\n');

/** The text with an object behind the others of its list, in the form of the last of them. */
function added(text: string, pair: Pair | undefined, { list: key }: ObjectName, wanted: WantedMap): string | undefined {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (pair === undefined) {
    const gap = whole === '' || whole.endsWith('\n\n') ? '' : '\n';
    return `${whole}${gap}${key}:\n${item(wanted, 2, false)}`;
  }
  const list = pair.value;
  if (isSeq(list) && list.items.length > 0) return behindLast(whole, list, wanted);
  if (!isNode(pair.key)) return undefined;
  if (isSeq(list)) {
    const colon = whole.indexOf(':', spanOf(pair.key).to) + 1;
    return between(whole, { from: colon, to: spanOf(list).to }, `\n${item(wanted, 2, false).trimEnd()}`);
  }
  const at = lineEnd(whole, spanOf(pair.key).to);
  return between(whole, { from: at, to: at }, item(wanted, 2, false));
}

function behindLast(text: string, list: YAMLSeq, wanted: WantedMap): string | undefined {
  const last = list.items.at(-1);
  if (!isMap(last)) return undefined;
  const { from, to } = spanOf(last);
  if (list.flow === true) return between(text, { from: to, to }, `, ${flowing(wanted)}`);
  const dash = text.lastIndexOf('-', from - 1);
  const column = dash - (text.lastIndexOf('\n', dash) + 1);
  const at = lineEnd(text, to);
  return between(text, { from: at, to: at }, item(wanted, column, last.flow === true));
}

function item(wanted: WantedMap, column: number, isFlow: boolean): string {
  const written = isFlow ? [flowing(wanted)] : blockLines(wanted);
  return `${' '.repeat(column)}- ${indented(written, column + 2)}\n`;
}

function blockLines(wanted: WantedMap): readonly string[] {
  const document = new Document();
  document.contents = mapOf(wanted);
  return lines(document);
}

function flowing(wanted: WantedMap): string {
  const map = mapOf(wanted);
  map.flow = true;
  const document = new Document();
  document.contents = map;
  return lines(document).join(' ');
}

function mapOf(wanted: WantedMap): YAMLMap {
  const map = fresh('object', wanted);
  if (!isMap(map)) throw new TypeError('an object is a map');
  return map;
}
