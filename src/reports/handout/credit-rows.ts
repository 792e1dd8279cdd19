import type { Credits } from '../../standards/improvement/credits.js';
import { say } from '../../words/say.js';
import { actionWords } from '../action-words.js';
import { stepText } from '../actions.js';
import type { ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { cell } from '../sheet.js';
import { heightFor } from '../text-width.js';
import type { Handout } from './content.js';
import type { HandoutColumns } from './measure-rows.js';
import { across, type Line } from './paging.js';

/** The credits of a period, each amount with how it comes about. */
export const creditLines = (input: ScorecardInput, { credits }: Handout, columns: HandoutColumns): readonly Line[] =>
  credits.flatMap(credit => linesOf(input, credit, columns));

function linesOf({ language }: ScorecardInput, credit: Credits, { count, widths }: HandoutColumns): readonly Line[] {
  const words = actionWords(language);
  const [step, amount] = [2, 2];
  const how = count - 1 - step - amount;
  const title = `${words.credits}${words.colon}${plainText(credit.label[language], 80)}`;
  const heads = say(language, 'Measure|Step reached|How it comes about|Amount', '指标|所达档次|计算|金额').split('|');
  const money = '#,##0.00';
  const rows = credit.lines.map((line): Line => {
    const name = plainText(line.label?.[language] ?? line.metric, 80);
    const because = becauseText(language, line);
    return {
      row: {
        cells: across(
          [cell(name, 'fit'), 1],
          [cell(line.step === null ? '' : stepText(line.step), 'fit'), step],
          [cell(because, 'fit'), how],
          [cell(line.amount === null ? '–' : Number(line.amount), 'number', { format: money }), amount],
        ),
        height: heightFor(name, widths[0] ?? 30, 18),
      },
    };
  });
  return [
    { row: { cells: across([cell(title, 'section'), count]), height: 24 }, isKept: true },
    {
      row: {
        cells: across(
          [cell(heads[0] ?? '', 'header'), 1],
          [cell(heads[1] ?? '', 'header'), step],
          [cell(heads[2] ?? '', 'header'), how],
          [cell(`${heads[3] ?? ''} (${plainText(credit.currency, 12)})`, 'headerRight'), amount],
        ),
        height: 20,
      },
      isKept: true,
    },
    ...rows.map((line, at) => (at === rows.length - 1 ? { ...line, isKept: true } : line)),
    {
      row: {
        cells: across(
          [cell(netText(language, credit), 'branch'), count - amount],
          [cell(Number(credit.net), 'branchNumber', { format: money }), amount],
        ),
        height: 20,
      },
      isKept: true,
    },
    { row: { cells: [], height: 8 } },
  ];
}

/** How an amount comes about, in the language of the sheet. */
function becauseText(language: ScorecardInput['language'], { because, amount, step }: Credits['lines'][number]): string {
  if (amount === null) return say(language, 'not judged: no data, or too little', '无法判定：无数据或样本不足');
  if (step === null) return say(language, 'no step of the table is reached', '未达任何档次');
  return plainText(say(language, because, because.replace(' points', ' 分')), 120);
}

function netText(language: ScorecardInput['language'], { at_risk, currency, capped, undecided }: Credits): string {
  const words = actionWords(language);
  const most =
    at_risk === null
      ? ''
      : `${words.cap} ${numberText('', Number(at_risk), 2)} ${plainText(currency, 12)}${capped ? ` (${words.capped})` : ''}`;
  const open = undecided === 0 ? '' : `${undecided} ${words.undecided}`;
  return [words.net, most, open].filter(part => part !== '').join(say(language, '; ', '；'));
}
