import { namesEn } from '../words/en.js';
import { capital } from '../words/name.js';
import { namesZh } from '../words/zh.js';
import { say } from '../words/say.js';
import type { MissingField } from './exception-facts.js';
import { factRow } from './fact-lists.js';
import type { ScorecardInput } from './input.js';
import { plainText } from './plain-text.js';
import { cell, gap, type Row } from './sheet.js';

/** So many measures are named for a field; of the rest their number is said. */
const measuresNamed = 3;

/** Where the rows stand: how many columns come before that of the measures, and the widths of all. */
interface Columns {
  readonly before: number;
  readonly widths: readonly number[];
}

/** What is missing where facts could not be judged: a row for each field, with how many facts lack it and what it leaves open. */
export function missingRows(
  { language }: Pick<ScorecardInput, 'language'>,
  fields: readonly MissingField[],
  { before, widths }: Columns,
): readonly Row[] {
  const kinds = [...new Set(fields.map(({ fact }) => fact))];
  const fill = Array.from({ length: before - 1 }, () => undefined);
  return kinds.flatMap(kind => {
    const name = say(language, capital(namesEn.factKinds[kind]), namesZh.factKinds[kind]);
    const title = say(language, `${name}: what is missing where nothing could be judged`, `${name}：无法判定的记录缺失的内容`);
    return [
      { cells: [cell(title, 'section', { span: before + 2 })], height: 26 },
      {
        cells: [
          cell(say(language, 'Facts', '记录数'), 'headerRight'),
          ...fill.map(() => cell(null, 'header')),
          cell(say(language, 'Measures left open', '未判定的指标'), 'header'),
          cell(say(language, 'What is missing', '缺失内容'), 'header'),
        ],
        height: 30,
      },
      ...fields
        .filter(({ fact }) => fact === kind)
        .map(({ name: missing, facts, measures }): Row => {
          const { cells, height } = factRow(
            [cell(measuresText(measures, language), 'fit'), cell(plainText(missing, 500), 'fit')],
            widths.slice(before),
          );
          return {
            cells: [cell(facts, 'number', { format: '#,##0' }), ...fill.map(() => cell(null, 'fit')), ...cells],
            ...(height === undefined ? {} : { height }),
          };
        }),
      gap(),
    ];
  });
}

function measuresText(measures: readonly string[], language: ScorecardInput['language']): string {
  const more = measures.length - measuresNamed;
  const named = more > 1 ? measures.slice(0, measuresNamed) : measures;
  const text = named.join(say(language, '; ', '；'));
  return more > 1 ? say(language, `${text} and ${more} more`, `${text}等 ${measures.length} 项`) : text;
}
