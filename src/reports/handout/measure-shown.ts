import type { MetricResult, Status } from '../../evaluation/document.js';
import { type SpanName, spanNames } from '../../evaluation/spans.js';
import { digitsOf, gapDigits } from '../../digits/digits.js';
import { say } from '../../words/say.js';
import { appliedLevel, levelsOf, standardText } from '../applied.js';
import { marked } from '../adjusted.js';
import type { ScorecardInput } from '../input.js';
import { noFigureOf } from '../no-figure.js';
import { levelThen, shownEvaluations } from '../trend-charts.js';
import { distanceFormat, distanceOf, distanceSuffix } from '../distances.js';
import { formatOf, numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { evaluationBefore } from '../previous.js';
import { sliceName } from '../slice-name.js';
import { wordsOf } from '../words.js';
import { factsBehind, openText } from './facts-behind.js';
import type { MeasureResult } from './measures.js';

/** A number with the text that a reader sees, and the format with which a cell shows the same. */
export interface ShownNumber {
  readonly value: number;
  readonly text: string;
  readonly format: string;
  readonly digits: number;
}

/** Decimals that a number of a unit has at least, by its column: numbers below each other are read to the same digit. */
export type LeastDigits = (column: NumberColumn, unit: string) => number;

/** The columns of numbers in the table of measures. */
export const numberColumns = ['value', 'gap', 'previous', 'last_year', 'year_to_date'] as const;
export type NumberColumn = (typeof numberColumns)[number];

/** A point of a trend. */
interface TrendPoint {
  readonly period: string;
  readonly value: number | null;
  /** In force for that period; under a contract only what was agreed. */
  readonly level: number | null;
}

/** A measure as it is handed over. Shares are in their unit (0.975), gaps of them in percentage points (-2.5). */
export interface HandoutMeasure {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  readonly value: ShownNumber | null;
  /** How many facts the value rests on; null where it is no rate or mean of facts. */
  readonly facts: number | null;
  readonly level: string | null;
  /** Null where no level was agreed: then nothing is judged. */
  readonly status: Status | null;
  readonly gap: ShownNumber | null;
  /** Oldest first, the period itself last, at most twelve. */
  readonly trend: readonly TrendPoint[];
  readonly previous: ShownNumber | null;
  readonly last_year: ShownNumber | null;
  readonly year_to_date: ShownNumber | null;
  /** Figures of other times that the evaluation does not have of this measure, which is not the same as no data. */
  readonly not_counted: readonly SpanName[];
  readonly comment: string | null;
  /** Why there is no figure although there is data, or how much of it could not be judged; empty where nothing is to be said. */
  readonly note: string;
  /** It is about the whole metric, and its figure is the metric's own. */
  readonly is_whole: boolean;
}

const trendPeriods = 12;

/** What is shown beside a measure's figures, and with how many decimals these are shown. */
interface Beside {
  readonly comment?: string | null;
  readonly digits?: LeastDigits;
}

/** A measure as it is handed over. */
export function measureShown(
  input: ScorecardInput,
  measure: MeasureResult,
  { comment = null, digits = () => 0 }: Beside = {},
): HandoutMeasure {
  const { language } = input;
  const { document } = input.evaluation;
  const { result, scope, figureIn } = measure;
  const { unit, value } = result;
  const number = (column: NumberColumn, of: number | null | undefined): ShownNumber | null =>
    of == null ? null : shownNumber(result, of, digits(column, unit));
  const level = appliedLevel(result.standard);
  const isWhole = scope.length === 0;
  const before = evaluationBefore(input);
  const earlier = before === undefined ? undefined : figureIn(before.document);
  const trend = shownEvaluations(input)
    .slice(-trendPeriods)
    .map(({ document: shown }): TrendPoint => {
      const one = figureIn(shown);
      return {
        period: plainText(shown.period, 30),
        value: one?.value ?? null,
        level: levelThen(input, shown, one),
      };
    });
  return {
    metric: result.metric,
    name: nameOf(input, measure),
    unit,
    value: valueShown(result, number('value', value)),
    facts: value === null ? null : factsBehind(result),
    level: level === undefined ? null : standardText(wordsOf(language), result),
    status: level === undefined ? null : result.status,
    gap: gapShown(input, result, digits('gap', unit)),
    trend,
    previous: number('previous', earlier?.value ?? result.previous?.value),
    last_year: number('last_year', result.last_year?.value),
    year_to_date: number('year_to_date', result.year_to_date?.value),
    not_counted: spanNames.filter(name => !isWhole && document.spans?.[name] !== undefined && result[name] === undefined),
    comment,
    note: noteOf(input, result),
    is_whole: isWhole,
  };
}

/** The metric's name, with the part of the work that it is about. */
export function nameOf({ language }: Pick<ScorecardInput, 'language'>, { result, scope }: MeasureResult): string {
  const name = plainText(result.label[language], 120);
  const parts = scope.map(([dimension, key]) => sliceName(language, dimension, key)).join(say(language, ', ', '，'));
  const trial = result.stage === 'trial' ? say(language, ' (trial)', '（试行）') : '';
  return `${name}${parts === '' ? '' : say(language, ` (${parts})`, `（${parts}）`)}${trial}`;
}

function shownNumber(result: MetricResult, value: number, least: number): ShownNumber {
  const { unit } = result;
  const digits = Math.max(least, digitsOf(unit, value, levelsOf(result)));
  return { value, text: numberText(unit, value, digits), format: formatOf(unit, digits), digits };
}

/** The value with the sign of its adjustment. */
const valueShown = (result: MetricResult, shown: ShownNumber | null): ShownNumber | null =>
  shown === null ? null : { ...shown, format: marked(shown.format, result) };

/** A gap; of a share in percentage points. */
function gapShown({ language }: ScorecardInput, { unit, gap }: MetricResult, least: number): ShownNumber | null {
  if (gap === null) return null;
  const digits = Math.max(least, gapDigits(unit, gap));
  const isShare = unit === '%';
  const value = distanceOf(unit, gap);
  const suffix = isShare ? distanceSuffix(language) : '';
  const format = distanceFormat(language, unit, gap, { least });
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const size = numberText(isShare ? '' : unit, Math.abs(value), digits);
  return { value, text: `${sign}${size}${suffix}`, format, digits };
}

function noteOf(input: ScorecardInput, result: MetricResult): string {
  const { language } = input;
  const { status, counts } = result;
  const why = noFigureOf(input, result);
  if (why !== '') return plainText(why, 600);
  const open = result.value === null ? '' : openText(language, result);
  if (status !== 'insufficient') return open;
  const judged = counts.passed + counts.failed;
  const few = say(language, `${judged} facts, fewer than agreed for a verdict`, `样本 ${judged} 条，少于约定的判定数量`);
  return open === '' ? few : `${few}${say(language, '; ', '；')}${open}`;
}
