import type { FactKindName } from '../words/en.js';

/** A layout suggested by a file's headers and first rows, as plain data. */
export interface LayoutProposal {
  readonly layout: string;
  readonly fact: FactKindName;
  readonly format: string;
  readonly sheet?: string;
  /** Fields of the key that no header names. */
  readonly unmapped: readonly string[];
  readonly fields: readonly ProposedField[];
  /** Headers that no field was found for. */
  readonly unused: readonly string[];
}

/** A field with its column, and what is guessed from samples. */
export interface ProposedField {
  readonly field: string;
  readonly column: string;
  readonly format?: string;
  readonly decimal?: string;
  /** Values of the file that the field does not know, with what they are mapped to. */
  readonly map?: readonly (readonly [value: string, to: string])[];
  readonly remark?: ProposalRemark;
}

/** What only a person can say about a proposed field. */
export type ProposalRemark =
  | { readonly is: 'dates_unread'; readonly samples: readonly string[] }
  | { readonly is: 'other_forms'; readonly forms: readonly string[] }
  | { readonly is: 'not_all_numbers'; readonly samples: readonly string[] }
  | { readonly is: 'choose_from'; readonly allowed: readonly string[] };
