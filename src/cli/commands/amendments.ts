import type { Command } from 'commander';
import type { DecisionRequest } from '../../app/amendments/decide.js';
import { type AmendmentKind, amendmentFaults } from '../../faults/amendments.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { actorOf, printAnswer, type Context, requireOption, optionsOf } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import type { HelpText } from '../words/help-zh.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** The number of an exclusion, override or dispute. */
export function numberOf(kind: AmendmentKind, given: string): number {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new Stop(2, [fault(amendmentFaults, 'amendment_number', { kind, given })]);
}

/** Adds `list` and `show` to a kind's command. */
export function addLists(parent: TranslatedCommand, context: Context, kind: AmendmentKind): void {
  parent
    .command('list')
    .description(`every ${kind} with its state`)
    .option('--client <code>', 'of this client only')
    .option('--state <state>', 'requested, approved, refused or revoked')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ client?: string; state?: string }>(command);
      const { listAmendments } = await import('../../app/amendments/list.js');
      const { amendmentsText } = await import('../text/amendments.js');
      const request = { kind, client: options.client, state: options.state };
      const { answer: all, language } = await inWorkspace(context, options, deps => listAmendments(deps, request));
      printAnswer(context, options, { [`${kind}s`]: all }, amendmentsText(kind, all, language));
    });
  parent
    .command('show')
    .argument('<number>', `the ${kind}’s number`)
    .description(`what was requested, why, by whom, and what was decided`)
    .action(async (given: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { showAmendment } = await import('../../app/amendments/list.js');
      const { amendmentText } = await import('../text/amendments.js');
      const number = numberOf(kind, given);
      const { answer, language } = await inWorkspace(context, options, deps => showAmendment(deps, kind, number));
      printAnswer(context, options, answer, amendmentText(answer, language));
    });
}

/** Adds `approve`, `refuse` and `revoke` to the command of exclusions or overrides. */
export function addDecisions(parent: TranslatedCommand, context: Context, kind: DecisionRequest['kind']): void {
  const add = (name: string, decision: DecisionRequest['decision'], description: HelpText): void => {
    parent
      .command(name)
      .argument('<number>', `the ${kind}’s number`)
      .description(description)
      .option('--why <text>', decision === 'approval' ? 'a remark' : 'why; it stays visible')
      .action(async (given: string, _options: object, command: Command) => {
        const options = optionsOf<{ why?: string }>(command);
        const { decide } = await import('../../app/amendments/decide.js');
        const request = { kind, number: numberOf(kind, given), decision, why: options.why, actor: actorOf(context, options) };
        const { decidedText } = await import('../text/amendment-effects.js');
        const { answer, language } = await written(context, options, deps => decide(deps, request));
        printAnswer(context, options, answer, decidedText(answer, language));
      });
  };
  add('approve', 'approval', `approve the ${kind}; its requester cannot`);
  add('refuse', 'refusal', `refuse the ${kind}, with a reason`);
  add('revoke', 'revocation', `take an approved ${kind} back, with a reason; what was closed stays`);
}

/** The client that an option names. */
export const clientNeeded = ({ client }: { client?: string }): string => requireOption(client, '--client <code>');
