import { expect } from 'chai';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { compileLayout } from '../../../src/import/layout/compile.js';
import { cellsOf, layoutOf, proposedFor, type Table } from './tables.js';

/** What the proposed layout makes of a field in each row: its moment as text, or the codes of what rejects the row. */
function imported(table: Table, field: string): readonly unknown[] {
  const context = { file: 'file.csv', typedCells: false, layout: 'file.yaml', ownFields: [], tables: new Map() };
  const made = compileLayout(layoutOf(proposedFor(table)), cellsOf(table.header), {
    ...context,
    zoneOf: () => 'UTC',
    clients: undefined,
  });
  if ('faults' in made) throw new Error(made.faults.map(({ code }) => code).join());
  return table.rows.map((row, i) => {
    const outcome = made.compiled.factOf({ number: i + 2, cells: cellsOf(row) });
    if (outcome === 'skipped' || 'several' in outcome) return outcome;
    if ('reject' in outcome) return outcome.reject.map(({ code }) => code).join();
    const value = outcome.values[field];
    return typeof value === 'number' ? new Date(value).toISOString().slice(0, 16) : value;
  });
}

const remarksOn = (made: LayoutProposal, field: string): readonly string[] =>
  made.fields.find(one => one.field === field)?.remarks.map(({ is }) => is) ?? [];

const delivered = (...dates: readonly string[]): Table => ({
  header: 'Kunde;Sendungsnummer;Zugestellt am',
  rows: dates.map((date, i) => `ACME;S${i};${date}`),
});

describe('a proposed layout reads', () => {
  const written: Readonly<Record<string, readonly [dates: readonly string[], expected: readonly string[]]>> = {
    'months by their names': [
      ['5. März 2026', '16. April 2026'],
      ['2026-03-05T00:00', '2026-04-16T00:00'],
    ],
    'months in French': [
      ['5 août 2026', '16 décembre 2026 14:05'],
      ['2026-08-05T00:00', '2026-12-16T14:05'],
    ],
    'weekdays before dates': [
      ['Do, 05.03.2026', 'Fr, 06.03.2026 14:30'],
      ['2026-03-05T00:00', '2026-03-06T14:30'],
    ],
    'weekdays that settle which is the day': [
      ['Mon 03/02/2026', 'Fri 03/06/2026'],
      ['2026-03-02T00:00', '2026-03-06T00:00'],
    ],
    'weekdays behind dates': [
      ['05.03.2026 (Do)', '06.03.2026 (Fr) 14:30'],
      ['2026-03-05T00:00', '2026-03-06T14:30'],
    ],
    'Chinese weekdays behind dates': [
      ['2026-03-05 星期四', '2026-03-06周五', '2026年3月7日 周六'],
      ['2026-03-05T00:00', '2026-03-06T00:00', '2026-03-07T00:00'],
    ],
    'weekdays behind dates, one of them wrong': [
      ['04.03.2026 Wed', '15.03.2026 Sun', '06.03.2026 Mon'],
      ['2026-03-04T00:00', '2026-03-15T00:00', 'weekday_differs'],
    ],
    'months that are others in another language, where one name shows which it is': [
      ['30 lip 2026', '1 sie 2026', '2 lis 2026'],
      ['2026-07-30T00:00', '2026-08-01T00:00', '2026-11-02T00:00'],
    ],
    'the same, where a day shows it': [['31 lip 2026'], ['2026-07-31T00:00']],
    'the same in Czech': [
      ['1. lis 2026', '3. bře 2026'],
      ['2026-11-01T00:00', '2026-03-03T00:00'],
    ],
    'hours with a letter': [
      ['05.03.2026 14h30', '06.03.2026 9h05'],
      ['2026-03-05T14:30', '2026-03-06T09:05'],
    ],
    'hours with a word': [
      ['05.03.2026 14.30 Uhr', '06.03.2026 9.05 Uhr'],
      ['2026-03-05T14:30', '2026-03-06T09:05'],
    ],
    'the numbers that a spreadsheet keeps for dates, beside dates': [
      ['02.03.2026', '46084', '04.03.2026', '46086.5', '06.03.2026'],
      ['2026-03-02T00:00', '2026-03-03T00:00', '2026-03-04T00:00', '2026-03-05T12:00', '2026-03-06T00:00'],
    ],
  };
  for (const [what, [dates, expected]] of Object.entries(written)) {
    it(what, () => {
      expect(imported(delivered(...dates), 'delivered_at')).to.deep.equal(expected);
    });
  }

  it('months that nothing tells apart only once somebody says their language', () => {
    const made = proposedFor(delivered('30 lip 2026', '1 lis 2026'));
    const field = made.fields.find(one => one.field === 'delivered_at');
    expect([field?.confidence, field?.mapping['months']]).to.deep.equal(['unsure', 'pl']);
    expect(remarksOn(made, 'delivered_at')).to.deep.equal(['month_by_language']);
    expect(proposalEn(made)).to.contain(
      'The month in "30 lip 2026" is July in Polish and June in Croatian: write `months: pl` or `months: hr`, and take away the # in front.',
    );
  });

  it('no dates out of numbers alone, and no times out of weights', () => {
    const { fields } = layoutOf(
      proposedFor({
        header: 'Kunde;Sendungsnummer;Zugestellt am;Gewicht',
        rows: ['A;46054;02.03.2026;12.00', 'A;46055;03.03.2026;17.30', 'A;46056;04.03.2026;9.05'],
      }),
    );
    expect(fields).to.deep.include({
      shipment_no: { column: 'Sendungsnummer' },
      delivered_at: { column: 'Zugestellt am', format: 'd.M.yyyy' },
    });
  });
});

describe('a column of times beside one of dates', () => {
  const tour: Table = {
    header: 'Auftraggeber;Sendung;Zustelltermin;bis Uhr;zugestellt am;um',
    rows: [
      'Stöger;4712;20.03.26;;21.03.26;12.00',
      'Stöger;4713;01.03.26;17.30;02.03.26;11.55',
      'Zürcher;4714;17.03.26;12.00;17.03.26;14.07',
      'Zürcher;4715;18.03.26;10.00;18.03.26;9.07',
    ],
  };

  it('is read with it where its times have a full stop and its heading says that they are times', () => {
    expect(layoutOf(proposedFor(tour)).fields).to.deep.include({
      promised_at: { column: ['Zustelltermin', 'bis Uhr'], format: 'd.M.yy H.mm' },
      delivered_at: { column: ['zugestellt am', 'um'], format: 'd.M.yy H.mm' },
    });
    expect(imported(tour, 'delivered_at')).to.deep.equal([
      '2026-03-21T12:00',
      '2026-03-02T11:55',
      '2026-03-17T14:07',
      '2026-03-18T09:07',
    ]);
    expect(imported(tour, 'promised_at').slice(1)).to.deep.equal(['2026-03-01T17:30', '2026-03-17T12:00', '2026-03-18T10:00']);
  });

  it('is read with it where its heading is short for that of the dates, and the dates are those that they are called', () => {
    const list: Table = {
      header: 'AG;Lieferung;WADat.Soll;Lieferdat.;LfUhr;Zustellung;ZuUhr',
      rows: [
        '10077;80012343;24.03.2026;25.03.2026;16:30:00;25.03.2026;17:59:00',
        '10077;80012344;18.03.2026;19.03.2026;18:00:00;19.03.2026;17:00:59',
        '10042;80012347;05.03.2026;06.03.2026;12:00:00;07.03.2026;06:00:00',
      ],
    };
    expect(layoutOf(proposedFor(list)).fields).to.deep.include({
      dispatch_due_at: { column: 'WADat.Soll', format: 'd.M.yyyy' },
      promised_at: { column: ['Lieferdat.', 'LfUhr'], format: 'd.M.yyyy' },
      delivered_at: { column: ['Zustellung', 'ZuUhr'], format: 'd.M.yyyy' },
    });
  });

  it('leaves a promise a comment where some of its times are midnight, which in most systems is no time', () => {
    const rows = ['16:30:00', '00:00:00', '12:00:00'].map(
      (time, i) => `A;W${i};2026-03-0${i + 2};${time};2026-03-0${i + 2};${time}`,
    );
    const made = proposedFor({ header: 'Client;Waybill;Promised date;Promised time;Delivered date;Delivered time', rows });
    const { fields } = layoutOf(made);
    expect(fields).to.not.have.property('promised_at');
    expect(fields['delivered_at']).to.deep.equal({ column: ['Delivered date', 'Delivered time'] });
    expect(proposalEn(made))
      .to.contain('# promised_at: { column: [Promised date, Promised time], blank: ["00:00:00"] }')
      .and.contain('"00:00:00" stands beside other times');
  });

  it('takes bare digits for times beside times', () => {
    const rows = ['14:10', '1710', '9:25', '1200', '16:45', '14.75pm'].map((time, i) => `A;C${i};2026-03-0${i + 1};${time}`);
    const table: Table = { header: 'Client;Complaint no;Logged;Time', rows };
    expect(layoutOf(proposedFor(table)).fields['received_at']).to.deep.equal({ column: ['Logged', 'Time'] });
    expect(imported(table, 'received_at').slice(0, 4)).to.deep.equal([
      '2026-03-01T14:10',
      '2026-03-02T17:10',
      '2026-03-03T09:25',
      '2026-03-04T12:00',
    ]);
    expect(remarksOn(proposedFor(table), 'received_at')).to.deep.equal(['unread_values']);
  });

  it('leaves the dates a comment where too many of its cells are no times, and says what joins the two', () => {
    const times = ['14:10', 'am', '9:25', 'pm', 'noon', '16:45'];
    const made = proposedFor({
      header: 'Client;Waybill;Delivered;Time',
      rows: times.map((time, i) => `A;W${i};2026-03-0${i + 1};${time}`),
    });
    expect(layoutOf(made).fields).to.not.have.property('delivered_at');
    expect(proposalEn(made)).to.contain('"Time" beside it holds times').and.contain('write column: ["Delivered","Time"]');
  });

  it('is asked about where several dates are called like it, and joined with none', () => {
    const dates = [
      ['Actual delivery date', 'Promised delivery date', 'Delivery time'],
      ['Lieferdat. Ist', 'Lieferdat. Soll', 'LfUhr'],
    ];
    for (const headings of dates) {
      const made = proposedFor({
        header: ['Client', 'Waybill', ...headings].join(';'),
        rows: [1, 2, 3].map(i => `A;W${i};0${i}.03.2026;0${i + 1}.03.2026;1${i}:30`),
      });
      for (const field of ['promised_at', 'delivered_at']) {
        const found = made.fields.find(one => one.field === field);
        expect([typeof found?.mapping['column'], found?.confidence], headings.join()).to.deep.equal(['string', 'likely']);
        expect(remarksOn(made, field)).to.deep.equal(['time_beside']);
      }
    }
  });

  it('is read with the dates on its left where the others that are called like it are promised', () => {
    const made = proposedFor({
      header: 'Client;Waybill;Promised delivery date;Actual delivery date;Delivery time',
      rows: [1, 2, 3].map(i => `A;W${i};0${i}.03.2026;0${i + 1}.03.2026;1${i}:30`),
    });
    expect(layoutOf(made).fields).to.deep.include({
      promised_at: { column: 'Promised delivery date', format: 'd.M.yyyy' },
      delivered_at: { column: ['Actual delivery date', 'Delivery time'], format: 'd.M.yyyy' },
    });
  });

  it('is named where its heading is about something else, which does not keep the dates from being read', () => {
    const made = proposedFor({
      header: 'Client;Waybill;Delivered;Waiting',
      rows: ['0:10', '0:25', '1:15'].map((time, i) => `A;W${i};2026-03-0${i + 1};${time}`),
    });
    expect(layoutOf(made).fields['delivered_at']).to.deep.equal({ column: 'Delivered' });
    expect(made.fields.find(({ field }) => field === 'delivered_at')?.confidence).to.equal('likely');
    expect(remarksOn(made, 'delivered_at')).to.deep.equal(['time_beside']);
  });
});

describe('the status of shipments with dates of delivery', () => {
  const rows = (results: readonly string[]): readonly string[] =>
    results.map((result, i) => `A;W${i};2026-03-0${i + 1};2026-03-0${i + 1};${result}`);
  const header = 'Client;Waybill;Promised;Delivered;Outcome';

  it('is read from a column of states that only its values name', () => {
    const table = { header, rows: rows(['Delivered', 'Refused', 'Delivered late', 'Delivered']) };
    expect(layoutOf(proposedFor(table)).fields['status']?.column).to.equal('Outcome');
    expect(imported(table, 'status')).to.deep.equal(['delivered', 'refused', 'delivered', 'delivered']);
  });

  it('is not guessed from the dates where another column may say that one was refused', () => {
    const made = proposedFor({ header, rows: rows(['Ramp 4', 'refused', 'Ramp 1', 'no answer', 'left with guard']) });
    expect(layoutOf(made).fields).to.not.have.property('status');
    expect(proposalEn(made)).to.contain('"Outcome" may say that a shipment was refused, cancelled or lost');
  });

  it('is guessed where no column says any such thing', () => {
    const made = proposedFor({ header, rows: rows(['Ramp 4', 'Ramp 3', 'Ramp 1']) });
    expect(layoutOf(made).fields['status']?.value).to.equal('col("Delivered") == "" ? "open" : "delivered"');
  });
});

describe('a column of dates that no field is found for', () => {
  it('is named with what is missing', () => {
    const made = proposedFor({
      header: 'Client;Waybill;Delivered;Q',
      rows: ['A;W1;2026-03-02;2026-03-02 18:00', 'A;W2;2026-03-03;2026-03-03 18:00'],
    });
    expect(proposalEn(made)).to.contain(
      '# …: { column: Q }: 2026-03-02 18:00 | 2026-03-03 18:00\n#   Its heading does not say which moment this is',
    );
  });
});

describe('what a column is called', () => {
  it('may be broken in two by its line end, and is written so', () => {
    const text = proposalEn(
      proposedFor({ header: 'Client;Way\nbill;Delivered', rows: ['A;7731;2026-03-02', 'A;7732;2026-03-03'] }),
    );
    expect(text).to.contain('shipment_no: { column: "Way\\nbill" }');
  });

  it('does not make a town the site, nor weights and amounts the numbers of shipments', () => {
    const made = proposedFor({
      header: 'Auftraggeber;Sdg;Empfänger;Ort;Zugestellt am;Gewicht kg;Fracht;Warenwert €',
      rows: ['A;471;Stöger;Wien;02.03.2026;1065;12,50;900', 'A;472;Zürcher;Görlitz;03.03.2026;2157;13,75;901'],
    });
    expect(layoutOf(made).fields).to.deep.include({ destination: { column: 'Ort' } });
    const number = made.lacking.find(({ field }) => field === 'shipment_no');
    expect(number?.candidates.map(({ mapping }) => mapping['column'])).to.deep.equal(['Sdg', undefined]);
  });

  it('is found in traditional characters, as are the states', () => {
    const { fields } = layoutOf(
      proposedFor({
        header: '客戶名稱;運單號;狀態;預計送達;簽收時間',
        rows: ['青禾食品;B-0;已簽收;2026/3/2;2026/3/2 下午3:00', '青禾食品;B-1;運輸中;2026/3/3;'],
      }),
    );
    expect(fields).to.deep.equal({
      client: { column: '客戶名稱' },
      shipment_no: { column: '運單號' },
      status: { column: '狀態', map: { 已簽收: 'delivered', 運輸中: 'dispatched' } },
      promised_at: { column: '預計送達' },
      delivered_at: { column: '簽收時間' },
    });
  });

  it('is found without the word for a moment in Chinese', () => {
    const { fields } = layoutOf(
      proposedFor({
        header: '客户名称;运单号;承诺送达;签收时间',
        rows: ['青禾;7731;2026/03/28 18:00;2026-03-28 16:40', '青禾;7732;2026/03/29 18:00;2026-03-2 上午11点12分'],
      }),
    );
    expect(fields['promised_at']).to.deep.equal({ column: '承诺送达' });
  });
});
