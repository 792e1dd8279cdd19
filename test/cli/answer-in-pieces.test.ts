import { expect } from 'chai';
import { AnswerInPieces } from '../../src/cli/answer-in-pieces.js';
import { run } from '../../src/cli/program.js';
import { emptyDirectory } from '../support/databases.js';
import type { Context } from '../../src/cli/context.js';

describe('An answer with a list', () => {
  /** What is printed, in how many pieces. */
  function printed(json: boolean, head: object, entries: readonly string[], members: object): readonly string[] {
    const pieces: string[] = [];
    const streams = { stdout: (text: string) => void pieces.push(text), stderr: () => undefined, isTerminal: false, env: {} };
    const context: Context = { streams: { ...streams, start: '.', clock: () => 0, user: 'u' }, finish: () => undefined };
    const answer = new AnswerInPieces(context, { json }, head, 'all');
    for (const entry of entries) answer.add(entry);
    answer.end(members);
    return pieces;
  }

  it('is one JSON document, with what comes before the list and after it', () => {
    for (const entries of [[], ['{"a":1}'], ['{"a":1}', '{"all":[]}']])
      for (const head of [{}, { period: '2026-03' }])
        for (const members of [{}, { left_out: ['x'] }]) {
          const pieces = printed(true, head, entries, members);
          expect(pieces).to.have.lengthOf(1);
          expect(pieces[0]).to.equal(
            `${JSON.stringify({ ...head, all: entries.map(one => JSON.parse(one) as unknown), ...members })}\n`,
          );
        }
  });

  it('is words with a line between them, ended once', () => {
    expect(printed(false, {}, ['one', 'two'], { left_out: [] })).to.deep.equal(['one\n\ntwo\n']);
    expect(printed(false, {}, ['one\n'], {})).to.deep.equal(['one\n']);
  });

  it('is printed as it comes where it is long: one text could not hold it', () => {
    const long = JSON.stringify('x'.repeat(9_000_000));
    const pieces = printed(true, { n: 1 }, [long, long, long, long, '3'], {});
    expect(pieces.length).to.be.greaterThan(2);
    expect(pieces.join('')).to.equal(`{"n":1,"all":[${[long, long, long, long, '3'].join(',')}]}\n`);
  });

  it('that breaks off is followed by no second document, and is said not to be whole', async () => {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const start = await emptyDirectory();
    const print = (text: string): void => {
      stdout.push(text);
      if (stdout.length === 1) throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    };
    const streams = { stdout: print, stderr: (text: string) => void stderr.push(text), isTerminal: false, env: {}, start };
    const code = await run(['init', 'ours', '--json'], { ...streams, clock: () => 0, user: 'u' });
    expect([code, stdout.length]).to.deep.equal([3, 1]);
    expect(stderr.join('')).to.contain('is not whole').and.to.contain('disk_full');
  });
});
