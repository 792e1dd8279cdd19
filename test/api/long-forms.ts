const names = { en: 'A', zh: '甲' };
const none = { minimum: '', stretch: '', min_population: '', weight: '', site: '', carrier: '', lane: '', department: '' };

/** A calendar with as many holidays as a form takes. */
const longCalendar = {
  id: 'china',
  base: null,
  form: {
    kind: 'calendar',
    values: {
      id: 'china',
      hours: '09:00-18:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => ({ day, works: true, hours: '' })),
      holidays: Array.from({ length: 1800 }, (_, i) => new Date(Date.UTC(2020, 0, i)).toISOString().slice(0, 10)).join('\n'),
      working: '',
      exceptions: '',
    },
  },
};

/** A contract with as many measures as a form takes. */
const longContract = {
  id: null,
  base: null,
  form: {
    kind: 'contract',
    values: {
      id: 'long-2026',
      client: 'ACME',
      segment: '',
      from: '2026-01-01',
      until: '',
      month_starts_on: '',
      name: names,
      groups: Array.from({ length: 30 }, (_, i) => ({
        name: { en: `G${i}`, zh: `组${i}` },
        weight: '',
        measures: Array.from({ length: 100 }, (_item, j) => ({
          ...none,
          metric: 'on_time_delivery',
          comparator: 'at_least',
          level: `${j % 100}%`,
          reference: 'B.1',
        })),
      })),
      rules: [],
      credits: { currency: '', fee: '', per: '', at_risk: '', bonus_cap: '', point_value: '', items: [] },
      handout: { year_to_date: '', same_month_last_year: '', annex: '', sheets: [], sign_off: [] },
    },
  },
};

/** What the routes of forms are asked for that takes them longest. */
export const worstOfForms = {
  'get /config/object': [{ query: '?kind=calendar&id=china' }],
  'post /config/drafts': [{ body: longCalendar }, { body: longContract }],
  'get /config/contract-template': [{ query: '?client=ACME&lang=zh' }],
  'post /config/contract-workbooks': [{ raw: 'x'.repeat(1_000_000) }],
};
