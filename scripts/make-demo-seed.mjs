// Writes seeds/demo/files and the table of odd rows in seeds/demo/README.md. The same bytes every time.
//   node scripts/make-demo-seed.mjs            rewrites the committed files
//   node scripts/make-demo-seed.mjs FOLDER     writes them somewhere else, to compare
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersOf, demandsOf, invoiceLines, readings } from './demo-seed/business.mjs';
import { checksOf, complaintsOf, contactsOf, quarters } from './demo-seed/care.mjs';
import { day, months } from './demo-seed/clock.mjs';
import * as columns from './demo-seed/columns.mjs';
import { writer } from './demo-seed/files.mjs';
import { correctedLines, oddLines } from './demo-seed/odd-rows.mjs';
import { shipmentLines } from './demo-seed/shipments.mjs';
import { countLines, taskLines } from './demo-seed/warehouse.mjs';

const seed = join(dirname(dirname(fileURLToPath(import.meta.url))), 'seeds', 'demo');
const folder = process.argv[2] ?? seed;
if (folder === seed) rmSync(join(seed, 'files'), { recursive: true, force: true });
const out = writer(folder);

for (const month of months) {
  const china = shipmentLines(month, 'tms', oddLines(month, 'tms'));
  const europe = shipmentLines(month, 'rtm', oddLines(month, 'rtm'));
  const in_ = `files/${month.id}`;
  out.delimited(`${in_}/tms-china.csv`, china, columns.tmsChina, { encoding: 'gb18030', lineEnd: '\r\n' });
  out.delimited(`${in_}/rtm-shipments.csv`, europe, columns.rtmShipments, { delimiter: ';', bom: true, lineEnd: '\r\n' });
  const receipts = [...china, ...europe].filter(
    line => !line.rejected && line.podReturned !== undefined && line.podReturned < month.to + 20 * day,
  );
  out.delimited(
    `${in_}/pod-returns.csv`,
    receipts.map(({ odd: _odd, ...line }) => line),
    columns.receipts,
    { delimiter: '|' },
  );
  out.json(`${in_}/complaints.ndjson`, complaintsOf(month), columns.complaint);
}

for (const [i, quarter] of quarters.entries()) {
  const in_ = `files/2026-Q${i + 1}`;
  const contacts = contactsOf(quarter);
  await out.workbook(`${in_}/warehouse.xlsx`, [
    { name: 'Tasks', rows: quarter.flatMap(taskLines), columns: columns.tasks },
    { name: 'Counts', rows: quarter.flatMap(countLines), columns: columns.counts },
  ]);
  out.delimited(`${in_}/contacts.txt`, contacts, columns.contacts, {
    delimiter: '\t',
    encoding: 'utf-16le',
    bom: true,
    lineEnd: '\r\n',
  });
  out.delimited(`${in_}/quality-checks.csv`, checksOf(quarter, contacts), columns.checks);
  out.delimited(`${in_}/demands.csv`, demandsOf(quarter), columns.demands, { encoding: 'gb18030' });
  out.delimited(`${in_}/invoices.csv`, invoiceLines(quarter), columns.invoices);
  out.delimited(`${in_}/survey-chinese.csv`, answersOf(quarter, true), columns.surveyChinese, { bom: true });
  out.delimited(`${in_}/survey-english.csv`, answersOf(quarter, false), columns.surveyEnglish, { encoding: 'windows-1252' });
}
out.delimited('files/readings-2026-H1.csv', readings(), columns.readingColumns);

const march = shipmentLines(months[2], 'tms', oddLines(months[2], 'tms'));
out.delimited('files/corrections/tms-china-2026-03.csv', correctedLines(march), columns.tmsChina, {
  encoding: 'gb18030',
  lineEnd: '\r\n',
});

const table = [
  '| file | row | why it is there |',
  '|---|---|---|',
  ...out.odd.map(({ file, row, sheet, why }) => `| \`${file}\`${sheet ? `, sheet ${sheet}` : ''} | ${row} | ${why} |`),
].join('\n');
const readme = readFileSync(join(seed, 'README.md'), 'utf8');
const [before, after] = [readme.indexOf('<!-- odd rows -->'), readme.indexOf('<!-- end of odd rows -->')];
writeFileSync(join(folder, 'README.md'), `${readme.slice(0, before)}<!-- odd rows -->\n${table}\n${readme.slice(after)}`);
