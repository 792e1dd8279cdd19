import { expect } from 'chai';
import { amendmentsText } from '../../../src/cli/text/amendments.js';
import type { AmendmentView } from '../../../src/contract/amendments.js';

const exclusion = (from: string, to: string, time_zone = 'Asia/Shanghai'): AmendmentView => ({
  kind: 'exclusion',
  number: 7,
  client: 'ACME',
  time_zone,
  state: 'requested',
  requested_by: 'li',
  requested_at: '2026-07-01T00:00:00Z',
  decisions: [],
  about: {
    metrics: [],
    facts: [],
    where: { destination: '宁波' },
    from,
    to,
    reason: { code: 'AO', label: { en: 'Weather', zh: '天气' }, party: 'force_majeure' },
    evidence: '',
  },
});

describe('a window in a list of exclusions', () => {
  for (const [from, to, zone, said] of [
    ['2026-06-09T16:00:00Z', '2026-06-12T16:00:00Z', 'Asia/Shanghai', 'from 2026-06-10 to 2026-06-12;'],
    ['2026-03-27T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin', 'from 2026-03-28 to 2026-03-29;'],
    ['2026-06-09T16:00:00Z', '2026-06-12T08:30:00Z', 'Asia/Shanghai', 'from 2026-06-10 to before 2026-06-12T08:30:00Z;'],
  ] as const)
    it(`stands in the days of ${zone}: ${said}`, () =>
      expect(amendmentsText('exclusion', [exclusion(from, to, zone)], 'en')).to.contain(`destination 宁波; ${said} all metrics`));
});
