import { expect } from 'chai';
import { exceptionsOf } from '../../src/reports/exception-facts.js';
import { exceptionSheet } from '../../src/reports/exceptions.js';
import type { EvidenceList } from '../../src/reports/input.js';
import { wordsOf } from '../../src/reports/words.js';
import type { Contract } from '../../src/standards/contract.js';
import { sampleEvidence, sampleInput } from '../support/sample-input.js';

const contract: Contract = {
  id: 'acme-2026',
  scope: { client: 'ACME' },
  from: '2026-01-01',
  rules: {},
  measures: [{ group: { en: 'Delivery', zh: '配送' }, metrics: [{ metric: 'on_time_delivery', min_population: 1, scope: {} }] }],
};
const returned = [{ en: 'Receipt returned at', zh: '回单返回时间' }];
const promised = [{ en: 'Promised at', zh: '承诺时刻' }];

/** Under a contract: two failures, four shipments without a promise, and forty-eight that no source covers, of two carriers. */
function sheetIn(language: 'en' | 'zh') {
  const lists = sampleEvidence(2, 52).map((list): EvidenceList => {
    if (list.membership === 'failed') return list;
    const rows = list.rows.map((row, at) => ({
      ...row,
      values: row.values.map((value, column) => (column === 1 ? (at % 4 === 0 ? 'Colis Vert' : 'Nordkurier') : value)),
      ...(at < 4 ? { missing: promised } : { unrecorded: returned }),
    }));
    return { ...list, rows };
  });
  const input = sampleInput({ language, evidence: lists });
  const { document } = input.evaluation;
  const evaluation = { ...input.evaluation, document: { ...document, contract: { id: contract.id } } };
  const shown = { ...input, evaluation, rulebook: { ...input.rulebook, contracts: [contract] } };
  return exceptionSheet(shown, wordsOf(language), exceptionsOf(shown));
}

describe('the Exceptions sheet under a contract', () => {
  for (const [language, counted, nordkurier, colis, below] of [
    [
      'en',
      'Shipment: what is missing where nothing could be judged',
      'not recorded (no source covers it): Receipt returned at; carrier Nordkurier',
      'not recorded (no source covers it): Receipt returned at; carrier Colis Vert',
      'Shipment: 48 could not be judged, because no source covers what is needed',
    ],
    [
      'zh',
      '运单：无法判定的记录缺失的内容',
      '未记录（没有数据源覆盖）：回单返回时间；承运商 Nordkurier',
      '未记录（没有数据源覆盖）：回单返回时间；承运商 Colis Vert',
      '运单：无法判定 48 条（所需数据没有数据源覆盖）',
    ],
  ] as const)
    it(`prints a line for each cause why facts could not be judged, what no source covers by carrier, in ${language}`, () => {
      const { rows, printed } = sheetIn(language);
      const texts = rows.map(({ cells }) => cells.map(cell => cell?.value ?? null));
      const rowOf = (text: string): number => texts.findIndex(([first]) => first === text);
      const at = rowOf(counted);
      const missing = language === 'en' ? 'missing: Promised at' : '缺少：承诺时刻';
      const [join, more] = language === 'en' ? [', ', ' …'] : ['、', '……'];
      const numbers = (...places: number[]) => places.map(place => `S-${100_000 + place}`).join(join) + more;
      expect(texts.slice(at + 2, at + 5).map(([facts, , why, first]) => [facts, why, first])).to.deep.equal([
        [36, nordkurier, numbers(5, 6, 7)],
        [12, colis, numbers(4, 8, 12)],
        [4, missing, numbers(0, 1, 2)],
      ]);
      const last = Number(/\d+$/.exec(printed ?? '')?.[0]);
      expect(last).to.be.within(at + 5, rowOf(below));
      expect(texts.length - rowOf(below)).to.be.at.least(50);
      const each = texts.flatMap(([first], row) =>
        row >= last && typeof first === 'string' && first.startsWith('S-') ? [first] : [],
      );
      expect(new Set(each).size, 'each stands below, on the screen').to.equal(52);
      expect(texts[last - 1]?.[0], 'and it is said where').to.match(/on the page of each measure\.$|各指标的页面查看。$/);
      expect(JSON.stringify(texts), 'a client has no command line').to.not.contain('plumbline ');
    });
});
