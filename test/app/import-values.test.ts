import { expect } from 'chai';
import ExcelJS from 'exceljs';
import path from 'node:path';
import type { FactKindName } from '../../src/facts/kinds.js';
import type { Values } from '../../src/facts/fact.js';
import { isoInstant } from '../../src/facts/time.js';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { factsOf } from '../store/facts/loading.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const shanghai = 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n';

describe('files as people have them', () => {
  let borrowed: Borrowed | undefined;
  let database: Database;
  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
  });
  after(() => borrowed?.giveBack());

  /** What an import says and the facts after it, by a part of the key. */
  async function read(
    files: Readonly<Record<string, string>>,
    file: string,
    {
      kind,
      by,
      fields,
      fill,
    }: { kind: FactKindName; by: string; fields: readonly string[]; fill?: (directory: string) => Promise<void> },
  ) {
    const directory = await workspaceOf({ 'plumbline.yaml': shanghai, ...files });
    await fill?.(directory);
    const result = await imported(await depsFor(database, directory), file, 'it');
    const facts = await factsOf(database, 'ACME', { kind });
    return {
      read: result.rows.read,
      rejected: result.findings.map(({ code, place }) => `${place.line} ${place.column} ${code}`),
      warned: result.warnings.map(({ code, place, times }) => `${place.column} ${code} ${times}`),
      facts: Object.fromEntries(facts.map(values => [String(values[by]), fields.map(name => shown(name, values[name]))])),
    };
  }

  const shown = (name: string, value: Values[string] | undefined): unknown =>
    name.endsWith('_at') && typeof value === 'number' ? isoInstant(value) : (value ?? null);

  it('a complaints log with date and time apart, placeholders and a slip of the pen', async () => {
    const layout = `
layout: it
fact: complaint
delimiter: ";"
fields:
  client:       { const: ACME }
  complaint_no: { column: [Year, No], join: "/" }
  kind:         { column: Type, map: { Complaint: complaint, Praise: praise } }
  received_at:  { column: [Date, Time], format: dd.MM.yyyy }
  due_at:       { column: Due, format: dd.MM.yyyy }
  resolved_at:  { column: [Closed on, Closed at], format: dd.MM.yyyy, blank: ["n/a"] }
`;
    const log = `Year;No;Type;Date;Time;Due;Closed on;Closed at
2026;17;COMPLAINT;02.03.2026;14:05;05.03.2026;03.03.2026;9:30
2026;18;complaint;02.03.2026;;05.03.2026;N/A;N/A
2026;19;Praise;03.03.2026;下午2:05;31.12.9999;01.01.1970;00:00
2026;20;Complaint;04.03.2026;08:00;06.03.2062;04.03.2026;10:00
2026;;Complaint;04.03.2026;08:00;06.03.2026;04.03.2026;10:00
2026;22;Complaint;;08:00;06.03.2026;;
`;
    const result = await read({ 'config/it.yaml': layout, 'log.csv': log }, 'log.csv', {
      kind: 'complaint',
      by: 'complaint_no',
      fields: ['kind', 'received_at', 'due_at', 'resolved_at'],
    });
    expect(result.rejected).to.deep.equal([
      '5 Due date_implausible',
      '6 No join_part_blank',
      '7 Date + Time date_beside_time_blank',
    ]);
    expect(result.warned).to.deep.equal(['Due date_placeholder 1', 'Closed on + Closed at date_placeholder 1']);
    expect(result.facts).to.deep.equal({
      '2026/17': ['complaint', '2026-03-02T06:05:00Z', '2026-03-05T15:59:59.999Z', '2026-03-03T01:30:00Z'],
      '2026/18': ['complaint', '2026-03-01T16:00:00Z', '2026-03-05T15:59:59.999Z', null],
      '2026/19': ['praise', '2026-03-03T06:05:00Z', null, null],
    });
  });

  it('a workbook with a column of dates and one of times, some of them texts and numbers', async () => {
    const layout = `
layout: it
fact: shipment
format: xlsx
fields:
  client:       { const: ACME }
  shipment_no:  { column: Waybill, pad: { to: 8, with: "0" } }
  promised_at:  { column: [Promised, By] }
  delivered_at: { column: [Delivered, At] }
  closed_at:    { column: Closed, format: [iso, excel_serial] }
`;
    const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
    const fill = async (directory: string): Promise<void> => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('March');
      sheet.addRow(['Waybill', 'Promised', 'By', 'Delivered', 'At', 'Closed']);
      sheet.addRow([4711, day('2026-03-05'), 0.75, day('2026-03-05'), 0.586805555555556, 46086.5]);
      sheet.addRow([4712, day('2026-03-05'), null, '2026-03-05', '2:05 PM', '46086.5']);
      sheet.addRow([4713, '2026-03-05', '18:00', day('2026-03-05'), '14:05:30', day('2026-03-06')]);
      sheet.getCell('C2').numFmt = 'h:mm';
      sheet.getCell('E2').numFmt = 'hh:mm:ss';
      for (const at of ['B2', 'B3', 'D2', 'D4', 'F4']) sheet.getCell(at).numFmt = 'dd/mm/yyyy';
      await book.xlsx.writeFile(path.join(directory, 'march.xlsx'));
    };
    const result = await read({ 'config/it.yaml': layout }, 'march.xlsx', {
      kind: 'shipment',
      by: 'shipment_no',
      fields: ['promised_at', 'delivered_at', 'closed_at'],
      fill,
    });
    expect([result.rejected, result.warned.filter(one => !one.includes('order_implausible'))]).to.deep.equal([[], []]);
    expect(result.facts).to.deep.equal({
      '00004711': ['2026-03-05T10:00:00Z', '2026-03-05T06:05:00Z', '2026-03-05T04:00:00Z'],
      '00004712': ['2026-03-05T15:59:59.999Z', '2026-03-05T06:05:00Z', '2026-03-05T04:00:00Z'],
      '00004713': ['2026-03-05T10:00:00Z', '2026-03-05T06:05:30Z', '2026-03-05T16:00:00Z'],
    });
  });

  it('a Chinese export with words and characters of any width', async () => {
    const layout = `
layout: it
fact: shipment
fields:
  client:       { const: ACME }
  shipment_no:  { value: 'concat("YD", pad(col("运单号"), 6, "0"))' }
  status:       { column: 状态, map: { 已签收: delivered, "Lost（丢失）": lost } }
  carrier:      { column: 承运商, lookup: { file: ref/carriers.csv, key: 名称, value: 代码 } }
  delivered_at: { column: 签收时间 }
  ordered_qty:  { column: 数量 }
`;
    const files = {
      'config/it.yaml': layout,
      'config/ref/carriers.csv': '名称,代码\nSF Express,SF\n京东物流,JD\n',
      'waybills.csv': `运单号,状态,承运商,签收时间,数量
9001,已签收,sf  express,2026/3/5 下午2:05,１２
9002,LOST(丢失),ＳＦ　Ｅｘｐｒｅｓｓ,２０２６－０３－０６　０８：３０,3。5
9003,已签收,京东物流,0000-00-00 00:00:00,2
9004,已签收,京东物流,46086.5,2
`,
    };
    const result = await read(files, 'waybills.csv', {
      kind: 'shipment',
      by: 'shipment_no',
      fields: ['status', 'carrier', 'delivered_at'],
    });
    expect(result.rejected).to.deep.equal(['5 签收时间 date_serial']);
    expect(result.warned).to.include('签收时间 date_placeholder 1');
    const { YD009001, YD009002, YD009003, YD009004 } = result.facts;
    expect([YD009001, YD009002, YD009003, YD009004]).to.deep.equal([
      ['delivered', 'SF', '2026-03-05T06:05:00Z'],
      ['lost', 'SF', '2026-03-06T00:30:00Z'],
      ['delivered', 'JD', null],
      undefined,
    ]);
  });

  it('an online survey of stars, with half an answer', async () => {
    const layout = `
layout: it
fact: survey_answer
fields:
  client:      { const: ACME }
  wave:        { const: 2026-Q1 }
  respondent:  { column: Mail }
  answered_at: { column: Month, format: yyyy-MM, at: end }
each:
  - field: item
    columns: { Stars: easy_to_reach }
    cell: { score: { scale: { from: [1, 5], to: [1, 10] }, whole: true } }
  - field: item
    columns: { Would you recommend us?: nps }
    cell: { score: {} }
`;
    const answers =
      'Mail,Month,Stars,Would you recommend us?\na@example.com,2026-03,4,9\nb@example.com,2026-03,5,6.5\nc@example.com,2026-03,3.5,0\n';
    const result = await read({ 'config/it.yaml': layout, 'survey.csv': answers }, 'survey.csv', {
      kind: 'survey_answer',
      by: 'item',
      fields: ['answered_at'],
    });
    expect(result.rejected).to.deep.equal(['3 Would you recommend us? number_not_whole', '4 Stars number_not_whole']);
    expect(result.facts['easy_to_reach']).to.deep.equal(['2026-03-31T15:59:59.999Z']);
    const { rows } = await database.transaction(tx =>
      tx.raw<{ rows: { item: string; points: string }[] }>(
        'select item, score::text as points from fact_survey_answer order by item, score',
      ),
    );
    expect(rows.map(({ item, points }) => [item, Number(points)])).to.deep.equal([
      ['easy_to_reach', 7.75],
      ['easy_to_reach', 10],
      ['nps', 0],
      ['nps', 9],
    ]);
  });

  it('dates by the days that plumbline.yaml believes', async () => {
    const files = {
      'plumbline.yaml': `${shanghai}plausible_dates: { from: 2026-01-01, years_ahead: 0 }\n`,
      'config/it.yaml':
        'layout: it\nfact: shipment\nfields:\n  client: { const: ACME }\n  shipment_no: { column: No }\n  delivered_at: { column: Day }\n',
      'days.csv': 'No,Day\nP1,2025-12-31\nP2,2026-01-01\nP3,2026-06-01\nP4,2026-06-02\n',
    };
    const result = await read(files, 'days.csv', { kind: 'shipment', by: 'shipment_no', fields: ['delivered_at'] });
    expect(result.rejected).to.deep.equal(['2 Day date_implausible', '5 Day date_implausible']);
  });
});
