import type { TracedMembership } from '../../contract/audit.js';
import { surroundings } from '../../evaluation/plan.js';
import type { Values } from '../../facts/fact.js';
import { type FactKindName, kindOf, type OwnField } from '../../facts/kinds.js';
import { parsePeriod, type Period, periodAround } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { localDay } from '../../facts/time.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import { exclusionsOfMetric } from '../../metrics/exclusion.js';
import type { View } from '../../metrics/membership.js';
import { originOf } from '../../store/audit/batch-files.js';
import type { Version } from '../../store/audit/versions.js';
import type { Batch } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { quoted } from '../../store/facts/columns.js';
import { originFinder } from '../../store/facts/origins.js';
import { readFacts } from '../../store/facts/read.js';
import type { JudgingRules, TracePlan } from './judging-rules.js';
import { ReasonWriter } from '../../explain/reason-writer.js';
import { Verdicts } from '../../explain/verdict.js';

/** What a fact is to every metric that counts facts of its kind, and where the value that decided came from. */
export async function membershipsOf(
  tx: Transaction,
  known: Version,
  at: JudgingRules,
  batches: readonly Batch[],
): Promise<readonly TracedMembership[]> {
  const { kind, values } = known;
  const client = String(values['client']);
  const planned = await at.planOf(client);
  const { plan } = planned;
  const options: Judged[] = [];
  const groups = new Map<string, readonly Member[]>();
  for (const compiled of plan.metrics) {
    for (const part of compiled.parts.filter(one => one.of === kind)) {
      const key = part.per.join('\0');
      const members = groups.get(key) ?? (await groupOf(tx, part, known, at));
      groups.set(key, members);
      options.push(tracedMembership(compiled, part, members, { ...planned, at }));
    }
  }
  const findOrigins = await originFinder(tx, kind, at.batch);
  const origins = await findOrigins(
    options.map(({ decided, fields }) => ({ ...decided, key: keyPartsOf(kind, decided.values), fields })),
  );
  return options.map(({ traced: one }, i) => {
    const { batch, row: stored } = origins[i] ?? known;
    const from = batches.find(other => other.batch === batch);
    const file = from?.file ?? undefined;
    const { file: name, row } = originOf(file === undefined ? undefined : { file, sheets: from?.sheets ?? null }, stored);
    return { ...one, batch, file: name, row: row === 0 ? null : row };
  });
}

const keyPartsOf = (kind: FactKindName, values: Values): readonly (string | number | boolean | null)[] =>
  kindOf(kind).key.map(name => {
    const part = values[name] ?? null;
    return typeof part === 'object' ? null : part;
  });

/** A fact of a group, and where its version came from. */
type Member = Pick<Version, 'values' | 'batch' | 'row'>;

/** What a fact is to a metric, with the member that decided and the fields that did. */
interface Judged {
  readonly traced: Omit<TracedMembership, 'batch' | 'file' | 'row'>;
  readonly decided: Member;
  readonly fields: ReadonlySet<string>;
}

interface TraceInput extends TracePlan {
  readonly at: JudgingRules;
}

function tracedMembership(
  compiled: CompiledMetric,
  part: Part,
  group: readonly Member[],
  { at, plan, client, asOf, exclusions }: TraceInput,
): Judged {
  const members = group.map(({ values }) => values);
  const around = surroundings(plan.places, asOf);
  const given = at.evaluation === undefined ? undefined : parsePeriod(at.evaluation.document.period, client);
  const period = given ?? monthOf(part, members, at.fields, { from: 0, to: 0, asOf, around }, client);
  const named = { metric: compiled.metric.id, label: compiled.metric.label };
  const view: View = { from: period?.from ?? 0, to: period?.to ?? 0, asOf, around };
  const options = { exclusions: exclusionsOfMetric(exclusions, compiled.metric.id), language: at.language };
  const verdicts = new Verdicts(part, at.fields, view, options);
  const { membership, because, deciding } = verdicts.of(members);
  const [first] = group;
  const decided = group.find(({ values }) => values === deciding[0]) ?? first;
  if (decided === undefined) throw new RangeError('a group has members');
  const fields = verdicts.fieldsDeciding(decided.values, membership);
  return { traced: { ...named, period: period?.id ?? null, membership, because }, decided, fields };
}

/** The month in which a metric counts a fact or a group, by the latest of its dates. */
function monthOf(
  part: Part,
  members: readonly Values[],
  own: readonly OwnField[],
  view: View,
  client: Client,
): Period | undefined {
  const because = new ReasonWriter(part, own, view);
  const [term] = part.terms;
  if (term === undefined) return undefined;
  const sure = members.filter(values => because.value(term.when, values) === true);
  const dates = (sure.length > 0 ? sure : members).map(values => because.value(term.dated, values));
  const latest = Math.max(...dates.map(date => (typeof date === 'number' ? date : Number.NEGATIVE_INFINITY)));
  if (!Number.isFinite(latest)) return undefined;
  return periodAround('month', localDay(client.time_zone, latest), client);
}

/** All members of the fact's group, as known at the batch. */
async function groupOf(tx: Transaction, { per, of }: Part, known: Member, at: JudgingRules): Promise<readonly Member[]> {
  const { values } = known;
  if (per.length === 0 || per.some(name => values[name] == null)) return [known];
  const where = {
    sql: per.map(name => `${quoted(name)} = ?`).join(' and '),
    bindings: per.map(name => String(values[name])),
  };
  const members: Member[] = [];
  for await (const fact of readFacts(tx, of, String(values['client']), at.batch, { ownFields: at.fields, where }))
    members.push({ values: fact.values, ...fact.origin });
  return members;
}
