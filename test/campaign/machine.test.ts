import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { head, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from '../api/serving.js';
import { freshServerUrl } from '../support/databases.js';
import { type FlakyLink, flakyLink } from '../support/flaky-link.js';
import { plumbline, spawned, startProgram } from '../support/program.js';
import { requires } from '../support/suite.js';
import { noteFigure } from './size.js';

const row = (no: string): string => `${head}\n${no},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`;

async function serverUrl(): Promise<URL> {
  const url = await freshServerUrl();
  if (url === undefined) throw new Error('no PostgreSQL server');
  return new URL(url);
}

const servedOn = async (directory: string, url: URL): Promise<Serving> => {
  const env = { DATABASE_URL: url.href };
  return serving(directory, { surroundings: { start: directory, workspace: directory, env, clock: Date.now } });
};

requires('postgres', 'a link to the database server that fails', () => {
  let link: FlakyLink;
  let service: Serving;
  let key: string;
  let env: Readonly<Record<string, string>>;
  before(async () => {
    const url = await serverUrl();
    link = await flakyLink(Number(url.port));
    url.port = String(link.port);
    env = { DATABASE_URL: url.href };
    service = await servedOn(await smallWorkspace({ 'late.csv': row('L1') }), url);
    key = await service.key({ role: 'admin' });
  });
  after(async () => {
    link.set('up');
    await service.close();
    await link.close();
  });
  beforeEach(() => link.set('up'));

  const ask = (at: string): Promise<Response> => service.ask(at, { key });
  const send = (name: string): Promise<Response> =>
    service.ask(`/imports?layout=shipments&file=${name}.csv`, { method: 'POST', key, body: new TextEncoder().encode(row(name)) });

  it('that is cut gives 503, on reading and on importing; then all goes on as if nothing had been', async () => {
    expect((await ask('/imports')).status).to.equal(200);
    link.set('down');
    for (const answer of [await ask('/imports'), await send('cut'), await ask('^/readyz')])
      expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '5']);
    link.set('up');
    expect([(await ask('/imports')).status, (await send('cut')).status]).to.deep.equal([200, 201]);
  });

  it('that swallows everything gives 503 after a while, and not a request that never ends', async function () {
    this.timeout(120_000);
    link.set('silent');
    const began = performance.now();
    const answers = await Promise.all([ask('/imports'), ask('/periods'), ask('^/readyz')]);
    noteFigure('answer while the database says nothing', `${((performance.now() - began) / 1000).toFixed(1)} s`);
    expect(answers.map(({ status }) => status)).to.deep.equal([503, 503, 503]);
    link.set('down');
    link.set('up');
    expect((await ask('/imports')).status).to.equal(200);
  });

  it('that is slow only makes the answers late', async () => {
    link.set('slow');
    expect([(await ask('/imports')).status, (await send('slow')).status]).to.deep.equal([200, 201]);
  });

  it('ends a command with exit 3 and what to do; the next one works', async () => {
    const place = { cwd: service.directory, env };
    link.set('down');
    const cut = await plumbline(place, 'import', 'late.csv', '--layout', 'shipments');
    expect({ code: cut.code, out: cut.stdout }).to.deep.equal({ code: 3, out: '' });
    expect(cut.stderr)
      .to.match(/database_\w+/)
      .and.not.to.contain('bug');
    link.set('up');
    expect((await plumbline(place, 'import', 'late.csv', '--layout', 'shipments')).code).to.equal(0);
  });
});

requires('postgres', 'two services of one workspace on a server', () => {
  it('know each other’s keys, imports and revocations', async () => {
    const url = await serverUrl();
    const directory = await smallWorkspace();
    const [one, other] = [await servedOn(directory, url), await servedOn(directory, url)];
    try {
      const key = await one.key({ role: 'admin' });
      const send = (service: Serving, no: number): Promise<Response> =>
        service.ask(`/imports?layout=shipments&file=${no}.csv`, {
          method: 'POST',
          key,
          body: new TextEncoder().encode(row(`T${no}`)),
        });
      const sent = await Promise.all([1, 2, 3].flatMap(no => [send(one, no), send(other, no + 3)]));
      expect(sent.map(({ status }) => status)).to.deep.equal(sent.map(() => 201));
      for (const service of [one, other]) {
        const { imports } = (await (await service.ask('/imports', { key })).json()) as { imports: readonly { batch: number }[] };
        expect(imports.map(({ batch }) => batch).toSorted((a, b) => a - b)).to.deep.equal([1, 2, 3, 4, 5, 6]);
      }
      const { keys } = (await (await one.ask('/keys', { key })).json()) as { keys: readonly { id: string }[] };
      expect((await one.ask(`/keys/${keys[0]?.id}`, { method: 'DELETE', key })).status).to.be.within(200, 204);
      expect([(await one.ask('/me', { key })).status, (await other.ask('/me', { key })).status]).to.deep.equal([401, 401]);
    } finally {
      await one.close();
      await other.close();
    }
  });
});

describe('a process that may open few files', () => {
  it('says so, with exit 3 and what to do, when it cannot even be loaded', async () => {
    const cwd = await smallWorkspace();
    const { code, stderr } = await spawned({ cwd, mostFiles: 120 }, 'serve', '--port', '0');
    expect(code, stderr).to.equal(3);
    expect(stderr).to.contain('files_too_many').and.to.contain('ulimit -n');
  });
});

describe('a service with few file handles', () => {
  it('lives through more connections than it can open, and answers again when they are gone', async () => {
    const cwd = await smallWorkspace();
    const child = startProgram({ cwd, mostFiles: 260 }, 'serve', '--port', '0', '--json', '--no-jobs');
    const ended = once(child, 'close');
    const log: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(text));
    const [line] = (await once(child.stdout?.setEncoding('utf8') ?? child, 'data')) as [string];
    const { port } = JSON.parse(line) as { readonly port: number };
    const ready = async (): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } })).status;
    expect(await ready()).to.equal(200);
    const sockets = Array.from({ length: 400 }, () => net.connect(port, '127.0.0.1').on('error', () => undefined));
    await pause(1000);
    expect(child.exitCode, log.join('')).to.equal(null);
    for (const socket of sockets) socket.destroy();
    await pause(200);
    expect(await ready()).to.equal(200);
    expect((await plumbline({ cwd }, 'import', 'march.csv', '--layout', 'shipments')).code).to.equal(0);
    child.kill('SIGTERM');
    expect((await ended)[0]).to.equal(0);
  });
});
