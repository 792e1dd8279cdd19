import type { FactKind } from '../../facts/kinds.js';
import type { ProposedField } from '../../faults/proposal.js';
import type { Drafting } from './drafting.js';
import { saysNothing } from './value-form.js';

/** The column that fills a field, where one alone does. */
export function columnOf(fields: readonly ProposedField[], name: string): string | number | undefined {
  const column = fields.find(({ field, confidence }) => field === name && confidence !== 'unsure')?.mapping['column'];
  return typeof column === 'string' || typeof column === 'number' ? column : undefined;
}

/** Whether no two rows have the same values in these columns; rows that are blank in all of them do not count. */
export const distinctKeys = (rows: readonly (readonly string[])[], at: readonly number[]): boolean => repeats(rows, at) === 0;

/** How many rows have the same values in these columns as a row before. */
function repeats(rows: readonly (readonly string[])[], at: readonly number[]): number {
  const seen = new Set<string>();
  let again = 0;
  for (const row of rows) {
    const cells = at.map(i => (row[i] ?? '').trim()).map(cell => (saysNothing(cell) ? '' : cell));
    if (cells.every(cell => cell === '')) continue;
    const key = cells.join('\n');
    if (seen.has(key)) again++;
    seen.add(key);
  }
  return again;
}

/** Settles what tells the lines of one shipment or task apart: a number that does, else a column that does, else nothing. */
export function withLines(
  kind: FactKind,
  fields: readonly ProposedField[],
  { file, columns, names }: Drafting,
): readonly ProposedField[] {
  if (!kind.key.includes('line_no')) return fields;
  const key = ['client', 'site', 'shipment_no', 'task_no']
    .filter(name => kind.key.includes(name))
    .flatMap(name => columnOf(fields, name) ?? []);
  const number = columnOf(fields, kind.name === 'shipment' ? 'shipment_no' : 'task_no');
  if (number === undefined) return fields;
  const positions = key.map(name => names.indexOf(name));
  const line = columnOf(fields, 'line_no');
  const others = fields.filter(({ field }) => field !== 'line_no');
  if (distinctKeys(file.rows, positions)) {
    // A number that runs through the file would make another line of the same shipment in the next file.
    return line === undefined || !runsThrough(file.rows, names.indexOf(line)) ? fields : others;
  }
  if (line !== undefined && distinctKeys(file.rows, [...positions, names.indexOf(line)])) return fields;
  const telling = ['sku', 'product']
    .flatMap(name => columnOf(fields, name) ?? [])
    .concat(
      columns
        .filter(({ form }) => /(?:^| )(?:sku|artikel|item|lineitem|material|article)|编码|条码|货号/.test(form.whole))
        .flatMap(({ at }) => names[at] ?? []),
    )
    .find(name => distinctKeys(file.rows, [...positions, names.indexOf(name)]));
  if (telling !== undefined) {
    const samples = columns.find(({ at }) => names[at] === telling)?.samples ?? [];
    return [
      ...others,
      { field: 'line_no', mapping: { column: telling }, confidence: 'likely', samples, remarks: [{ is: 'makes_key_unique' }] },
    ];
  }
  const rows = repeats(file.rows, line === undefined ? positions : [...positions, names.indexOf(line)]);
  const present = fields.find(({ field }) => field === 'line_no');
  const repeating: ProposedField = {
    field: 'line_no',
    mapping: present?.mapping ?? { value: 'row()' },
    confidence: present === undefined ? 'unsure' : 'likely',
    samples: present?.samples ?? [],
    remarks: [{ is: 'key_repeats', rows }],
  };
  return [...others, repeating];
}

/** Whether a column counts the rows of the file: all different, each a whole number greater than the one before. */
function runsThrough(rows: readonly (readonly string[])[], at: number): boolean {
  const cells = rows.map(row => (row[at] ?? '').trim());
  return cells.length > 1 && cells.every((cell, i) => /^\d+$/.test(cell) && (i === 0 || Number(cell) > Number(cells[i - 1])));
}
