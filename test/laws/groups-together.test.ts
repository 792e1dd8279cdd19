import { expect } from 'chai';
import fc from 'fast-check';
import { tallyByRows } from '../../src/app/audit/row-tally.js';
import type { Values } from '../../src/facts/fact.js';
import { Verdicts } from '../../src/explain/verdict.js';
import { kindOf } from '../../src/facts/kinds.js';
import { compileMetric, type Part } from '../../src/metrics/compile.js';
import { fieldsRead } from '../../src/metrics/coverage.js';
import type { Membership } from '../../src/metrics/membership.js';
import { groupsOf, type MembershipCounts, tallyFacts } from '../../src/metrics/tally.js';
import type { Transaction } from '../../src/store/connect.js';
import { evidenceOf } from '../../src/store/evidence.js';
import type { Scan } from '../../src/store/scan-view.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { inKeyOrder, inZone, loadFacts, plainTally, runCount, tallySql, viewOf, type Window } from '../support/tallying.js';

const from = Date.UTC(2026, 4, 1);
const to = Date.UTC(2026, 5, 1);
const hour = 3_600_000;
const window: Window = {
  from,
  to,
  asOf: to,
  places: { ...inZone('UTC'), sites: [{ code: 'NYC', zone: 'America/New_York', calendar: undefined }] },
};

const maybe = <T>(some: readonly T[]): fc.Arbitrary<T | null> => fc.constantFrom(...some, ...some, ...some, null);
const at = fc.integer({ min: -20, max: 24 * 33 }).map(hours => from + hours * hour);

/** Few orders and shipments of many lines, whose quantities often come out even. */
const lines = fc.array(
  fc.record({
    order_no: maybe(['O1', 'O2', 'O3']),
    shipment_no: fc.constantFrom('S1', 'S2', 'S3', 'S4'),
    product: maybe(['A', 'B']),
    site: maybe(['NYC', 'SHA']),
    status: maybe(['delivered', 'delivered', 'lost', 'open']),
    mode: maybe(['air', 'sea']),
    small_batch: maybe([true, false]),
    documents_correct: maybe([true, false]),
    ordered_qty: maybe([10, 10, 20]),
    delivered_qty: maybe([5, 10, 20, 0]),
    promised_at: fc.option(at, { freq: 8 }),
    delivered_at: fc.option(at, { freq: 8 }),
  }),
  { maxLength: 14 },
);

/** An order's quantities held against each other once more, line by line in plain steps. */
function byHand(facts: readonly Values[]): MembershipCounts {
  const counts = { passed: 0, failed: 0, excluded: 0, undetermined: 0, undated: 0, outside: 0 };
  const orders = new Map<unknown, Values[]>();
  facts.forEach((fact, i) => {
    const key = fact['order_no'] ?? i;
    orders.set(key, [...(orders.get(key) ?? []), fact]);
  });
  for (const all of orders.values()) {
    const ended = all.filter(({ status }) => status === 'delivered' || status === 'lost');
    const members = ended.length > 0 ? ended : all.filter(({ status }) => status === null);
    const days = members.flatMap(({ delivered_at: day }) => (typeof day === 'number' ? [day] : []));
    const latest = Math.max(...days);
    if (days.length === 0 || latest < from || latest >= to) continue;
    if (ended.length === 0) {
      counts.undetermined++;
      continue;
    }
    const quantities = (name: string): readonly number[] => ended.map(fact => Number(fact[name] ?? Number.NaN));
    const delivered = quantities('delivered_qty').reduce((sum, one) => sum + one, 0);
    const ordered = Math.max(...quantities('ordered_qty'));
    if (ended.some(({ status }) => status === 'lost') || delivered < ordered) counts.failed++;
    else if (Number.isNaN(delivered) || Number.isNaN(ordered)) counts.undetermined++;
    else counts.passed++;
  }
  return counts;
}

const kind = kindOf('shipment');

/** The facts that made groups fail, or leave them open, with the reason of each: as one that reads all of them says it. */
function reasonsByHand(part: Part, verdicts: Verdicts, facts: readonly Values[], membership: Membership): readonly string[] {
  const groups = [...groupsOf(part, kind, inKeyOrder('shipment', facts))];
  return groups.flatMap(members => {
    const verdict = verdicts.of(members);
    if (verdict.membership !== membership) return [];
    return verdict.deciding.map(fact => `${String(fact['line_no'])} ${verdicts.ofMember(fact, membership)}`);
  });
}

/** The same as the database lists it. */
async function reasonsListed(
  tx: Transaction,
  part: Part,
  { verdicts, membership, ...scan }: { verdicts: Verdicts; membership: Membership } & Pick<Scan, 'client' | 'search'>,
): Promise<readonly string[]> {
  const read = fieldsRead(part);
  const reasons: string[] = [];
  const list = {
    part,
    membership,
    columns: kind.fields.filter(({ name }) => read.has(name)),
    decidedBy: (values: Values): ReadonlySet<string> => {
      reasons.push(`${String(values['line_no'])} ${verdicts.ofMember(values, membership)}`);
      return new Set();
    },
  };
  await evidenceOf(tx, [list], { ...window, ...scan, batch: 2 ** 31 - 1, fields: [] });
  return reasons;
}

eachDatabase('Law: facts that are taken together', database => {
  const metrics = groupMetrics.map(metric => compileMetric(metric, []));
  const reached = new Map(metrics.map(({ metric }) => [metric.id, new Set<string>()]));
  let made = 0;

  it('come to the same by SQL, fact by fact in columns, and one by one; for the same reasons; and by hand', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async drawn => {
        const client = `G${++made}`;
        const facts = drawn.map((values, i) => ({ ...values, client, line_no: String(i) }));
        await loadFacts(database(), 'shipment', facts);
        const bySql = await tallySql(database(), metrics, window, client);
        // As where the month is a small part of a history, and as where it is most of it.
        const search = made % 2 === 0 ? 'look_up' : 'compare';
        const scan = { ...window, client, batch: 2 ** 31 - 1, fields: [], search } as const;
        const inColumns = await database().transaction(tx => tallyByRows(tx, metrics, scan));
        for (const compiled of metrics) {
          const { id } = compiled.metric;
          const [sql = expect.fail(id), rows = expect.fail(id)] = [bySql.get(id), inColumns.get(id)];
          const oneByOne = tallyFacts(compiled, viewOf(window), [], () => inKeyOrder('shipment', facts));
          expect(plainTally(sql), id).to.deep.equal(plainTally(oneByOne));
          expect(plainTally(rows), id).to.deep.equal(plainTally(oneByOne));
          const { passed, failed, undetermined } = sql.total.counts;
          Object.entries({ passed, failed, undetermined }).forEach(([name, count]) => {
            if (count > 0) reached.get(id)?.add(name);
          });
          const [part = expect.fail(id)] = compiled.parts;
          const verdicts = new Verdicts(part, [], viewOf(window));
          for (const membership of ['failed', 'undetermined'] as const) {
            const listed = await database().transaction(tx => reasonsListed(tx, part, { verdicts, client, membership, search }));
            expect(listed.toSorted(), `${id}, ${search}`).to.deep.equal(
              reasonsByHand(part, verdicts, facts, membership).toSorted(),
            );
          }
          if (id !== 'x_order_in_full') continue;
          const hand = byHand(facts);
          expect({ passed, failed, undetermined }).to.deep.equal({
            passed: hand.passed,
            failed: hand.failed,
            undetermined: hand.undetermined,
          });
        }
      }),
      { numRuns: runCount(12) },
    );
    for (const [id, names] of reached) expect([...names], id).to.include.members(['passed', 'failed']);
    expect([...(reached.get('x_order_in_full') ?? [])]).to.include('undetermined');
  });
});
