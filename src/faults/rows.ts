import type { FactKindName } from '../words/en.js';
import { error, warning } from './entry.js';
import type { Cell, RowsApart } from './import.js';

/** Cells of a column that are blank below the first row of their group. */
export interface BlankBelow {
  readonly column: string;
  /** Groups of several rows whose first row fills the column. */
  readonly groups: number;
  /** Those among them in which every other row leaves it blank. */
  readonly blank: number;
}

/** What a key was written with that a person does not see or type. */
export type KeySign = 'invisible' | 'look_alike' | 'full_width' | 'text_mark';

/** A fact whose value was replaced by the one for all rows. */
export interface FactOverwritten {
  /** The parts of its key, client first. */
  readonly key: readonly string[];
  readonly was: string;
  readonly now: string;
}

/** What only the rows around a row show, or the facts that are there already. */
export const rowFaults = {
  key_in_exponent_form: error<Cell>(),
  key_digits_lost: error<Cell>(),
  key_without_result: error<Cell>(),
  key_shown_otherwise: error<Cell & { shown: string; pad: number | undefined }>(),
  key_of_other_type: error<Cell & { as: 'date' | 'boolean' | 'fraction' }>(),
  key_with_decimals: error<Cell & { key: string; column: string }>(),
  key_made_plain: warning<Cell & { key: string; signs: readonly KeySign[] }>(),
  cell_is_ditto: error<Cell>(),
  groups_apart: warning<{ rows: number; unfilled: number; group: string; layout: string }>(),
  keys_end_in_zeros: warning<{ field: string; layout: string; count: number; example: string }>(),
  row_repeated: warning<{ rows: number; first: number | string; key: readonly string[]; apart: RowsApart }>(),
  row_is_blank: warning<object>(),
  row_is_total: warning<{ word: string | undefined; isSum: boolean; layout: string }>(),
  row_maybe_total: error<{ word: string; layout: string; as: 'label' | 'sum' | 'remark' }>(),
  group_start_lost: error<{ row: number; columns: readonly string[] }>(),
  blank_below_first: warning<{ columns: readonly BlankBelow[]; group: string; layout: string }>(),
  constant_overwrote: warning<{ field: string; layout: string; count: number; first: readonly FactOverwritten[] }>(),
  known_key_missing: error<{ field: string; of: string; layout: string }>(),
  known_fact_missing: error<Cell & { of: string; kind: FactKindName }>(),
  known_fact_ambiguous: error<Cell & { of: string; found: readonly string[] }>(),
  place_unknown: warning<{ kind: FactKindName; zone: string; others: readonly string[]; layout: string }>(),
  place_ambiguous: error<Cell & { kind: FactKindName; found: readonly string[] }>(),
  spellings_joined: warning<{ field: string; layout: string; joined: readonly string[] }>(),
  spelling_ambiguous: error<Cell & { found: readonly string[] }>(),
  lines_unnamed: error<Cell & { lines: readonly string[] }>(),
  row_of_all_lines: warning<Cell & { lines: readonly string[] }>(),
  row_of_first_line: warning<Cell & { lines: readonly string[]; line: string; amounts: readonly string[] }>(),
  reject_unchanged: error<{ code: string; row: number }>(),
  rejects_garbled: error<{ found: string }>(),
  reject_of_other_file: error<{ file: string; other: string }>(),
  layout_of_unknown: error<{ field: string; of: string; known: readonly string[] }>(),
  layout_of_differs: error<{ field: string; of: string; first: string }>(),
  layout_of_lacks_field: error<{ field: string; of: string; kind: FactKindName; known: readonly string[] }>(),
  layout_of_unmapped: error<{ field: string; of: string }>(),
  layout_lines_unfit: error<{ fact: FactKindName; why: 'no_lines' | 'line_mapped' }>(),
  layout_fill_unknown: error<{ field: string; known: readonly string[] }>(),
  layout_several_not_client: error<{ field: string; setting: string }>(),
} as const;
