import { expect } from 'chai';
import fc from 'fast-check';
import { recomputedByRows, recomputedBySql } from '../../src/app/audit/recompute.js';
import { recountsOf } from '../../src/app/audit/recount.js';
import { evaluationInput, evaluationInputs, type InputAsked } from '../../src/app/evaluation/evaluation-input.js';
import { type Amendments, noAmendments } from '../../src/evaluation/amendments.js';
import { cohortOf, sharedPlan } from '../../src/evaluation/cohorts.js';
import { freezeRules, textOfRules } from '../../src/evaluation/frozen.js';
import { planFor } from '../../src/evaluation/plan.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, factKinds } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import { contractOverTime } from '../support/contract-over-time.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import { randomAmendments, randomRules } from '../support/random-rules.js';
import { type FactSets, loadFacts, packagedRules, runCount } from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const asOf = Date.UTC(2026, 2, 20, 3);
const { from, to } = parsePeriod('2026-03', zone) ?? { from: 0, to: 0 };

/** What differs from client to client: its facts, where it is, when it is judged, and what is excluded. */
interface DrawnClient {
  readonly facts: FactSets;
  readonly place: Pick<Client, 'time_zone' | 'calendar' | 'segment'>;
  readonly asOf: number;
  readonly amendments: Amendments;
  /** Whether a contract of its own asks for other times, and for a part of the work. */
  readonly hasContract: boolean;
}

interface Drawn {
  readonly rulebook: Rulebook;
  readonly clients: readonly DrawnClient[];
  /** Facts that are the whole firm's. */
  readonly ofAll: readonly Values[];
}

const clientsAtOnce = 6;
const firm = '*';

function cases(packaged: Rulebook): fc.Arbitrary<Drawn> {
  const items = packaged.metrics.filter(({ id, kind }) => kind === 'mean' && !id.startsWith('x_')).map(({ id }) => id);
  const of = (kind: FactKindName): fc.Arbitrary<readonly Values[]> =>
    randomFacts(kind, {
      from,
      to,
      asOf,
      client: 'any',
      most: kind === 'shipment' ? 10 : 4,
      pools: kind === 'survey_answer' ? { item: items } : kind === 'reading' ? { item: ['current_ratio'] } : {},
    });
  // Clients share what is read where they have facts of the same kinds.
  const some = (name: FactKindName) => of(name).filter(rows => rows.length > 0);
  const facts = fc.record(Object.fromEntries(factKinds.map(({ name }) => [name, some(name)])));
  const always = packaged.metrics.filter(({ id }) => ['current_ratio', 'delivery_cycle_hours', 'otif'].includes(id));
  return randomRules(packaged, 6).chain(drawn => {
    const rulebook = { ...drawn, metrics: [...new Set([...drawn.metrics, ...always])] };
    const client = fc.record({
      facts,
      place: fc.constantFrom(
        { time_zone: zone, calendar: 'china', segment: 'retail' },
        { time_zone: zone, calendar: 'china', segment: 'retail' },
        { time_zone: zone, calendar: 'china' },
        { time_zone: 'Europe/Berlin' },
      ),
      asOf: fc.constantFrom(asOf, asOf, asOf + 86_400_000),
      amendments: fc.oneof(
        { arbitrary: fc.constant(noAmendments), weight: 4 },
        { arbitrary: randomAmendments(rulebook, { from, to, period: '2026-03' }), weight: 1 },
      ),
      hasContract: fc.constantFrom(false, false, true),
    });
    const clients = fc.array(client, { minLength: clientsAtOnce, maxLength: clientsAtOnce });
    return fc.record({ rulebook: fc.constant(rulebook), clients, ofAll: of('reading') });
  });
}

// Agents are pseudonyms, which the store asks for one by one: that would only take time here.
const own = (values: Values, client: string): Values => ({ ...values, ...('agent' in values ? { agent: null } : {}), client });

/** What is asked for of each client, by the same rules but for contracts. */
function askedOf({ rulebook, clients }: Drawn, codes: readonly string[]): readonly InputAsked[] {
  const metric = rulebook.metrics.find(({ kind }) => kind === 'proportion')?.id;
  const contracts = clients.flatMap(({ hasContract }, i) =>
    hasContract && metric !== undefined ? [contractOverTime(codes[i] ?? '', metric)] : [],
  );
  const rules = contracts.length === 0 ? rulebook : { ...rulebook, contracts };
  return clients.map(({ place, amendments, asOf: moment }, i) => {
    const code = codes[i] ?? '';
    const client: Client = { code, name: { en: code, zh: code }, depth: 'all', ...place };
    const period = parsePeriod('2026-03', client) ?? expect.fail();
    return { client, period, asOf: moment, asOfBatch: 2 ** 31 - 2, rulebook: rules, rulebookHash: 'f', amendments };
  });
}

eachDatabase('Law: clients evaluated together', database => {
  let packaged: Rulebook;
  let made = 0;
  let shared = 0;

  before(async () => {
    const rules = await packagedRules();
    const site = { code: 'NYC', name: { en: 'NYC', zh: 'NYC' }, time_zone: 'America/New_York' };
    packaged = { ...rules, metrics: [...rules.metrics, ...groupMetrics], sites: [site] };
  });

  it('have the same documents as each by itself, byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(cases(packaged), async drawn => {
        const codes = drawn.clients.map(() => `T${++made}`);
        for (const { name } of factKinds) {
          const rows = drawn.clients.flatMap(({ facts }, i) => (facts[name] ?? []).map(values => own(values, codes[i] ?? '')));
          const line = made;
          const ofFirm =
            name === 'reading' ? drawn.ofAll.map((values, i) => ({ ...own(values, firm), source_ref: `${line}-${i}` })) : [];
          await loadFacts(database(), name, [...rows, ...ofFirm]);
        }
        const asked = askedOf(drawn, codes);
        await database().transaction(async tx => {
          const together = await evaluationInputs(tx, asked, 2 ** 31 - 2);
          // As a cluster tells groups of several facts, which has no temporary tables beside them; and where a month is a small part of a history.
          const otherwise = {
            counted: await evaluationInputs(tx, asked, 2 ** 31 - 2, { groups: 'counted' }),
            'looked up': await evaluationInputs(tx, asked, 2 ** 31 - 2, { search: 'look_up' }),
            'looked up and counted': await evaluationInputs(tx, asked, 2 ** 31 - 2, { groups: 'counted', search: 'look_up' }),
          };
          const cohorts = new Set(together.map(({ plan, ...one }) => cohortOf({ ...one, plan, batch: 1, spans: [] })));
          shared += together.length - cohorts.size;
          const byRows = new Map<string, string>();
          for (const { members, recount } of recountsOf(together))
            for (const one of members) byRows.set(one.client.code, await recomputedByRows(tx, one, undefined, recount));
          for (const [i, one] of asked.entries()) {
            const alone = recomputedBySql(await evaluationInput(tx, one));
            expect(recomputedBySql(together[i] ?? expect.fail()), one.client.code).to.equal(alone);
            for (const [way, inputs] of Object.entries(otherwise))
              expect(recomputedBySql(inputs[i] ?? expect.fail()), `${one.client.code}, ${way}`).to.equal(alone);
            expect(byRows.get(one.client.code), `${one.client.code}, row by row`).to.equal(alone);
          }
        });
      }),
      { numRuns: runCount(4) },
    );
    // A law over clients none of whom share anything would say nothing.
    expect(shared).to.be.greaterThan(4);
  });

  it('have the plans and the frozen rules that they have by themselves', () => {
    fc.assert(
      fc.property(cases(packaged), drawn => {
        const asked = askedOf(
          drawn,
          drawn.clients.map((_, i) => `P${i}`),
        );
        const recorded = new Map([['shipment' as const, new Set(['carrier', 'delivered_at', 'promised_at'])]]);
        const frozen = asked.map(({ rulebook, client }) => freezeRules(rulebook, client));
        for (const [i, { rulebook, client, amendments }] of asked.entries()) {
          const plan = sharedPlan(rulebook, client, recorded, amendments.exclusions);
          const plain = planFor({ ...rulebook }, client, recorded, amendments.exclusions);
          expect(textOfRules([plan.metrics, plan.raw, plan.places])).to.equal(
            textOfRules([plain.metrics, plain.raw, plain.places]),
          );
          expect(frozen[i]).to.equal(freezeRules({ ...rulebook }, client));
        }
      }),
      { numRuns: runCount(5) },
    );
  });
});
