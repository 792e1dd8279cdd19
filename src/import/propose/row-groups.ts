import type { FactKind } from '../../facts/kinds.js';
import type { LayoutProposal, ProposedField } from '../../faults/proposal.js';
import { isFilledFrom } from './column-names.js';
import type { Drafting } from './drafting.js';
import { columnOf } from './line-numbers.js';
import { ownKey } from './matching.js';

/** One blank column alone may mean what it says: that this line has nothing yet. */
const fewestBlank = 2;

/** What a layout says of rows that belong together: cells written once for a group, and rows about all lines of a shipment. */
export function rowGroupSettings(
  kind: FactKind,
  fields: readonly ProposedField[],
  drafting: Drafting,
): LayoutProposal['settings'] {
  const down = writtenOnce(kind, fields, drafting);
  return [
    ...(down.length < fewestBlank ? [] : [['fill', { down }] as const]),
    ...(isReceiptList(kind, fields) ? [['lines', 'all'] as const] : []),
  ];
}

/** The fields that are filled on the first row of a group and blank on all others, wherever a group has more than one row. */
function writtenOnce(kind: FactKind, fields: readonly ProposedField[], { file, names }: Drafting): readonly string[] {
  const number = ownKey(kind)[0] ?? '';
  const key = names.indexOf(columnOf(fields, number));
  if (key < 0) return [];
  const client = names.indexOf(columnOf(fields, 'client'));
  const groups = groupsOf(file.rows, key, client).filter(rows => rows.length > 1);
  const amounts = new Set(kind.fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  const written = fields.filter(({ field, confidence }) => confidence !== 'unsure' && !amounts.has(field));
  const positions = ({ mapping }: ProposedField): readonly number[] =>
    names.flatMap((name, i) => (isFilledFrom(mapping, name) ? [i] : []));
  const lines = groups.flatMap(([, ...below]) => below);
  // A row without a number that describes nothing of its own is no line of what stands above it, but a total or a remark.
  const areLines = written.some(one => one.field !== number && lines.every(row => isFilled(row, positions(one))));
  if (!areLines) return [];
  return written
    .filter(({ field }) => field !== 'line_no')
    .filter(one => {
      const at = positions(one);
      const blankBelow = groups.filter(([first = [], ...below]) => isFilled(first, at) && !below.some(row => isFilled(row, at)));
      const filledBelow = groups.some(([, ...below]) => below.some(row => isFilled(row, at)));
      return blankBelow.length > 0 && !filledBelow;
    })
    .map(({ field }) => field);
}

const isFilled = (row: readonly string[], at: readonly number[]): boolean => at.some(i => (row[i] ?? '').trim() !== '');

/**
 * Rows under one number, which stands on each of them or on the first alone. A row without a number that names another client is no
 * further line, but a subtotal or a remark, and stands alone.
 */
function groupsOf(
  rows: readonly (readonly string[])[],
  key: number,
  client: number,
): readonly (readonly (readonly string[])[])[] {
  const groups: (readonly string[])[][] = [];
  let current = '';
  for (const row of rows) {
    const number = (row[key] ?? '').trim();
    const last = groups.at(-1);
    const [named, above] = [(row[client] ?? '').trim(), (last?.[0]?.[client] ?? '').trim()];
    if (number === '' && named !== '' && named !== above) {
      groups.push([row]);
      current = '';
      continue;
    }
    if (last !== undefined && (number === '' || number === current)) last.push(row);
    else groups.push([row]);
    if (number !== '') current = number;
  }
  return groups;
}

/** Returned receipts come as a list of their own, by shipment, when the shipments are there already. */
export function isReceiptList(kind: FactKind, fields: readonly ProposedField[]): boolean {
  const has = (name: string): boolean => fields.some(({ field, confidence }) => field === name && confidence !== 'unsure');
  if (kind.name !== 'shipment' || !has('shipment_no') || !has('pod_returned_at')) return false;
  const ofOrders = ['line_no', 'promised_at', 'dispatched_at', 'order_received_at', 'shipped_qty', 'status'];
  // A carrier's list may say when it delivered; with the client it is a list of shipments.
  return ![...ofOrders, ...(has('client') ? ['delivered_at'] : [])].some(has);
}
