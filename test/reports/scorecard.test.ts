import { expect } from 'chai';
import type { EvidenceList } from '../../src/reports/input.js';
import { maxEvidenceRows, rowsPerList } from '../../src/reports/fact-lists.js';
import { scorecard } from '../../src/reports/scorecard.js';
import type { Cell, Sheet } from '../../src/reports/sheet.js';
import { sampleEvaluation } from '../support/sample-evaluations.js';
import { sampleRulebook } from '../support/sample-rulebook.js';
import { sampleEvidence, sampleInput } from '../support/sample-input.js';
import { wordsOf } from '../../src/reports/words.js';
import { sampleFigures, sampleMetrics } from '../support/sample-metrics.js';

const cellsOf = (sheet: Sheet | undefined): readonly Cell[] =>
  (sheet?.rows ?? []).flatMap(row => row.cells.filter(cell => cell !== undefined));
const textsOf = (sheet: Sheet | undefined): readonly string[] =>
  cellsOf(sheet).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
const kpiRowOf = (sheet: Sheet | undefined, metric: string): readonly (Cell | undefined)[] =>
  sheet?.rows.find(({ cells }) => cells[0]?.value === metric)?.cells ?? [];

const promised = [
  'Metric ID',
  'Metric',
  'Numerator',
  'Denominator',
  'Value',
  'Standard',
  'Minimum',
  'Status',
  'Gap',
  'Shortfall',
  'Score',
  'Raw value',
  'Low',
  'High',
  'Previous',
  'n',
];
const empty = sampleEvaluation({ figures: new Map([['stock_intact', ['0', '0']]]) });

describe('a scorecard', () => {
  it('has its sheets in order, in both languages', () => {
    expect(scorecard(sampleInput()).sheets.map(({ name }) => name)).to.deep.equal([
      'Scorecard',
      'Summary',
      'KPIs',
      'Satisfaction',
      'Trend',
      'Gaps',
      'Exceptions',
      'Exclusions',
      'Actions',
      'Definitions',
      'Audit',
    ]);
    expect(scorecard(sampleInput({ language: 'zh' })).sheets.map(({ name }) => name)).to.deep.equal([
      '记分卡',
      '总览',
      '关键指标',
      '满意度',
      '趋势',
      '差距',
      '异常明细',
      '剔除',
      '改进措施',
      '指标定义',
      '审计',
    ]);
  });

  it('says in Definitions what decides figures without standing in a definition', () => {
    const legend = (language: 'en' | 'zh'): ReadonlyMap<unknown, unknown> => {
      const { words, sheets } = {
        words: wordsOf(language),
        sheets: scorecard(sampleInput({ language, view: 'manager' })).sheets,
      };
      const rows = sheets.find(({ name }) => name === words.sheets.definitions)?.rows ?? [];
      return new Map(rows.map(({ cells: [term, meaning] }) => [term?.value, meaning?.value]));
    };
    const en = legend('en');
    for (const [term, meaning] of [
      ['Shortfall', 'empty where all of them would not be enough'],
      ['Undated', 'overlaps this one'],
      ['Total', '0 where facts of its kind are dated in the period'],
      ['Trial', 'not scored'],
      ['Coverage', 'as they were declared'],
      ['Promised or due on a day', 'until the last moment of that day'],
    ] as const)
      expect(en.get(term), term).to.contain(meaning);
    const zh = legend('zh');
    for (const term of ['缺口数', '无日期', '总量', '试行', '数据覆盖', '承诺或到期只写日期'])
      expect(zh.get(term), term).to.match(/[\u4e00-\u9fff]{4}/);
  });

  it('has the promised columns first in the KPIs table, one metric a row', () => {
    const kpis = scorecard(sampleInput()).sheets[2];
    expect(kpis?.tables[0]?.headers.slice(0, promised.length)).to.deep.equal(promised);
    expect(kpis?.rows[0]?.cells.slice(0, promised.length).map(cell => cell?.value)).to.deep.equal(promised);
    expect(kpis?.tables[0]?.rows).to.equal(sampleMetrics.length);
    expect(kpis?.rows).to.have.length(sampleMetrics.length + 1);
  });

  it('computes every value, gap and score there is on the sheet', () => {
    const input = sampleInput();
    const kpis = scorecard(input).sheets[2];
    for (const metric of input.evaluation.document.metrics) {
      const row = kpiRowOf(kpis, metric.metric);
      for (const [column, documented] of [
        [4, metric.value],
        [8, metric.gap],
        [10, metric.score],
      ] as const) {
        const value = row[column]?.value ?? null;
        if (documented === null) expect(value, `${metric.metric} ${promised[column]}`).to.equal(null);
        else {
          const { formula, result } = value as { readonly formula: string; readonly result: number }; // anything else fails below
          const places = Number(/^ROUND\(.*,(\d+)\)$/.exec(formula)?.[1]);
          expect(result, `${metric.metric} ${promised[column]}`).to.equal(Number(documented.toFixed(places)));
          // Ten of the twelve digits, or more decimals than anybody reads of a difference.
          const digits = places + Math.floor(Math.log10(Math.abs(documented) || 1)) + 1;
          expect(digits >= 10 || places >= 12, `${metric.metric} ${promised[column]}: ${digits} digits`).to.equal(true);
        }
      }
    }
  });

  it('shows sums of times in the unit of their value, and computes quotients, products by their factors, and scores by their bands', () => {
    const kpis = scorecard(sampleInput()).sheets[2];
    const formulaOf = (metric: string, column: number) => {
      const value = kpiRowOf(kpis, metric)[column]?.value;
      return value !== null && typeof value === 'object' && 'formula' in value ? value.formula : '';
    };
    expect(formulaOf('complaint_handling_hours', 4)).to.match(/^ROUND\(C\d+\/D\d+,\d+\)$/);
    expect(formulaOf('perfect_order_multiplied', 4)).to.match(/^ROUND\(\(E\d+\*E\d+\*E\d+\),\d+\)$/);
    expect(formulaOf('on_time_delivery', 10)).to.match(/^ROUND\(IF\(E\d+>='Definitions'!\$D\$\d+,'Definitions'!\$E\$\d+,IF\(/);
    expect(formulaOf('complaint_handling_hours', 10)).to.match(/^ROUND\(MIN\(MAX\(/);
  });

  it('says how many shipments were past their promised time and still open, where a metric of the client tells', () => {
    const { evaluation } = sampleInput();
    const withOverdue = (numerator: string | null) => {
      const [first, ...metrics] = evaluation.document.metrics;
      const document = {
        ...evaluation.document,
        metrics: [...(first === undefined ? [] : [{ ...first, metric: 'open_overdue_rate', numerator }]), ...metrics],
      };
      const said = (language: 'en' | 'zh', text: string): readonly string[] =>
        scorecard(sampleInput({ evaluation: { ...evaluation, document }, language }))
          .sheets.filter(sheet => textsOf(sheet).some(one => one.includes(text)))
          .map(({ name }) => name);
      return [...said('en', 'still open when this was evaluated: 1,234.'), ...said('zh', '仍未送达的运单：1,234 票。')];
    };
    expect(withOverdue('1234')).to.deep.equal(['Summary', 'Exceptions', '总览', '异常明细']);
    expect([...withOverdue('0'), ...withOverdue(null)]).to.deep.equal([]);
  });

  it('fills the row of tiles where nothing has a weight, and says no score of it', () => {
    const { evaluation } = sampleInput();
    const tilesOf = (count: number): readonly Cell[] => {
      const document = { ...evaluation.document, indexes: evaluation.document.indexes.slice(0, count) };
      const sheet = scorecard(sampleInput({ evaluation: { ...evaluation, document } })).sheets[1];
      return cellsOf(sheet).filter(({ style }) => style === 'heroLabel' || style === 'tileLabel');
    };
    for (const count of [0, 1, 2]) {
      const tiles = tilesOf(count);
      expect(tiles.map(({ style }) => style).filter(style => style === 'heroLabel')).to.have.length(count);
      expect(tiles.reduce((sum, { span = 1 }) => sum + span, tiles.length - 1)).to.equal(35);
    }
    const document = { ...evaluation.document, indexes: [] };
    const { sheets } = scorecard(sampleInput({ evaluation: { ...evaluation, document } }));
    expect(textsOf(sheets[1])).to.not.include('no score');
    expect(textsOf(sheets[3])[1]).to.contain('no weights were agreed');
  });

  it('shows nothing, and never 0, where there is no data', () => {
    const book = scorecard(sampleInput({ evaluation: empty, history: [] }));
    for (const row of book.sheets[2]?.rows.slice(1) ?? []) {
      expect([4, 8, 10, 11].map(column => row.cells[column]?.value)).to.deep.equal([null, null, null, null]);
      expect(row.cells[7]?.value).to.equal('○ No data');
    }
    expect(textsOf(book.sheets[1]))
      .to.include('No standard could be judged: there is no data for this period.')
      .and.to.include('no score');
    expect(book.sheets.flatMap(({ pictures }) => pictures)).to.deep.equal([]);
  });

  it('shows as previous the period right before, never an earlier one', () => {
    const previousOf = (skip: number) => {
      const input = sampleInput();
      return kpiRowOf(
        scorecard({ ...input, history: input.history.slice(0, input.history.length - skip) }).sheets[2],
        'pod_return',
      )[14]?.value;
    };
    expect(previousOf(0)).to.equal(
      sampleInput()
        .history.at(-1)
        ?.document.metrics.find(({ metric }) => metric === 'pod_return')?.value,
    );
    expect(previousOf(1)).to.equal(null);
  });

  it('says plainly that there are no exclusions and no actions', () => {
    const { sheets } = scorecard(sampleInput());
    expect(textsOf(sheets[7]).join(' ')).to.include('There are no exclusions');
    expect(textsOf(sheets[8]).join(' ')).to.include('There are no improvement actions yet');
  });

  it('marks metrics on trial and leaves them out of the counts', () => {
    const { sheets } = scorecard(sampleInput());
    expect(kpiRowOf(sheets[2], 'on_time_delivery_due')[1]?.value).to.equal('On-time delivery of what was due (trial)');
    expect(textsOf(sheets[1])).to.not.include('On-time delivery of what was due');
  });

  it("ends the satisfaction tree at the client's depth, and shows the quality manager the leaves", () => {
    const ids = (view: 'client' | 'manager', depth: 1 | 2 | 'all' | Record<string, number>) => {
      const input = sampleInput({ view });
      const rows = scorecard({ ...input, client: { ...input.client, depth } }).sheets[3]?.rows ?? [];
      return rows.flatMap(({ cells }) => (typeof cells[1]?.value === 'string' ? [cells[1].value] : []));
    };
    expect(ids('client', 1)).to.include('service_level').and.to.not.include('complaint_timeliness');
    expect(ids('client', 2)).to.include('complaint_timeliness');
    expect(ids('client', { service_level: 1 }))
      .to.include('brand')
      .and.to.not.include('complaint_timeliness');
    expect(ids('manager', 1)).to.include('complaint_timeliness');
    expect(ids('client', 1), 'the internal index is not cut').to.include('pod_return');
  });

  it('has no text that begins a formula but the formulas of its own', () => {
    const label = { en: '=cmd|calc', zh: '+SUM(A1)' };
    const metrics = sampleMetrics.map(metric => ({ ...metric, label }));
    const input = sampleInput({
      evaluation: sampleEvaluation({ metrics, figures: sampleFigures(1) }),
      rulebook: sampleRulebook(metrics),
      organisation: label,
    });
    for (const sheet of scorecard({ ...input, client: { ...input.client, name: label } }).sheets) {
      for (const { value } of cellsOf(sheet)) {
        if (value !== null && typeof value === 'object' && 'formula' in value)
          expect(value.formula).to.not.match(/cmd|SUM\(A1\)/);
      }
    }
  });

  it('holds no number that a workbook cannot', () => {
    const broken = sampleInput();
    const metrics = broken.evaluation.document.metrics.map(metric => ({ ...metric, numerator: 'x', denominator: '0' }));
    const evaluation = { ...broken.evaluation, document: { ...broken.evaluation.document, metrics } };
    for (const sheet of scorecard({ ...broken, evaluation }).sheets) {
      for (const { value } of cellsOf(sheet)) {
        const number = value !== null && typeof value === 'object' && 'result' in value ? value.result : value;
        if (typeof number === 'number') expect(Number.isFinite(number)).to.equal(true);
      }
    }
  });
});

describe('exceptions', () => {
  it('list each fact once with all measures that it failed and why, at most 20 000, and say what is not listed', () => {
    const list: EvidenceList | undefined = sampleEvidence(31_234)[0];
    if (list === undefined) throw new TypeError('no list');
    const because = 'delivered 18:00 after promised 12:00';
    const other = {
      ...list,
      metric: 'pod_return',
      rows: list.rows.slice(0, 500).map(row => ({ ...row, because, row: row.row + 7_000 })),
      totalCount: 500,
    };
    const sheet = scorecard(sampleInput({ evidence: [list, other] })).sheets[6];
    expect(sheet?.tables.map(({ rows }) => rows)).to.deep.equal([maxEvidenceRows]);
    expect(textsOf(sheet)).to.include('Shipment: 20,000 failed');
    expect(textsOf(sheet)[1]).to.equal(
      '20,000 facts listed, each once; times in Asia/Shanghai; of 31,734 failures and open judgements 20,500 are in this list; the page of each measure has all of its own',
    );
    const rows = sheet?.rows.filter(({ cells }) => cells[0]?.value === 'S-100000') ?? [];
    expect(rows).to.have.length(1);
    const [measures, why, ...rest] = rows[0]?.cells.slice(1).map(cell => cell?.value) ?? [];
    expect(measures).to.equal('On-time delivery rate\nReceipts returned in time');
    expect(why).to.equal(because);
    expect(rest.slice(0, 3), 'both files that decided').to.deep.equal([
      'acme-2026-09.csv\nacme-2026-09.csv',
      '2\n7002',
      '12\n12',
    ]);
  });

  it('list what could not be judged once, by what is missing', () => {
    const [, list] = sampleEvidence(1, 3);
    if (list === undefined) throw new TypeError('no list');
    const missing = [{ en: 'Promised at', zh: '承诺时刻' }];
    const rows = list.rows.map((row, at) => (at === 1 ? row : { ...row, missing }));
    const evidence = ['on_time_delivery', 'pod_return'].map(metric => ({ ...list, metric, rows }));
    const sheet = scorecard(sampleInput({ evidence })).sheets[6];
    expect(textsOf(sheet)).to.include('Shipment: 3 could not be judged, by what is missing');
    const listed =
      sheet?.rows.filter(({ cells }) => typeof cells[0]?.value === 'string' && cells[0].value.startsWith('S-')) ?? [];
    expect(listed.map(({ cells }) => [cells[0]?.value, cells[2]?.value])).to.deep.equal([
      ['S-100001', ''],
      ['S-100000', 'missing: Promised at'],
      ['S-100002', 'missing: Promised at'],
    ]);
  });

  it('never say that nothing failed when the facts are only not listed', () => {
    const said = (input: ReturnType<typeof sampleInput>) => textsOf(scorecard(input).sheets[6]).join(' ');
    expect(said(sampleInput({ evidence: [] })))
      .to.include('This workbook lists no facts')
      .and.to.not.include('Nothing failed');
    expect(said(sampleInput({ evidence: [], evaluation: empty }))).to.include('Nothing failed');
  });

  it('share their room: short lists whole, long ones evenly', () => {
    expect(rowsPerList([5, 100, 100], 65)).to.deep.equal([5, 30, 30]);
    expect(rowsPerList([5, 10], 100)).to.deep.equal([5, 10]);
    expect(rowsPerList([], 100)).to.deep.equal([]);
  });

  it("show moments in the client's zone", () => {
    const sheet = scorecard(sampleInput()).sheets[6];
    const first = sheet?.rows.find(({ cells }) => cells[0]?.value === 'S-100000');
    expect(first?.cells[7]?.value).to.deep.equal({ local: Date.UTC(2026, 8, 1, 17) });
  });
});
