import type { Field } from '../../facts/field.js';

/** Texts as they stand in files of the trade, by the name of the field. */
const texts: Readonly<Record<string, string>> = {
  client: 'ACME',
  department: 'Transport',
  site: 'SHA1',
  carrier: 'DSV',
  mode: 'Road',
  origin: 'Shanghai',
  destination: 'Chengdu',
  lane: 'SHA-CTU',
  service: 'Express',
  product: 'Tea 250 g',
  consignee: 'Store 17',
  line_no: '1',
  reason: 'AO',
  currency: 'CNY',
  qty_unit: 'carton',
  right_failed: 'time',
  sku: 'A-1042',
  location: 'B-07-2',
  abc_class: 'A',
  category: 'damage',
  cause: 'wet cartons',
  party: 'carrier',
  severity: 'high',
  channel: 'phone',
  agent: 'agent 12',
  callback_result: 'satisfied',
  recovery: 'replacement sent',
  topic: 'where is my order',
  wave: '2026-Q2',
  item: 'keeps_promises',
  phrase: 'satisfied',
  comment: 'Drivers are always polite.',
  respondent: 'Wu Min',
  checker: 'Lin Mei',
  source: 'meter list June',
};

/** What the numbers of documents begin with. */
const numbers: Readonly<Record<string, string>> = {
  shipment_no: 'SHP-1017',
  order_no: 'PO-88213',
  demand_no: 'D-0042',
  task_no: 'WT-5501',
  count_no: 'ST-2026-06',
  complaint_no: 'C-0031',
  repeat_of: 'C-0029',
  contact_no: 'T-7704',
  check_no: 'Q-0110',
  invoice_no: 'INV-2026-0612',
};

/** A value of a field as a file may have it. */
export function exampleOf({ name, type, oneOf, range }: Field): string {
  if (oneOf?.[0] !== undefined) return oneOf[0];
  if (type === 'instant') return name.endsWith('due_at') || name === 'promised_at' ? '2026-06-12' : '2026-06-12 16:40';
  if (type === 'day') return '2026-06-12';
  if (type === 'boolean') return 'yes';
  if (type === 'number') return range === undefined ? '12' : String(range.most);
  return texts[name] ?? numbers[name] ?? '';
}
