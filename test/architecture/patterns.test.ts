import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compileFormat } from '../../src/facts/date-format.js';
import { monthTwoWays } from '../../src/import/layout/date-forms.js';
import { unitRemover } from '../../src/import/layout/units.js';
import { newlineOf } from '../../src/import/readers/csv-dialect.js';
import { escapedBy } from '../../src/import/readers/csv-quoting.js';
import { type Pattern, patternsIn, patternsMade, superlinear } from '../support/patterns.js';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map(path => `src/${path.replaceAll('\\', '/')}`)
  .filter(path => /\.tsx?$/.test(path))
  .sort();
const found = files.map(file => ({ file, ...patternsIn(file, readFileSync(join(root, file), 'utf8')) }));

/** Patterns that need not be linear, by the file and the pattern, with what bounds the texts that they are tried on. */
const allowed: Readonly<Record<string, string>> = {
  'src/cli/words/chinese-command.ts /^( {2}plumbline .*? {2,})(\\S.*)$/': 'lines of the help, which the program writes itself',
  'src/digits/digits.ts /\\B(?=(\\d{3})+$)/g': 'the digits of one number, of which the largest is 1e60',
  'src/import/propose/header-form.ts /[([{【「][^)\\]}】」]*[)\\]}】」]/g': 'the first 200 characters of a header',
};

/** What makes the patterns of a file that are not made when it is loaded. */
const acts: Readonly<Record<string, () => unknown>> = {
  'src/facts/date-format.ts': () =>
    ["dd.MM.yyyy 'at' H:mm", 'd/M/yy hh:mm:ss a', 'yyyyMMddHHmmssSSS', 'EEEE, d MMMM yyyy', 'MMM d yy'].map(form =>
      compileFormat(form),
    ),
  'src/import/layout/date-forms.ts': () => monthTwoWays('5 mars 2026', ['d MMMM yyyy']),
  'src/import/layout/units.ts': () => unitRemover(['EUR', '€', 'kg']),
  'src/import/readers/csv-dialect.ts': () => newlineOf('a,"b\n"\n', '"'),
  'src/import/readers/csv-quoting.ts': () =>
    ['\\', '^'].map(escape => escapedBy({ quote: "'", escape, multiline: undefined }, '|')),
};

/** Loads a file once more, besides the one that all others use. */
const loaded = (file: string): Promise<unknown> => import(`${join(root, file)}?anew`);

const named = ({ file, source, flags }: Pattern): string => `${file} /${source}/${flags}`;
const slow = (patterns: readonly Pattern[]): readonly Pattern[] => patterns.filter(one => superlinear(one) !== undefined);

describe('regular expressions', () => {
  const written = slow(found.flatMap(file => file.written));

  it('take no more than their share of time for a long text, or say what bounds their texts', () => {
    expect(found.flatMap(file => file.written).length).to.be.above(300);
    expect(written.filter(one => allowed[named(one)] === undefined).map(superlinear)).to.deep.equal([]);
  });

  it('are allowed more only where there is such a pattern', () => {
    expect(Object.keys(allowed)).to.have.members(written.map(named).filter(name => allowed[name] !== undefined));
  });

  it('take no more either where the program puts them together', async () => {
    const unseen: string[] = [];
    for (const { file, madeAt } of found.filter(one => one.madeAt.length > 0)) {
      const made = await patternsMade(file, async () => [await loaded(file), acts[file]?.()]);
      // A call over several lines is noted at one of them.
      if (new Set(made.map(({ line }) => line)).size < madeAt.length)
        unseen.push(`${file}:${madeAt.join()}: say in acts how it is made`);
      unseen.push(...slow(made).flatMap(one => superlinear(one) ?? []));
    }
    expect(unseen).to.deep.equal([]);
  });
});

describe('Unicode forms', () => {
  /** Where texts are brought into a form of Unicode directly: marks in a row take the square of their number. */
  const direct: Readonly<Record<string, string>> = {
    'src/import/propose/layout-name.ts': 'the name of a file, of 255 bytes, or of a sheet',
    'src/app/keys/same-person.ts': 'names of persons and keys, which are bounded',
    'src/digits/written-number.ts': 'the text of a number, of 40 characters',
    'src/import/layout/units.ts': 'marks of a number, of 60 characters, and of a layout',
    'src/facts/folded.ts': 'divides long runs of marks; texts that a layout names',
    'src/import/propose/header-form.ts': 'the first 200 characters of a header',
    'src/import/propose/number-signs.ts': 'the first 200 characters of a cell',
    'src/import/propose/survey-questions.ts': 'the first 1000 characters of a header',
    'src/import/propose/zone-column.ts': 'the first 100 characters of a cell',
    'src/web/session.ts': 'names of persons and keys, which are bounded',
  };

  it('are made by compatibleForm, or of texts that are bounded', () => {
    const directly = files.filter(file => /(?<!\bpath)\.normalize\('NF/.test(readFileSync(join(root, file), 'utf8')));
    expect(directly).to.have.members(Object.keys(direct));
  });
});

describe('regular expressions: the rules can fail', () => {
  const why = (source: string): string =>
    patternsIn('a.ts', source)
      .written.map(one => (superlinear(one) === undefined ? 'linear' : 'slow'))
      .join();

  it('tells runs that share characters, that begin anew everywhere, and that hold each other', () => {
    expect(why('x.test(/^\\s*(.*)!$/)')).to.equal('slow');
    expect(why("x.replace(/\\s+$/, '')")).to.equal('slow');
    expect(why("x.replace(/(?<!\\s)\\s+$/, '')")).to.equal('linear');
    expect(why('/^(a+)+$/.test(x); /^a+b+$/.test(x)')).to.equal('slow,linear');
  });

  it('finds patterns in any expression, and the places where one is made', () => {
    const { written, madeAt } = patternsIn(
      'a.tsx',
      'const a = <p>{x.split(/ +/g)}</p>;\nconst b = [new RegExp(y), RegExp(z)];\n',
    );
    expect(written).to.deep.equal([{ file: 'a.tsx', line: 1, source: ' +', flags: 'g' }]);
    expect(madeAt).to.deep.equal([2, 2]);
  });
});
