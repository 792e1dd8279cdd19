import { expect } from 'chai';
import { threadsFor } from '../../../src/reports/writers/workbook-thread.js';

describe('the threads that make workbooks', () => {
  it('are as many as there are cores to spare and memory for, at least one and at most four', () => {
    const gigabytes = 2 ** 30;
    const cases = [
      [1, 64],
      [2, 64],
      [4, 64],
      [32, 64],
      [32, 8],
      [32, 1],
    ] as const;
    expect(cases.map(([cores, memory]) => threadsFor(cores, memory * gigabytes))).to.deep.equal([1, 1, 3, 4, 2, 1]);
  });
});
