import { expect } from 'chai';
import { spreadsheetFormula } from '../../src/reports/formula.js';

const values: Readonly<Record<string, number>> = { on_time: 0.9, intact: 0.8, days: 12 };
const names = {
  value: (metric: string) =>
    Object.hasOwn(values, metric) ? { formula: `<${metric}>`, result: values[metric] ?? 0 } : undefined,
  previous: (metric: string) => (metric === 'days' ? { formula: '<before>', result: 15 } : undefined),
};

describe("a formula metric's expression over cells", () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['on_time * intact', '<on_time>*<intact>', 0.72],
    ['1 - (previous(days) - days) / previous(days)', '1-(<before>-<days>)/<before>', 0.8],
    ['max(on_time, intact, 0.5) - 2 * -intact', 'MAX(<on_time>,<intact>,0.5)-2*(-<intact>)', 2.5],
    ['10 - 4 - 3', '10-4-3', 3],
  ];
  for (const [source, formula, result] of cases) {
    it(`${source} becomes ${formula}`, () => {
      const reckoned = spreadsheetFormula(source, names);
      expect(reckoned?.formula).to.equal(formula);
      expect(reckoned?.result).to.be.closeTo(result, 1e-12);
    });
  }

  for (const source of [
    'on_time > 0.5 ? 1 : 0',
    'unknown * 2',
    'previous(on_time)',
    'sqrt(days)',
    '(days',
    'days)',
    'constructor(days)',
    '',
  ]) {
    it(`${JSON.stringify(source)} cannot be said in cells`, () => {
      expect(spreadsheetFormula(source, names)).to.equal(undefined);
    });
  }
});
