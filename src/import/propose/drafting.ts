import type { LayoutProposal, ProposedCells } from '../../faults/proposal.js';
import type { ColumnProfile } from './column-profile.js';
import type { KnownPlaces } from './known-places.js';
import type { FileHabits } from './settings.js';

/** What is known of a file besides its headers. */
export interface Sampled {
  readonly name: string;
  /** What the layout says of the file: its format, its sheet, its row of headings. */
  readonly settings: LayoutProposal['settings'];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Numbers and dates have types of their own in the source. */
  readonly typedCells: boolean;
  readonly places: KnownPlaces;
  /** What the file says of itself: its name, that of its sheet, the rows above its headings. */
  readonly about?: readonly string[];
  /** What answers of a survey can be about; left out where that may be anything. */
  readonly items?: ReadonlySet<string> | undefined;
}

/** What the steps of a proposal work on. */
export interface Drafting {
  readonly file: Sampled;
  readonly columns: readonly ColumnProfile[];
  readonly names: readonly (string | number | undefined)[];
  readonly habits: FileHabits;
  /** The columns that are questions of a survey. */
  readonly each: readonly ProposedCells[];
}
