import type { ProposedMapping } from '../../faults/proposal.js';
import { columnsOf } from '../layout/columns.js';

/** What a layout calls each column: its header, or its position where the header is blank or stands twice; undefined where neither finds it. */
export function columnNames(headers: readonly string[]): readonly (string | number | undefined)[] {
  const { at, names } = columnsOf(headers);
  return names.map((name, position) => {
    if (name !== '' && at(name) === position) return name;
    return at(position + 1) === position ? position + 1 : undefined;
  });
}

/** Whether a field is filled from a column, by itself or in an expression. */
export function isFilledFrom({ column, value }: ProposedMapping, name: string | number | undefined): boolean {
  if (name === undefined) return false;
  return [column].flat().includes(name) || (typeof value === 'string' && value.includes(`col(${JSON.stringify(name)})`));
}
