import { keptLevel, type NumberOf, writtenAs } from '../../digits/written-number.js';
import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import type { Metric } from '../../metrics/definition.js';
import { metricNamed, metricNames } from './metric-names.js';
import { cellMissing, type CellReader, type FilledRow, wordUnknown } from './read-cells.js';
import type { HeadingId } from '../../words/contract-headings.js';
import { headingIn } from './words.js';

/** The cell of a number, and what it is a number of. */
interface NumberCell {
  readonly column: HeadingId;
  /** Where the column has another heading than its own. */
  readonly heading?: HeadingId;
  readonly text: string;
  readonly of: NumberOf;
}

/**
 * A number of a cell as config has it, with a fault where it can be meant in two ways.
 */
export function numberAt(
  { faults, language }: CellReader,
  row: FilledRow,
  { column, heading = column, text, of }: NumberCell,
): string {
  const found = typeof of === 'object' ? keptLevel(text, of.unit) : writtenAs(of, text);
  if ('text' in found) return found.text;
  const params = { heading: headingIn(heading, language), found: text, readings: found.readings };
  faults.push(fault(contractFaults, 'contract_number_doubtful', params, row.place(column)));
  return text;
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
