import type { ActionView, ActionWritten } from '../../contract/improvement.js';
import { digitsOf } from '../../digits/digits.js';
import type { Language } from '../../facts/label.js';
import { numberText as numberShown } from '../../reports/number-format.js';
import { sliceName } from '../../reports/slice-name.js';
import { nameIn } from '../../words/name.js';
import { namesOf } from '../../words/names.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

type Changes = ActionView['history'][number]['changes'];

/** Actions. */
export function actionsText(all: readonly ActionView[], language: Language): string {
  if (all.length === 0) return say(language, 'There are no actions.', '没有改进措施。');
  const head = say(
    language,
    'action|client|metric|slice|what|owner|due|state|effect',
    '编号|客户|指标|切片|措施内容|负责人|期限|状态|效果',
  ).split('|');
  const rows = all.map(one => [
    String(one.number),
    one.client,
    one.metric,
    sliceText(one, language),
    one.what.length > 48 ? `${one.what.slice(0, 47)}…` : one.what,
    one.owner ?? '–',
    one.due,
    stateText(one, language),
    effectWords(one.effect, language),
  ]);
  return textTable([head, ...rows], [0]);
}

function sliceText({ slice }: ActionView, language: Language): string {
  if (slice === null) return '';
  return language === 'zh' ? sliceName(language, slice.dimension, slice.key) : `${slice.dimension} ${slice.key}`;
}

const stateText = ({ state, overdue }: ActionView, language: Language): string =>
  `${idOrName(language, 'actionStates', state)}${overdue ? say(language, ', overdue', '，逾期') : ''}`;

/** An effect in words. */
export function effectWords({ verdict, because }: ActionView['effect'], language: Language): string {
  const { verdicts, verdictReasons } = namesOf(language);
  return `${verdicts[verdict]}${say(language, ': ', '：')}${verdictReasons[because]}`;
}

/** What was written of an action. */
export function actionWrittenText(
  { action, client, ledger }: ActionWritten,
  did: 'added' | 'changed' | 'done' | 'dropped',
  language: Language,
): string {
  if (did === 'added')
    return say(
      language,
      `action ${action} of ${client} is added. End it with: plumbline action close ${action}`,
      `已为 ${client} 添加第 ${action} 号措施。结束时执行：plumbline action close ${action}`,
    );
  const how = { changed: '已更改', done: '已完成', dropped: '已放弃' }[did];
  return say(
    language,
    `action ${action} of ${client} is ${did} (ledger entry ${ledger}).`,
    `${client} 的第 ${action} 号措施${how}（台账序号 ${ledger}）。`,
  );
}

/** One action, with everything that was said and what the periods say. */
export function actionText(one: ActionView, language: Language, zone: string): string {
  const added = timeText(zone, one.added_at);
  const { before, after, difference } = one.effect;
  const { done, owner, slice } = one;
  const ownerText = owner ?? say(language, '(internal)', '（内部）');
  const cause = idOrName(language, 'actionCauses', one.cause);
  const about = slice === null ? one.metric : `${one.metric}${say(language, ', ', '，')}${sliceText(one, language)}`;
  return [
    say(language, `action ${one.number}  ${one.client}  `, `第 ${one.number} 号措施  ${one.client}  `) + stateText(one, language),
    say(language, `What: ${one.what}`, `措施内容：${one.what}`),
    say(language, `About: ${about}; cause: ${cause}`, `针对：${about}；原因：${cause}`),
    say(
      language,
      `Ease ${one.ease} of 5, benefit to the client ${one.benefit} of 5${one.key_area ? ': a key improvement area' : ''}`,
      `易行度 ${one.ease}/5，客户收益 ${one.benefit}/5${one.key_area ? '：重点改进领域' : ''}`,
    ),
    say(
      language,
      `Owner ${ownerText}, from ${one.start}, due ${one.due}${done === null ? '' : `, done ${done}`}`,
      `负责人 ${ownerText}，开始 ${one.start}，期限 ${one.due}${done === null ? '' : `，完成 ${done}`}`,
    ),
    `${say(language, 'Effect: ', '效果：')}${effectWords(one.effect, language)}`,
    `  ${sideText(one, say(language, 'before', '之前'), before, language)}`,
    `  ${sideText(one, say(language, 'after', '之后'), after, language)}`,
    ...(difference === null ? [] : [`  ${differenceText(one, difference, language)}`]),
    say(language, `Added by ${one.added_by ?? '–'} at ${added}.`, `由 ${one.added_by ?? '–'} 于 ${added} 添加。`),
    ...one.history.map(
      ({ by, at, changes }) => `  ${timeText(zone, at)} ${by}${say(language, ': ', '：')}${changesText(changes, language)}`,
    ),
  ].join('\n');
}

const inUnitOf = ({ unit }: ActionView, value: number): string => numberShown(unit, value, digitsOf(unit, value, []));

function differenceText(one: ActionView, [low, high]: readonly [number, number], language: Language): string {
  const [from, to] = [inUnitOf(one, low), inUnitOf(one, high)];
  return say(
    language,
    `difference, 95 %: from ${from} to ${to} (more is better)`,
    `差异的 95% 区间：${from} 至 ${to}（越大越好）`,
  );
}

function sideText(one: ActionView, name: string, side: ActionView['effect']['before'], language: Language): string {
  const { periods, value, interval, passed, judged } = side;
  if (periods.length === 0) return say(language, `${name}: no whole period`, `${name}：没有完整期间`);
  const isShare = value !== null && judged > 0 && Math.abs(passed / judged - value) < 1e-9;
  const counted = isShare
    ? say(language, ` (${passed} of ${judged})`, `（${passed}/${judged}）`)
    : judged === 0
      ? ''
      : say(language, ` (of ${judged})`, `（共 ${judged}）`);
  const ends = (interval ?? []).map(end => inUnitOf(one, end));
  const range = ends.length === 0 ? '' : say(language, `, from ${ends.join(' to ')}`, `，区间 ${ends.join(' 至 ')}`);
  const shown = value === null ? say(language, 'no data', '无数据') : inUnitOf(one, value);
  const when = say(language, ` (${periods.join(', ')}): `, `（${periods.join('、')}）：`);
  return `${name}${when}${shown}${counted}${range}`;
}

const fieldsZh: Readonly<Record<keyof Changes, string>> = {
  what: '措施内容',
  metric: '指标',
  slice: '切片',
  cause: '原因',
  ease: '易行度',
  benefit: '客户收益',
  owner: '负责人',
  internal_owner: '不向客户显示负责人',
  start: '开始',
  due: '期限',
  state: '状态',
  done: '完成',
  note: '说明',
};

/** What a change of an action said: in English as JSON has it, in Chinese by names. */
function changesText(changes: Changes, language: Language): string {
  if (language !== 'zh') return JSON.stringify(changes);
  const { slice, state, cause, internal_owner: isInternal, ...rest } = changes;
  const named = {
    ...rest,
    ...(slice === undefined ? {} : { slice: sliceName(language, slice.dimension, slice.key) }),
    ...(state === undefined ? {} : { state: idOrName(language, 'actionStates', state) }),
    ...(cause === undefined ? {} : { cause: idOrName(language, 'actionCauses', cause) }),
    ...(isInternal === undefined ? {} : { internal_owner: isInternal ? '是' : '否' }),
  };
  return Object.entries(named)
    .map(([field, value]) => `${nameIn(fieldsZh, field)} ${value}`)
    .join('，');
}
