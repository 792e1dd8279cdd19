import type { Command } from 'commander';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import type { EvaluateRequest } from '../../app/evaluation/evaluate.js';
import { faultJson } from '../../faults/worded.js';
import {
  actorOf,
  collectOption,
  type CommonOptions,
  type Context,
  faultsText,
  optionsOf,
  printAnswer,
  requireOption,
} from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import { periodRequest, type PeriodOptions, revisionOf } from '../period-options.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const forms = '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15';

const closeExamples = `
Examples:
  plumbline period close --period 2026-06 --dry-run
  plumbline period close --period 2026-06 --client ACME --acknowledge "the carrier confirms its receipts in July"
  plumbline period close --period 2026-06 --client ACME --waive acme_counts --reason "no count in June"
`;

/** `plumbline period status`, `period close`, `period reopen` and `period sign-off`. */
export function registerPeriod(program: TranslatedCommand, context: Context): void {
  const period = program
    .command('period')
    .description('how periods stand; close them, reopen them, record who signed them')
    .addHelpText('after', '\nExample:\n  plumbline period status --period 2026-06\n');
  period
    .command('status')
    .description('state, revision, missing sources, waivers, late batches and signatures')
    .option('--period <period>', `${forms} (else all evaluated)`)
    .option('--client <code>', 'a client; can be given several times (else all concerned)', collectOption)
    .addHelpText('after', '\nExample:\n  plumbline period status --period 2026-06 --client ACME\n')
    .action((_options: object, command: Command) => status(command, context));
  period
    .command('close')
    .description('evaluate a period and close it, if its sources are complete')
    .option('--period <period>', forms)
    .option('--client <code>', 'a client; can be given several times (else all concerned)', collectOption)
    .option('--waive <source>', 'close without this source; can be given several times', collectOption)
    .option('--reason <text>', 'why; one for all that is waived, or one for each', collectOption)
    .option('--as-of <batch>', 'facts as known at this batch')
    .option('--at <instant>', 'the moment at which open work is judged')
    .option('--dry-run', 'show what is open, and close nothing')
    .option('--acknowledge <reason>', 'close with all that is open; the client can read why')
    .option('--strict', 'refuse while anything is open')
    .addHelpText('after', closeExamples)
    .action((_options: object, command: Command) => close(command, context));
  period
    .command('reopen')
    .description('reopen a closed period as its next revision; what was closed stays')
    .option('--period <period>', forms)
    .option('--client <code>', 'a client; can be given several times', collectOption)
    .option('--reason <text>', 'why; it stays visible')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline period reopen --period 2026-06 --client ACME --reason "receipts of RTM1 came late"\n',
    )
    .action((_options: object, command: Command) => reopen(command, context));
  period
    .command('sign-off')
    .description('record that the client signed the closed revision, on paper or by mail')
    .option('--client <code>', 'the client')
    .option('--period <period>', 'the period')
    .option('--revision <number>', 'the revision that was signed')
    .option('--by <name>', 'who signed for the client')
    .option('--received <way>', 'paper or mail (else paper)')
    .option('--on <day>', 'the day that stands beside the signature')
    .option('--note <text>', 'a remark')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline period sign-off --client ACME --period 2026-06 --revision 1 --by "Li Wei" --received mail --on 2026-07-03\n',
    )
    .action((_options: object, command: Command) => signOff(command, context));
}

async function status(command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ period?: string; client?: readonly string[] }>(command);
  const { periodStatus } = await import('../../app/periods/status.js');
  const { periodStatusText } = await import('../text/periods.js');
  const request = { period: options.period, clients: options.client ?? [] };
  const { answer: periods, language, zone } = await inWorkspace(context, options, deps => periodStatus(deps, request));
  printAnswer(context, options, { periods }, periodStatusText(periods, language, zone));
}

async function close(command: Command, context: Context): Promise<void> {
  const options = optionsOf<CloseOptions>(command);
  const period = periodRequest(context, options);
  if (options.dryRun === true) return preview(context, options, period);
  const { acknowledge: reason } = options;
  const acknowledge = reason === undefined ? undefined : requireOption(reason.trim() || undefined, '--acknowledge <reason>');
  const request = { ...period, waivers: waiversOf(options), acknowledge, isStrict: options.strict === true };
  const { closePeriods } = await import('../../app/periods/close.js');
  const { closedText } = await import('../text/periods.js');
  const { answer, language } = await written(context, options, deps => closePeriods(deps, request));
  const { closed, refused } = answer;
  for (const { faults } of refused) context.streams.stderr(`${faultsText(context.streams, faults)}\n\n`);
  const words = closed.map(one => closedText(one, language));
  const shown = { period: request.period, closed, refused: refused.map(one => ({ ...one, faults: one.faults.map(faultJson) })) };
  printAnswer(context, options, shown, words.join('\n'));
  context.finish(refused.length > 0 ? 1 : 0);
}

/** Shows what closing would fix; with `--strict` the exit code says whether there is any of it. */
async function preview(context: Context, options: CloseOptions, request: EvaluateRequest): Promise<void> {
  const { previewClosing } = await import('../../app/periods/preview.js');
  const { closingPreviewText, isOpen } = await import('../text/closing-preview.js');
  const { answer: clients, language } = await inWorkspace(context, options, deps => previewClosing(deps, request));
  printAnswer(context, options, { period: request.period, clients }, closingPreviewText(clients, language));
  context.finish(options.strict === true && clients.some(isOpen) ? 1 : 0);
}

type CloseOptions = PeriodOptions & {
  readonly waive?: readonly string[];
  readonly reason?: readonly string[];
  readonly dryRun?: boolean;
  readonly acknowledge?: string;
  readonly strict?: boolean;
};

/** What is waived, each with its reason. */
function waiversOf({ waive = [], reason: reasons = [] }: { waive?: readonly string[]; reason?: readonly string[] }) {
  const given = reasons.filter(reason => reason.trim() !== '');
  const fits = given.length === reasons.length && (reasons.length === waive.length || (waive.length > 0 && reasons.length === 1));
  if (!fits) throw new Stop(2, [fault(periodFaults, 'period_waiver_reason', { waived: waive.length, reasons: given.length })]);
  return waive.map((source, i) => ({ source, reason: reasons[i] ?? reasons[0] ?? '' }));
}

async function reopen(command: Command, context: Context): Promise<void> {
  const options = optionsOf<CommonOptions & { period?: string; client?: readonly string[]; reason?: string }>(command);
  const period = requireOption(options.period, '--period <period>');
  // All clients at once are never what somebody means to correct.
  const clients = options.client ?? [requireOption(undefined, '--client <code>')];
  const reason = requireOption(options.reason?.trim() || undefined, '--reason <text>');
  const { reopenPeriod } = await import('../../app/periods/close.js');
  const { reopenedText } = await import('../text/periods.js');
  const request = { period, clients, reason, actor: actorOf(context, options) };
  const { answer: reopened, language } = await written(context, options, deps => reopenPeriod(deps, request));
  const words = reopened.map(one => reopenedText(one, language));
  printAnswer(context, options, { period, reopened }, words.join('\n'));
}

async function signOff(command: Command, context: Context): Promise<void> {
  const options = optionsOf<{
    client?: string;
    period?: string;
    revision?: string;
    by?: string;
    received?: string;
    on?: string;
    note?: string;
  }>(command);
  const request = {
    client: requireOption(options.client, '--client <code>'),
    period: requireOption(options.period, '--period <period>'),
    revision: revisionOf(requireOption(options.revision, '--revision <number>')),
    note: options.note,
    actor: actorOf(context, options),
    onPaper: { by: requireOption(options.by, '--by <name>'), received: receivedOf(options.received), signedOn: options.on },
  };
  const { signOff: sign } = await import('../../app/periods/sign-off.js');
  const { signedText } = await import('../text/periods.js');
  const { answer: signed, language } = await written(context, options, deps => sign(deps, request));
  printAnswer(context, options, signed, signedText(signed, language));
}

function receivedOf(given = 'paper'): 'paper' | 'mail' {
  if (given === 'paper' || given === 'mail') return given;
  throw new Stop(2, [fault(periodFaults, 'sign_off_received', { given })]);
}
