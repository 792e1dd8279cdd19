import { expect } from 'chai';
import { evaluateClient } from '../../src/app/evaluation/evaluate.js';
import { improvementFor } from '../../src/app/improvement/show.js';
import { lookedUpOutlook } from '../../src/app/scorecards/write-portfolio.js';
import { visibleHandout } from '../../src/app/service/visible-handout.js';
import { creditsText } from '../../src/cli/text/improvement.js';
import { portfolio } from '../../src/reports/portfolio.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME, name: Acme }]\n',
  'config/contracts.yaml': `contracts:
  - id: acme-2026
    client: ACME
    from: 2025-12-16
    month_starts_on: 16
    reference: { en: Acme 2026, zh: 艾克美 2026 }
    measures: [ { group: Measures, metrics: [ { metric: on_time_delivery, at_least: "95%" } ] } ]
    credits: { fee: "1000", per: quarter, currency: EUR, at_risk: "10%", items: [ { metric: on_time_delivery, pool: "100%", steps: [ { less_than: "95%", credit: "100%" } ] } ] }
`,
  'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
  'shipments.csv': 'client,no,promised,delivered\nACME,1,2026-05-20,2026-05-21\nACME,2,2026-05-20,2026-05-20\n',
};

eachDatabase('credits by the quarter', database => {
  it('are named in each of its months, with the quarter that settles them, and have their amount in it', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'shipments.csv', 'shipments');
    const request = { clients: [], actor: 'lin' };
    const month = await evaluateClient(deps, 'ACME', { ...request, period: '2026-06' });
    await evaluateClient(deps, 'ACME', { ...request, period: '2026-Q2' });

    const june = await improvementFor(deps, { client: 'ACME', period: '2026-06' });
    expect(june.credits).to.deep.equal([]);
    expect(june.credits_elsewhere?.map(({ credit, per, from, to }) => [credit, per, from, to])).to.deep.equal([
      ['acme-2026', 'quarter', '2026-Q2', '2026-Q2'],
    ]);
    expect(creditsText(june, 'en')).to.equal(
      'Credit acme-2026: not by 2026-06, settled by the quarter: 2026-Q2 (plumbline credits --period 2026-Q2 --client ACME).',
    );
    expect(creditsText(june, 'zh')).to.equal(
      '服务补偿 acme-2026：不按 2026-06 结算，按季度结算：2026-Q2（plumbline credits --period 2026-Q2 --client ACME）。',
    );

    const seen = { clients: 'all', seesProvisional: true, isClient: false } as const;
    const page = await visibleHandout(deps, seen, { client: 'ACME', period: '2026-06', language: 'en' });
    expect(JSON.parse(String(page.body)))
      .to.have.property('credits_elsewhere')
      .that.deep.equals(['Acme 2026: settled by the quarter: 2026-Q2']);

    const outlook = await lookedUpOutlook(deps, month, { ...request, period: '2026-06' });
    const [overview] = portfolio({
      evaluations: [month],
      clients: [{ code: 'ACME', name: { en: 'Acme', zh: 'Acme' } }],
      organisation: { en: 'Us', zh: 'Us' },
      language: 'en',
      madeAt: Date.UTC(2026, 6, 2),
      outlooks: new Map([['ACME', outlook]]),
    }).sheets;
    expect(overview?.rows.flatMap(({ cells }) => cells.map(one => one?.value))).to.include('in 2026-Q2');

    const quarter = await improvementFor(deps, { client: 'ACME', period: '2026-Q2' });
    expect(quarter).to.not.have.property('credits_elsewhere');
    expect(quarter.credits.map(({ net }) => net)).to.deep.equal(['-100']);
    expect(creditsText(quarter, 'en')).to.contain('Credit acme-2026: -100 EUR');
  });
});
