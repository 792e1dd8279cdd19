import { expect } from 'chai';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriods, reopenPeriod } from '../../src/app/periods/close.js';
import { previewPage } from '../../src/app/periods/preview.js';
import type { Closed, ClosingPreviews } from '../../src/contract/closing.js';
import type { Periods } from '../../src/contract/periods.js';
import { workspaceOf } from '../app/importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { type Serving, serving } from './serving.js';

const codes = Array.from({ length: 28 }, (_, i) => `C${String(i + 10)}`);

const files = {
  'plumbline.yaml': `time_zone: UTC\nclients: [ ${codes.map(code => `{ code: ${code} }`).join(', ')} ]\n`,
  'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
  'june.csv': `client,no,promised,delivered\n${codes
    .map(code => `${code},1,2026-06-10T12:00:00Z,2026-06-10T11:00:00Z\n`)
    .join('')}`,
};

describe('What is open before closing, over REST', () => {
  let service: Serving;
  let key: string;
  before(async () => {
    service = await serving(await workspaceOf(files));
    key = await service.key({ role: 'manager' });
    const deps = service.running.workspace.deps();
    await importFile(deps, { path: `${service.directory}/june.csv`, layout: 'shipments', dryRun: false, actor: 'lin' });
  });
  after(() => service.close());

  const ask = async (query: string): Promise<ClosingPreviews> => {
    const answer = await service.ask(`/periods/2026-06/closing${query}`, { key });
    expect(answer.status, query).to.equal(200);
    return (await answer.json()) as ClosingPreviews;
  };
  const named = ({ clients }: Pick<ClosingPreviews, 'clients'>): readonly string[] => clients.map(({ client }) => client);

  it('comes in pages of 25 clients or as many as are wanted, each client once and in order', async () => {
    const first = await ask('');
    expect(named(first)).to.deep.equal(codes.slice(0, 25));
    const second = await ask(`?cursor=${first.next}`);
    expect([named(second), second.next]).to.deep.equal([codes.slice(25), null]);
    const third = await ask(`?cursor=${first.next}&limit=2`);
    expect(named(third)).to.deep.equal(codes.slice(25, 27));
    expect(await ask(`?cursor=${third.next}&limit=1`)).to.deep.include({ next: null, clients: second.clients.slice(2) });
    expect(await ask('?client=C12')).to.deep.include({ next: null, clients: first.clients.slice(2, 3) });
  });

  it('goes on behind the last client shown, also where those before it are closed meanwhile', async () => {
    const { next } = await ask('?limit=2');
    const body = { clients: codes.slice(0, 2), waivers: [], reason: 'x' };
    expect((await service.ask('/periods/2026-06/close', { method: 'POST', key, body })).status).to.equal(200);
    expect(named(await ask(`?cursor=${next}&limit=2`))).to.deep.equal(codes.slice(2, 4));
    expect(named(await ask('?limit=1'))).to.deep.equal(codes.slice(2, 3));
  });

  it('ends a page once its clients have taken ten seconds, and never without one', async () => {
    let now = Date.UTC(2026, 6, 1);
    const deps = { ...service.running.workspace.deps(), clock: () => (now += 6_000) };
    const asked = { period: '2026-06', clients: codes.slice(22), limit: 25 };
    const pages: (readonly string[])[] = [];
    let cursor: string | undefined;
    do {
      const page = await previewPage(deps, { ...asked, cursor });
      pages.push(named(page));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages.flat()).to.deep.equal(codes.slice(22));
    expect(pages.length).to.be.greaterThan(1);
    expect(Math.min(...pages.map(page => page.length))).to.be.greaterThan(0);
  });

  it('shows how periods stand in pages too, each client once and in order, and refuses a cursor of another list', async () => {
    const standing = async (query: string): Promise<Periods> => {
      const answer = await service.ask(`/periods?period=2026-06${query}`, { key });
      expect(answer.status, query).to.equal(200);
      return (await answer.json()) as Periods;
    };
    const whole = await standing('');
    expect([whole.periods.map(({ client }) => client), whole.next]).to.deep.equal([codes, null]);
    const first = await standing('&limit=20');
    const second = await standing(`&limit=20&cursor=${first.next}`);
    expect([...first.periods, ...second.periods]).to.deep.equal(whole.periods);
    expect(second.next).to.equal(null);
    expect((await service.ask(`/periods?period=2026-05&cursor=${first.next}`, { key })).status).to.equal(400);
    expect((await service.ask('/periods?limit=1001', { key })).status).to.equal(400);
  });

  it('refuses a cursor of another period, of no list, and pages of more than a hundred clients', async () => {
    const { next } = await ask('?limit=1');
    const codesOf = async (path: string): Promise<unknown> => {
      const answer = await service.ask(path, { key });
      const { faults = [] } = (await answer.json()) as { faults?: readonly { readonly code: string }[] };
      return [answer.status, faults.map(({ code }) => code)];
    };
    expect(await codesOf(`/periods/2026-07/closing?cursor=${next}`)).to.deep.equal([400, ['cursor_unreadable']]);
    expect(await codesOf('/periods/2026-06/closing?cursor=x')).to.deep.equal([400, ['cursor_unreadable']]);
    expect(((await codesOf('/periods/2026-06/closing?limit=101')) as readonly unknown[])[0]).to.equal(400);
  });

  it('closes where nobody is named in pages too, each client once, and refuses what is not sound beside them', async () => {
    const close = async (more: object): Promise<Closed> => {
      const body = { waivers: [], acknowledge: 'x', ...more };
      const answer = await service.ask('/periods/2026-06/close', { method: 'POST', key, body });
      expect(answer.status).to.equal(200);
      return (await answer.json()) as Closed;
    };
    const first = await close({ limit: 3 });
    expect([first.closed.map(({ client }) => client), first.refused]).to.deep.equal([codes.slice(2, 5), []]);
    const second = await close({ limit: 3, cursor: first.next });
    expect(second.closed.map(({ client }) => client)).to.deep.equal(codes.slice(5, 8));
    const rest = await close({ cursor: second.next });
    expect([rest.closed.map(({ client }) => client), rest.next]).to.deep.equal([codes.slice(8), null]);
  });

  it('ends a page of closings once they have taken ten seconds, and loses no client', async () => {
    let now = Date.UTC(2026, 6, 1);
    const deps = { ...service.running.workspace.deps(), clock: () => (now += 6_000) };
    const asked = { period: '2026-06', clients: codes.slice(22), reason: 'again', actor: 'wu' };
    await reopenPeriod(deps, asked);
    const pages: (readonly string[])[] = [];
    let cursor: string | undefined;
    do {
      const request = { ...asked, waivers: [], eachAlone: true, acknowledge: 'x', page: { cursor } };
      const { closed, next } = await closePeriods(deps, request);
      pages.push(closed.map(({ client }) => client));
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(pages.flat()).to.deep.equal(codes.slice(22));
    expect(pages.length).to.be.greaterThan(1);
  });
});
