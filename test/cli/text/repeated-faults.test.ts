import { expect } from 'chai';
import { RowFindings } from '../../../src/app/imports/row-findings.js';
import { repeatedText } from '../../../src/cli/text/repeated-faults.js';
import { importFaults } from '../../../src/faults/import.js';
import { fault } from '../../../src/faults/make.js';

describe('the same error in many rows', () => {
  const findings = new RowFindings(',');
  for (let line = 2; line < 102; line++) {
    const value = line % 4 === 0 ? 'n/a' : '31/02';
    const place = { file: 'june.csv', line, column: 'Promised' };
    const params = { value, field: 'promised_at', layout: 'acme.yaml', table: 'days.csv', key: 'id' };
    findings.reject({ number: line, cells: [`S${line}`, value] }, [fault(importFaults, 'lookup_missed', params, place)]);
  }
  findings.reject({ number: 200, cells: ['S200', ''] }, [
    fault(importFaults, 'client_unknown', { value: 'ACMEE', known: ['ACME'] }, { file: 'june.csv', line: 200, column: 'Client' }),
  ]);

  it('is told once, with its number, first rows, cells and one remedy; another one beside it', () => {
    const [many, one, ...more] = findings.errors;
    if (many === undefined || one === undefined) throw new Error('they were not gathered');
    expect(more).to.deep.equal([]);
    expect(repeatedText(many, 'en').split('\n')).to.deep.equal([
      'error lookup_missed  june.csv:2, column "Promised"',
      '   2 | S2,31/02',
      '  "31/02" is not in column "id" of days.csv.',
      '  Correct the cell, or add a line for it to days.csv.',
      '  In 100 rows: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …',
      '  Their cells: "31/02" × 75, "n/a" × 25.',
    ]);
    expect(repeatedText(many, 'zh')).to.contain('共 100 行：第 2、3、4').and.contain('其单元格："31/02" × 75');
    expect(repeatedText(one, 'en')).to.not.contain('rows:');
  });

  it('stays in the first faults as they came', () => expect(findings.faults.map(({ place }) => place.line)).to.have.lengthOf(20));
});
