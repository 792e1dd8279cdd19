import { once } from 'node:events';
import { expect } from 'chai';
import { documentOf, transcriptOf, plumbline, startProgram, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, withDatabase } from '../support/workspaces.js';
import { smallWorkspace } from './small-workspace.js';

interface Made {
  readonly id: string;
  readonly key: string;
  readonly clients: readonly string[] | null;
}

describe('plumbline keys', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args, '--as', 'lin');
  before(async () => {
    cwd = await smallWorkspace();
    release = await holdDatabaseOpen(cwd);
  });
  after(() => release());

  it('makes a key that is shown once, lists it without its secret, and revokes it; the ledger has both', async () => {
    const made = documentOf<Made>(
      await run('keys', 'create', '--role', 'client', '--client', 'ACME', '--expires', '2099-01-01', '--json'),
    );
    expect(made.key).to.match(/^pl_[\w-]{43}$/);
    expect(made.clients).to.deep.equal(['ACME']);
    const listed = await run('keys', 'list');
    expect(listed.stdout).to.contain(made.id).and.contain('2099-01-01 00:00:00').and.not.contain(made.key);
    expect((await run('keys', 'revoke', made.id)).stdout).to.contain(`Key ${made.id} ("client ACME") is revoked`);
    expect((await run('keys', 'list')).stdout).to.contain('revoked');
    expect((await run('audit', 'verify')).code).to.equal(0);
  });

  const refused: readonly [says: string, args: readonly string[], code: string][] = [
    ['a role that there is not', ['--role', 'manger'], 'key_role_unknown'],
    ['a client’s key without a client', ['--role', 'client'], 'key_needs_client'],
    ['a client that there is not', ['--role', 'client', '--client', 'AMCE'], 'client_not_known'],
    ['a day that is past', ['--role', 'admin', '--expires', '2020-01-01'], 'key_expiry_wrong'],
    ['a day that is none', ['--role', 'admin', '--expires', 'tomorrow'], 'key_expiry_wrong'],
  ];
  for (const [says, args, code] of refused) {
    it(`refuses ${says}`, async () => {
      const { code: exit, stderr } = await run('keys', 'create', ...args);
      expect(exit).to.equal(2);
      expect(stderr).to.contain(`error ${code}`);
    });
  }

  it('refuses to revoke a key that there is not', async () => {
    expect((await run('keys', 'revoke', 'key_nothing')).stderr).to.contain('error key_unknown');
  });
});

describe('plumbline serve', () => {
  it('serves until it is told to stop, with keys made beside it', async () => {
    const cwd = await withDatabase(await smallWorkspace());
    const child = startProgram({ cwd }, 'serve', '--port', '0', '--json');
    const end = transcriptOf(child);
    if (child.stdout === null) throw new Error('its output is not read');
    const [first] = (await once(child.stdout, 'data')) as [string];
    const { address } = JSON.parse(first) as { address: string };
    const { key } = documentOf<Made>(await plumbline({ cwd }, 'keys', 'create', '--role', 'auditor', '--json'));
    const me = await fetch(`${address}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(await me.json()).to.deep.include({ role: 'auditor' });
    expect((await fetch(`${address}/readyz`)).status).to.equal(200);
    expect(await (await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${key}` } })).text()).to.contain(
      'route="/api/v1/me"',
    );
    child.kill('SIGTERM');
    const { code, stderr } = await end;
    expect(code).to.equal(0);
    expect(stderr).to.contain('Stopping').and.not.contain(key);
  });

  it('says when the address is taken, or is none', async () => {
    const cwd = await smallWorkspace();
    const refused = await plumbline({ cwd }, 'serve', '--port', '99999');
    expect([refused.code, refused.stderr.includes('error number_wrong')]).to.deep.equal([2, true]);
  });
});
