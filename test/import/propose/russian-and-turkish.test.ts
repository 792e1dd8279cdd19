import { expect } from 'chai';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposedFor } from './tables.js';

const fieldsOf = (made: LayoutProposal): Readonly<Record<string, unknown>> =>
  Object.fromEntries(made.fields.map(({ field, mapping }) => [field, mapping]));

const statusMap = (made: LayoutProposal): unknown => made.fields.find(({ field }) => field === 'status')?.mapping;

describe('headings in Russian and Turkish', () => {
  it('are found in a Russian list of shipments', () => {
    const made = proposedFor({
      header:
        'Клиент;Номер накладной;Дата отгрузки;Плановая дата доставки;Фактическая дата доставки;Статус;Перевозчик;Кол-во мест',
      rows: [
        'ACME;0001;02.03.2026;04.03.2026;03.03.2026;Доставлен;Деловые Линии;3',
        'ACME;0002;03.03.2026;05.03.2026;05.03.2026;Доставлен;ПЭК;1',
        'ACME;0003;13.03.2026;15.03.2026;;В пути;ПЭК;12',
      ],
    });
    expect(made.fact).to.equal('shipment');
    expect(statusMap(made)).to.deep.equal({ column: 'Статус', map: { Доставлен: 'delivered', 'В пути': 'dispatched' } });
    expect(fieldsOf(made)).to.deep.include({
      client: { column: 'Клиент' },
      shipment_no: { column: 'Номер накладной' },
      dispatched_at: { column: 'Дата отгрузки', format: 'd.M.yyyy' },
      promised_at: { column: 'Плановая дата доставки', format: 'd.M.yyyy' },
      delivered_at: { column: 'Фактическая дата доставки', format: 'd.M.yyyy' },
      carrier: { column: 'Перевозчик' },
      shipped_qty: { column: 'Кол-во мест' },
    });
  });

  it('are found in a Turkish list of shipments', () => {
    const made = proposedFor({
      header: 'Müşteri;İrsaliye No;Sevk Tarihi;Planlanan Teslim Tarihi;Gerçekleşen Teslim Tarihi;Durum;Nakliyeci;Koli Adedi',
      rows: [
        'ACME;0001;02.03.2026;04.03.2026;03.03.2026;Teslim Edildi;Aras;3',
        'ACME;0002;03.03.2026;05.03.2026;05.03.2026;Teslim Edildi;Yurtiçi;1',
        'ACME;0003;13.03.2026;15.03.2026;;Yolda;Aras;12',
      ],
    });
    expect(made.fact).to.equal('shipment');
    expect(statusMap(made)).to.deep.equal({ column: 'Durum', map: { 'Teslim Edildi': 'delivered', Yolda: 'dispatched' } });
    expect(fieldsOf(made)).to.deep.include({
      client: { column: 'Müşteri' },
      shipment_no: { column: 'İrsaliye No' },
      dispatched_at: { column: 'Sevk Tarihi', format: 'd.M.yyyy' },
      promised_at: { column: 'Planlanan Teslim Tarihi', format: 'd.M.yyyy' },
      delivered_at: { column: 'Gerçekleşen Teslim Tarihi', format: 'd.M.yyyy' },
      carrier: { column: 'Nakliyeci' },
      shipped_qty: { column: 'Koli Adedi' },
    });
  });

  it('are found in lists of complaints, capital letters and all', () => {
    const russian = proposedFor({
      header: 'КЛИЕНТ;№ ПРЕТЕНЗИИ;ДАТА ПОСТУПЛЕНИЯ;ДАТА РЕШЕНИЯ;ПРИЧИНА',
      rows: ['ACME;17;02.03.2026;04.03.2026;Опоздание', 'ACME;18;13.03.2026;15.03.2026;Бой'],
    });
    expect(russian.fact).to.equal('complaint');
    expect(fieldsOf(russian)).to.deep.include({
      complaint_no: { column: '№ ПРЕТЕНЗИИ' },
      received_at: { column: 'ДАТА ПОСТУПЛЕНИЯ', format: 'd.M.yyyy' },
      resolved_at: { column: 'ДАТА РЕШЕНИЯ', format: 'd.M.yyyy' },
    });
    const turkish = proposedFor({
      header: 'MÜŞTERİ;ŞİKAYET NO;ŞİKAYET TARİHİ;ÇÖZÜM TARİHİ;ŞİKAYET KONUSU',
      rows: ['ACME;17;02.03.2026;04.03.2026;Gecikme', 'ACME;18;13.03.2026;15.03.2026;Hasar'],
    });
    expect(turkish.fact).to.equal('complaint');
    expect(fieldsOf(turkish)).to.deep.include({
      complaint_no: { column: 'ŞİKAYET NO' },
      category: { column: 'ŞİKAYET KONUSU' },
      received_at: { column: 'ŞİKAYET TARİHİ', format: 'd.M.yyyy' },
      resolved_at: { column: 'ÇÖZÜM TARİHİ', format: 'd.M.yyyy' },
    });
  });
});
