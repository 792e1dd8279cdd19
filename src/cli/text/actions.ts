import type { ActionView } from '../../contract/improvement.js';
import { digitsOf } from '../../digits/digits.js';
import { numberText as numberShown } from '../../reports/number-format.js';
import { namesEn } from '../../words/en.js';
import { textTable } from './result-table.js';

/** Actions. */
export function actionsText(all: readonly ActionView[]): string {
  if (all.length === 0) return 'There are no actions.';
  const head = ['action', 'client', 'metric', 'slice', 'what', 'owner', 'due', 'state', 'effect'];
  const rows = all.map(one => [
    String(one.number),
    one.client,
    one.metric,
    one.slice === null ? '' : `${one.slice.dimension} ${one.slice.key}`,
    one.what.length > 48 ? `${one.what.slice(0, 47)}…` : one.what,
    one.owner ?? '–',
    one.due,
    one.overdue ? `${one.state}, overdue` : one.state,
    effectWords(one.effect),
  ]);
  return textTable([head, ...rows], [0]);
}

/** An effect in words. */
export const effectWords = ({ verdict, because }: ActionView['effect']): string =>
  `${namesEn.verdicts[verdict]}: ${namesEn.verdictReasons[because]}`;

/** One action, with everything that was said and what the periods say. */
export function actionText(one: ActionView): string {
  const { before, after, difference } = one.effect;
  const inUnit = (value: number): string => numberShown(one.unit, value, digitsOf(one.unit, value, []));
  const side = (name: string, { periods, value, interval, passed, judged }: typeof before): string => {
    if (periods.length === 0) return `${name}: no whole period`;
    const isShare = value !== null && judged > 0 && Math.abs(passed / judged - value) < 1e-9;
    const counted = isShare ? ` (${passed} of ${judged})` : judged === 0 ? '' : ` (of ${judged})`;
    const range = interval === null ? '' : `, from ${interval.map(inUnit).join(' to ')}`;
    return `${name} (${periods.join(', ')}): ${value === null ? 'no data' : inUnit(value)}${counted}${range}`;
  };
  return [
    `action ${one.number}  ${one.client}  ${one.state}${one.overdue ? ', overdue' : ''}`,
    `What: ${one.what}`,
    `About: ${one.metric}${one.slice === null ? '' : `, ${one.slice.dimension} ${one.slice.key}`}; cause: ${one.cause}`,
    `Ease ${one.ease} of 5, benefit to the client ${one.benefit} of 5${one.key_area ? ': a key improvement area' : ''}`,
    `Owner ${one.owner ?? '(internal)'}, from ${one.start}, due ${one.due}${one.done === null ? '' : `, done ${one.done}`}`,
    `Effect: ${effectWords(one.effect)}`,
    `  ${side('before', before)}`,
    `  ${side('after', after)}`,
    ...(difference === null ? [] : [`  difference, 95 %: from ${difference.map(inUnit).join(' to ')} (more is better)`]),
    `Added by ${one.added_by ?? '–'} at ${one.added_at}.`,
    ...one.history.map(({ by, at, changes }) => `  ${at} ${by}: ${JSON.stringify(changes)}`),
  ].join('\n');
}
