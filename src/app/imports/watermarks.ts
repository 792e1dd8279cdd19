import type { Actor } from '../../store/actor.js';
import { appendLedger, entriesOf } from '../../store/ledger.js';
import type { Deps } from '../deps.js';

/** How far a query has been read, by the layout's name and the batch that read so far. */
export interface Watermark {
  readonly layout: string;
  readonly batch: number;
  readonly value: string;
}

/** The last watermark of a layout; that of a batch that was taken back does not count, since its rows are to be read again. */
export async function lastWatermark({ database }: Pick<Deps, 'database'>, layout: string): Promise<string | undefined> {
  return database.transaction(async tx => {
    const marks = await entriesOf<'watermark', Watermark>(tx, ['watermark'], { layout });
    const { rows } = await tx.raw<{ rows: { withdraws: number }[] }>('select withdraws from batch where withdraws is not null');
    const withdrawn = new Set(rows.map(({ withdraws }) => withdraws));
    return marks.findLast(({ body }) => body.layout === layout && !withdrawn.has(body.batch))?.body.value;
  });
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
