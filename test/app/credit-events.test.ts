import { expect } from 'chai';
import { evaluateClient } from '../../src/app/evaluation/evaluate.js';
import { improvementFor } from '../../src/app/improvement/show.js';
import { eachDatabase } from '../support/databases.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME, name: Acme }]\n',
  'config/credits.yaml': `credits:
  - id: sla
    fee: "1000"
    currency: EUR
    at_risk: "100%"
    items: [ { metric: complaint_rate, pool: "100%", steps: [ { more_than: "3%", credit: "100%" } ] } ]
`,
  'config/shipments.yaml':
    'layout: shipments\nfact: shipment\nfields: { client: { const: ACME }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n',
  'config/complaints.yaml':
    'layout: complaints\nfact: complaint\nfields: { client: { const: ACME }, complaint_no: { column: no }, received_at: { column: at }, kind: { column: kind } }\n',
  'shipments.csv': 'no,at\n1,2026-05-01\n2,2026-05-02\n3,2026-05-03\n4,2026-05-04\n',
  'complaints.csv': 'no,at,kind\nC1,2026-05-05,complaint\nC2,2026-05-06,praise\nC3,2026-04-30,complaint\n',
};

eachDatabase('a service credit for a rate of complaints', database => {
  it('is traced to the complaints that it counts, and says of no number that it is 0', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'shipments.csv', 'shipments');
    await imported(deps, 'complaints.csv', 'complaints');
    const made = await evaluateClient(deps, 'ACME', { period: '2026-05', clients: [], actor: 'lin' });
    // One complaint of four deliveries: the rate rests on the four.
    expect(resultTable(made, 'en', true)).to.match(/Complaint rate +4 +25\.0 %/);
    const { credits, events } = await improvementFor(deps, { client: 'ACME', period: '2026-05' });
    expect(credits[0]?.lines.map(({ value, amount, failed }) => [value, amount, failed])).to.deep.equal([[0.25, '-1000', null]]);
    expect(events.map(({ metric, total, facts }) => [metric, total, facts.map(({ fact, row }) => [fact, row])])).to.deep.equal([
      ['complaint_rate', 1, [['C1', 2]]],
    ]);
  });
});
