import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { expect } from 'chai';
import { importFile } from '../../src/app/imports/import-file.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { Stop } from '../../src/faults/stop.js';
import { eachDatabase, freshServerUrl } from '../support/databases.js';
import { spawned } from '../support/program.js';
import { depsFor, figure, workspaceOf } from '../app/importing.js';
import { randomly } from './random.js';
import { noteFigure, sized } from './size.js';

const rows = sized(5000, 100_000);
const hostileFiles = sized(80, 500);
/** How long one hostile file of some kilobytes may take. */
const mostMillis = 20_000;

const columns = ['client', 'no', 'carrier', 'promised', 'delivered', 'shipped', 'damaged'] as const;
type Column = (typeof columns)[number];

const layout = (format: string): string => `layout: ${format}
fact: shipment
format: ${format}
fields:
  client: { column: client }
  shipment_no: { column: no }
  carrier: { column: carrier }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
  shipped_qty: { column: shipped }
  damaged_qty: { column: damaged }
  status: { const: delivered }
`;

const formats = ['csv', 'xlsx', 'ndjson'] as const;
type Format = (typeof formats)[number];

/** What people and programs leave in cells. */
const oddities = [
  '',
  ' ',
  '-',
  'N/A',
  'null',
  '0',
  '-1',
  '1e308',
  '1,234.5',
  '１２',
  '2026-02-30 10:00',
  '31/12/2026',
  '1899-12-30',
  '9999-12-31',
  '=1+1',
  '@SUM(A1)',
  '"quoted"',
  'a\nb',
  'tab\there',
  'ACME ',
  'acme',
  '\u0000',
  '\uFEFF',
  '\u202Eevil',
  '😀',
  '合计',
  'x'.repeat(5000),
] as const;

const one = <T>(of: readonly T[]): T => {
  const chosen = of[Math.floor(randomly.from(0, of.length))];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

function rowOf(number: number): Readonly<Record<Column, string>> {
  const day = `2026-06-${String((number % 28) + 1).padStart(2, '0')}`;
  const good = {
    client: one(['ACME', 'BETA']),
    no: `N${number}`,
    carrier: one(['Road', 'Rail']),
    promised: `${day} 12:00`,
    delivered: `${day} 11:00`,
    shipped: '10',
    damaged: '0',
  };
  const odd = Array.from({ length: Math.floor(randomly.from(0, 3)) }, () => [one(columns), one(oddities)] as const);
  return { ...good, ...Object.fromEntries(odd) };
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

async function bytesOf(format: Format, given: readonly Readonly<Record<Column, string>>[]): Promise<Buffer> {
  if (format === 'ndjson') return Buffer.from(given.map(row => `${JSON.stringify(row)}\n`).join(''));
  if (format === 'csv') {
    const lines = given.map(row => columns.map(column => quoted(row[column])).join(','));
    return Buffer.from([columns.join(','), ...lines, ''].join('\r\n'));
  }
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('rows');
  sheet.addRow([...columns]);
  // XML cannot hold every character.
  for (const row of given) sheet.addRow(columns.map(column => row[column].replaceAll('\u0000', '?')));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A file after something has gone wrong with it: bytes flipped, cut, repeated, or put in. */
function spoilt(bytes: Buffer): Buffer {
  const at = Math.floor(randomly.from(0, bytes.length));
  const to = Math.min(bytes.length, at + Math.floor(randomly.from(1, 400)));
  switch (Math.floor(randomly.from(0, 6))) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(300, one(['"', '{', '[', '\0', 'ÿ', ',', '\n', '<!'])),
        bytes.subarray(at),
      ]);
    case 4:
      return Buffer.from(bytes.toString('utf8').slice(0, 20_000), one(['utf16le', 'latin1'] as const));
    default: {
      const flipped = Buffer.from(bytes);
      for (let place = at; place < to; place += 7) flipped[place] = Math.floor(randomly.from(0, 256));
      return flipped;
    }
  }
}

const isAccountedFor = ({ rows: counted }: ImportedBatch): boolean =>
  counted.read === counted.new + counted.changed + counted.unchanged + counted.rejected + counted.skipped;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }, { code: BETA }]\n',
  ...Object.fromEntries(formats.map(format => [`config/${format}.yaml`, layout(format)])),
};

eachDatabase('rows and files that nobody would send on purpose', database => {
  let directory: string;
  before(async () => {
    directory = await workspaceOf(files);
  });

  const imported = async (format: Format, bytes: Buffer, dryRun: boolean): Promise<ImportedBatch> => {
    const file = path.join(directory, `sent.${format}`);
    await writeFile(file, bytes);
    const deps = await depsFor(database(), directory);
    return importFile(deps, { path: file, layout: format, dryRun, actor: 'lin' }).finally(() => rm(file));
  };

  for (const format of formats) {
    it(`every one of ${rows} fuzzed rows of a ${format} file is a fact, or rejected with its reason`, async function () {
      this.timeout(600_000);
      const sent = Array.from({ length: rows }, (_, i) => rowOf(i));
      const batch = await imported(format, await bytesOf(format, sent), false);
      expect(isAccountedFor(batch), JSON.stringify(batch.rows)).to.equal(true);
      expect(batch.rows.read).to.equal(rows);
      expect(batch.rows.rejected).to.be.within(rows / 10, rows * 0.8);
      expect(await figure(database(), `select count(*) from fact_shipment where batch = ${batch.batch}`)).to.equal(
        batch.rows.new + batch.rows.changed,
      );
      const rejects: readonly Readonly<Record<string, string>>[] = parse(await readFile(batch.rejects ?? ''), {
        columns: true,
        bom: true,
      });
      expect(new Set(rejects.map(reject => reject['row'])).size).to.equal(batch.rows.rejected);
      expect(rejects.filter(({ what, remedy }) => what === '' || remedy === '')).to.deep.equal([]);
      noteFigure(`fuzzed rows, ${format}, ${database().kind}`, rows);
    });
  }

  it(`${hostileFiles} spoilt files are read as far as they make sense, or refused with a reason, soon`, async function () {
    this.timeout(hostileFiles * mostMillis);
    const sound = new Map<Format, Buffer>();
    for (const format of formats)
      sound.set(
        format,
        await bytesOf(
          format,
          Array.from({ length: 60 }, (_, i) => rowOf(i)),
        ),
      );
    const ended = { read: 0, refused: 0 };
    let slowest = 0;
    for (let i = 0; i < hostileFiles; i++) {
      const format = formats[i % formats.length] ?? 'csv';
      const bytes = spoilt(sound.get(format) ?? Buffer.alloc(0));
      const began = performance.now();
      try {
        const batch = await imported(format, bytes, true);
        expect(isAccountedFor(batch), JSON.stringify(batch.rows)).to.equal(true);
        ended.read++;
      } catch (problem) {
        if (!(problem instanceof Stop)) throw problem;
        expect(problem.exitCode, JSON.stringify(problem.faults)).to.be.oneOf([1, 2, 3]);
        expect(problem.faults).not.to.deep.equal([]);
        ended.refused++;
      }
      slowest = Math.max(slowest, performance.now() - began);
    }
    expect(slowest).to.be.below(mostMillis);
    expect(ended.read + ended.refused).to.equal(hostileFiles);
    expect(Math.min(ended.read, ended.refused), 'both occur').to.be.above(0);
    noteFigure(
      `spoilt files, ${database().kind}`,
      `${ended.read} read, ${ended.refused} refused, slowest ${Math.round(slowest)} ms`,
    );
  });
});

/** Writes the most memory that a process had, in kilobytes, where it ends. */
const notesPeak = `data:text/javascript,${encodeURIComponent(
  "import{readFileSync,writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1]))",
)}`;

/** Most megabytes of an import: on a server, and with the embedded database in the same process. */
const mostMegabytes = { server: 400, embedded: 1200 } as const;

for (const kind of ['embedded', 'server'] as const) {
  describe(`the memory of an import, ${kind}`, function () {
    this.timeout(600_000);

    for (const format of formats) {
      it(`of ${rows} rows of a ${format} file stays below ${mostMegabytes[kind]} MB`, async function () {
        const url = kind === 'server' ? await freshServerUrl() : undefined;
        if (kind === 'server' && url === undefined) return this.skip();
        const cwd = await workspaceOf(files);
        const sent = Array.from({ length: rows }, (_, i) => rowOf(i));
        await writeFile(path.join(cwd, `sent.${format}`), await bytesOf(format, sent));
        const peakFile = path.join(cwd, 'peak');
        const env = {
          NODE_OPTIONS: `--import=${notesPeak}`,
          PEAK_FILE: peakFile,
          ...(url === undefined ? {} : { DATABASE_URL: url }),
        };
        const { code, stderr } = await spawned({ cwd, env }, 'import', `sent.${format}`, '--layout', format, '--json');
        expect(code, stderr).to.equal(1);
        const megabytes = Math.round(Number(await readFile(peakFile, 'utf8')) / 1024);
        noteFigure(`peak memory of an import of ${rows} rows, ${format}, ${kind}, MB`, megabytes);
        expect(megabytes).to.be.within(40, mostMegabytes[kind]);
      });
    }
  });
}
