import { creditProduct } from '../standards/improvement/share-text.js';
import type { Credits } from '../standards/improvement/credits.js';
import type { Effect } from '../standards/improvement/effect.js';
import { digitsOf } from '../digits/digits.js';
import { comparatorSigns } from '../words/comparator-signs.js';
import { capital, nameIn } from '../words/name.js';
import { actionWords } from './action-words.js';
import type { ScorecardAction, ScorecardInput } from './input.js';
import { type KpiPlan, kpiCell, kpiRow } from './kpis.js';
import { liveFormula } from './live-formula.js';
import { numberText } from './number-format.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, heading, type Row, type Sheet } from './sheet.js';
import { sliceName } from './slice-name.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';

const width = 15;

/** The Actions sheet: what is done about the gaps and whether it worked, and the service credits where they are configured. */
export function actionSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words } = plan;
  const { language, improvement } = input;
  const actions = improvement?.actions ?? [];
  const note = say(
    language,
    'What is done about the gaps, by whom, until when. The periods before and after say whether it worked, nobody’s word does.',
    '针对差距采取的措施、负责人与期限；是否有效由前后各期数据判断，不凭任何人的说法。',
  );
  const none = say(language, 'There are no improvement actions yet.', '暂无改进措施。');
  const actionTexts = actionWords(language);
  const rows: Row[] = [
    ...heading(words.sheets.actions, note, width),
    ...(actions.length === 0
      ? [{ cells: [cell(none, 'paragraph', { span: width })], height: 24 }]
      : [
          {
            cells: actionTexts.heads.map((head, at) => cell(head, at === 0 || at === 5 || at === 6 ? 'headerCenter' : 'header')),
            height: 34,
          },
          ...actions.map(action => actionRow(input, action)),
        ]),
  ];
  for (const credit of improvement?.credits ?? []) rows.push(gap(), ...creditRows(input, plan, credit, rows.length + 2));
  return {
    name: words.sheets.actions,
    tab: palette.quiet,
    widths: [7, 44, 30, 20, 16, 8, 10, 20, 12, 12, 16, 12, 32, 32, 36],
    rows,
    tables: [],
    colours: [],
    pictures: [],
    frozen: { rows: actions.length === 0 ? 3 : 4, columns: 0 },
    isLeftOutInPrint: actions.length + (improvement?.credits ?? []).length === 0,
    pagesHigh: 0,
  };
}

function actionRow({ language }: ScorecardInput, action: ScorecardAction): Row {
  const actionTexts = actionWords(language);
  const { before, after } = action.effect;
  const state = action.overdue
    ? `${actionTexts.states[action.state]} · ${actionTexts.overdue}`
    : actionTexts.states[action.state];
  const owner = action.owner ?? say(language, 'logistics provider', '物流企业');
  return {
    cells: [
      cell(action.number, 'center', { indent: 0 }),
      cell(plainText(action.what, 300), 'fit'),
      cell(plainText(action.label[language], 80), 'fit'),
      cell(action.slice === null ? '' : sliceName(language, action.slice.dimension, action.slice.key), 'fit'),
      cell(actionTexts.causes[action.cause], 'fit'),
      cell(action.ease, 'center', { indent: 0 }),
      cell(action.benefit, 'center', { indent: 0 }),
      cell(plainText(owner, 60), 'fit'),
      cell(action.start, 'code'),
      cell(action.due, 'code'),
      cell(state, action.overdue ? 'strong' : 'fit'),
      cell(action.done ?? '', 'code'),
      cell(sideText(before, action.unit), 'codeFit'),
      cell(sideText(after, action.unit), 'codeFit'),
      cell(effectText(action.effect, actionTexts), 'fit'),
    ],
    height: Math.max(32, heightFor(action.what, 44, 16)),
  };
}

/** A share with its interval, or the last value with the range, and the periods it is of. */
function sideText({ periods, value, interval }: Effect['before'], unit: string): string {
  if (periods.length === 0 || value === null) return '–';
  const inUnit = (number: number): string => numberText(unit, number, digitsOf(unit, number, []));
  const range = interval === null ? '' : ` (${inUnit(interval[0])}–${inUnit(interval[1])})`;
  return `${inUnit(value)}${range}, ${periods.length === 1 ? periods[0] : `${periods[0]}…${periods.at(-1)}`}`;
}

const effectText = ({ verdict, because }: Effect, actionTexts: ReturnType<typeof actionWords>): string =>
  `${capital(actionTexts.verdicts[verdict])}${actionTexts.colon}${actionTexts.reasons[because]}`;

/** A step as a sentence writes it: "< 98%", "× 25.00" for each failed fact. */
export function stepText(step: string): string {
  const [comparator = '', limit = ''] = step.split(' ');
  if (comparator === 'each') return `× ${limit}`;
  return `${nameIn(comparatorSigns, comparator)} ${limit}`;
}

/** Service credits: each amount a formula over the factors of the contract. */
function creditRows({ language }: ScorecardInput, plan: KpiPlan, credit: Credits, first: number): readonly Row[] {
  const actionTexts = actionWords(language);
  const title = `${actionTexts.credits}${actionTexts.colon}${plainText(credit.label[language], 80)}`;
  const head: readonly Cell[] = actionTexts.creditHeads.map((text, at) =>
    cell(text, at >= 3 && at <= 6 ? 'headerRight' : 'header'),
  );
  const from = first + 2;
  const rows: Row[] = [
    { cells: [cell(title, 'section', { span: width })], height: 26 },
    { cells: head, height: 30 },
    ...credit.lines.map(line => {
      const amount = line.amount === null ? null : Number(line.amount);
      const sign = amount !== null && amount < 0 ? '-' : '';
      const formula = `${sign}${line.because.replace(' points', '').replaceAll(' × ', '*').replace('min(', 'MIN(')}`;
      const ways = amount === null || line.step === null ? [] : [{ formula: `(${formula})`, result: amount }];
      return {
        cells: [
          cell(null, 'code'),
          cell(plainText(line.label?.[language] ?? line.metric, 80), 'fit'),
          cell(line.step === null ? plainText(line.because, 60) : stepText(line.step), 'codeFit'),
          kpiRow(plan, line.metric) === undefined || line.value === null
            ? cell(line.value, 'number')
            : cell({ formula: kpiCell(plan, line.metric, 'value'), result: line.value }, 'number', { format: '0.00##' }),
          cell(line.failed, 'number', { format: '#,##0' }),
          cell(null, 'number'),
          cell(liveFormula(amount, ways), 'number', { format: '#,##0.00' }),
          cell(line.step === null ? '' : plainText(creditProduct(line.because), 60), 'codeFit', { span: 4 }),
        ],
        height: 22,
      };
    }),
  ];
  return [...rows, netRow(credit, actionTexts, from)];
}

/** What the lines come to; `from` is the row of the first. */
function netRow(credit: Credits, actionTexts: ReturnType<typeof actionWords>, from: number): Row {
  const { at_risk: most } = credit;
  const last = from + credit.lines.length - 1;
  const sum = credit.lines.reduce((whole, { amount }) => whole + Number(amount ?? 0), 0);
  const ways = [
    { formula: `SUM(G${from}:G${last})`, result: sum },
    ...(most === null ? [] : [{ formula: `MAX(-${most},SUM(G${from}:G${last}))`, result: Math.max(-Number(most), sum) }]),
  ];
  const notes = [
    ...(most === null ? [] : [`${actionTexts.cap} ${most}`]),
    ...(credit.capped ? [`(${actionTexts.capped})`] : []),
    ...(credit.undecided === 0 ? [] : [`${credit.undecided} ${actionTexts.undecided}`]),
  ];
  const blank = cell(null, 'branch');
  return {
    cells: [
      blank,
      cell(actionTexts.net, 'branch'),
      cell(plainText(credit.currency, 12), 'branch'),
      blank,
      blank,
      blank,
      cell(liveFormula(Number(credit.net), ways), 'branchNumber', { format: '#,##0.00' }),
      cell(notes.join(' '), 'branch', { span: 4 }),
    ],
    height: 24,
  };
}
