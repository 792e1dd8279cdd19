import type { ActionWritten } from '../../contract/improvement.js';
import type { Command } from 'commander';
import { actionFaults } from '../../faults/actions.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { ActionInput } from '../../app/actions/write.js';
import { actorOf, printAnswer, type Context, optionsOf } from '../context.js';
import { inWorkspace, written, type WorkspaceAnswer } from '../in-workspace.js';
import { clientNeeded } from './amendments.js';
import type { TranslatedCommand } from '../words/translated-command.js';

interface Options {
  client?: string;
  metric?: string;
  slice?: string;
  what?: string;
  cause?: string;
  ease?: string;
  benefit?: string;
  owner?: string;
  internalOwner?: boolean;
  start?: string;
  due?: string;
  state?: string;
  done?: string;
  dropped?: boolean;
  note?: string;
}

const actionInput = (options: Options): ActionInput => {
  const { metric, slice, what, cause, ease, benefit, owner, start, due, internalOwner } = options;
  return { metric, slice, what, cause, ease, benefit, owner, start, due, internal_owner: internalOwner };
};

function numberGiven(given: string): number {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  const params = { option: 'the_action', given, expected: 'the_number_of_an_action' } as const;
  throw new Stop(2, [fault(actionFaults, 'action_value', params)]);
}

/** `plumbline action add`, `update`, `list`, `show`, `close`. */
export function registerAction(program: TranslatedCommand, context: Context): void {
  const action = program
    .command('action')
    .description('what is done about a gap, by whom, until when; its effect is judged by the periods that follow')
    .addHelpText('after', '\nExample:\n  plumbline action list --state overdue\n');
  described(action.command('add').description('add an action').option('--client <code>', 'the client'))
    .addHelpText(
      'after',
      '\nExample:\n  plumbline action add --client ACME --metric on_time_delivery --slice carrier=FastTrans --what "second driver on Fridays" --owner "Lin Mei" --due 2026-06-30 --ease 4 --benefit 5\n',
    )
    .action((_options: object, command: Command) => add(command, context));
  described(
    action.command('update').argument('<number>', 'the action’s number').description('change its description, dates or owner'),
  )
    .option('--note <text>', 'a note on how it goes')
    .action((number: string, _options: object, command: Command) => update(number, command, context));
  action
    .command('close')
    .argument('<number>', 'the action’s number')
    .description('end it: done, or dropped; the periods after it show whether it worked')
    .option('--done <day>', 'the last day of work on it (else today)')
    .option('--dropped', 'given up, with a reason in --note')
    .option('--note <text>', 'a remark')
    .action((number: string, _options: object, command: Command) => close(number, command, context));
  registerLists(action, context);
}

const described = (command: TranslatedCommand): TranslatedCommand =>
  command
    .option('--metric <id>', 'the metric')
    .option('--slice <part>', 'the part of it, such as carrier=FastTrans (site, carrier, mode, lane or reason)')
    .option('--what <text>', 'what is done')
    .option('--cause <class>', '3pl, client, volume_spike, systems or chance')
    .option('--ease <1-5>', 'how easily it is done')
    .option('--benefit <1-5>', 'how much it benefits the client')
    .option('--owner <name>', 'who does it')
    .option('--internal-owner', 'do not show the owner to the client')
    .option('--start <day>', 'the day it begins (else today)')
    .option('--due <day>', 'the day until which it is to be done');

async function add(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const request = { client: clientNeeded(options), input: actionInput(options), actor: actorOf(context, options) };
  const { addActionFor } = await import('../../app/actions/write.js');
  const added = await written(context, options, deps => addActionFor(deps, request));
  await printWritten(context, options, added, 'added');
}

async function update(given: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const request = {
    number: numberGiven(given),
    input: actionInput(options),
    note: options.note,
    actor: actorOf(context, options),
  };
  const { updateAction } = await import('../../app/actions/write.js');
  const changed = await written(context, options, deps => updateAction(deps, request));
  await printWritten(context, options, changed, 'changed');
}

async function close(given: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const { done, dropped, note } = options;
  const request = { number: numberGiven(given), done, dropped, note, actor: actorOf(context, options) };
  const { closeAction } = await import('../../app/actions/write.js');
  const closed = await written(context, options, deps => closeAction(deps, request));
  await printWritten(context, options, closed, dropped === true ? 'dropped' : 'done');
}

async function printWritten(
  context: Context,
  options: object,
  { answer, language }: WorkspaceAnswer<ActionWritten>,
  did: 'added' | 'changed' | 'done' | 'dropped',
): Promise<void> {
  const { actionWrittenText } = await import('../text/actions.js');
  printAnswer(context, options, answer, actionWrittenText(answer, did, language));
}

function registerLists(action: TranslatedCommand, context: Context): void {
  action
    .command('list')
    .description('every action with its state and its effect')
    .option('--client <code>', 'of this client only')
    .option('--state <state>', 'planned, under_way, done, dropped or overdue')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<Options>(command);
      const { listActions } = await import('../../app/actions/list.js');
      const { actionsText } = await import('../text/actions.js');
      const { client, state } = options;
      const { answer, language } = await inWorkspace(context, options, deps => listActions(deps, { client, state }));
      printAnswer(context, options, { actions: answer }, actionsText(answer, language));
    });
  action
    .command('show')
    .argument('<number>', 'the action’s number')
    .description('what was said of it, and what the periods before and after it say')
    .action(async (given: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const number = numberGiven(given);
      const { listActions } = await import('../../app/actions/list.js');
      const { actionText } = await import('../text/actions.js');
      const { answer, language, zone } = await inWorkspace(context, options, deps => listActions(deps, { number }));
      printAnswer(context, options, answer[0], answer.map(one => actionText(one, language, zone)).join('\n'));
    });
}
