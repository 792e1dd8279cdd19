import type { MetricResult, Status } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import type { FailingSlice } from '../../standards/improvement/failing-slices.js';
import { capital, nameIn } from '../../words/name.js';
import { say } from '../../words/say.js';
import { actionWords } from '../action-words.js';
import type { ScorecardAction, ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { sliceName } from '../slice-name.js';
import { wordsOf } from '../words.js';
import { factsBehind } from './facts-behind.js';
import type { MeasureResult } from './measures.js';
import { type LeastDigits, measureShown } from './measure-shown.js';
import { missedFirst } from './verdict.js';

/** A part of the work in which a measure's failures stand out. */
interface FailingPart {
  readonly name: string;
  readonly failed: number;
  /** Of all failures of the measure, and of all that was judged. */
  readonly share_of_failures: number;
  readonly share_of_volume: number;
  readonly text: string;
}

/** What is done about a measure. */
interface HandoutAction {
  readonly number: number;
  readonly what: string;
  readonly owner: string;
  /** `yyyy-MM-dd`. */
  readonly due: string;
  readonly effect: string;
  readonly text: string;
}

/** A measure below its level: where its failures lie and what is done about it. */
export interface MissedMeasure {
  readonly metric: string;
  readonly name: string;
  readonly status: Status;
  readonly value: string;
  readonly level: string;
  readonly failed: number | null;
  readonly parts: readonly FailingPart[];
  readonly actions: readonly HandoutAction[];
  /** What was reached, and what was expected. */
  readonly found: string;
  /** Where the failures lie, in words; never empty. */
  readonly where: readonly string[];
  /** What is done about it, in words; never empty. */
  readonly done: readonly string[];
}

const mostParts = 3;
const mostActions = 3;

/** The measures below their level, the first of the ranking first. */
export function failuresOf(
  input: ScorecardInput,
  measures: readonly MeasureResult[],
  digits?: LeastDigits,
): readonly MissedMeasure[] {
  return missedFirst(input, measures).map(measure => {
    const { result } = measure;
    const { name, value, level } = measureShown(input, measure, digits === undefined ? {} : { digits });
    const { language } = input;
    const parts = measure.scope.length === 0 ? partsOf(input, result.metric) : [];
    const actions = actionsOf(input, result.metric);
    const failed = result.kind === 'proportion' ? result.counts.failed : null;
    const shown = { value: value?.text ?? '', level: level ?? '' };
    return {
      metric: result.metric,
      name,
      status: result.status,
      ...shown,
      failed,
      parts,
      actions,
      found: say(language, `${shown.value}, ${shown.level} expected`, `${shown.value}，要求 ${shown.level}`),
      where: parts.length > 0 ? parts.map(({ text }) => text) : [nowhereText(language, measure)],
      done: actions.length > 0 ? actions.map(({ text }) => text) : [say(language, 'no action recorded yet', '尚未登记改进措施')],
    };
  });
}

/** Fewer failures than this are no pattern, and their part of the work is not named. */
const leastFailures = 3;

/** A part is named where it holds at least so many times as much of the failures as of the volume; with less, that is no finding. */
const leastTimesVolume = 1.5;

/** Whether the failures of a part stand out: by far more of them than of the volume, or more than chance gives. */
const standsOut = ({ failed, share_of_failures, share_of_volume, p, is_more }: FailingSlice): boolean =>
  failed >= leastFailures &&
  // What is only known of failures, such as their reason, has no volume to compare with.
  (p === null || is_more === true || share_of_failures >= leastTimesVolume * share_of_volume);

/** The parts of which the failures stand out. */
function partsOf({ language, improvement }: ScorecardInput, metric: string): readonly FailingPart[] {
  const slices = (improvement?.slices ?? []).filter(one => one.metric === metric && standsOut(one)).slice(0, mostParts);
  return slices.map(({ dimension, key, failed, share_of_failures, share_of_volume, p }) => {
    const name = sliceName(language, dimension, key);
    const [failures, volume] = [numberText('%', share_of_failures, 0), numberText('%', share_of_volume, 0)];
    const count = failed.toLocaleString('en-US');
    const text = say(
      language,
      `${name}: ${count} failed, ${failures} of the failures`,
      `${name}：不合格 ${count} 条，占不合格的 ${failures}`,
    );
    const among = p === null ? '' : say(language, ` with ${volume} of the volume`, `，占业务量的 ${volume}`);
    return { name, failed, share_of_failures, share_of_volume, text: `${text}${among}` };
  });
}

/** Said where no part of the work is named: how much failed, and that it lies nowhere in particular. */
function nowhereText(language: Language, { result, scope }: MeasureResult): string {
  const { kind, counts } = result;
  const facts = factsBehind(result);
  const all = facts?.toLocaleString('en-US') ?? '';
  if (kind === 'mean') return say(language, `an average of ${all}, not a count of failures`, `${all} 条的平均值，不按条计不合格`);
  if (kind !== 'proportion') {
    if (facts === null) return say(language, 'a figure without single failures', '该指标不按条计不合格');
    const part = Number(result.numerator).toLocaleString('en-US');
    return say(
      language,
      `${part} against ${all}, not broken down by part of the work`,
      `分子 ${part}、分母 ${all}，未按部分细分`,
    );
  }
  const failed = counts.failed.toLocaleString('en-US');
  const count = say(language, `${failed} of ${all} failed`, `${all} 条中不合格 ${failed} 条`);
  if (counts.failed < leastFailures)
    return say(language, `${count}: too few to show a pattern`, `${count}，数量太少，看不出规律`);
  const names = scope.length > 0 ? [] : comparedDimensions(result).map(one => nameIn(wordsOf(language).dimensions, one));
  if (names.length === 0) return count;
  return say(
    language,
    `${count}, spread over the work: no ${listed(names, ' or ')} stands out`,
    `${count}，分布较散：没有哪个${listed(names, '或', '、')}特别集中`,
  );
}

/** The dimensions that have two parts or more to compare. */
const comparedDimensions = ({ by }: MetricResult): readonly string[] =>
  Object.entries(by).flatMap(([dimension, slices]) => {
    const judged = slices.filter(({ key, counts }) => key !== null && counts.passed + counts.failed > 0);
    return judged.length >= 2 && judged.some(({ counts }) => counts.passed > 0) ? [dimension] : [];
  });

const listed = (names: readonly string[], last: string, between = ', '): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(between)}${last}${names.at(-1) ?? ''}`;

function actionsOf({ language, improvement }: ScorecardInput, metric: string): readonly HandoutAction[] {
  const all = (improvement?.actions ?? []).filter(one => one.metric === metric && one.state !== 'dropped');
  return all.slice(-mostActions).map(action => actionShown(language, action));
}

function actionShown(language: ScorecardInput['language'], action: ScorecardAction): HandoutAction {
  const words = actionWords(language);
  const what = plainText(action.what, 200);
  const owner = plainText(action.owner ?? say(language, 'logistics provider', '物流企业'), 60);
  const state = action.overdue ? words.overdue : words.states[action.state];
  const effect = `${capital(words.verdicts[action.effect.verdict])}${words.colon}${words.reasons[action.effect.because]}`;
  const text = say(
    language,
    `${action.number}. ${what}. ${owner}, due ${action.due} (${state}). ${effect}.`,
    `${action.number}. ${what}。负责人 ${owner}，期限 ${action.due}（${state}）。${effect}。`,
  );
  return { number: action.number, what, owner, due: action.due, effect, text };
}
