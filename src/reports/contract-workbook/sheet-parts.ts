import type { Label, Language } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';
import type { Wordable } from './rule-forms.js';
import { type ColumnId, plainRow, type TemplateCell, type TemplateRow } from './template.js';
import type { HeadingId } from '../../words/contract-headings.js';
import { headingIn, sheetNames } from './words.js';

/** What a template is made for: the metrics that can be agreed, what can be worded anew, and who can be agreed with. */
export interface TemplateSource {
  readonly language: Language;
  readonly metrics: readonly Metric[];
  readonly wordable: Wordable;
  readonly clients: readonly string[];
  readonly segments: readonly string[];
}

/** How many empty rows there are for more. */
export const spare = { measures: 30, credits: 20, signatures: 6 };

/** The words of a list in a language. */
export const wordsIn = (words: Readonly<Record<string, Label>>, language: Language): readonly string[] =>
  Object.values(words).map(label => label[language]);

/** A row of headings. */
export const headingRow = (ids: readonly HeadingId[], language: Language): TemplateRow => ({
  row: '#',
  cells: Object.fromEntries(ids.map(id => [id, { text: headingIn(id, language), look: 'heading' } satisfies TemplateCell])),
});

/** A row of nothing. */
export const blankRow: TemplateRow = { row: '#', cells: {} };

/** The title of a sheet and how to fill it in. */
export const topRows = (sheet: keyof typeof sheetNames, note: Label, language: Language): readonly TemplateRow[] => [
  plainRow(sheetNames[sheet][language], 'title'),
  plainRow(note[language], 'note'),
  blankRow,
];

/** A row whose text stands in another column than that of names. */
export const moved = (row: TemplateRow | undefined, to: ColumnId): TemplateRow => ({
  row: '#',
  cells: row?.cells.name === undefined ? {} : { [to]: row.cells.name },
});
