import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Code } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import type { Fault } from '../../src/faults/fault.js';
import type { Wording } from '../../src/faults/words/wording.js';
import { worded } from '../../src/faults/worded.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { type FaultInput, faultInputs, faultsOfInput } from '../support/faults-of-input.js';
import { anyParams, type Catalogue, catalogues } from './catalogues.js';
import { cutLong, cutWide, messagesPage, widest } from './messages-page.js';
import { leftInEnglish, promises } from './wording-laws.js';
import { remedyOf } from '../support/worded.js';

const root = path.join(import.meta.dirname, '..', '..');
const pages = { en: path.join(root, 'docs', 'messages.md'), zh: path.join(root, 'docs', 'zh', 'messages.md') };

/** Codes that no config meets: another check speaks first. */
const unmet: readonly string[] = ['weight_negative'];

/** Codes that the command line alone meets: these may name its options. What pages and REST tell as well, may not. */
const ofCommandLine: readonly string[] = [
  'address_taken',
  'backup_of_server',
  'citus_missing',
  'demo_folder_taken',
  'layout_exists',
  'membership_needed',
];

/** What a code says when nothing smaller than a server or a broken disk meets it. */
function anyOf(code: Code, { severity, command }: Entry<never>): Fault {
  const params = anyParams(code);
  const typed = command?.(params);
  return { code, severity, place: {}, params, ...(typed === undefined ? {} : { command: typed }) };
}

/** What the user wrote, and the names that are known: their words may come back in a message. */
const givenWith = (input: FaultInput | undefined, { params }: Fault): string => {
  const written = input === undefined ? [] : [...Object.entries(input.files).flat(), ...input.args];
  return [...written, ...namesIn(params)].join(' ');
};

/** The members of lists that are one word, and near names: names, and never a sentence. */
const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) => (typeof one === 'string' ? (/\s/.test(one) ? [] : [one]) : namesIn(one)))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => (key === 'near' ? [String(one)] : namesIn(one)))
      : [];

/** What is wrong with a fault's Chinese: something named in English alone, no Chinese, a broken text, English words. */
function oddChinese(fault: Fault, given = ''): readonly string[] {
  const texts = ({ what, remedy }: Wording): string => `${what}\n${remedy}`;
  const [english, chinese] = [worded('en', fault), worded('zh', fault)];
  const lost = promises(texts(english)).filter(one => !texts(chinese).includes(one));
  const silent = [chinese.what, chinese.remedy].filter(text => !/\p{Script=Han}/u.test(text));
  const broken = ['undefined', '[object'].filter(one => texts(chinese).includes(one));
  const left = leftInEnglish(texts(chinese), given).map(word => `${word} in Chinese`);
  return [...lost, ...silent, ...broken, ...left];
}

describe('docs/messages.md', function () {
  this.timeout(300_000);
  let borrowed: Borrowed | undefined;
  let all: readonly Catalogue[];
  const inputs = faultInputs();
  const said = new Map<string, readonly Fault[]>();

  before(async () => {
    all = await catalogues();
    borrowed = await borrowDatabase();
    for (const [code, input] of inputs) {
      const { faults, directory } = await faultsOfInput(input, borrowed.database);
      said.set(
        code,
        faults.map(fault => readable(fault, directory)),
      );
    }
  });
  after(() => borrowed?.giveBack());

  /** A small workspace's own folder in words, so that the page is the same wherever it is made. */
  const readable = (fault: Fault, directory: string): Fault =>
    // A fault is plain data: its texts survive.
    JSON.parse(JSON.stringify(fault).replaceAll(directory, '/srv/acme')) as Fault;

  it('has a name for each code once, over all catalogues', () => {
    const codes = all.flatMap(({ entries }) => entries.map(([code]) => code));
    expect(codes.length).to.be.greaterThan(150);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).to.deep.equal([]);
  });

  for (const [code, input] of inputs) {
    it(`${code}: ${input.says}`, () => {
      const faults = said.get(code) ?? [];
      expect([...new Set(faults.map(fault => fault.code))]).to.deep.equal([code]);
      const [first] = faults;
      expect(first?.place.line).to.equal(input.expect.line);
      if (input.expect.column !== undefined) expect(first?.place.column).to.equal(input.expect.column);
      expect(remedyOf(first)).to.contain(input.expect.remedy);
    });
  }

  it('there is a smallest input for every code that config or a source file meets', () => {
    const needed = all
      .filter(({ name }) => ['config', 'expressions', 'import', 'rules'].includes(name))
      .flatMap(({ entries }) => entries.map(([code]) => code));
    expect(needed.filter(code => !inputs.has(code))).to.have.members(unmet);
    const codes = all.flatMap(({ entries }) => entries.map(([code]) => code));
    expect(
      [...inputs.keys()].filter(code => !codes.some(one => one === code)),
      'inputs of codes that are no more',
    ).to.deep.equal([]);
  });

  it('says every message in Chinese too, with all that it names', () => {
    const odd = all.flatMap(({ entries }) =>
      entries.flatMap(([code, entry]) => {
        const [met] = said.get(code) ?? [];
        const ofInput = met === undefined ? [] : oddChinese(met, givenWith(inputs.get(code), met));
        return [...oddChinese(anyOf(code, entry)), ...ofInput].map(one => `${code}: ${one}`);
      }),
    );
    expect(odd).to.deep.equal([]);
  });

  it('sees an English word in a Chinese message, and none where the user wrote it', () => {
    const found = (formula: string): Fault => ({
      code: 'workbook_not_a_scorecard',
      severity: 'error',
      place: {},
      params: { reason: { phrase: 'verbatim', text: formula } },
    });
    expect(oddChinese(found('a truth'))).to.deep.equal(['a in Chinese', 'truth in Chinese']);
    expect(oddChinese(found('a truth'), 'a truth')).to.deep.equal([]);
    expect(leftInEnglish('结果是 nothing，应为 `number`')).to.deep.equal(['nothing']);
  });

  it('names options of the command line where the command line is told, and nowhere else', () => {
    const odd = all.flatMap(({ entries }) =>
      entries.flatMap(([code, entry]) => {
        const texts = (['en', 'zh'] as const).flatMap(language => Object.values(worded(language, anyOf(code, entry))));
        const named = texts.some(text => /(?:^|[^\w-])--[a-z]/.test(text.replace('curl --data-binary', '')));
        return named === ofCommandLine.includes(code) ? [] : [code];
      }),
    );
    expect(odd).to.deep.equal([]);
  });

  it('names a command of the program where it is typed, and nowhere in the words', () => {
    const told = all.flatMap(({ entries }) =>
      entries.flatMap(([code, entry]) =>
        (['en', 'zh'] as const)
          .flatMap(language => Object.values(worded(language, anyOf(code, entry))))
          .filter(text => /\bplumbline [a-z-]/.test(text))
          .map(text => `${code}: ${text}`),
      ),
    );
    expect(told).to.deep.equal([]);
  });

  for (const language of ['en', 'zh'] as const) {
    it(`${language}: says every message as the program does`, () => {
      const areas = all.map(catalogue => ({
        catalogue,
        codes: catalogue.entries.map(([code, entry]) => {
          const input = inputs.get(code);
          const [fault] = said.get(code) ?? [];
          const met = input === undefined || fault === undefined ? undefined : { fault, input };
          return { code, entry, whatever: anyOf(code, entry), met };
        }),
      }));
      const written = messagesPage(areas, language);
      if (process.env['GOLDEN'] === 'rewrite') writeFileSync(pages[language], written);
      expect(readFileSync(pages[language], 'utf8'), 'run npm run golden and read the difference').to.equal(written);
    });

    it(`${language}: has a line for each code that unfolds, in an area that its contents name, and no line that nobody can read`, () => {
      const lines = readFileSync(pages[language], 'utf8').split('\n');
      const codes = all.flatMap(({ entries }) => entries.map(([code]) => code));
      const folded = lines.flatMap(line => /^<details id="(\w+)"><summary><b>\1<\/b>.+<\/summary>$/.exec(line)?.[1] ?? []);
      expect(folded).to.have.members(codes);
      expect(lines.filter(line => line === '</details>').length).to.equal(codes.length);
      expect(lines.filter(line => line.length > widest)).to.deep.equal([]);
      const contents = lines.filter(line => line.startsWith('| [')).map(line => /\[(.+)\]/.exec(line)?.[1]);
      expect(contents).to.deep.equal(lines.filter(line => line.startsWith('## ')).map(line => line.slice(3)));
      // A name of a catalogue is a word of the program.
      expect(contents.filter(title => /^[a-z]/.test(title ?? ''))).to.deep.equal([]);
    });
  }

  it('cuts long examples, and says by how much', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `row ${i + 1}`);
    const cut = cutLong(rows.join('\n'), 30).split('\n');
    expect(cut).to.deep.equal([...rows.slice(0, 7), '… (20 more lines)', ...rows.slice(27, 32), '… (8 more lines)']);
    expect(cutLong('a\nb')).to.equal('a\nb');
    expect(cutWide('x'.repeat(10_003))).to.equal(`${'x'.repeat(170)}… (10003 characters)`);
  });
});
