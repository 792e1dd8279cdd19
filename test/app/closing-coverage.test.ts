import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { closePeriods } from '../../src/app/periods/close.js';
import { previewClosing } from '../../src/app/periods/preview.js';
import { closingPreviewText } from '../../src/cli/text/closing-preview.js';
import type { Fault } from '../../src/faults/fault.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { whatOf } from '../support/worded.js';
import { depsFor, faultsInto, imported, stopOf, workspaceOf } from './importing.js';

/** North Kitchen counts what came back within two days of the delivery; its list of receipts is of DSV alone. */
const rules = `sources:
  - { id: nk_shipments, client: NK, fact: shipment, every: month }
  - { id: dsv_pod, client: NK, fact: shipment, every: month, fields: [pod_returned_at], covers: 'carrier == "DSV"' }
contracts:
  - id: nk-2026
    client: NK
    from: 2026-01-01
    rules: { receipt_due: 'delivered_at + days(2)' }
    measures: [{ group: Receipts, metrics: [{ metric: pod_return, at_least: "70%" }, { metric: perfect_order, at_least: "50%" }] }]
`;

/** 20 deliveries by DSV, of which 15 receipts are back, and 30 by DHL; the receipt of the last one is due in July. */
const shipments = [
  'client,no,carrier,delivered,pod_returned_at',
  ...Array.from({ length: 50 }, (_, i) => {
    const isDsv = i < 20;
    const back = isDsv && i < 15 ? '2026-06-12T09:00:00Z' : '';
    return `NK,N${i + 1},${isDsv ? 'DSV' : 'DHL'},2026-06-${i === 49 ? '30' : '11'}T10:00:00Z,${back}`;
  }),
].join('\n');

eachDatabase('Facts that no source covers, at closing', database => {
  let deps: Deps;
  const request = { period: '2026-06', clients: ['NK'], waivers: [], actor: 'lin' };

  const workspaceWith = async (files: Readonly<Record<string, string>>): Promise<Deps> => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: NK, name: North Kitchen, time_zone: Europe/Berlin }]\n',
      'config/shipments.yaml': shipmentLayout('shipments', 'client no carrier delivered pod_returned_at'),
      'config/rules.yaml': rules,
      'june.csv': shipments,
      ...files,
    });
    const made = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 6, 10) };
    await imported(made, 'june.csv', 'shipments');
    return made;
  };

  before(async () => {
    deps = await workspaceWith({});
  });

  it('are listed apart, and are not open: 15 of 20 can neither fall nor rise', async () => {
    const [shown] = await previewClosing(deps, { period: '2026-06', clients: ['NK'] });
    expect(shown?.not_judgeable.map(({ metric, facts }) => [metric, facts])).to.deep.equal([['pod_return', 29]]);
    expect(shown?.figures.map(({ metric }) => metric)).to.not.include('pod_return');
    const text = closingPreviewText(shown === undefined ? [] : [shown], 'en');
    expect(text).to.contain('pod_return: 29 cannot be judged, because no source covers them; closing takes no reason for that.');
  });

  it('say up to when a source delivered by the clock of the client', async () => {
    const [shown] = await previewClosing(deps, { period: '2026-06', clients: ['NK'] });
    expect(shown?.sources.map(({ source }) => source)).to.deep.equal(['dsv_pod']);
    expect(closingPreviewText(shown === undefined ? [] : [shown], 'en')).to.contain(
      'delivered up to 2026-06-12 11:00 (Europe/Berlin)',
    );
    const refused = await stopOf(closePeriods(deps, request));
    const said = refused.faults.map(whatOf).join('\n');
    expect(said).to.contain('2026-06-12 11:00 (Europe/Berlin)').and.to.contain('perfect_order').and.to.not.contain('pod_return');
  });

  it('are open where they could still be judged by another field: an order without its documents that may have been late', async () => {
    const own = await workspaceWith({
      'config/rules.yaml': rules.replace('[pod_returned_at]', '[documents_correct]'),
    });
    const [shown] = await previewClosing(own, { period: '2026-06', clients: ['NK'] });
    expect(shown?.not_judgeable.map(({ metric }) => metric)).to.not.include('perfect_order');
    expect(shown?.figures.map(({ metric }) => metric)).to.include('perfect_order');
  });

  it('need no reason month after month once everything else is there', async () => {
    const own = await workspaceWith({
      'config/rules.yaml': rules
        .replace('every: month, fields', 'every: day, fields')
        .replace(', { metric: perfect_order, at_least: "50%" }', ''),
      'june.csv': shipments.replace('N20,DSV,2026-06-11T10:00:00Z,', 'N20,DSV,2026-06-30T21:00:00Z,2026-06-30T21:30:00Z'),
    });
    const [shown] = await previewClosing(own, { period: '2026-06', clients: ['NK'] });
    expect([shown?.needs_reason, shown?.not_judgeable.length]).to.deep.equal([false, 1]);
    const { closed } = await closePeriods(own, request);
    expect(closed.map(({ acknowledged, open }) => [acknowledged, open.figures])).to.deep.equal([[null, 0]]);
  });
});

eachDatabase('A formula that asks for a period before that is not closed', database => {
  const found: Fault[] = [];
  const workspaceNaming = async (client: string, metric: string): Promise<Deps> => {
    found.length = 0;
    const directory = await workspaceOf({
      'plumbline.yaml': `time_zone: UTC\nclients: [{ code: ${client} }]\n`,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
      'config/rules.yaml': `metrics:
  - { id: change, kind: formula, improves: up, unit: count, formula: 'on_time_delivery - previous(on_time_delivery)' }
contracts: [{ id: nk-2026, client: ${client}, from: 2026-01-01, measures: [{ group: Delivery, metrics: [{ metric: ${metric} }] }] }]
standards: [{ metric: change, at_least: "0", from: 2026-01-01 }]
`,
      'facts.csv': `client,no,promised,delivered\n${['05', '06'].map(month => `${client},${month},2026-${month}-10,2026-${month}-09\n`).join('')}`,
    });
    const deps = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 6, 10), log: faultsInto(found) };
    await imported(deps, 'facts.csv', 'shipments');
    return deps;
  };
  const close = (deps: Deps, client: string) =>
    closePeriods(deps, { period: '2026-06', clients: [client], waivers: [], actor: 'lin' });
  const previewed = (deps: Deps, client: string) => previewClosing(deps, { period: '2026-06', clients: [client] });

  it('is said before closing, and after it, where the client is handed its metric', async () => {
    const deps = await workspaceNaming('NK', 'change');
    const shown = await previewed(deps, 'NK');
    expect(shown.map(one => one.without_previous)).to.deep.equal([['change']]);
    expect(closingPreviewText(shown, 'en')).to.contain(
      'No data for change, which the client is shown: the period before is not closed.',
    );
    await close(deps, 'NK');
    expect(found.map(({ code }) => code)).to.include('period_before_unseen');
  });

  it('is not said of a metric that nobody agreed to', async () => {
    const deps = await workspaceNaming('OZ', 'on_time_delivery');
    expect((await previewed(deps, 'OZ')).map(one => one.without_previous)).to.deep.equal([[]]);
    await close(deps, 'OZ');
    expect(found.map(({ code }) => code)).to.not.include('period_before_unseen');
  });
});
