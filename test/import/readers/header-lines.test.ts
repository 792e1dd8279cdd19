import { expect } from 'chai';
import { joinedHeader } from '../../../src/import/readers/header-lines.js';
import { cells, readCsv } from './reading.js';

const codes = ({ source }: Awaited<ReturnType<typeof readCsv>>): readonly string[] =>
  source.findings.map(({ code, place }) => `${place.line} ${code}`);

describe('headers of several lines', () => {
  it('are joined from above, over the columns that they stand over', async () => {
    const text = 'Report of May;;;;;\nOrder;Planned;;Actual;;\nNo;Date;Time;Date;Time;\nS-1;2026-05-01;08:00;2026-05-01;09:00;\n';
    const reading = await readCsv(text, { header_row: 2, header_rows: 2, delimiter: ';' });
    expect(reading.source.columns).to.deep.equal(['Order No', 'Planned Date', 'Planned Time', 'Actual Date', 'Actual Time', '']);
    expect(reading.rows.map(({ number }) => number)).to.deep.equal([4]);
  });

  it('of one word that stands in both lines name it once; a word above no name stands alone', () => {
    const lines = [
      { number: 1, cells: ['No', 'Site', '', 'Sum'] },
      { number: 2, cells: ['No', 'City', 'Code', ''] },
    ];
    expect(joinedHeader(lines)).to.deep.equal({ number: 1, cells: ['No', 'Site City', 'Site Code', 'Sum'] });
  });

  it('do not carry a group of the second line into the next group of the first', () => {
    const lines = [
      { number: 1, cells: ['Plan', '', 'Fact', ''] },
      { number: 2, cells: ['Day', '', '', 'Day'] },
      { number: 3, cells: ['from', 'to', 'from', 'to'] },
    ];
    expect(joinedHeader(lines).cells).to.deep.equal(['Plan Day from', 'Plan Day to', 'Fact from', 'Fact Day to']);
  });

  it('end with the file where it has no more lines', async () => {
    const reading = await readCsv('Order,Planned\n', { header_rows: 2 });
    expect(reading.source.columns).to.deep.equal(['Order', 'Planned']);
    expect(reading.rows).to.deep.equal([]);
  });
});

describe('a header that stands again below', () => {
  it('is skipped and told with its number and the first place', async () => {
    const page = 'Order,City,Qty\nS-1,Lyon,1\nS-2,Kiel,2\n';
    const reading = await readCsv(`${page}Order, City ,Qty\nS-3,Bern,3\n${page}`);
    expect(cells(reading).map(([no]) => no)).to.deep.equal(['S-1', 'S-2', 'S-3', 'S-1', 'S-2']);
    expect(codes(reading)).to.deep.equal(['4 header_repeated']);
    expect(reading.source.findings[0]?.params).to.deep.equal({ rows: 2 });
  });

  it('is not taken for one where it is values, a single cell, or differs in one cell', async () => {
    for (const text of ['2024,2025,7\n1,2,3\n2024,2025,7\n', 'City\nCity\nLyon\n', 'No,City\nNo,City 2\nNo,\n']) {
      const reading = await readCsv(text);
      expect(reading.rows.length, text).to.equal(2);
      expect(codes(reading)).to.deep.equal([]);
    }
  });
});
