import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { connect, type Where } from '../../src/store/connect.js';
import { freshServerUrl } from '../support/databases.js';
import { documentOf, plumbline, startProgram, transcriptOf } from '../support/program.js';
import { requires } from '../support/requires.js';
import { withDatabase } from '../support/workspaces.js';
import { march, smallWorkspace } from './small-workspace.js';

/** Ends a service while a request evaluates, which somebody else's transaction holds up; gives how long that took, and what it said. */
async function endedWhileEvaluating(where: Where, cwd: string, holdUp: string): Promise<{ ms: number; stderr: string }> {
  const place = { cwd, env: 'url' in where ? { DATABASE_URL: where.url } : {} };
  await plumbline(place, 'import', 'march.csv', '--layout', 'shipments');
  const { key } = documentOf<{ key: string }>(await plumbline(place, 'keys', 'create', '--role', 'manager', '--json'));
  const child = startProgram(place, 'serve', '--port', '0', '--json', '--no-jobs');
  const end = transcriptOf(child);
  if (child.stdout === null) throw new Error('its output is not read');
  const [first] = (await once(child.stdout, 'data')) as [string];
  const { address } = JSON.parse(first) as { address: string };
  const other = await connect(where);
  let ended = { ms: Number.POSITIVE_INFINITY, stderr: '' };
  try {
    await other.transaction(async tx => {
      await tx.raw(holdUp);
      const asked = fetch(`${address}/api/v1/clients/ACME/periods/2026-03/evaluation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{}',
      });
      const answer = asked.then(
        ({ status }) => status,
        () => 'broken off',
      );
      await new Promise(later => setTimeout(later, 1000));
      const begun = Date.now();
      child.kill('SIGTERM');
      const { code, stderr } = await end;
      expect(code).to.equal(0);
      expect(await answer).to.not.equal(200);
      ended = { ms: Date.now() - begun, stderr };
    });
  } catch (problem) {
    // The embedded database went with the service.
    if (ended.stderr === '') throw problem;
  } finally {
    await other.close();
  }
  return ended;
}

describe('a service in which a failure is left that nothing waits for', () => {
  it('says so in its log, and goes on', async function () {
    this.timeout(60_000);
    const cwd = await withDatabase(await smallWorkspace({}));
    const failing = 'process.on("SIGUSR2", () => void Promise.reject(new Error("left over")))';
    const fails = `data:text/javascript,${encodeURIComponent(failing)}`;
    const child = startProgram(
      { cwd, env: { NODE_OPTIONS: `--import ${fails}` } },
      'serve',
      '--port',
      '0',
      '--json',
      '--no-jobs',
    );
    const end = transcriptOf(child);
    if (child.stdout === null) throw new Error('its output is not read');
    const [first] = (await once(child.stdout, 'data')) as [string];
    const { address } = JSON.parse(first) as { address: string };
    child.kill('SIGUSR2');
    await new Promise(later => setTimeout(later, 300));
    expect((await fetch(`${address}/health`)).status).to.equal(200);
    child.kill('SIGTERM');
    const { code, stderr } = await end;
    expect(code).to.equal(0);
    expect(stderr).to.include('left over');
  });
});

describe('a service that is stopped while a request evaluates', () => {
  const evaluated = async (place: { cwd: string; env?: Record<string, string> }): Promise<readonly unknown[]> =>
    documentOf<{ periods: readonly unknown[] }>(await plumbline(place, 'period', 'status', '--json')).periods;

  it('ends within seconds, whoever else holds the embedded database, and nothing is half written', async function () {
    this.timeout(180_000);
    const cwd = await withDatabase(await smallWorkspace({ 'march.csv': march }));
    const { ms } = await endedWhileEvaluating({ directory: path.join(cwd, '.plumbline', 'database') }, cwd, 'select 1');
    expect(ms).to.be.below(25_000);
    expect(await evaluated({ cwd })).to.deep.equal([]);
    expect((await plumbline({ cwd }, 'evaluate', '--period', '2026-03')).code).to.equal(0);
  });

  requires('postgres', 'on a server', () => {
    it('ends within seconds, and with it its sessions on the server', async function () {
      this.timeout(180_000);
      const url = await freshServerUrl();
      if (url === undefined) throw new Error('postgres is not installed');
      const cwd = await smallWorkspace({ 'march.csv': march });
      const { ms, stderr } = await endedWhileEvaluating({ url }, cwd, 'lock table fact_shipment in access exclusive mode');
      expect(ms).to.be.below(25_000);
      expect(stderr).to.contain('broken off');
      const place = { cwd, env: { DATABASE_URL: url } };
      expect(await evaluated(place)).to.deep.equal([]);
      expect((await plumbline(place, 'evaluate', '--period', '2026-03')).code).to.equal(0);
    });
  });
});
