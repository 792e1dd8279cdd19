import { expect } from 'chai';
import { changedValues } from '../../src/web/changed-values.js';

const measure = (metric: string, level: string, site = '') => ({ metric, comparator: 'at_least', level, site });
const contract = (...measures: readonly object[]) => ({
  id: 'a',
  groups: [{ name: { en: 'Delivery', zh: '' }, measures }],
  rules: [],
});

const said = (was: unknown, now: unknown) =>
  changedValues(was, now).map(({ way, was: before, now: after, is }) => [
    way.map(step => (typeof step === 'string' ? step : step.of)).join(' '),
    is ?? `${before} > ${after}`,
  ]);

describe('what changes in a form', () => {
  it('is named by the measure that it is about, wherever that stands now', () => {
    const was = contract(measure('otif', '95%'), measure('on_time_delivery', '97%'), measure('on_time_delivery', '98%', 'SHA'));
    const now = contract(
      measure('on_time_delivery', '97.5%'),
      measure('on_time_delivery', '98%', 'SHA'),
      measure('damage', '1%'),
    );
    expect(said(was, now)).to.deep.equal([
      ['groups Delivery measures otif', 'gone'],
      ['groups Delivery measures on_time_delivery level', '97% > 97.5%'],
      ['groups Delivery measures damage', 'new'],
    ]);
  });

  it('is said of the group that was taken away, and of one by another name', () => {
    const group = (en: string, metric: string) => ({ name: { en, zh: '' }, weight: '', measures: [measure(metric, '95%')] });
    const [delivery, complaints] = [group('Delivery', 'otif'), group('Complaints', 'complaint_rate')];
    expect(said({ groups: [delivery, complaints] }, { groups: [complaints] })).to.deep.equal([['groups Delivery', 'gone']]);
    expect(said({ groups: [delivery, complaints] }, { groups: [group('Transport', 'otif'), complaints] })).to.deep.equal([
      ['groups Delivery name en', 'Delivery > Transport'],
    ]);
  });

  it('is nothing where nothing changes, and lists of words are compared as a whole', () => {
    expect(changedValues(contract(measure('otif', '95%')), contract(measure('otif', '95%')))).to.deep.equal([]);
    expect(changedValues({ sheets: ['a', 'b'] }, { sheets: ['a'] })).to.deep.equal([{ way: ['sheets'], was: 'a, b', now: 'a' }]);
  });
});
