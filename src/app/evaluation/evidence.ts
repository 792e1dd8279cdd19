import type { Evaluation } from '../../evaluation/document.js';
import { type Plan, planFor, surroundings } from '../../evaluation/plan.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { Verdicts } from '../../explain/verdict.js';
import type { FailedFacts } from '../../faults/amendments.js';
import type { Values } from '../../facts/fact.js';
import { kindOf, type OwnField } from '../../facts/kinds.js';
import type { Label, Language } from '../../facts/label.js';
import type { Client } from '../../facts/place.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import { fieldsRead } from '../../metrics/coverage.js';
import type { Room } from '../../metrics/evidence-sql.js';
import type { Membership, View } from '../../metrics/membership.js';
import { maxExcludedRows } from '../../reports/exclusions.js';
import type { EvidenceList } from '../../reports/input.js';
import type { WordedEvidence } from '../../reports/scorecard-content.js';
import { amendmentsOfDocument } from './amendments-in-force.js';
import { numbersOf } from '../../store/audit/versions.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { type EvidenceFact, evidenceOf } from '../../store/evidence.js';

const shownMemberships: readonly EvidenceList['membership'][] = ['failed', 'undetermined', 'undated', 'excluded'];

/** The rules that an evaluation was made by, for whom, and how many facts are wanted at most. */
interface EvidenceRules {
  readonly rulebook: Rulebook;
  readonly client: Client;
  readonly limit: number;
  /** In which it is said why each fact is what it is; not said where it is left out. */
  readonly languages?: readonly Language[];
}

/** The plan that an evaluation was made by: with the exclusions of its document, and what was recorded at its batch. */
async function planOf(tx: Transaction, { document }: Evaluation, { rulebook, client }: EvidenceRules): Promise<Plan> {
  const { exclusions } = await amendmentsOfDocument(tx, document);
  return planFor(rulebook, client, await recordedFields(tx, client.code, document.as_of_batch), exclusions);
}

/** The facts behind an evaluation's failures and open questions, at most `limit` in all, and those that were excluded; each list says how many there are. */
export async function evidenceFor(
  tx: Transaction,
  evaluation: Evaluation,
  rules: EvidenceRules,
): Promise<readonly WordedEvidence[]> {
  const { rulebook, limit } = rules;
  const { document } = evaluation;
  const plan = await planOf(tx, evaluation, rules);
  // Excluded facts have room of their own, so that many failures never crowd them out.
  const roomOf = (membership: Membership): Room =>
    membership === 'excluded' ? { name: 'excluded', size: maxExcludedRows } : { name: 'open', size: limit };
  const asked = document.metrics.flatMap(({ metric, counts }) => {
    const compiled = plan.byId.get(metric);
    return compiled === undefined
      ? []
      : shownMemberships
          .filter(membership => counts[membership] > 0)
          .flatMap(membership => compiled.parts.map(part => ({ metric, part, membership, room: roomOf(membership) })));
  });
  const lists = await listsOf(tx, evaluation, plan, asked, { fields: rulebook.fields, languages: rules.languages });
  return lists.filter(({ totalCount }) => totalCount > 0);
}

/** The facts that a ratio's or a total's numerator counts, a list for each kind of them; none of other metrics. */
export async function numeratorFacts(
  tx: Transaction,
  evaluation: Evaluation,
  rules: EvidenceRules & { readonly metric: string },
): Promise<readonly EvidenceFound[]> {
  const { metric, rulebook, limit } = rules;
  const plan = await planOf(tx, evaluation, rules);
  const compiled = plan.byId.get(metric);
  if (compiled === undefined || (compiled.metric.kind !== 'ratio' && compiled.metric.kind !== 'total')) return [];
  const asked = countedParts(compiled).map((part, i) => ({
    metric,
    part,
    membership: 'passed' as const,
    room: { name: String(i), size: limit },
  }));
  return listsOf(tx, evaluation, plan, asked, { fields: rulebook.fields });
}

/** The facts that fail a metric, or that a ratio or total counts which should be low: the first numbers of them, and how many there are. */
export async function failedFacts(
  tx: Transaction,
  evaluation: Evaluation,
  rules: EvidenceRules & { readonly metric: string },
): Promise<FailedFacts> {
  const { metric, rulebook, limit } = rules;
  const plan = await planOf(tx, evaluation, rules);
  const compiled = plan.byId.get(metric);
  const isCount = compiled?.metric.kind === 'ratio' || compiled?.metric.kind === 'total';
  if (compiled === undefined || (isCount && compiled.metric.improves !== 'down')) return { metric, numbers: [], total: 0 };
  const parts = isCount ? countedParts(compiled) : compiled.parts;
  const membership: Membership = isCount ? 'passed' : 'failed';
  const asked = parts.map((part, i) => ({ metric, part, membership, room: { name: String(i), size: limit } }));
  const lists = await listsOf(tx, evaluation, plan, asked, { fields: rulebook.fields });
  const rows = lists.flatMap(list => list.rows);
  const ofParts = parts.flatMap((part, i) => {
    const kind = kindOf(part.of);
    const at = kind.fields
      .filter(({ name }) => kind.key.includes(name) && name !== 'client')
      .findIndex(({ name }) => name === numbersOf(kind)[0]);
    return (lists[i]?.rows ?? []).map(({ values }) => String(values[at] ?? ''));
  });
  const numbers = [...new Set(ofParts)];
  const total = lists.reduce((sum, list) => sum + list.totalCount, 0);
  return { metric, numbers, total: rows.length === total ? numbers.length : total };
}

/** What a ratio's or a total's numerator counts. */
function countedParts({ parts }: CompiledMetric): readonly Part[] {
  const counting = parts.map(part => ({ ...part, terms: part.terms.filter(({ side }) => side !== 'denominator') }));
  return counting.filter(({ terms }) => terms.length > 0);
}

/** A list of a metric's facts. */
interface ListAsked<M extends Membership = Membership> {
  readonly metric: string;
  readonly part: Part;
  readonly membership: M;
  readonly room: Room;
}

interface ListTerms {
  readonly fields: readonly OwnField[];
  readonly languages?: readonly Language[] | undefined;
}

type EvidenceFound<M extends Membership = Membership> = Omit<WordedEvidence, 'membership'> & { readonly membership: M };

/** The lists in the order in which they are asked for, also those that are empty. */
async function listsOf<M extends Membership>(
  tx: Transaction,
  { document }: Evaluation,
  { places }: Plan,
  asked: readonly ListAsked<M>[],
  { fields, languages = [] }: ListTerms,
): Promise<readonly EvidenceFound<M>[]> {
  const [from, to, asOf] = [Date.parse(document.from), Date.parse(document.to), Date.parse(document.as_of)];
  const view = { from, to, asOf, around: surroundings(places, asOf) };
  const lists = asked.map(list => ({ ...list, ...factsToShow(list, fields, view, languages) }));
  const { client, as_of_batch: batch } = document;
  const found = await evidenceOf(tx, lists, { client, batch, from, to, asOf, places, fields });
  return lists.map(({ metric, membership, part, columns, keys, reasons }, i) => {
    const { rows = [], total = 0 } = found[i] ?? {};
    return {
      metric,
      membership,
      fact: part.of,
      keys,
      columns: columns.map(({ en, zh, type }) => ({ label: { en, zh }, type })),
      rows: rows.map((row, at) => withReason(row, reasons[at])),
      totalCount: total,
    };
  });
}

/** A list's columns, keys first; the fields that decide about a fact; and, filled in the order of the rows, why each is in it. */
function factsToShow({ part, membership }: ListAsked, fields: readonly OwnField[], view: View, languages: readonly Language[]) {
  const judging = new Verdicts(part, fields, view);
  const speaking = languages.map(language => [language, new Verdicts(part, fields, view, { language })] as const);
  const kind = kindOf(part.of);
  const read = fieldsRead(part);
  const own = fields
    .filter(field => field.fact === part.of)
    .map(field => ({ name: field.id, type: field.type, en: field.en, zh: field.zh }));
  const known = [...kind.fields, ...own];
  const keys = known.filter(field => kind.key.includes(field.name) && field.name !== 'client');
  const columns = [...keys, ...known.filter(field => read.has(field.name) && !kind.key.includes(field.name))];
  const reasons: Reason[] = [];
  const lackingOf = lackingFields(known);
  const becauseOf = oneOfEach((texts: readonly string[]) =>
    Object.fromEntries(speaking.map(([language], at) => [language, texts[at]])),
  );
  const decidedBy = (values: Values): ReadonlySet<string> => {
    const deciding = judging.fieldsDeciding(values, membership);
    if (speaking.length > 0) {
      const because = becauseOf(speaking.map(([, verdicts]) => verdicts.ofMember(values, membership)));
      reasons.push({ because, ...lackingOf(values, deciding, judging.fieldsUnrecorded(values)) });
    }
    return deciding;
  };
  return { keys: keys.length, columns, decidedBy, reasons };
}

type Reason = Required<Pick<WordedEvidence['rows'][number], 'because' | 'missing' | 'unrecorded'>>;

// Objects of tens of thousands of rows are written out: spread, they take twenty times as long.
function withReason(found: EvidenceFact, reason: Reason | undefined): WordedEvidence['rows'][number] {
  if (reason === undefined) return found;
  const { values, batch, file, row } = found;
  return { values, batch, file, row, because: reason.because, missing: reason.missing, unrecorded: reason.unrecorded };
}

/** What is made of texts, once for the same ones: thousands of facts are what they are for the same reason. */
function oneOfEach<T>(make: (texts: readonly string[]) => T): (texts: readonly string[]) => T {
  const made = new Map<string, T>();
  return texts => {
    const key = texts.join('\u0000');
    const one = made.get(key) ?? make(texts);
    made.set(key, one);
    return one;
  };
}

/** The fields that a fact lacks of those that decided, apart by whether a source covers them. */
function lackingFields(
  known: readonly (Label & { readonly name: string })[],
): (values: Values, deciding: ReadonlySet<string>, uncovered: ReadonlySet<string>) => Pick<Reason, 'missing' | 'unrecorded'> {
  const labels = new Map(known.map(({ name, en, zh }) => [name, { en, zh }]));
  const labelsOf = oneOfEach((names: readonly string[]) => names.flatMap(name => labels.get(name) ?? []));
  const inOrder = new Map<ReadonlySet<string>, readonly string[]>();
  return (values, deciding, uncovered) => {
    const among = inOrder.get(deciding) ?? known.map(({ name }) => name).filter(name => deciding.has(name));
    inOrder.set(deciding, among);
    const empty = among.filter(name => (values[name] ?? null) === null);
    return {
      missing: labelsOf(empty.filter(name => !uncovered.has(name))),
      unrecorded: labelsOf(empty.filter(name => uncovered.has(name))),
    };
  };
}
