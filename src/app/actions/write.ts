import type { Actor } from '../../store/actor.js';
import type { ActionWritten } from '../../contract/improvement.js';
import { dayText, localDay, parseDay } from '../../facts/time.js';
import { actionFaults } from '../../faults/actions.js';
import { fault } from '../../faults/make.js';
import { type Phrase, suchAs, verbatim } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { clientOf } from '../../rulebook/workspace.js';
import {
  type Action,
  type ActionBody,
  type ActionChange,
  actionsOf,
  addAction,
  causes,
  changeAction,
} from '../../store/actions.js';
import type { Transaction } from '../../store/connect.js';
import { clientsOfEntry } from '../../store/ledger.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import { requireText } from '../amendments/find.js';
import { resolveMetrics } from '../amendments/request.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';

/** What an action is said to be, as it comes from outside; texts that are checked here. */
export interface ActionInput {
  readonly what?: string | undefined;
  readonly metric?: string | undefined;
  /** `carrier=FastTrans`. */
  readonly slice?: string | undefined;
  readonly cause?: string | undefined;
  readonly ease?: string | undefined;
  readonly benefit?: string | undefined;
  readonly owner?: string | undefined;
  readonly internal_owner?: boolean | undefined;
  readonly start?: string | undefined;
  readonly due?: string | undefined;
}

const dimensions = ['site', 'carrier', 'mode', 'lane', 'reason'];

/** Adds an action for a client. It begins today where no day is given. */
export async function addActionFor(
  deps: Deps,
  request: { readonly client: string; readonly input: ActionInput; readonly actor: Actor },
): Promise<ActionWritten> {
  const { client, actor } = request;
  await chosenClients(deps, { clients: [client] });
  const today = todayOf(deps, client);
  const given = checkInput(request.input);
  if (given.metric !== undefined) resolveMetrics(deps.workspace, client, [given.metric]);
  const body: ActionBody = {
    what: requireText(given.what, 'what', 'an_action_says_what_is_done'),
    metric: requireText(given.metric, 'metric', 'an_action_is_for_a_metric'),
    cause: given.cause ?? '3pl',
    ease: given.ease ?? 3,
    benefit: given.benefit ?? 3,
    owner: requireText(given.owner, 'owner', 'an_action_has_somebody_who_does_it'),
    start: given.start ?? today,
    due: requireText(given.due, 'due', 'an_action_is_due_on_a_day'),
    ...(given.slice === undefined ? {} : { slice: given.slice }),
    ...(given.internal_owner === true ? { internal_owner: true } : {}),
  };
  dueAfter(body);
  const state = body.start <= today ? 'under_way' : 'planned';
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [client]);
    const action = await addAction(tx, { client, actor, at: deps.clock(), body: { ...body, state } });
    return { action, client, ledger: action };
  });
}

/** Changes an action that is not over, with a note or without. */
export async function updateAction(
  deps: Deps,
  request: {
    readonly number: number;
    readonly client?: string | undefined;
    readonly input: ActionInput;
    readonly note?: string | undefined;
    readonly actor: Actor;
  },
): Promise<ActionWritten> {
  const { number, actor } = request;
  const note = request.note?.trim() ?? '';
  const changes: ActionChange = { ...checkInput(request.input), ...(note === '' ? {} : { note }) };
  if (Object.keys(changes).length === 0) throw new Stop(2, [fault(actionFaults, 'action_unchanged', { number })]);
  return deps.database.transaction(async tx => {
    const action = await openAction(tx, number, request.client);
    if (changes.metric !== undefined) resolveMetrics(deps.workspace, action.client, [changes.metric]);
    dueAfter({ ...action, ...changes });
    const today = todayOf(deps, action.client);
    const state = action.state === 'planned' && (changes.start ?? action.start) <= today ? { state: 'under_way' as const } : {};
    return written(tx, action, { ...state, ...changes }, actor, deps.clock());
  });
}

/** Ends an action: done on a day (today where none is given), or dropped with a reason. Whether it was effective is said by the periods after it. */
export async function closeAction(
  deps: Deps,
  request: {
    readonly number: number;
    readonly client?: string | undefined;
    readonly done?: string | undefined;
    readonly dropped?: boolean | undefined;
    readonly note?: string | undefined;
    readonly actor: Actor;
  },
): Promise<ActionWritten> {
  const { number, actor } = request;
  const note = request.dropped === true ? requireText(request.note, 'note', 'dropping_an_action_says_why') : request.note?.trim();
  return deps.database.transaction(async tx => {
    const action = await openAction(tx, number, request.client);
    const done = request.done === undefined ? todayOf(deps, action.client) : parseDayInput('`done`', request.done);
    if (request.dropped !== true && done < action.start)
      throw valueRefused('`done`', done, { phrase: 'last_day_from', start: action.start });
    const changes: ActionChange = request.dropped === true ? { state: 'dropped' } : { state: 'done', done };
    return written(tx, action, { ...changes, ...(note === undefined || note === '' ? {} : { note }) }, actor, deps.clock());
  });
}

/** The action of a number, of a client where one is given; stops where there is none. */
export async function findAction(tx: Transaction, number: number, client?: string): Promise<Action> {
  const own = client === undefined ? (await clientsOfEntry(tx, number))[0] : client;
  const found = own === undefined ? undefined : (await actionsOf(tx, { client: own })).find(one => one.number === number);
  if (found !== undefined) return found;
  const all = await actionsOf(tx, { client });
  throw new Stop(2, [fault(actionFaults, 'action_unknown', { number, known: all.slice(-5).map(one => one.number) })]);
}

async function openAction(tx: Transaction, number: number, client?: string): Promise<Action> {
  await lockClientsUntilCommit(tx, await clientsOfEntry(tx, number));
  const action = await findAction(tx, number, client);
  const { state } = action;
  if (state === 'done' || state === 'dropped') throw new Stop(1, [fault(actionFaults, 'action_over', { number, state })]);
  return action;
}

async function written(
  tx: Transaction,
  { number, client }: Action,
  changes: ActionChange,
  actor: Actor,
  at: number,
): Promise<ActionWritten> {
  const ledger = await changeAction(tx, { client, actor, at, number, changes });
  return { action: number, client, ledger };
}

const todayOf = ({ workspace, clock }: Deps, client: string): string =>
  dayText(localDay(clientOf(workspace, client).time_zone, clock()));

const valueRefused = (option: string, given: string, expected: Phrase): Stop =>
  new Stop(2, [fault(actionFaults, 'action_value', { option: verbatim(option), given, expected })]);

function parseDayInput(option: string, given: string): string {
  const day = parseDay(given);
  if (day === undefined) throw valueRefused(option, given, suchAs('a_day', '2026-07-31'));
  return dayText(day);
}

function dueAfter({ start, due }: { readonly start: string; readonly due: string }): void {
  if (due < start) throw valueRefused('`due`', due, { phrase: 'day_from', start });
}

/** What is given, checked; what is not given is no member. */
function checkInput(given: ActionInput): Partial<ActionBody> {
  const { what, metric, slice, cause, ease, benefit, owner, internal_owner, start, due } = given;
  return {
    ...(what === undefined ? {} : { what: what.trim() }),
    ...(metric === undefined ? {} : { metric }),
    ...(slice === undefined ? {} : { slice: parseSliceInput(slice) }),
    ...(cause === undefined ? {} : { cause: parseCauseInput(cause) }),
    ...(ease === undefined ? {} : { ease: parseGradeInput('`ease`', ease) }),
    ...(benefit === undefined ? {} : { benefit: parseGradeInput('`benefit`', benefit) }),
    ...(owner === undefined ? {} : { owner: owner.trim() }),
    ...(internal_owner === true ? { internal_owner: true as const } : {}),
    ...(start === undefined ? {} : { start: parseDayInput('`start`', start) }),
    ...(due === undefined ? {} : { due: parseDayInput('`due`', due) }),
  };
}

function parseSliceInput(given: string): { readonly dimension: string; readonly key: string } {
  const [dimension = '', ...rest] = given.split('=');
  const key = rest.join('=').trim();
  if (!dimensions.includes(dimension) || key === '') throw valueRefused('`slice`', given, { phrase: 'slice', dimensions });
  return { dimension, key };
}

function parseCauseInput(given: string): ActionBody['cause'] {
  const cause = causes.find(known => known === given);
  if (cause === undefined) throw valueRefused('`cause`', given, { phrase: 'one_of', names: causes });
  return cause;
}

function parseGradeInput(option: string, given: string): number {
  if (!/^[1-5]$/.test(given)) throw valueRefused(option, given, { phrase: 'whole_number', least: 1, most: 5 });
  return Number(given);
}
