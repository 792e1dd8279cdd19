import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'yaml';
import { factKinds } from '../../../src/facts/kinds.js';
import type { LayoutProposal, ProposedField } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { layoutFaults } from '../../../src/import/layout/check.js';
import { compileLayout } from '../../../src/import/layout/compile.js';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';
import type { KnownPlaces } from '../../../src/import/propose/known-places.js';
import { proposal } from '../../../src/import/propose/proposal.js';

const nowhere: KnownPlaces = { client: [], site: [] };

/** The proposal for a table whose cells stand between bars. */
const proposed = (header: string, rows: readonly string[], places = nowhere, typedCells = false): LayoutProposal => {
  const table = rows.map(row => row.split('|'));
  const made = proposal(
    { name: 'file', settings: [['format', 'csv']], columns: header.split('|'), rows: table, typedCells, places },
    factKinds,
  );
  if (made === undefined) throw new Error('a layout is proposed');
  return made;
};

const fieldOf = (made: LayoutProposal, name: string): ProposedField | undefined =>
  made.fields.find(({ field }) => field === name);

const layoutOf = (made: LayoutProposal): Layout => layoutSchema.parse(parse(proposalEn(made)));

const checked = (made: LayoutProposal): readonly string[] =>
  layoutFaults(layoutOf(made), { fields: [] })
    .filter(({ fault }) => fault.severity === 'error')
    .map(({ fault }) => fault.code);

const context = {
  file: 'file.csv',
  typedCells: false,
  layout: 'file.yaml',
  ownFields: [],
  tables: new Map(),
  zoneOf: () => 'UTC',
  clients: undefined,
};

describe('a proposed layout', () => {
  it('finds the kind and its fields, and reads dates by the one form that reads all', () => {
    const made = proposed('Customer|Complaint Number|Date received|Resolved at|Zip', [
      'ACME|C1|7/29/2013|2013-07-30|12',
      'ACME|C2|7/30/2013||13',
    ]);
    expect(made.fact).to.equal('complaint');
    expect(layoutOf(made).fields).to.deep.equal({
      client: { column: 'Customer' },
      complaint_no: { column: 'Complaint Number' },
      received_at: { column: 'Date received', format: 'M/d/yyyy' },
      resolved_at: { column: 'Resolved at' },
    });
    expect(made.unused).to.deep.equal([{ column: 'Zip', samples: ['12', '13'] }]);
  });

  it('says how sure it is, with the first three values, in both languages', () => {
    const made = proposed('货主|运单号|状态|签收时间|数量', [
      'ACME|S1|已签收|2026年1月5日 8时05分|1,5',
      'ACME|S2|在途||2',
      'ACME|S3|在库||2',
    ]);
    expect(proposalEn(made)).to.include('  shipment_no: { column: 运单号 }  # sure: S1 | S2 | S3\n');
    expect(proposalZh(made)).to.include('  shipment_no: { column: 运单号 }  # 确定: S1 | S2 | S3\n');
    expect(parse(proposalZh(made))).to.deep.equal(parse(proposalEn(made)));
    expect(layoutOf(made).fields['shipped_qty']).to.deep.equal({ column: '数量', decimal: ',' });
  });

  it('names the unit that stands beside all numbers of a column, with the sign of their decimals', () => {
    const claims = (texts: readonly string[]) =>
      layoutOf(
        proposed(
          'Customer|Complaint no|Date received|Compensation',
          texts.map((text, i) => `ACME|C${i}|2026-03-0${i + 1}|${text}`),
        ),
      ).fields['compensation'];
    expect(claims(['€ 1.234,50', '€ 80,00', '€ 5'])).to.deep.equal({ column: 'Compensation', decimal: ',', unit: '€' });
    expect(claims(['￥588.54', '￥80'])).to.deep.equal({ column: 'Compensation', unit: '￥' });
    expect(claims(['588.54元', '80元'])).to.deep.equal({ column: 'Compensation', unit: '元' });
    expect(claims(['CNY 588.54', 'CNY 80'])).to.deep.equal({ column: 'Compensation', unit: 'CNY' });
    expect(claims(['€ 80,00', '$ 80,00'])?.unit).to.equal(undefined);
    expect(claims(['3万', '5万'])?.unit).to.equal(undefined);
    const pieces = proposed('Client|Shipment no|Delivered|Pieces', ['A|S1|2026-03-01|12 Pcs', 'A|S2|2026-03-02|4 Pcs']);
    expect(fieldOf(pieces, 'shipped_qty')?.mapping).to.deep.equal({ column: 'Pieces', unit: 'Pcs' });
  });

  it('maps the words of states that it knows, and names the others with their rows', () => {
    const made = proposed('Client|Shipment no|Status|Delivered', [
      'A|1|POD|2026-01-02',
      'A|2|Unterwegs|',
      'A|3|Zwischenlager|',
      'A|4|Zwischenlager|',
    ]);
    expect(layoutOf(made).fields['status']).to.deep.equal({
      column: 'Status',
      map: { POD: 'delivered', Unterwegs: 'dispatched' },
    });
    expect(fieldOf(made, 'status')?.confidence).to.equal('likely');
    expect(proposalEn(made)).to.include('"Zwischenlager" (2 rows)').and.include('one of open, dispatched, delivered');
  });

  it('leaves day and month to a person where every date reads both ways', () => {
    const made = proposed('Client|Shipment no|Delivered', ['A|1|01/02/2026', 'A|2|03/04/2026', 'A|3|05/04/2026']);
    expect(fieldOf(made, 'delivered_at')?.confidence).to.equal('unsure');
    expect(layoutOf(made).fields).to.not.have.property('delivered_at');
    expect(proposalEn(made)).to.include('# delivered_at: { column: Delivered, format: M/d/yyyy }').and.include('or d/M/yyyy');
  });

  it('takes the order of day and month from a column where a day is over 12, and from an export of one month', () => {
    const other = proposed('Client|Shipment no|Promised|Delivered', ['A|1|28/02/2026|01/02/2026', 'A|2|01/03/2026|03/04/2026']);
    expect(fieldOf(other, 'delivered_at')).to.deep.include({
      mapping: { column: 'Delivered', format: 'd/M/yyyy' },
      confidence: 'likely',
    });
    const month = proposed('Client|Shipment no|Delivered', ['A|1|01/06/2026', 'A|2|03/06/2026', 'A|3|12/06/2026']);
    expect(fieldOf(month, 'delivered_at')?.mapping['format']).to.equal('d/M/yyyy');
  });

  it('leaves 1.234 to a person unless other numbers of the file show the decimal sign', () => {
    const open = proposed('Client|Shipment no|Quantity', ['A|1|1.234', 'A|2|2.000', 'A|3|15']);
    expect(fieldOf(open, 'shipped_qty')?.confidence).to.equal('unsure');
    const shown = proposed('Client|Shipment no|Quantity|Freight', ['A|1|1.234|12,50', 'A|2|2.000|1.300,00']);
    expect(layoutOf(shown).fields['shipped_qty']).to.deep.equal({ column: 'Quantity', decimal: ',' });
    const typed = proposed('Client|Shipment no|Quantity', ['A|1|1.234', 'A|2|2.125'], nowhere, true);
    expect(layoutOf(typed).fields['shipped_qty']).to.deep.equal({ column: 'Quantity' });
  });

  it('joins a date and its time; where several times share a date and one is blank, that is left to a person', () => {
    const made = proposed('Client|Complaint no|Date|Time', ['A|1|31.01.2026|14:05', 'A|2|01.02.2026|']);
    expect(layoutOf(made).fields['received_at']).to.deep.equal({ column: ['Date', 'Time'], format: 'd.M.yyyy' });
    const calls = proposed('Client|Call ID|Date|Queued|Answered', [
      'A|1|2026-01-02|08:00:00|08:00:10',
      'A|2|2026-01-02|08:05:00|',
    ]);
    expect(fieldOf(calls, 'queued_at')).to.deep.include({ mapping: { column: ['Date', 'Queued'] }, confidence: 'sure' });
    expect(fieldOf(calls, 'answered_at')?.confidence).to.equal('unsure');
  });

  it('tells the lines of a shipment apart by what does, and never by a number that runs through the file', () => {
    const bySku = proposed('Client|Shipment no|SKU', ['A|1|X', 'A|1|Y', 'A|2|X']);
    expect(layoutOf(bySku).fields['line_no']).to.deep.equal({ column: 'SKU' });
    const running = proposed('Client|Shipment no|No', ['A|S1|1', 'A|S2|2', 'A|S3|3']);
    expect(layoutOf(running).fields).to.not.have.property('line_no');
    const none = proposed('Client|Shipment no|Mode', ['A|1|road', 'A|1|rail']);
    expect(fieldOf(none, 'line_no')).to.deep.include({ confidence: 'unsure', remarks: [{ is: 'key_repeats', rows: 1 }] });
  });

  it('says what to add where the client is not in the file: a draft passes check and does not import', () => {
    const made = proposed('Waybill|POD received|Status', ['1|2026-01-02|POD']);
    expect(made.lacking.map(({ field }) => field)).to.deep.equal(['client']);
    expect(proposalEn(made))
      .to.include('# client: { const: CLIENT }')
      .and.include('# client: { of: shipment_no }')
      .and.include('draft: true');
    expect(layoutFaults(layoutOf(made), { fields: [] }).map(({ fault }) => fault.code)).to.deep.equal(['layout_draft']);
    const compiled = compileLayout(layoutOf(made), ['Waybill', 'POD received', 'Status'], context);
    expect('faults' in compiled && compiled.faults.map(({ code }) => code)).to.deep.equal(['layout_key_unmapped']);
  });

  it('knows the clients of the workspace by code and by name, and takes the only one', () => {
    const acme = { code: 'ACME', names: ['Acme Foods', '艾克美食品'] };
    const two: KnownPlaces = { client: [acme, { code: 'LOTUS', names: [] }], site: [] };
    const named = proposed('Whose|Shipment no|Delivered', ['艾克美食品|1|2026-01-02', 'LOTUS|2|2026-01-03'], two);
    expect(layoutOf(named).fields['client']).to.deep.equal({ column: 'Whose', map: { 艾克美食品: 'ACME', LOTUS: 'LOTUS' } });
    const only = proposed('Shipment no|Delivered', ['1|2026-01-02'], { client: [acme], site: [] });
    expect(layoutOf(only).fields['client']).to.deep.equal({ const: 'ACME' });
  });

  it('takes the date of delivery for the state where no column has it', () => {
    const made = proposed('Client|Shipment no|Promised|Delivered', ['A|1|2026-01-02|2026-01-02', 'A|2|2026-01-02|']);
    expect(layoutOf(made).fields['status']).to.deep.equal({ value: 'col("Delivered") == "" ? "open" : "delivered"' });
  });

  it('finds complaints in a list of shipments, and leaves out the rows without when they are asked for', () => {
    const header = 'Client|Shipment no|Delivered|Complaint no|Complaint date|Complaint type';
    const rows = ['A|S1|2026-01-02|||', 'A|S2|2026-01-03|C1|2026-01-05|damage', 'A|S3|2026-01-03|||'];
    const made = proposed(header, rows);
    expect(made.also).to.deep.equal([{ fact: 'complaint', columns: ['Complaint no', 'Complaint date', 'Complaint type'] }]);
    const table = rows.map(row => row.split('|'));
    const file = { name: 'file', settings: [], columns: header.split('|'), rows: table, typedCells: false, places: nowhere };
    const asked = proposal(file, factKinds, 'complaint');
    expect(asked === undefined ? [] : [...asked.settings]).to.deep.equal([['where', 'col("Complaint no") != ""']]);
  });

  it('names columns without a header, or with one that stands twice, by their position', () => {
    const made = proposed('Client|Shipment no|Delivered|Delivered', ['A|1||2026-01-02']);
    expect([layoutOf(made).fields['delivered_at']?.column, ...made.unused.map(({ column }) => column)]).to.have.members([
      'Delivered',
      4,
    ]);
  });

  it('is none where no header says anything', () => {
    const file = { name: 'file', settings: [], columns: ['foo', 'bar'], rows: [['1', '2']], typedCells: false, places: nowhere };
    expect(proposal(file, factKinds)).to.equal(undefined);
  });
});

describe('every proposed layout', () => {
  const headers = [
    'Client',
    '货主',
    'Kunde',
    'Shipment no',
    '运单号',
    'Sendungs-Nr.',
    'Ticket',
    'Count',
    'SKU',
    'Bin',
    'Site',
    'Lager',
    'Status',
    'Delivered',
    '签收时间',
    'Date',
    'Time',
    'Qty',
    'Menge',
    'Express',
    'Type',
    'Score',
    'Survey',
    'Question',
    'Respondent',
    'How friendly were we? (1-5)',
    'Pünktlichkeit',
    'Invoice no',
    'Amount',
    '',
    '#',
    'a: {b}',
    'it\'s "odd"',
    '__proto__',
    '7',
    'null',
    '行号',
    '\u2028x',
    'x\ty',
    '- [ ]',
  ];
  const cells = [
    '',
    'ACME',
    '1',
    '2',
    '5',
    '10',
    '1.234',
    '1,5',
    '12.5 kg',
    '€ 3',
    '2026-01-02',
    '31/12/2025',
    '01/02/2026',
    '3.4.26',
    '2026-01-02T10:00:00Z',
    '08:15',
    '2:05 PM',
    '下午2:05',
    'N/A',
    '—',
    'yes',
    'Nein',
    '是',
    'POD',
    '在途',
    'delivered',
    'x'.repeat(50),
    'a\nb',
    '"',
    "'",
    '{',
    '#1',
    'null',
    '~',
    '46086.5',
    '７',
    '\ufeff',
    '\u0007',
    '1e5',
    '0000-00-00',
  ];
  const header = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...headers) }, fc.string({ maxLength: 12 }));
  const cell = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...cells) }, fc.string({ maxLength: 8, unit: 'binary' }));
  const table = fc.integer({ min: 1, max: 9 }).chain(width =>
    fc.record({
      columns: fc.array(header, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
      typedCells: fc.boolean(),
      only: fc.boolean(),
    }),
  );

  it('passes check, says the same in both languages, and is compiled for its file when nothing is lacking', () =>
    fc.assert(
      fc.property(table, ({ columns, rows, typedCells, only }) => {
        const places: KnownPlaces = only
          ? { client: [{ code: 'ACME', names: ['a'] }], site: [{ code: '7', names: [] }] }
          : nowhere;
        const made = proposal({ name: 'file', settings: [['format', 'csv']], columns, rows, typedCells, places }, factKinds);
        if (made === undefined) return;
        expect(checked(made)).to.deep.equal([]);
        expect(parse(proposalZh(made))).to.deep.equal(parse(proposalEn(made)));
        const compiled = compileLayout(layoutOf(made), columns, { ...context, typedCells });
        if (made.lacking.length > 0) return;
        expect('faults' in compiled ? compiled.faults : []).to.deep.equal([]);
        if ('compiled' in compiled) rows.forEach((one, i) => compiled.compiled.factOf({ number: i + 2, cells: one }));
      }),
    ));
});
