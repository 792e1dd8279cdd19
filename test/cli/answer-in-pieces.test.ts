import { expect } from 'chai';
import { AnswerInPieces } from '../../src/cli/answer-in-pieces.js';
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
});
