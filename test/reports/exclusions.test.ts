import { expect } from 'chai';
import { portfolio } from '../../src/reports/portfolio.js';
import { scorecard } from '../../src/reports/scorecard.js';
import type { Cell, Sheet } from '../../src/reports/sheet.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import { sampleAdjusted } from '../support/sample-adjusted.js';
import { sampleInput } from '../support/sample-input.js';

const cellsOf = (sheet: Sheet | undefined): readonly Cell[] =>
  (sheet?.rows ?? []).flatMap(row => row.cells.filter(cell => cell !== undefined));
const shownIn = (sheet: Sheet | undefined): readonly unknown[] =>
  cellsOf(sheet).map(({ value }) => (value !== null && typeof value === 'object' && 'result' in value ? value.result : value));
const sheetNamed = (name: string, input = sampleAdjusted()): Sheet | undefined =>
  scorecard(input).sheets.find(sheet => sheet.name === name);
const rowWith = (sheet: Sheet | undefined, value: unknown): readonly unknown[] =>
  (sheet?.rows.find(({ cells }) => cells.some(cell => cell?.value === value))?.cells ?? []).map(cell => {
    const content = cell?.value ?? null;
    return content !== null && typeof content === 'object' && 'result' in content ? content.result : content;
  });

describe('the sheet of exclusions', () => {
  it('puts raw beside adjusted values, with the difference and the excluded facts', () => {
    const row = rowWith(sheetNamed('Exclusions'), 'on_time_delivery');
    const { value } = sampleAdjusted().evaluation.document.metrics.find(({ metric }) => metric === 'on_time_delivery') ?? {};
    expect(row.slice(3, 5)).to.deep.equal([0.928571428571, value]);
    expect(row[5], 'in percentage points').to.be.closeTo(((value ?? 0) - 0.928571428571) * 100, 1e-9);
    expect(row[6]).to.equal(15);
  });

  it('says of every exclusion what it leaves out, why, who asked and who approved', () => {
    const sheet = sheetNamed('Exclusions');
    expect(rowWith(sheet, 31).slice(1, 6)).to.deep.equal([
      'Shipment number =S-7, Line 2',
      'On-time delivery rate',
      'AO Weather or natural disaster',
      'force majeure',
      '=storm warning of 2026-09-10',
    ]);
    expect(rowWith(sheet, 31).slice(7)).to.deep.equal([
      '李梅',
      { local: Date.UTC(2026, 9, 1, 9, 2, 3) },
      'chen',
      { local: Date.UTC(2026, 9, 1, 12, 5, 6) },
      30,
    ]);
    expect(rowWith(sheet, 33)[1]).to.equal('All facts\ndestination: 宁波\n2026-09-10 – 2026-09-12');
    expect(rowWith(sheet, 35)[1]).to.equal('All facts\n2026-08-01 – 2026-08-02\n(of the period before)');
    const chinese = sheetNamed('剔除', sampleAdjusted({ language: 'zh' }));
    expect(rowWith(chinese, 33).slice(1, 5)).to.deep.equal([
      '全部记录\n目的地：宁波\n2026-09-10 – 2026-09-12',
      '全部指标',
      'AQ 收货人无法接收',
      '收货人',
    ]);
  });

  it('keeps calculated, agreed and effective value apart, here and in the KPIs', () => {
    expect(rowWith(sheetNamed('Exclusions'), 39).slice(3, 6)).to.deep.equal([2.5, 2.1, 2.1]);
    const kpis = sheetNamed('KPIs');
    const heads = kpis?.tables[0]?.headers ?? [];
    const row = rowWith(kpis, 'complaint_handling_hours');
    expect(['Value', 'Raw value', 'Calculated value', 'Override'].map(head => row[heads.indexOf(head)])).to.deep.equal([
      2.1, 2.5, 2.5, 2.1,
    ]);
    expect(heads.indexOf('n')).to.equal(15);
    expect(scorecard(sampleInput()).sheets[2]?.tables[0]?.headers).to.not.include('Override');
  });

  it('lists the excluded facts, and the exceptions do not', () => {
    const titles = (name: string) =>
      shownIn(sheetNamed(name)).filter(text => typeof text === 'string' && text.endsWith(' excluded'));
    expect(titles('Exclusions')).to.deep.equal(['On-time delivery rate: 15 excluded']);
    expect(titles('Exceptions')).to.deep.equal([]);
    expect(sheetNamed('Exclusions')?.tables).to.deep.include.members([{ ...sheetNamed('Exclusions')?.tables[0], rows: 15 }]);
  });

  it('is spoken of on the summary, with the raw values of what it names', () => {
    const line = shownIn(sheetNamed('Summary')).find(text => typeof text === 'string' && text.includes('sheet Exclusions'));
    expect(line).to.match(/^2 exclusions, 2 overrides: raw values on sheet Exclusions\. Raw: /);
    expect(line)
      .to.contain('On-time delivery rate* 92.9 %')
      .and.match(/ \* without excluded facts\.$/);
    expect(shownIn(sheetNamed('Summary', sampleInput())).join(' ')).to.not.contain('raw values');
  });
});

describe('adjusted values elsewhere', () => {
  it('are marked in the portfolio, with the raw value in a list', () => {
    const { evaluation, client, organisation } = sampleAdjusted();
    const book = portfolio({ evaluations: [evaluation], clients: [client], organisation, language: 'en', madeAt: 0 });
    const heat = book.sheets.find(({ name }) => name === 'Heat map');
    const cell = heat?.rows.find(({ cells }) => cells[0]?.value === 'Complaint handling time')?.cells[1];
    expect(cell?.format).to.match(/"†"$/);
    expect(rowWith(heat, 'Acme Foods · Complaint handling time')).to.deep.equal([
      'Acme Foods · Complaint handling time',
      2.5,
      2.5,
      2.1,
      2.1,
      0,
    ]);
  });

  it('stand beside the raw ones on the terminal', () => {
    const lines = resultTable(sampleAdjusted().evaluation, 'en').split('\n');
    const line = (start: string) => lines.find(text => text.startsWith(start)) ?? '';
    expect(line('Metric')).to.match(/n +Raw value +Excluded +Value/);
    expect(line('On-time delivery rate ')).to.match(/ 92\.9 % +15 +96\.0\d* %\*/);
    expect(line('Complaint handling time')).to.match(/ 2\.50 h +2\.10 h† .*\(calculated: 2\.50 h\)$/);
    expect(lines).to.include('2 exclusions, 2 overrides: * without excluded facts; † agreed value, not the calculated one');
    expect(resultTable(sampleInput().evaluation, 'en')).to.not.contain('Raw value');
  });
});
