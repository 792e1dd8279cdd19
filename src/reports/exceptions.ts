import { namesEn } from '../words/en.js';
import { capital } from '../words/name.js';
import { namesZh } from '../words/zh.js';
import type { ExceptionGroup, Exceptions } from './exception-facts.js';
import { factRow, headerStyle, originCells, unique, valueCell } from './fact-lists.js';
import { contractOf } from './handout/agreed.js';
import type { ScorecardInput } from './input.js';
import { causesOf, missingFields } from './open-causes.js';
import { openOverdueText } from './open-overdue.js';
import { causeRows, whereRow } from './open-facts.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { cell, emptyCell, gap, heading, letters, type Row, type Sheet, type Table } from './sheet.js';
import { say } from '../words/say.js';
import { type Words } from './words.js';

/** The Exceptions sheet: each fact that failed once, with the measures that it failed and why; then why others could not be judged, and these. */
export function exceptionSheet(input: ScorecardInput, words: Words, exceptions: Exceptions): Sheet {
  const most = Math.max(5, ...exceptions.groups.map(({ columns }) => columns.length + 5));
  // Keys first, then the measures and why, which take lines.
  const widths = [24, ...Array.from({ length: most }, () => 20)];
  const keys = Math.max(1, ...exceptions.groups.map(group => group.keys));
  const wide = widths.map((width, at) => (at === keys || at === keys + 1 ? [34, 60][at - keys] : width) ?? width);
  // Reasons are numbers for the most part, which are wider than letters.
  const measured = wide.map((width, at) => (at === keys + 1 ? width * 0.8 : width));
  const overdue = openOverdueText(input);
  const rows: Row[] = [
    ...heading(words.sheets.exceptions, exceptionNote(input, exceptions), 6),
    ...(overdue === '' ? [] : [{ cells: [cell(overdue, 'paragraph', { span: 6 })], height: 24 }]),
  ];
  const tables: Table[] = [];
  const firstCounted = exceptions.groups.findIndex(({ is }) => is !== 'failed');
  let printed: number | undefined;
  for (const [position, group] of exceptions.groups.entries()) {
    // What could not be judged is counted on paper, by its cause; which facts those are stands below, to be read on the screen.
    if (position === firstCounted) {
      const isAgreed = contractOf(input) !== undefined;
      const causes = isAgreed ? causesOf(exceptions.groups, input.language) : missingFields(input);
      rows.push(...causeRows(input, causes, { before: keys, widths: measured }), whereRow(input, keys + leading));
      printed = rows.length;
      rows.push(gap());
    }
    const headers = headersOf(input, group, keys);
    tables.push({ name: `Facts_${position + 1}`, row: rows.length + 2, column: 1, headers, rows: group.facts.length });
    rows.push({ cells: [cell(titleOf(input, group), 'section', { span: headers.length })], height: 26 });
    rows.push({ cells: headers.map((header, at) => cell(header, headerAt(group, at, keys))), height: 30 });
    // Not spread into push: a group may hold more rows than a call takes arguments.
    for (const row of factRows(input, group, { widths: measured, keys })) rows.push(row);
    rows.push(gap());
  }
  if (exceptions.groups.length === 0) rows.push({ cells: [cell(nothingListed(input), 'paragraph', { span: 6 })], height: 24 });
  return {
    name: words.sheets.exceptions,
    tab: palette.second,
    widths: wide,
    rows,
    tables,
    colours: [],
    pictures: [],
    frozen: { rows: 2, columns: 1 },
    repeated: '1:2',
    // What stands beyond helps on the screen and would make the print too small to read.
    ...(exceptions.groups.length === 0
      ? { isLeftOutInPrint: true }
      : { printed: `A1:${letters(keys + leading)}${printed ?? rows.length}` }),
    pagesHigh: 0,
  };
}

function titleOf({ language }: ScorecardInput, { fact, is, facts }: ExceptionGroup): string {
  const [en, zh] = [capital(namesEn.factKinds[fact]), namesZh.factKinds[fact]];
  const count = facts.length.toLocaleString('en-US');
  if (is === 'unrecorded')
    return say(
      language,
      `${en}: ${count} could not be judged, because no source covers what is needed`,
      `${zh}：无法判定 ${count} 条（所需数据没有数据源覆盖）`,
    );
  return is === 'failed'
    ? say(language, `${en}: ${count} failed`, `${zh}：不合格 ${count} 条`)
    : say(language, `${en}: ${count} could not be judged, by what is missing`, `${zh}：无法判定 ${count} 条（按缺失内容排列）`);
}

/** Columns of keys, filled up to those of the widest key, so that the measures stand below each other. */
const keyColumns = ({ keys }: ExceptionGroup, most: number): readonly (number | undefined)[] =>
  Array.from({ length: most }, (_, at) => (at < keys ? at : undefined));

function headersOf({ language }: ScorecardInput, group: ExceptionGroup, most: number): readonly string[] {
  const { columns, keys, is } = group;
  const named = (at: number): string => plainText(columns[at]?.label[language] ?? '', 200).replaceAll('\n', ' ') || '·';
  return unique([
    ...keyColumns(group, most).map(at => (at === undefined ? '·' : named(at))),
    is === 'failed' ? say(language, 'Measures failed', '不合格的指标') : say(language, 'Measures left open', '未判定的指标'),
    is === 'failed' ? say(language, 'Why', '原因') : say(language, 'What is missing', '缺失内容'),
    say(language, 'File', '文件'),
    say(language, 'Row', '行'),
    say(language, 'Batch', '批次'),
    ...columns.slice(keys).map((_, at) => named(keys + at)),
  ]);
}

/** Keys, measures, why, file, row and batch come first: these are printed. */
const leading = 5;

function headerAt({ columns, keys }: ExceptionGroup, at: number, most: number): 'header' | 'headerRight' | 'headerCenter' {
  if (at < most) return at < keys ? headerStyle(columns[at]?.type) : 'header';
  if (at < most + leading) return at < most + 3 ? 'header' : 'headerRight';
  return headerStyle(columns[keys + at - most - leading]?.type);
}

function factRows(
  { evaluation }: ScorecardInput,
  group: ExceptionGroup,
  { widths, keys: most }: { readonly widths: readonly number[]; readonly keys: number },
): readonly Row[] {
  const zone = evaluation.document.time_zone;
  const { columns, keys, facts } = group;
  const keyed = keyColumns(group, most);
  return facts.map(fact => {
    const shown = (at: number) => valueCell(fact.values[at] ?? null, columns[at]?.type ?? 'text', zone);
    return factRow(
      [
        ...keyed.map(at => (at === undefined ? emptyCell : shown(at))),
        cell(fact.measures, 'fit'),
        cell(plainText(fact.because, 2_000), 'fit'),
        ...originCells(fact.origins),
        ...columns.slice(keys).map((_, at) => shown(keys + at)),
      ],
      widths,
    );
  });
}

function exceptionNote({ language, evaluation }: ScorecardInput, { listed, cases, casesListed }: Exceptions): string {
  const zone = evaluation.document.time_zone;
  const count = (value: number) => value.toLocaleString('en-US');
  const cut =
    casesListed < cases
      ? say(
          language,
          `; of ${count(cases)} failures and open judgements ${count(casesListed)} are in this list; the page of each measure has all of its own`,
          `；共 ${count(cases)} 次不合格或未判定，本表含 ${count(casesListed)} 次；各指标的页面列有其全部记录`,
        )
      : '';
  return say(
    language,
    `${count(listed)} facts listed, each once; times in ${zone}${cut}`,
    `列出 ${count(listed)} 条记录，每条一次；时间为 ${zone} 当地时间${cut}`,
  );
}

/** Why no fact is listed: there is none, or this workbook was made without them. */
function nothingListed({ language, evaluation }: ScorecardInput): string {
  const isClean = evaluation.document.metrics.every(({ counts }) => counts.failed + counts.undetermined + counts.undated === 0);
  if (isClean)
    return say(language, 'Nothing failed and nothing was left undetermined in this period.', '本期没有不合格或无法判定的记录。');
  return say(
    language,
    'This workbook lists no facts; they are on the page of each measure.',
    '本文件未列出记录；请在各指标的页面查看。',
  );
}
