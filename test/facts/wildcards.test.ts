import { expect } from 'chai';
import { hasForm, hasPathForm } from '../../src/facts/wildcards.js';

describe('a pattern for names', () => {
  it('stands for names, and for folders only where it says so', () => {
    expect(['*.csv', 'a?.csv', 'x/*.csv', '**/*.csv', '**'].map(pattern => hasPathForm(pattern, 'ab.csv'))).to.deep.equal([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(['*.csv', 'x/*.csv', '**/*.csv', 'x/**'].map(pattern => hasPathForm(pattern, 'x/y/ab.csv'))).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
    expect(hasPathForm('a+(1).csv', 'a+(1).csv')).to.equal(true);
    expect(hasPathForm('a.csv', 'abcsv')).to.equal(false);
  });

  it('takes ** with a slash for any folders or none, and one sign for a character of any plane', () => {
    const fitting = (pattern: string): readonly string[] =>
      ['b.csv', 'a/b.csv', 'x/a/b.csv', 'ab.csv', 'a/b/c.csv'].filter(path => hasPathForm(pattern, path));
    expect(fitting('**/b.csv')).to.deep.equal(['b.csv', 'a/b.csv', 'x/a/b.csv']);
    expect(fitting('a/**/b.csv')).to.deep.equal(['a/b.csv']);
    expect(fitting('**b.csv')).to.deep.equal(['b.csv', 'a/b.csv', 'x/a/b.csv', 'ab.csv']);
    expect(fitting('**/**')).to.have.length(5);
    expect(hasPathForm('?.csv', '𠮷.csv')).to.equal(true);
  });

  it('has in the name of a sheet stars for any signs, a slash too', () => {
    const fitting = (pattern: string): readonly string[] =>
      ['Count 2026', 'Count 05/2026', 'Count', 'Recount 2026 x'].filter(name => hasForm(pattern, name));
    expect(fitting('Count*2026')).to.deep.equal(['Count 2026', 'Count 05/2026']);
    expect(fitting('*ount**')).to.have.length(4);
    expect(fitting('Coun?')).to.deep.equal(['Count']);
    expect(fitting('')).to.deep.equal([]);
    expect(hasForm('', '')).to.equal(true);
  });
});
