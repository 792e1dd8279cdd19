import type { Evaluation, IndexResult, MetricResult } from '../evaluation/document.js';
import { exact, subtract, toDouble } from '../facts/exact.js';
import type { Language } from '../facts/label.js';
import { dayText } from '../facts/time.js';
import type { Credits } from '../standards/improvement/credits.js';
import type { CreditsElsewhere } from '../standards/improvement/credits-elsewhere.js';
import { say } from '../words/say.js';
import { marked } from './adjusted.js';
import { agreedParts } from './agreed-parts.js';
import { appliedLevel, standardFormat } from './applied.js';
import { settledIn } from './credits-elsewhere.js';
import { periodOf } from './input.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { scoreFormat } from './number-format.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { worstOf } from './ranking.js';
import { isBelow } from '../standards/improvement/documented.js';
import { pointsByMetric } from '../standards/improvement/recoverable.js';
import { type Cell, cell, gap, heading, type Row, type Sheet } from './sheet.js';
import type { Standing } from './standings.js';
import { fitted, heightFor, widthOf } from './text-width.js';
import type { Words } from './words.js';

/** What a portfolio says of a client besides its evaluation. */
export interface ClientOutlook {
  /** The evaluation of the period before; left out where there is none. */
  readonly previous?: Evaluation;
  readonly credits: readonly Credits[];
  /** Those that are settled by periods of another length. */
  readonly elsewhere?: readonly CreditsElsewhere[];
  readonly comment?: string;
}

/** By the codes of clients. */
export type Outlooks = ReadonlyMap<string, ClientOutlook>;

/** More clients than this do not fit on one printed page; the pages are numbered, and each repeats the columns' heads. */
const mostOnOnePage = 50;

/** So many clients stand in columns narrow enough for large type, with texts on two or three lines; more take one line each. */
const mostInLargeType = 20;

/** A client as the overview shows it. */
interface Line {
  readonly standing: Standing;
  readonly outlook: ClientOutlook | undefined;
  /** The contract's own index, else the one that ranks. */
  readonly index: IndexResult | undefined;
  /** What was agreed with it, also for parts of its work, or what the firm holds itself to where it has no contract. */
  readonly measures: readonly MetricResult[];
  /** What is below its level, what costs most first. */
  readonly worst: MetricResult | undefined;
}

/** How each client stands, on one page: those with most measures missed first. */
export function overviewSheet(language: Language, words: Words, ranked: readonly Standing[], outlooks: Outlooks): Sheet {
  const lines = ranked.map(standing => lineOf(standing, outlooks)).toSorted(needsMoreAttention);
  const days = new Set(lines.map(({ standing }) => daysOf(standing)));
  const isDense = lines.length > mostInLargeType;
  const shown = columnsFor({ language, words, lines, hasDays: days.size > 1, isDense });
  return {
    name: words.sheets.overview,
    tab: palette.ink,
    widths: shown.map(({ width }) => width),
    rows: [
      ...heading(plainText(overviewTitle(language, lines), 160), noteOf(language, lines, days), shown.length),
      { cells: shown.map(({ head, side }) => cell(head, side === 'left' ? 'header' : 'headerRight')), height: 32 },
      ...lines.map(line => rowOf(shown, line, isDense)),
      gap(6),
    ],
    tables: [],
    colours: [],
    pictures: [],
    frozen: { rows: 4, columns: 1 },
    repeated: '4:4',
    pagesHigh: lines.length > mostOnOnePage ? 0 : 1,
  };
}

function rowOf(shown: readonly Column[], line: Line, isDense: boolean): Row {
  const cells = shown.map(({ of }) => of(line));
  if (isDense) return { cells, height: 16 };
  const heights = cells.map(({ value }, at) => heightFor(typeof value === 'string' ? value : '', shown[at]?.width ?? 0, 26));
  return { cells, height: Math.max(...heights) };
}

function lineOf(standing: Standing, outlooks: Outlooks): Line {
  const { document } = standing.evaluation;
  const agreed = standing.metrics.filter(({ standard, stage }) => standard !== null && stage === 'fixed');
  const wholes = document.contract === undefined ? agreed : agreed.filter(({ standard }) => standard?.contract !== undefined);
  const parts = agreedParts(document).filter(({ result }) => result.stage === 'fixed');
  const points = pointsByMetric(document);
  const ranked = [
    ...wholes.map(metric => ({ metric, points: points.get(metric.metric) ?? null })),
    ...parts.map(({ id, result }) => ({ metric: result, points: points.get(id) ?? null })),
  ];
  return {
    standing,
    outlook: outlooks.get(document.client),
    index: document.indexes.find(({ index }) => index === 'contract') ?? standing.index,
    measures: [...wholes, ...parts.map(({ result }) => result)],
    worst: worstOf(ranked)
      .map(({ metric }) => metric)
      .find(isBelow),
  };
}

const countOf = ({ measures }: Line, status: MetricResult['status']): number =>
  measures.filter(one => one.status === status).length;

function needsMoreAttention(a: Line, b: Line): number {
  const score = ({ index }: Line): number => index?.score ?? Number.POSITIVE_INFINITY;
  return (
    countOf(b, 'missed') - countOf(a, 'missed') ||
    countOf(b, 'at_risk') - countOf(a, 'at_risk') ||
    (score(a) === score(b) ? 0 : score(a) - score(b)) ||
    (a.standing.name < b.standing.name ? -1 : 1)
  );
}

/** The first and the last day of a client's period. */
function daysOf({ evaluation }: Standing): string {
  const period = periodOf(evaluation);
  return period === undefined ? '' : `${dayText(period.firstDay)} – ${dayText(period.lastDay)}`;
}

function overviewTitle(language: Language, lines: readonly Line[]): string {
  const missing = lines.filter(line => countOf(line, 'missed') > 0);
  const [first] = missing;
  if (first === undefined) {
    return say(language, 'No client misses a measure', '没有客户的指标未达标');
  }
  const { name } = first.standing;
  const count = countOf(first, 'missed');
  return say(
    language,
    `${missing.length} of ${lines.length} clients miss a measure; most: ${name} (${count})`,
    `${lines.length} 家客户中 ${missing.length} 家有未达标指标；最多的是${name}（${count} 项）`,
  );
}

function noteOf(language: Language, lines: readonly Line[], days: ReadonlySet<string>): string {
  const [only] = days;
  const period = days.size === 1 ? (only ?? '') : say(language, 'each by the days of its contract', '各按其合同的起止日期');
  const internal = lines.some(({ standing }) => standing.evaluation.document.contract === undefined);
  const what = internal
    ? say(language, 'measures agreed; without a contract, your own standards', '按合同约定的指标；无合同者按内部标准')
    : say(language, 'measures agreed in the contracts', '按合同约定的指标');
  return `${period} · ${what} · ${say(language, 'most missed first', '未达标多者在前')}`;
}

interface Column {
  readonly head: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly of: (line: Line) => Cell;
}

interface ColumnsOf {
  readonly language: Language;
  readonly words: Words;
  readonly lines: readonly Line[];
  readonly hasDays: boolean;
  readonly isDense: boolean;
}

function columnsFor({ language, words, lines, hasDays, isDense }: ColumnsOf): readonly Column[] {
  const wide = (large: number, dense: number): number => (isDense ? dense : large);
  const left = (en: string, zh: string, width: number, of: (line: Line) => string, isStrong = false): Column => ({
    head: say(language, en, zh),
    width,
    side: 'left',
    of: line =>
      isDense ? cell(fitted(of(line), width - 1), isStrong ? 'strong' : 'text') : cell(of(line), isStrong ? 'strongFit' : 'fit'),
  });
  const right = (head: string, width: number, of: Column['of']): Column => ({ head, width, side: 'right', of });
  const status = (name: 'met' | 'at_risk' | 'missed'): Column =>
    right(words.statuses[name], wide(8, 9), line => {
      const count = countOf(line, name);
      return cell(count, 'number', { format: '0', ...(count > 0 ? { tone: name } : {}) });
    });
  const worst = lines.flatMap(one => one.worst ?? []);
  const figure = figureWidth(worst, wide(9, 11));
  // On one line a measure of a part ends with the part's name, which must not be cut off.
  const longest = Math.max(32, ...worst.map(({ label }) => Math.ceil(widthOf(label[language]))));
  const comment = ({ outlook }: Line): string => plainText(outlook?.comment ?? '', 300);
  return [
    left('Client', '客户', wide(20, 32), ({ standing }) => standing.name, true),
    ...(lines.some(line => contractOf(line) !== '') ? [left('Contract', '合同', wide(14, 18), contractOf)] : []),
    ...(hasDays ? [left('Days', '起止日期', wide(14, 23), ({ standing }) => daysOf(standing))] : []),
    right(say(language, 'Score', '得分'), wide(8, 9), ({ index }) => {
      const score = index?.score ?? null;
      return score === null ? cell(words.noScore, 'number') : cell(score, 'bold', { format: scoreFormat(score) });
    }),
    right(say(language, 'Change', '较上期'), wide(8, 9), line =>
      cell(changeOf(line) ?? '–', 'number', { format: '+0.00;-0.00;0.00' }),
    ),
    status('met'),
    status('at_risk'),
    status('missed'),
    left('Worst measure', '最差指标', wide(28, Math.min(52, longest)), ({ worst: one }) =>
      one === undefined ? '–' : plainText(one.label[language], 120),
    ),
    ...figuresOfWorst(words, figure),
    right(say(language, 'Credits', '服务补偿'), 16, ({ outlook }) =>
      cell(creditsText(outlook, language), isDense ? 'number' : 'numberFit'),
    ),
    ...(lines.some(line => comment(line) !== '') ? [left('Comment', '说明', wide(32, 46), comment)] : []),
  ];
}

function figuresOfWorst({ columns }: Words, width: number): readonly Column[] {
  return [
    {
      head: columns.value,
      width,
      side: 'right',
      of: ({ worst: one }) =>
        one === undefined
          ? cell(null, 'number')
          : cell(one.value, 'bold', { tone: one.status, format: marked(valueFormat(one), one) }),
    },
    {
      head: columns.standard,
      width,
      side: 'right',
      of: ({ worst: one }) => {
        const applied = one && appliedLevel(one.standard);
        return one === undefined || applied === undefined
          ? cell(null, 'number')
          : cell(applied.level, 'number', { format: standardFormat(one.unit, applied) });
      },
    },
  ];
}

/** By how much the score is another than that of the same index in the period before; undefined where either has none. */
function changeOf({ index, outlook }: Line): number | undefined {
  const before = outlook?.previous?.document.indexes.find(one => one.index === index?.index)?.score ?? null;
  const now = index?.score ?? null;
  if (now === null || before === null) return undefined;
  // A difference that two decimals do not show has no sign.
  return Number(toDouble(subtract(exact(String(now)), exact(String(before)))).toFixed(2)) + 0;
}

const contractOf = ({ standing }: Line): string => plainText(standing.evaluation.document.contract?.id ?? '', 60);

/** The amounts due, of each contract's currency; negative is paid back to the client. A question mark says that something could not be judged. */
function creditsText(outlook: ClientOutlook | undefined, language: Language): string {
  const { credits = [], elsewhere = [] } = outlook ?? {};
  const amounts = credits.map(({ net, currency, undecided }) => `${moneyText(net)} ${currency}${undecided > 0 ? ' ?' : ''}`);
  // Without the period in which they are settled, a dash would say that there are none.
  const others = new Set(
    elsewhere.map(one => say(language, `in ${settledIn(one, language)}`, `计入 ${settledIn(one, language)}`)),
  );
  return amounts.length + others.size === 0 ? '–' : [...amounts, ...others].join('; ');
}

const moneyText = (amount: string): string =>
  Number(amount).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
