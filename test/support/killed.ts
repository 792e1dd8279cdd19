import { once } from 'node:events';
import { expect } from 'chai';
import { freshDirectory, freshServerUrl } from './databases.js';
import { requires } from './suite.js';
import { typescriptProcess } from './typescript-process.js';

/** Where a database is: in a directory, or on a server. */
export type Where = { readonly url: string } | { readonly directory: string };

/** How often a process is killed. */
export const killCount = Number(process.env.PLUMBLINE_RUNS ?? 3);

/** A program that works on a database until it ends or is killed. */
export const programOn = (program: URL, where: Where, ...args: readonly string[]): ReturnType<typeof typescriptProcess> =>
  typescriptProcess(program, 'url' in where ? where.url : where.directory, ...args);

/** Kills a program that marks each of its statements, after so many of them. */
export async function killAfter(statements: number, program: URL, where: Where, directory: string): Promise<void> {
  const child = programOn(program, where, directory);
  let seen = 0;
  child.stdout.on('data', (marks: Buffer) => {
    seen += marks.length;
    if (seen >= statements) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).to.equal('SIGKILL');
}

/** Tests what is left when a process is killed, of an embedded database and of one on a server. */
export function whenKilled(killed: string, outcome: string, survives: (where: Where) => Promise<void>): void {
  const timeout = 120_000 + killCount * 30_000;
  describe(killed, () => {
    it(`${outcome} in an embedded database`, async function () {
      this.timeout(timeout);
      await survives({ directory: await freshDirectory() });
    });
  });
  requires('postgres', `${killed}, on a server`, () => {
    it(outcome, async function () {
      this.timeout(timeout);
      const url = await freshServerUrl();
      if (url === undefined) throw new Error('no PostgreSQL server');
      await survives({ url });
    });
  });
}
