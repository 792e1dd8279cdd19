import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { expect } from 'chai';
import { freshServerUrl } from '../support/databases.js';
import { documentOf, transcriptOf, plumbline, spawned, startProgram, type Transcript } from '../support/program.js';
import { requires } from '../support/suite.js';
import { writeFiles, withDatabase } from '../support/workspaces.js';
import { head, smallWorkspace } from './small-workspace.js';

interface Stopped {
  readonly exit: number;
  readonly faults: readonly { readonly code: string; readonly what: string }[];
}

const codesOf = (transcript: Transcript): readonly string[] => documentOf<Stopped>(transcript).faults.map(({ code }) => code);

/** Every file below some folders, but for the database's. */
const filesIn = (directory: string, ...folders: readonly string[]): readonly string[] =>
  folders.flatMap(folder =>
    existsSync(path.join(directory, folder))
      ? readdirSync(path.join(directory, folder), { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => path.relative(directory, path.join(entry.parentPath, entry.name)))
          .filter(file => !file.startsWith('.plumbline/database/'))
          .toSorted()
      : [],
  );

describe('a full disk under an embedded database', () => {
  it('undoes an import and says so; with room again it is imported', async () => {
    const directory = await withDatabase(await smallWorkspace());
    // More bytes than the largest file that the database itself has, and none that it could compress away.
    const wide = Array.from(
      { length: 2500 },
      (_, i) => `W${i},ACME,delivered,${randomBytes(6000).toString('base64')},2026-03-02 12:00,\n`,
    );
    await writeFiles(directory, { 'wide.csv': `${head}\n${wide.join('')}` });
    const args = ['import', 'wide.csv', '--layout', 'shipments', '--json'];
    const full = await spawned({ cwd: directory, mostBytes: 16 * 1024 ** 2 }, ...args);
    expect([full.code, codesOf(full)], full.stderr).to.deep.equal([3, ['database_disk_full']]);
    expect(full.stderr).to.contain('File too large').and.not.to.contain('insert into');
    const roomy = await plumbline({ cwd: directory }, ...args);
    expect(roomy.code, roomy.stderr).to.equal(0);
    expect(documentOf<{ batches: { batch: number; rows: object }[] }>(roomy).batches[0]).to.deep.include({ batch: 1 });
  });
});

requires('postgres', 'a full disk under a workspace whose database is a server', () => {
  let directory: string;
  let env: Readonly<Record<string, string>>;
  beforeEach(async () => {
    directory = await smallWorkspace({
      'config/jobs.yaml': 'jobs: [{ id: import, does: import_inbox, with: { settled: 1 ms } }]\n',
    });
    env = { DATABASE_URL: (await freshServerUrl()) ?? '' };
  });

  it('leaves no half scorecard, and names the one that could not be written', async () => {
    await plumbline({ cwd: directory, env }, 'import', 'march.csv', '--layout', 'shipments');
    const args = ['scorecard', '--period', '2026-03', '--client', 'ACME', '--json'];
    const full = await spawned({ cwd: directory, env, mostBytes: 4000 }, ...args);
    expect([full.code, codesOf(full)], full.stderr).to.deep.equal([3, ['disk_full']]);
    expect(full.stderr).to.contain(path.join(directory, 'scorecards', '2026-03', 'ACME.xlsx'));
    expect(filesIn(directory, 'scorecards')).to.deep.equal([]);
    expect((await plumbline({ cwd: directory, env }, ...args)).code).to.equal(0);
    expect(filesIn(directory, 'scorecards')).to.deep.equal(['scorecards/2026-03/ACME.xlsx']);
  });

  it('leaves no half list of rejected rows, and no batch without its list', async () => {
    await writeFiles(directory, { 'faulty.csv': `${head}\n${'S1,ACME,delivered,,never,never\n'.repeat(200)}` });
    const args = ['import', 'faulty.csv', '--layout', 'shipments', '--json'];
    const full = await spawned({ cwd: directory, env, mostBytes: 4000 }, ...args);
    expect([full.code, codesOf(full)], full.stderr).to.deep.equal([3, ['disk_full']]);
    expect(filesIn(directory, 'rejects', '.plumbline')).to.deep.equal([]);
    const roomy = await plumbline({ cwd: directory, env }, ...args);
    expect(documentOf<{ batches: { batch: number }[] }>(roomy).batches[0]?.batch).to.equal(1);
  });

  it('leaves a file in the inbox that cannot be put away, which is not imported twice', async () => {
    await writeFiles(directory, {
      'inbox/shipments/march.csv': `${head}\nS1,ACME,delivered,,2026-03-02 12:00,2026-03-02 12:00\n`,
    });
    // Room for the note of what is being imported, and none for its report.
    const full = await spawned({ cwd: directory, env, mostBytes: 300 }, 'jobs', 'run', 'import', '--json');
    expect(full.stdout + full.stderr)
      .to.contain('disk_full')
      .and.to.contain('march.csv.report.json');
    expect(filesIn(directory, 'inbox', 'archive', 'rejects')).to.deep.equal(['inbox/shipments/march.csv']);
    const roomy = await plumbline({ cwd: directory, env }, 'jobs', 'run', 'import', '--json');
    expect([roomy.code, filesIn(directory, 'inbox', '.plumbline/jobs')]).to.deep.equal([0, []]);
    expect(filesIn(directory, 'archive').map(file => path.basename(file))).to.deep.equal(['march.csv', 'march.csv.report.json']);
    const { stdout } = await plumbline({ cwd: directory, env }, 'import', 'march.csv', '--layout', 'shipments', '--json');
    expect(stdout).to.contain('"batch":2');
  });

  it('refuses an upload with 503, keeps nothing of it, and takes the next one that fits', async () => {
    const made = await plumbline({ cwd: directory, env }, 'keys', 'create', '--role', 'manager', '--json');
    const { key } = documentOf<{ key: string }>(made);
    const child = startProgram({ cwd: directory, env, mostBytes: 50_000 }, 'serve', '--port', '0', '--no-jobs', '--json');
    if (child.stdout === null) throw new Error('its answer is piped');
    const [line] = (await once(readline.createInterface({ input: child.stdout }), 'line')) as [string];
    // What the command promises to print.
    const { port } = JSON.parse(line) as { port: number };
    const send = (rows: number): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/api/v1/imports?layout=shipments&file=a.csv`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: `${head}\n${Array.from({ length: rows }, (_, i) => `S${i},ACME,delivered,,2026-03-02 12:00,\n`).join('')}`,
      });
    try {
      const refused = await send(5000);
      expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([503, '5']);
      expect(await refused.json()).to.include({
        code: 'service_unavailable',
        detail: 'The request cannot be answered now: the disk is full. Repeat it after the time that Retry-After gives.',
      });
      expect(filesIn(directory, 'archive', '.plumbline/uploads')).to.deep.equal([]);
      expect((await send(10)).status).to.equal(201);
      expect(filesIn(directory, 'archive').map(file => path.basename(file))).to.deep.equal(['a.csv']);
    } finally {
      const began = performance.now();
      child.kill('SIGTERM');
      await transcriptOf(child);
      // It does not wait for the rest of the upload that it has refused.
      expect(performance.now() - began).to.be.below(10_000);
    }
  });
});
