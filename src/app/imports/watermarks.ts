import type { Actor } from '../../store/actor.js';
import { appendLedger } from '../../store/ledger.js';
import type { Deps } from '../deps.js';

/** How far a query has been read, by the layout's name and the batch that read so far. */
export interface Watermark {
  readonly layout: string;
  readonly batch: number;
  readonly value: string;
}

/** The last watermark of a layout; that of a batch that was taken back does not count, since its rows are to be read again. */
export async function lastWatermark({ database }: Pick<Deps, 'database'>, layout: string): Promise<string | undefined> {
  const sql = `select l.body::json->>'value' as value from ledger l
    where l.kind = 'watermark' and l.body::json->>'layout' = ?
      and not exists (select from batch w where w.withdraws = (l.body::json->>'batch')::int)
    order by l.entry desc limit 1`;
  const { rows } = await database.transaction(tx => tx.raw<{ rows: { value: string }[] }>(sql, [layout]));
  return rows[0]?.value;
}

/** Notes how far a query has been read. Should this fail, rows are read again, which changes nothing. */
export async function noteWatermark(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  mark: Watermark,
  actor: Actor,
): Promise<void> {
  await database.transaction(tx => appendLedger(tx, { kind: 'watermark', actor, at: clock(), body: { ...mark } }));
  await database.settle();
}
