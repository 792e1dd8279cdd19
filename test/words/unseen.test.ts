import { expect } from 'chai';
import { amendmentFaults } from '../../src/faults/amendments.js';
import { fault } from '../../src/faults/make.js';
import { readersFaults } from '../../src/faults/readers.js';
import { formatFault, worded } from '../../src/faults/worded.js';

const turned = 'A\u202eB\u001b[2K';

describe('what cannot be seen in a name from outside', () => {
  it('is shown as its code, also where a message does not quote the name', () => {
    const found = fault(amendmentFaults, 'exclusion_of_formula', { metric: turned, parts: ['x\u2066', 'half \ud83d'] });
    for (const language of ['en', 'zh'] as const) {
      const { what, remedy } = worded(language, found);
      expect(`${what}${remedy}`)
        .to.contain('A\\u{202e}B\\u{1b}[2K')
        .and.to.contain('x\\u{2066}')
        .and.to.contain('half \\u{d83d}');
    }
  });

  it('is shown as its code in the file, column and excerpt of a place, and lines and tabs stay', () => {
    const found = fault(
      readersFaults,
      'row_ragged',
      { cells: 2, columns: 3 },
      { file: turned, line: 2, column: turned, excerpt: `a\t${turned}` },
    );
    const shown = formatFault(found);
    expect(Array.from(shown).filter(one => '\u202e\u001b'.includes(one))).to.deep.equal([]);
    expect(shown.split('\n').slice(0, 2)).to.deep.equal([
      'error row_ragged  A\\u{202e}B\\u{1b}[2K:2, column "A\\u{202e}B\\u{1b}[2K"',
      '   2 | a\tA\\u{202e}B\\u{1b}[2K',
    ]);
  });
});
