/** A column of a query's result, and how its values are written as cells. */
export interface QueryColumn {
  readonly name: string;
  readonly cell: (text: string) => string;
}

/** A read-only session with a database: one snapshot, times in UTC, every value as the database's own text. */
export interface Connection {
  readonly columns: (query: string) => Promise<readonly QueryColumn[]>;
  readonly rows: (query: string) => AsyncIterable<readonly (string | null)[]>;
  readonly identifier: (name: string) => string;
  readonly literal: (text: string) => string;
  readonly end: () => Promise<void>;
}

/** The cell of a value that needs no rewriting. */
export const asIs = (text: string): string => text;

/** ISO form of a database's "2024-01-31 02:00:00": its date and time are parted by T. */
export const isoMoment = (text: string): string => text.replace(' ', 'T');
