import type { FactKind } from '../../facts/kinds.js';
import type { LackingCandidate, LackingField, ProposedField } from '../../faults/proposal.js';
import type { ColumnProfile } from './column-profile.js';
import { ownKey } from './matching.js';
import type { Drafting } from './drafting.js';
import { columnOf, distinctKeys, withLines } from './line-numbers.js';

/** The fields of a draft, with what identifies its facts as far as the file shows it. */
export interface Completed {
  readonly fields: readonly ProposedField[];
  readonly lacking: readonly LackingField[];
  /** Which rows hold facts of this kind at all, where only some do. */
  readonly where?: string;
}

/** Adds what columns alone do not say: numbers that stand for others, the line, the client where there is only one, the status. */
export function completed(kind: FactKind, found: readonly ProposedField[], drafting: Drafting): Completed {
  const fields = [withNumber, withOnlyPlaces, withLines, withStatus].reduce<readonly ProposedField[]>(
    (so, step) => step(kind, so, drafting),
    found,
  );
  const where = rowsOfKind(kind, fields, drafting);
  return { fields, lacking: lackingFields(kind, fields, drafting), ...(where === undefined ? {} : { where }) };
}

const isWritten = ({ confidence }: ProposedField): boolean => confidence !== 'unsure';

/** Which number stands for that of a thing where the file does not have it. */
const standIns: Readonly<Record<string, readonly string[]>> = {
  shipment_no: ['order_no'],
  task_no: ['order_no'],
  count_no: ['counted_at'],
};

function withNumber(kind: FactKind, fields: readonly ProposedField[]): readonly ProposedField[] {
  const name = ownKey(kind)[0] ?? '';
  if (fields.some(one => one.field === name && isWritten(one))) return fields;
  const other = standIns[name]?.map(field => fields.find(one => one.field === field)).find(one => one !== undefined);
  const column = other?.mapping['column'];
  if (other === undefined || column === undefined || Array.isArray(column)) return fields;
  const standing: ProposedField = {
    field: name,
    mapping: { column },
    confidence: 'likely',
    samples: other.samples,
    remarks: [{ is: 'stands_for', field: other.field }],
  };
  return [...fields.filter(({ field }) => field !== name), standing];
}

/** A workspace with one client or site needs no column for it. */
function withOnlyPlaces(kind: FactKind, fields: readonly ProposedField[], { file }: Drafting): readonly ProposedField[] {
  const added = (['client', 'site'] as const).flatMap((name): readonly ProposedField[] => {
    const [only, ...others] = file.places[name];
    const isNeeded = kind.key.includes(name) && !fields.some(one => one.field === name && isWritten(one));
    if (only === undefined || others.length > 0 || !isNeeded) return [];
    const mapping = { const: only.code };
    return [{ field: name, mapping, confidence: 'likely', samples: [], remarks: [{ is: 'only_one_registered' }] }];
  });
  return [...fields.filter(({ field }) => !added.some(one => one.field === field)), ...added];
}

/** A list of deliveries that does not say how they stand: those with a date of delivery are delivered. */
function withStatus(kind: FactKind, fields: readonly ProposedField[], { columns, names }: Drafting): readonly ProposedField[] {
  const has = (name: string): ProposedField | undefined => fields.find(one => one.field === name && isWritten(one));
  if (kind.name !== 'shipment' || fields.some(({ field }) => field === 'status')) return fields;
  const delivered = [has('delivered_at')?.mapping['column'] ?? []].flat()[0];
  const isWhole = ['promised_at', 'dispatched_at', 'order_received_at'].some(name => has(name) !== undefined);
  if (typeof delivered !== 'string' || !isWhole) return fields;
  const nothing = columns.find(({ at }) => names[at] === delivered)?.nothing ?? [];
  const empty = ['', ...nothing].map(text => `col(${JSON.stringify(delivered)}) == ${JSON.stringify(text)}`).join(' or ');
  const value = `(${empty}) ? "open" : "delivered"`;
  return [...fields, { field: 'status', mapping: { value }, confidence: 'likely', samples: [], remarks: [{ is: 'status_by_date' }] }];
}

/** Where the number of a kind stands in some rows only, the others hold none of its facts. */
function rowsOfKind(kind: FactKind, fields: readonly ProposedField[], { file, columns, names }: Drafting): string | undefined {
  const number = ownKey(kind)[0] ?? '';
  const column = columnOf(fields, number);
  const profile = columns.find(({ at }) => names[at] === column);
  if (typeof column !== 'string' || profile === undefined || profile.filled >= 0.9 * file.rows.length) return undefined;
  const isFirst = number === 'shipment_no' || number === 'task_no';
  return isFirst ? undefined : `col(${JSON.stringify(column)}) != ""`;
}

function lackingFields(kind: FactKind, fields: readonly ProposedField[], drafting: Drafting): readonly LackingField[] {
  return kind.key.flatMap(name => {
    const field = kind.fields.find(one => one.name === name);
    if (field === undefined || field.initial !== undefined) return [];
    if (fields.some(one => one.field === name && isWritten(one))) return [];
    return [{ field: name, candidates: ways(name, kind, fields, drafting) }];
  });
}

function ways(name: string, kind: FactKind, fields: readonly ProposedField[], drafting: Drafting): readonly LackingCandidate[] {
  const { places } = drafting.file;
  if (name === 'client' || name === 'site') {
    const code = places[name][0]?.code ?? (name === 'client' ? 'CLIENT' : 'SITE');
    const known: LackingCandidate = { mapping: { of: 'shipment_no' }, when: 'of_a_known_shipment' };
    return [{ mapping: { const: code }, when: 'same_in_all_rows' }, ...(fields.some(one => one.field === 'shipment_no' && isWritten(one)) ? [known] : [])];
  }
  if (name === 'location') return [{ mapping: { const: '-' }, when: 'not_kept' }];
  if (name === ownKey(kind)[0] && name.endsWith('_no')) {
    return [...uniqueColumns(fields, drafting), { mapping: { value: 'row()' }, when: 'numbered_by_row' }];
  }
  return [{ mapping: { const: '…' }, when: 'same_in_all_rows' }];
}

/** Columns without a field whose values differ in all rows. */
function uniqueColumns(fields: readonly ProposedField[], { file, columns, names }: Drafting): readonly LackingCandidate[] {
  const used = new Set(fields.flatMap(({ mapping }) => [mapping['column'] ?? []].flat()));
  return columns
    .filter(column => !used.has(names[column.at] ?? '') && isNumber(column) && distinctKeys(file.rows, [column.at]))
    .slice(0, 3)
    .flatMap(({ at }) => (names[at] === undefined ? [] : [{ mapping: { column: names[at] }, when: 'this_column' } as const]));
}

const isNumber = ({ dates, filled, values }: ColumnProfile): boolean =>
  dates === undefined && filled > 1 && [...values.keys()].every(text => /\d/.test(text) && text.length <= 40 && !/\s/.test(text));
