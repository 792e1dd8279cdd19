import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningService, StartOptions } from '../api/start.js';
import type { RunningJobs } from '../jobs/start.js';
import { say } from '../words/say.js';
import { compileForService } from './compiling.js';
import type { Context } from './context.js';
import { terminalLanguage } from './streams.js';
import { untilStopped } from './until-stopped.js';

const pages = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** How long requests may still run once jobs and imports have ended. */
const graceMs = 5000;

/** How a service is started from the command line. */
interface Serving extends Pick<StartOptions, 'surroundings' | 'port' | 'host' | 'limits'> {
  readonly withJobs: boolean;
}

/**
 * Serves pages, API and jobs until a signal comes; says at the beginning what there is to say. Jobs and imports come to their end, other
 * requests have five seconds, and then the process ends. What `begun` answers is done last, while the workspace is still open.
 */
export async function whileServing(
  { streams: { stderr, env } }: Context,
  { withJobs, ...options }: Serving,
  begun: (service: RunningService) => Promise<(() => Promise<void>) | undefined>,
): Promise<void> {
  const { startService } = await import('../api/start.js');
  let jobs: RunningJobs | undefined;
  const service = await startService({ ...options, log: stderr, pages, reloaded: () => jobs?.look() });
  if (withJobs) jobs = await startedJobs(service);
  compileForService();
  // What one piece of work leaves behind must not end the work of everybody; whoever waits for it is answered by its own failure.
  process.on('unhandledRejection', failure => service.service.log.error({ err: failure }, 'a failure that nothing waited for'));
  // Who is told that it serves may end it at once.
  const stopped = untilStopped(() => void service.reload());
  const last = await begun(service);
  await stopped;
  const language = terminalLanguage(env);
  stderr(`${say(language, 'Stopping: what runs comes to its end.', '正在停止：等待运行中的工作结束。')}\n`);
  const jobsEnded = jobs?.stop() ?? Promise.resolve();
  const closed = jobsEnded.then(() => last?.()).then(() => service.close());
  const isLate = jobsEnded
    .then(() => service.importsEnded())
    .then(() => pause(graceMs))
    .then(() => true);
  if (!(await Promise.race([closed.then(() => false), isLate]))) return;
  stderr(
    `${say(
      language,
      'Requests that still run are broken off; nothing of them is kept, and they can be made again.',
      '仍在运行的请求已中断：不保留任何部分结果，可重新发起。',
    )}\n`,
  );
  await Promise.race([service.workspace.abandon().catch(() => undefined), pause(graceMs)]);
  process.exit(0);
}

async function startedJobs({ workspace, service }: RunningService): Promise<RunningJobs> {
  const { startJobs } = await import('../jobs/start.js');
  return startJobs({ deps: workspace.deps, talk: (line, level) => service.log[level](line) });
}
