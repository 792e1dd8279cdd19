import { expect } from 'chai';
import { proposedFor } from './tables.js';

/** Three rows with these columns: numbers, names, then days that follow each other. */
function kindOf(header: string, row: string): string {
  const rows = [1, 2, 3].map(i => row.replaceAll('#', String(i)));
  return proposedFor({ header, rows }).fact;
}

const deliveries: Readonly<Record<string, string>> = {
  'Booking No;Customer;Route;Booking Date;Required Date;Delivered Date;Status':
    'B#;ACME;R#;2026-03-01;2026-03-04;2026-03-0#;Delivered',
  'Request No;Client;Requested At;Required At;Delivered At;Accepted':
    'R#;ACME;2026-03-01 10:00;2026-03-04 12:00;2026-03-0# 11:00;yes',
  'Transport request;Client;From;To;Requested;Promised;Delivered;Qty': 'T#;ACME;A;B;2026-03-01;2026-03-04;2026-03-0#;#',
  'Job;Account;Created;Needed by;Done;Drop': 'J#;ACME;2026-03-01;2026-03-04;2026-03-0#;Leeds',
  'Trip;Customer;Route;Planned arrival;Actual arrival;Late?': '#;ACME;R;2026-03-04 10:00;2026-03-0# 09:00;N',
  'No;Client;Due;Delivered': '#;ACME;2026-03-04;2026-03-0#',
  'Load;Shipper;Lane;Loading date;Due date;Fulfilled': 'L#;ACME;SHA-BJS;2026-03-02;2026-03-04;yes',
  'Buchungsnummer;Kunde;Relation;Ladetermin;Termin;geliefert': 'B#;ACME;HH-M;02.03.2026;04.03.2026;0#.03.2026',
  '单号;客户;线路;下单日期;要求到达日期;实际到达日期;是否满足': 'D#;青禾;沪京;2026-03-01;2026-03-04;2026-03-0#;是',
  'Pedido;Cliente;Fecha solicitada;Fecha entrega;Ruta': '#;ACME;04/03/2026;0#/03/2026;R#',
  'Zlecenie;Klient;Relacja;Termin;Data dostawy': 'Z#;ACME;WAW-GDN;04.03.2026;0#.03.2026',
};

const demands: Readonly<Record<string, string>> = {
  'Request No;Client;Lane;Requested at;Required at;Vehicle provided at':
    'R#;ACME;X;2026-03-01 10:00;2026-03-04 12:00;2026-03-0# 11:00',
  'Booking no;Customer;Lane;Booking date;Needed by;Truck provided at': 'B#;ACME;X;2026-03-01;2026-03-04;2026-03-0#',
  '需求单号;客户;线路;需求时间;要求时间;满足时间': 'R#;青禾;沪京;2026-03-01 10:00;2026-03-04 12:00;2026-03-0# 11:00',
};

describe('the kind proposed for a list', () => {
  it('is shipments where it says when they were delivered, whatever their number is called', () => {
    for (const [header, row] of Object.entries(deliveries)) expect(kindOf(header, row), header).to.equal('shipment');
  });

  it('is demands for transport where it says when a vehicle was asked for and provided', () => {
    for (const [header, row] of Object.entries(demands)) expect(kindOf(header, row), header).to.equal('transport_demand');
  });

  it('is complaints where these have a number of their own, also beside a day of delivery', () => {
    const header = 'Complaint no;Customer;Waybill;Delivered at;Received;Type of complaint';
    expect(kindOf(header, 'C#;ACME;W#;2026-03-04;2026-03-0#;Damage')).to.equal('complaint');
  });
});
