import type { IndexNode, MeasureResult, MetricResult, StandardApplied } from '../contract/evaluation.js';
import { levelDigits } from '../digits/digits.js';
import { comparatorSigns } from '../words/comparator-signs.js';
import { decimalText, numberOf, numberText, valueText } from './number.js';
import type { Translation } from './translation.js';
import { filled } from './words/en.js';

const comparators = ['at_least', 'more_than', 'at_most', 'less_than', 'equals'] as const;

/** The level of a standard and how it is compared; undefined where there is none. */
export function levelOf(standard: StandardApplied | null | undefined) {
  for (const comparator of comparators) {
    const text = standard?.[comparator];
    const level = numberOf(text);
    if (level !== undefined) return { comparator, level };
  }
  return undefined;
}

/** The levels that a value must not be taken for. */
export const levelsOf = (standard: StandardApplied | null | undefined): readonly number[] =>
  [levelOf(standard)?.level, numberOf(standard?.minimum), numberOf(standard?.stretch)].filter(level => level !== undefined);

/** A level in its unit, as it was written. */
export const levelText = (unit: string, level: number, { language }: Translation): string =>
  numberText(unit, level, levelDigits(unit, level), language);

/** `≥ 98 %`; nothing where no level was agreed. */
export function standardText(unit: string, standard: StandardApplied | null | undefined, translation: Translation): string {
  const level = levelOf(standard);
  return level === undefined ? '' : `${comparatorSigns[level.comparator]} ${levelText(unit, level.level, translation)}`;
}

type Valued = Pick<MetricResult, 'unit' | 'value' | 'standard'> & Partial<Pick<MetricResult, 'raw' | 'calculated'>>;

/**
 * A value as it is shown everywhere: never rounded so that it looks like a level or like a neighbouring value; without data it
 * is a word.
 */
export function resultText(result: Valued, { language, words }: Translation, compared: number | null = null): string {
  const { unit, value, standard, raw, calculated } = result;
  if (value === null) return words.noData;
  const others = [raw?.value, calculated?.value, compared].filter(other => other != null);
  return valueText(unit, value, [...levelsOf(standard), ...others], language);
}

/** How many facts were judged. */
export const judgedCount = ({ counts }: Pick<MetricResult, 'counts'>): number => counts.passed + counts.failed;

/** A result as tiles and tables show it: of a metric, or of a part of the work, of which no raw figure is known. */
export type ShownResult = Omit<MetricResult, 'raw' | 'by'> & Partial<Pick<MetricResult, 'raw'>>;

/** Whether exclusions changed the figure. */
export const isAdjusted = ({ counts, raw, numerator, denominator, override }: ShownResult): boolean =>
  counts.excluded > 0 ||
  (override === undefined && raw !== undefined && (raw.numerator !== numerator || raw.denominator !== denominator));

/** Whether two measures are about the same part of the work. */
export function isSamePart(one: MeasureResult['scope'], other: MeasureResult['scope']): boolean {
  const values = new Map(Object.entries(other));
  const own = Object.entries(one);
  return own.length === values.size && own.every(([name, value]) => values.get(name) === value);
}

/** A metric's name with the part of the work that a measure is about. */
export function partName(
  { label, scope }: Pick<MeasureResult, 'label' | 'scope'>,
  { words, say, language }: Translation,
): string {
  const names: Readonly<Record<string, string>> = words.improvement.dimensions;
  const comma = language === 'zh' ? '，' : ', ';
  const parts = Object.entries(scope).map(([dimension, key]) => `${names[dimension] ?? dimension} ${key}`);
  return [say(label), ...parts].join(comma);
}

const millis: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** `224 / 240`; durations are in the metric's unit, because nobody reads milliseconds. */
export function quotientText(figure: Pick<MetricResult, 'numerator' | 'denominator'>, unit: string): string {
  const { numerator, denominator } = figure;
  if (numerator === null || denominator === null) return '–';
  const divisor = millis[unit];
  const top =
    divisor === undefined ? decimalText(numerator) : decimalText(String(Number((Number(numerator) / divisor).toFixed(2))));
  return `${top} / ${decimalText(denominator)}`;
}

/** The quotient that a value is; undefined where the value is none, such as one that was agreed. */
export function quotientOfValue(result: Pick<MetricResult, 'numerator' | 'denominator' | 'value' | 'unit'>): string | undefined {
  const { numerator, denominator, value, unit } = result;
  if (numerator === null || denominator === null || value === null) return undefined;
  const quotient = Number(numerator) / Number(denominator) / (millis[unit] ?? 1);
  return Math.abs(quotient - value) <= 1e-9 * Math.max(1, Math.abs(value)) ? quotientText(result, unit) : undefined;
}

/** The metrics below a node, in its order. */
export const metricsBelow = (node: IndexNode): readonly string[] =>
  node.children.length === 0 ? [node.metric ?? node.id] : node.children.flatMap(metricsBelow);

/** What a figure is by what the firm holds itself to besides the contract; empty where nothing such is shown. */
export function internalText({ unit, internal }: Pick<MetricResult, 'unit' | 'internal'>, translation: Translation): string {
  const { words } = translation;
  if (internal === undefined) return '';
  const level = standardText(unit, internal.standard, translation);
  return filled(words.figures.internalIs, { level, status: words.statuses[internal.status] });
}
