import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { CellReader } from './cell.js';
import { pairReader } from './date-and-time.js';
import { dittoRefusal, isDitto } from './ditto.js';
import { type DateReading, dateTooLong, longestDate } from './dates.js';
import type { RowFunction } from './expressions.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';

/** The columns that a field is filled from. */
export interface ColumnSource {
  readonly positions: readonly number[];
  readonly names: readonly string[];
  readonly cell: CellReader;
  readonly subject: Subject;
}

const textAt = (row: RowState, at: number): string => (row.cells[at] ?? '').trim();

/** A part of a value: '' where its cell is empty or says that it stands for an empty one. */
function partAt(row: RowState, at: number, { isBlank }: CellReader): string {
  const text = textAt(row, at);
  return isBlank(text) ? '' : text;
}

/** Fills a field from one column. */
export const oneColumn =
  (at: number, { present, absent }: CellReader): RowFunction =>
  row => {
    const text = textAt(row, at);
    return text === '' ? absent(row) : present(text, row);
  };

/**
 * Fills a field with the texts of several columns. A blank one is left out with its sign; in a part of the key that would give
 * different things one name, so there all or none are filled.
 */
export function joinedColumns({ positions, names, cell, subject }: ColumnSource, sign: string, isKey: boolean): RowFunction {
  const { present, absent } = cell;
  return row => {
    const parts = positions.map(at => partAt(row, at, cell));
    const filled = parts.filter(part => part !== '');
    if (filled.length === 0) return absent(row);
    const above = filled.find(isDitto);
    if (above !== undefined) return dittoRefusal(above, subject) ?? null;
    const text = filled.join(sign);
    if (!isKey || filled.length === parts.length) return present(text, row);
    const column = names[parts.indexOf('')] ?? '';
    return new Refusal(text, place =>
      fault(importFaults, 'join_part_blank', { value: text, ...subject, column }, { ...place, column }),
    );
  };
}

/** Fills an instant from a column of dates and one of times. */
export function dateAndTime({ positions, names, cell, subject }: ColumnSource, reading: DateReading): RowFunction {
  const { absent } = cell;
  const [dateAt = 0, timeAt = 0] = positions;
  const [date = '', time = ''] = names;
  const read = pairReader(reading, subject, { date, time });
  return row => {
    const day = partAt(row, dateAt, cell);
    const clock = partAt(row, timeAt, cell);
    if (day.length > longestDate) return dateTooLong(day, subject, date);
    if (clock.length > longestDate) return dateTooLong(clock, subject, time);
    const value = day === '' && clock === '' ? null : read(day, clock, row);
    if (value instanceof Refusal) return dittoRefusal(day, subject) ?? dittoRefusal(clock, subject) ?? value;
    return value === null ? absent(row) : value;
  };
}
