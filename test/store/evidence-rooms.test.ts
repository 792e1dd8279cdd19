import { expect } from 'chai';
import type { Values } from '../../src/facts/fact.js';
import type { Metric } from '../../src/metrics/definition.js';
import { compileMetric } from '../../src/metrics/compile.js';
import type { Room } from '../../src/metrics/evidence-sql.js';
import { evidenceOf } from '../../src/store/evidence.js';
import { eachDatabase } from '../support/databases.js';
import { inZone, loadFacts } from '../support/tallying.js';

const from = Date.UTC(2026, 4, 1);
const to = Date.UTC(2026, 5, 1);
const open: Room = { name: 'open', size: 6 };

const lateOf = (of: 'shipment' | 'transport_demand', dated: string, passes: string): Metric => ({
  id: `x_${of}`,
  label: { en: 'x', zh: 'x' },
  kind: 'proportion',
  of,
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: {},
  dated,
  passes: { when: passes },
});

const numbered = (count: number, values: (number: string) => Values) =>
  Array.from({ length: count }, (_, i) => ({ client: 'A', ...values(String(i)) }));

eachDatabase('Facts of lists that share a room', database => {
  it('are as many as those before leave, across kinds, with the totals of all; what is not limited is whole', async () => {
    const shipments = (count: number, values: object, first: string) =>
      numbered(count, i => ({ shipment_no: `${first}${i}`, line_no: '1', promised_at: from, ...values }));
    await loadFacts(database(), 'shipment', [
      ...shipments(4, { status: 'late' }, 'F'),
      ...shipments(5, { status: null }, 'U'),
      ...shipments(3, { status: 'delivered' }, 'P'),
    ]);
    await loadFacts(
      database(),
      'transport_demand',
      numbered(4, i => ({ demand_no: `D${i}`, due_at: from, met: false })),
    );
    const [shipped, demanded] = [
      lateOf('shipment', 'promised_at', 'status == "delivered"'),
      lateOf('transport_demand', 'due_at', 'met'),
    ].map(metric => compileMetric(metric, []).parts[0]);
    const nothing = (): ReadonlySet<string> => new Set();
    const list = (part: typeof shipped, membership: 'failed' | 'undetermined' | 'passed', room?: Room) => ({
      part: part ?? expect.fail('a part'),
      membership,
      columns: [{ name: part === demanded ? 'demand_no' : 'shipment_no', type: 'text' as const }],
      decidedBy: nothing,
      ...(room === undefined ? {} : { room }),
    });
    const lists = [
      list(shipped, 'failed', open),
      list(demanded, 'failed', open),
      list(shipped, 'undetermined', open),
      list(shipped, 'passed', { name: 'other', size: 2 }),
      list(shipped, 'undetermined'),
    ];
    const scan = { client: 'A', batch: 2 ** 31 - 1, from, to, asOf: to, places: inZone('UTC'), fields: [] };
    const found = await database().transaction(tx => evidenceOf(tx, lists, scan));
    expect(found.map(({ rows, total }) => [total, rows.map(({ values }) => values[0])])).to.deep.equal([
      [4, ['F0', 'F1', 'F2', 'F3']],
      [4, ['D0', 'D1']],
      [5, []],
      [3, ['P0', 'P1']],
      [5, ['U0', 'U1', 'U2', 'U3', 'U4']],
    ]);
  });
});
