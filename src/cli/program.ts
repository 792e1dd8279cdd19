import { type Command, CommanderError } from 'commander';
import { stopOfMachine } from '../faults/machine.js';
import { verbatim } from '../faults/phrase.js';
import { Stop } from '../faults/stop.js';
import { faultJson } from '../faults/worded.js';
import { registerAction } from './commands/action.js';
import { registerAudit } from './commands/audit.js';
import { registerCheck } from './commands/check.js';
import { registerComment } from './commands/comment.js';
import { registerContract } from './commands/contract.js';
import { registerDb } from './commands/db.js';
import { registerDemo } from './commands/demo.js';
import { registerDispute } from './commands/dispute.js';
import { registerEvaluate } from './commands/evaluate.js';
import { registerExclude } from './commands/exclude.js';
import { registerImport } from './commands/import.js';
import { registerImprovement } from './commands/improvement.js';
import { registerInit } from './commands/init.js';
import { registerJobs } from './commands/jobs.js';
import { registerKeys } from './commands/keys.js';
import { registerLayout } from './commands/layout.js';
import { registerMetrics } from './commands/metrics.js';
import { registerOverride } from './commands/override.js';
import { registerPeriod } from './commands/period.js';
import { registerRejects } from './commands/rejects.js';
import { registerScorecard } from './commands/scorecard.js';
import { registerServe } from './commands/serve.js';
import { registerStart } from './commands/start.js';
import { registerSurvey } from './commands/survey.js';
import { registerWeights } from './commands/weights.js';
import { type Context, type Register, faultsText } from './context.js';
import { PlumblineCommand, wrongCommand } from './plumbline-command.js';
import { terminalLanguage, type Streams } from './streams.js';
import { say } from '../words/say.js';
import { version } from './version.js';
import type { HelpText } from './words/help-zh.js';
import type { TranslatedCommand } from './words/translated-command.js';

/** The commands, in the order of the help. A new command is one file and one line here. */
const commands: readonly Register[] = [
  registerStart,
  registerInit,
  registerCheck,
  registerDemo,
  registerImport,
  registerRejects,
  registerEvaluate,
  registerScorecard,
  registerContract,
  registerPeriod,
  registerComment,
  registerExclude,
  registerOverride,
  registerDispute,
  registerAction,
  registerImprovement,
  registerAudit,
  registerSurvey,
  registerMetrics,
  registerWeights,
  registerLayout,
  registerServe,
  registerKeys,
  registerJobs,
  registerDb,
];

const examples = `
Examples:
  plumbline start                                          begin in the browser
  plumbline init acme                                      make a workspace
  plumbline layout propose shipments.csv --workspace acme  write a layout for a file
  plumbline import shipments.csv --layout shipments        import it; run it again, nothing changes
  plumbline evaluate --period 2026-06                      compute every metric of June
  plumbline scorecard --period 2026-06 --lang zh           write the clients' workbooks in Chinese

Exit codes: 0 done · 1 findings · 2 wrong usage or config · 3 environment · 70 a bug of ours
`;

/** Runs one command line; the exit code is the answer, and nothing else is touched than the streams. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let exitCode: number = 0;
  let hasPrinted = false;
  const stdout = (text: string): void => {
    hasPrinted ||= text !== '';
    streams.stdout(text);
  };
  const context: Context = { streams: { ...streams, stdout }, finish: code => (exitCode = code) };
  const asked = helpAsked(args, streams);
  const program = programOf(
    context,
    asked.language === 'zh' ? new (await import('./words/chinese-command.js')).ChineseCommand() : new PlumblineCommand(),
  );
  try {
    await program.parseAsync([...asked.args], { from: 'user' });
    return exitCode;
  } catch (problem) {
    const asJson = args.includes('--json');
    if (!asJson || !hasPrinted) return failure(problem, asJson, streams);
    // A second document would make neither of them readable.
    streams.stderr(`${brokenOff(streams)}\n`);
    return failure(problem, false, streams);
  }
}

const brokenOff = ({ env }: Streams): string =>
  say(
    terminalLanguage(env),
    'The command failed while it printed its answer: what stands on the standard output is not whole.',
    '命令在输出结果时失败：标准输出上的内容不完整。',
  );

/** In which language help is given: that of the terminal, unless help itself is asked for with --lang. */
function helpAsked(
  args: readonly string[],
  { env }: Streams,
): { readonly args: readonly string[]; readonly language: 'en' | 'zh' } {
  const at = args.indexOf('--lang');
  const named = at < 0 ? undefined : args[at + 1];
  const isForHelp = args.includes('--help') || args.includes('-h') || args[0] === 'help';
  if (!isForHelp || (named !== 'en' && named !== 'zh')) return { args, language: terminalLanguage(env) };
  return { args: args.filter((_, place) => place !== at && place !== at + 1), language: named };
}

function programOf(context: Context, program: Command): Command {
  const { streams } = context;
  const translated: TranslatedCommand = program;
  program
    .name('plumbline')
    .version(version(), '--version', 'show the version' satisfies HelpText)
    .configureOutput({ writeOut: streams.stdout, writeErr: () => undefined })
    .exitOverride();
  translated
    .description('Service-quality KPIs and scorecards for third-party logistics.')
    .option('--workspace <dir>', 'the workspace (else PLUMBLINE_WORKSPACE, else the nearest parent with a plumbline.yaml)')
    .option('--json', 'answer with one JSON document')
    .option('--as <name>', 'who acts (else the operating system’s user)')
    .addHelpText('after', examples);
  for (const register of commands) register(translated, context);
  for (const command of allOf(program))
    command
      .exitOverride()
      .configureOutput({ writeOut: streams.stdout, writeErr: () => undefined })
      .configureHelp({ showGlobalOptions: true });
  return program;
}

const allOf = (command: Command): readonly Command[] => command.commands.flatMap(child => [child, ...allOf(child)]);

function failure(problem: unknown, asJson: boolean, streams: Streams): number {
  const { stdout, stderr } = streams;
  if (problem instanceof CommanderError) {
    if (problem.exitCode === 0) return 0;
    // A bare `plumbline` shows its help, which is no answer to a question that was not asked.
    const reason = problem.code === 'commander.help' ? 'no_command' : verbatim(problem.message);
    return failure(wrongCommand(reason), asJson, streams);
  }
  if (problem instanceof Stop) {
    if (asJson) stdout(`${JSON.stringify({ exit: problem.exitCode, faults: problem.faults.map(faultJson) })}\n`);
    stderr(`${faultsText(streams, problem.faults)}\n`);
    return problem.exitCode;
  }
  const refused = stopOfMachine(problem);
  if (refused !== undefined) return failure(refused, asJson, streams);
  const bug = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  if (asJson) stdout(`${JSON.stringify({ exit: 70, bug: problem instanceof Error ? problem.message : String(problem) })}\n`);
  const words = say(
    terminalLanguage(streams.env),
    'This is a bug of Plumbline, not of your files. Nothing was half done. Please report it with these lines:',
    '这是 Plumbline 的程序错误，与您的文件无关。没有做到一半的工作。请附上以下内容报告：',
  );
  stderr(`${words}\n${bug}\n`);
  return 70;
}
