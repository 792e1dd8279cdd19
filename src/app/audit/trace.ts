import type { TracedFact, TracedMembership, TracedVersion } from '../../contract/audit.js';
import type { ApprovedExclusion } from '../../evaluation/amendments.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { type Plan, planFor, surroundings } from '../../evaluation/plan.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import type { Values } from '../../facts/fact.js';
import { groupedBy } from '../../facts/grouped.js';
import type { Language } from '../../facts/label.js';
import { type FactKindName, factKinds, kindOf, type OwnField } from '../../facts/kinds.js';
import { parsePeriod, type Period, periodAround } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { localDay } from '../../facts/time.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import { exclusionsOfMetric } from '../../metrics/exclusion.js';
import type { View } from '../../metrics/membership.js';
import { clientOf } from '../../rulebook/workspace.js';
import { originOf } from '../../store/audit/batch-files.js';
import { similarNumbers, type Version, versionsOf } from '../../store/audit/versions.js';
import { type Batch, lastBatchOf, listBatches, recordedFields } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { quoted } from '../../store/facts/columns.js';
import { readFacts } from '../../store/facts/read.js';
import { amendmentsOfDocument, exclusionsInForce } from '../evaluation/amendments-in-force.js';
import type { Deps } from '../deps.js';
import { ReasonWriter } from '../../explain/reason-writer.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';
import { plain } from '../../explain/plain-values.js';
import { frozenRules } from './recompute.js';
import { Verdicts } from '../../explain/verdict.js';

/** What is traced, and as known when. */
export interface TraceRequest {
  readonly number: string;
  readonly client?: string | undefined;
  readonly kind?: string | undefined;
  /** As known at this batch; the last one otherwise. */
  readonly asOfBatch?: number | undefined;
  /** Judged by the rules, period and moment of this evaluation instead of the current ones and the month of each metric's date. */
  readonly evaluation?: string | undefined;
  /** Of the sentences; the workspace's own without one. */
  readonly language?: Language | undefined;
}

const maxVersions = 2000;

/** Every version of the facts with a number, and what the last known one is to every metric of its kind. */
export async function trace(deps: Deps, request: TraceRequest): Promise<readonly TracedFact[]> {
  const language = request.language ?? deps.workspace.settings.language;
  return deps.database.transaction(async tx => {
    const batches = await listBatches(tx);
    const at = await judgingRulesFor(tx, deps, { ...request, language }, batches);
    const kinds = kindsOf(request.kind);
    const found: Version[] = [];
    for (const kind of kinds)
      found.push(
        ...(await versionsOf(tx, kind, { number: request.number, client: request.client, own: at.fields, limit: maxVersions })),
      );
    if (found.length === 0) await unknownNumber(tx, request, kinds);
    const facts: TracedFact[] = [];
    for (const versions of groupedBy(found, keyOf).values()) facts.push(await traced(tx, versions, at, batches));
    return facts;
  });
}

const keyOf = ({ kind, values }: Version): string =>
  JSON.stringify([kind, ...kindOf(kind).key.map(name => values[name] ?? null)]);

function kindsOf(given: string | undefined): readonly FactKindName[] {
  const known = factKinds.map(kind => kind.name);
  if (given === undefined) return known;
  const kind = known.find(name => name === given);
  if (kind === undefined) throw new Stop(2, [fault(auditFaults, 'fact_kind_unknown', { kind: given, known })]);
  return [kind];
}

async function unknownNumber(
  tx: Transaction,
  { number, kind, client }: TraceRequest,
  kinds: readonly FactKindName[],
): Promise<never> {
  const like: string[] = [];
  for (const one of kinds) like.push(...(await similarNumbers(tx, one, { number, client })));
  const asked = kind === undefined ? undefined : kinds[0];
  throw new Stop(2, [fault(auditFaults, 'number_unknown', { number, kind: asked, near: nearest(number, like) })]);
}

interface TracePlan {
  readonly plan: Plan;
  readonly client: Client;
  readonly asOf: number;
  readonly exclusions: readonly ApprovedExclusion[];
}

/** By which rules and up to which batch facts are judged. */
interface JudgingRules {
  readonly batch: number;
  readonly evaluation?: { readonly document: EvaluationDocument; readonly rules: FrozenRules };
  readonly fields: readonly OwnField[];
  readonly planOf: (client: string) => Promise<TracePlan>;
  readonly language: Language;
}

type TraceInLanguage = TraceRequest & { readonly language: Language };

async function judgingRulesFor(
  tx: Transaction,
  deps: Deps,
  request: TraceInLanguage,
  batches: readonly Batch[],
): Promise<JudgingRules> {
  const last = batches.at(-1)?.batch ?? 0;
  const { asOfBatch } = request;
  if (asOfBatch !== undefined && (asOfBatch < 1 || asOfBatch > last))
    throw new Stop(2, [fault(storeFaults, 'batch_unknown', { batch: asOfBatch, last })]);
  if (request.evaluation !== undefined) return judgingRulesOf(tx, request.evaluation, request.language);
  const batch = asOfBatch ?? last;
  const { rulebook } = deps.workspace;
  return {
    batch,
    fields: rulebook.fields,
    language: request.language,
    planOf: async code => {
      const client = clientOf(deps.workspace, code);
      const exclusions = await exclusionsInForce(tx, code);
      const plan = planFor(rulebook, client, await recordedFields(tx, code, batch), exclusions);
      const [own, firm] = [await lastBatchOf(tx, code, batch), await lastBatchOf(tx, '*', batch)];
      const asOf = Math.max(own?.committed_at ?? 0, firm?.committed_at ?? 0);
      return { plan, client, asOf, exclusions };
    },
  };
}

async function judgingRulesOf(tx: Transaction, name: string, language: Language): Promise<JudgingRules> {
  const stored = await resolveEvaluation(tx, name);
  const rules = await frozenRules(tx, stored.rulebook);
  const { client, id: evaluation, period, rulebook } = stored;
  if (rules === undefined) throw new Stop(1, [fault(auditFaults, 'rules_missing', { evaluation, client, period, rulebook })]);
  const document = documentOf(stored);
  const batch = document.as_of_batch;
  return {
    batch,
    evaluation: { document, rules },
    fields: rules.rulebook.fields,
    language,
    planOf: async () => {
      const { exclusions } = await amendmentsOfDocument(tx, document);
      const recorded = await recordedFields(tx, rules.client.code, batch);
      const plan = planFor(rules.rulebook, rules.client, recorded, exclusions);
      return { plan, client: rules.client, asOf: Date.parse(document.as_of), exclusions };
    },
  };
}

async function traced(
  tx: Transaction,
  versions: readonly Version[],
  at: JudgingRules,
  batches: readonly Batch[],
): Promise<TracedFact> {
  const [first] = versions;
  if (first === undefined) throw new RangeError('a fact has versions');
  const { kind, values } = first;
  const known = versions.findLast(
    ({ batch, supersededBy }) => batch <= at.batch && (supersededBy === null || supersededBy > at.batch),
  );
  const key = Object.fromEntries(kindOf(kind).key.map(name => [name, plainField(kind, name, values, at.fields)]));
  return {
    fact: kind,
    key,
    versions: versions.map((version, i) => tracedVersion(version, versions[i - 1], at.fields, batches)),
    as_of_batch: at.batch,
    known: known !== undefined,
    memberships: known === undefined ? [] : await membershipsOf(tx, known, at),
  };
}

function plainField(kind: FactKindName, name: string, values: Values, own: readonly OwnField[]): string | boolean | null {
  const type =
    kindOf(kind).fields.find(field => field.name === name)?.type ??
    own.find(field => field.fact === kind && field.id === name)?.type;
  return plain(values[name] ?? null, type ?? 'text');
}

function tracedVersion(
  { kind, values, batch: number, row, supersededBy }: Version,
  before: Version | undefined,
  own: readonly OwnField[],
  batches: readonly Batch[],
): TracedVersion {
  const batch = batches.find(one => one.batch === number);
  const next = batches.find(one => one.batch === supersededBy);
  const names = [
    ...kindOf(kind).fields.map(field => field.name),
    ...own.filter(field => field.fact === kind).map(field => field.id),
  ];
  const changed = names.flatMap(name => {
    const [from, to] = [
      before === undefined ? null : plainField(kind, name, before.values, own),
      plainField(kind, name, values, own),
    ];
    return from === to || kindOf(kind).key.includes(name) ? [] : [{ field: name, from, to }];
  });
  const file = batch?.file ?? undefined;
  const origin = originOf(file === undefined ? undefined : { file, sheets: batch?.sheets ?? null }, row);
  return {
    batch: number,
    file: origin.file,
    row: origin.row === 0 ? null : origin.row,
    ...(batch?.withdraws == null ? {} : { withdraws: batch.withdraws }),
    changed,
    superseded_by: supersededBy,
    ...(next?.withdraws == null ? {} : { superseded_by_withdrawal_of: next.withdraws }),
    withdrawn_by: batch?.withdrawn_by ?? null,
  };
}

/** What a fact is to every metric that counts facts of its kind. */
async function membershipsOf(tx: Transaction, { kind, values }: Version, at: JudgingRules): Promise<readonly TracedMembership[]> {
  const client = String(values['client']);
  const planned = await at.planOf(client);
  const { plan } = planned;
  const options: TracedMembership[] = [];
  const groups = new Map<string, readonly Values[]>();
  for (const compiled of plan.metrics) {
    for (const part of compiled.parts.filter(one => one.of === kind)) {
      const key = part.per.join('\0');
      const members = groups.get(key) ?? (await groupOf(tx, part, values, at));
      groups.set(key, members);
      options.push(tracedMembership(compiled, part, members, { ...planned, at }));
    }
  }
  return options;
}

interface TraceInput extends TracePlan {
  readonly at: JudgingRules;
}

function tracedMembership(
  compiled: CompiledMetric,
  part: Part,
  members: readonly Values[],
  { at, plan, client, asOf, exclusions }: TraceInput,
): TracedMembership {
  const around = surroundings(plan.places, asOf);
  const given = at.evaluation === undefined ? undefined : parsePeriod(at.evaluation.document.period, client);
  const period = given ?? monthOf(part, members, at.fields, { from: 0, to: 0, asOf, around }, client);
  const named = { metric: compiled.metric.id, label: compiled.metric.label };
  const view: View = { from: period?.from ?? 0, to: period?.to ?? 0, asOf, around };
  const options = { exclusions: exclusionsOfMetric(exclusions, compiled.metric.id), language: at.language };
  const { membership, because } = new Verdicts(part, at.fields, view, options).of(members);
  return { ...named, period: period?.id ?? null, membership, because };
}

/** The month in which a metric counts a fact or a group, by the latest of its dates. */
function monthOf(
  part: Part,
  members: readonly Values[],
  own: readonly OwnField[],
  view: View,
  client: Client,
): Period | undefined {
  const because = new ReasonWriter(part.of, own, view);
  const [term] = part.terms;
  if (term === undefined) return undefined;
  const sure = members.filter(values => because.value(term.when, values) === true);
  const dates = (sure.length > 0 ? sure : members).map(values => because.value(term.dated, values));
  const latest = Math.max(...dates.map(date => (typeof date === 'number' ? date : Number.NEGATIVE_INFINITY)));
  if (!Number.isFinite(latest)) return undefined;
  return periodAround('month', localDay(client.time_zone, latest), client);
}

/** All members of the fact's group, as known at the batch. */
async function groupOf(tx: Transaction, { per, of }: Part, values: Values, at: JudgingRules): Promise<readonly Values[]> {
  if (per.length === 0 || per.some(name => values[name] == null)) return [values];
  const where = {
    sql: per.map(name => `${quoted(name)} = ?`).join(' and '),
    bindings: per.map(name => String(values[name])),
  };
  const members: Values[] = [];
  for await (const fact of readFacts(tx, of, String(values['client']), at.batch, { ownFields: at.fields, where }))
    members.push(fact.values);
  return members;
}
