import type { Command } from 'commander';
import { Stop } from '../../faults/stop.js';
import { actorOf, printAnswer, type Context, optionsOf } from '../context.js';
import { inWorkspace } from '../in-workspace.js';
import { useOfSettings } from '../../app/workspace/left-out.js';
import { wrongCommand } from '../plumbline-command.js';
import { instant } from '../period-options.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline jobs list
  plumbline jobs run month_end --dry-run
  plumbline jobs run month_end --at 2026-07-02T06:00:00+08:00   as if it had been due then
  plumbline jobs history month_end

Jobs are listed under "jobs:" in config/; plumbline serve runs them by their schedules.
`;

/** `plumbline jobs list`, `jobs run` and `jobs history`. */
export function registerJobs(program: TranslatedCommand, context: Context): void {
  const jobs = program
    .command('jobs')
    .description('scheduled jobs: list them, run one, what they did')
    .addHelpText('after', examples);
  jobs
    .command('list')
    .description('every job, when it runs next, and how it last ended')
    .addHelpText('after', '\nExample:\n  plumbline jobs list --json\n')
    .action((_options: object, command: Command) => list(command, context));
  jobs
    .command('run')
    .description('run a job once, now, whatever its schedule says')
    .argument('<job>', 'its id')
    .option('--dry-run', 'say what it would do')
    .option('--at <instant>', 'as if it had been due then: what "previous month" is relative to')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline jobs run month_end --dry-run\n\nExit code 1: there is something to look at; 3: it failed.\n',
    )
    .action((job: string, _options: object, command: Command) => run(job, command, context));
  jobs
    .command('history')
    .description('what jobs did, the newest run first')
    .argument('[job]', 'its id')
    .option('--limit <n>', 'so many runs', '20')
    .addHelpText('after', '\nExample:\n  plumbline jobs history import --limit 5\n')
    .action((job: string | undefined, _options: object, command: Command) => history(job, command, context));
}

async function list(command: Command, context: Context): Promise<void> {
  const options = optionsOf(command);
  const { listJobs } = await import('../../app/jobs/list.js');
  const { jobsText } = await import('../text/jobs.js');
  const { answer: jobs, language, zone, leftOutJson } = await inWorkspace(context, options, listJobs, useOfSettings);
  printAnswer(context, options, { jobs, ...leftOutJson }, jobsText(jobs, language, zone));
}

async function run(job: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ dryRun?: boolean; at?: string }>(command);
  const at = options.at === undefined ? undefined : instant(options.at);
  const dryRun = options.dryRun === true;
  const { runByHand } = await import('../../app/jobs/by-hand.js');
  const { finishedRunJson } = await import('../../app/jobs/list.js');
  const { ranText } = await import('../text/jobs.js');
  const { answer: ran, language } = await inWorkspace(
    context,
    options,
    deps => runByHand(deps, { job, at, dryRun, actor: actorOf(context, options) }),
    useOfSettings,
  );
  // What is wrong with config or usage has an exit code of its own; a bug is reported as one.
  if (ran.failure instanceof Stop && ran.failure.exitCode === 2) throw ran.failure;
  printAnswer(context, options, finishedRunJson(ran), ranText(ran, dryRun, language));
  context.finish(ran.outcome !== 'done' ? 3 : ran.findings.length > 0 ? 1 : 0);
}

async function history(job: string | undefined, command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ limit?: string }>(command);
  const limit = options.limit ?? '20';
  if (!/^[1-9]\d{0,3}$/.test(limit)) throw wrongCommand({ phrase: 'limit_wrong', given: limit, most: 9999 });
  const { jobHistory } = await import('../../app/jobs/list.js');
  const { historyText } = await import('../text/jobs.js');
  const {
    answer: runs,
    language,
    zone,
  } = await inWorkspace(context, options, deps => jobHistory(deps, { job, limit: Number(limit) }), useOfSettings);
  printAnswer(context, options, { runs }, historyText(runs, language, zone));
}
