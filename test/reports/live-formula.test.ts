import { expect } from 'chai';
import { liveFormula } from '../../src/reports/live-formula.js';

describe('a live figure', () => {
  it('is rounded as the document rounds, with the document as its result', () => {
    expect(liveFormula(0.923076923077, [{ formula: 'C2/D2', result: 12 / 13 }])).to.deep.equal({
      formula: 'ROUND(C2/D2,12)',
      result: 0.923076923077,
    });
    expect(liveFormula(83.1234567891, [{ formula: 'C2', result: 83.12345678912345 }])).to.deep.equal({
      formula: 'ROUND(C2,10)',
      result: 83.1234567891,
    });
  });

  it('takes the first way that gives the documented figure', () => {
    const ways = [undefined, { formula: 'F2-E2', result: 0.02 }, { formula: 'E2-F2', result: -0.02 }];
    expect(liveFormula(-0.02, ways)).to.deep.equal({ formula: 'ROUND(E2-F2,13)', result: -0.02 });
  });

  it('is the plain number where no formula gives it, and nothing where there is no data', () => {
    expect(liveFormula(0.5, [{ formula: 'C2/D2', result: 0.50001 }])).to.equal(0.5);
    expect(liveFormula(0.5, [{ formula: 'C2/D2', result: Number.NaN }])).to.equal(0.5);
    expect(liveFormula(null, [{ formula: 'C2/D2', result: 0 }])).to.equal(null);
    expect(liveFormula(Number.POSITIVE_INFINITY, [])).to.equal(null);
  });
});
