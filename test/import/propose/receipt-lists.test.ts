import { expect } from 'chai';
import { layoutFaults } from '../../../src/import/layout/check.js';
import { completedLayout, layoutOf, proposedFor, type Table } from './tables.js';

/** Lists of receipts as carriers and forwarders send them: they know the shipment, not whose it was. */
const lists: Readonly<Record<string, Table & { readonly returned: string }>> = {
  'a German forwarder': {
    header: 'Lieferschein-Nr;Beleg eingegangen;Seiten',
    rows: ['310404;20.10.2026;3', '310408;30.10.2026;2', '310409;fehlt;'],
    returned: 'Beleg eingegangen',
  },
  'an English carrier, which says too when it delivered': {
    header: 'Waybill;Delivered on;POD received;Received by',
    rows: ['W-1;2026-03-04;2026-03-06;Kim', 'W-2;2026-03-04;2026-03-09;Kim'],
    returned: 'POD received',
  },
  'a Chinese carrier': {
    header: '序号;托运单号;回单签收;备注',
    rows: ['1;YD20260301001;2026-03-05;', '2;YD20260301002;2026/3/6;'],
    returned: '回单签收',
  },
};

describe('a list of receipts', () => {
  for (const [sender, { returned, ...table }] of Object.entries(lists)) {
    it(`of ${sender} is of the clients of its shipments, and of all their lines`, () => {
      const made = proposedFor(table);
      expect(made.lacking.map(({ field, candidates }) => [field, ...candidates.map(({ mapping }) => mapping)])).to.deep.equal([
        ['client', { of: 'shipment_no' }, { const: 'CLIENT' }],
      ]);
      expect(layoutOf(made).fields['pod_returned_at']?.column).to.equal(returned);
      const layout = completedLayout(made);
      expect([layout.lines, layout.fields['client']]).to.deep.equal(['all', { of: 'shipment_no' }]);
      expect(layoutFaults(layout, { fields: [] })).to.deep.equal([]);
    });
  }

  for (const [header, client, number, day] of [
    ['Client;Shipment;Receipt', 'Client', 'Shipment', 'Receipt'],
    ['客户;运单号;回单', '客户', '运单号', '回单'],
  ] as const) {
    it(`is one with the client, too: ${header}`, () => {
      const made = proposedFor({ header, rows: ['ACME;S1;2026-05-08', 'ACME;S2;2026-05-11', 'BETA;S3;2026-05-12'] });
      const { lines, fields } = layoutOf(made);
      expect(lines).to.equal('all');
      expect(fields).to.deep.equal({
        client: { column: client },
        shipment_no: { column: number },
        pod_returned_at: { column: day },
      });
    });
  }

  it('is none where it says what was ordered and promised: its shipments may be new, and are first asked for their client', () => {
    const made = proposedFor({
      header: 'Waybill;Promised;Delivered;POD received',
      rows: ['W-1;2026-03-04;2026-03-04;2026-03-06', 'W-2;2026-03-04;2026-03-05;2026-03-09'],
    });
    expect(layoutOf(made).lines).to.equal(undefined);
    expect(made.lacking[0]?.candidates[0]?.mapping).to.deep.equal({ const: 'CLIENT' });
  });
});
