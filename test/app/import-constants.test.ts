import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { worded } from '../../src/faults/worded.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, ...fields: readonly string[]): Readonly<Record<string, string>> => ({
  [`config/layouts/${name}.yaml`]: [
    `layout: ${name}\nfact: shipment\nformat: csv\nfields:\n  client: { const: ACME }\n  shipment_no: { column: No }`,
    ...fields.map(field => `  ${field}`),
    '',
  ].join('\n'),
});

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
  'config/fields.yaml': 'fields:\n  - { id: route, fact: shipment, type: text, label: Route }\n',
  ...layout('orders', 'status: { const: open }', 'consignee: { column: To }'),
  ...layout(
    'main',
    'status: { value: "\\"delivered\\"" }',
    'damaged_qty: { const: 0 }',
    'route: { const: north }',
    'consignee: { column: To }',
  ),
  ...layout('damages', 'damaged_qty: { column: Qty }', 'route: { column: Route }'),
  'main.csv': 'No,To\nS1,Lang\nS2,Kurz\nS3,Breit\nS4,Hoch\nS5,Tief\n',
  'damages.csv': 'No,Qty,Route\nS4,0.5,north\nS3,2,north\nS2,1,south\nS1,1,north\nS5,0,north\n',
};

eachDatabase('a value for all rows that replaces what other files said', database => {
  let deps: Deps;
  const found = async (layoutName: string, dryRun = false) =>
    (await imported(deps, `${layoutName === 'orders' ? 'main' : layoutName}.csv`, layoutName, dryRun)).warnings;

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
  });

  it('is silent where nothing was there, or a state goes on', async () => {
    for (const name of ['orders', 'main', 'damages', 'damages']) expect(await found(name), name).to.deep.equal([]);
  });

  it('is told once a field, with how many facts and the first of them, by a dry run as by the import', async () => {
    const tried = await found('main', true);
    expect(tried.map(({ code, params, times, rows }) => ({ code, params, times, rows }))).to.deep.equal([
      {
        code: 'constant_overwrote',
        params: {
          field: 'damaged_qty',
          layout: 'config/layouts/main.yaml',
          count: 4,
          first: [
            { key: ['ACME', 'S1', '1'], was: '1', now: '0' },
            { key: ['ACME', 'S2', '1'], was: '1', now: '0' },
            { key: ['ACME', 'S3', '1'], was: '2', now: '0' },
          ],
        },
        times: 4,
        rows: [2, 3, 4],
      },
      {
        code: 'constant_overwrote',
        params: {
          field: 'route',
          layout: 'config/layouts/main.yaml',
          count: 1,
          first: [{ key: ['ACME', 'S2', '1'], was: 'south', now: 'north' }],
        },
        times: 1,
        rows: [3],
      },
    ]);
    expect(await found('main')).to.deep.equal(tried);
    expect(tried[1] === undefined ? '' : worded('en', tried[1]).what).to.equal(
      'route has one value for all rows, and it replaces another one in 1 fact that is there already: ACME · S2 · 1 had "south" and gets "north".',
    );
    expect(await found('main'), 'again').to.deep.equal([]);
  });

  it('is told of a state that goes back', async () => {
    expect((await found('orders')).map(({ code, params }) => [code, params])).to.deep.equal([
      [
        'constant_overwrote',
        {
          field: 'status',
          layout: 'config/layouts/orders.yaml',
          count: 5,
          first: ['S1', 'S2', 'S3'].map(no => ({ key: ['ACME', no, '1'], was: 'delivered', now: 'open' })),
        },
      ],
    ]);
  });

  it('is told again where the values came back with their own file', async () => {
    await found('damages');
    const again = await found('main');
    expect(again.map(({ params, times }) => ['field' in params && params.field, times])).to.deep.equal([
      ['damaged_qty', 4],
      ['route', 1],
    ]);
  });
});
