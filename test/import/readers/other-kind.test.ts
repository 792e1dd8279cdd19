import { expect } from 'chai';
import iconv from 'iconv-lite';
import { openSource, sniffFormat } from '../../../src/import/readers/open.js';
import type { Format } from '../../../src/import/readers/source.js';
import { builtProgram } from '../../support/built-program.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { cells, faultsOf, readCsv, written } from './reading.js';
import { zipOf } from './zip.js';

const portal = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"></head><body><table border="1">
<tr><th>Client</th><th>Waybill</th><th>Delivered</th></tr>
<tr><td>ACME</td><td>W-1</td><td>2026-03-02 14:30</td></tr>
</table></body></html>
`;
const excel2003 = `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/></Worksheet></Workbook>
`;
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<shipments><shipment no="W-1"/></shipments>\n';
const array = '[\n  {"Client":"ACME","Waybill":"W-1"},\n  {"Client":"ACME","Waybill":"W-2"}\n]\n';
/** Office programs write the type of a document first, and do not deflate it. */
const opendocument = Buffer.concat([
  Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`, 'latin1'),
  zipOf({ 'content.xml': '<office:document-content/>' }),
]);

/** What is said of a file that nobody has named a format for, or of the same file read as another format. */
async function said(name: string, content: string | Buffer, format?: Format) {
  const path = await written(name, content);
  const { faults, exitCode } = await faultsOf({ path, format: format ?? (await sniffFormat(path)) });
  return { codes: faults.map(({ code }) => code), what: whatOf(faults[0]), remedy: remedyOf(faults[0]), exitCode };
}

describe('a file that is not what it seems', () => {
  // Workbooks are read in a thread of the built program.
  before(() => void builtProgram());

  const kinds: readonly (readonly [name: string, content: string | Buffer, what: string, remedy: string])[] = [
    ['portal.xls', portal, 'web page (HTML)', 'save it as .xlsx'],
    ['portal.xlsx', portal, 'web page (HTML)', 'save it as .xlsx'],
    ['report.xls', excel2003, 'XML form of Excel 2003', 'save it as .xlsx'],
    ['unicode.xls', iconv.encode(excel2003, 'utf-16le', { addBOM: true }), 'XML form of Excel 2003', '.xlsx'],
    ['shipments.xml', xml, 'XML file', 'export the table as csv or xlsx'],
    ['march.pdf', '%PDF-1.4\n1 0 obj\n<<>>\n', 'PDF document', 'export the table as csv or xlsx'],
    ['list.ods', opendocument, 'OpenDocument file (.ods)', 'save it as .xlsx'],
    ['list.zip', zipOf({ 'list.csv': 'Client,Waybill\nACME,W-1\n' }), 'zip archive', 'Unpack it'],
  ];
  for (const [name, content, what, remedy] of kinds) {
    it(`is called what it is: ${name}`, async () => {
      const found = await said(name, content);
      expect(found.codes).to.deep.equal(['source_other_kind']);
      expect(found.what).to.include(what);
      expect(found.remedy).to.include(remedy);
      expect(found.exitCode).to.equal(3);
    });
  }

  it('is called so too where the layout names a format', async () => {
    expect((await said('portal.xls', portal, 'xlsx')).codes).to.deep.equal(['source_other_kind']);
    expect((await said('list.ods', opendocument, 'csv')).what).to.include('OpenDocument');
    expect((await said('shipments.json', array, 'csv')).codes).to.deep.equal(['json_array']);
  });

  it('is a JSON array: its objects have to stand on lines of their own', async () => {
    const found = await said('shipments.json', array);
    expect(found.codes).to.deep.equal(['json_array']);
    expect(found.remedy).to.include('each object on its own line');
  });

  const rows = [
    { Client: 'ACME', Waybill: 'W-1' },
    { Client: 'ACME', Waybill: 'W-2' },
  ];
  const answer = { code: 0, msg: 'ok', result: { total: 2, rows } };
  const documents: readonly (readonly [name: string, content: string, list: string | undefined, program: string])[] = [
    ['on one line', `${JSON.stringify({ data: rows })}\n`, 'data', '".data[]"'],
    ['over many lines', JSON.stringify({ data: rows }, null, 2), 'data', '".data[]"'],
    ['with a row a line', `{"data":[\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n]}\n`, 'data', '".data[]"'],
    ['of one row', '{ "data": [\n{"Client":"ACME","Waybill":"W-1"}\n]}\n', 'data', '".data[]"'],
    ['with its list inside', JSON.stringify(answer, null, 4), 'result.rows', '".result.rows[]"'],
    ['with its list inside, on one line', JSON.stringify(answer), 'result.rows', '".result.rows[]"'],
    [
      'whose list has a name of several words',
      JSON.stringify({ 'open orders': rows }, null, 2),
      'open orders',
      `'.["open orders"][]'`,
    ],
    [
      'of more than is looked at',
      JSON.stringify({ data: Array.from({ length: 5000 }, () => rows[0]) }, null, 2),
      'data',
      '".data[]"',
    ],
    ['of objects over several lines', rows.map(row => JSON.stringify(row, null, 2)).join('\n'), undefined, '"."'],
  ];
  for (const [name, content, list, program] of documents) {
    it(`is a JSON document ${name}: its objects have to stand on lines of their own`, async () => {
      for (const found of [await said('answer.json', content), await said('answer.json', content, 'csv')]) {
        expect(found.codes).to.deep.equal(['json_document']);
        expect(found.what).to.include(list === undefined ? 'over several lines' : `the list "${list}"`);
        expect(found.remedy).to.include(`jq -c ${program} FILE`);
      }
    });
  }

  it('is no JSON document where a line is broken, or where a row holds a list', async () => {
    for (const content of [
      '{"id":1,"name":"a\n{"id":2}\n',
      '{"id":1,\n{"id":2}\n',
      '{"id":1\n{"id":2}\n',
      '{"id":1,"lines":[{"no":1},{"no":2}]}\n',
      '{"data":[{"no":1}]}\n{"data":[{"no":2}]}\n',
      '{"data":[1,2]}\n',
    ])
      expect((await said('rows.ndjson', content)).codes).not.to.include('json_document');
  });

  it('is no other kind only because a heading begins with a bracket', async () => {
    expect(cells(await readCsv('<Client>,<Waybill>\nACME,W-1\n'))).to.deep.equal([['ACME', 'W-1']]);
    expect(cells(await readCsv('[Client],[Waybill]\nACME,W-1\n'))).to.deep.equal([['ACME', 'W-1']]);
  });
});

describe('a csv file whose rows stand in quotes as a whole', () => {
  const whole = (delimiter: string): string =>
    ['Client,Waybill,Delivered', 'ACME,W-1,2026-03-02', 'ACME,W-2,']
      .map(row => `"${row.replaceAll(',', delimiter)}"\r\n`)
      .join('');

  for (const delimiter of [',', ';', '\t']) {
    it(`is refused, and the message says why: ${JSON.stringify(delimiter)}`, async () => {
      const found = await said('quoted.csv', whole(delimiter));
      expect(found.codes).to.deep.equal(['rows_quoted_whole']);
      expect(found.what).to.include('stands in quotes as a whole');
      expect(found.remedy).to.include('Text to Columns');
    });
  }

  it('is not meant where a single column holds sentences, or where the layout names another delimiter', async () => {
    expect(cells(await readCsv('"Remarks, as told"\n"late, wet"\n'))).to.deep.equal([['late, wet']]);
    const source = await openSource({
      path: await written('a.csv', 'Client,Waybill\nACME,W-1\n'),
      format: 'csv',
      delimiter: ';',
    });
    expect(source.columns).to.deep.equal(['Client,Waybill']);
    await source.close();
  });
});
