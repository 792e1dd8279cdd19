import { expect } from 'chai';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposedFor } from './tables.js';

const columnOf = (made: LayoutProposal, field: string): unknown =>
  made.fields.find(one => one.field === field)?.mapping['column'];

const confidenceOf = (made: LayoutProposal, field: string): unknown => made.fields.find(one => one.field === field)?.confidence;

/** A file with these headings and three rows: # is the number of the row, and each name or state of a list stands in one. */
function fileOf(columns: Readonly<Record<string, string | readonly string[]>>): LayoutProposal {
  const cells = Object.values(columns);
  const row = (i: number): string =>
    cells.map(cell => (typeof cell === 'string' ? cell.replaceAll('#', String(i)) : cell[i - 1])).join(';');
  return proposedFor({ header: Object.keys(columns).join(';'), rows: [1, 2, 3].map(row) });
}

describe('words of two meanings', () => {
  it('do not make the collection of a shipment its delivery', () => {
    const lists: readonly (readonly [no: string, client: string, collected: string, delivered: string])[] = [
      ['Nr WZ', 'Klient', 'Data odbioru', 'Data dostawy'],
      ['Nr WZ', 'Klient', 'Data odb.', 'Data dost.'],
      ['Nr WZ', 'Klient', 'Odebrano', 'Dostarczono'],
      ['Nº albarán', 'Cliente', 'Fecha de recogida', 'Fecha de entrega'],
      ['Nº CT-e', 'Cliente', 'Data da coleta', 'Data de recebimento'],
      ['Nº guia', 'Cliente', 'Data de recolha', 'Data de entrega'],
      ['N. DDT', 'Cliente', 'Data ritiro', 'Data consegna'],
      ['Sendungsnummer', 'Kunde', 'Abgeholt am', 'Zugestellt am'],
      ['Zendingnummer', 'Klant', 'Opgehaald op', 'Afgeleverd op'],
      ['N° expédition', 'Client', "Date d'enlèvement", 'Date de livraison'],
      ['N° expédition', 'Client', 'Date de remise', 'Date de livraison'],
      ['İrsaliye No', 'Müşteri', 'Teslim Alma Tarihi', 'Teslim Tarihi'],
      ['Номер накладной', 'Клиент', 'Дата отгрузки', 'Дата получения'],
    ];
    for (const [no, client, collected, delivered] of lists) {
      const made = fileOf({ [no]: 'W#', [client]: 'ACME', [collected]: '0#.03.2026', [delivered]: '1#.03.2026' });
      expect([made.fact, columnOf(made, 'dispatched_at'), columnOf(made, 'delivered_at')]).to.deep.equal([
        'shipment',
        collected,
        delivered,
      ]);
    }
  });

  it('are to be checked where nothing else says when a shipment was collected or delivered', () => {
    const made = fileOf({ 'Nr WZ': 'W#', Klient: 'ACME', 'Data odbioru': '0#.03.2026' });
    expect([...made.fields].filter(({ confidence }) => confidence === 'sure').map(({ field }) => field)).to.have.members([
      'client',
      'shipment_no',
    ]);
  });

  it('are asked about as states', () => {
    const states = ['odebrano', 'dostarczono', 'w drodze'];
    const made = fileOf({ 'Nr WZ': 'W#', Klient: 'ACME', 'Data dostawy': '0#.03.2026', Status: states });
    const status = made.fields.find(({ field }) => field === 'status');
    expect(status?.mapping['map']).to.deep.equal({ dostarczono: 'delivered', 'w drodze': 'dispatched' });
    expect(status?.remarks).to.deep.include({
      is: 'choose_from',
      allowed: ['open', 'dispatched', 'delivered', 'cancelled', 'refused', 'lost'],
      values: [['odebrano', 1]],
    });
  });

  it('make no tasks of a warehouse out of deliveries that are numbered by orders or loads', () => {
    const lists: readonly (readonly [no: string, client: string, due: string, delivered: string])[] = [
      ['Nr zlecenia', 'Klient', 'Termin dostawy', 'Data dostawy'],
      ['Nº orden', 'Cliente', 'Entrega prevista', 'Fecha de entrega'],
      ['N. carico', 'Cliente', 'Consegna prevista', 'Data consegna'],
    ];
    for (const [no, client, due, delivered] of lists) {
      const made = fileOf({ [no]: 'Z#', [client]: 'ACME', [due]: '1#.03.2026', [delivered]: '1#.03.2026' });
      expect([made.fact, columnOf(made, 'delivered_at')], no).to.deep.equal(['shipment', delivered]);
    }
  });
});

describe('whoever is responsible for a complaint', () => {
  const lists: readonly (readonly [no: string, client: string, received: string, kind: string, responsible: string])[] = [
    ['Nº reclamación', 'Cliente', 'Fecha recepción', 'Tipo de incidencia', 'Responsable'],
    ['Nº reclamação', 'Cliente', 'Data receção', 'Tipo de reclamação', 'Responsável'],
    ['N. reclamo', 'Cliente', 'Data apertura', 'Tipologia', 'Responsabile'],
    ['N° réclamation', 'Client', 'Date de réception', 'Type de réclamation', 'Responsable'],
    ['Nr reklamacji', 'Klient', 'Data zgłoszenia', 'Rodzaj reklamacji', 'Odpowiedzialny'],
    ['Reklamationsnr.', 'Kunde', 'Eingang am', 'Art der Reklamation', 'Verantwortlicher'],
    ['投诉单号', '客户', '受理时间', '投诉类型', '责任人'],
  ];
  const made = (responsible: readonly string[], [no, client, received, kind, heading]: (typeof lists)[number]): LayoutProposal =>
    fileOf({
      [no]: 'R-#',
      [client]: 'ACME',
      [received]: ['04.03.2026', '05.03.2026', '16.03.2026'],
      [kind]: ['a', 'b', 'c'],
      [heading]: responsible,
    });

  it('is an employee where names stand in the column, and no field', () => {
    for (const list of lists)
      for (const names of [
        ['Ana García', 'Luis Pérez', 'Ana García'],
        ['Rossi', 'Bianchi', 'M. Dupont'],
        ['王芳', '李强', '王芳'],
      ]) {
        const found = made(names, list);
        expect([found.fact, columnOf(found, 'party'), columnOf(found, 'carrier')], list[4]).to.deep.equal([
          'complaint',
          undefined,
          undefined,
        ]);
      }
  });

  it('is the party to blame where parties or carriers stand there', () => {
    for (const list of lists)
      for (const names of [
        ['Transportista', 'Almacén', 'Cliente'],
        ['DHL', 'SEUR', 'Transportes Núñez S.L.'],
        ['承运商', '仓库', '上海通达物流有限公司'],
      ])
        expect(columnOf(made(names, list), 'party'), list[4]).to.equal(list[4]);
  });
});

describe('Del. and DO in English headings', () => {
  it('are a delivery and its order before a date, a number or a quantity', () => {
    const made = fileOf({
      'DO No': 'D#',
      Customer: 'ACME',
      'Customer DO No': 'C#',
      'Requested Del. Date': '0#.03.2026',
      'Del Date': '1#.03.2026',
      'Order Qty': '#',
    });
    expect(made.fact).to.equal('shipment');
    const columns = Object.fromEntries(made.fields.map(({ field }) => [field, columnOf(made, field)]));
    expect(columns).to.deep.include({
      client: 'Customer',
      shipment_no: 'DO No',
      order_no: 'Customer DO No',
      promised_at: 'Requested Del. Date',
      delivered_at: 'Del Date',
      ordered_qty: 'Order Qty',
    });
    expect(confidenceOf(made, 'order_no')).to.equal('likely');
  });

  it('make a number of documents no client, and a confirmed date of delivery a promise', () => {
    const made = fileOf({
      'Shipment No': 'S#',
      'Customer DO No': 'C#',
      'Confirmed Del Date': '0#.03.2026',
      Delivered: '1#.03.2026',
    });
    expect(columnOf(made, 'client')).to.equal(undefined);
    expect(columnOf(made, 'promised_at')).to.equal('Confirmed Del Date');
  });

  it('still say nothing between two words of Spanish and Portuguese, and at the end of Italian ones', () => {
    const spanish = fileOf({
      'Nº del albarán': 'A#',
      Cliente: 'ACME',
      'Fecha del pedido': '0#.03.2026',
      'Fecha de entrega': '1#.03.2026',
    });
    expect([columnOf(spanish, 'shipment_no'), columnOf(spanish, 'order_received_at')]).to.deep.equal([
      'Nº del albarán',
      'Fecha del pedido',
    ]);
    const portuguese = fileOf({
      'Nº do CT-e': 'A#',
      Cliente: 'ACME',
      'Data do pedido': '0#.03.2026',
      'Data da entrega': '1#.03.2026',
    });
    expect([columnOf(portuguese, 'shipment_no'), columnOf(portuguese, 'order_received_at')]).to.deep.equal([
      'Nº do CT-e',
      'Data do pedido',
    ]);
    const italian = fileOf({ 'N. DDT': 'A#', Cliente: 'ACME', 'Data del': '0#.03.2026' });
    expect(columnOf(italian, 'delivered_at')).to.equal(undefined);
  });
});

describe('who took a complaint', () => {
  const lists: readonly (readonly [no: string, client: string, at: string, by: string])[] = [
    ['Nº reclamación', 'Cliente', 'Recibido el', 'Recibido por'],
    ['Nº reclamação', 'Cliente', 'Recebido em', 'Recebido por'],
    ['N° réclamation', 'Client', 'Reçu le', 'Reçu par'],
  ];

  it('is no channel where names of persons stand there, and is one where channels do', () => {
    for (const [no, client, at, by] of lists) {
      const file = { [no]: 'R#', [client]: 'ACME', [at]: '0#.03.2026' };
      expect(columnOf(fileOf({ ...file, [by]: ['Ana', 'Luis', 'Eva'] }), 'channel'), by).to.equal(undefined);
      expect(columnOf(fileOf({ ...file, [by]: ['e-mail', 'fax', 'e-mail'] }), 'channel'), by).to.equal(by);
    }
  });
});

describe('codes of places that elsewhere stand for nothing', () => {
  const shipments = { 'Shipment No': 'S#', Client: 'ACME' };
  const blankOf = (made: LayoutProposal, field: string): unknown =>
    made.fields.find(one => one.field === field)?.mapping['blank'];

  it('are places among places: ND is North Dakota, NA is Napoli', () => {
    for (const states of [
      ['ND', 'TX', 'ND'],
      ['ND', 'ND', 'ND'],
      ['MI', 'NA', 'RM'],
    ]) {
      const made = fileOf({ ...shipments, Delivered: '0#.03.2026', Destination: states });
      expect([columnOf(made, 'destination'), blankOf(made, 'destination')]).to.deep.equal(['Destination', undefined]);
    }
  });

  it('are nothing among dates and numbers, and so is NA among words', () => {
    const made = fileOf({
      ...shipments,
      Delivered: ['01.03.2026', 'ND', '03.03.2026'],
      Qty: ['3', 'nd', '4'],
      Reason: ['NA', 'late', 'NA'],
      'Papers OK': ['SI', 'NO', 'NA'],
    });
    expect(['delivered_at', 'shipped_qty', 'reason', 'documents_correct'].map(field => blankOf(made, field))).to.deep.equal([
      ['ND'],
      ['nd'],
      ['NA'],
      ['NA'],
    ]);
  });
});
