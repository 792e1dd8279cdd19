import { fileURLToPath } from 'node:url';
import type { RunningService, StartOptions } from '../api/start.js';
import type { RunningJobs } from '../jobs/start.js';
import { say } from '../words/say.js';
import { compileForService } from './compiling.js';
import type { Context } from './context.js';
import { terminalLanguage } from './streams.js';
import { untilStopped } from './until-stopped.js';

const pages = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** How a service is started from the command line. */
interface Serving extends Pick<StartOptions, 'surroundings' | 'port' | 'host' | 'limits'> {
  readonly withJobs: boolean;
}

/**
 * Serves pages, API and jobs until a signal comes; says at the beginning what there is to say, and lets what runs come to its end. What
 * `begun` answers is done last, while the workspace is still open.
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
  // Who is told that it serves may end it at once.
  const stopped = untilStopped(() => void service.reload());
  const last = await begun(service);
  await stopped;
  stderr(`${say(terminalLanguage(env), 'Stopping: what runs comes to its end.', '正在停止：等待运行中的工作结束。')}\n`);
  await jobs?.stop();
  await last?.();
  await service.close();
}

async function startedJobs({ workspace, service }: RunningService): Promise<RunningJobs> {
  const { startJobs } = await import('../jobs/start.js');
  return startJobs({ deps: workspace.deps, talk: (line, level) => service.log[level](line) });
}
