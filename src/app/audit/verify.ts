import type {
  EvaluationVerification as EvaluationVerificationJson,
  Verification as VerificationJson,
} from '../../contract/audit.js';
import { calculationOf, newestCalculation } from '../../evaluation/calculation.js';
import { thawRules } from '../../evaluation/frozen.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { type PlainPhrase, verbatim } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { faultJson } from '../../faults/worded.js';
import { ledgerEntry } from '../../store/audit/checks.js';
import { spoiltTexts } from '../../store/config-changes.js';
import { evaluationNames, type StoredEvaluation, storedEvaluation } from '../../store/audit/stored-evaluations.js';
import type { Transaction } from '../../store/connect.js';
import { type BrokenLink, ledgerEntries, sha256, verifyLedger } from '../../store/ledger.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import type { Deps } from '../deps.js';
import { inParallel } from '../evaluation/in-parallel.js';
import { firstDifference } from './difference.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';
import { inputOf, recomputedByRows, recomputedBySql } from './recompute.js';
import { verifyBatches, verifyHistories, verifyOrigins } from './verify-batches.js';

/** An entry of the ledger by its number and hash. */
export type LedgerHead = NonNullable<VerificationJson['ledger']['head']>;

/** The head that a text names, ENTRY:HASH. */
export function headOf(text: string): LedgerHead {
  const [, entry, hash] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (entry === undefined || hash === undefined)
    throw new Stop(2, [fault(auditFaults, 'ledger_head_unreadable', { given: text })]);
  return { entry: Number(entry), hash: hash.toLowerCase() };
}

/** What one evaluation's check came to. */
export interface EvaluationVerification extends Omit<EvaluationVerificationJson, 'findings'> {
  readonly findings: readonly Fault[];
}

/** Everything that was verified; `findings` are those of single evaluations too. */
export interface Verification extends Omit<VerificationJson, 'evaluations' | 'findings'> {
  readonly evaluations: readonly EvaluationVerification[];
  readonly findings: readonly Fault[];
}

const withFindings = <T extends { readonly findings: readonly Fault[] }>(one: T) => ({
  ...one,
  findings: one.findings.map(faultJson),
});

/** A verification as JSON carries it. */
export const verificationJson = (verification: Verification): VerificationJson => ({
  ...withFindings(verification),
  evaluations: verification.evaluations.map(withFindings),
});

/**
 * Verifies the ledger, the facts, and an evaluation (all, when none is named) by recomputing it in two ways. With a head that was
 * kept elsewhere, also that the ledger still has that very entry. Reads only.
 */
export async function verify(deps: Deps, given?: string, head?: LedgerHead): Promise<Verification> {
  const { database } = deps;
  const named = given === undefined ? undefined : await database.transaction(tx => resolveEvaluation(tx, given));
  const names = await database.transaction(tx => evaluationNames(tx));
  deps.log?.({ did: 'begun_verifying' });
  const record = await database.transaction(tx => verifyRecord(tx, named?.as_of_batch, head));
  // A server recomputes two at once, so that one is counted here while it works for the other; the embedded database has one session.
  const lanes = database.kind === 'server' ? 2 : 1;
  const evaluations = await inParallel(lanes, named === undefined ? names : [named], name => {
    deps.log?.({ did: 'begun_recomputing', client: name.client, period: name.period, evaluation: name.id });
    return database.transaction(async tx => verifyEvaluation(tx, await storedEvaluation(tx, name)));
  });
  const findings = [...record.findings, ...evaluations.flatMap(one => one.findings)];
  return { verified: findings.length === 0, ledger: record.ledger, batches: record.batches, evaluations, findings };
}

/**
 * Checks the chain of the ledger, what it says of batches (up to one, where given), and that every evaluation in it is still
 * there.
 */
async function verifyRecord(tx: Transaction, upTo: number | undefined, kept: LedgerHead | undefined) {
  const findings: Fault[] = [];
  const broken = await verifyLedger(tx);
  if (broken !== undefined)
    findings.push(fault(auditFaults, 'ledger_broken', { entry: broken.entry, reason: reasons[broken.reason] }));
  const ids = new Set((await evaluationNames(tx)).map(({ client, id }) => `${client}\0${id}`));
  let entries = 0;
  let head: LedgerHead | null = null;
  let isKeptThere = kept === undefined;
  for await (const { entry, kind, body, hash } of ledgerEntries(tx)) {
    entries++;
    head = { entry, hash };
    isKeptThere ||= kept?.entry === entry && kept.hash === hash;
    if (kind !== 'evaluation' && kind !== 'evaluation_again') continue;
    const [evaluation, client, period] = [String(body['evaluation']), String(body['client']), String(body['period'])];
    if (!ids.has(`${client}\0${evaluation}`))
      findings.push(fault(auditFaults, 'evaluation_missing', { evaluation, client, period, entry }));
  }
  if (kept !== undefined && !isKeptThere) findings.push(fault(auditFaults, 'ledger_head_gone', { ...kept, last: entries }));
  const checked = await verifyBatches(tx, batch => upTo === undefined || batch <= upTo);
  findings.push(...checked.findings, ...(await verifyOrigins(tx)));
  if (upTo === undefined) findings.push(...(await verifyHistories(tx)));
  for (const one of await spoiltTexts(tx)) findings.push(fault(auditFaults, 'config_text_altered', one));
  return { ledger: { entries, intact: broken === undefined, head }, batches: checked.batches, findings };
}

const reasons: Readonly<Record<BrokenLink['reason'], PlainPhrase>> = {
  missing: 'missing',
  previous_hash: 'entry_does_not_follow',
  hash: 'entry_does_not_fit_its_hash',
  body: 'text_changed',
  head: 'entry_not_the_last',
};

async function verifyEvaluation(tx: Transaction, stored: StoredEvaluation): Promise<EvaluationVerification> {
  const { client, id, period, revision } = stored;
  const named = { evaluation: id, client, period };
  const findings: Fault[] = [...(await envelopeFindings(tx, stored))];
  const text = await rulebookByHash(tx, stored.rulebook);
  const { rulebook } = stored;
  let difference: EvaluationVerification['difference'] = null;
  if (text === undefined) findings.push(fault(auditFaults, 'rules_missing', { ...named, rulebook }));
  else if (sha256(text) !== rulebook)
    findings.push(fault(auditFaults, 'rules_altered', { ...named, rulebook, found: sha256(text) }));
  else if (calculationOf(stored.calculation) === undefined)
    findings.push(fault(auditFaults, 'calculation_unknown', { ...named, made: stored.calculation, here: newestCalculation }));
  else {
    const recomputed = await recomputeBoth(tx, stored, text);
    findings.push(...recomputed.findings);
    difference = recomputed.difference;
  }
  return { evaluation: id, client, period, revision, verified: findings.length === 0, difference, findings };
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

/** Recomputes in both ways; the first difference of each that is there is a finding. */
async function recomputeBoth(
  tx: Transaction,
  stored: StoredEvaluation,
  rules: string,
): Promise<Pick<EvaluationVerification, 'difference' | 'findings'>> {
  const { client, id, period, body } = stored;
  const named = { evaluation: id, client, period };
  try {
    // Where a key was changed, the row's own columns still say what was evaluated.
    const input = await inputOf(tx, documentOf(stored), thawRules(rules));
    const text = recomputedBySql(input);
    const bySql = firstDifference(body, text);
    const byRows = firstDifference(body, await recomputedByRows(tx, input, text));
    const findings: Fault[] = [];
    if (bySql !== undefined) findings.push(fault(auditFaults, 'evaluation_not_reproduced', { ...named, by: 'sql', ...bySql }));
    if (byRows !== undefined) findings.push(fault(auditFaults, 'evaluation_not_reproduced', { ...named, by: 'rows', ...byRows }));
    const difference =
      bySql !== undefined ? { by: 'sql' as const, ...bySql } : byRows !== undefined ? { by: 'rows' as const, ...byRows } : null;
    return { difference, findings };
  } catch (failure) {
    // A text that was touched may be no JSON any more; a database that fails is another matter.
    if (!(failure instanceof SyntaxError || failure instanceof RangeError)) throw failure;
    return {
      difference: null,
      findings: [fault(auditFaults, 'evaluation_unreadable', { ...named, reason: verbatim(failure.message) })],
    };
  }
}
