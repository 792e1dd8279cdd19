import { parse } from 'yaml';
import { factKinds } from '../../../src/facts/kinds.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';
import type { Sampled } from '../../../src/import/propose/drafting.js';
import { proposal } from '../../../src/import/propose/proposal.js';

/** A file as a person has it: its headings and its rows, cells between semicolons. */
export interface Table {
  readonly header: string;
  readonly rows: readonly string[];
}

/** The cells of a row. */
export const cellsOf = (row: string): readonly string[] => row.split(';');

/** The layout proposed for a table, in a workspace without clients. */
export function proposedFor({ header, rows }: Table, more: Partial<Sampled> = {}): LayoutProposal {
  const file = { name: 'file', settings: [], columns: cellsOf(header), rows: rows.map(cellsOf), typedCells: false };
  const made = proposal({ ...file, places: { client: [], site: [] }, ...more }, factKinds);
  if (made === undefined) throw new Error('a layout is proposed');
  return made;
}

/** A proposal as the layout that its text is. */
export const layoutOf = (made: LayoutProposal): Layout => layoutSchema.parse(parse(proposalEn(made)));

/** The same with its first way to fill each field that is lacking, as a person would uncomment it. */
export function completedLayout(made: LayoutProposal): Layout {
  const text = made.lacking.reduce((so, { field }) => so.replace(`  # ${field}: `, `  ${field}: `), proposalEn(made));
  return layoutSchema.parse(parse(text.replace('draft: true\n', '')));
}
