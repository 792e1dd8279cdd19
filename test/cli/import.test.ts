import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, writeFiles } from '../support/workspaces.js';
import { head, march, smallWorkspace } from './small-workspace.js';

interface Batch {
  readonly batch: number | null;
  readonly file: string;
  readonly sha256: string;
  readonly layout: string;
  readonly fact: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly rejects: string | null;
}

const rows = (some: Readonly<Record<string, number>>): Readonly<Record<string, number>> => ({
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  skipped: 0,
  ...some,
});

const faulty = `${head}
F1,ACME,delivered,Road,2026-05-02 12:00,2026-05-02 10:00
F2,ACME,deliverd,Road,31/02/2026,2026-05-02 10:00
F3,ACMEE,delivered,Road,2026-05-02 12:00,2026-05-02 10:00
`;

// The steps follow one another in one workspace, as weeks of imports do.
describe('plumbline import', () => {
  let cwd: string;
  let release: () => Promise<void>;
  before(async () => {
    cwd = await smallWorkspace({ 'faulty.csv': faulty });
    release = await holdDatabaseOpen(cwd);
  });
  after(() => release());

  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, 'import', ...args);
  const batches = (ran: Transcript): readonly Batch[] => documentOf<{ batches: readonly Batch[] }>(ran).batches;
  const batch = async (...args: readonly string[]): Promise<Batch> => {
    const ran = await run(...args, '--json');
    const [only, ...more] = batches(ran);
    if (only === undefined || more.length > 0) throw new Error(`${more.length + 1} batches, ${ran.stderr}`);
    return only;
  };
  const batchesSoFar = async (): Promise<unknown> =>
    documentOf<{ batches: number }>(await plumbline({ cwd }, 'db', 'status', '--json')).batches;

  it('--dry-run tells what would happen and writes nothing', async () => {
    const before = await readdir(cwd, { recursive: true });
    const ran = await run('march.csv', '--layout', 'shipments', '--dry-run', '--json');
    expect({ code: ran.code, stderr: ran.stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(batches(ran)[0]).to.deep.include({ batch: null, rows: rows({ read: 8, new: 8 }), rejects: null });
    const words = await run('faulty.csv', '--layout', 'shipments', '--dry-run');
    expect(words.code).to.equal(1);
    expect(words.stdout).to.match(/^dry run +faulty.csv +shipments +3 +1 +0 +0 +2 +0$/m);
    expect(await batchesSoFar()).to.equal(0);
    const made = (await readdir(cwd, { recursive: true })).filter(
      name => !before.includes(name) && !name.startsWith('.plumbline'),
    );
    expect(made.toSorted()).to.deep.equal(['archive', 'inbox', 'rejects', 'scorecards']);
  });

  it('a new file is a batch; the JSON has the promised shape', async () => {
    const ran = await run('march.csv', '--layout', 'shipments', '--json');
    expect({ code: ran.code, stderr: ran.stderr }).to.deep.equal({ code: 0, stderr: '' });
    const [first] = batches(ran);
    expect(first).to.deep.include({
      batch: 1,
      file: path.join(cwd, 'march.csv'),
      sha256: createHash('sha256').update(march).digest('hex'),
      layout: 'shipments',
      fact: 'shipment',
      rows: rows({ read: 8, new: 8 }),
      rejects: null,
      warnings: [],
      findings: [],
    });
    expect(Object.keys(first ?? {}).slice(0, 7)).to.deep.equal(['batch', 'file', 'sha256', 'layout', 'fact', 'rows', 'rejects']);
  });

  it('the same file again changes nothing', async () => {
    const ran = await run('march.csv', '--layout', 'shipments');
    expect({ code: ran.code, stderr: ran.stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(ran.stdout).to.match(/^batch +file +layout +read +new +changed +unchanged +rejected +skipped$/m);
    expect(ran.stdout).to.match(/^2 +march.csv +shipments +8 +0 +0 +8 +0 +0$/m);
  });

  it('a corrected file supersedes only what it changes', async () => {
    await writeFiles(cwd, { 'corrected.csv': march.replace('12:00:01', '11:59:59') });
    expect(await batch('corrected.csv', '--layout', 'shipments')).to.deep.include({
      batch: 3,
      rows: rows({ read: 8, changed: 1, unchanged: 7 }),
    });
  });

  it('a file that maps other fields completes the same facts', async () => {
    await writeFiles(cwd, { 'receipts.csv': 'no,client,shipped,damaged\nS1,ACME,10,0\nS2,ACME,20,1\nS9,ACME,5,0\n' });
    expect((await batch('receipts.csv', '--layout', 'receipts')).rows).to.deep.equal(rows({ read: 3, new: 1, changed: 2 }));
    expect((await batch('corrected.csv', '--layout', 'shipments')).rows).to.deep.equal(rows({ read: 8, unchanged: 8 }));
  });

  it('rejected rows go to a file with the reason beside the original row, and the exit code is 1', async () => {
    const ran = await run('faulty.csv', '--layout', 'shipments', '--json');
    expect({ code: ran.code, stderr: ran.stderr }).to.deep.equal({ code: 1, stderr: '' });
    const [made] = batches(ran);
    expect(made?.rows).to.deep.equal(rows({ read: 3, new: 1, rejected: 2 }));
    expect(made?.rejects).to.equal(path.join(cwd, 'rejects', `${made?.batch}.csv`));
    const written = await readFile(made?.rejects ?? '', 'utf8');
    for (const part of [
      `"F2","ACME","deliverd","Road","'31/02/2026"`,
      'choice_unknown',
      'date_nonexistent',
      '"F3","ACMEE"',
      'client_unknown',
    ])
      expect(written).to.contain(part);
    expect(written).not.to.contain('F1');
  });

  it('findings go to stderr: each with file, row, column, the row as it stands, the nearest value', async () => {
    const { code, stdout, stderr } = await run('faulty.csv', '--layout', 'shipments');
    expect(code).to.equal(1);
    expect(stdout).to.match(/Rejected rows, each with its reason: .*rejects.\d+\.csv\n$/);
    expect(stderr)
      .to.contain('faulty.csv:3, column "status"')
      .and.contain('F2,ACME,deliverd')
      .and.contain('Did you mean delivered?');
    expect(stderr).to.contain('"31/02/2026"').and.contain('does not exist');
    expect(stderr).to.contain('Did you mean ACME?');
  });

  it('several files are a batch each, in order', async () => {
    const ran = await run('march.csv', 'corrected.csv', '--layout', 'shipments', '--json');
    const [first, second] = batches(ran);
    expect(second?.batch).to.equal((first?.batch ?? 0) + 1);
    expect(first?.rows).to.deep.equal(rows({ read: 8, changed: 1, unchanged: 7 }));
    expect(second?.rows).to.deep.equal(rows({ read: 8, changed: 1, unchanged: 7 }));
  });

  it('withdraw takes a batch back as a batch of its own, once, with its reason', async () => {
    const before = await batchesSoFar();
    const ran = await run('withdraw', '3', '--reason', 'wrong month', '--json');
    expect({ code: ran.code, stderr: ran.stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(documentOf(ran)).to.deep.include({ batch: Number(before) + 1, withdraws: 3 });
    const again = await run('withdraw', '3', '--reason', 'wrong month');
    expect({ code: again.code, stdout: again.stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(again.stderr).to.contain('error batch_already_withdrawn');
    const unknown = await run('withdraw', '99', '--reason', 'x');
    expect(unknown.code).to.equal(2);
    expect(unknown.stderr).to.contain('error batch_unknown');
  });

  it('without a layout the proposal is shown and nothing is imported', async () => {
    const before = await batchesSoFar();
    const { code, stdout, stderr } = await run('march.csv');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('error layout_needed').and.contain('fact: shipment').and.contain('plumbline layout propose');
    expect(await batchesSoFar()).to.equal(before);
  });

  it('an unknown layout is named with the nearest one', async () => {
    const { code, stdout, stderr } = await run('march.csv', '--layout', 'shipmets');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('error import_layout_unknown').and.contain('Did you mean shipments?');
  });

  it('a file that is not there is exit code 3; with --json the fault is the document', async () => {
    const ran = await run('none.csv', '--layout', 'shipments', '--json');
    expect(ran.code).to.equal(3);
    const { exit, faults } = documentOf<{ exit: number; faults: { code: string }[] }>(ran);
    expect([exit, ...faults.map(({ code }) => code)]).to.deep.equal([3, 'source_missing']);
  });

  it('of several files, none is imported when one is not there; all that are not are named', async () => {
    const before = Number(await batchesSoFar());
    const ran = await run('march.csv', 'none.csv', '.', 'none.csv', '--layout', 'shipments', '--json');
    expect(ran.code).to.equal(3);
    const { exit, faults } = documentOf<{ exit: number; faults: { code: string }[] }>(ran);
    expect([exit, ...faults.map(({ code }) => code)]).to.deep.equal([3, 'source_missing', 'source_is_directory']);
    expect(await batchesSoFar()).to.equal(before);
  });

  it('of several files, those before one that stops are imported, and the answer has both', async () => {
    const before = Number(await batchesSoFar());
    await writeFiles(cwd, { 'cut.csv': `${march.trimEnd()}\nS9,AC` });
    const ran = await run('march.csv', 'cut.csv', 'corrected.csv', '--layout', 'shipments', '--json');
    expect(ran.code).to.equal(3);
    const { exit, faults } = documentOf<{ exit: number; faults: { code: string }[] }>(ran);
    expect([exit, ...faults.map(({ code }) => code)]).to.deep.equal([3, 'record_cut_off']);
    expect(batches(ran).map(one => [one.batch, path.basename(one.file)])).to.deep.equal([[before + 1, 'march.csv']]);
    const words = await run('march.csv', 'receipts.csv', '--layout', 'shipments');
    expect(words.code).to.equal(2);
    expect(words.stdout).to.match(new RegExp(`^${before + 2} +march.csv +shipments`, 'm'));
    expect(words.stdout).not.to.contain('receipts.csv');
    expect(words.stderr).to.contain('error columns_missing');
    expect(await batchesSoFar()).to.equal(before + 2);
  });

  it('a layout of other columns names the column that is missing, and imports nothing', async () => {
    const { code, stderr } = await run('march.csv', '--layout', 'receipts');
    expect(code).to.equal(2);
    expect(stderr).to.contain('error column_missing').and.contain('"shipped"');
  });

  it('leaves no unfinished rejects behind', () => {
    expect(existsSync(path.join(cwd, 'rejects', '1.csv'))).to.equal(false);
  });
});
