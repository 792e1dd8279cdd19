import fs from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { readersFaults } from '../../../src/faults/readers.js';
import { readers } from '../../../src/import/readers/open.js';
import { limits } from '../../../src/import/readers/xlsx/bounds.js';
import type { Format, SourceSpec } from '../../../src/import/readers/source.js';
import { builtProgram } from '../../support/built-program.js';
import { temporaryFolder } from '../../support/folders.js';
import { faultsOf, written } from './reading.js';
import { textRow, xlsxOf } from './zip.js';
import { remedyOf, whatOf } from '../../support/worded.js';

type Code = keyof typeof readersFaults;
const csv = async (content: string | Buffer, more: Partial<SourceSpec> = {}): Promise<SourceSpec> => ({
  path: await written('a.csv', content),
  format: 'csv',
  ...more,
});
const ndjson = async (content: string): Promise<SourceSpec> => ({ path: await written('a.ndjson', content), format: 'ndjson' });
const xlsx = async (content: Buffer, more: Partial<SourceSpec> = {}): Promise<SourceSpec> => ({
  path: await written('a.xlsx', content),
  format: 'xlsx',
  ...more,
});
const sql = (more: Partial<SourceSpec>): SourceSpec => ({ path: 'orders', format: 'sql', ...more });

/** The smallest input of every fault, and the line and exit code it must have (no exit code: rows go on). */
const smallest: Readonly<
  Partial<Record<Code, [() => SourceSpec | Promise<SourceSpec>, line: number | undefined, exitCode?: number]>>
> = {
  source_missing: [() => ({ path: '/nowhere/a.csv', format: 'csv' }), undefined, 3],
  source_is_directory: [() => ({ path: temporaryFolder('folder'), format: 'csv' }), undefined, 3],
  source_unreadable: [
    async () => {
      const file = path.join(temporaryFolder('folder'), 'loop.csv');
      await fs.symlink(file, file);
      return { path: file, format: 'csv' };
    },
    undefined,
    3,
  ],
  source_empty: [() => csv(''), undefined, 3],
  source_other_kind: [() => csv('<html><table><tr><td>Client</td></tr></table></html>'), undefined, 3],
  rows_quoted_whole: [() => csv('"a,b"\n"1,2"\n'), 1, 3],
  // A layout's format is checked before; whoever calls without one gets the same words.
  format_unknown: [async () => ({ ...(await csv('a')), format: 'xlxs' as Format }), undefined, 2],
  format_differs: [() => csv('PK\u0003\u0004'), undefined, 3],
  encoding_unknown: [() => csv('a', { encoding: 'gb1830' }), undefined, 2],
  encoding_invalid: [() => csv(Buffer.from([0x61, 0x0a, 0xff]), { encoding: 'utf-8' }), 2, 3],
  encoding_doubtful: [
    () => csv(Buffer.from('cdeeece5f03b0ac7e0eae0e720e4eef1f2e0e2ebe5ed20e2eef0f2ee20ede020f1eae0ebe4e5', 'hex')),
    undefined,
  ],
  delimiter_bad: [() => csv('a', { delimiter: '"' }), undefined, 2],
  quoting_bad: [() => csv('a', { quote: 'ab' }), undefined, 2],
  header_missing: [() => csv('\n'), undefined, 3],
  header_duplicate: [() => csv('a,a'), 1],
  header_repeated: [() => csv('Order,City\n1,Lyon\nOrder,City\n'), 3],
  columns_too_many: [() => csv(','.repeat(4096)), 1, 3],
  cell_too_long: [() => csv(`a,b\n${'x'.repeat(256 * 1024 + 1)},2\n`), 2],
  row_ragged: [() => csv('a,b\n1\n'), 2],
  cells_surplus: [() => csv('a,b\n1,2,\n'), undefined],
  record_cut_off: [() => csv('a,b\n1'), 2, 3],
  quote_misplaced: [() => csv('a\n"1"x'), 2],
  quotes_bare: [() => csv('a,b\n5" pipe,3" pipe\n'), 2],
  quote_spans_rows: [() => csv('a,b\n1,2\n3,"4\n5,6\n'), 3],
  quote_unterminated: [() => csv('a,b\n1,"\n\n'), 2],
  record_too_long: [() => csv('x'.repeat(17 * 2 ** 20)), 1, 3],
  cell_nul: [() => csv('a\n\0'), 2],
  json_malformed: [() => ndjson('{}\n{\n'), 2],
  json_cut_off: [() => ndjson('{}\n{'), 2, 3],
  json_array: [() => ndjson('[]'), undefined, 3],
  json_document: [() => ndjson('{\n  "id": 1\n}\n'), undefined, 3],
  key_late: [() => ndjson(`${'{"a":1}\n'.repeat(1000)}{"b":1}`), 1001],
  sheet_unknown: [() => xlsx(xlsxOf({ sheets: { Tasks: '' } }), { sheet: 'Task' }), undefined, 2],
  sheet_differs: [
    () => xlsx(xlsxOf({ sheets: { Jan: textRow(1, ['a', 'b']), Feb: textRow(1, ['a', 'c']) } }), { sheet: '*' }),
    undefined,
    2,
  ],
  sheets_hidden: [
    () => xlsx(xlsxOf({ sheets: { Jan: textRow(1, ['a']), Old: textRow(1, ['a']) }, hidden: ['Old'] }), { sheet: '*' }),
    undefined,
  ],
  formula_without_result: [
    () =>
      xlsx(xlsxOf({ sheets: { S: `${textRow(1, ['a', 'b'])}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2</f></c></row>` } })),
    2,
  ],
  cells_merged: [
    () =>
      xlsx(
        xlsxOf({
          sheets: {
            S: `${textRow(1, ['a'])}${textRow(2, ['1'])}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells><sheetData>`,
          },
        }),
      ),
    2,
  ],
  merged_column_unknown: [() => xlsx(xlsxOf({ sheets: { S: textRow(1, ['a']) } }), { merged: { fill: 'b' } }), undefined, 2],
  cells_beyond: [() => xlsx(xlsxOf({ sheets: { S: textRow(1, ['a']) + textRow(2, ['1', '2']) } })), 2],
  workbook_old: [() => xlsx(Buffer.from('d0cf11e0', 'hex')), undefined, 3],
  workbook_broken: [() => xlsx(Buffer.from('PK')), undefined, 3],
  workbook_too_big: [() => xlsx(xlsxOf({ sheets: { S: ' '.repeat(2 ** 21) } })), undefined, 3],
  workbook_too_slow: [() => xlsx(xlsxOf({ sheets: { S: textRow(1, ['a']) } })), undefined, 3],
  query_missing: [() => sql({ connection: 'env:X' }), undefined, 2],
  connection_missing: [() => sql({ query: 'select 1', connection: 'env:PLUMBLINE_NOT_SET' }), undefined, 2],
  connection_bad: [() => sql({ query: 'select 1', connection: 'oracle://u:secret@h/d' }), undefined, 2],
  connection_failed: [() => sql({ query: 'select 1', connection: 'postgres://u:secret@127.0.0.1:1/d' }), undefined, 3],
};

/** Faults that need a server, in sql.test.ts. */
const withServer: readonly string[] = ['query_failed', 'query_broken_off', 'watermark_unknown'];

describe('the smallest input of every fault of sources', () => {
  // Workbooks are read in a thread of the built program.
  before(() => void builtProgram());

  for (const [code, [make, line, exitCode]] of Object.entries(smallest)) {
    it(code, async () => {
      const spec = await make();
      // No workbook is too slow to be read any more: a thread needs longer than this to start.
      const { silenceMs } = limits;
      if (code === 'workbook_too_slow') limits.silenceMs = 1;
      const result = await faultsOf(spec, { env: {} }).finally(() => {
        limits.silenceMs = silenceMs;
      });
      expect(result.faults.map(fault => fault.code)).to.deep.equal([code]);
      expect(result.faults[0]?.place.line).to.equal(line);
      expect(result.exitCode).to.equal(exitCode);
      expect(JSON.stringify(result.faults)).not.to.contain('secret');
    });
  }

  it('is there for each', () => {
    expect([...Object.keys(smallest), ...withServer].toSorted()).to.deep.equal(Object.keys(readersFaults).toSorted());
  });

  it('names every format when one is unknown', async () => {
    const { faults } = await faultsOf({ ...(await csv('a')), format: 'parquet' as Format });
    for (const { format } of readers) expect(whatOf(faults[0])).to.contain(format);
  });

  it('names the nearest name', async () => {
    expect(remedyOf((await faultsOf(await csv('a', { encoding: 'gb1830' }))).faults[0])).to.contain('gb18030');
    expect(remedyOf((await faultsOf(await xlsx(xlsxOf({ sheets: { Tasks: '' } }), { sheet: 'Task' }))).faults[0])).to.contain(
      'Tasks',
    );
  });

  it('names the line where a quote opened, inside a row of several lines too', async () => {
    expect((await faultsOf(await csv('a,b\n"x\ny","never\nclosed\n'))).faults[0]?.place.line).to.equal(3);
  });

  it('refuses a quote that is open for longer than a row may be, in bounded memory', async () => {
    const file = await csv(`a,b\n1,"${'some text, and more\n'.repeat(2_000_000)}`);
    const before = process.memoryUsage().rss;
    const { faults } = await faultsOf(file);
    expect(faults[0]?.code).to.equal('quote_unterminated');
    expect(faults[0]?.place.line).to.equal(2);
    expect(process.memoryUsage().rss - before).to.be.below(300 * 2 ** 20);
  });
});
