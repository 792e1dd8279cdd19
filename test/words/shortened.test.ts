import { expect } from 'chai';
import { importFaults } from '../../src/faults/import.js';
import { fault } from '../../src/faults/make.js';
import { verbatim } from '../../src/faults/phrase.js';
import { serviceFaults } from '../../src/faults/service.js';
import { longestInFault } from '../../src/faults/shortened.js';
import { faultJson } from '../../src/faults/worded.js';

const long = 'x'.repeat(900_000);

describe('what a fault says of what came from outside', () => {
  it('is cut, in values, reasons, lists and the name of a column, in both languages', () => {
    const made = [
      fault(serviceFaults, 'property_unknown', { of: long, name: long, known: [long, 'key'] }),
      fault(serviceFaults, 'parameter_wrong', { where: 'body', name: long, value: long, reason: verbatim(long) }),
      fault(
        importFaults,
        'survey_item_unknown',
        { value: long, field: 'item', layout: 'a', known: ['trust'] },
        { file: 'a.csv', line: 2, column: long },
      ),
    ];
    for (const one of made) expect(JSON.stringify(faultJson(one)).length, one.code).to.be.below(12 * longestInFault);
    expect(made[0]?.params).to.deep.include({ name: `${'x'.repeat(longestInFault)}…` });
    expect(made[2]?.place.column).to.equal(`${'x'.repeat(longestInFault)}…`);
  });

  it('is cut between characters, never within one, and stays as it is where it is short', () => {
    const emoji = fault(serviceFaults, 'property_unknown', { of: '', name: '😀'.repeat(300).padStart(601, 'x'), known: [] });
    expect(/\p{Cs}/u.test(emoji.params.name)).to.equal(false);
    const known = ['key', 'name'];
    expect(fault(serviceFaults, 'property_unknown', { of: '', name: 'kye', known }).params.known).to.equal(known);
  });
});
