import type { Contract } from '../../src/standards/contract.js';

/** A contract of a client that asks for one of its metrics at a carrier, for the year to date and for the same month last year. */
export const contractOverTime = (client: string, metric: string): Contract => ({
  id: `contract-${client}`,
  scope: { client },
  from: '2025-01-01',
  rules: {},
  measures: [{ group: { en: 'Delivery', zh: '配送' }, metrics: [{ metric, min_population: 0, scope: { carrier: 'C1' } }] }],
  handout: { year_to_date: true, same_month_last_year: true, annex: [], sign_off: [] },
});
