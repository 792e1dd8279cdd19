import type { FactKind } from '../../facts/kinds.js';
import type { LackingCandidate, LackingField, ProposalRemark, ProposedField } from '../../faults/proposal.js';
import type { ColumnProfile } from './column-profile.js';
import { ownKey } from './matching.js';
import type { Drafting } from './drafting.js';
import { isReceiptList } from './row-groups.js';
import { parserOf } from '../layout/date-forms.js';
import { areWritten } from './answer-cells.js';
import { isFilledFrom } from './column-names.js';
import { columnOf, distinctKeys, withLines } from './line-numbers.js';
import { codeMeant } from './value-form.js';

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
  const lacking = lackingFields(kind, fields, drafting);
  const lacks = new Set(lacking.map(({ field }) => field));
  // What is unsure of these stands among the ways to fill them.
  const shown = fields.filter(({ field }) => !lacks.has(field));
  return { fields: shown, lacking, ...(where === undefined ? {} : { where }) };
}

const isWritten = ({ confidence }: ProposedField): boolean => confidence !== 'unsure';

/** Which number stands for that of a thing where the file does not have it. */
const standIns: Readonly<Record<string, readonly string[]>> = {
  shipment_no: ['order_no'],
  task_no: ['order_no'],
  count_no: ['counted_at'],
};

function withNumber(kind: FactKind, fields: readonly ProposedField[], drafting: Drafting): readonly ProposedField[] {
  const name = ownKey(kind)[0] ?? '';
  const given = fields.find(one => one.field === name && isWritten(one));
  const other = standIns[name]
    ?.map(field => fields.find(one => one.field === field && isWritten(one)))
    .find(one => one !== undefined);
  const column = other?.mapping['column'];
  if (other === undefined || column === undefined || Array.isArray(column)) return fields;
  const blank = given === undefined ? 0 : blankRows(columnOf(fields, name), drafting);
  if (given !== undefined && blank <= blankRows(columnOf(fields, other.field), drafting)) return fields;
  const remark: ProposalRemark =
    given === undefined
      ? { is: 'stands_for', field: other.field }
      : { is: 'blank_in_rows', column: String(columnOf(fields, name)), rows: blank, field: other.field };
  const { samples } = other;
  const standing: ProposedField = { field: name, mapping: { column }, confidence: 'likely', samples, remarks: [remark] };
  return [...fields.filter(({ field }) => field !== name), standing];
}

/** In how many rows a column is blank. */
function blankRows(column: string | number | undefined, { file, names }: Drafting): number {
  const at = column === undefined ? -1 : names.indexOf(column);
  return file.rows.filter(row => (row[at] ?? '').trim() === '').length;
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

/** A list of deliveries that does not say which are delivered: those with a date of delivery are. */
function withStatus(kind: FactKind, fields: readonly ProposedField[], { columns, names }: Drafting): readonly ProposedField[] {
  const has = (name: string): ProposedField | undefined => fields.find(one => one.field === name && isWritten(one));
  const delivered = [has('delivered_at')?.mapping['column'] ?? []].flat()[0];
  const profile = columns.find(({ at }) => names[at] === delivered);
  if (kind.name !== 'shipment' || typeof delivered !== 'string' || profile === undefined) return fields;
  const { placeholders = [], odd = [] } = profile.dates ?? {};
  // Words too, which their reader may come to call blank: no date of delivery is no delivery.
  const none = [...profile.nothing, ...placeholders, ...odd.filter(text => !/\p{N}/u.test(text))];
  const texts = ['', ...none].map(text => JSON.stringify(text)).join(', ');
  const cell = `col(${JSON.stringify(delivered)})`;
  const empty = none.length === 0 ? `${cell} == ""` : `one_of(${cell}, ${texts})`;
  const status = fields.find(({ field }) => field === 'status');
  if (status !== undefined) return profile.filled === 0 ? fields : withDeliveries(fields, status, empty);
  const isWhole = ['promised_at', 'dispatched_at', 'order_received_at'].some(name => has(name) !== undefined);
  if (!isWhole) return fields;
  const mapping = { value: `${empty} ? "open" : "delivered"` };
  const others = columnsWithStates(kind, fields, columns, names);
  // A refused shipment with a date would be delivered: where a column may say so, the date does not decide.
  const told: Pick<ProposedField, 'confidence' | 'remarks'> =
    others.length === 0
      ? { confidence: 'likely', remarks: [{ is: 'status_by_date' }] }
      : { confidence: 'unsure', remarks: [{ is: 'states_beside', columns: others }] };
  return [...fields, { field: 'status', mapping, samples: [], ...told }];
}

/** Columns without a field among whose values are words for shipments that were refused, cancelled or lost. */
function columnsWithStates(
  kind: FactKind,
  fields: readonly ProposedField[],
  columns: readonly ColumnProfile[],
  names: Drafting['names'],
): readonly string[] {
  const status = kind.fields.find(({ name }) => name === 'status');
  const mostStates = 40;
  const saysSo = (text: string): boolean => {
    const code = codeMeant('status', status?.oneOf ?? [], text);
    return code === 'refused' || code === 'cancelled' || code === 'lost';
  };
  return columns
    .filter(({ at, values }) => !fields.some(({ mapping }) => isFilledFrom(mapping, names[at])) && values.size <= mostStates)
    .filter(({ values, filled }) => [...values].some(([text, rows]) => rows < filled && saysSo(text)))
    .flatMap(({ at }) => names[at] ?? [])
    .map(String);
}

/** A column of states that has none for delivered, beside dates of delivery: the date says it, the column the rest. */
function withDeliveries(fields: readonly ProposedField[], status: ProposedField, empty: string): readonly ProposedField[] {
  const { column, map, ...more } = status.mapping;
  if (!isWritten(status) || typeof column !== 'string' || typeof map !== 'object' || map === null) return fields;
  if (Object.values(map).includes('delivered')) return fields;
  const value = `${empty} ? col(${JSON.stringify(column)}) : "delivered"`;
  const by: ProposedField = {
    ...status,
    mapping: { value, map: { ...map, delivered: 'delivered' }, ...more },
    confidence: 'likely',
    remarks: [...status.remarks, { is: 'delivered_by_date', column }],
  };
  return fields.map(one => (one === status ? by : one));
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
    if (name === 'item' && drafting.each.length > 0) return areWritten(drafting.each) ? [] : [{ field: name, candidates: [] }];
    const perhaps = fields
      .filter(one => one.field === name)
      .map(({ mapping }): LackingCandidate => ({ mapping, when: 'perhaps' }));
    return [{ field: name, candidates: [...perhaps, ...ways(name, kind, fields, drafting)] }];
  });
}

function ways(name: string, kind: FactKind, fields: readonly ProposedField[], drafting: Drafting): readonly LackingCandidate[] {
  const { places } = drafting.file;
  if (name === 'client' || name === 'site') {
    const code = places[name][0]?.code ?? (name === 'client' ? 'CLIENT' : 'SITE');
    const known: LackingCandidate = { mapping: { of: 'shipment_no' }, when: 'of_a_known_shipment' };
    const same: LackingCandidate = { mapping: { const: code }, when: 'same_in_all_rows' };
    if (!fields.some(one => one.field === 'shipment_no' && isWritten(one))) return [same];
    // New shipments have nobody to be asked of; receipts, complaints and answers are about those that are there.
    return kind.name === 'shipment' && !isReceiptList(kind, fields) ? [same, known] : [known, same];
  }
  if (name === 'location') return [{ mapping: { const: '-' }, when: 'not_kept' }];
  if (name === ownKey(kind)[0] && name.endsWith('_no')) {
    return [...uniqueColumns(fields, drafting), { mapping: { value: 'row()' }, when: 'numbered_by_row' }];
  }
  if (name === 'respondent') return [{ mapping: { value: 'row()' }, when: 'numbered_by_row' }];
  if (name === 'wave') return [{ mapping: { const: quarterOf(fields, drafting) ?? '…' }, when: 'same_in_all_rows' }];
  return [{ mapping: { const: '…' }, when: 'same_in_all_rows' }];
}

/** The quarter in which all answers were given. */
function quarterOf(fields: readonly ProposedField[], { columns, names }: Drafting): string | undefined {
  const answered = fields.find(({ field }) => field === 'answered_at')?.mapping;
  const column = columns.find(({ at }) => names[at] === [answered?.['column'] ?? []].flat()[0]);
  const forms = [answered?.['format'] ?? 'iso'].flat().map(form => parserOf(typeof form === 'string' ? form : 'iso'));
  const quarters = (column?.dates?.texts ?? []).map(text => {
    const moment = forms.map(parse => parse(text)).find(found => found !== undefined);
    if (moment === undefined) return undefined;
    const day = new Date(moment.local);
    return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
  });
  const [first] = quarters;
  return quarters.every(quarter => quarter === first) ? first : undefined;
}

/** Columns without a field whose values differ in all rows. */
function uniqueColumns(fields: readonly ProposedField[], { file, columns, names }: Drafting): readonly LackingCandidate[] {
  const used = new Set(fields.flatMap(({ mapping }) => [mapping['column'] ?? []].flat()));
  return columns
    .filter(column => !used.has(names[column.at] ?? '') && isNumber(column) && distinctKeys(file.rows, [column.at]))
    .slice(0, 3)
    .flatMap(({ at }) => (names[at] === undefined ? [] : [{ mapping: { column: names[at] }, when: 'this_column' } as const]));
}

/** A header that says that its column is measured or paid. */
const measured =
  /(?<!\p{L})(?:kg|lbs?|cbm|m3|m³|eur|usd|cny|rmb|weight|volume|amount|price|poids|prix|montant|gewicht|betrag|bedrag|prijs)(?!\p{L})|[€$£¥]|重量|体积|金额|费用/iu;

/** Whether a column can hold numbers of things, not measures; a few words among them are somebody's remark. */
function isNumber({ dates, numbers, isClock, header, filled, values }: ColumnProfile): boolean {
  const isMeasure = numbers !== undefined && (numbers.unit !== undefined || numbers.texts.some(text => /[.,']/.test(text)));
  if (isClock || isMeasure || measured.test(header)) return false;
  const odd = [...values].filter(([text]) => !/\d/.test(text) || text.length > 40 || /\s/.test(text));
  return dates === undefined && filled > 1 && odd.reduce((sum, [, rows]) => sum + rows, 0) <= 0.2 * filled;
}
