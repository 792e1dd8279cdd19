import { expect } from 'chai';
import {
  agreedOf,
  begunContract,
  emptyMeasure,
  isOnlyProposed,
  proposedGroups,
  withChosen,
} from '../../src/web/contract-start.js';
import type { FormOf } from '../../src/contract/config-forms.js';

const metrics = (
  [
    ['on_time_delivery', 'up'],
    ['damage_rate', 'down'],
    ['complaint_rate', 'down'],
    ['billing_accuracy', 'up'],
  ] as const
).map(([id, improves]) => ({ id, improves }));
const all = metrics.map(({ id }) => id);
const groups = proposedGroups({ metrics, withFigure: new Set(['damage_rate', 'on_time_delivery', 'billing_accuracy', 'nps']) });
const contract: FormOf<'contract'> = {
  id: '',
  client: '',
  segment: '',
  from: '',
  until: '',
  month_starts_on: '',
  name: { en: '', zh: '' },
  groups,
  rules: [],
  credits: { currency: '', fee: '', per: '', at_risk: '', bonus_cap: '', point_value: '', items: [] },
  handout: { year_to_date: '', same_month_last_year: '', annex: '', sheets: [], sign_off: [] },
};
/** The proposed groups with something said of one measure. */
const withSaid = (group: number, measure: number, part: Partial<typeof emptyMeasure>) =>
  groups.map((one, g) => ({
    ...one,
    measures: one.measures.map((own, m) => (g === group && m === measure ? { ...own, ...part } : own)),
  }));

describe('a contract that is begun', () => {
  it('proposes what has a figure, in the order of contracts, compared by what is better', () => {
    expect(groups.map(({ name, measures }) => [name.zh, measures.map(one => `${one.metric} ${one.comparator}`)])).to.deep.equal([
      ['配送', ['on_time_delivery at_least', 'damage_rate at_most']],
      ['账单', ['billing_accuracy at_least']],
    ]);
    const [before, ...others] = proposedGroups({ metrics, withFigure: undefined });
    expect([before?.measures.map(({ metric }) => metric), others]).to.deep.equal([['on_time_delivery', 'damage_rate'], []]);
  });

  it('leaves out what nothing is said of, and finds each field of what is left again', () => {
    expect(agreedOf(contract, all, true).values.groups).to.deep.equal([]);
    const { values, shownAt } = agreedOf({ ...contract, groups: withSaid(1, 0, { level: '99' }) }, all, true);
    expect(values.groups.map(({ name, weight }) => [name.en, weight])).to.deep.equal([['Invoices', '']]);
    expect(shownAt(['groups', 0, 'measures', 0, 'level'])).to.deep.equal(['groups', 1, 'measures', 0, 'level']);
    const second = agreedOf({ ...contract, groups: withSaid(0, 1, { weight: '40' }) }, all, true);
    expect(second.shownAt(['groups', 0, 'measures', 0])).to.deep.equal(['groups', 0, 'measures', 1]);
    expect(second.shownAt(['groups', 0, 'weight'])).to.deep.equal(['groups', 0, 'weight']);
    expect(second.shownAt(['credits', 'items', 0])).to.deep.equal(['credits', 'items', 0]);
    // The only group with weights weighs all; where one of several has its own, nothing is put in.
    expect(second.values.groups.map(({ weight }) => weight)).to.deep.equal(['1']);
    // What a contract says already is not weighed unasked.
    const saved = agreedOf({ ...contract, groups: withSaid(0, 1, { weight: '40' }) }, all, false);
    expect(saved.values.groups.map(({ weight }) => weight)).to.deep.equal(['']);
    const own = withSaid(0, 1, { weight: '40' }).map((group, g) => (g === 1 ? { ...group, weight: '0.5' } : group));
    const kept = own.map((group, g) =>
      g === 1 ? { ...group, measures: group.measures.map(one => ({ ...one, level: '9' })) } : group,
    );
    expect(agreedOf({ ...contract, groups: kept }, all, true).values.groups.map(({ weight }) => weight)).to.deep.equal([
      '',
      '0.5',
    ]);
  });

  it('keeps what is shown without a level, and what somebody has chosen elsewhere once', () => {
    expect(isOnlyProposed({ ...emptyMeasure, metric: 'damage_rate' }, all)).to.equal(false);
    const own = { name: { en: 'Ours', zh: '' }, weight: '', measures: [emptyMeasure] };
    const fresh = { ...emptyMeasure, metric: 'billing_accuracy', comparator: 'at_least' };
    const { groups: next, chosen } = withChosen([...groups, own], { at: 2, part: { measures: [fresh] }, proposed: all });
    expect(chosen).to.equal('billing_accuracy');
    expect(next.map(({ name }) => name.en)).to.deep.equal(['Delivery', 'Ours']);
    const isNone = withChosen([...groups, own], { at: 2, part: { name: { en: 'Theirs', zh: '' } }, proposed: all });
    expect([isNone.chosen, isNone.groups.length]).to.deep.equal([undefined, 3]);
  });

  it('is numbered by its client and year, and begins with the year where it is the first', () => {
    const contracts = [
      { id: 'acme-foods-2026', whose: 'BETA', from: '2026-01-01' },
      { id: 'x', whose: 'CORA', from: '2025-01-01' },
      { id: 'y', whose: 'retail', from: '2025-01-01' },
    ];
    const clients = [{ id: 'DANA', name: { en: 'Dana', zh: 'Dana' }, calendar: null, segment: 'retail' }];
    const begun = (client: string) => begunContract(contract, client, { contracts, clients, year: 2026 });
    expect(begun('ACME Foods')).to.include({ client: 'ACME Foods', id: 'acme-foods-2026-2', from: '2026-01-01' });
    expect(begun('CORA')).to.include({ id: 'cora-2026', from: '' });
    expect(begun('DANA'), 'its segment has a contract').to.include({ id: 'dana-2026', from: '' });
  });
});
