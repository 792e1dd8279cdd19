import { canonicalJson } from '../../evaluation/canonical.js';
import { factKinds } from '../../facts/kinds.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { PlainPhrase } from '../../faults/phrase.js';
import {
  orphanFacts,
  unmappedChange,
  clientsOfBatch,
  endedWithoutSuccessor,
  misplacedVersion,
  neverEnded,
  type FaultyVersion,
} from '../../store/audit/checks.js';
import { type Batch, batchByNumber, listBatches } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { contentHash, contentHashOfNone } from '../../store/facts/content-hash.js';
import { repeatedBy } from '../../store/facts/repeat.js';
import { type LedgerEntry, ledgerEntries } from '../../store/ledger.js';
import { rejectsRecorded } from '../../store/mended.js';
import { alteredSettlements } from '../../store/settled.js';

/** What was looked at, and what was found. */
export interface BatchVerification {
  readonly batches: number;
  readonly findings: readonly Fault[];
}

/** Holds every batch that the condition picks against its ledger entry: its record, and its facts by their content hash. */
export async function verifyBatches(tx: Transaction, isWanted: (batch: number) => boolean): Promise<BatchVerification> {
  const findings: Fault[] = [];
  const recorded = new Set<number>();
  let batches = 0;
  for await (const entry of ledgerEntries(tx)) {
    if (entry.kind !== 'import' && entry.kind !== 'withdrawal') continue;
    const number = Number(entry.body['batch']);
    recorded.add(number);
    if (!isWanted(number)) continue;
    batches++;
    const batch = await batchByNumber(tx, number);
    if (batch === undefined) findings.push(fault(auditFaults, 'batch_missing', { batch: number, entry: entry.entry }));
    else
      findings.push(
        ...recordFindings(batch, entry),
        ...(await repeatFindings(tx, batch, entry)),
        ...(await rejectFindings(tx, batch, entry)),
        ...(await factFindings(tx, batch, entry)),
      );
  }
  for (const { batch } of await listBatches(tx))
    if (isWanted(batch) && !recorded.has(batch)) findings.push(fault(auditFaults, 'batch_unrecorded', { batch }));
  for (const one of await alteredSettlements(tx, isWanted)) findings.push(fault(auditFaults, 'settled_rejects_altered', one));
  return { batches, findings };
}

/** The batch's row, field by field, against what the ledger says of it. */
function recordFindings(batch: Batch, { entry, at, actor, body }: LedgerEntry): readonly Fault[] {
  const ledgerFields: Readonly<Record<string, unknown>> = { actor, committed_at: at, ...body };
  const { withdrawn_by: _, sheets = null, mends = null, repeated, ...rest } = batch;
  // The ledger says nothing of none, and nothing of batches from before they were counted.
  const there = { ...rest, sheets, mends, repeated: repeated === 0 ? null : repeated };
  return Object.entries(there).flatMap(([field, value]) =>
    altered(batch, entry, { field, expected: ledgerFields[field] ?? (field === 'mapped' ? [] : null), found: value }),
  );
}

interface Held {
  readonly field: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function altered({ batch }: Batch, entry: number, held: Held): readonly Fault[] {
  const [expected, found] = [canonicalJson(held.expected), canonicalJson(held.found)];
  if (expected === found) return [];
  return [fault(auditFaults, 'batch_record_altered', { batch, entry, field: held.field, expected, found })];
}

/** Which batch it repeats: what that one says would count as said by this one too, and stand where that one is withdrawn. */
async function repeatFindings(tx: Transaction, batch: Batch, { entry, body }: LedgerEntry): Promise<readonly Fault[]> {
  const found = await repeatedBy(tx, batch.batch);
  // Entries from before it was recorded say nothing of it; but what brought a fact repeats nothing.
  const isSilent = body['repeats'] === undefined && batch.content_hash === contentHashOfNone;
  return isSilent ? [] : altered(batch, entry, { field: 'repeats', expected: body['repeats'] ?? null, found });
}

/** How many rows the list of rejected ones holds, and of whom: what is left to mend, and of whose month, is told by these. */
async function rejectFindings(tx: Transaction, batch: Batch, { entry, body }: LedgerEntry): Promise<readonly Fault[]> {
  const expected = body['rejects'];
  // Entries from before it was recorded say nothing of it.
  if (expected === undefined && batch.rows.rejected > 0) return [];
  const found = await rejectsRecorded(tx, batch.batch);
  const isNone = found.rows === 0 && found.clients.length === 0;
  return altered(batch, entry, { field: 'rejects', expected: expected ?? null, found: isNone ? null : found });
}

async function factFindings(tx: Transaction, batch: Batch, { entry, body }: LedgerEntry): Promise<readonly Fault[]> {
  const findings: Fault[] = [];
  const expected = String(body['content_hash']);
  const found = await contentHash(tx, batch);
  const { batch: number, file } = batch;
  if (found !== expected)
    findings.push(fault(auditFaults, 'batch_facts_altered', { batch: number, file: file ?? undefined, entry, expected, found }));
  const odd = (version: FaultyVersion | undefined, reason: PlainPhrase): void => {
    if (version !== undefined) findings.push(fault(auditFaults, 'fact_altered', { ...version, reason }));
  };
  odd(await misplacedVersion(tx, batch), 'kept_under_other_times');
  if (batch.withdraws === null) odd(await unmappedChange(tx, batch), 'differs_outside_its_file');
  const { touched, recorded } = await clientsOfBatch(tx, batch);
  if (touched.join('\n') !== recorded.join('\n')) {
    const text = (clients: readonly string[]): string => JSON.stringify(clients);
    findings.push(fault(auditFaults, 'batch_clients_altered', { batch: number, recorded: text(recorded), found: text(touched) }));
  }
  return findings;
}

/** Holds the versions of all facts against each other: each is ended by the one that follows it, or by a withdrawal. */
export async function verifyHistories(tx: Transaction): Promise<readonly Fault[]> {
  const findings: Fault[] = [];
  for (const { name: kind } of factKinds) {
    const odd = (version: FaultyVersion | undefined, reason: PlainPhrase): void => {
      if (version !== undefined) findings.push(fault(auditFaults, 'fact_altered', { ...version, reason }));
    };
    odd(await endedWithoutSuccessor(tx, kind), 'ended_without_replacement');
    odd(await neverEnded(tx, kind), 'not_ended_by_later_version');
  }
  return findings;
}

/** Holds every fact against the batches: what no batch of its kind brought would count in figures, and in no batch's hash. */
export async function verifyOrigins(tx: Transaction): Promise<readonly Fault[]> {
  const findings: Fault[] = [];
  for (const { name: kind } of factKinds) {
    for (const { facts, ...version } of await orphanFacts(tx, kind))
      findings.push(fault(auditFaults, 'facts_unbrought', { ...version, kind, facts }));
  }
  return findings;
}
