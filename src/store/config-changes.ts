import type { Knex } from 'knex';
import { type Actor, actorOf } from './actor.js';
import { appendLedger, type EntryOf, entriesOf, type LedgerRecord, sha256 } from './ledger.js';

/** What a change does to one file of config. */
export interface FileChange {
  /** Relative to the workspace. */
  readonly file: string;
  /** SHA-256 of the text that it replaces; null where there is no such file. */
  readonly before: string | null;
  /** SHA-256 of the new text; null where the file is taken away. */
  readonly after: string | null;
}

interface ChangeBody {
  readonly files: readonly FileChange[];
  readonly why: string;
}

interface DecisionBody {
  /** The number of the request that is decided. */
  readonly request: number;
  readonly why?: string;
}

/** A change of config as it follows from its entries in the ledger. Its number is that of the entry that made or asked for it. */
export interface ConfigChange extends ChangeBody {
  readonly number: number;
  readonly state: 'requested' | 'made' | 'refused';
  readonly by: string;
  /** The same with what tells the person apart, where that was known. */
  readonly requester: Actor;
  /** UTC milliseconds. */
  readonly at: number;
  /** Who approved or refused it; undefined where nobody had to, or has yet. */
  readonly decision: { readonly by: string; readonly at: number; readonly why: string | undefined } | undefined;
}

/** Keeps texts of config by their hashes; what is there already stays. */
export async function keepTexts(tx: Knex.Transaction, texts: readonly string[]): Promise<void> {
  const rows = [...new Set(texts)].map(body => ({ sha256: sha256(body), body }));
  if (rows.length > 0) await tx('config_text').insert(rows).onConflict('sha256').ignore();
}

/** The texts with some hashes, as far as they are kept. */
export async function keptTexts(tx: Knex.Transaction, hashes: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = hashes.filter(hash => hash !== null);
  const rows = await tx('config_text').whereIn('sha256', wanted).select<{ sha256: string; body: string }[]>('sha256', 'body');
  return new Map(rows.map(row => [row.sha256, row.body]));
}

/** Texts that the ledger names and that are missing, or no longer what their hashes say. */
export async function spoiltTexts(
  tx: Knex.Transaction,
): Promise<readonly { readonly sha256: string; readonly change: number }[]> {
  const spoilt: { sha256: string; change: number }[] = [];
  for (const { number, files } of await configChangesOf(tx)) {
    const hashes = files.flatMap(({ before, after }) => [before, after]).filter(hash => hash !== null);
    const texts = await keptTexts(tx, hashes);
    for (const hash of hashes) {
      const text = texts.get(hash);
      if (text === undefined || sha256(text) !== hash) spoilt.push({ sha256: hash, change: number });
    }
  }
  return spoilt;
}

/** Records a change that is made at once, or asked for where a second person has to approve it; its number. */
export async function recordChange(
  tx: Knex.Transaction,
  {
    kind,
    actor,
    at,
    files,
    why,
  }: Pick<LedgerRecord, 'actor' | 'at'> & ChangeBody & { readonly kind: 'config_change' | 'config_request' },
): Promise<number> {
  return (await appendLedger(tx, { kind, actor, at, body: { files, why } })).entry;
}

/** Records what a second person says of a change that was asked for. */
export async function recordDecision(
  tx: Knex.Transaction,
  {
    kind,
    actor,
    at,
    ...body
  }: Pick<LedgerRecord, 'actor' | 'at'> & DecisionBody & { readonly kind: 'config_approval' | 'config_refusal' },
): Promise<number> {
  return (await appendLedger(tx, { kind, actor, at, body })).entry;
}

/** All changes of config in the order in which they were made or asked for. */
export async function configChangesOf(tx: Knex.Transaction): Promise<readonly ConfigChange[]> {
  const changes = await entriesOf<'config_change' | 'config_request', ChangeBody>(tx, ['config_change', 'config_request'], {});
  const decisions = await entriesOf<'config_approval' | 'config_refusal', DecisionBody>(
    tx,
    ['config_approval', 'config_refusal'],
    {},
  );
  const byRequest = new Map(decisions.map(one => [one.body.request, one]));
  return changes.map(change => changeOf(change, byRequest.get(change.entry)));
}

function changeOf(
  { entry, kind, actor, at, body }: EntryOf<'config_change' | 'config_request', ChangeBody>,
  decided: EntryOf<'config_approval' | 'config_refusal', DecisionBody> | undefined,
): ConfigChange {
  const made = kind === 'config_change' || decided?.kind === 'config_approval';
  return {
    number: entry,
    state: made ? 'made' : decided === undefined ? 'requested' : 'refused',
    files: body.files,
    why: body.why,
    by: actor,
    requester: actorOf(actor, { ...body }),
    at,
    decision: decided === undefined ? undefined : { by: decided.actor, at: decided.at, why: decided.body.why },
  };
}
