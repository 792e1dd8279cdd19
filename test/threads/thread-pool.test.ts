import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { ThreadPool } from '../../src/threads/thread-pool.js';

/** Answers each piece of work with itself, and then does what it says. */
const thread = `
const { parentPort } = require('node:worker_threads');
let isDeaf = false;
parentPort.on('message', message => {
  if (message === 'end') return isDeaf ? undefined : parentPort.close();
  const { work } = message;
  if (work === 'die now') throw new Error('it broke at work');
  parentPort.postMessage({ answer: work });
  if (work === 'die') setTimeout(() => { throw new Error('it broke while it was idle'); }, 5);
  if (work === 'exit') setTimeout(() => process.exit(7), 5);
  if (work === 'be deaf') isDeaf = true;
});`;

describe('Threads that share work', () => {
  const started: Worker[] = [];
  const start = (): Worker => {
    const worker = new Worker(thread, { eval: true });
    started.push(worker);
    return worker;
  };
  const pool = (): ThreadPool<string, string, string> => new ThreadPool(1, start, () => undefined);
  const failure = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (problem: Error) => problem.message,
    );
  const gone = (): Promise<unknown> => new Promise(resolve => started.at(-1)?.once('exit', resolve));

  it('say with the next work why one of them ended while it had none, and go on after that', async () => {
    const threads = pool();
    for (const [work, reason] of [
      ['die', 'it broke while it was idle'],
      ['exit', 'a thread ended with 7'],
    ] as const) {
      expect(await threads.do(work)).to.equal(work);
      await gone();
      expect(await failure(threads.do('next'))).to.equal(reason);
      expect(await threads.do('again')).to.equal('again');
    }
    expect(await failure(threads.do('die now'))).to.equal('it broke at work');
    expect(await threads.do('last')).to.equal('last');
    await threads.end();
  });

  it('end also where one has ended by itself', async () => {
    const threads = pool();
    await threads.do('exit');
    await gone();
    await threads.end();
  });

  it('end also where one does not hear that it is to', async () => {
    const threads = new ThreadPool<string, string, string>(1, start, () => undefined, 50);
    await threads.do('be deaf');
    await threads.end();
  });
});
