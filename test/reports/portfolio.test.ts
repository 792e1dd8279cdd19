import { expect } from 'chai';
import { portfolio } from '../../src/reports/portfolio.js';
import { improvement } from '../../src/standards/improvement/improvement.js';
import { pointsByMetric } from '../../src/standards/improvement/recoverable.js';
import { finding } from '../../src/reports/summary.js';
import { wordsOf } from '../../src/reports/words.js';
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
    expect(book.sheets.map(({ name }) => name)).to.deep.equal(['Ranking', 'Heat map', 'Worst gaps', 'Coverage', 'Audit']);
    expect(portfolio({ ...input, language: 'zh' }).sheets.map(({ name }) => name)).to.deep.equal([
      '排名',
      '热力图',
      '最大差距',
      '数据覆盖',
      '审计',
    ]);
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
    expect(row?.cells[1]).to.include({ tone: 'missed', value: 0.99996, format: '"▼ "0.000%' });
    expect(row?.cells[3]).to.include({ tone: 'no_data', value: '○' });
  });

  it('names one thing first everywhere: missed before at risk, then what costs an index most', () => {
    const [sample] = evaluations;
    if (sample === undefined) throw new Error('there are samples');
    const { document } = sample;
    const dearest = [...pointsByMetric(document.indexes)].toSorted(([, a], [, b]) => b - a).map(([metric]) => metric);
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
    expect(finding({ language: 'en', evaluation }, { words: wordsOf('en') })).to.contain(
      `First to improve is ${label} (missed, costs most points)`,
    );
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

  it('says its finding in the titles', () => {
    expect(named('Ranking')?.rows[1]?.cells[0]?.value).to.match(/^Acme Foods leads with [\d.]+; 北方乳业 is last with [\d.]+$/);
    expect(named('Coverage')?.rows[0]?.cells[0]?.value).to.equal('1 of 3 clients lack data for an index');
  });
});
