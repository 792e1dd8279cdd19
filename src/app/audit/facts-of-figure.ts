import { namesOfCoverage } from '../../metrics/coverage.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { surroundings } from '../../evaluation/plan.js';
import { namesIn } from '../../expressions/expression.js';
import type { Value, Values } from '../../facts/fact.js';
import type { FieldType } from '../../facts/field.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import type { Label, Language } from '../../facts/label.js';
import { valueWords } from '../../facts/value-words.js';
import { expressionsOf, type Part } from '../../metrics/compile.js';
import { fieldsOfGroups } from '../../metrics/group-values.js';
import type { Membership, View } from '../../metrics/membership.js';
import { factPages, type StreamedFact, type StreamPosition } from '../../store/audit/fact-stream.js';
import { groupsLookedUp } from '../../store/audit/audited-groups.js';
import { factsFor } from '../../store/audit/fact-window.js';
import type { Transaction } from '../../store/connect.js';
import { originFinder } from '../../store/facts/origins.js';
import { Verdicts } from '../../explain/verdict.js';

/** A column of a list of facts. */
export interface FactColumn {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly type: FieldType;
  /** What its values are called, where only known ones are allowed. */
  readonly values?: Readonly<Record<string, Label>>;
}

/** A fact with what it is to a metric, why, and where the value that decided came from. */
export interface FactBehind {
  readonly fact: FactKindName;
  readonly values: readonly Value[];
  readonly membership: Membership;
  readonly because: string;
  readonly batch: number;
  readonly row: number;
  /** Where it stands in the order of the list. */
  readonly place: StreamPosition;
}

const namesOf = (part: Part): ReadonlySet<string> =>
  new Set([
    ...part.terms.flatMap(term => expressionsOf(term).flatMap(one => [...namesIn(one)])),
    ...namesOfCoverage(part),
    ...fieldsOfGroups(part),
  ]);

/** The fields that are shown of a part's facts: the key, then what its expressions read. */
export function columnsOf(part: Part, { rulebook }: Pick<EvaluationInput, 'rulebook'>): readonly FactColumn[] {
  const kind = kindOf(part.of);
  const read = namesOf(part);
  const own = rulebook.fields.filter(field => field.fact === part.of).map(({ id, en, zh, type }) => ({ name: id, en, zh, type }));
  const known = [...kind.fields.map(({ name, en, zh, type }) => ({ name, en, zh, type, ...valuesOf(part.of, name) })), ...own];
  const isKey = ({ name }: FactColumn): boolean => kind.key.includes(name);
  return [...known.filter(isKey), ...known.filter(field => !isKey(field) && read.has(field.name))];
}

function valuesOf(kind: FactKindName, field: string): Pick<FactColumn, 'values'> {
  const values = valueWords(kind, field);
  return values === undefined ? {} : { values };
}

/**
 * The facts of a part that have one of the memberships in an evaluation's period, in the order of its groups and keys, streamed. Of a
 * group, those members come that made it what it is. With a place, those that come after it. Reasons are in the language given, or English.
 */
export async function* factsBehind(
  tx: Transaction,
  input: EvaluationInput,
  part: Part,
  memberships: ReadonlySet<Membership>,
  { after, language, page = 500 }: BehindOptions = {},
): AsyncGenerator<FactBehind> {
  const findOrigins = await originFinder(tx, part.of, input.asOfBatch);
  let waiting: Judged[] = [];
  const withOrigins = async (): Promise<readonly FactBehind[]> => {
    const origins = await findOrigins(waiting.map(({ behind, fields }) => ({ ...behind, key: behind.place.key, fields })));
    return waiting.map(({ behind }, i) => ({ ...behind, ...origins[i] }));
  };
  for await (const one of judgedFacts(tx, input, part, memberships, { after, language })) {
    waiting.push(one);
    if (waiting.length < page) continue;
    yield* await withOrigins();
    waiting = [];
  }
  yield* await withOrigins();
}

/** From where on facts come, in which language reasons are, and how many are likely to be wanted: so many origins are looked up at once. */
interface BehindOptions {
  readonly after?: StreamPosition | undefined;
  readonly language?: Language | undefined;
  readonly page?: number;
}

/** A fact with where its version came from, and the fields that decided. */
interface Judged {
  readonly behind: FactBehind;
  readonly fields: ReadonlySet<string>;
}

async function* judgedFacts(
  tx: Transaction,
  input: EvaluationInput,
  part: Part,
  memberships: ReadonlySet<Membership>,
  { after, language }: BehindOptions,
): AsyncGenerator<Judged> {
  const { client, period, asOf, asOfBatch, plan, rulebook, amendments } = input;
  const view: View = { from: period.from, to: period.to, asOf, around: surroundings(plan.places, asOf) };
  const verdicts = new Verdicts(part, rulebook.fields, view, { exclusions: amendments.exclusions, language });
  const columns = columnsOf(part, input);
  const known = { client: client.code, batch: asOfBatch, from: period.from, to: period.to, places: plan.places };
  const stream = {
    kind: part.of,
    names: new Set([...columns.map(({ name }) => name), ...part.per, 'site', ...namesOf(part)]),
    ownFields: rulebook.fields,
    ...factsFor([part], known, await groupsLookedUp(tx, [part], known)),
    orderedBy: part.per,
    from: after,
  };
  let left = after;
  for await (const group of groups(factPages(tx, stream), part.per)) {
    // The group that the place is in is read again, to be judged as a whole, and listed from its next member on.
    const before = left === undefined ? 0 : group.findIndex(({ values }) => isAt(left, placeOf(part, values))) + 1;
    left = undefined;
    const members = group.map(({ values }) => values);
    const membership = verdicts.membership(members);
    const touches = group.some(({ first, last }) => first !== null && last !== null && first < period.to && last >= period.from);
    const isCounted = touches || (membership !== 'outside' && membership !== 'undated');
    if (!isCounted || !memberships.has(membership)) continue;
    const { because, deciding } = verdicts.of(members);
    for (const { values, batch, row } of group.slice(before)) {
      if (!deciding.includes(values)) continue;
      const shown = columns.map(({ name }) => values[name] ?? null);
      const behind = {
        fact: part.of,
        values: shown,
        membership,
        because: group.length === 1 ? because : verdicts.ofMember(values, membership),
        batch,
        row,
        place: placeOf(part, values),
      };
      yield { behind, fields: verdicts.fieldsDeciding(values, membership) };
    }
  }
}

const placeOf = ({ of, per }: Part, values: Values): StreamPosition => ({
  group: per.map(name => placed(values[name])),
  key: kindOf(of).key.map(name => placed(values[name])),
});

const placed = (value: Value | undefined): StreamPosition['key'][number] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const isAt = (a: StreamPosition | undefined, b: StreamPosition): boolean => JSON.stringify(a?.key) === JSON.stringify(b.key);

async function* groups(
  pages: AsyncGenerator<readonly StreamedFact[]>,
  per: readonly string[],
): AsyncGenerator<readonly StreamedFact[]> {
  let group: StreamedFact[] = [];
  for await (const page of pages) {
    for (const fact of page) {
      const before = group.at(-1)?.values;
      const isNext =
        before !== undefined &&
        per.length > 0 &&
        per.every(name => fact.values[name] != null && fact.values[name] === before[name]);
      if (!isNext && group.length > 0) {
        yield group;
        group = [];
      }
      group.push(fact);
    }
  }
  if (group.length > 0) yield group;
}
