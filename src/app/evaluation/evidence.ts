import type { Evaluation } from '../../evaluation/document.js';
import { type Plan, planFor, surroundings } from '../../evaluation/plan.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { Verdicts } from '../../explain/verdict.js';
import type { FailedFacts } from '../../faults/amendments.js';
import { kindOf, type OwnField } from '../../facts/kinds.js';
import type { Language } from '../../facts/label.js';
import type { Client } from '../../facts/place.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import { fieldsRead } from '../../metrics/coverage.js';
import type { Membership } from '../../metrics/membership.js';
import { maxExcludedRows } from '../../reports/exclusions.js';
import type { WordedEvidence } from '../../reports/scorecard-content.js';
import type { EvidenceList } from '../../reports/input.js';
import { amendmentsOfDocument } from './amendments-in-force.js';
import { numbersOf } from '../../store/audit/versions.js';
import { recordedFields } from '../../store/batches.js';
import type { Database, Transaction } from '../../store/connect.js';
import { evidenceOf } from '../../store/evidence.js';

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

/**
 * The facts behind an evaluation's failures and open questions, at most `limit` in all, and those that were excluded; each list says
 * how many there are. Each takes a transaction of its own where the caller's `transaction` begins one.
 */
export async function evidenceFor(
  transaction: Database['transaction'],
  evaluation: Evaluation,
  rules: EvidenceRules,
): Promise<readonly WordedEvidence[]> {
  const { rulebook, limit, languages = [] } = rules;
  const { document } = evaluation;
  const plan = await transaction(tx => planOf(tx, evaluation, rules));
  const lists: WordedEvidence[] = [];
  // Excluded facts have room of their own, so that many failures never crowd them out.
  const left = { open: limit, excluded: maxExcludedRows };
  for (const result of document.metrics) {
    for (const membership of shownMemberships) {
      if (result.counts[membership] === 0) continue;
      const room = membership === 'excluded' ? 'excluded' : 'open';
      const compiled = plan.byId.get(result.metric);
      if (compiled === undefined) continue;
      const { metric } = result;
      const asked = { metric, membership, limit: left[room], fields: rulebook.fields, languages };
      for (const list of await transaction(tx => listsOf(tx, compiled, evaluation, plan, asked))) {
        left[room] -= list.rows.length;
        if (list.totalCount > 0) lists.push(list);
      }
    }
  }
  return lists;
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
  return listsOf(tx, countedParts(compiled), evaluation, plan, { metric, membership: 'passed', limit, fields: rulebook.fields });
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
  const { parts } = isCount ? countedParts(compiled) : compiled;
  const membership: Membership = isCount ? 'passed' : 'failed';
  const lists = await listsOf(tx, { parts }, evaluation, plan, { metric, membership, limit, fields: rulebook.fields });
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
function countedParts({ parts }: CompiledMetric): Pick<CompiledMetric, 'parts'> {
  const counting = parts.map(part => ({ ...part, terms: part.terms.filter(({ side }) => side !== 'denominator') }));
  return { parts: counting.filter(({ terms }) => terms.length > 0) };
}

interface EvidenceQuery<M extends Membership = Membership> {
  readonly metric: string;
  readonly membership: M;
  readonly limit: number;
  readonly fields: readonly OwnField[];
  readonly languages?: readonly Language[];
}

type EvidenceFound<M extends Membership = Membership> = Omit<WordedEvidence, 'membership'> & { readonly membership: M };

/** The fields of a part's facts, those that are their key, and what is shown of a fact: its key and whatever the part reads. */
function columnsOf(part: Part, fields: readonly OwnField[]) {
  const kind = kindOf(part.of);
  const read = fieldsRead(part);
  const own = fields
    .filter(field => field.fact === part.of)
    .map(field => ({ name: field.id, type: field.type, en: field.en, zh: field.zh }));
  const known = [...kind.fields, ...own];
  const keys = known.filter(field => kind.key.includes(field.name) && field.name !== 'client');
  return { known, keys, columns: [...keys, ...known.filter(field => read.has(field.name) && !kind.key.includes(field.name))] };
}

async function listsOf<M extends Membership>(
  tx: Transaction,
  compiled: Pick<CompiledMetric, 'parts'>,
  { document }: Evaluation,
  plan: Plan,
  asked: EvidenceQuery<M>,
): Promise<readonly EvidenceFound<M>[]> {
  const scan = {
    client: document.client,
    batch: document.as_of_batch,
    from: Date.parse(document.from),
    to: Date.parse(document.to),
    asOf: Date.parse(document.as_of),
    places: plan.places,
    fields: asked.fields,
  };
  const { from, to, asOf, places } = scan;
  const view = { from, to, asOf, around: surroundings(places, asOf) };
  const lists: EvidenceFound<M>[] = [];
  for (const part of compiled.parts) {
    const judging = new Verdicts(part, asked.fields, view);
    const speaking = (asked.languages ?? []).map(
      language => [language, new Verdicts(part, asked.fields, view, { language })] as const,
    );
    const { known, keys, columns } = columnsOf(part, asked.fields);
    const wanted: readonly Membership[] = [asked.membership];
    // In the order of the rows.
    const said: Pick<WordedEvidence['rows'][number], 'because' | 'missing'>[] = [];
    const { rows, total } = await evidenceOf(tx, {
      part,
      memberships: wanted,
      columns,
      limit: Math.max(asked.limit, 0),
      scan,
      decidedBy: values => {
        const deciding = judging.fieldsDeciding(values, asked.membership);
        if (speaking.length > 0) {
          const missing = known.filter(({ name }) => deciding.has(name) && (values[name] ?? null) === null);
          const because = speaking.map(
            ([language, verdicts]) => [language, verdicts.ofMember(values, asked.membership)] as const,
          );
          said.push({ because: Object.fromEntries(because), missing: missing.map(({ en, zh }) => ({ en, zh })) });
        }
        return deciding;
      },
    });
    lists.push({
      metric: asked.metric,
      membership: asked.membership,
      fact: part.of,
      keys: keys.length,
      columns: columns.map(({ en, zh, type }) => ({ label: { en, zh }, type })),
      rows: rows.map((row, i) => ({ ...row, ...said[i] })),
      totalCount: total,
    });
  }
  return lists;
}
