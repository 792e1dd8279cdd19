import { say } from '../../words/say.js';
import { actionWords } from '../action-words.js';
import type { ScorecardInput } from '../input.js';
import { cell, type Row } from '../sheet.js';
import { heightFor } from '../text-width.js';
import type { Handout } from './content.js';
import type { HandoutCredits } from './credits-shown.js';
import type { HandoutColumns } from './measure-rows.js';
import { across, type Line, tableRows } from './paging.js';

/** The credits of a period, each amount with how it comes about. */
export const creditLines = (
  input: ScorecardInput,
  { credits, credits_elsewhere: elsewhere = [] }: Handout,
  columns: HandoutColumns,
): readonly Line[] => [
  ...credits.flatMap(credit => linesOf(input, credit, columns)),
  ...elsewhereRows(input, elsewhere, columns),
];

/** Credits that another period settles: a title, and a line for each. */
const elsewhereRows = (
  { language }: ScorecardInput,
  elsewhere: readonly string[],
  { count, characters }: HandoutColumns,
): readonly Line[] =>
  elsewhere.length === 0
    ? []
    : [
        { row: { cells: across([cell(actionWords(language).credits, 'section'), count]), height: 24 }, isKept: true },
        ...elsewhere.map(text => ({
          row: { cells: across([cell(text, 'wrapped'), count]), height: heightFor(text, characters, 18) },
        })),
        { row: { cells: [], height: 8 } },
      ];

function linesOf({ language }: ScorecardInput, credit: HandoutCredits, { count, widths }: HandoutColumns): readonly Line[] {
  const [step, amount] = [2, 2];
  const how = count - 1 - step - amount;
  const heads = say(language, 'Measure|Step reached|How it comes about|Amount', '指标|所达档次|计算|金额').split('|');
  const money = '#,##0.00';
  const rows = credit.lines.map((line): Line => {
    const { name, step: reached, because, amount: shown } = line;
    return {
      row: {
        cells: across(
          [cell(name, 'fit'), 1],
          [cell(reached, 'fit'), step],
          [cell(because, 'fit'), how],
          [cell(shown === null ? '–' : shown.value, 'number', { format: money }), amount],
        ),
        height: heightFor(name, widths[0] ?? 30, 18),
      },
    };
  });
  const head: Row = {
    cells: across(
      [cell(heads[0] ?? '', 'header'), 1],
      [cell(heads[1] ?? '', 'header'), step],
      [cell(heads[2] ?? '', 'header'), how],
      [cell(`${heads[3] ?? ''} (${credit.currency})`, 'headerRight'), amount],
    ),
    height: 20,
  };
  return [
    { row: { cells: across([cell(credit.title, 'section'), count]), height: 24 }, isKept: true },
    { row: head, isKept: true },
    // The last row stays with the net amount.
    ...tableRows(rows, head).map((line, at) => (at === rows.length - 1 ? { ...line, isKept: true } : line)),
    {
      row: {
        cells: across(
          [cell(credit.net_text, 'branch'), count - amount],
          [cell(credit.net.value, 'branchNumber', { format: money }), amount],
        ),
        height: 20,
      },
      isKept: true,
    },
    { row: { cells: [], height: 8 } },
  ];
}
