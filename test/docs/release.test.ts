import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = path.join(root, 'scripts', 'licences.mjs');

interface Lock {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

// The lock that npm wrote.
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;

/** What the script says of a lock, without writing anything. */
function checked(changed: Lock): { readonly status: number | null; readonly stderr: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-test-'));
  try {
    const file = path.join(folder, 'package-lock.json');
    writeFileSync(file, JSON.stringify(changed));
    return spawnSync(process.execPath, [script, '--check', '--lock', file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withPackage = (at: string, entry: Readonly<Record<string, unknown>>): Lock => ({
  ...lock,
  packages: { ...lock.packages, [at]: entry },
});

describe('docs/release.md', () => {
  it('names every production dependency of package-lock.json with its version', () => {
    const page = readFileSync(path.join(root, 'docs', 'release.md'), 'utf8');
    const lines = page.split('\n');
    const installed = Object.entries(lock.packages).filter(
      ([at, entry]) => at !== '' && entry['dev'] !== true && entry['devOptional'] !== true,
    );
    expect(installed.length).to.be.above(200);
    const missing = installed.filter(([at, { version }]) => {
      const name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return !lines.some(line => line.startsWith(`| \`${name}\` |`) && line.includes(String(version)));
    });
    expect(missing.map(([at]) => at)).to.deep.equal([]);
  });

  it('is what the script writes', () => {
    expect(checked(lock)).to.include({ status: 0, stderr: '' });
  });

  it('is refused by the script where something has changed in the lock', () => {
    const { status, stderr } = checked(withPackage('node_modules/new-one', { version: '1.0.0', license: 'MIT' }));
    expect([status, stderr]).to.deep.equal([
      1,
      'docs/release.md does not list what package-lock.json has.\nRun node scripts/licences.mjs.\n',
    ]);
  });

  it('is refused by the script where a licence is unknown, or none is named', () => {
    for (const [license, says] of [
      ['AGPL-3.0', 'new-one 1.0.0: the licence AGPL-3.0 is not known'],
      [undefined, 'new-one 1.0.0 names no licence'],
    ] as const) {
      const { status, stderr } = checked(withPackage('node_modules/new-one', { version: '1.0.0', license }));
      expect([status, stderr.split('\n')[0]]).to.deep.equal([1, says]);
    }
  });

  it('is refused by the script where nobody has said what a package is for', () => {
    const own = lock.packages[''] ?? {};
    const dependencies = { ...(own['dependencies'] as object), 'new-one': '1.0.0' };
    const changed = withPackage('node_modules/new-one', { version: '1.0.0', license: 'MIT' });
    const { status, stderr } = checked({ packages: { ...changed.packages, '': { ...own, dependencies } } });
    expect([status, stderr.split('\n')[0]]).to.deep.equal([1, 'new-one: why do we have it?']);
  });
});
