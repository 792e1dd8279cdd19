import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';

/** The clients of the demo that have a contract. */
export const demoClients = ['ACME', 'QINGHE', 'LOTUS', 'NORDLYS', 'KESTREL'] as const;

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const;

type DemoClient = (typeof demoClients)[number];

/** A row as it is counted: times by the clock of the place, as milliseconds of a clock without zones. */
interface Row {
  readonly client: string;
  readonly shipment: string;
  readonly line: string;
  readonly state: string;
  readonly ordered: number;
  readonly promised: number | undefined;
  readonly delivered: number | undefined;
  readonly closed: number | undefined;
  readonly hasCustoms: boolean;
}

const day = 86_400_000;
const files = join(import.meta.dirname, '..', '..', 'seeds', 'demo', 'files');
const clientNames: Readonly<Record<string, string>> = {
  艾克美食品: 'ACME',
  清河医药: 'QINGHE',
  荷塘家居: 'LOTUS',
  茶隼汽配: 'KESTREL',
  北光户外: 'NORDLYS',
};
const states: Readonly<Record<string, string>> = {
  已签收: 'delivered',
  POD: 'delivered',
  拒收: 'failed',
  Refused: 'failed',
  丢失: 'failed',
  Lost: 'failed',
};

/** Holidays in Rotterdam that fall on a weekday of these months. */
const holidays = ['2026-01-01', '2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25'];

const table = (file: string, encoding: string, delimiter: string): readonly Readonly<Record<string, string>>[] =>
  parse(iconv.decode(readFileSync(join(files, file)), encoding), { columns: true, delimiter, bom: true, relax_quotes: true });

const iso = (text: string): string => text.replace(/^(\d\d)-(\d\d)-(\d{4})/, '$3-$2-$1').replace(' ', 'T');

/** A time, or the first moment of a day; undefined for an empty cell and for a day that does not exist. */
function clock(text = ''): number | undefined {
  if (text === '') return undefined;
  const [date = '', time = '00:00'] = iso(text).split('T');
  const at = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : at;
}

/** A promise: a day holds until its last millisecond. */
function promise(text = ''): number | undefined {
  const at = clock(text);
  return at === undefined || text.includes(':') ? at : at + day - 1;
}

const chinese = (file: string): readonly Row[] =>
  table(file, 'gb18030', ',').map(row => ({
    client: clientNames[row['货主'] ?? ''] ?? '',
    shipment: row['运单号'] ?? '',
    line: row['项次'] ?? '',
    state: states[row['运单状态'] ?? ''] ?? '',
    ordered: clock(row['下单时间']) ?? 0,
    promised: promise(row['承诺送达时间']),
    delivered: clock(row['签收时间']),
    closed: clock(row['关闭时间']),
    hasCustoms: false,
  }));

const rotterdam = (file: string): readonly Row[] =>
  table(file, 'utf8', ';').map(row => ({
    client: row['Customer'] ?? '',
    shipment: row['Consignment no'] ?? '',
    line: row['Item'] ?? '',
    state: states[row['State'] ?? ''] ?? '',
    ordered: clock(row['Ordered']) ?? 0,
    promised: promise(row['Promised day']),
    delivered: clock(row['Delivered']),
    closed: clock(row['Closed']),
    hasCustoms: row['Declare by'] !== '',
  }));

/** Rows that are rejected: a day or number that there is not, and two rows of one key that say different things. */
const rejected = ['ACS26029003', 'NLR26029001', 'KPR26049001', 'QHS26039001'];

let counted: readonly Row[] | undefined;

/** Every row that counts, of the last file that has its line. */
function rows(): readonly Row[] {
  counted ??= rowsOfFiles();
  return counted;
}

function rowsOfFiles(): readonly Row[] {
  const sent = months.flatMap(month => [...chinese(`${month}/tms-china.csv`), ...rotterdam(`${month}/rtm-shipments.csv`)]);
  const all = [...sent, ...chinese('corrections/tms-china-2026-03.csv')].filter(({ shipment }) => !rejected.includes(shipment));
  return [...new Map(all.map(row => [`${row.client} ${row.shipment} ${row.line}`, row])).values()];
}

const endOfDay = (at: number): number => Math.floor(at / day) * day + day - 1;

function workingDaysLater(at: number, count: number): number {
  let left = count;
  let reached = at;
  while (left > 0) {
    reached += day;
    const date = new Date(reached);
    if (date.getUTCDay() % 6 !== 0 && !holidays.includes(date.toISOString().slice(0, 10))) left--;
  }
  return reached;
}

/** The last moment at which a delivery is in time, by the contract of its client. */
function latest(row: Row): number | undefined {
  if (row.client === 'NORDLYS') return endOfDay(workingDaysLater(row.ordered, row.hasCustoms ? 4 : 3));
  if (row.promised === undefined) return undefined;
  if (row.client === 'ACME') return row.promised + 30 * 60_000;
  return row.client === 'LOTUS' ? endOfDay(row.promised) : row.promised;
}

/** Whether a moment falls in a client's month: Kestrel's run from the 26th to the 25th. */
function isIn(client: string, month: string, at: number): boolean {
  const first = client === 'KESTREL' ? 26 : 1;
  const [year = 0, number = 0] = month.split('-').map(Number);
  const from = Date.UTC(year, first === 1 ? number - 1 : number - 2, first);
  return at >= from && at < Date.UTC(year, first === 1 ? number : number - 1, first);
}

/**
 * The deliveries of a client's month that were in time, and those that could be judged, from the rows of the files and the words of its
 * contract alone: a shipment is in time where each of its lines is.
 */
export function deliveriesCounted(client: DemoClient, month: string): { readonly passed: number; readonly judged: number } {
  const shipments = new Map<string, (boolean | undefined)[]>();
  for (const row of rows()) {
    const at = row.delivered ?? row.closed;
    if (row.client !== client || row.state === '' || at === undefined || !isIn(client, month, at)) continue;
    const due = latest(row);
    const inTime =
      row.state === 'failed' ? false : due === undefined || row.delivered === undefined ? undefined : row.delivered <= due;
    shipments.set(row.shipment, [...(shipments.get(row.shipment) ?? []), inTime]);
  }
  const judged = [...shipments.values()].filter(lines => lines.includes(false) || !lines.includes(undefined));
  return { passed: judged.filter(lines => lines.every(one => one === true)).length, judged: judged.length };
}
