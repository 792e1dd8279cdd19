import { error, warning } from './entry.js';
import type { Phrase } from './phrase.js';

/** What can be wrong with a source before its cells mean anything. */
export const readersFaults = {
  source_missing: error<{ path: string }>(),
  source_is_directory: error<{ path: string }>(),
  source_unreadable: error<{ path: string; reason: Phrase }>(),
  source_empty: error<{ expected: Phrase }>(),
  source_other_kind: error<{ is: 'html' | 'xml_workbook' | 'xml' | 'opendocument' | 'pdf' | 'zip' }>(),
  format_unknown: error<{ format: string; known: readonly string[] }>(),
  format_differs: error<{ format: string; found: string }>(),
  encoding_unknown: error<{ encoding: string; near: string | undefined }>(),
  encoding_invalid: error<{
    encoding: string;
    isNamed: boolean;
    bytes: string;
    at: number;
    isMixed: boolean;
    likely: string | undefined;
  }>(),
  encoding_doubtful: warning<{ encoding: string; candidates: readonly string[] }>(),
  delimiter_bad: error<{ delimiter: string }>(),
  quoting_bad: error<{ key: 'quote' | 'escape' | 'comment'; value: string }>(),
  header_missing: error<{ row: number | undefined }>(),
  header_duplicate: warning<{ name: string; columns: readonly number[] }>(),
  header_repeated: warning<{ rows: number }>(),
  columns_too_many: error<{ most: number }>(),
  rows_quoted_whole: error<{ delimiter: string; heading: string }>(),
  row_ragged: error<{ cells: number; columns: number }>(),
  cells_surplus: warning<{ cells: number; columns: number }>(),
  record_cut_off: error<{ cells: number; columns: number }>(),
  quote_misplaced: error<{ found: string }>(),
  quotes_bare: error<Record<never, never>>(),
  quote_spans_rows: error<{ opened: number | undefined }>(),
  quote_unterminated: error<{ megabytes: number | undefined; lines: number | undefined }>(),
  cell_too_long: error<{ column: string; most: number }>(),
  record_too_long: error<{ megabytes: number }>(),
  cell_nul: error<{ count: number }>(),
  json_malformed: error<{ reason: Phrase }>(),
  json_cut_off: error<{ reason: Phrase }>(),
  json_array: error<Record<never, never>>(),
  json_document: error<{ rows: readonly string[] | undefined }>(),
  key_late: warning<{ key: string; lines: number }>(),
  sheet_unknown: error<{ sheet: string; known: readonly string[] }>(),
  sheet_differs: error<{ sheet: string; first: string; missing: readonly string[] }>(),
  sheets_hidden: warning<{ sheets: readonly string[] }>(),
  formula_without_result: warning<{ cells: number; position: number }>(),
  cells_merged: warning<{ columns: readonly string[]; ranges: number }>(),
  merged_column_unknown: error<{ column: string; known: readonly string[] }>(),
  cells_beyond: warning<{ column: number; columns: number }>(),
  workbook_old: error<Record<never, never>>(),
  workbook_broken: error<{ reason: Phrase }>(),
  workbook_too_big: error<{ what: Phrase; most: Phrase }>(),
  workbook_too_slow: error<{ seconds: number }>(),
  query_missing: error<Record<never, never>>(),
  connection_missing: error<{ variable: string | undefined }>(),
  connection_bad: error<{ scheme: string }>(),
  connection_failed: error<{ host: string; reason: Phrase }>(),
  query_failed: error<{ reason: Phrase }>(),
  query_broken_off: error<{ reason: Phrase }>(),
  watermark_unknown: error<{ column: string; known: readonly string[] }>(),
} as const;
