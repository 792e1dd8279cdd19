import type { ImportedBatch } from '../../contract/imports.js';
import { fileName } from '../../facts/file-name.js';
import type { FactKindName } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { nameBefore } from '../../import/rejects.js';
import { type SourceRow, storedNumber } from '../../import/layout/row.js';
import { batchByNumber } from '../../store/batches.js';
import type { MendedRows } from '../../store/mended-rows.js';
import type { Transaction } from '../../store/connect.js';
import { type Replaced, replacedLater } from '../../store/facts/replaced.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';
import { dealtRows } from '../../store/rejected-marks.js';
import { settledOf } from '../../store/settled.js';
import { refuseFor } from './open-rejects.js';

/** Rejected rows of a batch that are imported once more, by their numbers in the source. */
export interface RowsToMend {
  readonly batch: number;
  readonly rows: readonly string[];
  /** Whether facts that came later than the batch may be replaced; else they are refused. */
  readonly replacesLater: boolean;
}

/** Stops with exit code 1 where the batch was withdrawn, or one of the rows was imported once more already, or settled. */
export async function refuseDone(tx: Transaction, { batch, rows }: Omit<RowsToMend, 'replacesLater'>): Promise<void> {
  const by = (await batchByNumber(tx, batch))?.withdrawn_by;
  if (by != null) throw new Stop(1, [fault(rejectFaults, 'rejects_withdrawn', { batch, by })]);
  const sent = (await dealtRows(tx, batch)).filter(({ how, is_later: isLater }) => how !== 'settled' && !isLater);
  const again = new Map(sent.map(one => [one.row, one.by]));
  const own = (await settledOf(tx, batch)).filter(({ with_batch: other }) => other === null);
  const settled = new Map(own.map(one => [one.row, one] as const));
  const faults = rows.flatMap((row): readonly Fault[] => {
    const sentBy = again.get(row);
    if (sentBy !== undefined) return [fault(rejectFaults, 'rejects_imported_again', { row, by: sentBy })];
    const { by: who, reason } = settled.get(row) ?? {};
    return who === undefined || reason === undefined ? [] : [fault(rejectFaults, 'reject_settled', { row, by: who, reason })];
  });
  refuseFor(faults);
}

/** Which of a batch's rejected rows an import takes, and which it rejects again. */
export class MendingRows {
  readonly #asked: RowsToMend;
  readonly #places = new Map<number, string>();
  readonly #rejected = new Set<string>();
  readonly #isTried: boolean;
  #replaced: Replaced = { facts: 0, first: [] };

  constructor(asked: RowsToMend, isTried: boolean) {
    this.#asked = asked;
    this.#isTried = isTried;
  }

  /** What the answer of the import says besides. */
  get shown(): Pick<ImportedBatch, 'replaces'> {
    const { facts, first } = this.#replaced;
    return { replaces: { facts, first: first.map(one => ({ ...one, file: one.file === null ? null : fileName(one.file) })) } };
  }

  /** Takes in a row, and whether it was rejected. */
  note(row: SourceRow, isRejected: boolean): void {
    const place = nameBefore(row);
    this.#places.set(storedNumber(row), place);
    if (isRejected) this.#rejected.add(place);
  }

  /**
   * What became of the rows; those with one key and different values are rejected once all have been read. Stops where somebody else has
   * imported one of them once more, and where facts would be replaced that came later: asked when no other batch can be recorded any more.
   */
  async result(
    tx: Transaction,
    { conflicts, ...made }: { readonly batch: number; readonly kind: FactKindName; readonly conflicts: readonly Conflict[] },
  ): Promise<MendedRows> {
    await refuseDone(tx, this.#asked);
    const { batch, replacesLater } = this.#asked;
    this.#replaced = await replacedLater(tx, { ...made, mends: batch });
    const { facts, first } = this.shown.replaces ?? this.#replaced;
    if (facts > 0 && !replacesLater && !this.#isTried) {
      const named = first.map(
        ({ client, key, batch: by, file }) => `${[client, ...key].join(' ')} (${file === null ? by : `${by}, ${file}`})`,
      );
      throw new Stop(1, [fault(rejectFaults, 'mending_replaces_later', { batch, facts, named })]);
    }
    const rejected = new Set([...this.#rejected, ...conflicts.map(({ row }) => this.#places.get(row) ?? '')]);
    const rows = [...new Set(this.#asked.rows)];
    return {
      batch: this.#asked.batch,
      rows: rows.filter(row => !rejected.has(row)),
      rejected_again: rows.filter(row => rejected.has(row)),
      ...(facts > 0 ? { replaced_later: facts } : {}),
    };
  }
}
