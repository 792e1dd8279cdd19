import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { proposeLayout, type ProposalRequest } from '../../../src/app/imports/propose-layout.js';
import type { LayoutProposal, ProposalRemark } from '../../../src/faults/proposal.js';
import { Stop } from '../../../src/faults/stop.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';
import { emptyDirectory } from '../../support/databases.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { writeSheet } from './sheets.js';

type Sheet = Parameters<typeof writeSheet>[1];

async function proposedFor(
  name: string,
  content: string | Sheet,
  more: Omit<ProposalRequest, 'path'> = {},
): Promise<LayoutProposal> {
  const file = path.join(await emptyDirectory(), name);
  if (typeof content === 'string') await writeFile(file, content);
  else await writeSheet(file, content);
  return proposeLayout({ env: {} }, { path: file, ...more });
}

const layoutOf = (made: LayoutProposal): Layout => layoutSchema.parse(parse(proposalEn(made)));

const remarksOn = (made: LayoutProposal, field: string): readonly ProposalRemark[] =>
  made.fields.find(one => one.field === field)?.remarks ?? [];

async function stopFor(name: string, content: string, more?: Omit<ProposalRequest, 'path'>): Promise<Stop> {
  try {
    await proposedFor(name, content, more);
  } catch (problem) {
    if (problem instanceof Stop) return problem;
    throw problem;
  }
  throw new Error('a layout was proposed');
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('a layout proposed for a whole file', () => {
  it('reads the dates, numbers and waybills that the importer reads, in characters of any width', async () => {
    const made = await proposedFor(
      '运单.csv',
      [
        '运单号码,寄件客户,寄件时间,预计送达时间,签收时间,运单状态,件数,运费（元）',
        '７７３９００１,青禾食品,２０２６／１０／０５ ０７：３５,2026-10-07 18:00,2026年10月7日 16:05,已签收,１,12.50',
        '7739002,蓝海电子,2026/10/6 上午8:30,２０２６／１０／０８ １８：００,,部分签收,2,￥588.54',
        '7739003,蓝海电子,2026-10-06 下午 08:30:00,2026-10-08 18:00,——,派送中,3,310.77',
      ].join('\n'),
    );
    const { fields } = layoutOf(made);
    expect(made.lacking).to.deep.equal([]);
    expect(fields).to.deep.include({
      shipment_no: { column: '运单号码' },
      dispatched_at: { column: '寄件时间' },
      promised_at: { column: '预计送达时间' },
      delivered_at: { column: '签收时间', blank: ['——'] },
      shipped_qty: { column: '件数' },
    });
    for (const field of ['dispatched_at', 'promised_at', 'delivered_at', 'shipped_qty'])
      expect(remarksOn(made, field), field).to.deep.equal([]);
    // Delivered in part is not delivered, and not on its way either: a person decides.
    expect(fields['status']?.map).to.deep.equal({ 已签收: 'delivered', 派送中: 'dispatched' });
    expect(remarksOn(made, 'status')).to.deep.include({
      is: 'choose_from',
      allowed: ['open', 'dispatched', 'delivered', 'cancelled', 'refused', 'lost'],
      values: [['部分签收', 1]],
    });
  });

  it('offers `blank:` for words only, and says how many values it does not show', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `C${i},ACME,2026-10-02,${i < 8 ? `12 Pcs ${i}` : i === 8 ? 'free' : i}`);
    const made = await proposedFor('claims.csv', ['Complaint no,Client,Received at,Compensation', ...rows].join('\n'));
    expect(remarksOn(made, 'compensation')).to.deep.equal([
      { is: 'odd_values', values: ['free'], more: 0 },
      { is: 'unread_values', values: [0, 1, 2, 3, 4].map(i => `12 Pcs ${i}`), more: 3 },
    ]);
    expect(proposalEn(made))
      .to.contain('add blank: ["free"]')
      .and.contain('"12 Pcs 4" and 3 more are rejected: these cannot be read');
  });

  it('finds the second line of headings below merged cells', async () => {
    const made = await proposedFor('performance.xlsx', [
      ['Carrier performance'],
      ['Printed', '02.11.2026'],
      [],
      ['Customer', 'Consignment no.', 'Delivery', null, null, null, 'Status', 'Quantity', null],
      [null, null, 'Agreed date', 'Agreed until', 'Actual date', 'Actual time', null, 'Pcs', 'Damaged'],
      ['Hollander', 48210040, day('2026-10-06'), '12:00', day('2026-10-06'), '11:30', 'Delivered', 26, null],
      ['Hollander', 48210043, day('2026-10-07'), null, day('2026-10-07'), '10:00', 'Delivered', 16, 1],
      ['Mistral', 48210052, day('2026-10-08'), '16:00', null, null, 'In transit', 37, null],
    ]);
    expect(made.settings).to.deep.include(['header_row', 4]).and.deep.include(['header_rows', 2]);
    expect(layoutOf(made).fields).to.deep.include({
      promised_at: { column: ['Delivery Agreed date', 'Delivery Agreed until'] },
      delivered_at: { column: ['Delivery Actual date', 'Delivery Actual time'] },
      shipped_qty: { column: 'Quantity Pcs' },
      damaged_qty: { column: 'Quantity Damaged' },
    });
  });

  it('takes no row of values for a second line of headings, and as many lines as it is told', async () => {
    const text = 'Shipment no,Client,,Delivered at\nS1,ACME,late,\nS2,ACME,late,2026-10-02\nS3,ACME,,2026-10-03\n';
    const keys = (made: LayoutProposal): readonly string[] => made.settings.map(([key]) => key);
    expect(keys(await proposedFor('a.csv', text))).not.to.include('header_rows');
    const told = await proposedFor('b.csv', `Shipment,Client\nno,\n${'S1,ACME\nS2,ACME\n'}`, { headerRow: 1, headerRows: 2 });
    expect(told.settings).to.deep.include(['header_rows', 2]);
    expect(layoutOf(told).fields['shipment_no']).to.deep.equal({ column: 'Shipment no' });
  });

  it('knows a German list of receipts below its title, as one about all lines of its shipments', async () => {
    const made = await proposedFor('belege.xlsx', [
      ['Rückgabe Ablieferbelege'],
      [],
      ['Lfd.', 'Auftragsnr', 'Beleg eingegangen', 'Seiten'],
      [1, 310404, '20.10.2026', 3],
      [2, '310408', day('2026-10-30'), 2],
    ]);
    expect(made.fact).to.equal('shipment');
    expect(made.settings).to.deep.include(['header_row', 3]).and.deep.include(['lines', 'all']);
    expect(layoutOf(made).fields['pod_returned_at']).to.deep.equal({
      column: 'Beleg eingegangen',
      format: ['iso', 'd.M.yyyy'],
    });
  });

  const log: Sheet = [
    ['COMPLAINTS LOG'],
    [],
    ['Ref', "Rec'd", 'Time', 'Customer', 'Waybill', 'Answer due', 'Closed', 'Claim £'],
    ['C701', day('2026-10-02'), '08:40', 'Tarn', '48210267', day('2026-10-04'), day('2026-10-03'), 1200.5],
    ['C702', '06/10/2026', '14:10', 'Tarn', '48210196', day('2026-10-08'), '17/10/2026', 25],
    ['C703', '04-Oct-26', '02:40 pm', 'Mistral', '48210157', day('2026-10-06'), '00/01/1900', null],
    ['C704', '13.10.2026', null, 'Mistral', '48210158', day('2026-10-15'), 'open', null],
  ];

  it('counts a title and a file name as evidence of the kind, and finds the complaints’ own number and moments', async () => {
    const made = await proposedFor('log.xlsx', log);
    expect(made.fact).to.equal('complaint');
    expect(layoutOf(made).fields).to.deep.include({
      complaint_no: { column: 'Ref' },
      shipment_no: { column: 'Waybill' },
      received_at: { column: ["Rec'd", 'Time'], format: ['iso', 'd/M/yyyy', 'd.M.yyyy', 'd-MMM-yy'] },
      resolved_at: { column: 'Closed', format: ['iso', 'd/M/yyyy'] },
      compensation: { column: 'Claim £' },
    });
    const ambiguous = 'Ref,Customer,Waybill,Created\n1,ACME,W1,2026-10-02\n2,ACME,W2,2026-10-03\n';
    const kindOf = async (name: string): Promise<string> => (await proposedFor(name, ambiguous)).fact;
    expect([await kindOf('complaints-2026-10.csv'), await kindOf('waybills.csv')]).to.deep.equal(['complaint', 'shipment']);
  });

  it('says of a file without headings what to write, and of unknown ones how to name their row and kind', async () => {
    const dump =
      'Y-5000\tDONEGAL\t2026-10-22T18:50:00+02:00\tD\t8.698,12\t4\nX-5001\tKERRY\t2026-10-23T18:50:00+02:00\tD\t1,5\t2\n';
    const [values] = (await stopFor('dump.txt', dump)).faults;
    expect(values?.code).to.equal('layout_not_proposable');
    expect(whatOf(values)).to.contain('The first row holds values, not headings: "Y-5000"');
    expect(remedyOf(values)).to.contain('`header: none`').and.contain('`quote: none`').and.contain('`footer_rows: 1`');
    const [unknown] = (await stopFor('strange.csv', 'foo,bar\nx,y\n')).faults;
    expect(whatOf(unknown)).to.contain('from the headings "foo", "bar"');
    expect(unknown?.command).to.contain('--header-row ROW --fact KIND');
    const asked = await proposedFor('strange.csv', 'foo,bar\nx,y\n', { fact: 'complaint' });
    expect(asked.lacking.map(({ field }) => field)).to.deep.equal(['client', 'complaint_no']);
  });
});
