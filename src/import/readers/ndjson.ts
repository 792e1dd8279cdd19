import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import { readersFaults } from '../../faults/readers.js';
import { beyondBounds } from '../../bounds/nesting.js';
import { LONGEST_RECORD } from './csv-long-cells.js';
import { columnsOf, MOST_COLUMNS, withoutNul } from './header.js';
import { markedNumbers, MARK } from './json-numbers.js';
import { jsonUntil } from './json-until.js';
import { refuse } from './refuse.js';
import type { Reader, Row, Source, SourceSpec } from './source.js';
import { openText, type TextFile } from './text.js';

/** Reads one JSON object a line. */
export const ndjsonReader: Reader = { format: 'ndjson', open: openNdjson };

/** The lines whose keys are the columns: so many, or as many as have so many characters. */
const DECIDING_LINES = 1000;
const DECIDING_CHARACTERS = 32 * 1024 * 1024;

/** The most characters of a line. No fact has so many, and one line is read in one go. */
const LONGEST_LINE = 1024 * 1024;

/** Why a line is no object. */
interface NoObject {
  readonly reason: Phrase;
}

interface Line {
  readonly number: number;
  /** The object's cells by key, or why there are none. */
  readonly cells: ReadonlyMap<string, string> | NoObject;
  readonly text: string;
}

async function openNdjson(spec: SourceSpec): Promise<Source> {
  const text = await openText(spec);
  try {
    const start = text.sample.replace(/^\ufeff/, '').trimStart();
    if (start.startsWith('[')) throw refuse('json_array', {}, { file: spec.path });
    const batches = lineBatches(spec.path, text);
    const deciding: Line[] = [];
    let characters = 0;
    while (deciding.length < DECIDING_LINES && characters < DECIDING_CHARACTERS) {
      const next = await batches.next();
      if (next.done === true) break;
      for (const line of next.value) characters += line.text.length;
      deciding.push(...next.value);
    }
    const keys = keysOf(deciding.slice(0, DECIDING_LINES));
    const [first] = deciding;
    if (first === undefined) throw refuse('source_empty', { expected: 'json_lines' }, { file: spec.path });
    if (keys.size === 0 && 'reason' in first.cells)
      throw refuse('json_malformed', first.cells, { file: spec.path, line: first.number });
    const columns = columnsOf({ number: 1, cells: [...keys] }, spec.path, text.findings);
    return {
      columns,
      rows: rowBatches(spec.path, columns, deciding, batches, text.findings),
      sha256: text.bytes.sha256,
      progress: text.bytes.progress,
      encoding: text.encoding,
      findings: text.findings,
      close: text.bytes.close,
    };
  } catch (error) {
    await text.bytes.close();
    throw error;
  }
}

/** Every key of some lines, as they come; one more than there may be columns is enough to refuse them. */
function keysOf(lines: readonly Line[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { cells } of lines) {
    if ('reason' in cells) continue;
    for (const key of cells.keys()) keys.add(key);
    if (keys.size > MOST_COLUMNS) break;
  }
  return keys;
}

async function* lineBatches(file: string, text: TextFile): AsyncGenerator<Line[]> {
  let rest = '';
  let number = 1;
  const parsed = (lines: readonly string[]): Line[] =>
    lines
      .map(line => ({ number: number++, text: line, cells: line.trim() === '' ? new Map<string, string>() : cellsOf(line) }))
      .filter(line => line.text.trim() !== '');
  for await (const piece of text.pieces(more => number + (rest + more).split('\n').length - 1)) {
    const at = piece.lastIndexOf('\n');
    if (at < 0) {
      rest += piece;
      if (rest.length > LONGEST_RECORD)
        throw refuse('record_too_long', { megabytes: LONGEST_RECORD >> 20 }, { file, line: number });
      continue;
    }
    const lines = (rest + piece.slice(0, at)).split('\n');
    rest = piece.slice(at + 1);
    yield parsed(lines);
  }
  const [last] = parsed([rest]);
  if (last === undefined) return;
  // The first line is refused for what it is: where it is no object, none of the file may be.
  if ('reason' in last.cells && last.number > 1) throw refuse('json_cut_off', last.cells, { file, line: last.number });
  yield [last];
}

/** The most characters of a line that is parsed without a look at how deep it nests: whatever it is, that takes no time. */
const LONGEST_PLAIN = 20_000;
const mostNested = { depth: 1000, parts: Number.POSITIVE_INFINITY };

/** The cells of a JSON object: nested keys joined by dots, numbers in their own digits, null empty; or why it is not one. */
export function cellsOf(line: string): ReadonlyMap<string, string> | NoObject {
  if (line.length > LONGEST_LINE) return { reason: { phrase: 'line_over', megabytes: LONGEST_LINE >> 20 } };
  if (line.length > LONGEST_PLAIN && beyondBounds(line, mostNested) !== undefined) return { reason: 'nested_too_deeply' };
  try {
    // JSON.parse would take numbers through floating point and lose digits: they are made strings first. What is not JSON stays so.
    const value: unknown = JSON.parse(markedNumbers(line));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: Array.isArray(value) ? 'an_array' : 'single_value' };
    const cells = new Map<string, string>();
    flatten(value, '', cells, 0);
    if (cells.size > MOST_COLUMNS) return { reason: { phrase: 'more_keys', most: MOST_COLUMNS } };
    return cells;
  } catch (error) {
    if (error instanceof RangeError) return { reason: 'nested_too_deeply' };
    return { reason: brokenAt(line) };
  }
}

/** Longer lines are looked through by the parser alone, which is faster and does not say where it stopped. */
const LONGEST_LOCATED = 100_000;

/** Where a line stops being JSON. */
function brokenAt(line: string): Phrase {
  if (line.length > LONGEST_LOCATED) return 'unparsable';
  const until = jsonUntil(line);
  return until === line.length ? 'json_unfinished' : { phrase: 'json_until', character: until + 1 };
}

const DEEPEST = 8;

function flatten(value: object, prefix: string, cells: Map<string, string>, depth: number): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (cells.size > MOST_COLUMNS) return;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < DEEPEST)
      flatten(inner, `${prefix}${key}.`, cells, depth + 1);
    else cells.set(prefix + key, cellText(inner));
  }
}

const markedText = new RegExp(`"${MARK}([^"]*)"`, 'g');

function cellText(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value.startsWith(MARK) ? value.slice(1) : value;
  return JSON.stringify(value).replaceAll(markedText, '$1');
}

async function* rowBatches(
  file: string,
  columns: readonly string[],
  deciding: readonly Line[],
  batches: AsyncGenerator<Line[]>,
  findings: Fault[],
): AsyncGenerator<readonly Row[]> {
  const known = new Set(columns);
  let warned = false;
  const rowOf = (line: Line): Row => {
    const { cells, number, text } = line;
    if ('reason' in cells)
      return { number, cells: [text], fault: fault(readersFaults, 'json_malformed', cells, { file, line: number }) };
    if (!warned) {
      const late = [...cells.keys()].find(key => !known.has(key));
      if (late !== undefined) {
        findings.push(
          fault(
            readersFaults,
            'key_late',
            { key: late, lines: Math.min(deciding.length, DECIDING_LINES) },
            { file, line: number },
          ),
        );
        warned = true;
      }
    }
    const row = { number, text, cells: columns.map(column => cells.get(column) ?? '') };
    return text.includes('\\u0000') ? withoutNul(row, file, columns) : row;
  };
  try {
    yield deciding.map(rowOf);
    for await (const batch of batches) if (batch.length > 0) yield batch.map(rowOf);
  } finally {
    await batches.return(undefined);
  }
}
