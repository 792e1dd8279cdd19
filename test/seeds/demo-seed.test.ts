import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const seed = join(root, 'seeds', 'demo');

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

interface Imports {
  readonly imports: readonly { readonly file: string; readonly layout: string }[];
}

describe('demo seed', () => {
  let made: string;
  before(() => {
    made = mkdtempSync(join(tmpdir(), 'plumbline-seed-'));
    execFileSync(process.execPath, [join(root, 'scripts', 'make-demo-seed.mjs'), made]);
  });
  after(() => rmSync(made, { recursive: true, force: true }));

  it('is what its script makes, byte for byte, the table of odd rows included', () => {
    expect(filesUnder(join(seed, 'files'))).to.deep.equal(filesUnder(join(made, 'files')));
    const different = ['README.md', ...filesUnder(join(made, 'files')).map(path => join('files', path))].filter(
      path => !readFileSync(join(seed, path)).equals(readFileSync(join(made, path))),
    );
    expect(different, 'run node scripts/make-demo-seed.mjs and commit what it wrote').to.deep.equal([]);
  });

  it('stays small enough to ship', () => {
    const bytes = filesUnder(join(seed, 'files')).reduce((sum, path) => sum + readFileSync(join(seed, 'files', path)).length, 0);
    expect(bytes).to.be.below(3_000_000);
  });

  it('imports every data file there is, through layouts that exist, the corrected one after those it corrects', () => {
    // Our own file, whose shape is the interface above.
    const { imports } = parse(readFileSync(join(seed, 'import.yaml'), 'utf8')) as Imports;
    const scms = join(root, 'seeds', 'scms');
    const data = [
      ...filesUnder(join(seed, 'files')).map(path => `files/${path}`),
      ...filesUnder(join(scms, 'files')).map(path => `scms/files/${path}`),
    ];
    expect([...new Set(imports.map(({ file }) => file))].sort()).to.deep.equal(
      data.filter(path => !path.endsWith('dictionary.csv')).sort(),
    );
    const layouts = [join(root, 'config', 'layouts'), join(seed, 'config', 'layouts')].flatMap(layoutNames);
    expect(imports.map(({ layout }) => layout).filter(layout => !layouts.includes(layout))).to.deep.equal([]);
    const corrected = imports.findIndex(({ file }) => file.includes('corrections'));
    const others = imports.map(({ layout }) => layout).lastIndexOf('tms_china');
    expect(corrected).to.equal(others);
  });
});

function layoutNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .map(name => /^layout: (\S+)/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '');
  } catch {
    return [];
  }
}
