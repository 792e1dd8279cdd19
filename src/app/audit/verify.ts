import type { Verification as VerificationJson } from '../../contract/audit.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { PlainPhrase } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { faultJson } from '../../faults/worded.js';
import { spoiltTexts } from '../../store/config-changes.js';
import { evaluationNames } from '../../store/audit/stored-evaluations.js';
import type { Transaction } from '../../store/connect.js';
import { type BrokenLink, ledgerEntries, verifyLedger } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { resolveEvaluation } from './find-evaluation.js';
import { verifyBatches, verifyHistories, verifyOrigins } from './verify-batches.js';
import { type EvaluationVerification, verifyEvaluations } from './verify-evaluations.js';

/** An entry of the ledger by its number and hash. */
export type LedgerHead = NonNullable<VerificationJson['ledger']['head']>;

/** The head that a text names, ENTRY:HASH. */
export function headOf(text: string): LedgerHead {
  const [, entry, hash] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (entry === undefined || hash === undefined)
    throw new Stop(2, [fault(auditFaults, 'ledger_head_unreadable', { given: text })]);
  return { entry: Number(entry), hash: hash.toLowerCase() };
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
  const checking = database.transaction(tx => verifyRecord(tx, named?.as_of_batch, head));
  // A server does both at once; the embedded database has one session, in which one would only hold up the other.
  if (database.kind === 'embedded') await checking;
  const [record, evaluations] = await both(checking, verifyEvaluations(deps, named === undefined ? names : [named]));
  const findings = [...record.findings, ...evaluations.flatMap(one => one.findings)];
  return { verified: findings.length === 0, ledger: record.ledger, batches: record.batches, evaluations, findings };
}

/** What two pieces of work come to, once neither goes on; where both fail, the failure of the first. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
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
