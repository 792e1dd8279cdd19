import os from 'node:os';
import { say } from '../words/say.js';
import { compileForCommand } from './compiling.js';
import { run } from './program.js';
import { terminalLanguage } from './streams.js';

// What is written here holds figures of clients: nobody but the user and the group reads it, whoever starts the program.
process.umask(process.umask() | 0o027);

process.on('SIGINT', () => {
  const stopped = say(
    terminalLanguage(process.env),
    'Stopped. What was not finished was not recorded.',
    '已停止。未完成的工作没有记录。',
  );
  process.stderr.write(`\n${stopped}\n`);
  process.exit(130);
});

// A reader that stops reading (plumbline … | head) is no fault.
process.stdout.on('error', error => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 70));

compileForCommand();
process.exitCode = await run(process.argv.slice(2), {
  stdout: text => process.stdout.write(text),
  stderr: text => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  env: process.env,
  start: process.cwd(),
  clock: Date.now,
  user: userName(),
});

/** Some containers run under a number that has no name. */
function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return `user-${process.getuid?.() ?? 'unknown'}`;
  }
}
