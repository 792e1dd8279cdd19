import type { Knex } from 'knex';
import type { FilledField } from '../../facts/filled-field.js';
import type { FactKindName } from '../../facts/kinds.js';
import { type Actor, actorName } from '../actor.js';
import { type Batch, type ForLaterImports, recordBatch } from '../batches.js';
import type { MendedRows } from '../mended-rows.js';
import { recordMended, type RejectedMark } from '../rejected-marks.js';
import { appendLedger } from '../ledger.js';
import type { Conflict } from './duplicate-keys.js';

/** A file, or anything else that one batch comes from. */
export interface ImportSource {
  readonly kind: FactKindName;
  /** Names of the fields that the source maps: the key's, others of the kind, ids of own fields. */
  readonly mapped: readonly string[];
  /** What its layout fills by itself, whatever the file says. */
  readonly filled?: readonly FilledField[];
  readonly file: string;
  /** The sheets that are read one below the other, where these are several. */
  readonly sheets?: readonly string[] | undefined;
  /** SHA-256 of the source; asked when its rows have been read. */
  readonly sha256: () => string;
  readonly layout: string;
  readonly actor: Actor;
  /** The rejected rows of an earlier batch that it imports once more; asked when its facts are there. */
  readonly mends?: (
    tx: Knex.Transaction,
    done: { readonly batch: number; readonly kind: FactKindName; readonly conflicts: readonly Conflict[] },
  ) => Promise<MendedRows | undefined>;
  /** How many rows its list of rejected ones holds; asked when its rows have been read. */
  readonly listed?: (conflicts: readonly Conflict[]) => number;
  /** By what its rejected rows are found again in later files; asked when its rows have been read. */
  readonly marks?: (conflicts: readonly Conflict[]) => readonly RejectedMark[];
}

/** What an import has done, as its batch and its entry in the ledger say it. */
export type ImportDone = Pick<Batch, 'batch' | 'committed_at' | 'rows' | 'repeated' | 'content_hash'> & {
  readonly conflicts?: readonly Conflict[];
  /** Those of whom rows were rejected, where that was looked at. */
  readonly rejectedOf?: ReadonlySet<string> | undefined;
};

/** Records an import: its batch, and an entry in the ledger. */
export async function recordImport(
  tx: Knex.Transaction,
  source: ImportSource,
  { conflicts = [], rejectedOf, ...done }: ImportDone,
  later: ForLaterImports,
): Promise<void> {
  const { kind, layout, file, mapped, actor } = source;
  const several = source.sheets === undefined ? {} : { sheets: source.sheets };
  const { content_hash } = done;
  const sha256 = source.sha256();
  const mends = await source.mends?.(tx, { batch: done.batch, kind, conflicts });
  if (mends !== undefined) await recordMended(tx, done.batch, mends);
  const more = { layout, file, ...several, sha256, actor: actorName(actor), reason: null };
  const listed = source.listed?.(conflicts);
  const { filled = [] } = source;
  await recordBatch(tx, { kind, mapped, withdraws: null, ...done, ...more }, { ...later, mends, listed, filled });
  // Entries of files that repeat no row are as they were before repeated rows were counted.
  const repeated = done.repeated === 0 ? {} : { repeated: done.repeated };
  const repeating = later.repeats === undefined ? {} : { repeats: later.repeats };
  const mending = mends === undefined ? {} : { mends };
  const isKnown = done.rows.rejected > 0 && listed !== undefined && rejectedOf !== undefined;
  const rejects = isKnown ? { rejects: { rows: listed, clients: [...rejectedOf].toSorted() } } : {};
  const body = {
    batch: done.batch,
    kind,
    layout,
    file,
    ...several,
    sha256,
    mapped,
    rows: done.rows,
    ...repeated,
    ...repeating,
    ...mending,
    ...rejects,
    content_hash,
  };
  await appendLedger(tx, { kind: 'import', actor, at: done.committed_at, body });
}
