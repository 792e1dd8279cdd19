import { toDouble } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { dayMillis, localOf } from '../facts/time.js';
import type { EvidenceList, EvidenceRow, ScorecardInput } from './input.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, heading, type Row, type Sheet, type Table } from './sheet.js';
import { say, type Words } from './words.js';

/** The most facts a scorecard lists; the rest is told, with the way to get it. */
export const mostEvidenceRows = 20_000;

/** How many rows of each list fit: short lists whole, the room left shared by the long ones. */
export function sharedOut(sizes: readonly number[], room: number): readonly number[] {
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

interface Section {
  readonly rows: readonly Row[];
  readonly table: Table | undefined;
}

/** The Exceptions sheet: the facts that failed or could not be judged, by metric, each with the row it came from. */
export function exceptionSheet(input: ScorecardInput, words: Words): Sheet {
  const { evidence } = input;
  const lists = evidence.filter(list => list.totalCount > 0);
  const shares = sharedOut(
    lists.map(list => list.rows.length),
    mostEvidenceRows,
  );
  const rows: Row[] = [...heading(words.sheets.exceptions, exceptionNote(input, lists, shares), 6)];
  const tables: Table[] = [];
  for (const [position, list] of lists.entries()) {
    const section = sectionOf(input, words, list, shares[position] ?? 0, rows.length + 1, position + 1);
    // Not spread into push: a list may hold more rows than a call takes arguments.
    for (const row of section.rows) rows.push(row);
    if (section.table) tables.push(section.table);
  }
  if (lists.length === 0)
    rows.push({
      cells: [cell(nothingListed(input), 'paragraph', { span: 6 })],
      height: 24,
    });
  return {
    name: words.sheets.exceptions,
    tab: palette.second,
    widths: [24, ...Array.from({ length: Math.max(5, ...lists.map(({ columns }) => columns.length + 2)) }, () => 20)],
    rows,
    tables,
    colours: [],
    pictures: [],
    frozen: { rows: 2, columns: 1 },
    repeated: '1:2',
    pagesHigh: 0,
  };
}

function exceptionNote(
  { language, evaluation }: ScorecardInput,
  lists: readonly EvidenceList[],
  shares: readonly number[],
): string {
  const total = lists.reduce((sum, list) => sum + list.totalCount, 0);
  const listed = shares.reduce((sum, share) => sum + share, 0);
  const zone = evaluation.document.time_zone;
  const count = (value: number) => value.toLocaleString('en-US');
  const cut =
    listed < total
      ? say(
          language,
          ` The rest: plumbline audit explain ${evaluation.id} METRIC --membership failed --out FILE`,
          ` 其余请用：plumbline audit explain ${evaluation.id} METRIC --membership failed --out FILE`,
        )
      : '';
  return say(
    language,
    `${count(listed)} of ${count(total)} facts listed; times in ${zone}.${cut}`,
    `列出 ${count(total)} 条中的 ${count(listed)} 条；时间为 ${zone} 当地时间。${cut}`,
  );
}

/** Why no fact is listed: there is none, or this workbook was made without them. */
function nothingListed({ language, evaluation }: ScorecardInput): string {
  const isClean = evaluation.document.metrics.every(({ counts }) => counts.failed + counts.undetermined + counts.undated === 0);
  if (isClean)
    return say(language, 'Nothing failed and nothing was left undetermined in this period.', '本期没有不合格或无法判定的记录。');
  return say(
    language,
    `This workbook lists no facts. To see them: plumbline audit explain ${evaluation.id} METRIC --membership failed`,
    `本文件未列出记录。查看请用：plumbline audit explain ${evaluation.id} METRIC --membership failed`,
  );
}

function sectionOf(input: ScorecardInput, words: Words, list: EvidenceList, share: number, row: number, number: number): Section {
  const { language } = input;
  const metric = input.evaluation.document.metrics.find(each => each.metric === list.metric);
  const name = plainText(metric?.label[language] ?? list.metric, 100);
  const membership = words.memberships[list.membership];
  const shownOf =
    share < list.totalCount
      ? say(language, ` (first ${share.toLocaleString('en-US')} listed)`, `（列出前 ${share.toLocaleString('en-US')} 条）`)
      : '';
  const total = list.totalCount.toLocaleString('en-US');
  const title = say(language, `${name}: ${total} ${membership}${shownOf}`, `${name}：${membership} ${total} 条${shownOf}`);
  const headers = unique([
    ...list.columns.map(({ label }) => plainText(label[language], 200).replaceAll('\n', ' ') || '·'),
    say(language, 'File', '文件'),
    say(language, 'Row', '行'),
    say(language, 'Batch', '批次'),
  ]);
  const zone = input.evaluation.document.time_zone;
  const width = headers.length;
  const rows: Row[] = [
    { cells: [cell(title, 'section', { span: width })], height: 26 },
    { cells: headers.map((header, position) => cell(header, headStyle(list, position))), height: 30 },
    ...list.rows.slice(0, share).map((fact): Row => ({ cells: factCells(list, fact, zone), outline: 1 })),
    gap(),
  ];
  const table = share === 0 ? undefined : { name: `Facts_${number}`, row: row + 1, column: 1, headers, rows: share };
  return { rows, table };
}

/** A header stands as its column does; file, row and batch come last. */
function headStyle({ columns }: EvidenceList, position: number): 'header' | 'headerRight' | 'headerCenter' {
  const type = columns[position]?.type;
  if (type === undefined) return position === columns.length ? 'header' : 'headerRight';
  if (type === 'number' || type === 'duration') return 'headerRight';
  return type === 'text' ? 'header' : 'headerCenter';
}

/** Headers of a table must differ: a repeated one gets its number. */
function unique(headers: readonly string[]): readonly string[] {
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
    cell(plainText(fact.file), 'code'),
    cell(fact.row, 'codeRight', { format: '0' }),
    cell(fact.batch, 'codeRight', { format: '0' }),
  ];
}

type EvidenceType = EvidenceList['columns'][number]['type'];

function valueCell(value: Value, type: EvidenceType, zone: string): Cell {
  if (value === null) return cell(null, 'text');
  if (typeof value === 'string') return cell(plainText(value), 'text');
  if (typeof value === 'boolean') return cell(value ? '✓' : '✗', 'center');
  const number = toDouble(value);
  if (!Number.isFinite(number)) return cell(null, 'text');
  if (type === 'instant') return cell({ local: localOf(zone, number) }, 'center', { format: 'yyyy-mm-dd hh:mm:ss' });
  if (type === 'day') return cell({ local: number * dayMillis }, 'center', { format: 'yyyy-mm-dd' });
  if (type === 'duration') return cell(number / dayMillis, 'number', { format: number < 0 ? '0.00" d"' : '[h]:mm:ss' });
  return cell(number, 'number', { format: Number.isInteger(number) ? '#,##0' : '#,##0.######' });
}
