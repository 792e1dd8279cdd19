import type { Status } from '../../evaluation/document.js';
import { pointsByMetric } from '../../standards/improvement/recoverable.js';
import { digitsOf } from '../../digits/digits.js';
import { say } from '../../words/say.js';
import { hasStandard, levelsOf, standardText } from '../applied.js';
import type { ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { worstOf } from '../ranking.js';
import { wordsOf } from '../words.js';
import type { MeasureBasis, MeasureResult } from './measures.js';
import { nameOf } from './measure-shown.js';

const judgedStatuses: readonly Status[] = ['met', 'at_risk', 'missed'];

/** What is on trial is shown, and decides nothing. */
const decides = ({ result }: MeasureResult): boolean => result.stage === 'fixed';

/** The measures below their level, in the order of the ranking: the first one is what a verdict names. */
export function missedFirst(
  { evaluation }: Pick<ScorecardInput, 'evaluation'>,
  measures: readonly MeasureResult[],
): readonly MeasureResult[] {
  const points = pointsByMetric(evaluation.document);
  const costs = measures.filter(decides).map(one => ({ one, metric: one.result, points: points.get(one.id) ?? null }));
  return worstOf(costs)
    .filter(({ metric: { status } }) => status === 'missed' || status === 'at_risk')
    .map(({ one }) => one);
}

/** One or two sentences: how many levels were met and how many could not be judged, and which measure comes first among those below theirs. */
export function verdictSentence(
  input: Pick<ScorecardInput, 'language' | 'evaluation'>,
  { basis, measures }: { readonly basis: MeasureBasis; readonly measures: readonly MeasureResult[] },
): string {
  const { language } = input;
  const judged = measures.filter(one => decides(one) && judgedStatuses.includes(one.result.status));
  const met = judged.filter(({ result }) => result.status === 'met').length;
  const below = missedFirst(input, measures);
  const [worst] = below;
  const isAgreed = basis === 'contract';
  if (judged.length === 0) return nothingJudged(language, isAgreed, measures);
  const levels = isAgreed ? say(language, 'agreed levels', '约定水平') : say(language, 'standards', '标准');
  const open = notJudged(language, measures);
  if (worst === undefined || worst.result.value === null)
    return say(
      language,
      judged.length === 1
        ? `The one ${isAgreed ? 'agreed level' : 'standard'} that could be judged was met${open}.`
        : `All ${met} ${levels} that could be judged were met${open}.`,
      `可判定的 ${met} 项${levels}全部达标${open}。`,
    );
  const { unit, value } = worst.result;
  const shown = unbroken(numberText(unit, value, digitsOf(unit, value, levelsOf(worst.result))));
  const level = unbroken(standardText(wordsOf(language), worst.result).replace(/^= /, ''));
  const name = nameOf(input, worst);
  const by = rankedBy(input, worst, below);
  return say(
    language,
    `${met} of ${judged.length} ${levels} met${open}. First to put right: ${name} (${by}), ${shown} where ${isAgreed ? `${level} is agreed` : `the standard is ${level}`}.`,
    `${judged.length} 项${levels}中 ${met} 项达标${open}。首先需要改进：${name}（${by}），实际 ${shown}，${isAgreed ? '约定' : '标准'} ${level}。`,
  );
}

/** A figure of which no line ends within: its sign, its number and its unit stay together. */
const unbroken = (figure: string): string => figure.replaceAll(' ', '\u00a0');

/** What is on the page with a level and without a verdict, so that the verdict's counts add up to the rows below it; empty where nothing is. */
function notJudged(language: ScorecardInput['language'], measures: readonly MeasureResult[]): string {
  const countOf = (status: Status): number =>
    measures.filter(one => decides(one) && hasStandard(one.result) && one.result.status === status).length;
  const [few, none] = [countOf('insufficient'), countOf('no_data')];
  const has = (count: number): string => (count === 1 ? 'has' : 'have');
  return [
    ...(few === 0
      ? []
      : [say(language, `; ${few} more ${has(few)} too few facts for a verdict`, `，另有 ${few} 项样本不足、未判定`)]),
    ...(none === 0 ? [] : [say(language, `; ${none} more ${has(none)} no data`, `，另有 ${none} 项无数据`)]),
  ].join('');
}

/** By what a measure is ranked first: its status, then, among those that share it, the points that it costs an index, else its gap. */
function rankedBy(
  { evaluation, language }: Pick<ScorecardInput, 'language' | 'evaluation'>,
  { result, id }: MeasureResult,
  below: readonly MeasureResult[],
): string {
  const status = wordsOf(language).statuses[result.status];
  const low = status.toLowerCase();
  if (below.filter(one => one.result.status === result.status).length === 1)
    return say(language, `the only one ${low}`, `唯一${status}的指标`);
  return (pointsByMetric(evaluation.document).get(id) ?? 0) > 0
    ? say(language, `of those ${low}, costs most points`, `${status}指标中失分最多`)
    : say(language, `of those ${low}, furthest from its level in proportion`, `${status}指标中相对差距最大`);
}

function nothingJudged(language: ScorecardInput['language'], isAgreed: boolean, measures: readonly MeasureResult[]): string {
  if (measures.every(({ result }) => result.value === null))
    return isAgreed
      ? say(
          language,
          'No agreed level could be judged: there is no data for this period.',
          '本期没有数据，无法判定任何约定水平。',
        )
      : say(language, 'No standard could be judged: there is no data for this period.', '本期没有数据，无法判定任何标准。');
  return isAgreed
    ? say(
        language,
        'No agreed level could be judged in this period: no level is agreed for what was measured, or too few facts were.',
        '本期无法判定任何约定水平：已计量的指标未约定水平，或样本不足。',
      )
    : say(
        language,
        'No standard could be judged in this period: no level is set for what was measured, or too few facts were.',
        '本期无法判定任何标准：已计量的指标尚无标准，或样本不足。',
      );
}
