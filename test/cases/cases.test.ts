import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { compare, decimalText, divide, exact, type Exact } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import type { Field } from '../../src/facts/field.js';
import { type FactKindName, factKinds, kindOf } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import { instantOf } from '../../src/facts/time.js';
import { call, type Expression, literal } from '../../src/expressions/expression.js';
import { type CompiledMetric, compileMetric } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import { formulaValue } from '../../src/metrics/formula.js';
import { combined, judge, type Membership, memberships } from '../../src/metrics/membership.js';
import { groupsOf, type MetricTally, noCounts, tallyFacts } from '../../src/metrics/tally.js';
import { metricValue } from '../../src/metrics/value.js';
import { eachDatabase } from '../support/databases.js';
import { randomFacts } from '../support/random-facts.js';
import {
  inKeyOrder,
  inZone,
  loadFacts,
  packagedRules,
  plainTally,
  tallyRows,
  tallySql,
  viewOf,
  type Window,
} from '../support/tallying.js';

type Given = Readonly<Record<string, string | number | boolean>> & {
  readonly of?: FactKindName;
  readonly membership?: Membership;
};

/** A case file as its README says; `shape.test.ts` looks that it is one. */
interface Case {
  readonly metric: string;
  readonly zone: string;
  readonly period: string;
  readonly as_of: string;
  readonly facts: readonly Given[];
  readonly groups?: readonly {
    readonly key: readonly (string | null)[];
    readonly row?: number;
    readonly membership: Membership;
  }[];
  readonly numerator?: string;
  readonly denominator?: string;
  readonly value: string | null;
  readonly percentiles?: Readonly<Record<string, string>>;
  readonly examples?: readonly Example[];
}

interface Example {
  readonly why: string;
  readonly given: Readonly<Record<string, string | null>>;
  readonly previous?: Readonly<Record<string, string | null>>;
  readonly value: string | null;
}

interface Row {
  readonly kind: FactKindName;
  readonly values: Values;
  readonly says: string;
  readonly membership: Membership | undefined;
  readonly isExcluded: boolean;
}

const folder = new URL('./', import.meta.url);
const cases = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .map(name => parse(readFileSync(new URL(name, folder), 'utf8')) as Case);
const counted = cases.filter(one => one.examples === undefined);

let rulebook: Rulebook;
before(async () => {
  rulebook = await packagedRules();
});

function metricOf({ metric }: Case): Metric {
  const found = rulebook.metrics.find(known => known.id === metric);
  if (found === undefined) throw new Error(`a case for ${metric}, which is no metric`);
  return found;
}

const compiledOf = (one: Case): CompiledMetric => compileMetric(metricOf(one), []);

/** The case's metric, with its excluded facts taken out by their keys. */
function withoutExcluded(one: Case, rows: readonly Row[]): CompiledMetric {
  const compiled = compiledOf(one);
  const parts = compiled.parts.map(part => {
    const own = rows.filter(row => row.isExcluded && row.kind === part.of);
    const isOne = own.map(({ values }) => {
      const same = kindOf(part.of).key.map(name => isValue(part.of, name, values[name] ?? null));
      return same.reduce((both, next) => call('boolean', 'and', both, next));
    });
    const [first, ...rest] = isOne;
    if (first === undefined) return part;
    const excluded = rest.reduce((either, next) => call('boolean', 'or', either, next), first);
    return { ...part, terms: part.terms.map(term => ({ ...term, excluded })) };
  });
  return { ...compiled, parts };
}

function isValue(of: FactKindName, name: string, value: Value): Expression {
  const type = kindOf(of).fields.find(field => field.name === name)?.type ?? 'text';
  return call('boolean', 'equal', { node: 'name', type, name }, literal(type, value));
}

function windowOf({ zone, period, as_of }: Case): Window {
  const { from, to } = parsePeriod(period, zone) ?? { from: Number.NaN, to: Number.NaN };
  return { from, to, asOf: instant(zone, as_of), places: inZone(zone) };
}

const instant = (zone: string, text: string): number =>
  text.endsWith('Z') ? Date.parse(text) : instantOf(zone, Date.parse(`${text}Z`)).at;

/** The case's facts, each under the case's own client and in the order in which they are given. */
function rowsOf(one: Case, compiled: CompiledMetric): readonly Row[] {
  return one.facts.map((given, i) => {
    const kind = kindOf(given.of ?? compiled.parts[0]?.of ?? 'shipment');
    const read = (field: Field): Value => {
      const value = given[field.name];
      if (field.name === 'client') return one.metric;
      if (value === undefined)
        return kind.key.includes(field.name) ? (field.initial ?? `#${String(i + 1).padStart(3, '0')}`) : null;
      if (field.type === 'instant') return instant(one.zone, String(value));
      return field.type === 'number' ? exact(String(value)) : value;
    };
    return {
      kind: kind.name,
      values: Object.fromEntries(kind.fields.map(field => [field.name, read(field)])),
      says: `fact ${i + 1} (${given['why'] ?? ''})`,
      membership: given.membership,
      isExcluded: given['excluded'] !== undefined,
    };
  });
}

const of = (rows: readonly Row[], kind: FactKindName): readonly Values[] =>
  rows.filter(row => row.kind === kind).map(row => row.values);
const text = (value: Exact | null): string | null => (value === null ? null : decimalText(value));
const wanted = (value: string | null | undefined): string | null => (value == null ? null : decimalText(exact(value)));

/** What the tally makes against what the case says: numerator, denominator, value and percentiles. */
function expectValue(one: Case, compiled: CompiledMetric, { total }: MetricTally): void {
  const { numerator, denominator, value } = metricValue(compiled, total);
  if (one.numerator !== undefined) expect(text(numerator), 'numerator').to.equal(wanted(one.numerator));
  if (one.denominator !== undefined) expect(text(denominator), 'denominator').to.equal(wanted(one.denominator));
  expect(text(value), 'value').to.equal(wanted(one.value));
  const shown = [...(total.percentiles ?? [])].map(([percent, millis]) => [
    String(percent),
    text(divide(millis, compiled.divisor)),
  ]);
  expect(Object.fromEntries(shown), 'percentiles').to.deep.equal(
    Object.fromEntries(Object.entries(one.percentiles ?? {}).map(([percent, at]) => [percent, wanted(at)])),
  );
}

describe('The cases, row by row', () => {
  it('are one for each packaged metric, and for no other', () => {
    expect(cases.map(one => one.metric).sort()).to.deep.equal(rulebook.metrics.map(metric => metric.id).sort());
  });

  for (const one of cases) it(one.metric, () => (one.examples === undefined ? rowByRow(one) : byExamples(one, one.examples)));
});

function rowByRow(one: Case): void {
  const rows = rowsOf(one, compiledOf(one));
  const compiled = withoutExcluded(one, rows);
  const view = viewOf(windowOf(one));
  for (const { kind, values, membership, says } of rows) {
    const alone = compiled.parts.filter(part => part.of === kind && part.per.length === 0);
    if (membership === undefined) continue;
    expect(alone, `${says} is grouped: its membership belongs to its group`).not.to.deep.equal([]);
    expect(combined(alone.map(part => judge(part, view)([values]).membership)), says).to.equal(membership);
  }
  const tally = tallyFacts(compiled, view, [], kind => inKeyOrder(kind.name, of(rows, kind.name)));
  const stated = [...groupMemberships(one, compiled, rows), ...rows.flatMap(row => row.membership ?? [])];
  const counts = { ...noCounts };
  for (const membership of stated) counts[membership]++;
  expectValue(one, compiled, tally);
  // Outside are shown only if a date of theirs touches the period, which cases do not say.
  if (compiled.parts.length === 1)
    expect({ ...tally.total.counts, outside: counts.outside }, 'memberships').to.deep.equal(counts);
  expect(tally.total.counts.outside, 'outside').to.be.at.most(
    Math.max(counts.outside, compiled.parts.length > 1 ? rows.length : 0),
  );
}

/** Each group's membership, having looked that it is what the case says; every group of one part must be named. */
function groupMemberships(one: Case, compiled: CompiledMetric, rows: readonly Row[]): readonly Membership[] {
  const part = compiled.parts.find(grouped => grouped.per.length > 0);
  if (one.groups === undefined || part === undefined) return [];
  const judged = judge(part, viewOf(windowOf(one)));
  const groups = [...groupsOf(part, kindOf(part.of), inKeyOrder(part.of, of(rows, part.of)))];
  const seen = one.groups.map(({ key, row, membership }) => {
    const values = row === undefined ? undefined : rows[row - 1]?.values;
    const members = groups.find(([first, ...more]) =>
      values === undefined ? part.per.every((name, i) => first?.[name] === key[i]) : first === values || more.includes(values),
    );
    if (members === undefined) throw new Error(`there is no group ${JSON.stringify(key)}`);
    expect(judged(members).membership, `group ${JSON.stringify(key)}`).to.equal(membership);
    return members;
  });
  expect(new Set(seen).size, 'groups named').to.equal(groups.length);
  return one.groups.map(group => group.membership);
}

function byExamples(one: Case, examples: readonly Example[]): void {
  const metric = metricOf(one);
  if (metric.kind !== 'formula') throw new Error(`${one.metric} is no formula: its case has facts`);
  const from =
    (source: Example['given'] = {}) =>
    (name: string): Exact | null => {
      const value = source[name];
      if (value === undefined) throw new Error(`the example does not give ${name}`);
      return value === null ? null : exact(value);
    };
  for (const { why, given, previous, value } of examples) {
    const made = formulaValue(metric.formula, { current: from(given), previous: from(previous) });
    expect(
      made === null || value === null ? made === value : compare(made, exact(value)) === 0,
      `${why}: ${text(made)}`,
    ).to.equal(true);
  }
}

eachDatabase('The cases in SQL', database => {
  // Respondents are pseudonyms in the store, so their answers cannot be named here: excluded ones are left out, and the value stays the same.
  const storedRows = (one: Case): readonly Row[] =>
    rowsOf(one, compiledOf(one)).filter(row => !(row.isExcluded && row.kind === 'survey_answer'));

  before(async () => {
    const rows = counted.flatMap(storedRows);
    for (const { name } of factKinds) await loadFacts(database(), name, of(rows, name));
  });

  for (const one of counted) {
    it(one.metric, async () => {
      const window = windowOf(one);
      const rows = storedRows(one);
      const compiled = withoutExcluded(one, rows);
      const bySql = await tallySql(database(), [compiled], window, one.metric);
      const facts = Object.fromEntries(factKinds.map(({ name }) => [name, of(rows, name)]));
      const byRow = tallyRows([compiled], window, facts);
      const [sql, row] = [bySql.get(one.metric), byRow.get(one.metric)];
      if (sql === undefined || row === undefined) throw new Error('not tallied');
      expectValue(one, compiled, sql);
      if (hasAgents(rows)) expect(sql.total.counts).to.deep.equal(row.total.counts);
      else expect(plainTally(sql)).to.deep.equal(plainTally(row));
    });
  }

  it('gives all metrics of one client at once what it gives each alone', async () => {
    const [one] = counted;
    if (one === undefined) throw new Error('no case');
    const all = counted.filter(other => other.period === one.period && other.zone === one.zone).map(compiledOf);
    const together = await tallySql(database(), all, windowOf(one), one.metric);
    for (const compiled of all) {
      const alone = await tallySql(database(), [compiled], windowOf(one), one.metric);
      const [a, b] = [together.get(compiled.metric.id), alone.get(compiled.metric.id)];
      expect(a && plainTally(a), compiled.metric.id).to.deep.equal(b && plainTally(b));
    }
  });
});

// Agents are pseudonyms in the store: a slice of theirs has another name there.
const hasAgents = (rows: readonly Row[]): boolean => rows.some(({ values }) => values['agent'] != null);

describe('The memberships of a metric', () => {
  it('are each given by its case, as far as random facts give them', () => {
    const lacking = counted.flatMap(one => {
      const compiled = compiledOf(one);
      const stated = new Set([...(one.groups ?? []), ...one.facts].flatMap(fact => fact.membership ?? []));
      // Of a metric over several kinds, groups are not named: its value shows that they were judged right.
      if (compiled.parts.length > 1) for (const name of given(one, compiled)) stated.add(name);
      const { counts } = randomTally(one, compiled).total;
      return memberships.filter(name => counts[name] > 0 && !stated.has(name)).map(name => `${one.metric}: ${name}`);
    });
    expect(lacking).to.deep.equal([]);
  });
});

function given(one: Case, compiled: CompiledMetric): readonly Membership[] {
  const rows = rowsOf(one, compiled);
  const tally = tallyFacts(compiled, viewOf(windowOf(one)), [], kind => inKeyOrder(kind.name, of(rows, kind.name)));
  return memberships.filter(name => tally.total.counts[name] > 0);
}

/** The metric over some hundred facts that are the same in every run. */
function randomTally(one: Case, compiled: CompiledMetric): MetricTally {
  const window = windowOf(one);
  const items = { item: [one.metric, 'another'] };
  const factsOf = (kind: FactKindName): readonly Values[] => {
    const sample = fc.sample(randomFacts(kind, { client: 'any', ...window, pools: items }), { numRuns: 40, seed: 7 });
    // Each sample is a set of facts with keys of their own: apart by the first part of the key behind the client.
    const [, apart = ''] = kindOf(kind).key;
    return sample.flatMap((facts, i) => facts.map(values => ({ ...values, [apart]: `${i}:${String(values[apart])}` })));
  };
  return tallyFacts(compiled, viewOf(window), [], kind => inKeyOrder(kind.name, factsOf(kind.name)));
}
