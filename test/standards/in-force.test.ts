import { expect } from 'chai';
import fc from 'fast-check';
import { inForce, isInForce, specificity } from '../../src/standards/in-force.js';
import type { Dated, Scope } from '../../src/standards/standard.js';

interface Rule extends Dated {
  readonly name: string;
}
const rule = (name: string, scope: Scope, dates: Pick<Dated, 'from' | 'until'> = {}): Rule => ({ name, scope, ...dates });
const subject = { client: 'ACME', segment: 'retail', department: 'D1', site: 'S1', carrier: 'C1', lane: 'L1' };
const named = (rules: readonly Rule[], day = '2026-03-31', of: Parameters<typeof inForce>[1] = subject): string | undefined =>
  inForce(rules, of, day)?.name;

describe('The rule in force', () => {
  it('holds from its first day to its last, both in', () => {
    const one = rule('one', {}, { from: '2026-01-01', until: '2026-03-31' });
    const days = ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'];
    expect(days.map(day => isInForce(one, day))).to.deep.equal([false, true, true, false]);
    expect(isInForce(rule('ever', {}), '1970-01-01')).to.equal(true);
  });

  it('is the latest that has begun', () => {
    const rules = [
      rule('new', {}, { from: '2026-03-31' }),
      rule('old', {}, { from: '2025-01-01' }),
      rule('first', {}),
      rule('next', {}, { from: '2026-04-01' }),
    ];
    expect(named(rules)).to.equal('new');
    expect(named(rules, '2026-03-30')).to.equal('old');
    expect(named(rules, '2024-12-31')).to.equal('first');
  });

  it('is the one with the more specific scope, before any later one', () => {
    const rules = [rule('everywhere', {}, { from: '2026-03-01' }), rule('client', { client: 'ACME' }, { from: '2020-01-01' })];
    expect(named(rules)).to.equal('client');
    expect(named(rules, '2026-03-31', { client: 'OTHER' })).to.equal('everywhere');
  });

  it('has more keys first, then lane, carrier, site, department, client, segment', () => {
    const order: readonly Scope[] = [
      { client: 'ACME', segment: 'retail' },
      { lane: 'L1' },
      { carrier: 'C1' },
      { site: 'S1' },
      { department: 'D1' },
      { client: 'ACME' },
      { segment: 'retail' },
      {},
    ];
    const rules = order.map(scope => rule(JSON.stringify(scope), scope));
    for (let left = 0; left < rules.length; left++) expect(named(rules.slice(left).toReversed())).to.equal(rules[left]?.name);
    expect(specificity({ department: 'D1', client: 'ACME' })).to.be.greaterThan(specificity({ lane: 'L1' }));
    expect(specificity({ carrier: 'C1', segment: 'retail' })).to.be.greaterThan(specificity({ site: 'S1', department: 'D1' }));
  });

  it('asks everything of its scope: a subject that does not name a key is not in it', () => {
    expect(named([rule('site', { client: 'ACME', site: 'S1' })], '2026-03-31', { client: 'ACME' })).to.equal(undefined);
    expect(named([rule('other', { client: 'OTHER' })])).to.equal(undefined);
  });

  it('does not depend on the order of the file', () => {
    const key = fc.option(fc.constantFrom('ACME', 'X'), { nil: undefined });
    const drawn = fc.record({ client: key, site: key, lane: key });
    const rules = fc
      .uniqueArray(drawn, { selector: one => JSON.stringify(one), maxLength: 8 })
      .map(scopes =>
        scopes.map(scope =>
          rule(JSON.stringify(scope), Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined))),
        ),
      );
    fc.assert(
      fc.property(rules, given => {
        const of = { client: 'ACME', site: 'ACME', lane: 'ACME' };
        expect(named(given.toReversed(), '2026-03-31', of)).to.equal(named(given, '2026-03-31', of));
      }),
    );
  });
});
