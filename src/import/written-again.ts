import { dialectOf } from './readers/csv-dialect.js';
import { fittedBatch } from './readers/csv-fit.js';
import { CsvScanner } from './readers/csv-scan.js';
import type { Row, WrittenRow } from './readers/source.js';
import type { Layout } from './layout/schema.js';

const names: ReadonlyMap<string, string> = new Map([
  ['\t', 'tab'],
  [' ', 'space'],
]);

/** The name of a delimiter in a cell, where one that is blank would be lost. */
export const nameOfDelimiter = (delimiter: string): string => names.get(delimiter) ?? delimiter;

/** The delimiter that a cell names. */
export const delimiterNamed = (name: string): string => [...names].find(([, known]) => known === name.trim())?.[0] ?? name;

/** How rows that were written so are read now: what the layout says of quotes, and the columns of the source. */
export interface ReadingAgain {
  readonly file: string;
  readonly columns: readonly string[];
  readonly layout: Pick<Layout, 'delimiter' | 'quote' | 'escape' | 'comment' | 'multiline' | 'ragged'>;
}

/**
 * What a row of a csv file is, read again from how it is written: with other quotes than before it can be several rows, or a comment.
 * They are numbered from `number` on.
 */
export function readAgain(
  { cells, delimiter }: WrittenRow,
  number: number,
  { file, columns, layout }: ReadingAgain,
): readonly Row[] {
  const { delimiter: named = 'auto', quote, escape, comment, multiline } = layout;
  const text = cells.join(delimiter);
  const spec = { quote, escape, comment, multiline, delimiter: named === 'auto' ? delimiter : named };
  const dialect = dialectOf({ path: file, format: 'csv', header: 'none', ...spec }, text, true);
  const scanner = new CsvScanner(dialect.delimiter, dialect.newline, { ...dialect.quoting, form: undefined });
  scanner.line = number;
  const rule = { usual: columns.length, pad: layout.ragged === 'pad' };
  const rows = scanner.push(text, true);
  return fittedBatch({ file, columns, delimiter: dialect.delimiter, rule }, { rows, nul: text.includes('\0'), unended: false });
}
