import type { Status } from '../../evaluation/document.js';
import { pointsByMetric } from '../../standards/improvement/recoverable.js';
import { digitsOf } from '../../digits/digits.js';
import { say } from '../../words/say.js';
import { levelsOf, standardText } from '../applied.js';
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

/** One sentence: how many levels were met, and which measure comes first among those that were not. */
export function verdictSentence(
  input: Pick<ScorecardInput, 'language' | 'evaluation'>,
  { basis, measures }: { readonly basis: MeasureBasis; readonly measures: readonly MeasureResult[] },
): string {
  const { language } = input;
  const judged = measures.filter(one => decides(one) && judgedStatuses.includes(one.result.status));
  const met = judged.filter(({ result }) => result.status === 'met').length;
  const [worst] = missedFirst(input, measures);
  const isAgreed = basis === 'contract';
  if (judged.length === 0) return nothingJudged(language, isAgreed, measures);
  const levels = isAgreed ? say(language, 'agreed levels', '约定水平') : say(language, 'standards', '标准');
  if (worst === undefined || worst.result.value === null)
    return say(
      language,
      judged.length === 1
        ? `The one ${isAgreed ? 'agreed level' : 'standard'} that could be judged was met.`
        : `All ${met} ${levels} that could be judged were met.`,
      `可判定的 ${met} 项${levels}全部达标。`,
    );
  const { unit, value } = worst.result;
  const shown = numberText(unit, value ?? 0, digitsOf(unit, value ?? 0, levelsOf(worst.result)));
  const level = standardText(wordsOf(language), worst.result).replace(/^= /, '');
  const name = nameOf(input, worst);
  const by = rankedBy(input, worst);
  return say(
    language,
    `${met} of ${judged.length} ${levels} met. First to put right: ${name} (${by}), ${shown} where ${isAgreed ? `${level} is agreed` : `the standard is ${level}`}.`,
    `${judged.length} 项${levels}中 ${met} 项达标。首先需要改进：${name}（${by}），实际 ${shown}，${isAgreed ? '约定' : '标准'} ${level}。`,
  );
}

/** By what a measure is ranked first: its status, then the points that it costs an index, else its gap. */
function rankedBy(
  { evaluation, language }: Pick<ScorecardInput, 'language' | 'evaluation'>,
  { result, id }: MeasureResult,
): string {
  const points = pointsByMetric(evaluation.document).get(id) ?? 0;
  const status = wordsOf(language).statuses[result.status];
  const reason =
    points > 0
      ? say(language, 'costs most points', '失分最多')
      : say(language, 'furthest from its level in proportion', '相对差距最大');
  return say(language, `${status.toLowerCase()}, ${reason}`, `${status}，${reason}`);
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
