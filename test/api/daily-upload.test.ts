import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { uploadToday } from '../../src/app/service/daily-upload.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { head, march, smallWorkspace } from '../cli/small-workspace.js';
import { workspaceOf } from '../app/importing.js';
import { type Asked, type Serving, serving } from './serving.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly faults: readonly { readonly remedy: string; readonly zh: { readonly what: string } }[];
}

const settings = `time_zone: Asia/Shanghai
clients: [{ code: ACME }, { code: BETA }]
daily_upload: { client: 2 kB, bound: 5 kB }
`;

describe('what a key may send in a day', () => {
  let service: Serving;
  let now = Date.parse('2026-06-01T12:00:00+08:00');
  const keys: Record<string, string> = {};
  before(async () => {
    const directory = await smallWorkspace({ 'plumbline.yaml': settings });
    service = await serving(directory, {
      surroundings: { start: directory, workspace: directory, env: {}, clock: () => now },
    });
    keys['manager'] = await service.key({ role: 'manager', name: 'Lin' });
    await send('manager', { body: new TextEncoder().encode(march) });
    const closing = { clients: ['ACME', 'BETA'], waivers: [] };
    expect(
      (await service.ask('/periods/2026-03/close', { method: 'POST', key: keys['manager'], body: closing })).status,
    ).to.equal(200);
  });
  beforeEach(async () => {
    keys['client'] = await service.key({ role: 'client', name: 'Acme', clients: ['ACME'] });
    keys['other'] = await service.key({ role: 'client', name: 'Beta', clients: ['BETA'] });
    keys['bound'] = await service.key({ role: 'manager', name: 'Wang', clients: ['ACME'] });
  });
  after(() => service.close());

  const send = (who: string, asked: Asked): Promise<Response> =>
    service.ask('/imports?layout=shipments&file=june.csv', { method: 'POST', key: keys[who] ?? '', ...asked });
  const dispute = (who: string, code: string, length: number, headers = {}): Promise<Response> => {
    const body = { period: '2026-03', metrics: ['on_time_delivery'], facts: [], text: 'x'.repeat(length) };
    return service.ask(`/clients/${code}/disputes`, { method: 'POST', key: keys[who] ?? '', body, headers });
  };
  const problemOf = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;

  it('ends with 429, says until when, and leaves every other key as it was', async () => {
    expect([(await dispute('client', 'ACME', 900)).status, (await dispute('client', 'ACME', 800)).status]).to.deep.equal([
      201, 201,
    ]);
    const refused = await dispute('client', 'ACME', 900);
    expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([429, String(12 * 3600)]);
    const { code, detail, faults } = await problemOf(refused);
    expect(code).to.equal('daily_upload_used');
    expect(detail).to.match(/^This key has sent 1\.[89] kB today, .+ more than the 2 kB that it may send in a day\./);
    expect(faults[0]?.remedy).to.match(/^Send it again from 2026-06-02 00:00:00 \(Asia\/Shanghai\) on\./);
    expect(faults[0]?.zh.what).to.contain('每天 2 kB 的上限');
    const own = await service.ask('/clients/ACME/disputes', { key: keys['client'] ?? '' });
    expect([own.status, (await dispute('other', 'BETA', 900)).status], 'reading, and another key').to.deep.equal([200, 201]);
    expect((await dispute('manager', 'ACME', 50_000)).status).to.not.equal(429);
  });

  it('begins anew with the day of the workspace, also for the same request with its Idempotency-Key', async () => {
    const named = { 'idempotency-key': 'dispute-of-june' };
    for (const length of [900, 800]) expect((await dispute('client', 'ACME', length)).status).to.equal(201);
    expect((await dispute('client', 'ACME', 700, named)).status).to.equal(429);
    now = Date.parse('2026-06-01T23:59:59+08:00');
    expect((await dispute('client', 'ACME', 700, named)).headers.get('retry-after')).to.equal('1');
    now = Date.parse('2026-06-02T00:00:00+08:00');
    expect((await dispute('client', 'ACME', 700, named)).status).to.equal(201);
  });

  it('refuses with 413 what is larger than a whole day allows: waiting would not help', async () => {
    const refused = await dispute('client', 'ACME', 3000);
    expect([refused.status, (await problemOf(refused)).code]).to.deep.equal([413, 'body_too_large']);
  });

  it('counts a file as it comes where its size was not announced, and keeps nothing of one that is too much', async () => {
    const rows = (from: number, count: number): string =>
      Array.from({ length: count }, (_, i) => `S${from + i},ACME,delivered,Road,2026-06-02 12:00,2026-06-02 12:00\n`).join('');
    const inPieces = (text: string): ReadableStream<Uint8Array> =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < text.length; at += 1000) controller.enqueue(new TextEncoder().encode(text.slice(at, at + 1000)));
          controller.close();
        },
      });
    const stream = (text: string): Promise<Response> =>
      fetch(`${service.base}/api/v1/imports?layout=shipments&file=june.csv`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys['bound']}`, 'content-type': 'text/csv' },
        body: inPieces(text),
        duplex: 'half',
      });
    expect((await stream(`${head}\n${rows(100, 50)}`)).status).to.equal(201);
    const kept = readdirSync(path.join(service.directory, 'archive'), { recursive: true }).length;
    const refused = await stream(`${head}\n${rows(200, 200)}`);
    expect([refused.status, (await problemOf(refused)).code]).to.deep.equal([429, 'daily_upload_used']);
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 86_400);
    expect(readdirSync(path.join(service.directory, 'archive'), { recursive: true }).length).to.equal(kept);
    const uploads = path.join(service.directory, '.plumbline', 'uploads');
    expect(existsSync(uploads) ? readdirSync(uploads) : []).to.deep.equal([]);
    // What came before it was refused has been sent.
    expect((await stream(`${head}\n`)).status).to.equal(429);
    expect((await send('manager', { body: new TextEncoder().encode(`${head}\n${rows(300, 200)}`) })).status).to.equal(201);
  });

  it('is little for clients, much for staff who are bound to some, and anything for others, unless plumbline.yaml says otherwise', async () => {
    const most = async (text: string): Promise<readonly (number | 'unlimited')[]> => {
      const workspace = await loadWorkspace(await workspaceOf({ 'plumbline.yaml': `time_zone: UTC\n${text}` }));
      return [
        { role: 'client', clients: ['ACME'] },
        { role: 'manager', clients: ['ACME'] },
        { role: 'admin', clients: 'all' as const },
      ].map(who => uploadToday({ workspace, clock: () => now }, who).mostBytes);
    };
    expect(await most('')).to.deep.equal([100e6, 20e9, 'unlimited']);
    expect(await most('daily_upload: { client: unlimited, unbound: 1 GB }')).to.deep.equal(['unlimited', 20e9, 1e9]);
  });

  it('is refused by the check of the config where it is no size', async () => {
    const directory = await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\ndaily_upload: { client: much }\n' });
    const refused = await loadWorkspace(directory).then(
      () => undefined,
      (stop: { readonly faults: readonly { readonly code: string }[] }) => stop.faults.map(({ code }) => code),
    );
    expect(refused).to.deep.equal(['config_value_wrong']);
  });
});
