import { expect } from 'chai';
import { run } from '../../src/cli/program.js';
import type { Code } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import { worded } from '../../src/faults/worded.js';
import { anyParams, catalogues } from '../docs/catalogues.js';

async function helpOf(path: readonly string[]): Promise<string> {
  let text = '';
  const out = (more: string): void => void (text += more);
  const streams = { stdout: out, stderr: out, isTerminal: false, env: {}, start: '/', clock: () => 0, user: 'lin' };
  expect(await run([...path, '--help'], streams)).to.equal(0);
  return text;
}

/** The options of each command, by its words. */
async function commandTree(path: readonly string[] = []): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const help = await helpOf(path);
  const lines = help.split('\n');
  const options = lines.filter(line => /^ {2}-/.test(line)).flatMap(line => line.match(/--[a-z][a-z-]*/g) ?? []);
  const listed = help.split(/^Commands:$/m)[1]?.split('\n\n')[0] ?? '';
  const names = listed.split('\n').flatMap(line => /^ {2}([a-z-]+)/.exec(line)?.[1] ?? []);
  const below = await Promise.all(names.filter(name => name !== 'help').map(name => commandTree([...path, name])));
  return new Map([[path.join(' '), new Set(options)], ...below.flatMap(one => [...one])]);
}

/** What of a text names a command that is not there, or an option that it does not take. */
function wrongIn(text: string, tree: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const hasMore = (command: string): boolean => [...tree.keys()].some(known => known.startsWith(`${command} `));
  return [...text.matchAll(/\bplumbline ((?:[a-z]|--)[^`";.,)，。；：（）\n]*)/g)].flatMap(([whole, rest = '']) => {
    const words = rest.trim().split(/\s+/);
    let command = '';
    for (const word of words) {
      const longer = `${command} ${word}`.trim();
      if (!tree.has(longer)) break;
      command = longer;
    }
    const next = command === '' ? words[0] : words[command.split(' ').length];
    const isWhole =
      command === '' ? next?.startsWith('--') === true : !hasMore(command) || next === undefined || !/^[a-z]/.test(next);
    if (!isWhole) return [whole];
    const options = rest.match(/--[a-z][a-z-]*/g) ?? [];
    return options.filter(option => !tree.get(command)?.has(option)).map(option => `${whole}: no ${option}`);
  });
}

/** Words often depend on what something is, and how it stands. */
const variants: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { known: [], near: undefined },
  ...['exclusion', 'override', 'dispute'].flatMap(kind => ['approved', 'refused'].map(state => ({ kind, state, exclusion: 7 }))),
];

/** All that a code can say, in both languages. */
function texts(code: Code, { command }: Entry<never>): readonly string[] {
  return variants.flatMap(given => {
    const params = anyParams(code, given);
    const words = (['en', 'zh'] as const).flatMap(language => Object.values(worded(language, { code, params })));
    return [...words, `${command?.(params) ?? ''}`].map(String);
  });
}

describe('what to do about a fault', () => {
  it('names commands that there are, with options that they take', async () => {
    const tree = await commandTree();
    expect([...tree.keys()]).to.include.members(['exclude revoke', 'audit verify', 'period close']);
    const entries = (await catalogues()).flatMap(one => one.entries);
    const said = entries.flatMap(([code, entry]) => texts(code, entry).map(text => [code, text] as const));
    expect(said.filter(([, text]) => /\bplumbline [a-z]/.test(text)).length).to.be.greaterThan(50);
    const wrong = said.flatMap(([code, text]) => wrongIn(text, tree).map(one => `${code}: ${one}`));
    expect([...new Set(wrong)]).to.deep.equal([]);
  });

  it('is read as a command line is', async () => {
    const tree = await commandTree();
    const wrong = (text: string): readonly string[] => wrongIn(text, tree);
    expect(wrong('Do it: plumbline dispute revoke 31 --why TEXT.')).to.have.length(1);
    expect(wrong('`plumbline exclude revoke 31 --because TEXT`')).to.deep.equal([
      'plumbline exclude revoke 31 --because TEXT: no --because',
    ]);
    expect(wrong('plumbline exclude revoke 31 --why TEXT, plumbline audit list')).to.deep.equal([]);
  });
});
