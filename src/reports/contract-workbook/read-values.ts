import { compatibleForm } from '../../facts/folded.js';
import type { Metric } from '../../metrics/definition.js';
import { shareText } from '../../standards/improvement/share-text.js';
import { metricNamed, metricNames } from './metric-names.js';
import { cellMissing, type CellReader, type FilledRow, wordUnknown } from './read-cells.js';
import type { HeadingId } from './words.js';

/** A number, share or level: full-width characters as usual ones, and no space before a percent sign. */
export function plainNumber(text: string): string {
  const plain = compatibleForm(text).trim();
  return plain.endsWith('%') ? `${plain.slice(0, -1).trimEnd()}%` : plain;
}

/**
 * A level as config has it. A spreadsheet keeps 90% as the number 0.9 wherever a cell has the format of percentages, so a number up to
 * 1 for a share is written with its percent sign, which means the same; one above 1 stays, to be refused.
 */
export function plainLevel(text: string, unit: string | undefined): string {
  const plain = plainNumber(text);
  return unit === '%' ? shareText(plain) : plain;
}

/** The metric that a row names; undefined with a fault where it names none that there is. */
export function metricIn(reader: CellReader, row: FilledRow, metrics: readonly Metric[]): string | undefined {
  const cell = { column: 'metric', heading: 'metric' } satisfies { column: HeadingId; heading: HeadingId };
  const text = row.text('metric');
  if (text === undefined) {
    cellMissing(reader, row, 'metric', 'metric');
    return undefined;
  }
  const found = metricNamed(metrics, text);
  if (found === undefined) wordUnknown(reader, row, cell, [...metricNames(metrics, reader.language).values()]);
  return found;
}
