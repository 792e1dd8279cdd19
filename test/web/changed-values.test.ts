import { expect } from 'chai';
import { changedValues } from '../../src/web/changed-values.js';

const measure = (metric: string, level: string, site = '') => ({ metric, comparator: 'at_least', level, site });
const contract = (...measures: readonly object[]) => ({
  id: 'a',
  groups: [{ name: { en: 'Delivery', zh: '' }, measures }],
  rules: [],
});

describe('what changes in a form', () => {
  it('is named by the measure that it is about, wherever that stands now', () => {
    const was = contract(measure('otif', '95%'), measure('on_time_delivery', '97%'), measure('on_time_delivery', '98%', 'SHA'));
    const now = contract(
      measure('on_time_delivery', '97.5%'),
      measure('on_time_delivery', '98%', 'SHA'),
      measure('damage', '1%'),
    );
    const found = changedValues(was, now).map(({ way, was: before, now: after, is }) => [
      way.map(step => (typeof step === 'string' ? step : step.of)).join(' '),
      is ?? `${before} > ${after}`,
    ]);
    expect(found).to.deep.equal([
      ['groups 1 measures otif', 'gone'],
      ['groups 1 measures on_time_delivery level', '97% > 97.5%'],
      ['groups 1 measures damage', 'new'],
    ]);
  });

  it('is nothing where nothing changes, and lists of words are compared as a whole', () => {
    expect(changedValues(contract(measure('otif', '95%')), contract(measure('otif', '95%')))).to.deep.equal([]);
    expect(changedValues({ sheets: ['a', 'b'] }, { sheets: ['a'] })).to.deep.equal([{ way: ['sheets'], was: 'a, b', now: 'a' }]);
  });
});
