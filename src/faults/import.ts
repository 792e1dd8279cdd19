import type { FactKindName } from '../words/en.js';
import { error, type ParamsOf, warning } from './entry.js';
import type { Phrase } from './phrase.js';
import type { LayoutProposal } from './proposal.js';

/** A cell that is no value of its field. */
export interface Cell {
  readonly value: string;
  readonly field: string;
  readonly layout: string;
}

/** The row that a layout names for the headings, and the one that has all its columns, where one has. */
export interface Headings {
  readonly named: number;
  readonly found: number | undefined;
}

/** What tells the rows of a file apart by its layout. */
export interface RowsApart {
  /** The fields of the key. */
  readonly fields: readonly string[];
  /** Whether rows could be told apart by a line number too: it is not mapped, or each row is about all lines. */
  readonly lines: 'unmapped' | 'all' | undefined;
}

/** Why a text is no value of a field, whatever the layout says besides. */
export const wrongCells = {
  /** `months` is the language of the names of months; `likely` the form that this text may be in besides those. */
  date_unreadable: error<Cell & { forms: readonly string[]; months: string | undefined; likely: string | undefined }>(),
  /** `day` as yyyy-MM-dd, `weekday` from 1, Monday. */
  weekday_differs: error<Cell & { day: string; weekday: number }>(),
  month_two_ways: error<Cell & { name: string; meanings: readonly { readonly language: string; readonly number: number }[] }>(),
  date_nonexistent: error<Cell>(),
  date_form_unknown: error<Cell & { forms: readonly string[] }>(),
  date_without_day: error<Cell & { whole: 'month' | 'year' }>(),
  date_serial: error<Cell & { meaning: string; forms: readonly string[] }>(),
  date_implausible: error<Cell & { day: string; first: string; last: string; isOwn: boolean }>(),
  date_placeholder_rejected: error<Cell>(),
  date_too_long: error<Cell & { characters: number; most: number }>(),
  /** `decimal` is the sign that the layout names. */
  number_unreadable: error<Cell & { decimal: string | undefined }>(),
  /** `signs` are the decimal signs with which it can be read. */
  number_ambiguous: error<Cell & { signs: readonly string[] }>(),
  number_two_ways: error<Cell>(),
  /** `units` are those that the layout names; `factor` is what the mark multiplies the figure by, where it is no unit. */
  number_marked: error<Cell & { mark: string; column: string; units: readonly string[]; factor: number | undefined }>(),
  number_too_long: error<Cell & { characters: number; most: number }>(),
  number_too_large: error<Cell>(),
  number_not_whole: error<Cell & { item: string | undefined }>(),
  number_off_scale: error<Cell & { least: number; most: number }>(),
  number_out_of_range: error<Cell & { least: number; most: number }>(),
  boolean_unreadable: error<Cell>(),
  choice_unknown: error<Cell & { allowed: readonly string[] }>(),
  /** `bytes` where it is part of a key, and `most` counts them; else characters are counted. */
  text_too_long: error<Cell & { characters: number; most: number; bytes?: number }>(),
} as const;

/** One of them, without its place. */
export type CellFault = {
  readonly [K in keyof typeof wrongCells]: { readonly code: K; readonly params: ParamsOf<(typeof wrongCells)[K]> };
}[keyof typeof wrongCells];

/** What can be wrong with a source's rows, or between a source and its layout. */
export const importFaults = {
  ...wrongCells,
  date_placeholder: warning<Cell>(),
  date_beside_time_blank: error<Cell & { date: string; time: string }>(),
  /** `forms` and `serial` are forms of the layout with which it would be read; none where it is no time. */
  time_unreadable: error<Cell & { forms: readonly string[]; serial: readonly string[] }>(),
  times_differ: error<Cell & { date: string; time: string }>(),
  join_part_blank: error<Cell & { column: string }>(),
  /** `isReadable` where the field would read the cell as it stands. */
  map_missed: error<Cell & { known: readonly string[]; isReadable: boolean }>(),
  phrase_unknown: error<Cell & { known: readonly string[] }>(),
  phrase_table_unknown: error<{ table: string; field: string; layout: string; known: readonly string[] }>(),
  lookup_missed: error<Cell & { table: string; key: string }>(),
  key_missing: error<{ field: string; layout: string; column: string | undefined }>(),
  client_unknown: error<{ value: string; known: readonly string[] }>(),
  survey_item_unknown: error<{ value: string; field: string; layout: string; known: readonly string[] }>(),
  row_conflict: error<{ rows: readonly (number | string)[]; key: readonly string[]; apart: RowsApart }>(),
  clock_gap: warning<{ value: string; zone: string; field: string }>(),
  clock_overlap: warning<{ value: string; zone: string; field: string }>(),
  order_implausible: warning<{ first: string; second: string }>(),
  currency_differs: error<{ value: string; field: string; layout: string; unit: string }>(),
  /** `fields` are the dates that the layout reads. */
  fact_undated: warning<{ fields: readonly string[] }>(),
  column_missing: error<{ column: string; field: Phrase; columns: readonly string[]; headings?: Headings | undefined }>(),
  column_ambiguous: error<{ column: string; field: Phrase; columns: readonly string[] }>(),
  columns_missing: error<{
    missing: readonly string[];
    wanted: number;
    layout: string;
    columns: readonly string[];
    headings: Headings | undefined;
  }>({
    command: () => 'plumbline layout list, plumbline layout propose FILE',
  }),
  source_without_rows: warning<object>(),
  header_found: warning<{ row: number; layout: string }>(),
  lookup_unreadable: error<{ table: string; why: Phrase }>(),
  lookup_ambiguous: error<{ table: string; key: string; value: string; rows: readonly number[] }>(),
  control_rows_differ: error<{ expected: string; found: number }>(),
  control_sum_differs: error<{ field: string; expected: string; found: string; unread: number }>(),
  import_layout_unknown: error<{ layout: string; known: readonly string[] }>({
    command: () => '--layout NAME; plumbline layout propose FILE',
  }),
  layout_needed: error<{ proposal: LayoutProposal; path: string }>({
    command: p => `plumbline layout propose ${p.path}; --layout NAME`,
  }),
  layout_exists: error<{ file: string; layout: string }>(),
  layout_columns_too_many: error<{ columns: number; most: number }>(),
  layout_not_proposable: error<{
    columns: readonly string[];
    areValues: boolean;
    /** What the file may be written in instead, likeliest first. */
    encodings: readonly string[];
    /** The other sheets of the workbook. */
    sheets: readonly string[];
    /** Those of them that hold facts without a doubt. */
    withFacts: readonly string[];
  }>({
    command: p => {
      const [sheet] = [...p.withFacts, ...p.sheets];
      const named = p.encodings[0] === undefined ? '' : ` --encoding ${p.encodings[0]}`;
      if (sheet !== undefined) return `plumbline layout propose FILE --sheet ${JSON.stringify(sheet)}`;
      if (named !== '') return `plumbline layout propose FILE${named}`;
      return `plumbline layout propose FILE --header-row ROW${p.areValues ? '' : ' --fact KIND'}; plumbline layout show scms`;
    },
  }),
  layout_fact_unknown: error<{ fact: string; known: readonly string[] }>(),
  layout_field_unknown: error<{ field: string; fact: FactKindName; known: readonly string[] }>(),
  layout_key_unmapped: error<{ field: string; fact: FactKindName }>(),
  layout_source_unclear: error<{ field: string; found: readonly string[] }>(),
  layout_constant_unreadable: error<{ field: string; value: string; refused: CellFault }>(),
  layout_setting_idle: error<{ setting: string; field: string; why: Phrase }>(),
  layout_format_partial: error<{ format: string; field: string; whole: 'month' | 'year' | undefined }>(),
  layout_join_missing: error<{ field: string; columns: readonly string[] }>(),
  layout_between_wrong: error<{ field: string; between: readonly string[] }>(),
  layout_scale_flat: error<{ field: string; ends: readonly number[] }>(),
  layout_unit_unfit: error<{ field: string; unit: string; why: 'no_mark' | 'factor' | 'other_currency'; other: string }>(),
  layout_map_alike: error<{ field: string; first: string; second: string }>(),
  layout_key_idle: error<{ key: string; format: string; formats: readonly string[] }>(),
  layout_keys_idle_here: warning<{ keys: readonly string[]; format: string; layout: string }>(),
  layout_zone_unknown: error<{ zone: string }>(),
  layout_total_unknown: error<{ field: string; known: readonly string[] }>(),
  layout_total_unreadable: error<{ value: string }>(),
  layout_column_literal: error<{ call: string }>(),
  layout_argument_wrong: error<{ call: string; place: number; wanted: Phrase }>(),
} as const;
