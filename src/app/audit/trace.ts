import type { TracedFact, TracedVersion } from '../../contract/audit.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { Stop } from '../../faults/stop.js';
import type { Values } from '../../facts/fact.js';
import { groupedBy } from '../../facts/grouped.js';
import type { Language } from '../../facts/label.js';
import { type FactKindName, factKinds, kindOf, type OwnField } from '../../facts/kinds.js';
import { originOf } from '../../store/audit/batch-files.js';
import { similarNumbers, type Version, versionsOf } from '../../store/audit/versions.js';
import { type Batch, listBatches } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import type { Deps } from '../deps.js';
import { type JudgingRules, judgingRulesFor, type RulesAsked } from './judging-rules.js';
import { membershipsOf } from './trace-memberships.js';
import { plain } from '../../explain/plain-values.js';

/** What is traced, and as known when. */
export interface TraceRequest extends Omit<RulesAsked, 'language'> {
  readonly number: string;
  readonly client?: string | undefined;
  readonly kind?: string | undefined;
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
    memberships: known === undefined ? [] : await membershipsOf(tx, known, at, batches),
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
