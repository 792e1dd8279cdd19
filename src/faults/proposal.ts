import type { FactKindName } from '../words/en.js';

/** How sure a proposal is of a field: what it is unsure of is written as a comment. */
export type Confidence = 'sure' | 'likely' | 'unsure';

/** What a layout says of a field, as plain data in the order in which it is written. */
export type ProposedMapping = Readonly<Record<string, unknown>>;

/** A layout suggested by a file's headers and first rows, as plain data. */
export interface LayoutProposal {
  readonly layout: string;
  readonly fact: FactKindName;
  /** Settings of the whole layout besides its name and kind, in the order in which they are written. */
  readonly settings: readonly (readonly [key: string, value: unknown])[];
  /** Times without a zone are in the zone of their place: whether there are any. */
  readonly hasNaiveTimes: boolean;
  /** The column that names the zones of these times. */
  readonly zones?: ZonesSeen;
  readonly fields: readonly ProposedField[];
  /** Columns whose cells are answers of their own, by the scale that they are on. */
  readonly each?: readonly ProposedCells[];
  /** Fields of the key that no column was found for: the layout cannot import without them. */
  readonly lacking: readonly LackingField[];
  /** Other kinds of fact that the file holds as well. */
  readonly also: readonly AlsoFound[];
  /** Other sheets of the workbook that hold facts. */
  readonly sheets?: OtherSheets;
  /** The encodings that the file may be in instead, likeliest first. */
  readonly encodings?: readonly string[];
  /** Columns that no field was found for. */
  readonly unused: readonly UnusedColumn[];
}

/** A field with where its values come from, and what is guessed from the first rows. */
export interface ProposedField {
  readonly field: string;
  readonly mapping: ProposedMapping;
  readonly confidence: Confidence;
  /** The first values. */
  readonly samples: readonly string[];
  readonly remarks: readonly ProposalRemark[];
}

/** Sheets of a workbook besides the one that a layout is proposed for. */
export interface OtherSheets {
  /** The sheet that it is proposed for. */
  readonly own: string;
  /** Those with the same columns. */
  readonly same: readonly string[];
  /** What `sheet` names this sheet and those together; none where there are none. */
  readonly together: readonly string[];
  /** Those with facts in another form. */
  readonly facts: readonly { readonly sheet: string; readonly fact: FactKindName }[];
}

/** The time zones that a column names, that of the most rows first; null for one whose name has to be asked for. */
export interface ZonesSeen {
  readonly column: string;
  readonly zones: readonly { readonly text: string; readonly zone: string | null }[];
}

/** Columns of a survey that are on one scale: each is a question, each of its cells an answer. */
export interface ProposedCells {
  /** A question's heading, with the item that it is about where one is known. */
  readonly columns: readonly { readonly column: string; readonly item?: string; readonly samples: readonly string[] }[];
  readonly cell: ProposedMapping;
  /** What these answers have in common besides. */
  readonly fields?: ProposedMapping;
  /** Where the answers are brought to marks from 1 to 10: the scale that they are on, and whether a heading names it. */
  readonly scale?: { readonly least: number; readonly most: number; readonly isNamed: boolean };
  /** The answers are words with a mark for each; where these are not known, a person writes them. */
  readonly inWords?: true;
  /** Texts among the answers that are rejected; `more` are not shown. */
  readonly rejected?: { readonly values: readonly string[]; readonly more: number };
  /** Whether 1 or the highest mark is best, or what a word is worth, nobody can tell: the columns are a comment. */
  readonly isOpen: boolean;
}

/** A field of the key that is not found, with what could be written for it. */
export interface LackingField {
  readonly field: string;
  readonly candidates: readonly LackingCandidate[];
}

/** A way to fill a field, and when it is the right one. */
export interface LackingCandidate {
  readonly mapping: ProposedMapping;
  readonly when: 'same_in_all_rows' | 'of_a_known_shipment' | 'numbered_by_row' | 'not_kept' | 'this_column' | 'perhaps';
}

/** A kind of fact that the file holds besides. */
export interface AlsoFound {
  readonly fact: FactKindName;
  readonly columns: readonly string[];
}

/** A column that no field was found for. */
export interface UnusedColumn {
  readonly column: string | number;
  readonly samples: readonly string[];
  /** Its values are dates or times, so that it may be a moment that a figure needs. */
  readonly isOfMoments?: true;
}

/** What a person has to know or to decide about a proposed field. */
export type ProposalRemark =
  /** No one form reads the dates. */
  | { readonly is: 'dates_unread'; readonly samples: readonly string[] }
  /** Day and month cannot be told apart: the other forms. */
  | { readonly is: 'day_or_month'; readonly forms: readonly string[] }
  /** Day and month are taken to be in the order of another column, or in the one that keeps the dates together. */
  | { readonly is: 'day_order_taken'; readonly from: string | undefined }
  | { readonly is: 'not_all_numbers'; readonly samples: readonly string[] }
  /** 1.234 can be a thousand and more, or one and a fraction. */
  | { readonly is: 'thousands_or_decimals'; readonly sample: string }
  | { readonly is: 'sign_taken'; readonly sign: string }
  /** The decimal sign is the only one that the language of the headings uses. */
  | { readonly is: 'sign_of_language'; readonly sign: string }
  /** Values that have to be mapped by a person, with how many rows hold them. */
  | { readonly is: 'choose_from'; readonly allowed: readonly string[]; readonly values: readonly (readonly [string, number])[] }
  /** Words among dates or numbers: rows that hold them are rejected unless they are said to be blank; `more` are not shown. */
  | { readonly is: 'odd_values'; readonly values: readonly string[]; readonly more: number }
  /** Texts with digits among dates or numbers that cannot be read: their rows are rejected. */
  | { readonly is: 'unread_values'; readonly values: readonly string[]; readonly more: number }
  /** Dates that programs write for "no date": they are read as missing. */
  | { readonly is: 'read_as_no_date'; readonly values: readonly string[]; readonly more: number }
  /** Texts among numbers of a thing that do not look like one. */
  | { readonly is: 'odd_keys'; readonly values: readonly string[]; readonly more: number }
  /** Numbers of things that a spreadsheet has rounded: their rows are rejected. */
  | { readonly is: 'spoiled_keys'; readonly values: readonly string[]; readonly more: number }
  /** Rows where a number of the key is a text that means nothing: they are rejected. */
  | { readonly is: 'key_means_nothing'; readonly values: readonly string[]; readonly more: number }
  | { readonly is: 'or_columns'; readonly columns: readonly string[] }
  | { readonly is: 'unknown_places'; readonly values: readonly string[] }
  /** The column stands for another number too. */
  | { readonly is: 'stands_for'; readonly field: string }
  /** As before, because the column of the number itself is blank in so many rows. */
  | { readonly is: 'blank_in_rows'; readonly column: string; readonly rows: number; readonly field: string }
  | { readonly is: 'delivered_by_date'; readonly column: string }
  | { readonly is: 'only_one_registered' }
  | { readonly is: 'makes_key_unique' }
  | { readonly is: 'key_repeats'; readonly rows: number }
  | MomentRemark
  | { readonly is: 'empty_so_far' };

/** What has to be known of moments whose time or meaning stands in another column. */
export type MomentRemark =
  /** No column says the state: the date of delivery does. */
  | { readonly is: 'status_by_date' }
  /** A name of a month means different months in these languages. */
  | {
      readonly is: 'month_by_language';
      readonly sample: string;
      readonly meanings: readonly { readonly language: string; readonly number: number }[];
    }
  /** Some of those that cannot be read have day and month the other way round. */
  | { readonly is: 'day_month_mixed' }
  /** Columns that may say that a shipment was refused, cancelled or lost, so that a date of delivery does not decide. */
  | { readonly is: 'states_beside'; readonly columns: readonly string[] }
  | { readonly is: 'blank_time_is_day' }
  /** Times of a promise that are midnight: as it is written, they are read as none. */
  | { readonly is: 'midnight_is_no_time'; readonly values: readonly string[]; readonly more: number }
  /** The dates' column and the one beside it, whose times are not read with them. */
  | { readonly is: 'time_beside'; readonly columns: readonly [date: string | number, time: string | number] };
