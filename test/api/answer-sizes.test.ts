import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import type { Performance } from '../../src/contract/evaluation.js';
import type { Portfolio } from '../../src/contract/portfolio.js';
import { monthFields, performanceFields } from '../../src/web/performance-shown.js';
import { portfolioFields } from '../../src/web/portfolio-shown.js';
import { workspaceOf } from '../app/importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { type Serving, serving } from './serving.js';

const codes = (clients: number): readonly string[] => Array.from({ length: clients }, (_, i) => `C${String(i + 10)}`);

/** A service of so many clients, each with shipments of twelve carriers, most of them late. */
async function serviceOf(clients: number): Promise<{ readonly service: Serving; readonly key: string }> {
  const rows = codes(clients).flatMap(code =>
    Array.from({ length: 12 }, (_, i) => `${code},${i},2026-06-10T12:00:00Z,2026-06-10T${i > 3 ? 13 : 11}:00:00Z,Carrier ${i}\n`),
  );
  const service = await serving(
    await workspaceOf({
      'plumbline.yaml': `time_zone: UTC\nadopt: paper\nclients: [ ${codes(clients)
        .map(code => `{ code: ${code} }`)
        .join(', ')} ]\n`,
      'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered carrier'),
      'june.csv': `client,no,promised,delivered,carrier\n${rows.join('')}`,
    }),
  );
  const deps = service.running.workspace.deps();
  await importFile(deps, { path: `${service.directory}/june.csv`, layout: 'shipments', dryRun: false, actor: 'lin' });
  await evaluateClients(deps, { period: '2026-06', clients: [], actor: 'lin' });
  return { service, key: await service.key({ role: 'manager' }) };
}

describe('the size of answers', () => {
  let few: Awaited<ReturnType<typeof serviceOf>>;
  let many: typeof few;
  before(async () => {
    few = await serviceOf(5);
    many = await serviceOf(20);
  });
  after(() => Promise.all([few.service.close(), many.service.close()]));

  const textOf = async ({ service, key }: typeof few, path: string): Promise<string> => {
    const answer = await service.ask(path, { key });
    const text = await answer.text();
    expect(answer.status, `${path}: ${text}`).to.equal(200);
    return text;
  };
  const portfolio = async (of: typeof few, query: string): Promise<Portfolio> =>
    JSON.parse(await textOf(of, `/portfolio?period=2026-06${query}`)) as Portfolio;

  it('of a page of the portfolio is the same for four times as many clients', async () => {
    const [less, more] = await Promise.all([few, many].map(of => textOf(of, '/portfolio?period=2026-06&limit=5')));
    expect((more?.length ?? 0) / (less?.length ?? 1)).to.be.within(0.98, 1.02);
  });

  it('of what the pages ask for is a fraction of the whole', async () => {
    const whole = (await textOf(many, '/portfolio?period=2026-06')).length;
    expect((await textOf(many, `/portfolio?period=2026-06&fields=${portfolioFields}`)).length / whole).to.be.lessThan(0.75);
    const one = '/clients/C10/performance?period=2026-06';
    const performance = (await textOf(many, one)).length;
    expect((await textOf(many, `${one}&fields=${performanceFields}`)).length / performance).to.be.lessThan(0.75);
    expect((await textOf(many, `${one}&fields=${monthFields}`)).length / performance).to.be.lessThan(0.2);
  });

  it('pages hold every client once, with what it misses, and the names of the metrics', async () => {
    const whole = await portfolio(many, '');
    expect([whole.next, whole.periods, whole.clients.length]).to.deep.equal([null, ['2026-06'], 20]);
    expect(whole.gaps.length).to.be.greaterThan(19);
    const pages: Portfolio[] = [];
    for (let next: string | null = ''; next !== null; next = pages.at(-1)?.next ?? null)
      pages.push(await portfolio(many, `&limit=7${next === '' ? '' : `&cursor=${next}`}`));
    expect(pages.map(({ clients }) => clients.length)).to.deep.equal([7, 7, 6]);
    expect(pages.flatMap(({ clients }) => clients)).to.deep.equal(whole.clients);
    for (const { clients, gaps } of pages) {
      const here = clients.map(({ client }) => client);
      expect(gaps).to.deep.equal(whole.gaps.filter(({ client }) => here.includes(client)));
    }
    expect(new Set(whole.metrics.map(({ metric }) => metric)).size).to.equal(whole.metrics.length);
    expect(whole.metrics.map(({ metric, label }) => [metric, label])).to.deep.equal(
      whole.clients[0]?.metrics.map(({ metric, label }) => [metric, label]),
    );
  });

  it('with fields is what the whole says of these, and keeps its ETag', async () => {
    const path = '/clients/C10/performance?period=2026-06';
    const answer = await few.service.ask(path, { key: few.key });
    const whole = (await answer.json()) as Performance;
    const some = await few.service.ask(`${path}&fields=metrics.metric,metrics.value,period`, { key: few.key });
    expect(some.headers.get('etag')).to.equal(answer.headers.get('etag'));
    expect(await some.json()).to.deep.equal({
      period: whole.period,
      metrics: whole.metrics.map(({ metric, value }) => ({ metric, value })),
    });
    const evidence = '/clients/C10/metrics/on_time_delivery/evidence?period=2026-06&membership=failed';
    const rows = JSON.parse(await textOf(few, evidence)) as { rows: readonly object[] };
    const without = JSON.parse(await textOf(few, `${evidence}&fields=-rows`)) as object;
    expect(rows).to.have.property('rows');
    expect(without).to.not.have.property('rows');
  });

  it('refuses a field that there is not with those that there are, and a cursor of another period', async () => {
    for (const [query, code] of [
      ['&fields=clients.nme', 'parameter_wrong'],
      ['&cursor=x', 'cursor_unreadable'],
      ['&limit=0', 'parameter_wrong'],
    ]) {
      const answer = await few.service.ask(`/portfolio?period=2026-06${query}`, { key: few.key });
      const { faults } = (await answer.json()) as { faults: readonly { readonly code: string }[] };
      expect([answer.status, faults.map(one => one.code)]).to.deep.equal([400, [code]]);
      if (query?.includes('fields') === true) expect(JSON.stringify(faults)).to.contain('clients.name');
    }
  });
});
