import type { MetricResult, Status } from '../../evaluation/document.js';
import { type SpanName, spanNames } from '../../evaluation/spans.js';
import { digitsOf, gapDigits } from '../../digits/digits.js';
import { say } from '../../words/say.js';
import { namesOf } from '../../words/names.js';
import { appliedLevel, levelsOf, standardText } from '../applied.js';
import { marked } from '../adjusted.js';
import type { ScorecardInput } from '../input.js';
import { shownEvaluations } from '../trend-charts.js';
import { valueFormat } from '../kpi-columns.js';
import { formatOf, numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { evaluationBefore } from '../previous.js';
import { sliceName } from '../slice-name.js';
import { wordsOf } from '../words.js';
import type { MeasureResult } from './measures.js';

/** A number with the text that a reader sees, and the format with which a cell shows the same. */
export interface ShownNumber {
  readonly value: number;
  readonly text: string;
  readonly format: string;
}

/** A point of a trend. */
interface TrendPoint {
  readonly period: string;
  readonly value: number | null;
  /** Agreed for that period. */
  readonly level: number | null;
}

/** A measure as it is handed over. Shares are in their unit (0.975), gaps of them in percentage points (-2.5). */
export interface HandoutMeasure {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  readonly value: ShownNumber | null;
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
  /** Why there is no figure although there is data; empty where nothing is to be said. */
  readonly note: string;
  /** It is about the whole metric, and its figure is the metric's own. */
  readonly is_whole: boolean;
}

const trendPeriods = 12;

/** A measure as it is handed over. */
export function measureShown(input: ScorecardInput, measure: MeasureResult, comment: string | null): HandoutMeasure {
  const { language } = input;
  const { document } = input.evaluation;
  const { result, scope, figureIn } = measure;
  const { unit, value } = result;
  const number = (of: number | null | undefined): ShownNumber | null => (of == null ? null : shownNumber(result, of));
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
        level: appliedLevel(one?.standard ?? null)?.level ?? null,
      };
    });
  return {
    metric: result.metric,
    name: nameOf(input, measure),
    unit,
    value: value === null ? null : { ...shownNumber(result, value), format: marked(valueFormat(result, value), result) },
    level: level === undefined ? null : standardText(wordsOf(language), result),
    status: level === undefined ? null : result.status,
    gap: gapShown(input, result),
    trend,
    previous: number(earlier?.value ?? result.previous?.value),
    last_year: number(result.last_year?.value),
    year_to_date: number(result.year_to_date?.value),
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

const shownNumber = (result: MetricResult, value: number): ShownNumber => ({
  value,
  text: numberText(result.unit, value, digitsOf(result.unit, value, levelsOf(result))),
  format: valueFormat(result, value),
});

/** A gap; of a share in percentage points. */
function gapShown({ language }: ScorecardInput, { unit, gap }: MetricResult): ShownNumber | null {
  if (gap === null) return null;
  const digits = gapDigits(unit, gap);
  const isShare = unit === '%';
  const value = isShare ? Number((gap * 100).toPrecision(12)) : gap;
  const suffix = isShare ? say(language, ' pp', ' 百分点') : '';
  const plain = isShare ? formatOf('', digits) : formatOf(unit, digits);
  const format = isShare ? `+${plain}"${suffix}";-${plain}"${suffix}";${plain}"${suffix}"` : `+${plain};-${plain};${plain}`;
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const size = numberText(isShare ? '' : unit, Math.abs(value), digits);
  return { value, text: `${sign}${size}${suffix}`, format };
}

function noteOf({ language }: ScorecardInput, { note, status, counts }: MetricResult): string {
  const { notes } = namesOf(language);
  if (note === 'only_failures' || note === 'only_passes') return notes[note];
  if (note !== undefined) return plainText(note, 200);
  if (status !== 'insufficient') return '';
  const judged = counts.passed + counts.failed;
  return say(language, `${judged} facts, fewer than agreed for a verdict`, `样本 ${judged} 条，少于约定的判定数量`);
}
