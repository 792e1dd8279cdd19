import { expect } from 'chai';
import { portfolio } from '../../src/reports/portfolio.js';
import { cellText } from '../../src/reports/writers/pdf/cell-text.js';
import { improvement } from '../../src/standards/improvement/improvement.js';
import { pointsByMetric } from '../../src/standards/improvement/recoverable.js';
import { sampleEvaluation } from '../support/sample-evaluations.js';
import { sampleFigures } from '../support/sample-metrics.js';

const evaluations = ['ACME', '北方乳业', 'Delta'].map((client, at) =>
  sampleEvaluation({ client, figures: at === 2 ? new Map() : sampleFigures(at * 4) }),
);
const input = {
  evaluations,
  clients: [{ code: 'ACME', name: { en: 'Acme Foods', zh: '艾克美食品' } }],
  organisation: { en: 'Demo Logistics', zh: '示例物流' },
  language: 'en' as const,
  madeAt: Date.UTC(2026, 9, 2),
};

describe('a portfolio', () => {
  const book = portfolio(input);
  const named = (name: string) => book.sheets.find(sheet => sheet.name === name);

  it('has a ranking, a heat map, the worst gaps, coverage and audit', () => {
    expect(book.sheets.map(({ name }) => name)).to.deep.equal([
      'Overview',
      'Ranking',
      'Heat map',
      'Worst gaps',
      'Coverage',
      'Audit',
    ]);
    expect(portfolio({ ...input, language: 'zh' }).sheets.map(({ name }) => name)).to.deep.equal([
      '客户概览',
      '排名',
      '热力图',
      '最大差距',
      '数据覆盖',
      '审计',
    ]);
  });

  it('begins with an overview on one page: those who miss most first, with the worst measure, change, credits, comment', () => {
    const [acme, north, delta] = evaluations;
    if (acme === undefined || north === undefined || delta === undefined) throw new Error('there are samples');
    const contract = { id: 'nd-2026' };
    // 北方乳业 has its own months, and one agreed measure, which it misses.
    const agreed = north.document.metrics.map(one =>
      one.metric === 'on_time_delivery' && one.standard !== null
        ? { ...one, standard: { ...one.standard, contract: contract.id }, status: 'missed' as const, gap: -0.02 }
        : one,
    );
    const days = { from: '2026-08-25T16:00:00Z', to: '2026-09-25T16:00:00Z' };
    const own = { ...north, document: { ...north.document, ...days, contract, metrics: agreed } };
    const credits = [{ net: '-12500.00', currency: 'CNY', undecided: 1 }] as never;
    const outlooks = new Map([
      ['北方乳业', { credits, comment: 'Storm closed the depot', previous: own }],
      ['ACME', { credits: [] }],
    ]);
    const [sheet] = portfolio({ ...input, evaluations: [acme, own, delta], outlooks }).sheets;
    const [, , , heads, ...rows] = sheet?.rows ?? [];
    expect(sheet?.pagesHigh).to.equal(1);
    expect(heads?.cells.map(one => one?.value)).to.deep.equal(
      'Client|Contract|Days|Score|Change|Met|At risk|Missed|Worst measure|Value|Standard|Credits|Comment'.split('|'),
    );
    const row = rows.find(({ cells }) => cells[0]?.value === '北方乳业')?.cells.map(one => one?.value);
    expect(row?.slice(1, 3)).to.deep.equal(['nd-2026', '2026-08-26 – 2026-09-25']);
    expect(row?.slice(4, 9)).to.deep.equal([0, 0, 0, 1, 'On-time delivery rate']);
    expect(row?.slice(11)).to.deep.equal(['-12,500.00 CNY ?', 'Storm closed the depot']);
    const missed = rows.flatMap(({ cells }) => (typeof cells[7]?.value === 'number' ? [cells[7].value] : []));
    expect(missed)
      .to.deep.equal(missed.toSorted((a, b) => b - a))
      .and.have.length(3);
  });

  it('counts what is agreed for a part of the work, and names the part where it is the worst', () => {
    const [, north, delta] = evaluations;
    if (north === undefined || delta === undefined) throw new Error('there are samples');
    const whole = north.document.metrics.find(({ metric }) => metric === 'on_time_delivery');
    if (whole === undefined) throw new Error('the sample has it');
    const contract = { id: 'nd-2026' };
    const { metric, label, unit, improves, counts } = whole;
    const ofCarrier = (carrier: string, status: 'met' | 'at_risk' | 'missed', gap: number) => ({
      metric,
      label,
      unit,
      improves,
      counts,
      status,
      gap,
      scope: { carrier },
      numerator: '33',
      denominator: '40',
      value: 0.825,
      significant: null,
      shortfall: 1,
      standard: { at_least: '95%', scope: { carrier }, contract: contract.id },
    });
    const measures = [
      ofCarrier('FedEx', 'missed', -0.03),
      ofCarrier('NightStar', 'missed', -0.125),
      ofCarrier('UPS', 'missed', -0.1),
      ofCarrier('DHL', 'at_risk', -0.01),
      { ...ofCarrier('TNT', 'met', 0), standard: null, status: 'no_standard' as const },
    ];
    const document = {
      ...north.document,
      contract,
      measures,
      metrics: north.document.metrics.map(one => ({ ...one, standard: null })),
    };
    const sheetIn = (language: 'en' | 'zh') =>
      portfolio({ ...input, language, evaluations: [delta, { ...north, document }] }).sheets[0];
    const rows = sheetIn('en')?.rows ?? [];
    expect(rows[0]?.cells[0]?.value).to.equal('1 of 2 clients miss a measure; most: 北方乳业 (3)');
    const row = rows.find(({ cells }) => cells[0]?.value === '北方乳业')?.cells ?? [];
    const heads = rows[3]?.cells.map(one => one?.value) ?? [];
    const of = (head: string) => row[heads.indexOf(head)];
    expect(['Met', 'At risk', 'Missed'].map(head => of(head)?.value)).to.deep.equal([0, 1, 3]);
    expect([of('Worst measure')?.value, of('Value')?.value, of('Standard')?.value]).to.deep.equal([
      'On-time delivery rate (carrier NightStar)',
      0.825,
      0.95,
    ]);
    const zh = sheetIn('zh')
      ?.rows.find(({ cells }) => cells[0]?.value === '北方乳业')
      ?.cells.map(one => one?.value);
    expect(zh).to.include('货物准时送达率（承运商 NightStar）');
  });

  it('uses the width of the page: up to twenty clients in large type with texts on several lines, more on one line each', () => {
    const widthFor = (count: number): number => {
      const many = Array.from({ length: count }, (_, at) =>
        sampleEvaluation({ client: `Client with a rather long name ${at}`, figures: sampleFigures(at) }),
      );
      const comment = 'A storm closed the depot for two days, and the roads to the north for three more.';
      const outlooks = new Map(many.map(({ document }) => [document.client, { credits: [], comment }]));
      const [sheet] = portfolio({ ...input, evaluations: many, outlooks }).sheets;
      const row = sheet?.rows[4];
      const cut = row?.cells.some(one => typeof one?.value === 'string' && one.value.endsWith('…'));
      expect([cut, (row?.height ?? 0) > 20]).to.deep.equal(count > 20 ? [true, false] : [false, true]);
      return sheet?.widths.reduce((sum, width) => sum + width, 0) ?? 0;
    };
    // A landscape page of A4 has about 150 digits of 10 points.
    expect(widthFor(20)).to.be.below(180);
    expect(widthFor(21)).to.be.above(180);
  });

  it('says on further pages which they are, where clients do not fit on one', () => {
    const many = Array.from({ length: 51 }, (_, at) => sampleEvaluation({ client: `C${at}`, figures: sampleFigures(at) }));
    const [sheet] = portfolio({ ...input, evaluations: many }).sheets;
    expect([sheet?.pagesHigh, sheet?.repeated]).to.deep.equal([0, '4:4']);
    const [fitting] = portfolio({ ...input, evaluations: many.slice(1) }).sheets;
    expect(fitting?.pagesHigh).to.equal(1);
  });

  it('ranks by index, a client without a score last and without a rank', () => {
    const rows = (named('Ranking')?.rows ?? [])
      .filter(({ cells }) => typeof cells[1]?.value === 'string' && cells.length > 8)
      .slice(1);
    expect(rows.map(({ cells }) => cells[1]?.value)).to.deep.equal(['Acme Foods', '北方乳业', 'Delta']);
    expect(rows.map(({ cells }) => cells[0]?.value)).to.deep.equal([1, 2, '–']);
  });

  it('shows each value with the sign and colour of its status, and a sign alone where there is no data', () => {
    const row = named('Heat map')?.rows.find(({ cells }) => cells[0]?.value === 'Damage-free delivery rate');
    expect(row?.cells[1]).to.include({ tone: 'missed', value: 0.99996, format: '"▼ "0.000 %' });
    expect(row?.cells[3]).to.include({ tone: 'no_data', value: '○' });
  });

  it('has a row for what is agreed for a part of the work, and no sign that reads as a minus', () => {
    const [acme, north] = evaluations;
    const whole = acme?.document.metrics.find(({ metric }) => metric === 'on_time_delivery');
    if (acme === undefined || north === undefined || whole === undefined) throw new Error('there are samples');
    const scope = { carrier: 'FedEx' };
    const { metric, label, unit, improves, counts } = whole;
    const part = { metric, label, unit, improves, counts, scope, significant: null, shortfall: null };
    const figure = { numerator: '-33', denominator: '40', value: -0.825, gap: -1.775, status: 'missed' as const };
    const measures = [{ ...part, ...figure, standard: { at_least: '95%', scope } }];
    const metrics = acme.document.metrics.map(one =>
      one.metric === metric ? { ...one, standard: null, status: 'no_standard' as const, value: -0.015 } : one,
    );
    const own = { ...acme, document: { ...acme.document, measures, metrics } };
    const rows = portfolio({ ...input, evaluations: [own, north] }).sheets.find(({ name }) => name === 'Heat map')?.rows ?? [];
    const cellsOf = (name: string) => rows.find(({ cells }) => cells[0]?.value === name)?.cells.slice(1, 3);
    const shown = (name: string) => cellsOf(name)?.map(one => cellText(one?.value ?? null, one?.format));
    expect(shown('On-time delivery rate (carrier FedEx)')).to.deep.equal(['▼ -82.5 %', '○']);
    expect(shown('On-time delivery rate')?.[0]).to.equal('-1.5 %*');
    expect(rows.some(({ cells }) => cells[0]?.value === '– No standard')).to.equal(false);
    expect(rows.some(({ cells }) => cells[0]?.value === 'No standard')).to.equal(true);
  });

  it('counts as lacking data the indexes that a client was agreed with, not packaged ones beside its contract', () => {
    const coverageOf = (contract: boolean) => {
      const own = evaluations.map(one => ({
        ...one,
        document: { ...one.document, ...(contract ? { contract: { id: 'c-2026' } } : {}) },
      }));
      return portfolio({ ...input, evaluations: own }).sheets.find(({ name }) => name === 'Coverage')?.rows ?? [];
    };
    expect(coverageOf(true)[0]?.cells[0]?.value).to.equal('Every client has enough data for its indexes');
    const headsOf = (contract: boolean): number => coverageOf(contract)[3]?.cells.length ?? 0;
    expect(headsOf(false) - headsOf(true)).to.equal(evaluations[0]?.document.indexes.length);
    expect(coverageOf(false)[0]?.cells[0]?.value).to.equal('1 of 3 clients lack data for an index');
  });

  it('names one thing first everywhere: missed before at risk, then what costs an index most', () => {
    const [sample] = evaluations;
    if (sample === undefined) throw new Error('there are samples');
    const { document } = sample;
    const dearest = [...pointsByMetric(document)].toSorted(([, a], [, b]) => b - a).map(([metric]) => metric);
    const [most, second] = dearest;
    const statusOf = { [most ?? '']: 'at_risk', [second ?? '']: 'missed' } as const;
    const metrics = document.metrics.map(metric => ({
      ...metric,
      gap: -0.01,
      status: statusOf[metric.metric] ?? ('met' as const),
    }));
    const evaluation = { ...sample, document: { ...document, metrics } };
    const [title, , , ...rows] =
      portfolio({ ...input, evaluations: [evaluation] }).sheets.find(({ name }) => name === 'Worst gaps')?.rows ?? [];
    const label = metrics.find(({ metric }) => metric === second)?.label.en ?? '';
    expect(title?.cells[0]?.value).to.equal(`First to improve: ${label} of Acme Foods`);
    expect(rows.flatMap(({ cells }) => cells[2]?.tone ?? [])).to.deep.equal(['missed', 'at_risk']);
    const { ranking, quadrants } = improvement({
      period: evaluation.document,
      history: [],
      rules: { expectations: [] },
      subject: { client: 'ACME' },
      lastDay: '2026-01-31',
      grain: 'month',
      surveyed: [],
    });
    for (const { index, metrics: ranked } of ranking) {
      const places = quadrants.find(one => one.index === index)?.metrics.map(({ metric }) => metric);
      expect(places).to.deep.equal(ranked.map(({ metric }) => metric));
      const own = ranked.map(({ metric }) => metric).filter(metric => metric === most || metric === second);
      expect(ranked.map(({ metric }) => metric).slice(0, own.length)).to.deep.equal(own.length === 2 ? [second, most] : own);
    }
    expect(ranking.some(({ metrics: [first] }) => first?.metric === second)).to.equal(true);
  });

  it('ranks what a contract agrees as the Scorecard does: by the points of its own index, parts of the work among them', () => {
    const [sample] = evaluations;
    if (sample === undefined) throw new Error('there are samples');
    const contract = { id: 'nd-2026' };
    const whole = sample.document.metrics.find(({ metric }) => metric === 'on_time_delivery');
    if (whole === undefined) throw new Error('the sample has it');
    const { note: _note, ...judged } = whole;
    const agreed = { ...judged, status: 'missed' as const, value: 0.888, gap: -0.062 };
    const standard = { at_least: '95%', scope: {}, contract: contract.id };
    const scope = { carrier: 'Nordkurier' };
    const part = { ...agreed, scope, score: 2, value: 0.818, gap: -0.082, standard: { ...standard, scope } };
    const id = 'on_time_delivery (carrier: Nordkurier)';
    const leaf = (own: string, effective_weight: number, score: number, metric: string = whole.metric) => {
      return { id: own, metric, label: whole.label, weight: effective_weight, effective_weight, score, children: [] };
    };
    const [index] = sample.document.indexes;
    if (index === undefined) throw new Error('the sample has an index');
    const document = {
      ...sample.document,
      contract,
      metrics: [{ ...agreed, standard }, ...sample.document.metrics.filter(one => one !== whole)].map(one =>
        one.metric === whole.metric ? one : { ...one, standard: null, status: 'no_standard' as const, gap: null },
      ),
      measures: [part],
      // The packaged index, which the client does not see, weighs the whole; the contract's own weighs the part more.
      indexes: [
        { ...index, index: 'satisfaction', nodes: [leaf(whole.metric, 0.7, 0), leaf('otif', 0.3, 5, 'otif')] },
        { ...index, index: 'contract', nodes: [leaf(whole.metric, 0.4, 9), leaf(id, 0.6, 2)] },
      ],
    };
    const { sheets } = portfolio({ ...input, evaluations: [{ ...sample, document }] });
    const rowsOf = (name: string) =>
      (sheets.find(sheet => sheet.name === name)?.rows ?? []).map(({ cells }) => cells.map(one => one?.value));
    const name = 'On-time delivery rate (carrier Nordkurier)';
    expect(rowsOf('Overview').find(([client]) => client === 'Acme Foods')).to.include(name);
    const [title, , , , ...gaps] = rowsOf('Worst gaps');
    expect(title?.[0]).to.equal(`First to improve: ${name} of Acme Foods`);
    const shown = gaps.map(row => [row[1], row[7]]);
    expect(shown[0]?.[0]).to.equal(name);
    expect(shown[0]?.[1]).to.be.closeTo(4.8, 1e-9);
    expect(shown[1]?.[0]).to.equal('On-time delivery rate');
    expect(shown[1]?.[1]).to.be.closeTo(0.4, 1e-9);
    const found = improvement({
      period: document,
      history: [],
      rules: { expectations: [] },
      subject: { client: 'ACME' },
      lastDay: '2026-01-31',
      grain: 'month',
      surveyed: [],
    });
    expect(found.ranking.find(one => one.index === 'contract')?.metrics[0]?.metric).to.equal(id);
  });

  it('says its finding in the titles', () => {
    expect(named('Ranking')?.rows[1]?.cells[0]?.value).to.match(/^Acme Foods leads with [\d.]+; 北方乳业 is last with [\d.]+$/);
    expect(named('Coverage')?.rows[0]?.cells[0]?.value).to.equal('1 of 3 clients lack data for an index');
  });
});
