import { expect } from 'chai';
import type { Chart } from '../../../src/reports/chart.js';
import { chartPng } from '../../../src/reports/writers/chart-png.js';

describe('charts as PNG', () => {
  it('are drawn once as long as they are the same, and anew where anything of them differs', async () => {
    const chart = (last: number): Chart => ({
      kind: 'spark',
      points: [1, 2, last],
      levels: [2, 2, 2],
      colour: '1F4E79',
      lastColour: 'A8321A',
      width: 80,
      height: 20,
    });
    const first = await chartPng(chart(3));
    expect(await chartPng(chart(3))).to.equal(first);
    expect((await chartPng(chart(0))).equals(first)).to.equal(false);
  });
});
