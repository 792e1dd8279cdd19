import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import { typescriptProcess } from './typescript-process.js';

/** Another process with the same embedded database open. */
export interface OtherProcess {
  readonly pid: number;
  /** Runs a statement there, and gives its rows. */
  run(sql: string): Promise<readonly unknown[]>;
  /** Closes the database there and waits for the process to end. */
  end(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const script = new URL('./other-process-main.ts', import.meta.url);

/** Starts another process that opens the database in a directory. */
export async function otherProcess(directory: string): Promise<OtherProcess> {
  const child = typescriptProcess(script, directory);
  const answers = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<readonly unknown[]> => {
    const { value, done } = await answers.next();
    if (done === true) throw new Error('the other process has ended');
    // Written by other-process-main.ts.
    const { rows, failure } = JSON.parse(value) as { rows?: readonly unknown[]; failure?: string };
    if (rows === undefined) throw new Error(failure);
    return rows;
  };
  await answer();
  return {
    pid: child.pid ?? 0,
    run: sql => {
      child.stdin.write(`${JSON.stringify(sql)}\n`);
      return answer();
    },
    end: () => ended(child, () => child.stdin.end()),
    kill: () => ended(child, () => child.kill('SIGKILL')),
  };
}

async function ended(child: ChildProcess, act: () => void): Promise<void> {
  const exit = once(child, 'exit');
  act();
  await exit;
}
