import { expect } from 'chai';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { compileLayout } from '../../../src/import/layout/compile.js';
import { cellsOf, layoutOf, proposedFor, type Table } from './tables.js';

const fieldsOf = (made: LayoutProposal): Readonly<Record<string, unknown>> => layoutOf(made).fields;

/** What the proposed layout makes of each row: a field's value, or the codes of what rejects it. */
function imported(table: Table, field: string): readonly unknown[] {
  const context = { file: 'file.csv', typedCells: false, layout: 'file.yaml', ownFields: [], tables: new Map() };
  const layout = layoutOf(proposedFor(table));
  const made = compileLayout(layout, cellsOf(table.header), { ...context, zoneOf: () => 'UTC', clients: undefined });
  if ('faults' in made) throw new Error(made.faults.map(({ code }) => code).join());
  return table.rows.map((row, i) => {
    const outcome = made.compiled.factOf({ number: i + 2, cells: cellsOf(row) });
    if (outcome === 'skipped' || 'several' in outcome) return outcome;
    return 'reject' in outcome ? outcome.reject.map(({ code }) => code).join() : outcome.values[field];
  });
}

const remarks = (made: LayoutProposal, field: string): readonly string[] =>
  made.fields.find(one => one.field === field)?.remarks.map(({ is }) => is) ?? [];

describe('a few odd cells in a column', () => {
  const dates: Table = {
    header: 'Client;Shipment no;Promised;Delivered',
    rows: [
      'ACME;S1;02.02.2026;31.02.2026',
      'ACME;S2;03.02.2026;03.02.2026',
      'ACME;S3;04.02.2026;unbekannt',
      'ACME;S4;27.02.2026;1900-01-00',
      'ACME;S5;tbd;28.02.2026',
      'ACME;S6;28.02.2026;beim Kunden',
    ],
  };

  it('do not hide a column of dates; each is named, with what the import does with it', () => {
    const made = proposedFor(dates);
    expect(fieldsOf(made)).to.deep.include({
      promised_at: { column: 'Promised', format: 'd.M.yyyy', blank: ['tbd'] },
      delivered_at: { column: 'Delivered', format: 'd.M.yyyy', blank: ['unbekannt'] },
    });
    expect(proposalEn(made))
      .to.include('Rows with "31.02.2026" are rejected')
      .and.include('"1900-01-00": read as no date')
      .and.include('add blank: ["beim Kunden"]');
    const day = Date.UTC(2026, 1, 3);
    expect(imported(dates, 'delivered_at')).to.deep.equal([
      'date_unreadable',
      day,
      null,
      null,
      Date.UTC(2026, 1, 28),
      'date_unreadable',
    ]);
  });

  it('are no deliveries, where the date of delivery says what is delivered', () => {
    expect(imported(dates, 'status').slice(1, 5)).to.deep.equal(['delivered', 'open', 'open', 'delivered']);
    const { value } = fieldsOf(proposedFor(dates))['status'] as { value: string };
    expect(value).to.include('"beim Kunden"');
  });

  it('with day and month the other way round are named, and no column that may be mixed is called sure', () => {
    const rows = ['13/02/2026', '14/02/2026', '15/02/2026', '02/28/2026', '16/02/2026', '03/02/2026'];
    const made = proposedFor({ header: 'Client;Shipment no;Delivered', rows: rows.map((date, i) => `ACME;S${i};${date}`) });
    expect(fieldsOf(made)['delivered_at']).to.deep.equal({ column: 'Delivered', format: 'd/M/yyyy' });
    expect(remarks(made, 'delivered_at')).to.deep.equal(['unread_values', 'day_month_mixed']);
    expect(made.fields.find(({ field }) => field === 'delivered_at')?.confidence).to.equal('likely');
  });

  it('that alone leave day and month open are rejected, unless another column settles their order', () => {
    const rows = ['13.02.2026', '14.02.2026', '04/03/2026', '16.02.2026'];
    const alone = proposedFor({ header: 'Client;Shipment no;Delivered', rows: rows.map((date, i) => `ACME;S${i};${date}`) });
    expect(fieldsOf(alone)['delivered_at']).to.deep.equal({ column: 'Delivered', format: 'd.M.yyyy' });
    expect(remarks(alone, 'delivered_at')).to.deep.equal(['unread_values']);
    const settled = {
      header: 'Client;Shipment no;Delivered;Promised',
      rows: rows.map((date, i) => `ACME;S${i};${date};28/02/2026`),
    };
    expect(imported(settled, 'delivered_at')[2]).to.equal(Date.UTC(2026, 2, 4));
  });

  it('do not hide what is half of one form and half of another: that is left to a person', () => {
    const rows = ['13/02/2026', '02/14/2026', '15/02/2026', '02/28/2026'];
    const made = proposedFor({ header: 'Client;Shipment no;Delivered', rows: rows.map((date, i) => `ACME;S${i};${date}`) });
    expect(fieldsOf(made)).to.not.have.property('delivered_at');
  });

  it('do not hide numbers, also in another notation', () => {
    const table: Table = {
      header: 'Client;Shipment no;Freight;Quantity',
      rows: [
        'A;1;1.234,50;4',
        'A;2;12,00;5',
        'A;3;kostenlos;1 Palette',
        'A;4;9,90;7',
        'A;5;1,300.00;7',
        'A;6;8,10;7',
        'A;7;8,10;7',
      ],
    };
    expect(fieldsOf(proposedFor(table))).to.deep.include({
      freight_cost: { column: 'Freight', decimal: ',' },
      shipped_qty: { column: 'Quantity', decimal: ',' },
    });
    expect(remarks(proposedFor(table), 'freight_cost')).to.deep.equal(['odd_values', 'unread_values']);
    expect(imported(table, 'shipped_qty')[2]).to.equal('number_marked,number_unreadable');
  });

  it('among the numbers of shipments are named: words, what means nothing, and what a spreadsheet has cut', () => {
    const table: Table = {
      header: 'Client;Waybill;Delivered',
      rows: ['70011001', '70011002', 'folgt', 'unbekannt', '7.00112E+07', '70011006', '70011007', '70011008'].map(
        no => `ACME;${no};2026-03-02`,
      ),
    };
    const made = proposedFor(table);
    expect(fieldsOf(made)['shipment_no']).to.deep.equal({ column: 'Waybill', blank: ['unbekannt'] });
    expect(proposalEn(made))
      .to.include('Rows with "unbekannt" have no number and are rejected')
      .and.include('"folgt" would be taken for a number like the others')
      .and.include('Rows with "7.00112E+07" are rejected');
    expect(imported(table, 'shipment_no').slice(2, 5)).to.deep.equal(['folgt', 'key_missing', 'key_in_exponent_form']);
  });

  it('among times of day do not part them from their date', () => {
    const rows = ['10:30', '11:00', 'abends', '12:15', '9:00'].map((time, i) => `A;C${i};2026-03-0${i + 1};${time}`);
    const made = proposedFor({ header: 'Client;Complaint no;Date;Time', rows });
    expect(fieldsOf(made)['received_at']).to.deep.equal({ column: ['Date', 'Time'] });
    expect(remarks(made, 'received_at')).to.deep.equal(['odd_values']);
  });

  it('are among what stands first: which fields to look at, and which to decide', () => {
    const made = proposedFor({
      header: 'Client;Shipment no;Status;Delivered',
      rows: ['A;1;POD;13/02/2026', 'A;2;Lager;14/02/2026', 'A;3;POD;02/15/2026', 'A;4;POD;16/02/2026'],
    });
    expect(proposalEn(made).split('\n')[1]).to.equal('# Likely, to be looked at: status, delivered_at.');
    const open = proposedFor({
      header: 'Client;Shipment no;Delivered',
      rows: ['A;1;01/02/2026', 'A;2;03/04/2026', 'A;3;05/04/2026'],
    });
    expect(proposalEn(open).split('\n')[1]).to.equal('# Unsure, not imported until you decide: delivered_at.');
  });
});
