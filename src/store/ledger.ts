import { type Actor, actorKept, actorName } from './actor.js';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { unstorable } from '../bounds/unstorable-text.js';
import { canonicalJson } from '../evaluation/canonical.js';
import type { LedgerEntryKind } from '../facts/ledger-entry-kind.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { storeFaults } from '../faults/store.js';
import { insertTogether } from './insert-together.js';
import { inPages } from './pages.js';
import { lockUntilCommit } from './transaction-locks.js';

/** What is to be recorded: who did what, and when. */
export interface LedgerRecord {
  readonly kind: LedgerEntryKind;
  readonly actor: Actor;
  /** UTC milliseconds. */
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An entry as it stands in the ledger. */
export interface LedgerEntry extends Omit<LedgerRecord, 'actor'> {
  readonly actor: string;
  readonly entry: number;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The first entry that does not follow from those before it, and why. */
export interface BrokenLink {
  readonly entry: number;
  readonly reason: 'missing' | 'previous_hash' | 'hash' | 'body' | 'head';
}

interface LedgerRow {
  readonly entry: number;
  readonly at: number;
  readonly actor: string;
  readonly kind: LedgerEntryKind;
  readonly body: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** What the first entry names as the hash before it. */
export const genesis = '0'.repeat(64);

/** SHA-256 in hex. */
export const sha256 = (text: string | Uint8Array): string => sha256Of([text]);

/** The same of what stands in several parts; of texts their UTF-8. */
export function sha256Of(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

// The hash before comes first, so that no entry can be changed, moved or taken out without changing all that follow.
const linkHash = (previous: string, { entry, at, actor, kind, body }: Omit<LedgerEntry, 'hash' | 'previous_hash'>): string =>
  sha256(previous + canonicalJson({ entry, at, actor, kind, body }));

/**
 * Appends an entry to the ledger; the turn at its head is kept until the transaction ends, so entries have no holes. Stops with
 * `text_not_recordable` where a text of it could not be read back as it is: an entry stays for good.
 */
export async function appendLedger(tx: Knex.Transaction, record: LedgerRecord): Promise<{ entry: number; hash: string }> {
  const [appended] = await appendAllToLedger(tx, [record]);
  if (appended === undefined) throw new Error('a record becomes an entry');
  return appended;
}

/** Appends entries in their order, each of which follows from the one before, as if they were appended one by one. */
export async function appendAllToLedger(
  tx: Knex.Transaction,
  records: readonly LedgerRecord[],
): Promise<readonly { entry: number; hash: string }[]> {
  if (records.length === 0) return [];
  for (const record of records) refuseUnstorable(record);
  await lockUntilCommit(tx, 'ledger');
  // The note beside the ledger: who may not see the last entry goes on from it too, and an end that was cut off stays missing.
  const head = await tx('ledger_head').first<Pick<LedgerRow, 'entry' | 'hash'> | undefined>('entry', 'hash');
  let { entry, hash } = head ?? { entry: 0, hash: genesis };
  const rows = records.map(record => {
    const previous = hash;
    entry += 1;
    const { at, kind } = record;
    const actor = actorName(record.actor);
    // Who acts is known by more than a name where a key or an issuer vouches for it.
    const body = { ...record.body, ...actorKept(record.actor) };
    hash = linkHash(previous, { entry, at, actor, kind, body });
    return { entry, at, actor, kind, body: canonicalJson(body), previous_hash: previous, hash };
  });
  await insertTogether(tx, 'ledger', rows);
  await tx('ledger_head').insert({ entry, hash }).onConflict('one').merge();
  return rows.map(row => ({ entry: row.entry, hash: row.hash }));
}

function refuseUnstorable({ actor, body }: LedgerRecord): void {
  for (const text of textsIn([actor, body])) {
    const reason = unstorable(text);
    if (reason !== undefined) throw new Stop(2, [fault(storeFaults, 'text_not_recordable', { text, reason })]);
  }
}

/** Every text in a value of JSON, the names of members among them. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield name;
    yield* textsIn(inner);
  }
}

/** Who enters something about a client, and when. */
export interface ClientEntry extends Pick<LedgerRecord, 'actor' | 'at'> {
  readonly client: string;
}

/** An entry of some kind as those who write it read it back; `B` is what they put into its body. */
export interface EntryOf<K extends LedgerEntryKind, B extends object> extends Pick<LedgerEntry, 'entry' | 'at' | 'actor'> {
  readonly kind: K;
  readonly body: B;
}

/** The members of bodies that the ledger has columns of, which follow from the bodies and are indexed. */
const columnsOfMembers: Readonly<Record<string, string>> = {
  client: 'of_client',
  period: 'of_period',
  evaluation: 'of_evaluation',
};

/**
 * Entries of some kinds whose bodies have these members, of all clients or of some, in their order. One that was made unreadable is
 * none: `audit verify` names it.
 */
export async function entriesOf<K extends LedgerEntryKind, B extends object>(
  tx: Knex.Transaction,
  kinds: readonly K[],
  members: Readonly<Record<string, string | undefined>>,
  ofClients?: readonly string[],
): Promise<readonly EntryOf<K, B>[]> {
  const asked = Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [memberIs(name, value)]));
  const { rows } = await tx.raw<{ rows: (Omit<EntryOf<K, B>, 'body'> & { readonly body: string })[] }>(
    `select entry, at, actor, kind, body from ledger where kind in (${kinds.map(kind => `'${kind}'`).join(', ')})
     ${asked.map(({ sql }) => `and ${sql}`).join(' ')} ${ofClients === undefined ? '' : 'and of_client = any (?)'} order by entry`,
    [...asked.map(({ binding }) => binding), ...(ofClients === undefined ? [] : [[...ofClients]])],
  );
  return rows.flatMap(row => {
    const body = recordIn(row.body);
    // Nobody else writes entries of these kinds.
    return body === undefined ? [] : [{ ...row, body: body as B }];
  });
}

function memberIs(name: string, value: string): { readonly sql: string; readonly binding: string } {
  const column = columnsOfMembers[name];
  if (column !== undefined) return { sql: `${column} = ?`, binding: value };
  // Bodies are canonical, and a quotation mark inside a text is escaped: a member is found by its very text.
  return { sql: 'position(? in body) > 0', binding: `${JSON.stringify(name)}:${canonicalJson(value)}` };
}

/** Whose an entry is; nobody's where there is no such entry, or it is of no client. */
export async function clientsOfEntry(tx: Knex.Transaction, entry: number): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { of_client: string }[] }>(
    'select of_client from ledger where entry = ? and of_client is not null',
    [entry],
  );
  return rows.map(({ of_client }) => of_client);
}

/** The hash of an entry. */
export async function entryHash(tx: Knex.Transaction, entry: number): Promise<string> {
  const found = await tx('ledger').where({ entry }).first<Pick<LedgerRow, 'hash'> | undefined>('hash');
  // A ledger that was cut off still gives scorecards; `audit verify` names what is missing.
  return found?.hash ?? '';
}

/** The entries in their order, read in pages; `after` leaves out those up to that number. */
export async function* ledgerEntries(tx: Knex.Transaction, after = 0): AsyncGenerator<LedgerEntry> {
  for await (const row of ledgerRows(tx, after)) yield { ...row, body: bodyOf(row.body) ?? {} };
}

const ledgerRows = (tx: Knex.Transaction, after: number): AsyncGenerator<LedgerRow> =>
  inPages<LedgerRow>(tx, 'select entry, at, actor, kind, body, previous_hash, hash from ledger where entry > ? order by entry', [
    after,
  ]);

/** Entries before one, the last first, at most so many; of all when none is named. Of some clients: those that name one of them. */
export async function ledgerBefore(
  tx: Knex.Transaction,
  asked: { readonly before?: number | undefined; readonly limit: number; readonly clients: readonly string[] | 'all' },
): Promise<readonly LedgerEntry[]> {
  const { before = 2 ** 31 - 1, limit, clients } = asked;
  const own = clients === 'all' ? '' : 'and of_client = any (?)';
  const { rows } = await tx.raw<{ rows: LedgerRow[] }>(
    `select entry, at, actor, kind, body, previous_hash, hash from ledger where entry < ? ${own} order by entry desc limit ?`,
    [before, ...(clients === 'all' ? [] : [[...clients]]), limit],
  );
  return rows.map(row => ({ ...row, body: bodyOf(row.body) ?? {} }));
}

/**
 * Recomputes the chain from its beginning; the first broken link, or undefined when every entry follows from the one before, up to
 * the last that was appended.
 */
export async function verifyLedger(tx: Knex.Transaction): Promise<BrokenLink | undefined> {
  let previous = genesis;
  let expected = 1;
  for await (const row of ledgerRows(tx, 0)) {
    if (row.entry !== expected) return { entry: expected, reason: 'missing' };
    if (row.previous_hash !== previous) return { entry: row.entry, reason: 'previous_hash' };
    const body = bodyOf(row.body);
    if (body === undefined) return { entry: row.entry, reason: 'body' };
    if (row.hash !== linkHash(previous, { ...row, body })) return { entry: row.entry, reason: 'hash' };
    previous = row.hash;
    expected = row.entry + 1;
  }
  const head = await tx('ledger_head').first<Pick<LedgerRow, 'entry' | 'hash'> | undefined>('entry', 'hash');
  const [last, hash] = [head?.entry ?? 0, head?.hash ?? genesis];
  if (last >= expected) return { entry: expected, reason: 'missing' };
  return last === expected - 1 && hash === previous ? undefined : { entry: expected - 1, reason: 'head' };
}

// The body is kept as the very text that was hashed: one that is no longer canonical has been touched.
function bodyOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const body = recordIn(text);
  return body !== undefined && canonicalJson(body) === text ? body : undefined;
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
    // A plain object out of JSON.parse has text keys and JSON values, nothing else.
    return isRecord ? (body as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
