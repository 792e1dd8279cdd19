import { expect } from 'chai';
import { annexSheets } from '../../src/standards/contract.js';
import type { EvidenceList } from '../../src/reports/input.js';
import { scorecard } from '../../src/reports/scorecard.js';
import { type Sheet } from '../../src/reports/sheet.js';
import { wordsOf } from '../../src/reports/words.js';
import { sampleEvaluation } from '../support/sample-evaluations.js';
import { sampleEvidence, sampleInput } from '../support/sample-input.js';
import { sampleFigures } from '../support/sample-metrics.js';

const words = wordsOf('en');
const text = (sheet: Sheet, row: number, column = 0): string => {
  const value = sheet.rows[row]?.cells[column]?.value;
  return typeof value === 'string' ? value : '';
};
/** The last row that is printed, counted from 1. */
const lastPrinted = (sheet: Sheet): number => Number(/\d+$/.exec(sheet.printed ?? '')?.[0]);

/** A month without a contract: some metrics have neither a figure nor a standard, and sixty shipments lack two fields. */
function month() {
  const full = sampleFigures(5);
  const missing = [
    { en: 'Freight cost', zh: '运费' },
    { en: 'Documents correct', zh: '单据正确' },
  ];
  const figures = new Map([...full].filter(([metric]) => metric !== 'demand_satisfaction' && metric !== 'on_time_dispatch'));
  const lists = sampleEvidence(2, 60).map(
    (list): EvidenceList =>
      list.membership === 'failed'
        ? list
        : { ...list, rows: list.rows.map((row, at) => ({ ...row, missing: at < 20 ? missing : missing.slice(0, 1) })) },
  );
  const [failed, open] = lists;
  if (failed === undefined || open === undefined) throw new TypeError('the sample has two lists');
  // The same shipments, by a metric without a standard that comes first in the evidence.
  const unjudged = { ...failed, metric: 'demand_satisfaction', rows: [...failed.rows].slice(0, 1), totalCount: 1 };
  const evidence = [unjudged, failed, open, { ...open, metric: 'demand_satisfaction' }];
  return scorecard(sampleInput({ evaluation: sampleEvaluation({ figures }), evidence }));
}

describe('a scorecard without a contract', () => {
  const book = month();
  const sheetOf = (name: keyof typeof words.sheets): Sheet => {
    const sheet = book.sheets.find(one => one.name === words.sheets[name]);
    if (sheet === undefined) throw new TypeError(`no sheet ${name}`);
    return sheet;
  };

  it('has all sheets', () => {
    expect(book.sheets.map(({ name }) => name)).to.include.members(annexSheets.map(name => words.sheets[name]));
  });

  it('prints the metrics of which something can be said, and keeps the others below', () => {
    const kpis = sheetOf('kpis');
    const ids = kpis.rows.slice(1).map((_, at) => text(kpis, at + 1));
    const [printed, rest] = [ids.slice(0, lastPrinted(kpis) - 1), ids.slice(lastPrinted(kpis) - 1)];
    // It has no figure, but a standard.
    expect(printed).to.include('on_time_dispatch').and.to.include('on_time_delivery');
    expect(rest).to.include('demand_satisfaction').and.to.not.include('on_time_dispatch');
  });

  it('defines what it prints; the other definitions stand below what is printed', () => {
    const definitions = sheetOf('definitions');
    const rowOf = (metric: string): number => definitions.rows.findIndex((_, at) => text(definitions, at) === metric) + 1;
    expect(rowOf('on_time_dispatch')).to.be.within(5, lastPrinted(definitions));
    expect(rowOf('demand_satisfaction')).to.be.greaterThan(lastPrinted(definitions));
  });

  it('counts facts that could not be judged by the field that is missing, and prints that instead of each of them', () => {
    const { rows, printed } = sheetOf('exceptions');
    expect(printed).to.not.equal(undefined);
    const texts = rows.map(({ cells }) => cells.map(cell => cell?.value ?? null));
    const counted = texts.findIndex(([first]) => first === 'Shipment: what is missing where nothing could be judged');
    const measures = 'On-time delivery rate; Transport demand satisfaction';
    const first = 'S-100000, S-100001, S-100002 …';
    expect(texts.slice(counted + 2, counted + 4)).to.deep.equal([
      [60, measures, 'Freight cost', first],
      [20, measures, 'Documents correct', first],
    ]);
    const each = texts.findIndex(
      ([first]) => typeof first === 'string' && first.includes('could not be judged, by what is missing'),
    );
    expect(lastPrinted(sheetOf('exceptions'))).to.be.within(counted + 4, each);
    expect(texts.length - each, 'all of them stand below').to.be.greaterThan(60);
  });

  it('names first what has a standard', () => {
    const exceptions = sheetOf('exceptions');
    expect(text(exceptions, 5, 1)).to.equal('On-time delivery rate\nTransport demand satisfaction');
    expect(text(exceptions, 6, 1)).to.equal('On-time delivery rate');
  });
});
