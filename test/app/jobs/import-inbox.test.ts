import { appendFileSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../../src/app/deps.js';
import { InboxJournal } from '../../../src/app/imports/inbox-journal.js';
import { nearestPattern } from '../../../src/app/jobs/nearest-pattern.js';
import { sha256Of } from '../../../src/files/sha256-of.js';
import { eachDatabase } from '../../support/databases.js';
import { depsFor, figure, imported, workspaceOf } from '../importing.js';
import { atOnce, filesIn, lay, ranJob, textsOf } from './working.js';

const layout = (name: string): string =>
  `layout: ${name}\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n`;
const jobs = `jobs:
  - { id: import, does: import_inbox, with: { settled: 1 s, files: [{ pattern: "late-*.csv", layout: acme }] } }
  - { id: marked, does: import_inbox, with: { marker: .ok } }
`;
const june = 'client,no,at\nACME,1,2026-06-30\nACME,2,2026-06-30\n';

describe('a pattern of files', () => {
  it('is nearest to a name that needs the fewest letters changed', () => {
    const patterns = ['tms/*.csv', '**/warehouse.xlsx', 'late-??.csv'];
    const nearest = (name: string) => nearestPattern(name, patterns);
    expect(['tsm/june.csv', 'tms/june.CSV', 'x/warehouses.xlsx', 'late-1.csv'].map(nearest)).to.deep.equal([
      'tms/*.csv',
      'tms/*.csv',
      '**/warehouse.xlsx',
      'late-??.csv',
    ]);
    expect(nearestPattern('a', [])).to.equal(undefined);
  });
});

eachDatabase('a job that imports the inbox', database => {
  let deps: Deps;
  let directory: string;
  const inbox = (): string => path.join(directory, 'inbox');
  beforeEach(async () => {
    await database().transaction(tx => tx.raw('truncate job_run'));
    directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/acme.yaml': layout('acme'),
      'config/beta.yaml': layout('beta'),
      'config/jobs.yaml': jobs,
    });
    deps = await depsFor(database(), directory);
  });

  it('leaves alone a file whose name cannot be put away, and says so without its signs', async () => {
    const names = ['acme/a\nb\u001b[2J.csv', `acme/${'长'.repeat(80)}.csv`];
    await lay(inbox(), Object.fromEntries(names.map(name => [name, june])));
    const ran = await ranJob(deps, 'import');
    expect(ran.findings.map(({ fault: { code, params } }) => ({ code, params }))).to.have.deep.members(
      names.map(file => ({ code: 'inbox_name_unfit', params: { file } })),
    );
    expect(ran.counts).to.deep.include({ files: 0, unmatched: 2, failed: 0 });
    for (const text of textsOf(ran)) expect(text).to.not.include('\u001b').and.to.not.include('a\nb');
    expect(await filesIn(inbox())).to.have.members(names);
  });

  it('takes each file by its pattern or its folder, and puts it away with its report', async () => {
    await lay(inbox(), {
      'acme/june.csv': june,
      'late-july.csv': 'client,no,at\nACME,3,2026-07-01\n',
      'other.csv': 'x\n',
      'acme/.part': '',
    });
    const ran = await ranJob(deps, 'import');
    expect(ran.outcome).to.equal('done');
    expect(ran.findings.map(({ about, fault: { code, params } }) => ({ about, code, params }))).to.deep.equal([
      { about: [], code: 'inbox_file_unmatched', params: { file: 'other.csv', job: 'import', near: 'late-*.csv' } },
    ]);
    expect(ran.counts).to.deep.include({ files: 2, waiting: 0, unmatched: 1, refused: 0, failed: 0, batches: 2, new: 3 });
    expect(await filesIn(inbox())).to.deep.equal(['acme/.part', 'other.csv']);
    expect(await filesIn(path.join(directory, 'archive'))).to.deep.equal([
      '2026-06/acme/june.csv',
      '2026-06/acme/june.csv.report.json',
      '2026-06/late-july.csv',
      '2026-06/late-july.csv.report.json',
    ]);
    const report: unknown = JSON.parse(readFileSync(path.join(directory, 'archive/2026-06/late-july.csv.report.json'), 'utf8'));
    expect(report).to.deep.include({ file: 'late-july.csv', state: 'imported', faults: [] });
  });

  it('keeps a file of another content under a name of its own', async () => {
    await lay(inbox(), { 'acme/daily.csv': 'client,no,at\nACME,20,2026-06-30\n' });
    await ranJob(deps, 'import');
    await lay(inbox(), { 'acme/daily.csv': 'client,no,at\nACME,21,2026-06-30\n' });
    await ranJob(deps, 'import');
    const names = (await filesIn(path.join(directory, 'archive'))).filter(name => name.endsWith('.csv'));
    expect(names).to.have.length(2);
    expect(names[0]).to.match(/^2026-06\/acme\/daily\.[0-9a-f]{8}\.csv$/);
  });

  it('refuses half a file and what no layout can read, and goes on with the others', async () => {
    await lay(inbox(), {
      'acme/half.csv': 'client,no,at\nACME,30,2026-06-30\nACME',
      'acme/pdf.csv': '%PDF-1.4',
      'acme/whole.csv': 'client,no,at\nACME,31,2026-06-30\n',
    });
    const ran = await ranJob(deps, 'import');
    expect([ran.outcome, ran.counts['refused'], ran.counts['new']]).to.deep.equal(['done', 2, 1]);
    expect(ran.findings.map(({ about, fault: { code } }) => [...about, code].join(' '))).to.deep.equal([
      'inbox_file_refused',
      'acme/half.csv record_cut_off',
      'inbox_file_refused',
      'acme/pdf.csv source_other_kind',
    ]);
    expect(textsOf(ran)[0]).to.contain('"acme/half.csv" cannot be used, and was moved to ');
    expect(await filesIn(inbox())).to.deep.equal([]);
    expect(await filesIn(path.join(directory, 'rejects'))).to.deep.equal([
      '2026-06/acme/half.csv',
      '2026-06/acme/half.csv.report.json',
      '2026-06/acme/pdf.csv',
      '2026-06/acme/pdf.csv.report.json',
    ]);
  });

  it('leaves a file that still grows, and one without its marker', async () => {
    await lay(inbox(), { 'acme/growing.csv': june, 'beta/still.csv': 'client,no,at\nACME,40,2026-06-30\n' });
    const growing = path.join(inbox(), 'acme/growing.csv');
    // Written to while the job watches.
    const timer = {
      after: (millis: number, call: () => void) => (
        millis === 1000 && appendFileSync(growing, 'ACME,41,'), atOnce.after(millis, call)
      ),
    };
    const ran = await ranJob(deps, 'import', { timer });
    expect([ran.counts['files'], ran.counts['waiting']]).to.deep.equal([1, 1]);
    expect(await filesIn(inbox())).to.deep.equal(['acme/growing.csv']);
    await lay(inbox(), { 'beta/a.csv': 'client,no,at\nACME,42,2026-06-30\n', 'beta/a.csv.ok': '', 'acme/growing.csv': june });
    const marked = await ranJob(deps, 'marked');
    expect([marked.counts['files'], marked.counts['waiting']]).to.deep.equal([1, 1]);
    expect(await filesIn(inbox())).to.deep.equal(['acme/growing.csv']);
  });

  it('says what it would do and does nothing', async () => {
    await lay(inbox(), { 'acme/june.csv': 'client,no,at\nACME,50,2026-06-30\n', 'acme/half.csv': 'client,no,at\nACME' });
    const before = await figure(database(), 'select count(*) from batch');
    const ran = await ranJob(deps, 'import', { dryRun: true });
    expect(ran.log)
      .to.contain('Would import acme/june.csv as acme: 1 read, 1 new')
      .and.to.contain('acme/half.csv would be refused');
    expect(await filesIn(inbox())).to.deep.equal(['acme/half.csv', 'acme/june.csv']);
    expect(await figure(database(), 'select count(*) from batch')).to.equal(before);
    expect(await figure(database(), 'select count(*) from job_run')).to.equal(0);
  });

  it('does not import again what a run that was killed had committed', async () => {
    await lay(inbox(), { 'acme/june.csv': 'client,no,at\nACME,60,2026-06-30\n' });
    const file = path.join(inbox(), 'acme/june.csv');
    const journal = new InboxJournal(path.join(directory, '.plumbline/jobs/taken'));
    const sha256 = await sha256Of(file);
    const after_batch = await figure(database(), 'select coalesce(max(batch), 0) from batch');
    await journal.begin({ name: 'acme/june.csv', sha256, after_batch });
    const { batch } = await imported(deps, 'inbox/acme/june.csv', 'acme');
    // Killed while it wrote the report.
    await lay(path.join(directory, 'archive/2026-06/acme'), { '.june.csv.report.json.partial': '{' });
    const ran = await ranJob(deps, 'import');
    expect(ran.log).to.contain(`batch ${batch} was committed by a run that was ended`);
    expect(await figure(database(), 'select max(batch) from batch')).to.equal(batch);
    expect(await filesIn(inbox())).to.deep.equal([]);
    expect(await filesIn(path.join(directory, 'archive'))).to.deep.equal([
      '2026-06/acme/june.csv',
      '2026-06/acme/june.csv.report.json',
    ]);
    // The same content sent once more is another delivery: what came between may have changed the facts.
    await lay(inbox(), { 'acme/june.csv': 'client,no,at\nACME,60,2026-06-30\n' });
    await ranJob(deps, 'import');
    expect(await figure(database(), 'select max(batch) from batch')).to.equal((batch ?? 0) + 1);
  });

  it('keeps the files when the disk or the database is at fault', async () => {
    await lay(inbox(), { 'acme/june.csv': 'client,no,at\nACME,70,2026-06-30\n' });
    // Where the archive of this month should be made there is a file.
    await mkdir(path.join(directory, 'archive'), { recursive: true });
    await writeFile(path.join(directory, 'archive', '2026-06'), '');
    const ran = await ranJob(deps, 'import');
    expect([ran.outcome, ran.counts['failed']]).to.deep.equal(['failed', 1]);
    expect(await filesIn(inbox())).to.deep.equal(['acme/june.csv']);
  });
});
