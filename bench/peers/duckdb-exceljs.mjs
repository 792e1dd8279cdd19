// A month's workbooks of all clients by DuckDB and exceljs: node duckdb-exceljs.mjs SHIPMENTS.csv OUT
//
// The metrics of `plumbline scorecard` that the file has data for, by site, carrier, lane and mode, and the same facts behind them. exceljs
// draws no charts, so there are none. It keeps nothing: no versions, no late data, no trace. Prints the figures by client and metric as JSON.
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { DuckDBInstance } = require('@duckdb/node-api');
const ExcelJS = require('exceljs');

const [, , source, out] = process.argv;
const cuts = ['site', 'carrier', 'lane', 'mode'];
const heads = [
  'Shipment number',
  'Line',
  'Measures',
  'Why',
  'File',
  'Row',
  'Status',
  'Promised at',
  'Delivered at',
  'Ordered quantity',
];
const inMonth = at => `${at} >= timestamp '2026-01-01' and ${at} < timestamp '2026-02-01'`;
const metrics = `
  count(*) filter (where ${inMonth('delivered_at')} and not late)::int as on_time_delivery,
  count(*) filter (where ${inMonth('delivered_at')})::int as on_time_delivery_of,
  count(*) filter (where ${inMonth('promised_at')} and not late)::int as on_time_delivery_due,
  count(*) filter (where ${inMonth('promised_at')})::int as on_time_delivery_due_of,
  count(*) filter (where ${inMonth('promised_at')} and delivered_at is null)::int as open_overdue_rate,
  count(*) filter (where ${inMonth('promised_at')})::int as open_overdue_rate_of,
  round(sum(hours) filter (where ${inMonth('delivered_at')}), 4) as delivery_cycle_hours,
  sum(lines) filter (where ${inMonth('delivered_at')})::int as delivery_cycle_hours_of,
  quantile_disc(hours, 0.5) filter (where ${inMonth('delivered_at')}) as p50,
  quantile_disc(hours, 0.9) filter (where ${inMonth('delivered_at')}) as p90`;
const names = ['on_time_delivery', 'on_time_delivery_due', 'open_overdue_rate', 'delivery_cycle_hours'];

const database = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async sql => (await database.runAndReadAll(sql)).getRowsJS();
const objects = async sql => (await database.runAndReadAll(sql)).getRowObjectsJS();
await database.run(
  `create table line as select *, row_number() over () + 1 as row, origin || ' – ' || destination as lane from read_csv('${source}', types = {'line_no': 'varchar'})`,
);
await database.run(`create table shipment as select client, shipment_no, max(delivered_at) as delivered_at, max(promised_at) as promised_at,
  bool_or(delivered_at > promised_at) as late, sum(epoch(delivered_at - order_received_at)) / 3600 as hours, count(*) as lines,
  last(site) as site, last(carrier) as carrier, last(lane) as lane, last(mode) as mode from line group by client, shipment_no`);

await mkdir(out, { recursive: true });
const totals = await objects(`select client, ${metrics} from shipment group by client order by client`);
const breakdowns = await rows(
  cuts
    .map(cut => `select client, '${cut}' as cut, ${cut} as key, ${metrics} from shipment group by all`)
    .join(' union all ')
    .concat(' order by 1, 2, 3'),
);
const answers = {};
for (const total of totals) {
  const { client } = total;
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path.join(out, `${client}.xlsx`), useStyles: true });
  const sheetOf = name => book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  const head = (sheet, titles) => {
    const row = sheet.addRow(titles);
    row.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    row.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F4E79' } };
    row.commit();
  };
  const kpis = sheetOf('KPIs');
  head(kpis, ['Metric', 'Numerator', 'Denominator', 'Value']);
  for (const name of names) kpis.addRow([name, total[name], total[`${name}_of`], total[name] / total[`${name}_of`]]).commit();
  kpis.addRow([`p50 ${total.p50.toFixed(2)} h; p90 ${total.p90.toFixed(2)} h`]).commit();
  const cut = sheetOf('Breakdowns');
  head(cut, ['By', 'Metric', 'Key', 'Numerator', 'Denominator', 'Value']);
  for (const [of, by, key, ...values] of breakdowns) {
    if (of !== client) continue;
    names.forEach((name, i) =>
      cut.addRow([by, name, key, values[2 * i], values[2 * i + 1], values[2 * i] / values[2 * i + 1]]).commit(),
    );
  }
  const facts = sheetOf('Exceptions');
  const month = await rows(
    `select shipment_no, line_no, delivered_at > promised_at, row, status, promised_at, delivered_at, ordered_qty from line where client = '${client}' and ${inMonth('delivered_at')} order by row`,
  );
  const list = (title, of, measures, why) => {
    facts.addRow([`${title}: ${of.length}`]).commit();
    head(facts, heads);
    for (const [no, line, , row, status, promised, delivered, quantity] of of) {
      const values = [
        no,
        line,
        measures,
        why(promised, delivered),
        path.basename(source),
        Number(row),
        status,
        promised,
        delivered,
      ];
      facts.addRow([...values, Number(quantity)]).commit();
    }
  };
  list(
    'failed',
    month.filter(row => row[2] === true),
    'On-time delivery rate\nOn-time delivery rate of what was due\nOn time in full\nPerfect order rate\nSeven rights rate',
    (promised, delivered) => `delivered ${delivered.toISOString()} after promised ${promised.toISOString()}`,
  );
  list(
    'undetermined',
    month,
    'Delivered in full\nReceipt return timeliness\nDamage-free delivery rate\nTransport accuracy rate\nSeven rights rate',
    () => 'delivered quantity is missing',
  );
  await book.commit();
  answers[client] = Object.fromEntries(names.map(name => [name, [total[name], total[`${name}_of`]]]));
}
console.log(JSON.stringify(answers));
