import type { Status } from '../../evaluation/document.js';
import { capital } from '../../words/name.js';
import { say } from '../../words/say.js';
import { actionWords } from '../action-words.js';
import type { ScorecardAction, ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { sliceName } from '../slice-name.js';
import type { MeasureResult } from './measures.js';
import { measureShown } from './measure-shown.js';
import { missedFirst } from './verdict.js';

/** A part of the work that holds many of a measure's failures. */
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
export function failuresOf(input: ScorecardInput, measures: readonly MeasureResult[]): readonly MissedMeasure[] {
  return missedFirst(input, measures).map(measure => {
    const { result } = measure;
    const { name, value, level } = measureShown(input, measure, null);
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
      where: parts.length > 0 ? parts.map(({ text }) => text) : [nowhereText(language, failed)],
      done: actions.length > 0 ? actions.map(({ text }) => text) : [say(language, 'no action recorded yet', '尚未登记改进措施')],
    };
  });
}

/** Said where no part of the work stands out. */
function nowhereText(language: ScorecardInput['language'], failed: number | null): string {
  const many = (failed ?? 0).toLocaleString('en-US');
  const count = failed === null || failed === 0 ? '' : say(language, `${many} failed; `, `不合格 ${many} 条；`);
  return `${count}${say(language, 'no part of the work holds more than its share', '未集中于某一部分')}`;
}

function partsOf({ language, improvement }: ScorecardInput, metric: string): readonly FailingPart[] {
  const slices = (improvement?.slices ?? []).filter(one => one.metric === metric).slice(0, mostParts);
  return slices.map(({ dimension, key, failed, share_of_failures, share_of_volume }) => {
    const name = sliceName(language, dimension, key);
    const [failures, volume] = [numberText('%', share_of_failures, 0), numberText('%', share_of_volume, 0)];
    const text = say(
      language,
      `${name}: ${failed.toLocaleString('en-US')} failed, ${failures} of the failures with ${volume} of the volume`,
      `${name}：不合格 ${failed.toLocaleString('en-US')} 条，占不合格的 ${failures}，占业务量的 ${volume}`,
    );
    return { name, failed, share_of_failures, share_of_volume, text };
  });
}

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
