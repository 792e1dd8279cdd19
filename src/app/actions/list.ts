import type { ActionListed } from '../../contract/improvement.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { digitsOf } from '../../digits/digits.js';
import { shown as numberShown } from '../../reports/number-format.js';
import { clientOf } from '../../rulebook/workspace.js';
import { actionsOf } from '../../store/actions.js';
import type { Deps } from '../deps.js';
import { documentShown, shelfOf } from '../visible/documents.js';
import { isMonth, shownOf } from '../visible/period-history.js';
import type { Sight } from '../visible/visibility.js';
import { textTable } from '../../cli/text/result-table.js';
import { forClient, judgedAction, type Named } from './judged.js';
import { actionNamed } from './write.js';

/** Which actions to list. */
export interface ActionsAsked {
  readonly client?: string | undefined;
  readonly state?: string | undefined;
  readonly number?: number | undefined;
}

const everything: Sight = { clients: 'all', seesProvisional: true, isClient: false };
const mostMonths = 36;

/** Actions in the order in which they were added, each judged by the months that the caller is shown. */
export async function listActions(
  deps: Deps,
  asked: ActionsAsked = {},
  sight: Sight = everything,
): Promise<readonly ActionListed[]> {
  const { client, state, number } = asked;
  const all = await deps.database.transaction(async tx =>
    number === undefined ? actionsOf(tx, { client }) : [await actionNamed(tx, number, client)],
  );
  const months = new Map<string, readonly EvaluationDocument[]>();
  const judged: ActionListed[] = [];
  for (const action of all) {
    const known = months.get(action.client) ?? (await monthsOf(deps, sight, action.client));
    months.set(action.client, known);
    const zone = clientOf(deps.workspace, action.client).time_zone;
    judged.push(judgedAction(action, known, { zone, at: deps.clock(), named: id => namedIn(deps, known, id) }));
  }
  const chosen = judged.filter(one => state === undefined || (state === 'overdue' ? one.overdue : one.state === state));
  return sight.isClient ? chosen.map(forClient) : chosen;
}

/** The newest months of a client that are shown, oldest first. */
async function monthsOf({ database }: Deps, sight: Sight, client: string): Promise<readonly EvaluationDocument[]> {
  const shown = (await shelfOf(database, client))
    .filter(({ period }) => isMonth(period))
    .flatMap(shelved => shownOf(shelved, sight) ?? [])
    .slice(0, mostMonths)
    .toReversed();
  return database.transaction(async tx => {
    const documents: EvaluationDocument[] = [];
    for (const one of shown) documents.push((await documentShown(tx, one)).document);
    return documents;
  });
}

function namedIn({ workspace }: Deps, periods: readonly EvaluationDocument[], id: string): Named {
  const judged = periods.at(-1)?.metrics.find(({ metric }) => metric === id);
  return judged ?? workspace.rulebook.metrics.find(one => one.id === id) ?? { label: { en: id, zh: id }, unit: '' };
}

/** Actions for the terminal. */
export function actionsText(all: readonly ActionListed[]): string {
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

const reasons: Readonly<Record<ActionListed['effect']['because'], string>> = {
  not_done: 'it is not done yet',
  no_period_after: 'no whole period has followed',
  no_period_before: 'no whole period came before',
  too_few: 'too few were judged',
  better: 'better than before',
  worse: 'worse than before',
  no_difference: 'no difference from before',
  satisfaction_fell: 'better, but the client is less satisfied',
};
const verdicts = { effective: 'effective', not_effective: 'not effective', too_early: 'too early to say' };

/** An effect in words. */
export const effectWords = ({ verdict, because }: ActionListed['effect']): string => `${verdicts[verdict]}: ${reasons[because]}`;

/** One action for the terminal, with everything that was said and what the periods say. */
export function actionText(one: ActionListed): string {
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
