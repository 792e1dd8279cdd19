import { setImmediate } from 'node:timers/promises';
import type { EvaluationVerification as EvaluationVerificationJson } from '../../contract/audit.js';
import { calculationOf, newestCalculation } from '../../evaluation/calculation.js';
import { sharingThaw } from '../../evaluation/frozen.js';
import { groupedBy } from '../../facts/grouped.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { verbatim } from '../../faults/phrase.js';
import { ledgerEntry } from '../../store/audit/checks.js';
import { type EvaluationName, type StoredEvaluation, storedEvaluation } from '../../store/audit/stored-evaluations.js';
import { factsOfClients } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { sha256 } from '../../store/ledger.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import type { Deps } from '../deps.js';
import { inPortions, portionsAt, portionsOf } from '../evaluation/portions.js';
import { firstDifference } from './difference.js';
import { documentOf } from './find-evaluation.js';
import { inputsOf, type RecomputationAsked, recomputedByRows, recomputedBySql } from './recompute.js';
import { recountsOf } from './recount.js';

/** What one evaluation's check came to. */
export interface EvaluationVerification extends Omit<EvaluationVerificationJson, 'findings'> {
  readonly findings: readonly Fault[];
}

/** Verifies evaluations, in their order: those of a period together, as they are evaluated. What cannot be verified so is verified by itself. */
export async function verifyEvaluations(
  { database, log }: Pick<Deps, 'database' | 'log'>,
  names: readonly EvaluationName[],
): Promise<readonly EvaluationVerification[]> {
  const facts = await database.transaction(tx => factsOfClients(tx, [...new Set(names.map(({ client }) => client))]));
  const most = portionsAt[database.kind];
  const byPeriod = [...groupedBy(names, ({ period }) => period).values()].flat();
  const verified = new Map<string, EvaluationVerification>();
  const placeOf = (client: string, id: string): string => `${client}\0${id}`;
  await inPortions(
    most.lanes,
    portionsOf(most, byPeriod, ({ client }) => facts.get(client)),
    {
      work: some => {
        for (const { client, period, id } of some) log?.({ did: 'begun_recomputing', client, period, evaluation: id });
        return database.transaction(tx => verifyTogether(tx, some));
      },
      done: one => verified.set(placeOf(one.client, one.evaluation), one),
    },
  );
  return names.map(({ client, id }) => {
    const one = verified.get(placeOf(client, id));
    if (one === undefined) throw new Error(`evaluation ${id} was not verified`);
    return one;
  });
}

/** An evaluation, and the rules that it is recomputed by; undefined where that cannot be, as the findings say. */
interface Checked {
  readonly stored: StoredEvaluation;
  readonly rules: string | undefined;
  readonly findings: readonly Fault[];
}

/** What the two ways of recomputing came to. */
type Recomputed = Pick<EvaluationVerification, 'difference' | 'findings'>;

async function verifyTogether(tx: Transaction, names: readonly EvaluationName[]): Promise<readonly EvaluationVerification[]> {
  const checked: Checked[] = [];
  for (const name of names) checked.push(await checkedRecord(tx, await storedEvaluation(tx, name)));
  const recomputed = await recomputeBoth(tx, checked);
  return checked.map(one => {
    const { client, id, period, revision } = one.stored;
    const { difference = null, findings: differing = [] } = recomputed.get(one) ?? {};
    const findings = [...one.findings, ...differing];
    return { evaluation: id, client, period, revision, verified: findings.length === 0, difference, findings };
  });
}

/** The record of an evaluation and its rules, as they stand. */
async function checkedRecord(tx: Transaction, stored: StoredEvaluation): Promise<Checked> {
  const { client, id, period, rulebook } = stored;
  const named = { evaluation: id, client, period };
  const findings = await envelopeFindings(tx, stored);
  const without = (one: Fault): Checked => ({ stored, rules: undefined, findings: [...findings, one] });
  const rules = await rulebookByHash(tx, rulebook);
  if (rules === undefined) return without(fault(auditFaults, 'rules_missing', { ...named, rulebook }));
  if (sha256(rules) !== rulebook)
    return without(fault(auditFaults, 'rules_altered', { ...named, rulebook, found: sha256(rules) }));
  if (calculationOf(stored.calculation) === undefined)
    return without(fault(auditFaults, 'calculation_unknown', { ...named, made: stored.calculation, here: newestCalculation }));
  const wrong = wrongIn(stored.body);
  if (wrong !== undefined) return without(fault(auditFaults, 'evaluation_unreadable', { ...named, reason: verbatim(wrong) }));
  return { stored, rules, findings };
}

/** What keeps a document from being recomputed, where its text was touched; nothing where it says of which facts and when it was made. */
function wrongIn(body: string): string | undefined {
  try {
    const document: unknown = JSON.parse(body);
    const said = typeof document === 'object' && document !== null ? record(body) : undefined;
    if (said === undefined) return 'no document';
    if (!Number.isSafeInteger(said['as_of_batch'])) return `as_of_batch: ${JSON.stringify(said['as_of_batch'])}`;
    const odd = ['as_of', 'from', 'to'].find(key => !Number.isFinite(Date.parse(String(said[key]))));
    return odd === undefined ? undefined : `${odd}: ${JSON.stringify(said[odd])}`;
  } catch (failure) {
    if (failure instanceof SyntaxError) return failure.message;
    throw failure;
  }
}

/** The stored row against the ledger's entry and its own document: hash, and every field that is kept twice. */
async function envelopeFindings(tx: Transaction, stored: StoredEvaluation): Promise<readonly Fault[]> {
  const { client, id, period, hash, ledger, body } = stored;
  const named = { evaluation: id, client, period };
  const findings: Fault[] = [];
  if (sha256(body) !== hash)
    findings.push(fault(auditFaults, 'evaluation_altered', { ...named, expected: hash, found: sha256(body) }));
  const entry = await ledgerEntry(tx, ledger);
  const { acting: _acting, ...recorded } = entry === undefined ? {} : record(entry.body);
  if (entry?.kind !== 'evaluation' || recorded['evaluation'] !== id)
    return [...findings, fault(auditFaults, 'evaluation_unrecorded', { ...named, entry: ledger })];
  const document = record(body);
  const expected: Readonly<Record<string, unknown>> = {
    ...recorded,
    id: recorded['evaluation'],
    // As it was when the row was written, and rows stay.
    state: 'provisional',
    made_at: entry.at,
    from_at: Date.parse(String(document['from'])),
    to_at: Date.parse(String(document['to'])),
  };
  const kept = [
    'id',
    'client',
    'period',
    'revision',
    'state',
    'hash',
    'as_of_batch',
    'rulebook',
    'calculation',
    'made_at',
    'from_at',
    'to_at',
  ] as const;
  for (const field of kept) {
    const [wanted, found] = [expected[field], stored[field]];
    if (wanted !== found)
      findings.push(
        fault(auditFaults, 'evaluation_record_altered', {
          ...named,
          field,
          expected: JSON.stringify(wanted) ?? '',
          found: JSON.stringify(found),
        }),
      );
  }
  return findings;
}

function record(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    // An object out of JSON.parse has text keys.
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Recomputes evaluations in both ways; the first difference of each that is there is a finding. */
async function recomputeBoth(tx: Transaction, checked: readonly Checked[]): Promise<ReadonlyMap<Checked, Recomputed>> {
  const sound = checked.flatMap(one => (one.rules === undefined ? [] : [{ one, rules: one.rules }]));
  try {
    const thaw = sharingThaw();
    // Where a key was changed, the row's own columns still say what was evaluated.
    const asked: RecomputationAsked[] = [];
    for (const { one, rules } of sound) {
      asked.push({ document: documentOf(one.stored), rules: thaw(rules) });
      await setImmediate();
    }
    const inputs = await inputsOf(tx, asked);
    const checkedBy = new Map(inputs.map((input, i) => [input, sound[i]?.one]));
    const recomputed = new Map<Checked, Recomputed>();
    for (const { members, recount } of recountsOf(inputs)) {
      for (const input of members) {
        const one = checkedBy.get(input);
        if (one === undefined) throw new Error('what is asked for is tallied');
        const text = recomputedBySql(input);
        recomputed.set(one, differences(one.stored, text, await recomputedByRows(tx, input, text, recount)));
      }
    }
    return recomputed;
  } catch (failure) {
    // A text that was touched may lack what it needs; a database that fails is another matter. Among several, each is asked by itself.
    const [only, ...others] = sound;
    if (only === undefined || others.length > 0 || !isOfTouched(failure, only.one.stored)) throw failure;
    const { client, id, period } = only.one.stored;
    const named = { evaluation: id, client, period, reason: verbatim(failure.message) };
    return new Map([[only.one, { difference: null, findings: [fault(auditFaults, 'evaluation_unreadable', named)] }]]);
  }
}

/** Whether a failure comes of what a touched document says. */
const isOfTouched = (failure: unknown, { body, hash }: StoredEvaluation): failure is Error =>
  failure instanceof SyntaxError || failure instanceof RangeError || (failure instanceof TypeError && sha256(body) !== hash);

/** Where the stored text and that of either way part. */
function differences({ client, id, period, body }: StoredEvaluation, sql: string, rows: string): Recomputed {
  const ways = { sql: firstDifference(body, sql), rows: firstDifference(body, rows) };
  const found = (['sql', 'rows'] as const).flatMap(by => (ways[by] === undefined ? [] : [{ by, ...ways[by] }]));
  return {
    difference: found[0] ?? null,
    findings: found.map(one => fault(auditFaults, 'evaluation_not_reproduced', { evaluation: id, client, period, ...one })),
  };
}
