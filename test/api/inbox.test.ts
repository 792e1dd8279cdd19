import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { bringFromInbox } from '../../src/app/imports/from-inbox.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { inboxJournal, lockInbox } from '../../src/app/imports/inbox.js';
import { waitingFiles } from '../../src/app/imports/waiting-files.js';
import type { Upload } from '../../src/contract/imports.js';
import type { Inbox } from '../../src/contract/inbox.js';
import type { WaitingFile, WaitingFileList } from '../../src/contract/waiting-files.js';
import { sha256Of } from '../../src/files/sha256-of.js';
import { lastBatchNumber } from '../../src/store/jobs.js';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { stopOf } from '../app/importing.js';
import { type Serving, serving } from './serving.js';

const jobs = `jobs:
  - id: marked
    does: import_inbox
    with: { marker: .ok, files: [{ pattern: "tms/*.csv", layout: shipments }] }
  - { id: slow, does: import_inbox, with: { settled: 1 h, files: [{ pattern: "slow/*.csv", layout: shipments }] } }
  - { id: off, does: import_inbox, enabled: false, with: { settled: 9 d } }
`;

describe('the inbox over REST', () => {
  let service: Serving;
  let key: string;
  let inbox: string;
  before(async () => {
    service = await serving(await smallWorkspace({ 'config/jobs.yaml': jobs }));
    key = await service.key({ role: 'manager', name: 'Lin' });
    inbox = path.join(service.directory, 'inbox');
  });
  after(() => service.close());

  const asked = async <T = { readonly code: string }>(where: string, body?: unknown): Promise<T> =>
    // Every answer that is asked for so is a JSON object.
    (await service.ask(where, { key, ...(body === undefined ? {} : { method: 'POST', body }) })).json() as Promise<T>;
  const lay = (name: string, secondsAgo: number, content = march): void => {
    const file = path.join(inbox, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    const at = Date.now() / 1000 - secondsAgo;
    utimesSync(file, at, at);
  };
  const choose = (file: string) => asked<WaitingFile & { readonly code?: string }>('/inbox', { file });

  it('lists what is not whole yet as such, and lets nobody choose it', async () => {
    lay('tms/half.csv', 86_400);
    lay('tms/whole.csv', 0);
    lay('tms/whole.csv.ok', 0, '');
    lay('slow/a.csv', 1800);
    lay('other.csv', 5);
    lay('ahead.csv', -86_400);
    lay('old.csv', 11);
    const { files } = await asked<Inbox>('/inbox');
    const lacking = files.map(({ file, waits_for: of }) => [file, of === null ? 'whole' : (of.marker ?? 'changed')]);
    expect(lacking).to.have.deep.members([
      ['tms/half.csv', 'tms/half.csv.ok'],
      ['tms/whole.csv', 'whole'],
      ['slow/a.csv', 'changed'],
      ['other.csv', 'changed'],
      ['ahead.csv', 'changed'],
      ['old.csv', 'whole'],
    ]);
    for (const [file, is] of lacking) {
      const { code, arrived } = await choose(file ?? '');
      expect([file, code ?? arrived]).to.deep.equal([file, is === 'whole' ? march.length : 'waiting_inbox_not_whole']);
    }
  });

  it('makes one copy of a file, however quickly it is chosen twice, and keeps none that failed', async () => {
    lay('twice.csv', 60);
    const ids = await Promise.all([1, 2, 3].map(async () => (await choose('twice.csv')).id));
    expect(new Set(ids).size).to.equal(1);
    lay('longer.csv', 60);
    const deps = service.running.workspace.deps();
    // Gone between its choice and its copy.
    const checkSize = (): void => rmSync(path.join(inbox, 'longer.csv'));
    const { faults } = await stopOf(
      bringFromInbox(deps, { key: 'k', by: 'Lin', file: 'longer.csv', mostInAll: 1_000_000, checkSize }),
    );
    expect([faults[0]?.code, await waitingFiles(deps, 'k')]).to.deep.equal(['waiting_inbox_changed', []]);
  });

  it('says which folders cannot be read, and lists the others', async () => {
    // So deep that the path of the last one is too long for the system.
    const deep = 'n=$(printf "%0240d" 0); for i in $(seq 20); do mkdir $n && cd $n || exit 0; done';
    spawnSync('sh', ['-c', deep], { cwd: inbox });
    const { files, unreadable, is_all } = await asked<Inbox>('/inbox').finally(() =>
      spawnSync('rm', ['-rf', '0'.repeat(240)], { cwd: inbox }),
    );
    expect([files.some(({ file }) => file === 'old.csv'), unreadable.length, is_all]).to.deep.equal([true, 1, true]);
    expect(unreadable[0]).to.match(/^inbox\/0{240}\//);
  });

  it('says so where no job can begin because a person imports from it', async () => {
    const lock = await lockInbox(service.running.workspace.deps());
    expect((await asked('/jobs/marked/run', {})).code).to.equal('inbox_in_import');
    await lock?.release();
  });

  it('does not import again what was imported right before the service was killed', async () => {
    lay('killed.csv', 60);
    const { id } = await choose('killed.csv');
    const deps = service.running.workspace.deps();
    const file = path.join(inbox, 'killed.csv');
    const after_batch = await deps.database.transaction(lastBatchNumber);
    await inboxJournal(deps.workspace).begin({ name: 'killed.csv', sha256: await sha256Of(file), after_batch });
    const { batch } = await importFile(deps, { path: file, layout: 'shipments', dryRun: false, actor: 'Lin' });
    const { code, detail } = await asked<{ code: string; detail: string }>(`/files/${id}/import`, { layout: 'shipments' });
    expect([code, existsSync(file)]).to.deep.equal(['waiting_inbox_imported', false]);
    expect(detail).to.contain(`batch ${batch}`);
    expect(await deps.database.transaction(lastBatchNumber)).to.equal(batch);
    expect((await asked<WaitingFileList>('/files')).files.some(one => one.id === id)).to.equal(false);
  });

  it('notes what is being imported from it until that has left', async () => {
    lay('noted.csv', 60);
    const { id } = await choose('noted.csv');
    const { id: upload } = await asked<Upload>(`/files/${id}/import`, { layout: 'shipments', keep: true });
    const notes = path.join(service.directory, '.plumbline', 'jobs', 'taken');
    expect(readdirSync(notes)).to.have.length(1);
    while ((await asked<Upload>(`/uploads/${upload}`)).state === 'running') await new Promise(done => setTimeout(done, 20));
    while (existsSync(path.join(inbox, 'noted.csv'))) await new Promise(done => setTimeout(done, 20));
    while (readdirSync(notes).length > 0) await new Promise(done => setTimeout(done, 20));
    // What was kept is no copy of it any more, and can be imported by another layout.
    const isOwn = async () => (await asked<WaitingFile>(`/files/${id}`)).inbox === null;
    while (!(await isOwn())) await new Promise(done => setTimeout(done, 20));
    expect(await asked<Upload>(`/files/${id}/import`, { layout: 'shipments' })).to.include({ layout: 'shipments' });
  });
});
