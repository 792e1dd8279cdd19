import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { ImportDetails } from '../../src/contract/import-details.js';
import { head, march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

interface Batches {
  readonly batches: readonly {
    readonly batch: number | null;
    readonly file: string;
    readonly rejects: string | null;
    readonly rows: Readonly<Record<string, number>>;
    readonly findings: readonly { readonly place: { readonly file: string; readonly line: number } }[];
  }[];
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const faulty = `${head}\nS8,ACME,delivered,Road,2026-03-02 12:00,not a time\nS9,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`;

describe('imports', () => {
  let service: Serving;
  let manager: string;
  const send = (query: string, text: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    service.ask(`/imports?${query}`, { method: 'POST', key: manager, body: bytes(text), headers });
  before(async () => {
    service = await serving(await smallWorkspace());
    manager = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(() => service.close());

  it('refuses a body that is a form around a file, or no file of facts, and says how to send it', async () => {
    const form = new FormData();
    form.append('file', new Blob([march], { type: 'text/csv' }), 'march.csv');
    const wrapped = new Request('http://127.0.0.1', { method: 'POST', body: form });
    const body = Buffer.from(await wrapped.arrayBuffer()).toString();
    const answer = await send('layout=shipments', body, { 'content-type': wrapped.headers.get('content-type') ?? '' });
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([415, 'application/problem+json; charset=utf-8']);
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    expect([code, detail]).to.deep.equal([
      'content_type_no_file',
      'A body of type "multipart/form-data" is not taken for a file of facts. Send the file itself as the body, not in a form: curl --data-binary @FILE; its name goes into the query, as file=NAME.',
    ]);
    for (const type of ['image/png', 'text/html', 'application/pdf']) {
      expect((await send('layout=shipments&dry_run=true', march, { 'content-type': type })).status, type).to.equal(415);
    }
    const { imports } = (await (await service.ask('/imports', { key: manager })).json()) as { imports: unknown[] };
    expect(imports).to.deep.equal([]);
  });

  it('takes a file by every name that senders have for it', async () => {
    const types = ['text/csv; charset=gb18030', 'text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded'];
    for (const type of [...types, 'application/vnd.ms-excel', 'application/x-ndjson', 'application/json']) {
      const answer = await send('layout=shipments&dry_run=true', march, { 'content-type': type });
      expect(answer.status, type).to.equal(200);
    }
  });

  it('a dry run answers what would happen, with the rejected rows in place, and leaves nothing', async () => {
    const answer = await send('layout=shipments&file=faulty.csv&dry_run=true', faulty);
    expect(answer.status).to.equal(200);
    const [batch] = ((await answer.json()) as Batches).batches;
    expect(batch?.batch).to.equal(null);
    expect(batch?.rows).to.deep.include({ read: 2, rejected: 1 });
    expect(batch?.findings[0]?.place).to.deep.include({ file: 'faulty.csv', line: 2 });
    expect(readdirSync(path.join(service.directory, '.plumbline', 'uploads'))).to.deep.equal([]);
    expect(((await (await service.ask('/imports', { key: manager })).json()) as { imports: unknown[] }).imports).to.deep.equal(
      [],
    );
  });

  it('imports the body as one batch, whose file is kept and whose rejected rows can be fetched', async () => {
    const answer = await send(`layout=shipments&file=${encodeURIComponent('../三月 faulty.csv')}`, faulty);
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('location')).to.equal('/api/v1/imports/1');
    const [batch] = ((await answer.json()) as Batches).batches;
    expect(batch).to.deep.include({ batch: 1, file: '三月 faulty.csv', rejects: '/api/v1/imports/1/rejects.csv' });
    const rejects = await service.ask('/imports/1/rejects.csv', { key: manager });
    expect([rejects.status, rejects.headers.get('content-type')]).to.deep.equal([200, 'text/csv; charset=utf-8']);
    expect(await rejects.text()).to.contain('not a time');
    const one = (await (await service.ask('/imports/1', { key: manager })).json()) as { file: string; actor: string };
    expect(one).to.deep.include({ file: '三月 faulty.csv', actor: 'Lin' });
    expect((await service.ask('/imports/2', { key: manager })).status).to.equal(404);
  });

  it('answers 202 to who will not wait; the progress resource then has the answer', async () => {
    const answer = await send('layout=shipments&file=march.csv', march, { prefer: 'respond-async' });
    expect(answer.status).to.equal(202);
    const where = answer.headers.get('location') ?? '';
    await service.running.service.background.ended();
    const state = (await (await service.ask(`^${where}`, { key: manager })).json()) as { state: string; answer: Batches };
    expect(state.state).to.equal('done');
    expect(state.answer.batches[0]).to.deep.include({ batch: 2, file: 'march.csv' });
  });

  it('stops with the faults of a file that cannot be used, and keeps nothing of it', async () => {
    const before = readdirSync(path.join(service.directory, 'archive'), { recursive: true }).length;
    const answer = await send('layout=shipmints', march);
    expect(answer.status).to.equal(400);
    const direct = (await answer.json()) as { readonly code: string; readonly faults: readonly object[] };
    expect(direct.code).to.equal('import_layout_unknown');
    const later = await send('layout=shipmints', march, { prefer: 'respond-async' });
    await service.running.service.background.ended();
    const shown = await service.ask(`^${later.headers.get('location') ?? ''}`, { key: manager });
    expect(((await shown.json()) as { readonly answer: object }).answer).to.deep.equal({ faults: direct.faults });
    expect((await send('layout=shipments', '')).status).to.equal(400);
    expect(readdirSync(path.join(service.directory, 'archive'), { recursive: true }).length).to.equal(before);
  });

  it('a key that is bound to a client imports rows of that client alone, and sees its own batches alone', async () => {
    const bound = await service.key({ role: 'manager', clients: ['BETA'] });
    const answer = await service.ask('/imports?layout=shipments&file=b.csv', { method: 'POST', key: bound, body: bytes(march) });
    const [batch] = ((await answer.json()) as Batches).batches;
    expect(batch?.rows).to.deep.include({ read: 8, unchanged: 1, rejected: 7 });
    expect((await service.ask('/imports/1', { key: bound })).status).to.equal(404);
    expect((await service.ask('/imports/1/rejects.csv', { key: bound })).status).to.equal(404);
  });

  it('the same Idempotency-Key with the same file gives the same answer, and imports once', async () => {
    const text = `${head}\nS20,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`;
    const headers = { 'idempotency-key': 'once-1' };
    const first = await send('layout=shipments&file=once.csv', text, headers);
    const again = await send('layout=shipments&file=once.csv', text, headers);
    expect([first.status, again.status]).to.deep.equal([201, 201]);
    expect(again.headers.get('location')).to.equal(first.headers.get('location'));
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    expect(await again.text()).to.equal(await first.text());
    const other = await send('layout=shipments&file=once.csv', text.replace('S20', 'S21'), headers);
    expect([other.status, ((await other.json()) as { code: string }).code]).to.deep.equal([422, 'idempotency_key_reused']);
  });

  it('a batch is withdrawn by an administrator who may see it, once, after a trial that changes nothing', async () => {
    const text = `${head}\nS30,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\nS31,ACME,delivered,Road,2026-03-02 12:00,never\n`;
    const [made] = ((await (await send('layout=shipments&file=wrong.csv', text)).json()) as Batches).batches;
    const at = `/imports/${made?.batch}`;
    const admin = await service.key({ role: 'admin' });
    const withdraw = (body: object, key = admin, headers = {}): Promise<Response> =>
      service.ask(`${at}/withdraw`, { method: 'POST', key, body, headers });
    const details = async () => (await (await service.ask(`${at}/details`, { key: admin })).json()) as ImportDetails;
    const { clients, faults } = await details();
    expect(clients).to.deep.equal([{ client: 'ACME', facts: 1, first_day: '2026-03-02', last_day: '2026-03-02' }]);
    expect(faults.map(({ row, rows, to_mend }) => [row, rows, to_mend])).to.deep.equal([['3', 1, 1]]);
    const bound = await service.key({ role: 'admin', clients: ['BETA'] });
    const refused = [await withdraw({ reason: 'x' }, manager), await withdraw({ reason: 'x' }, bound), await withdraw({})];
    expect(refused.map(({ status }) => status)).to.deep.equal([403, 404, 400]);
    expect((await service.ask(`${at}/details`, { key: bound })).status).to.equal(404);
    const tried = await withdraw({ dry_run: true });
    const would = { batch: null, withdraws: made?.batch, facts: 1, gone: 1, changed: 0, late: [] };
    expect([tried.status, await tried.json()]).to.deep.equal([200, would]);
    expect((await details()).withdrawn_by).to.equal(null);
    const once = { 'idempotency-key': 'withdraw-1' };
    const [first, again] = [
      await withdraw({ reason: 'wrong month' }, admin, once),
      await withdraw({ reason: 'wrong month' }, admin, once),
    ];
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).to.deep.equal([201, 201, 'true']);
    const withdrawn = await details();
    expect(withdrawn).to.deep.include({ withdrawn_by: ((await first.json()) as { batch: number }).batch, to_mend: 0 });
    expect(withdrawn.faults[0]?.to_mend).to.equal(0);
    expect((await withdraw({ reason: 'twice' })).status).to.equal(409);
  });

  it('a body larger than allowed is refused with 413, before and while it streams', async () => {
    const small = await serving(await smallWorkspace(), { limits: { uploadBytes: 1000 } });
    try {
      const key = await small.key({ role: 'manager' });
      const body = bytes('x'.repeat(5000));
      expect((await small.ask('/imports?layout=shipments', { method: 'POST', key, body })).status).to.equal(413);
      expect(existsSync(path.join(small.directory, '.plumbline', 'uploads'))).to.equal(false);
    } finally {
      await small.close();
    }
  });
});
