import { expect } from 'chai';
import fc from 'fast-check';
import { exact } from '../../../src/facts/exact.js';
import type { Value, Values } from '../../../src/facts/fact.js';
import type { FieldType } from '../../../src/facts/field.js';
import type { OwnField } from '../../../src/facts/kinds.js';
import { batchByNumber } from '../../../src/store/batches.js';
import type { Database } from '../../../src/store/connect.js';
import { contentHash } from '../../../src/store/facts/content-hash.js';
import { withdrawBatch } from '../../../src/store/facts/withdraw.js';
import { verifyLedger } from '../../../src/store/ledger.js';
import { pseudonymsOf } from '../../../src/store/pseudonyms.js';
import { eachDatabase } from '../../support/databases.js';
import { factsOf, load } from './loading.js';

// Survey answers have it all: a person in the key, a person's text beside it, an instant, a number.
const kind = 'survey_answer';
const own = (id: string, type: FieldType): OwnField => ({ fact: kind, id, type, en: id, zh: id });
const ownFields = [
  own('seen_at', 'instant'),
  own('paid', 'number'),
  own('on_day', 'day'),
  own('remark?', 'text'),
  own('loud', 'boolean'),
];
const key = ['client', 'wave', 'respondent', 'item', 'aspect'];
const samples: Readonly<Record<string, readonly Value[]>> = {
  role: ['client', 'staff', null],
  comment: ['Ann', 'Bob\t\\ said', null],
  answered_at: [5, 1_700_000_000_000, null],
  score: [7, exact('7.25'), null],
  phrase: ['满意', '', null],
  seen_at: [3, 1_800_000_000_000, null],
  paid: [12, exact('0.10'), null],
  on_day: [0, 20_000, null],
  'remark?': ['\\N', 'a "b" ?', null],
  loud: [true, false, null],
};
const instants = ['answered_at', 'seen_at'];
const personal = ['respondent', 'comment'];

interface Import {
  readonly mapped: readonly string[];
  readonly rows: readonly { readonly client: number; readonly item: number; readonly picks: readonly number[] }[];
}
type Step = { readonly import: Import } | { readonly withdraw: number };

const row = fc.record({ client: fc.nat(1), item: fc.nat(1), picks: fc.array(fc.nat(2), { minLength: 10, maxLength: 10 }) });
// Mostly files as they should be, one row a key: rows that contradict each other are rejected, and teach nothing about versions.
const rows = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.uniqueArray(row, { minLength: 2, maxLength: 4, selector: ({ client, item }) => `${client} ${item}` }),
  },
  { weight: 1, arbitrary: fc.array(row, { maxLength: 5 }) },
);
const imports: fc.Arbitrary<Step> = fc
  .record({ mapped: fc.subarray(Object.keys(samples), { minLength: 2 }), rows })
  .map(step => ({ import: step }));
const withdrawals: fc.Arbitrary<Step> = fc.nat(9).map(withdraw => ({ withdraw }));
const histories = fc
  .tuple(
    fc.array(imports, { minLength: 2, maxLength: 4 }),
    fc.array(fc.oneof({ weight: 1, arbitrary: imports }, { weight: 2, arbitrary: withdrawals }), { minLength: 1, maxLength: 6 }),
  )
  .map(parts => parts.flat());

/** What the store must do, said in the plainest way: each fact is what its batches say, one after the other. */
class Model {
  readonly batches: { number: number; says: ReadonlyMap<string, Values>; isWithdrawn: boolean }[] = [];

  facts(): ReadonlyMap<string, Values> {
    const facts = new Map<string, Values>();
    for (const { says, isWithdrawn } of this.batches) {
      if (!isWithdrawn) for (const [id, values] of says) facts.set(id, { ...facts.get(id), ...values });
    }
    return facts;
  }
}

const idOf = (values: Values): string => JSON.stringify(key.map(name => values[name]));
const present = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
const textOf = (values: Values | undefined): string =>
  values === undefined
    ? ''
    : JSON.stringify(
        Object.entries(present(values))
          .map(([name, value]) => `${name}=${String(value)}`)
          .sort(),
      );

eachDatabase('facts and their versions', database => {
  let run = 0;

  it('are what the remaining batches say, in their order, and stay what they were as known at any earlier batch', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async steps => story(database(), `run ${++run} `, steps)),
      { numRuns: 15 },
    );
  });

  it('say the same whichever batch is withdrawn first', async () => {
    const pairs = fc.tuple(fc.array(imports, { minLength: 2, maxLength: 5 }), fc.nat(9), fc.nat(9));
    const outcome = async (steps: readonly Step[], first: number, second: number) => {
      const name = `run ${++run} `;
      await story(database(), name, [...steps, { withdraw: first }, { withdraw: second }]);
      const facts = await Promise.all([`${name}0`, `${name}1`].map(client => factsOf(database(), client, { kind, ownFields })));
      return facts.flat().map(values => textOf({ ...values, client: null }));
    };
    await fc.assert(
      fc.asyncProperty(pairs, async ([steps, a, b]) => {
        const [first, second] = [a % steps.length, b % steps.length];
        expect(await outcome(steps, first, second)).to.deep.equal(await outcome(steps, second, first));
      }),
      { numRuns: 6 },
    );
  });
});

async function story(database: Database, run: string, steps: readonly Step[]): Promise<void> {
  const model = new Model();
  const pseudonym = await database.transaction(pseudonymsOf);
  const stored = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        personal.includes(name) && value !== null ? pseudonym(String(value)) : value,
      ]),
    );
  const seen: { batch: number; facts: readonly string[] }[] = [];
  const modelled = () => [...model.facts().values()].map(values => textOf(stored(values))).sort();
  for (const step of steps) {
    const batch =
      'import' in step ? await importStep(database, model, run, step.import) : await withdrawStep(database, model, step.withdraw);
    if (batch !== undefined) seen.push({ batch, facts: modelled() });
  }
  for (const { batch, facts } of seen) {
    const read = await Promise.all([`${run}0`, `${run}1`].map(client => factsOf(database, client, { kind, batch, ownFields })));
    expect(read.flat().map(textOf).sort(), `as known at ${batch}`).to.deep.equal(facts);
  }
  await expectSound(
    database,
    run,
    model,
    seen.map(({ batch }) => batch),
  );
}

async function importStep(database: Database, model: Model, run: string, { mapped, rows }: Import): Promise<number> {
  const values = rows.map(({ client, item, picks }): Values => {
    const keyed = { client: `${run}${client}`, wave: 'w', respondent: 'p', item: `i${item}`, aspect: 'satisfaction' };
    return { ...keyed, ...Object.fromEntries(mapped.map((name, i) => [name, samples[name]?.[picks[i] ?? 0] ?? null])) };
  });
  const groups = new Map<string, Values[]>();
  for (const row of values) groups.set(idOf(row), [...(groups.get(idOf(row)) ?? []), row]);
  const isSettled = (group: readonly Values[]) => new Set(group.map(textOf)).size === 1;
  const before = model.facts();
  const says = new Map([...groups].filter(([, group]) => isSettled(group)).map(([id, group]) => [id, group[0] ?? {}]));
  const report = await load(database, { kind, mapped: [...key, ...mapped], ownFields, rows: values });
  if (report.batch === null) throw new Error('not a dry run');
  model.batches.push({ number: report.batch, says, isWithdrawn: false });
  const after = model.facts();
  const ids = [...says.keys()];
  const added = ids.filter(id => !before.has(id)).length;
  const changed = ids.filter(id => before.has(id) && textOf(before.get(id)) !== textOf(after.get(id))).length;
  const rejected = [...groups.values()].filter(group => !isSettled(group)).flat().length;
  const unchanged = values.length - added - changed - rejected;
  expect(report.rows).to.deep.equal({ read: values.length, new: added, changed, unchanged, rejected, skipped: 0 });
  expect(report.conflicts.map(({ row }) => idOf(values[row - 2] ?? {}))).to.have.length(rejected);
  for (const { row, with: others } of report.conflicts) {
    for (const other of others) expect(idOf(values[other - 2] ?? {})).to.equal(idOf(values[row - 2] ?? {}));
    expect(others.length > 0 && !others.includes(row)).to.equal(true);
  }
  return report.batch;
}

async function withdrawStep(database: Database, model: Model, pick: number): Promise<number | undefined> {
  const batch = model.batches[pick % Math.max(1, model.batches.length)];
  if (batch === undefined || batch.isWithdrawn) return undefined;
  const before = model.facts();
  batch.isWithdrawn = true;
  const after = model.facts();
  const report = await withdrawBatch(database, { batch: batch.number, reason: 'wrong file', actor: 'tester', at: () => 2000 });
  const changed = [...batch.says.keys()].filter(id => textOf(before.get(id)) !== textOf(after.get(id))).length;
  const rows = { read: batch.says.size, new: 0, changed, unchanged: batch.says.size - changed, rejected: 0, skipped: 0 };
  expect(report.rows).to.deep.equal(rows);
  return report.batch ?? undefined;
}

/** What must hold of the rows themselves: spans are those of the instants, hashes those of the rows, the chain unbroken. */
async function expectSound(database: Database, run: string, model: Model, batches: readonly number[]): Promise<void> {
  await database.transaction(async tx => {
    const { rows } = await tx.raw<{ rows: { client: string; item: string; first_at: number | null; last_at: number | null }[] }>(
      'select client, item, first_at, last_at from fact_survey_answer where superseded_by is null and client in (?, ?)',
      [`${run}0`, `${run}1`],
    );
    const spans = [...model.facts().values()].map(values => {
      const ats = instants.flatMap(name => (typeof values[name] === 'number' ? [values[name]] : []));
      const [first_at, last_at] = ats.length === 0 ? [null, null] : [Math.min(...ats), Math.max(...ats)];
      return { client: values['client'], item: values['item'], first_at, last_at };
    });
    expect(rows).to.have.deep.members(spans);
    for (const number of batches) {
      const batch = await batchByNumber(tx, number);
      expect(batch?.content_hash).to.equal(batch === undefined ? '' : await contentHash(tx, batch));
    }
    expect(await verifyLedger(tx)).to.equal(undefined);
  });
}
