import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Evaluation, MeasureResult } from '../../src/evaluation/document.js';
import { exact } from '../../src/facts/exact.js';
import { noCounts } from '../../src/metrics/tally.js';
import { agreedOnly } from '../../src/reports/handout/agreed.js';
import { handoutOf } from '../../src/reports/handout/content.js';
import { keptWithNext, paged, tableRows } from '../../src/reports/handout/paging.js';
import type { ScorecardInput } from '../../src/reports/input.js';
import { scorecard } from '../../src/reports/scorecard.js';
import { cell, type Sheet } from '../../src/reports/sheet.js';
import { writeScorecard } from '../../src/reports/writers/xlsx.js';
import { type Contract, annexSheets, type HandoutTerms } from '../../src/standards/contract.js';
import { pagesOf, recalculated, stored } from '../support/libreoffice.js';
import { requires } from '../support/requires.js';
import { sampleAdjusted } from '../support/sample-adjusted.js';
import { sampleImprovement } from '../support/sample-improvement.js';

const percent = (text: string) => ({ text, value: exact(`${text.slice(0, -1)}/100`) });

const terms: HandoutTerms = {
  year_to_date: true,
  same_month_last_year: true,
  annex: annexSheets,
  sign_off: [
    { en: 'For the client', zh: '客户' },
    { en: 'For us', zh: '我方' },
  ],
};

/** A client with a contract over so many of the sample's metrics, in two groups, the last of them without a level. */
function underContract(
  most: number,
  handout: Partial<HandoutTerms> = {},
  given: ScorecardInput = sampleImprovement(),
): ScorecardInput {
  const ids = given.evaluation.document.metrics.map(({ metric }) => metric).slice(0, most);
  const measures = ids.map(metric => ({ metric, min_population: 1, scope: {} }));
  const half = Math.ceil(measures.length / 2);
  const contract: Contract = {
    id: 'acme-2026',
    scope: { client: 'ACME' },
    from: '2026-01-01',
    rules: {},
    measures: [
      { group: { en: 'Delivery', zh: '配送' }, metrics: measures.slice(0, half) },
      { group: { en: 'Care', zh: '关怀' }, metrics: measures.slice(half) },
    ],
    handout: { ...terms, ...handout },
  };
  const shown = { id: 'acme-2026', reference: { en: 'Annex B', zh: '附件 B' } };
  const under = (one: Evaluation): Evaluation => ({ ...one, document: { ...one.document, contract: shown } });
  return {
    ...given,
    evaluation: under(given.evaluation),
    history: given.history.map(under),
    rulebook: { ...given.rulebook, contracts: [contract] },
  };
}

const first = (input: ScorecardInput): Sheet => {
  const [sheet] = scorecard(input).sheets;
  if (sheet === undefined) throw new TypeError('no sheet');
  return sheet;
};

const textsOf = (sheet: Sheet | undefined): readonly string[] =>
  (sheet?.rows ?? []).flatMap(({ cells }) => cells.flatMap(cell => (typeof cell?.value === 'string' ? [cell.value] : [])));

describe('the hand-out', () => {
  it('is the first sheet, with head, contract, days and both groups in the order of the contract', () => {
    const sheet = first(underContract(10));
    const texts = textsOf(sheet);
    expect(sheet.name).to.equal('Scorecard');
    expect(texts[0]).to.equal('Demo Logistics · Service scorecard');
    expect(texts).to.include('2026-09 · 2026-09-01 – 2026-09-30 · Asia/Shanghai').and.to.include('contract acme-2026, Annex B');
    expect(texts.indexOf('Delivery')).to.be.within(1, texts.indexOf('Care') - 1);
    expect(textsOf(first(underContract(10, {}, sampleImprovement({ language: 'zh' }))))).to.include('合同 acme-2026，附件 B');
  });

  it('shows no metric that was not agreed, on no sheet, and no index that is made of others', () => {
    const input = underContract(3);
    const agreed = new Set(agreedOnly(input).evaluation.document.metrics.map(({ metric }) => metric));
    const foreign = input.evaluation.document.metrics.filter(({ metric }) => !agreed.has(metric));
    expect(agreed.size).to.equal(3);
    expect(foreign.length).to.be.above(3);
    for (const sheet of scorecard(input).sheets)
      for (const { metric, label } of foreign) {
        expect(textsOf(sheet), `${metric} on ${sheet.name}`).to.not.include(metric);
        expect(textsOf(sheet), `${metric} on ${sheet.name}`).to.not.include(label.en);
      }
  });

  it('names in its verdict, in its failures, and in the annex the same measure first', () => {
    for (const input of [sampleImprovement(), underContract(10), underContract(10, {}, sampleImprovement({ language: 'zh' }))]) {
      const seen = agreedOnly(input);
      const handout = handoutOf(seen);
      const gaps = scorecard(input).sheets.find(({ name }) => name === 'Gaps' || name === '差距');
      // What is on trial is listed too, and decides nothing.
      const ranked = gaps?.rows
        .filter(({ cells }) => typeof cells[0]?.value === 'number')
        .map(({ cells }) => cells[1]?.value)
        .find(name => typeof name === 'string' && !/[(（](trial|试行)/.test(name));
      expect(handout.missed[0]?.name).to.be.a('string').and.to.equal(ranked);
      expect(handout.verdict).to.contain(handout.missed[0]?.name);
      expect(textsOf(scorecard(input).sheets.find(({ name }) => name === 'Summary' || name === '总览'))).to.include(
        handout.verdict,
      );
    }
  });

  it('writes gaps of shares in percentage points, and no status where no level was agreed', () => {
    const measures = handoutOf(agreedOnly(underContract(10))).groups.flatMap(group => group.measures);
    const late = measures.find(({ metric }) => metric === 'on_time_delivery');
    const { gap } = sampleImprovement().evaluation.document.metrics.find(({ metric }) => metric === 'on_time_delivery') ?? {
      gap: null,
    };
    expect(late?.gap?.value).to.be.closeTo((gap ?? 0) * 100, 1e-9);
    expect(late?.gap?.text).to.match(/^[+−][\d.]+ pp$/);
    const open = measures.filter(({ level }) => level === null);
    expect(open.length).to.be.above(0);
    expect(open.map(({ status }) => status)).to.deep.equal(open.map(() => null));
  });

  it('shows a part of the work as the evaluation judged it, with its own figures of other times', () => {
    const input = underContract(10);
    const [contract] = input.rulebook.contracts ?? [];
    if (contract === undefined) throw new TypeError('no contract');
    const scope = { carrier: 'FastTrans' };
    const measure = { metric: 'on_time_delivery', comparator: 'at_least', level: percent('99%'), min_population: 1 } as const;
    const both = [
      { metric: 'on_time_delivery', min_population: 1, scope: {} },
      { ...measure, scope },
    ];
    const { document } = input.evaluation;
    const whole = document.metrics.find(({ metric }) => metric === 'on_time_delivery');
    if (whole === undefined) throw new TypeError('the sample has deliveries');
    const [lastYear, soFar] = [0.9, 0.8].map(value => ({ numerator: String(10 * value), denominator: '10', value }));
    if (lastYear === undefined || soFar === undefined) throw new TypeError('two figures');
    const part: MeasureResult = {
      metric: 'on_time_delivery',
      label: whole.label,
      unit: '%',
      improves: 'up',
      scope,
      counts: { passed: 3, failed: 1, excluded: 0, undetermined: 0, undated: 0, outside: 0 },
      numerator: '3',
      denominator: '4',
      value: 0.75,
      standard: { at_least: '99%', scope: { client: 'ACME', ...scope }, contract: 'acme-2026' },
      status: 'missed',
      significant: false,
      gap: -0.24,
      shortfall: 1,
    };
    const metrics = document.metrics.map(one => ({ ...one, last_year: lastYear, year_to_date: lastYear }));
    const bounds = { from: document.from, to: document.to };
    const spans = { year_to_date: bounds, last_year: { period: '2025-06', ...bounds } };
    const of = (measures: readonly MeasureResult[]): ScorecardInput => ({
      ...input,
      rulebook: {
        ...input.rulebook,
        contracts: [{ ...contract, measures: [{ group: { en: 'A', zh: 'A' }, metrics: both }] }],
      },
      evaluation: { ...input.evaluation, document: { ...document, metrics, measures, spans } },
    });
    const rowOf = (measures: readonly MeasureResult[], name: string) => {
      const sheet = first(of(measures));
      const heads = sheet.rows.find(({ cells }) => cells[0]?.value === 'Measure')?.cells ?? [];
      const row = sheet.rows.find(({ cells }) => typeof cells[0]?.value === 'string' && cells[0].value.startsWith(name));
      const named = ['Value', 'Agreed', 'Status', 'Same period last year', 'Year to date'];
      return named.map(head => row?.cells[heads.findIndex(one => one?.value === head)]?.value);
    };
    const counted = { ...part, last_year: lastYear, year_to_date: soFar };
    const name = 'On-time delivery rate (carrier FastTrans)';
    expect(rowOf([counted], name)).to.deep.equal([0.75, '≥ 99 %', '▼ Missed', 0.9, 0.8]);
    // An evaluation of an earlier version has none of a part, which is not the same as no data.
    expect(rowOf([part], name)).to.deep.equal([0.75, '≥ 99 %', '▼ Missed', 'not counted', 'not counted']);
    const empty = { ...part, last_year: { numerator: null, denominator: null, value: null }, year_to_date: soFar };
    expect(rowOf([empty], name).slice(3)).to.deep.equal(['–', 0.8]);
    expect(rowOf([counted], 'On-time delivery rate').slice(3)).to.deep.equal([0.9, 0.9]);
  });

  it('shows of a part its figure in earlier periods, with a level only where one was agreed', () => {
    const input = underContract(10);
    const [contract] = input.rulebook.contracts ?? [];
    if (contract === undefined) throw new TypeError('no contract');
    const slice = (key: string, value: number) => ({ key, numerator: null, denominator: null, value, counts: noCounts });
    const earlier = input.history.map(({ document, ...one }) => ({
      ...one,
      document: {
        ...document,
        metrics: document.metrics.map(metric => ({ ...metric, by: { carrier: [slice('FastTrans', 0.7), slice('Other', 0.1)] } })),
      },
    }));
    const measure = { metric: 'on_time_delivery', min_population: 1, scope: { carrier: 'FastTrans' } };
    const contracts = [{ ...contract, measures: [{ group: { en: 'A', zh: 'A' }, metrics: [measure] }] }];
    const { document } = input.evaluation;
    const whole = document.metrics.find(({ metric }) => metric === 'on_time_delivery');
    if (whole === undefined) throw new TypeError('the sample has deliveries');
    const { label, unit, improves } = whole;
    const figure = { numerator: '3', denominator: '4', value: 0.75 };
    const judged = { standard: null, status: 'no_standard', significant: null, gap: null, shortfall: null } as const;
    const measures = [
      { metric: 'on_time_delivery', label, unit, improves, scope: measure.scope, counts: noCounts, ...figure, ...judged },
    ];
    const shown = handoutOf({
      ...input,
      history: earlier,
      rulebook: { ...input.rulebook, contracts },
      evaluation: { ...input.evaluation, document: { ...document, measures } },
    }).groups[0]?.measures[0];
    const trend = shown?.trend ?? [];
    expect(trend.length).to.be.above(1);
    expect(trend.slice(0, -1).map(({ value, level }) => [value, level])).to.deep.equal(trend.slice(0, -1).map(() => [0.7, null]));
    expect(trend.at(-1)?.value).to.equal(0.75);
    expect(shown?.previous?.value).to.equal(0.7);
  });

  it('chooses the annex, and is whole without it: no formula refers to a sheet that is left out', () => {
    const book = scorecard(underContract(10, { annex: ['definitions', 'exceptions'] }));
    expect(book.sheets.map(({ name }) => name)).to.deep.equal(['Scorecard', 'Exceptions', 'Definitions']);
    const alone = scorecard(underContract(10, { annex: [] }));
    expect(alone.sheets).to.have.length(1);
    for (const { rows } of [...book.sheets, ...alone.sheets])
      for (const cell of rows.flatMap(({ cells }) => cells)) {
        const value = cell?.value ?? null;
        if (typeof value === 'object' && value !== null && 'formula' in value)
          expect(value.formula).to.not.match(/KPIs|Gaps|Summary/);
      }
    expect(scorecard(underContract(10)).sheets.map(({ name }) => name)).to.have.length(11 + 1);
  });

  it('shows the last comments, who signed, and a line for each who is to sign', () => {
    const at = Date.UTC(2026, 9, 5, 2);
    const said = { by: 'Lin', at };
    const texts = textsOf(
      first({
        ...underContract(10),
        comments: [
          { ...said, metric: null, text: 'first' },
          { ...said, metric: null, text: '=A flood closed the north gate' },
          { ...said, metric: 'on_time_delivery', text: 'Gate closed for four days' },
        ],
        signedOff: [{ by: 'Zhao', revision: 1, at }],
      }),
    );
    expect(texts).to.include('=A flood closed the north gate\nLin, 2026-10-05').and.to.include('Gate closed for four days');
    expect(texts.join('\n')).to.not.contain('first\n');
    expect(texts).to.include('✓ Zhao signed revision 1 on 2026-10-05.').and.to.include('For the client').and.to.include('For us');
  });

  for (const [language, lines, under] of [
    ['en', ['Provider: Demo Logistics', 'Client: Acme Foods'], 'Name, date, signature'],
    ['zh', ['服务方：示例物流', '客户方：艾克美食品'], '姓名、日期、签字'],
  ] as const)
    it(`has a small line to sign for provider and client where the contract names nobody (${language})`, () => {
      const shown = first(underContract(10, { sign_off: [] }, sampleImprovement({ language })));
      const at = shown?.rows.findIndex(({ cells }) => cells.some(one => one?.value === lines[0])) ?? -1;
      const [row, below] = shown?.rows.slice(at, at + 2) ?? [];
      expect(row?.cells.flatMap(one => one?.value ?? [])).to.deep.equal(lines);
      expect(row?.height).to.be.below(44);
      expect(below?.cells.flatMap(one => one?.value ?? [])).to.deep.equal([under, under]);
      expect(shown?.breaksAfter, 'not apart from what is signed').to.not.include(at);
    });

  it('says credits with their arithmetic, actions with owner and due day, and what exclusions changed', () => {
    const texts = textsOf(first(sampleImprovement())).join('\n');
    expect(texts).to.contain('100000 × 10 % × 50 % × 40 %').and.to.contain('41. A second driver on Fridays');
    expect(texts).to.match(/Lin Mei, due 2026-07-31/);
    const sample = sampleImprovement();
    const lines = (sample.improvement?.credits ?? []).map(credit => ({
      ...credit,
      lines: credit.lines.map(line => ({ ...line, because: line.because.replace('10%', '0.05').replace('40%', '0.4') })),
    }));
    const written = { ...sample, ...(sample.improvement && { improvement: { ...sample.improvement, credits: lines } }) };
    expect(textsOf(first(written)).join('\n')).to.contain('100000 × 5 % × 50 % × 40 %');
    expect(textsOf(first(sampleAdjusted())).join('\n')).to.match(/ without [\d,]+ excluded facts, /);
  });

  it('says after the signature what was said after it', () => {
    const at = Date.UTC(2026, 9, 5, 2);
    const input = {
      ...underContract(10),
      comments: [{ metric: null, text: 'Gate closed', by: 'Lin', at }],
      signedOff: [{ by: 'Zhao', revision: 1, at: at + 60_000 }],
      commentsAfterSigning: [
        { metric: null, text: 'Gate open since', by: 'Lin', at: at + 3_600_000 },
        { metric: 'on_time_delivery', text: '', by: 'Lin', at: at + 7_200_000 },
        { metric: 'nobody_agreed', text: 'never shown', by: 'Lin', at },
      ],
    };
    const texts = textsOf(first(input));
    expect(texts).to.include('Gate closed\nLin, 2026-10-05');
    const below = texts.slice(texts.indexOf('Said after the signature'));
    expect(texts.indexOf('Said after the signature')).to.be.above(texts.indexOf('✓ Zhao signed revision 1 on 2026-10-05.'));
    expect(below).to.include('the period: Gate open since\nLin, 2026-10-05 11:00');
    expect(below.join('\n')).to.contain('On-time delivery rate: (the comment above was taken back)');
    expect(texts.join('\n')).to.not.contain('never shown');
    expect(textsOf(first({ ...input, language: 'zh' }))).to.include('签认后补充的说明');
  });

  it('shows twelve lines of a comment, and says how many more there are', () => {
    const text = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join('\n');
    const comments = [null, 'on_time_delivery'].map(metric => ({ metric, text, by: 'Lin', at: 0 }));
    const sheet = first({ ...underContract(10), comments });
    const shown = textsOf(sheet).filter(one => one.startsWith('line 1\n'));
    expect(shown).to.have.length(2);
    for (const one of shown)
      expect(one).to.contain('line 12\n… (18 more lines on the page of this period)').and.to.not.contain('line 13');
    const heights = sheet.rows.flatMap(({ cells, height }) =>
      cells.some(({ value } = cell(null, 'text')) => typeof value === 'string' && shown.includes(value)) ? [height] : [],
    );
    for (const height of heights) expect(height).to.be.below(260);
  });

  it('says how many facts a figure rests on, and how many could not be judged where that is one in twenty', () => {
    const counted = (passed: number, failed: number, undetermined: number) => {
      const input = underContract(10);
      const { document } = input.evaluation;
      const metrics = document.metrics.map(one =>
        one.metric === 'on_time_delivery' ? { ...one, counts: { ...one.counts, passed, failed, undetermined } } : one,
      );
      return { ...input, evaluation: { ...input.evaluation, document: { ...document, metrics } } };
    };
    const measure = (input: ScorecardInput) =>
      handoutOf(agreedOnly(input))
        .groups.flatMap(({ measures }) => measures)
        .find(({ metric }) => metric === 'on_time_delivery');
    expect(measure(counted(22, 30, 101))).to.deep.include({
      facts: 52,
      note: 'rests on 52 of 153; 101 could not be judged, because what is needed for it was not recorded',
    });
    expect(measure({ ...counted(22, 30, 101), language: 'zh' })?.note).to.equal(
      '基于 153 条中的 52 条；101 条因缺少所需记录无法判定',
    );
    expect(measure(counted(90, 5, 5))?.note).to.not.equal('');
    expect(measure(counted(91, 5, 4))).to.deep.include({ facts: 96, note: '' });
    const sheet = first(counted(22, 30, 101));
    const heads = sheet.rows.find(({ cells }) => cells[0]?.value === 'Measure')?.cells ?? [];
    const row = sheet.rows.find(
      ({ cells: [name] }) => typeof name?.value === 'string' && name.value.startsWith('On-time delivery rate'),
    );
    expect(row?.cells[heads.findIndex(one => one?.value === 'Facts')]?.value).to.equal(52);
    expect(row?.cells[0]?.value).to.contain('\nrests on 52 of 153');
  });

  it('draws no level of a time before the contract', () => {
    const input = underContract(10);
    const { contract: _contract, ...before } = input.history[0]?.document ?? input.evaluation.document;
    const history = input.history.map((one, at) => (at === 0 ? { ...one, document: before } : one));
    const trendOf = (given: ScorecardInput) =>
      handoutOf(agreedOnly(given))
        .groups.flatMap(({ measures }) => measures)
        .find(({ metric, level }) => metric === 'on_time_delivery' && level !== null)
        ?.trend.map(({ level }) => level);
    const [earliest, ...later] = trendOf(input) ?? [];
    expect(earliest).to.be.a('number');
    expect(trendOf({ ...input, history })).to.deep.equal([null, ...later]);
    // Without a contract the standards in force are shown, whenever that was.
    expect(handoutOf(sampleImprovement()).groups.flatMap(({ measures }) => measures)[0]?.trend[0]?.level).to.be.a('number');
  });

  it('says in its verdict among which measures one comes first, and how many on the page have no verdict', () => {
    const input = underContract(6);
    const { document } = input.evaluation;
    type Result = (typeof document.metrics)[number];
    const verdictOf = (found: readonly Partial<Result>[], language: 'en' | 'zh' = 'en') => {
      const metrics = document.metrics.slice(0, 6).map((one, at): Result => {
        const standard = { at_least: '98.5%', scope: {}, contract: 'acme-2026' };
        return {
          ...one,
          stage: 'fixed',
          kind: 'proportion',
          unit: '%',
          value: 0.99,
          gap: 0.005,
          standard,
          status: 'met',
          ...found[at],
        };
      });
      const leaf = ({ metric, label }: Result, at: number) => {
        // The second costs more than the first and the third.
        const score = [5, 1, 6][at] ?? 10;
        return { id: metric, metric, label, weight: 0.1, effective_weight: 0.1, score, children: [] };
      };
      const indexes = document.indexes.slice(0, 1).map(one => ({ ...one, index: 'contract', nodes: metrics.map(leaf) }));
      const evaluation = { ...input.evaluation, document: { ...document, metrics, indexes } };
      const handout = handoutOf(agreedOnly({ ...input, language, evaluation }));
      // No line ends between a sign, its number and its unit.
      return [handout.verdict.replaceAll('\u00a0', '_'), handout.missed[0]?.name];
    };
    const below = (status: 'missed' | 'at_risk') => ({ status, value: 0.82, gap: -0.165 });
    const [name, second] = document.metrics.map(({ label }) => label.en);
    const tail = '82.0_% where ≥_98.5_% is agreed.';
    expect(verdictOf([below('missed'), below('at_risk'), below('missed')])).to.deep.equal([
      `3 of 6 agreed levels met. First to put right: ${name} (of those missed, costs most points), ${tail}`,
      name,
    ]);
    expect(verdictOf([below('missed'), below('at_risk')])[0]).to.contain(`: ${name} (the only one missed), `);
    expect(verdictOf([below('at_risk'), below('at_risk'), below('at_risk')])).to.deep.equal([
      `3 of 6 agreed levels met. First to put right: ${second} (of those at risk, costs most points), ${tail}`,
      second,
    ]);
    const few = { status: 'insufficient' as const };
    const none = { status: 'no_data' as const, value: null, gap: null };
    const nothing = { status: 'no_standard' as const, standard: null, gap: null };
    expect(verdictOf([below('missed'), few, few, none, nothing])[0]).to.match(
      /^1 of 2 agreed levels met; 2 more have too few facts for a verdict; 1 more has no data\. First to put right: /,
    );
    expect(verdictOf([few])[0]).to.equal(
      'All 5 agreed levels that could be judged were met; 1 more has too few facts for a verdict.',
    );
    const [zh] = document.metrics.map(({ label }) => label.zh);
    expect(verdictOf([below('missed'), few, below('missed'), none], 'zh')[0]).to.equal(
      `4 项约定水平中 2 项达标，另有 1 项样本不足、未判定，另有 1 项无数据。首先需要改进：${zh}（未达标指标中失分最多），实际 82.0_%，约定 ≥_98.5_%。`,
    );
    expect(verdictOf([below('missed')], 'zh')[0]).to.contain(`：${zh}（唯一未达标的指标），`);
  });

  it('names parts of the work with three failures and half as many again as their share, or more than chance; else how much failed', () => {
    const input = underContract(10);
    const { improvement } = input;
    const missed = handoutOf(agreedOnly(input)).missed.map(({ metric }) => metric);
    const result = input.evaluation.document.metrics.find(
      ({ metric, kind, by }) => missed.includes(metric) && kind === 'proportion' && (by['carrier']?.length ?? 0) > 1,
    );
    if (improvement === undefined || result === undefined) throw new TypeError('the sample misses a measure');
    const whereOf = (slices: typeof improvement.slices, counts = result.counts, language: 'en' | 'zh' = 'en') => {
      const { document } = input.evaluation;
      const metrics = document.metrics.map(one => (one.metric === result.metric ? { ...one, counts } : one));
      const evaluation = { ...input.evaluation, document: { ...document, metrics } };
      const given = { ...input, language, evaluation, improvement: { ...improvement, slices } };
      return handoutOf(agreedOnly(given)).missed.find(({ metric }) => metric === result.metric)?.where;
    };
    const [slice] = improvement.slices;
    if (slice === undefined) throw new TypeError('the sample has a slice');
    const of = {
      ...slice,
      metric: result.metric,
      dimension: 'carrier',
      key: 'Dachser',
      share_of_volume: 0.24,
      p: 0.3,
      is_more: false,
    };
    expect(whereOf([{ ...of, failed: 15, share_of_failures: 0.5 }])).to.deep.equal([
      'carrier Dachser: 15 failed, 50 % of the failures with 24 % of the volume',
    ]);
    expect(whereOf([{ ...of, dimension: 'reason', key: 'ice', failed: 15, share_of_failures: 0.5, p: null }])?.[0]).to.match(
      /: 15 failed, 50 % of the failures$/,
    );
    // A part with most of the volume cannot have half as many failures again; that they are more than chance gives names it.
    const large = { ...of, failed: 57, share_of_failures: 0.95, share_of_volume: 0.7 };
    expect(whereOf([{ ...large, p: 0.001, is_more: true }])).to.deep.equal([
      'carrier Dachser: 57 failed, 95 % of the failures with 70 % of the volume',
    ]);
    const counts = { ...result.counts, passed: 120, failed: 30 };
    for (const small of [
      { ...of, failed: 2, share_of_failures: 0.5 },
      { ...of, failed: 7, share_of_failures: 0.23 },
      { ...of, failed: 3, share_of_failures: 0.5, share_of_volume: 0.49 },
      { ...of, failed: 4, share_of_failures: 0.67, share_of_volume: 0.47 },
    ]) {
      expect(whereOf([small], counts)?.join()).to.match(/^30 of 150 failed, spread over the work: no .*carrier.* stands out$/);
      expect(whereOf([small], counts, 'zh')?.join()).to.match(/^150 条中不合格 30 条，分布较散：没有哪个.*承运商.*特别集中$/);
    }
    expect(whereOf([], { ...counts, failed: 2 })).to.deep.equal(['2 of 122 failed: too few to show a pattern']);
  });

  it('shows the numbers of a column in one unit with as many digits', () => {
    const texts = handoutOf(agreedOnly(underContract(10))).groups.flatMap(({ measures }) =>
      measures.flatMap(({ unit, value }) => (unit === '%' && value !== null ? [value.text] : [])),
    );
    expect(texts.length).to.be.above(2);
    const digits = texts.map(text => /^\d+\.(\d+) %$/.exec(text)?.[1]?.length ?? 0);
    // One that would be mistaken for its level takes more than two.
    expect(new Set(digits.filter(one => one <= 2)).size).to.equal(1);
  });

  it('never leaves one row of a table, nor the signatures, alone on a page', () => {
    const head = { cells: [], height: 20 };
    const line = (height: number) => ({ row: { cells: [], height } });
    const table = [{ row: head, isKept: true }, ...tableRows([line(30), line(30), line(30), line(30)], head)];
    const { rows, breaksAfter } = paged(table, 120);
    expect(breaksAfter).to.deep.equal([3]);
    expect(rows.map(({ height }) => height)).to.deep.equal([20, 30, 30, 20, 30, 30]);
    const filled = { row: { cells: [cell('x', 'text')], height: 40 } };
    const signed = paged([...keptWithNext([filled, filled, line(5)]), { row: { cells: [], height: 30 } }], 100);
    expect(signed.breaksAfter).to.deep.equal([1]);
    // A short table begins where there is room, and only its last row goes along with the signatures.
    const short = [{ row: head, isKept: true }, ...tableRows([line(30), line(30), line(30)], head)];
    expect(
      paged([...keptWithNext([...short.slice(0, 3), filled]), { row: { cells: [], height: 30 } }], 120).breaksAfter,
    ).to.deep.equal([3]);
    // What never fits on one page is parted all the same.
    const huge = tableRows([line(80), line(80), line(80)], head);
    expect(paged(huge, 100).breaksAfter).to.have.length(2);
  });

  it('takes a table whole to the last page, rather than one row of it, where the page before stays filled', () => {
    const head = { cells: [], height: 20 };
    const line = (height: number) => ({ row: { cells: [cell('x', 'text')], height } });
    const table = [
      { row: { cells: [], height: 10 }, isKept: true },
      { row: head, isKept: true },
      ...tableRows([line(30), line(30)], head),
    ];
    const signed = { row: { cells: [], height: 30 } };
    const over = (height: number) => paged([line(height), ...keptWithNext(table), signed], 160);
    expect(over(70).breaksAfter).to.deep.equal([1]);
    expect(over(70).rows.map(({ height }) => height)).to.deep.equal([70, 10, 20, 30, 30, 30]);
    // A page that would be all but empty keeps what it has.
    expect(over(60).breaksAfter).to.deep.equal([4]);
  });

  it('begins a page with the head of the table that it goes on with', () => {
    const head = { cells: [], height: 20 };
    const line = (height: number) => ({ row: { cells: [], height }, head });
    const { rows, breaksAfter } = paged([{ row: head, isKept: true }, line(40), line(40), line(40)], 100);
    expect(breaksAfter).to.deep.equal([3]);
    expect(rows.map(({ height }) => height)).to.deep.equal([20, 40, 40, 20, 40]);
  });
});

requires('soffice', 'a hand-out printed by LibreOffice', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-handout-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const language of ['en', 'zh'] as const)
    it(`takes at most three pages for ten agreed measures (${language})`, async () => {
      const file = path.join(folder, `ten.${language}.xlsx`);
      const input = underContract(10, { annex: [] }, sampleImprovement({ language }));
      expect(handoutOf(agreedOnly(input)).groups.flatMap(({ measures }) => measures)).to.have.length(10);
      await writeScorecard(scorecard(input), file);
      expect(await pagesOf(file)).to.be.within(1, 3);
    });

  it('prints no page of a sheet that has nothing to list; the sheet stays, with its sentence', async () => {
    const { improvement: _, ...given } = sampleImprovement();
    const sheets = ['exceptions', 'actions'] as const;
    const written = async (annex: HandoutTerms['annex']): Promise<string> => {
      const file = path.join(folder, `nothing-${annex.length}.xlsx`);
      await writeScorecard(scorecard(underContract(2, { annex }, { ...given, evidence: [] })), file);
      return file;
    };
    const [whole, alone] = [await written(sheets), await written([])];
    expect(await pagesOf(whole)).to.equal(await pagesOf(alone));
    const cells = await stored(whole);
    expect([...cells].filter(([address]) => address.startsWith('Actions!')).map(([, text]) => text)).to.include(
      'There are no improvement actions yet.',
    );
  });

  it('recalculates exactly, with the annex and with a part of it', async () => {
    for (const annex of [annexSheets, ['kpis', 'definitions'] as const]) {
      const file = path.join(folder, `annex-${annex.length}.xlsx`);
      await writeScorecard(scorecard(underContract(10, { annex })), file);
      const before = await stored(file, true);
      const after = await recalculated(file);
      expect(before.size).to.be.above(20);
      expect([...before].filter(([address, value]) => value !== after.get(address))).to.deep.equal([]);
    }
  });
});
