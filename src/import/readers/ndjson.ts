import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import { readersFaults } from '../../faults/readers.js';
import { LONGEST_RECORD } from './csv-scan.js';
import { columnsOf, withoutNul } from './header.js';
import { jsonUntil } from './json-until.js';
import { refuse } from './refuse.js';
import type { Reader, Row, Source, SourceSpec } from './source.js';
import { openText, type TextFile } from './text.js';

/** Reads one JSON object a line. */
export const ndjsonReader: Reader = { format: 'ndjson', open: openNdjson };

/** The lines whose keys are the columns. */
const DECIDING_LINES = 1000;

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
    while (deciding.length < DECIDING_LINES) {
      const next = await batches.next();
      if (next.done === true) break;
      deciding.push(...next.value);
    }
    const keys = new Set(
      deciding.slice(0, DECIDING_LINES).flatMap(line => ('reason' in line.cells ? [] : [...line.cells.keys()])),
    );
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

/** Stands before a number's text between the two steps of parsing; not a character that text may hold. */
const MARK = '\uffff';
const tokens = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\s*:)/g;

/** The cells of a JSON object: nested keys joined by dots, numbers in their own digits, null empty; or why it is not one. */
export function cellsOf(line: string): ReadonlyMap<string, string> | NoObject {
  try {
    // JSON.parse would take numbers through floating point and lose digits: they are made strings first. What is not JSON stays so.
    const value: unknown = JSON.parse(line.replace(tokens, token => (token.startsWith('"') ? token : `"${MARK}${token}"`)));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: Array.isArray(value) ? 'an_array' : 'single_value' };
    const cells = new Map<string, string>();
    flatten(value, '', cells, 0);
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
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < DEEPEST)
      flatten(inner, `${prefix}${key}.`, cells, depth + 1);
    else cells.set(prefix + key, cellText(inner));
  }
}

function cellText(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value.startsWith(MARK) ? value.slice(1) : value;
  return JSON.stringify(value).replaceAll(new RegExp(`"${MARK}([^"]*)"`, 'g'), '$1');
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
        findings.push(fault(readersFaults, 'key_late', { key: late, lines: DECIDING_LINES }, { file, line: number }));
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
