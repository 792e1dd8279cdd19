import { expect } from 'chai';
import fc from 'fast-check';
import { recomputedBySql } from '../../src/app/audit/recompute.js';
import { evaluationInputs, type InputAsked } from '../../src/app/evaluation/evaluation-input.js';
import { type Amendments, noAmendments } from '../../src/evaluation/amendments.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, factKinds, kindOf } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import type { Database } from '../../src/store/connect.js';
import { withdrawBatch } from '../../src/store/facts/withdraw.js';
import { KeptTallies } from '../../src/store/kept-tallies.js';
import type { Metric } from '../../src/metrics/definition.js';
import { load } from '../store/facts/loading.js';
import { contractOverTime } from '../support/contract-over-time.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import { randomAmendments, randomRules } from '../support/random-rules.js';
import { packagedRules, runCount } from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const { from, to } = parsePeriod('2026-03', zone) ?? { from: 0, to: 0 };
const hour = 3_600_000;
const always = { fewestFacts: 0, mostTouched: () => 1_000_000 };

/** What happens to a client from one evaluation to the next. */
type Step =
  | { readonly does: 'import'; readonly kind: FactKindName; readonly facts: readonly Values[]; readonly whose: readonly number[] }
  | { readonly does: 'withdraw'; readonly which: number }
  | { readonly does: 'wait'; readonly hours: number }
  | { readonly does: 'amend'; readonly amendments: Amendments }
  | { readonly does: 'move'; readonly place: Pick<Client, 'time_zone' | 'calendar' | 'segment'> }
  | { readonly does: 'reword'; readonly rules: number };

interface Drawn {
  readonly rules: readonly Rulebook[];
  readonly hasContract: boolean;
  readonly steps: readonly (Step & { readonly isEvaluated: boolean })[];
}

/** Metrics that compare instants with the moment, and one that does more with it. */
const compared = new Set([
  'on_time_delivery_due',
  'open_overdue_rate',
  'pod_return',
  'complaint_timeliness',
  'delivery_cycle_hours',
  'x_age',
  'x_whole_order_by_due',
  'x_done_by_now',
]);
const age: Metric = {
  id: 'x_age',
  label: { en: 'x', zh: 'x' },
  kind: 'mean',
  of: 'shipment',
  dated: 'order_received_at',
  value: 'as_of - order_received_at',
  percentiles: [50, 90],
  improves: 'down',
  unit: 'hours',
  stage: 'fixed',
  params: {},
};

const judged = {
  label: { en: 'x', zh: 'x' },
  kind: 'proportion',
  of: 'shipment',
  dated: 'promised_at',
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: {},
} as const;
/** Conditions whose outcome changes with the moment though no single fact shows it. */
const byMoment: readonly Metric[] = [
  {
    ...judged,
    id: 'x_whole_order_by_due',
    per: ['order_no'],
    passes: { when: 'done_by(largest_of(delivered_at), promised_at + hours(4))' },
  },
  { ...judged, id: 'x_done_by_now', passes: { when: 'done_by(delivered_at, as_of)' } },
];

const common = [
  'shipment',
  'shipment',
  'shipment',
  'warehouse_task',
  'complaint',
  'invoice',
  'contact',
  'quality_check',
] as const;

function cases(packaged: Rulebook): fc.Arbitrary<Drawn> {
  const items = packaged.metrics.filter(({ id, kind }) => kind === 'mean' && !id.startsWith('x_')).map(({ id }) => id);
  const facts = (kind: FactKindName): fc.Arbitrary<Step> => {
    const pools = kind === 'survey_answer' ? { item: items } : kind === 'reading' ? { item: ['current_ratio'] } : {};
    const drawn = randomFacts(kind, { from, to, asOf: to, client: 'any', most: 7, pools });
    const whose = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 7, maxLength: 7 });
    return fc.record({ does: fc.constant('import'), kind: fc.constant(kind), facts: drawn, whose });
  };
  const kinds = fc.constantFrom<FactKindName>(...common, ...factKinds.map(({ name }) => name)).chain(facts);
  const hours = fc.constantFrom(1, 8, 24, 24 * 4, 24 * 9, 24 * 40);
  const places = fc.constantFrom({ time_zone: zone, calendar: 'china' }, { time_zone: 'Europe/Berlin', segment: 'retail' });
  const judgedByMoment = packaged.metrics.filter(({ id }) => compared.has(id));
  const rules = randomRules(packaged, 25).map(drawn => ({
    ...drawn,
    metrics: [...new Set([...drawn.metrics, ...judgedByMoment])],
  }));
  return fc.tuple(rules, rules).chain(([one, other]) => {
    const amendments = randomAmendments(one, { from, to, period: '2026-03' });
    const step = fc.oneof(
      { weight: 8, arbitrary: kinds },
      { weight: 5, arbitrary: fc.record({ does: fc.constant('wait' as const), hours }) },
      { weight: 2, arbitrary: fc.record({ does: fc.constant('withdraw' as const), which: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('amend' as const), amendments }) },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('move' as const), place: places }) },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('reword' as const), rules: fc.nat(1) }) },
    );
    const evaluated = fc.constantFrom(true, true, true, false);
    const later = fc.array(fc.tuple(step, evaluated), { minLength: 8, maxLength: 14, size: 'max' });
    const begin = fc.tuple(facts('shipment'), facts('complaint'), facts('shipment'));
    const steps = fc.tuple(begin, later).map(([first, rest]) => [...first.map(one_ => [one_, true] as const), ...rest]);
    return fc.record({
      rules: fc.constant([one, other]),
      hasContract: fc.boolean(),
      steps: steps.map(all => all.map(([one_, isEvaluated]) => ({ ...one_, isEvaluated }))),
    });
  });
}

/** A history as it goes on: two clients, whose facts come in the same files. */
class History {
  readonly codes: readonly string[];
  place: Pick<Client, 'time_zone' | 'calendar' | 'segment'> = { time_zone: zone, calendar: 'china' };
  moment = to - 10 * 24 * hour;
  amendments = noAmendments;
  rules: Rulebook;
  readonly #batches: number[] = [];

  constructor(
    readonly database: Database,
    number: number,
    readonly drawn: Drawn,
  ) {
    this.codes = [`K${number}`, `L${number}`];
    this.rules = drawn.rules[0] ?? expect.fail();
  }

  async take(step: Step): Promise<void> {
    if (step.does === 'wait') this.moment += step.hours * hour;
    if (step.does === 'amend') this.amendments = step.amendments;
    if (step.does === 'move') this.place = step.place;
    if (step.does === 'reword') this.rules = this.drawn.rules[step.rules] ?? expect.fail();
    if (step.does === 'import') await this.#import(step);
    if (step.does === 'withdraw') await this.#withdraw(step.which);
  }

  async #import({ kind, facts, whose }: Extract<Step, { does: 'import' }>): Promise<void> {
    const rows = facts.map((values, i) => {
      const nth = whose[i] ?? 0;
      // Readings of the whole firm are read for every client.
      const client = kind === 'reading' && nth === 5 ? '*' : (this.codes[nth < 4 ? 0 : 1] ?? '');
      return { ...values, ...('agent' in values ? { agent: null } : {}), client };
    });
    if (rows.length === 0) return;
    const { batch } = await load(this.database, { kind, mapped: kindOf(kind).fields.map(({ name }) => name), rows });
    if (batch !== null) this.#batches.push(batch);
  }

  async #withdraw(which: number): Promise<void> {
    const [batch] = this.#batches.splice(which % Math.max(1, this.#batches.length), 1);
    if (batch === undefined) return;
    await withdrawBatch(this.database, { batch, reason: 'wrong', actor: 'tester', at: () => 1000 });
  }

  /** What is asked for now of each client. */
  async asked(): Promise<readonly InputAsked[]> {
    const { rows } = await this.database.knex.raw<{ rows: { last: number | null }[] }>('select max(batch) as last from batch');
    const asOfBatch = rows[0]?.last ?? 0;
    const metric = this.rules.metrics.find(({ kind }) => kind === 'proportion')?.id;
    const contracts = this.drawn.hasContract && metric !== undefined ? [contractOverTime(this.codes[0] ?? '', metric)] : [];
    const rulebook = { ...this.rules, contracts };
    return this.codes.map((code, i) => {
      const client: Client = { code, name: { en: code, zh: code }, depth: 'all', ...this.place };
      const period = parsePeriod('2026-03', client) ?? expect.fail();
      const amendments = i === 0 ? this.amendments : noAmendments;
      return { client, period, asOf: this.moment, asOfBatch, rulebook, rulebookHash: 'f', amendments };
    });
  }
}

eachDatabase('Law: what is evaluated again', database => {
  let packaged: Rulebook;
  let made = 0;

  before(async () => {
    const rules = await packagedRules();
    const site = { code: 'NYC', name: { en: 'NYC', zh: 'NYC' }, time_zone: 'America/New_York' };
    packaged = { ...rules, metrics: [...rules.metrics, ...groupMetrics, age, ...byMoment], sites: [site] };
  });

  it('is what it would be from nothing, byte by byte, after whatever happened since', async () => {
    await fc.assert(
      fc.asyncProperty(cases(packaged), async drawn => {
        const history = new History(database(), ++made, drawn);
        for (const { isEvaluated, ...step } of drawn.steps) {
          await history.take(step);
          if (!isEvaluated) continue;
          const asked = await history.asked();
          const last = asked[0]?.asOfBatch;
          await database().transaction(async tx => {
            const kept = await KeptTallies.of(tx, new Map(asked.map(one => [one.client.code, one.asOfBatch])), '2026-03', always);
            const again = await evaluationInputs(tx, asked, last, { kept });
            await kept?.save(tx);
            const anew = await evaluationInputs(tx, asked, last);
            expect(again.map(recomputedBySql)).to.deep.equal(anew.map(recomputedBySql));
          });
        }
      }),
      // A history takes seconds: to look for a shorter one takes longer than a test may.
      { numRuns: runCount(4), endOnFailure: true },
    );
  });
});
