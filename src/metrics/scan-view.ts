import { endsSoon } from './ends-soon.js';

/** How many groups of several there are: none, so few that their facts are looked up one group after the other, or more. */
export type GroupsListed = 'none' | 'few' | 'many';

/** What a scan reads: the facts of clients as known at a batch, in a period. */
export interface ScanView {
  readonly from: number;
  readonly to: number;
  /** How far the window of facts read is widened for computed dates; undefined reads all. */
  readonly reach: { readonly before: number; readonly after: number } | undefined;
  /** The table of facts under an alias, with what it lacks of the columns that `owner` and `around` name. */
  readonly source: (table: string, alias: string) => string;
  /**
   * How the groups of several facts are known: listed in temporary tables, or counted with the facts, where these lie on other machines
   * than such tables.
   */
  readonly groups: 'listed' | 'counted';
  /** What came of listing groups, by `wayName`; 'many' where nothing is said. */
  readonly listed: ReadonlyMap<string, GroupsListed>;
  /** The ways of grouping, by `wayName`, in which the other facts of the groups are looked up in an index; in others all facts are compared. */
  readonly lookedUp: ReadonlySet<string>;
  /** For which of the clients a fact under an alias is read. */
  readonly owner: (alias: string) => string;
  /** A condition on the table's alias that picks the clients' facts as known at the batch: those that are theirs, and current then. */
  readonly known: (alias: string) => string;
  readonly isTheirs: (alias: string) => string;
  readonly isCurrent: (alias: string) => string;
  readonly name: (name: string) => string;
  readonly around: { readonly zone: string; readonly calendar: string; readonly asOf: string };
  /** Columns that slices are made of, in this order. */
  readonly slices: readonly string[];
}

/** Whether one of the fact's own dates may lie in the period. */
export const touches = ({ from, to }: ScanView): string => `(f.last_at >= ${from} and f.first_at < ${to})`;

/** Whether a fact lies in the window that is read. */
export function within({ from, to, reach }: Pick<ScanView, 'from' | 'to' | 'reach'>, alias: string): string {
  if (reach === undefined) return 'true';
  const end = to + reach.before;
  return `${alias}.last_at >= ${from - reach.after} and ${alias}.first_at < ${end} and ${endsSoon(alias, end)}`;
}
