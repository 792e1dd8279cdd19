import type { Command } from 'commander';
import { type Context, optionsOf, surroundingsOf } from '../context.js';
import { say } from '../../words/say.js';
import { terminalLanguage } from '../streams.js';
import { whileServing } from '../while-serving.js';
import { wholeNumber } from '../whole-number.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline keys create --role admin       a key to sign in with
  plumbline serve                          pages, API and jobs on http://127.0.0.1:8080
  plumbline serve --port 80 --host 0.0.0.0

SIGTERM and Ctrl-C let jobs and imports come to their end, and other requests for five seconds; SIGHUP reads the config again, as does a change of its files.
`;

/** `plumbline serve`. */
export function registerServe(program: TranslatedCommand, context: Context): void {
  program
    .command('serve')
    .description('serve the pages, the API and the jobs until it is stopped')
    .option('--port <number>', 'where to listen; 0 for any that is free', '8080')
    .option('--host <address>', 'on which address', '127.0.0.1')
    .option('--rate-limit <number>', 'requests of one key in a minute; 0 for any number', '6000')
    .option('--no-jobs', 'leave the jobs to another process')
    .addHelpText('after', examples)
    .action((_options: object, command: Command) => serve(command, context));
}

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly rateLimit: string;
  readonly jobs: boolean;
}

async function serve(command: Command, context: Context): Promise<void> {
  const options = optionsOf<ServeOptions>(command);
  const port = wholeNumber(options.port, '--port', 65_535);
  const requestsPerMinute = wholeNumber(options.rateLimit, '--rate-limit', 1_000_000_000);
  const { host } = options;
  const { stdout, env } = context.streams;
  const language = terminalLanguage(env);
  const surroundings = surroundingsOf(context, options);
  await whileServing(context, { surroundings, port, host, limits: { requestsPerMinute }, withJobs: options.jobs }, service => {
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${service.port}`;
    if (options.json === true) stdout(`${JSON.stringify({ address, port: service.port })}\n`);
    else {
      const { directory } = service.workspace.deps().workspace;
      const words = say(
        language,
        `Plumbline serves ${directory} at ${address} (API: ${address}/docs).\nA key to sign in with: `,
        `Plumbline 正在 ${address} 为 ${directory} 提供服务（接口：${address}/docs）。\n创建登录用的密钥：`,
      );
      stdout(`${words}plumbline keys create --role admin\n`);
    }
    return Promise.resolve(undefined);
  });
}
