/** Rejected rows of a batch that another batch imports once more, by their numbers in the source. */
export interface MendedRows {
  readonly batch: number;
  /** Those that were taken. */
  readonly rows: readonly string[];
  readonly rejected_again: readonly string[];
  /** How many facts it has replaced that came later; left out where none. */
  readonly replaced_later?: number;
}

/** How the record of a batch holds them. */
export interface MendedColumns {
  readonly mends: number | null;
  readonly mended: readonly string[] | null;
  readonly rejected_again: readonly string[] | null;
  readonly replaced_later: number | null;
}

/** What a batch mends, where it mends anything. */
export function mendedOf({ mends, mended, rejected_again, replaced_later }: MendedColumns): { readonly mends?: MendedRows } {
  if (mends === null) return {};
  const later = replaced_later === null ? {} : { replaced_later };
  return { mends: { batch: mends, rows: mended ?? [], rejected_again: rejected_again ?? [], ...later } };
}

/** The columns of what a batch mends. */
export const mendedColumns = (mends: MendedRows | undefined): MendedColumns => ({
  mends: mends?.batch ?? null,
  mended: mends === undefined ? null : [...mends.rows],
  rejected_again: mends === undefined ? null : [...mends.rejected_again],
  replaced_later: mends?.replaced_later ?? null,
});
