import { expect } from 'chai';
import { rowsNamed } from '../../src/cli/rows-named.js';

describe('Rows that --rows names', () => {
  it('are parted by commas, but for those in the name of a sheet', () => {
    expect(rowsNamed('17, 18,')).to.deep.equal(['17', '18']);
    expect(rowsNamed('March!17,April!3')).to.deep.equal(['March!17', 'April!3']);
    expect(rowsNamed('March, April!17, 18,May,  June!2')).to.deep.equal(['March, April!17', '18', 'May,  June!2']);
    // What ends with no number is refused as it was given.
    expect(rowsNamed('17,x, y')).to.deep.equal(['17', 'x, y']);
  });
});
