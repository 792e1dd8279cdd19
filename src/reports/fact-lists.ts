import { toDouble } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { fileName } from '../facts/file-name.js';
import { dayMillis, localOf } from '../facts/time.js';
import type { EvidenceList, EvidenceRow, ScorecardInput } from './input.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, emptyCell, gap, type Row, type Table } from './sheet.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';
import { type Words } from './words.js';

/** The most facts a scorecard lists; for the rest it says how many there are and how to get them. */
export const maxEvidenceRows = 20_000;

/** How many rows of each list fit: short lists whole, the room left shared by the long ones. */
export function rowsPerList(sizes: readonly number[], room: number): readonly number[] {
  const shares = sizes.map(() => 0);
  let left = room;
  const ascending = sizes.map((size, position) => ({ size, position })).sort((a, b) => a.size - b.size);
  for (const [rank, { size, position }] of ascending.entries()) {
    const share = Math.min(size, Math.floor(left / (sizes.length - rank)));
    shares[position] = share;
    left -= share;
  }
  return shares;
}

/** A list of facts on a sheet: its title, its table and an empty row. */
interface FactSection {
  readonly rows: readonly Row[];
  readonly table: Table | undefined;
}

/** Where a list of facts stands, and how much of it. */
interface FactPlace {
  /** How many facts are listed, the first ones. */
  readonly share: number;
  /** The row that it begins on, from 1. */
  readonly row: number;
  /** Its table's name, of which a workbook has each only once. */
  readonly name: string;
  /** Widths of the sheet's columns. */
  readonly widths: readonly number[];
}

/** A list of facts, each with the file and row that it came from. */
export function factSection(
  input: Pick<ScorecardInput, 'language' | 'evaluation'>,
  words: Words,
  list: EvidenceList,
  { share, row, name, widths }: FactPlace,
): FactSection {
  const { language, evaluation } = input;
  const headers = unique([
    ...list.columns.map(({ label }) => plainText(label[language], 200).replaceAll('\n', ' ') || '·'),
    say(language, 'File', '文件'),
    say(language, 'Row', '行'),
    say(language, 'Batch', '批次'),
  ]);
  const zone = evaluation.document.time_zone;
  const rows: Row[] = [
    { cells: [cell(titleOf(input, words, list, share), 'section', { span: headers.length })], height: 26 },
    { cells: headers.map((header, position) => cell(header, headStyle(list, position))), height: 30 },
    ...list.rows.slice(0, share).map((fact): Row => factRow(factCells(list, fact, zone), widths)),
    gap(),
  ];
  return { rows, table: share === 0 ? undefined : { name, row: row + 1, column: 1, headers, rows: share } };
}

function titleOf(
  { language, evaluation }: Pick<ScorecardInput, 'language' | 'evaluation'>,
  words: Words,
  list: EvidenceList,
  share: number,
): string {
  const metric = evaluation.document.metrics.find(each => each.metric === list.metric);
  const name = plainText(metric?.label[language] ?? list.metric, 100);
  const membership = words.memberships[list.membership];
  const [total, listed] = [list.totalCount.toLocaleString('en-US'), share.toLocaleString('en-US')];
  const shownOf = share < list.totalCount ? say(language, ` (first ${listed} listed)`, `（列出前 ${listed} 条）`) : '';
  return say(language, `${name}: ${total} ${membership}${shownOf}`, `${name}：${membership} ${total} 条${shownOf}`);
}

const lineHeight = 16;

/** A fact's row, higher where a text of it wraps. */
export function factRow(cells: readonly Cell[], widths: readonly number[]): Row {
  let height = lineHeight;
  for (const [column, { value }] of cells.entries())
    if (typeof value === 'string') height = Math.max(height, heightFor(value, widths[column] ?? 20, lineHeight));
  return { cells, outline: 1, ...(height > lineHeight + 3 ? { height } : {}) };
}

/** A header stands as its column does; file, row and batch come last. */
function headStyle({ columns }: EvidenceList, position: number): 'header' | 'headerRight' | 'headerCenter' {
  const type = columns[position]?.type;
  if (type === undefined) return position === columns.length ? 'header' : 'headerRight';
  return headerStyle(type);
}

/** The look of a column's header: it stands as its values do. */
export function headerStyle(type: EvidenceType | undefined): 'header' | 'headerRight' | 'headerCenter' {
  if (type === 'number' || type === 'duration') return 'headerRight';
  return type === 'text' || type === undefined ? 'header' : 'headerCenter';
}

/** Headers of a table must differ: a repeated one gets its number. */
export function unique(headers: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return headers.map(header => {
    let name = header;
    for (let number = 2; seen.has(name.toLowerCase()); number++) name = `${header} ${number}`;
    seen.add(name.toLowerCase());
    return name;
  });
}

function factCells(list: EvidenceList, fact: EvidenceRow, zone: string): readonly Cell[] {
  return [
    ...list.columns.map(({ type }, position) => valueCell(fact.values[position] ?? null, type, zone)),
    ...originCells([fact]),
  ];
}

/** Where a fact's values came from: file, row and batch; a line each where there are several. */
export function originCells(origins: readonly Pick<EvidenceRow, 'file' | 'row' | 'batch'>[]): readonly Cell[] {
  const [first] = origins;
  if (origins.length === 1 && first !== undefined)
    return [
      cell(plainText(fileName(first.file)), 'codeFit'),
      { value: first.row, style: 'codeRight', format: '0' },
      { value: first.batch, style: 'codeRight', format: '0' },
    ];
  const lines = (of: (one: (typeof origins)[number]) => string | number): string => plainText(origins.map(of).join('\n'), 2_000);
  return [
    cell(
      lines(({ file }) => fileName(file)),
      'codeFit',
    ),
    cell(
      lines(({ row }) => row),
      'codeFit',
    ),
    cell(
      lines(({ batch }) => batch),
      'codeFit',
    ),
  ];
}

type EvidenceType = EvidenceList['columns'][number]['type'];

/** A value as a cell shows it: moments by the clock of the zone, durations as hours and minutes. */
export function valueCell(value: Value, type: EvidenceType, zone: string): Cell {
  if (value === null) return emptyCell;
  if (typeof value === 'string') return cell(plainText(value), 'fit');
  if (typeof value === 'boolean') return cell(value ? '✓' : '✗', 'center');
  const number = toDouble(value);
  if (!Number.isFinite(number)) return emptyCell;
  if (type === 'instant') return { value: { local: localOf(zone, number) }, style: 'center', format: 'yyyy-mm-dd hh:mm:ss' };
  if (type === 'day') return { value: { local: number * dayMillis }, style: 'center', format: 'yyyy-mm-dd' };
  if (type === 'duration') return { value: number / dayMillis, style: 'number', format: number < 0 ? '0.00" d"' : '[h]:mm:ss' };
  return { value: number, style: 'number', format: Number.isInteger(number) ? '#,##0' : '#,##0.######' };
}
