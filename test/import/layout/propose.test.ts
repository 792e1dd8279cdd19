import { expect } from 'chai';
import { parse } from 'yaml';
import { factKinds } from '../../../src/facts/kinds.js';
import { layoutFaults } from '../../../src/import/layout/check.js';
import { dateForms, decimalSign } from '../../../src/import/layout/guess.js';
import { proposal } from '../../../src/import/layout/propose.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { layoutSchema } from '../../../src/import/layout/schema.js';

const proposed = (columns: string, ...rows: readonly string[]): LayoutProposal | undefined =>
  proposal({ name: 'file', format: 'csv', columns: columns.split('|'), rows: rows.map(row => row.split('|')) }, factKinds);

const fieldsOf = (made: LayoutProposal | undefined): unknown =>
  made === undefined ? undefined : layoutSchema.parse(parse(proposalEn(made))).fields;

describe('a proposed layout', () => {
  it('finds the kind and its fields by English headers', () => {
    const made = proposed(
      'Customer|Complaint Number|Date received|Resolved at|Zip',
      'ACME|C1|7/29/2013|2013-07-30|12',
      'ACME|C2|7/30/2013||13',
    );
    expect(made?.fact).to.equal('complaint');
    expect(made?.unused).to.deep.equal(['Zip']);
    expect(fieldsOf(made)).to.deep.equal({
      client: { column: 'Customer' },
      complaint_no: { column: 'Complaint Number' },
      received_at: { column: 'Date received', format: 'M/d/yyyy' },
      resolved_at: { column: 'Resolved at' },
    });
  });

  it('finds them by Chinese headers, and lists values to be translated', () => {
    const made = proposed('货主|运单号|状态|签收时间|数量', 'ACME|S1|已签收|2026年1月5日 8时05分|1.234,5', 'ACME|S2|在途||2');
    expect(made?.fact).to.equal('shipment');
    expect(fieldsOf(made)).to.deep.equal({
      client: { column: '货主' },
      shipment_no: { column: '运单号' },
      status: { column: '状态', map: { 已签收: 'open', 在途: 'open' } },
      delivered_at: { column: '签收时间' },
      shipped_qty: { column: '数量', decimal: ',' },
    });
    if (made === undefined) throw new Error('a layout is proposed');
    expect(proposalEn(made)).to.include('# choose from open, dispatched, delivered, cancelled, refused, lost');
    expect(proposalZh(made)).to.include('# 请从中选择：open、dispatched');
    expect(parse(proposalZh(made))).to.deep.equal(parse(proposalEn(made)));
  });

  it('is a layout without faults, also where the client is not in the file and headers are odd', () => {
    const made = proposed('"Count" #|sku|bin|站点|盘点单号|book: qty|盘点日期|weird: {x}', '1|A|B|SHA1|7|5|31.12.2025|?');
    const layout = layoutSchema.parse(parse(made === undefined ? '' : proposalEn(made)));
    expect(layoutFaults(layout, { fields: [] })).to.deep.equal([]);
    expect(layout.fields['client']).to.deep.equal({ const: 'CLIENT' });
    expect(layout.fields['counted_at']).to.deep.equal({ column: '盘点日期', format: 'd.M.yyyy' });
  });

  it('is none where no header says anything', () => expect(proposed('foo|bar', '1|2')).to.equal(undefined));
});

describe('guesses from samples', () => {
  it('leave days and months open where they cannot be told apart', () =>
    expect(dateForms(['01/02/2026', '03/04/2026'])).to.deep.equal(['M/d/yyyy', 'd/M/yyyy']));
  it('see that ISO needs no form', () => expect(dateForms(['2026-01-31', '', '2026-01-31 12:00'])).to.equal('iso'));
  it('give up on texts', () => expect(dateForms(['soon'])).to.equal(undefined));
  it('know times', () => expect(dateForms(['31/01/2026 9:05 PM'])).to.deep.equal(['d/M/yyyy h:mm a']));
  it('know decimal signs', () =>
    expect([['1', '2.5'], ['1,234.5'], ['1.234,5'], ['2,5'], ['x']].map(decimalSign)).to.deep.equal([
      'plain',
      '.',
      ',',
      ',',
      undefined,
    ]));
});
