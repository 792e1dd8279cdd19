import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf, collectOption } from '../context.js';
import { written } from '../in-workspace.js';
import { addDecisions, addLists, clientNeeded } from './amendments.js';
import type { TranslatedCommand } from '../words/translated-command.js';

interface Options {
  client?: string;
  fact?: readonly string[];
  kind?: string;
  line?: string;
  metric?: readonly string[];
  period?: string;
  from?: string;
  to?: string;
  site?: string;
  department?: string;
  origin?: string;
  destination?: string;
  lane?: string;
  carrier?: string;
  reason?: string;
  evidence?: string;
  dryRun?: boolean;
}

/** `plumbline exclude request`, `approve`, `refuse`, `revoke`, `list`, `show`. */
export function registerExclude(program: TranslatedCommand, context: Context): void {
  const exclude = program
    .command('exclude')
    .description('leave facts out of metrics, in the open: requested by one person, approved by another')
    .addHelpText('after', '\nExample:\n  plumbline exclude list --client ACME --state requested\n');
  exclude
    .command('request')
    .description('request an exclusion; nothing changes until somebody else approves it')
    .option('--client <code>', 'the client')
    .option('--fact <number>', 'a fact by its number; can be given several times', collectOption)
    .option('--kind <kind>', 'the kind of these facts, such as shipment (else all with that number)')
    .option('--line <line>', 'only this line of them')
    .option('--metric <id>', 'a metric; can be given several times (else all)', collectOption)
    .option('--period <period>', 'facts dated in this period: 2026-10, 2026-Q4, 2026-W41 …')
    .option('--from <day>', 'facts dated from this day on, with --to')
    .option('--to <day>', 'the last day')
    .option('--site <code>', 'facts of this site')
    .option('--department <name>', 'of this department')
    .option('--origin <place>', 'from this place')
    .option('--destination <place>', 'to this place')
    .option('--lane <lane>', 'of this lane')
    .option('--carrier <name>', 'of this carrier')
    .option('--reason <code>', 'why: a code of config/reasons.yaml that excuses')
    .option('--evidence <text>', 'what it refers to: a document, a link, a mail')
    .option('--dry-run', 'only show what it would change')
    .addHelpText(
      'after',
      `
Examples:
  plumbline exclude request --client ACME --fact SHP-1017 --metric on_time_delivery --reason AO --evidence "storm warning 2026-06-11"
  plumbline exclude request --client ACME --from 2026-06-10 --to 2026-06-12 --destination 宁波 --reason AO --evidence "typhoon, port closed" --dry-run
`,
    )
    .action((_options: object, command: Command) => request(command, context));
  addDecisions(exclude, context, 'exclusion');
  addLists(exclude, context, 'exclusion');
}

async function request(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const { site, department, origin, destination, lane, carrier, from, to, fact, kind, line, period } = options;
  const where = Object.fromEntries(
    Object.entries({ site, department, origin, destination, lane, carrier }).filter(([, value]) => value !== undefined),
  );
  const asked = {
    client: clientNeeded(options),
    metrics: options.metric ?? [],
    numbers: fact ?? [],
    kind,
    line,
    where,
    period,
    from,
    to,
    reason: requireOption(options.reason, '--reason <code>'),
    evidence: requireOption(options.evidence, '--evidence <text>'),
    actor: actorOf(context, options),
    dryRun: options.dryRun === true,
  };
  const { requestExclusion } = await import('../../app/amendments/request.js');
  const { requestedText } = await import('../text/amendment-effects.js');
  const { answer, language } = await written(context, options, deps => requestExclusion(deps, asked));
  printAnswer(context, options, { ...answer, dry_run: asked.dryRun }, requestedText('exclusion', answer, language));
}
