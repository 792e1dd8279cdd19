import { namesEn } from '../words/en.js';
import { capital } from '../words/name.js';
import { namesZh } from '../words/zh.js';
import { say } from '../words/say.js';
import { factRow } from './fact-lists.js';
import type { ScorecardInput } from './input.js';
import type { OpenCause } from './open-causes.js';
import { plainText } from './plain-text.js';
import { cell, gap, type Row } from './sheet.js';

/** So many measures are named for a field; of the rest their number is said. */
const measuresNamed = 3;

/** Where the rows stand: how many columns come before that of the measures, and the widths of all. */
interface Columns {
  readonly before: number;
  readonly widths: readonly number[];
}

/** So many causes are listed of a kind of facts; of the rest their number is said. */
const causesListed = 30;

/** The columns that the numbers of facts are written over. */
const numbersSpan = 3;

/** Why facts could not be judged: a row for each cause, with how many facts it has, what it leaves open and its first facts. */
export function causeRows(
  { language }: Pick<ScorecardInput, 'language'>,
  causes: readonly OpenCause[],
  columns: Columns,
): readonly Row[] {
  const kinds = [...new Set(causes.map(({ fact }) => fact))];
  const before = blanks(columns.before - 1, 'header');
  return kinds.flatMap(kind => {
    const name = say(language, capital(namesEn.factKinds[kind]), namesZh.factKinds[kind]);
    const title = say(language, `${name}: what is missing where nothing could be judged`, `${name}：无法判定的记录缺失的内容`);
    const own = causes.filter(({ fact }) => fact === kind);
    const more = own.length - causesListed;
    const rest = say(language, `${more} more, each of no more facts than these`, `另有 ${more} 种，每种的记录数不多于以上各项`);
    return [
      { cells: [cell(title, 'section', { span: columns.before + 2 + numbersSpan })], height: 26, repeats: true },
      {
        repeats: true,
        cells: [
          cell(say(language, 'Facts', '记录数'), 'headerRight'),
          ...before,
          cell(say(language, 'Measures left open', '未判定的指标'), 'header'),
          cell(say(language, 'What is missing', '缺失内容'), 'header'),
          cell(say(language, 'The first of them', '其中前几条'), 'header', { span: numbersSpan }),
        ],
        height: 30,
      },
      ...own.slice(0, causesListed).map(cause => causeRow(cause, columns, language)),
      ...(more > 0 ? [{ cells: [cell(rest, 'small', { span: columns.before + 2 })], height: 18, repeats: true as const }] : []),
      gap(),
    ];
  });
}

const blanks = (count: number, style: 'header' | 'fit') => Array.from({ length: count }, () => cell(null, style));

function causeRow(
  { name, facts, measures, first }: OpenCause,
  { before, widths }: Columns,
  language: ScorecardInput['language'],
): Row {
  const numbers = widths.slice(before + 2, before + 2 + numbersSpan).reduce((sum, width) => sum + width, 0);
  const listed = first.join(say(language, ', ', '、'));
  const text = facts > first.length ? say(language, `${listed} …`, `${listed}……`) : listed;
  const { cells, height } = factRow(
    [cell(measuresText(measures, language), 'fit'), cell(plainText(name, 500), 'fit'), cell(text, 'fit', { span: numbersSpan })],
    [...widths.slice(before, before + 2), numbers],
  );
  return {
    cells: [cell(facts, 'number', { format: '#,##0' }), ...blanks(before - 1, 'fit'), ...cells],
    ...(height === undefined ? {} : { height }),
    repeats: true,
  };
}

/** Where each of the facts is found that are only counted on paper. */
export function whereRow({ language }: Pick<ScorecardInput, 'language'>, span: number): Row {
  const text = say(
    language,
    `Each of these facts, with its file and row, is listed below on this sheet of the workbook, which is not printed, and on the page of each measure.`,
    `每条记录及其文件和行号列在本工作表下方（不打印），也可在各指标的页面查看。`,
  );
  return { cells: [cell(text, 'small', { span })], height: 28, repeats: true };
}

function measuresText(measures: readonly string[], language: ScorecardInput['language']): string {
  const more = measures.length - measuresNamed;
  const named = more > 1 ? measures.slice(0, measuresNamed) : measures;
  const text = named.join(say(language, '; ', '；'));
  return more > 1 ? say(language, `${text} and ${more} more`, `${text}等 ${measures.length} 项`) : text;
}
