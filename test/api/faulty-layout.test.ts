import { expect } from 'chai';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { type Serving, serving } from './serving.js';

interface Problem {
  readonly code: string;
  readonly faults: readonly { readonly code: string; readonly place: { readonly file?: string; readonly line?: number } }[];
}

const of = (name: string): string => shipmentLayout(name, 'client no status carrier promised delivered', {});

/** Layouts with faults as people make them, and where these are. */
const faulty = {
  broken: { yaml: 'layout: broken\nfact: shipment\nfields:\n  client: { column: no \n', line: 5, codes: ['yaml_syntax'] },
  misspelt: {
    yaml: of('misspelt').replace('fields:', 'feilds:'),
    line: 1,
    codes: ['config_key_missing', 'config_key_unknown'],
  },
  keyless: {
    yaml: 'layout: keyless\nfact: shipment\nfields:\n  client: { const: ACME }\n',
    line: 4,
    codes: ['layout_key_unmapped'],
  },
  idle: { yaml: of('idle').replace('fact:', 'format: csv\nmerged: fill\nfact:'), line: 3, codes: ['layout_key_idle'] },
} as const;

describe('a served workspace with faulty layouts beside sound ones', () => {
  let service: Serving;
  let manager: string;
  before(async () => {
    const files = Object.entries(faulty).map(([name, { yaml }]) => [`config/layouts/${name}.yaml`, yaml]);
    service = await serving(await smallWorkspace(Object.fromEntries(files)));
    manager = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(() => service.close());

  const send = (layout: string): Promise<Response> =>
    service.ask(`/imports?layout=${layout}&file=march.csv`, {
      method: 'POST',
      key: manager,
      body: new TextEncoder().encode(march),
    });

  it('starts, is ready, and imports and evaluates with what is sound', async () => {
    expect((await service.ask('^/readyz')).status).to.equal(200);
    const answer = await send('shipments');
    expect(answer.status).to.equal(201);
    const { batches } = (await answer.json()) as { batches: readonly { rows: unknown }[] };
    expect(batches.map(({ rows }) => rows)).to.deep.equal([
      { read: 8, new: 8, changed: 0, unchanged: 0, rejected: 0, skipped: 0 },
    ]);
    const portfolio = await service.ask('/portfolio?period=2026-03', { key: manager });
    expect(portfolio.status).to.equal(200);
    expect(await portfolio.text())
      .to.contain('"ACME"')
      .and.to.contain('"BETA"');
  });

  for (const [name, { line, codes }] of Object.entries(faulty)) {
    it(`refuses a file by the layout "${name}" with what is wrong in it, and takes nothing`, async () => {
      const answer = await send(name);
      const { code, faults } = (await answer.json()) as Problem;
      expect([answer.status, code]).to.deep.equal([400, codes[0]]);
      expect(faults.map(one => one.code)).to.deep.equal(codes);
      expect(faults[0]?.place).to.include({ file: `config/layouts/${name}.yaml`, line });
      const { imports } = (await (await service.ask('/imports', { key: manager })).json()) as { imports: unknown[] };
      expect(imports).to.have.length(1);
    });
  }

  it('offers the sound layouts, by which files can still come in', async () => {
    const { layouts } = (await (await service.ask('/layouts', { key: manager })).json()) as {
      layouts: readonly { layout: string }[];
    };
    expect(layouts.map(({ layout }) => layout)).to.include.members(['shipments', 'receipts']);
    for (const name of Object.keys(faulty)) expect(layouts.map(({ layout }) => layout)).not.to.include(name);
    expect((await send('shipments')).status).to.equal(201);
  });
});
