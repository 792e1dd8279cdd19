import type { Decided, Effect, Proposal } from '../../contract/amendments.js';
import type { Command } from 'commander';
import type { Deps } from '../../app/deps.js';
import type { DecisionRequest } from '../../app/amendments/decide.js';
import { type AmendmentKind, amendmentFaults } from '../../faults/amendments.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { actorOf, printAnswer, type CommonOptions, type Context, requireOption, optionsOf, surroundingsOf } from '../context.js';
import type { HelpText } from '../words/help-zh.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** Does a piece of work that writes, and waits until it is safely kept. */
export async function written<T>(context: Context, options: CommonOptions, work: (deps: Deps) => Promise<T>): Promise<T> {
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  return withWorkspace(surroundingsOf(context, options), async deps => {
    const done = await work(deps);
    await deps.database.settle();
    return done;
  });
}

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
      const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
      const { listAmendments } = await import('../../app/amendments/list.js');
      const { amendmentsText } = await import('../text/amendments.js');
      const request = { kind, client: options.client, state: options.state };
      const all = await withWorkspace(surroundingsOf(context, options), deps => listAmendments(deps, request));
      printAnswer(context, options, { [`${kind}s`]: all }, amendmentsText(kind, all));
    });
  parent
    .command('show')
    .argument('<number>', `the ${kind}’s number`)
    .description(`what was requested, why, by whom, and what was decided`)
    .action(async (given: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
      const { showAmendment } = await import('../../app/amendments/list.js');
      const { amendmentText } = await import('../text/amendments.js');
      const number = numberOf(kind, given);
      const one = await withWorkspace(surroundingsOf(context, options), deps => showAmendment(deps, kind, number));
      printAnswer(context, options, one, amendmentText(one));
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
        const decided = await written(context, options, deps => decide(deps, request));
        printAnswer(context, options, decided, await decidedText(decided));
      });
  };
  add('approve', 'approval', `approve the ${kind}; its requester cannot`);
  add('refuse', 'refusal', `refuse the ${kind}, with a reason`);
  add('revoke', 'revocation', `take an approved ${kind} back, with a reason; what was closed stays`);
}

const done = { approval: 'approved', refusal: 'refused', revocation: 'revoked' } as const;

async function decidedText({ kind, number, client, decision, effect, proposed }: Decided): Promise<string> {
  const head = `${kind} ${number} of ${client} is ${done[decision]}.`;
  if (decision === 'refusal') return head;
  return [head, ...(await effectLines(client, effect, proposed))].join('\n');
}

/** What an amendment changes, and what it proposes. */
export async function effectLines(client: string, effect: readonly Effect[], proposed: readonly Proposal[]): Promise<string[]> {
  const { effectText, proposalText } = await import('../text/amendments.js');
  const proposals = proposalText(client, proposed);
  return ['', effectText(effect), ...(proposals.length === 0 ? [] : ['', ...proposals])];
}

/** What was requested, in words. */
export async function requestedText(
  kind: 'exclusion' | 'override',
  { number, client, effect }: { readonly number: number | null; readonly client: string; readonly effect: readonly Effect[] },
): Promise<string> {
  const command = kind === 'exclusion' ? 'exclude' : 'override';
  const head =
    number === null
      ? 'Tried only: nothing was requested. Approved, it would change:'
      : `${kind} ${number} of ${client} is requested. It holds once somebody else approves it: plumbline ${command} approve ${number} --as NAME. Then it changes:`;
  return [head, ...(await effectLines(client, effect, []))].join('\n');
}

/** The client that an option names. */
export const clientNeeded = ({ client }: { client?: string }): string => requireOption(client, '--client <code>');
