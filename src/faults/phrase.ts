import type { expectedEn } from './words/en/expected.js';
import type { plainEn } from './words/en/plain.js';
import type { systemErrorsEn } from './words/en/system-errors.js';

/** A part of a sentence that takes nothing, by its name. */
export type PlainPhrase = keyof typeof expectedEn | keyof typeof plainEn;

/** What objects of config are called. */
export type ObjectName =
  | 'branch'
  | 'calendar'
  | 'client'
  | 'consequence'
  | 'contract'
  | 'credit'
  | 'definition'
  | 'expectation'
  | 'index'
  | 'job'
  | 'layout'
  | 'library'
  | 'metric'
  | 'own field'
  | 'phrase table'
  | 'quadrants'
  | 'rate'
  | 'reason'
  | 'scale'
  | 'self-audit answer'
  | 'self-audit question'
  | 'site'
  | 'source'
  | 'standard'
  | 'survey wave';

/** What a schema counts or measures. */
export type Measured = 'text' | 'list' | 'map' | 'number';

/** The parts of sentences that take something, by their names. */
export interface PhraseParams {
  /** What the system, a library or a file says, or a name: the same in every language. */
  readonly verbatim: { readonly text: string };
  /** What the operating system refused, by its code, and what that was about; that is empty where the sentence around it says so. */
  readonly system: { readonly code: keyof typeof systemErrorsEn; readonly about: string };
  /** A value as it was given. */
  readonly value: { readonly text: string };
  readonly such_as: { readonly what: PlainPhrase; readonly examples: readonly string[] };
  readonly one_of: { readonly names: readonly string[]; readonly near?: string | undefined };
  readonly map_of: { readonly names: readonly string[] };
  readonly whole_number: { readonly least: number; readonly most: number };
  readonly limited: {
    readonly of: Measured;
    readonly sign: 'at_least' | 'more_than' | 'at_most' | 'less_than';
    readonly limit: number;
  };
  readonly matching: { readonly pattern: string };
  readonly in_form: { readonly form: string };
  readonly expected: { readonly what: Phrase; readonly found?: PlainPhrase | undefined };
  // Config.
  readonly object: {
    readonly is: ObjectName;
    readonly id?: string;
    readonly metric?: string;
    readonly scope?: readonly (readonly [key: string, value: string])[];
    readonly from?: string;
  };
  readonly key_of: { readonly key: string; readonly of: Phrase };
  readonly branch_of: { readonly id: string; readonly of: Phrase };
  readonly leaf_with: { readonly keys: readonly string[] };
  readonly branch_without_children: { readonly id: string };
  // Sources.
  readonly no_file: { readonly file: string };
  readonly more_cells: { readonly most: number };
  readonly lacks_part: { readonly part: string };
  readonly damaged_part: { readonly part: string };
  readonly text_not_there: { readonly row: number; readonly text: string };
  readonly json_until: { readonly character: number };
  readonly parts: { readonly count: number };
  readonly sheets: { readonly count: number };
  readonly file_needs_ending: { readonly ending: string };
  /** A row of a sheet, by its id. */
  readonly row_is_missing: { readonly row: string };
  readonly name_of_sheet: { readonly characters: number };
  readonly characters: { readonly count: number };
  readonly size_of_part: { readonly megabytes: number; readonly part: string };
  readonly unpacked_part: { readonly part: string; readonly times: number };
  readonly times: { readonly count: number };
  readonly megabytes: { readonly count: number };
  readonly line_over: { readonly megabytes: number };
  readonly more_keys: { readonly most: number };
  readonly text_over: { readonly megabytes: number };
  readonly memory_over: { readonly megabytes: number };
  readonly memory_of: { readonly megabytes: number };
  // Requests, actions and audits.
  readonly nested_over: { readonly levels: number };
  readonly more_values: { readonly most: number };
  readonly body_silent: { readonly seconds: number };
  readonly bytes: { readonly count: number };
  readonly size: { readonly bytes: number };
  readonly slice: { readonly dimensions: readonly string[] };
  readonly day_from: { readonly start: string };
  readonly last_day_from: { readonly start: string };
  readonly unpacks_to: { readonly megabytes: number };
  readonly columns_and_rows: { readonly columns: number; readonly rows: number };
  readonly node_stands_twice: { readonly node: string };
  readonly weight_not_a_number: { readonly text: string; readonly node: string };
  // Jobs.
  readonly job: { readonly id: string };
  readonly silent: { readonly seconds: number };
  readonly too_slow: { readonly seconds: number };
  // The command line.
  readonly unknown_option: { readonly option: string; readonly near: string | undefined };
  readonly unknown_command: { readonly command: string; readonly near: string | undefined };
  readonly argument_missing: { readonly argument: string };
  readonly option_without_value: { readonly option: string };
  readonly option_needed: { readonly option: string };
  readonly too_many_arguments: { readonly command: string; readonly most: number; readonly given: number };
  readonly several_periods: { readonly periods: readonly string[] };
  readonly limit_wrong: { readonly given: string; readonly most: number };
}

/** A part of a sentence as plain data: what it says is put into words with the fault that holds it. */
export type Phrase =
  | PlainPhrase
  | { readonly [N in keyof PhraseParams]: { readonly phrase: N } & PhraseParams[N] }[keyof PhraseParams];

/** What the system, a library or a file says: it stays as it is. */
export const verbatim = (text: string): Phrase => ({ phrase: 'verbatim', text });

/** Something with examples of it. */
export const suchAs = (what: PlainPhrase, ...examples: readonly string[]): Phrase => ({ phrase: 'such_as', what, examples });

/** How each phrase with parameters is worded in one language. */
export type PhraseWords = { readonly [N in keyof PhraseParams]: (params: PhraseParams[N]) => string };

/** Puts phrases into the words of one language. */
export const phrasesIn =
  (plain: Readonly<Record<PlainPhrase, string>>, words: PhraseWords) =>
  (phrase: Phrase): string =>
    // What stands under a phrase's name takes what a phrase of that name has.
    typeof phrase === 'string' ? plain[phrase] : (words[phrase.phrase] as (params: typeof phrase) => string)(phrase);
