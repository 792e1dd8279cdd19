import type { Command } from 'commander';
import type { AnswerRequest } from '../../app/amendments/dispute.js';
import { actorOf, printAnswer, type Context, requireOption, optionsOf, collectOption } from '../context.js';
import { written } from '../in-workspace.js';
import { addLists, clientNeeded, numberOf } from './amendments.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline dispute open`, `accept`, `refuse`, `list`, `show`. */
export function registerDispute(program: TranslatedCommand, context: Context): void {
  const dispute = program
    .command('dispute')
    .description('figures that a client disputes, and how that was answered')
    .addHelpText('after', '\nExample:\n  plumbline dispute list --state requested\n');
  dispute
    .command('open')
    .description('dispute figures of a period')
    .option('--client <code>', 'the client')
    .option('--period <period>', 'the period')
    .option('--metric <id>', 'a metric; can be given several times', collectOption)
    .option('--fact <number>', 'a fact that is judged wrongly; can be given several times', collectOption)
    .option('--kind <kind>', 'the kind of these facts, such as shipment')
    .option('--text <text>', 'what is wrong')
    .option('--evidence <text>', 'what shows it: a document, a link, a mail')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline dispute open --client ACME --period 2026-06 --metric on_time_delivery --fact SHP-1017 --text "our gate was closed"\n',
    )
    .action((_options: object, command: Command) => open(command, context));
  dispute
    .command('accept')
    .argument('<number>', 'the dispute’s number')
    .description('accept it: its facts are excluded, and a closed period gets a proposed revision')
    .option('--reason <code>', 'a code of config/reasons.yaml that excuses')
    .option(
      '--fact <number>',
      'leave out only these of its facts, or, where it names none, these; can be given several times',
      collectOption,
    )
    .option('--why <text>', 'why')
    .action((number: string, _options: object, command: Command) => decided('approval', number, command, context));
  dispute
    .command('refuse')
    .argument('<number>', 'the dispute’s number')
    .description('refuse it, with a reason')
    .option('--why <text>', 'why')
    .action((number: string, _options: object, command: Command) => decided('refusal', number, command, context));
  addLists(dispute, context, 'dispute');
}

async function open(command: Command, context: Context): Promise<void> {
  const options = optionsOf<{
    client?: string;
    period?: string;
    metric?: readonly string[];
    fact?: readonly string[];
    kind?: string;
    text?: string;
    evidence?: string;
  }>(command);
  const asked = {
    client: clientNeeded(options),
    period: requireOption(options.period, '--period <period>'),
    metrics: options.metric ?? [],
    numbers: options.fact ?? [],
    kind: options.kind,
    text: requireOption(options.text, '--text <text>'),
    evidence: options.evidence,
    actor: actorOf(context, options),
  };
  const { openDispute } = await import('../../app/amendments/dispute.js');
  const { disputeOpenedText } = await import('../text/amendment-effects.js');
  const { answer, language } = await written(context, options, deps => openDispute(deps, asked));
  printAnswer(context, options, answer, disputeOpenedText(answer, language));
}

async function decided(decision: AnswerRequest['decision'], given: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ reason?: string; why?: string; fact?: readonly string[] }>(command);
  const dispute = numberOf('dispute', given);
  const why = requireOption(options.why, '--why <text>');
  const reason = decision === 'approval' ? requireOption(options.reason, '--reason <code>') : undefined;
  const request = { dispute, decision, reason, why, numbers: options.fact ?? [], actor: actorOf(context, options) };
  const { answerDispute } = await import('../../app/amendments/dispute.js');
  const { disputeAnsweredText } = await import('../text/amendment-effects.js');
  const { answer, language } = await written(context, options, deps => answerDispute(deps, request));
  printAnswer(context, options, answer, disputeAnsweredText(answer, language));
}
