import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import type { Deps } from '../../../src/app/deps.js';
import type { Database } from '../../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../../support/databases.js';
import { depsFor, workspaceOf } from '../importing.js';
import { filesIn, ranJob, textsOf } from './working.js';

const { Server, utils } = ssh2;
const { OPEN_MODE, STATUS_CODE } = utils.sftp;

interface Served {
  readonly content: Buffer;
  /** What is said to be its size, where that is not true. */
  readonly size?: number;
  /** The connection ends when more than its first bytes are asked for. */
  readonly isCut?: boolean;
}

/** Answers what a client that lists and reads asks, out of these files in /out. */
function serve(sftp: SFTPWrapper, files: ReadonlyMap<string, Served>, hangUp: () => void): void {
  const handles = new Map<number, { readonly name: string; listed: boolean }>();
  const attrs = ({ content, size }: Served) => ({
    mode: 0o100644,
    uid: 0,
    gid: 0,
    size: size ?? content.length,
    atime: 1,
    mtime: 1,
  });
  const handleOf = (name: string): Buffer => {
    const number = handles.size;
    handles.set(number, { name, listed: false });
    return Buffer.from([number]);
  };
  const fileAt = (at: string): Served | undefined => files.get(path.posix.basename(at));
  const stat = (id: number, at: string): void => {
    const file = fileAt(at);
    if (at === '/out') sftp.attrs(id, { mode: 0o40755, uid: 0, gid: 0, size: 0, atime: 1, mtime: 1 });
    else if (file === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else sftp.attrs(id, attrs(file));
  };
  sftp.on('STAT', stat).on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => stat(id, handles.get(handle[0] ?? -1)?.name ?? ''));
  sftp.on('REALPATH', (id, at) => sftp.name(id, [{ filename: at, longname: at, attrs: attrs({ content: Buffer.alloc(0) }) }]));
  sftp.on('OPENDIR', id => sftp.handle(id, handleOf('/out')));
  sftp.on('READDIR', (id, handle) => {
    const listing = handles.get(handle[0] ?? -1);
    if (listing === undefined || listing.listed) {
      sftp.status(id, STATUS_CODE.EOF);
      return;
    }
    listing.listed = true;
    sftp.name(
      id,
      [...files].map(([filename, file]) => ({
        filename,
        longname: `-rw-r--r-- 1 a a 1 Jan 1 00:00 ${filename}`,
        attrs: attrs(file),
      })),
    );
  });
  sftp.on('OPEN', (id, at, flags) => {
    if (fileAt(at) === undefined || (flags & OPEN_MODE.READ) === 0) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else sftp.handle(id, handleOf(at));
  });
  sftp.on('READ', (id, handle, offset, length) => {
    const { content, isCut } = fileAt(handles.get(handle[0] ?? -1)?.name ?? '') ?? { content: Buffer.alloc(0) };
    if (isCut === true && offset > 0) hangUp();
    else if (offset >= content.length) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, content.subarray(offset, offset + length));
  });
  sftp.on('CLOSE', id => sftp.status(id, STATUS_CODE.OK));
}

describe('a job that fetches files over SFTP', () => {
  const files = new Map<string, Served>();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  const fingerprint = `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=$/, '')}`;
  const clients = new Set<Connection>();
  const server = new Server({ hostKeys: [privateKey] }, client => {
    clients.add(client);
    client.on('error', () => undefined);
    client.on('authentication', attempt =>
      attempt.method === 'password' && attempt.password === 'secret' ? attempt.accept() : attempt.reject(),
    );
    client.on('session', accept => accept().on('sftp', begin => serve(begin(), files, () => client.end())));
  });
  let database: Database;
  let borrowed: Borrowed | undefined;

  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    for (const client of clients) client.end();
    server.close();
    await borrowed?.giveBack();
  });
  beforeEach(async () => {
    files.clear();
    await database.transaction(tx => tx.raw('truncate job_run, job_watermark'));
  });

  const depsWith = async (hostKey: string, password = 'secret', pattern = '*.csv', more = ''): Promise<Deps> => {
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/jobs.yaml': `jobs: [{ id: get, does: fetch, with: { from: "sftp://lin@127.0.0.1:${port}/out/${pattern}", to: acme, password: "env:PASSWORD", host_key: "${hostKey}"${more} } }]\n`,
    });
    return { ...(await depsFor(database, directory)), env: { PASSWORD: password } };
  };
  const inbox = ({ workspace }: Deps): Promise<readonly string[]> => filesIn(path.join(workspace.directory, 'inbox'));

  it('takes those that fit, whole, and each once until it changes', async () => {
    const deps = await depsWith(fingerprint);
    files.set('june.csv', { content: Buffer.from('client,no\nACME,1\n') }).set('notes.txt', { content: Buffer.from('x') });
    files.set('long.csv', { content: Buffer.alloc(300_000, 'x') });
    const ran = await ranJob(deps, 'get');
    expect([ran.outcome, ran.counts], ran.log).to.deep.equal(['done', { fetched: 2, unchanged: 0, failed: 0 }]);
    expect(await inbox(deps)).to.deep.equal(['acme/june.csv', 'acme/long.csv']);
    expect(readFileSync(path.join(deps.workspace.directory, 'inbox/acme/long.csv')).length).to.equal(300_000);
    expect((await ranJob(deps, 'get')).counts).to.deep.equal({ fetched: 0, unchanged: 2, failed: 0 });
    files.set('june.csv', { content: Buffer.from('client,no\nACME,1\nACME,2\n') });
    expect((await ranJob(deps, 'get')).counts).to.deep.equal({ fetched: 1, unchanged: 1, failed: 0 });
    expect(await inbox(deps)).to.have.length(3);
  });

  it('refuses half a file, and takes the others', async () => {
    const deps = await depsWith(fingerprint);
    files
      .set('a.csv', { content: Buffer.from('client,no\nAC'), size: 5000 })
      .set('b.csv', { content: Buffer.from('client,no\nACME,1\n') });
    const ran = await ranJob(deps, 'get');
    expect([ran.outcome, await inbox(deps)], ran.log).to.deep.equal(['failed', ['acme/b.csv']]);
    expect(textsOf(ran)[0]).to.match(/^a\.csv: error fetch_(cut_off|failed)/);
  });

  it('keeps nothing of a file in the middle of which the connection ends, and takes it whole the next time', async () => {
    const deps = await depsWith(fingerprint);
    const content = Buffer.alloc(300_000, 'x');
    files.set('a.csv', { content, isCut: true });
    const printed: unknown[] = [];
    const print = console.log;
    console.log = (...said) => void printed.push(said);
    const cut = await ranJob(deps, 'get').finally(() => (console.log = print));
    // Standard output is for answers.
    expect(printed).to.deep.equal([]);
    expect([cut.outcome, await inbox(deps)], cut.log).to.deep.equal(['failed', []]);
    expect(textsOf(cut)[0]).to.match(/^a\.csv: error fetch_(cut_off|failed)/);
    expect(await filesIn(path.join(deps.workspace.directory, '.plumbline', 'jobs'))).to.satisfy((names: readonly string[]) =>
      names.every(name => !name.endsWith('.partial')),
    );
    files.set('a.csv', { content });
    expect((await ranJob(deps, 'get')).counts).to.deep.equal({ fetched: 1, unchanged: 0, failed: 0 });
    expect(readFileSync(path.join(deps.workspace.directory, 'inbox/acme/a.csv')).length).to.equal(300_000);
  });

  it('trusts no other server than the one it was told of, and says that a login was refused', async () => {
    const stranger = await depsWith(`SHA256:${'A'.repeat(43)}`);
    const refused = await ranJob(stranger, 'get');
    expect([refused.outcome, await inbox(stranger)]).to.deep.equal(['failed', []]);
    expect(textsOf(refused)[0]).to.contain('fetch_failed').and.not.to.contain('secret');
    const wrong = await ranJob(await depsWith(fingerprint, 'guess'), 'get');
    expect(textsOf(wrong)[0]).to.contain('fetch_failed').and.not.to.contain('guess');
  });

  it('takes the name of a remote file for a name: one that is a path, or cannot be seen, is refused', async () => {
    const deps = await depsWith(fingerprint, 'secret', '**');
    const hostile = [
      '../../plumbline.yaml',
      '../x.csv',
      '/etc/x.csv',
      'a/b.csv',
      'a\\b.csv',

      `${'数'.repeat(200)}.csv`,
      'a\u202eb.csv',
      'a\u200bb.csv',
    ];
    for (const name of [...hostile, 'good.csv']) files.set(name, { content: Buffer.from('client,no\n') });
    const before = readFileSync(path.join(deps.workspace.directory, 'plumbline.yaml'), 'utf8');
    const ran = await ranJob(deps, 'get');
    expect(ran.counts, ran.log).to.deep.equal({ fetched: 1, unchanged: 0, failed: hostile.length });
    expect(textsOf(ran).filter(one => one.includes('file_name_unsafe'))).to.have.length(hostile.length);
    expect(
      textsOf(ran)
        .join('')
        .match(/[\u202e\u200b]/),
    ).to.equal(null);
    expect(await inbox(deps)).to.deep.equal(['acme/good.csv']);
    expect(readFileSync(path.join(deps.workspace.directory, 'plumbline.yaml'), 'utf8')).to.equal(before);
    expect((await filesIn(deps.workspace.directory)).filter(name => name.endsWith('x.csv'))).to.deep.equal([]);
  });

  it('goes through no link on its way into the inbox', async () => {
    const deps = await depsWith(fingerprint);
    const elsewhere = await workspaceOf({ 'keep.txt': 'x' });
    mkdirSync(path.join(deps.workspace.directory, 'inbox'), { recursive: true });
    symlinkSync(elsewhere, path.join(deps.workspace.directory, 'inbox', 'acme'));
    files.set('june.csv', { content: Buffer.from('client,no\n') });
    const ran = await ranJob(deps, 'get');
    expect([ran.counts, textsOf(ran).join('')]).to.deep.include.members([{ fetched: 0, unchanged: 0, failed: 1 }]);
    expect(textsOf(ran).join('')).to.contain('path_leaves_folder');
    expect(await filesIn(elsewhere)).to.deep.equal(['keep.txt']);
  });

  it('counts the bytes that come, not those that were announced', async () => {
    const deps = await depsWith(fingerprint, 'secret', '*.csv', ', most: 1 kB');
    files.set('a.csv', { content: Buffer.alloc(200_000, 'x'), size: 10 });
    const ran = await ranJob(deps, 'get');
    expect(textsOf(ran).join('')).to.match(/^a\.csv: error fetch_too_big/);
    expect(await inbox(deps)).to.deep.equal([]);
  });
});
