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

/** A contract with groups of measures whose fields are all filled in. */
const longContract = (groups: number, each: number) => ({
  id: null,
  base: null,
  form: {
    kind: 'contract' as const,
    values: {
      id: 'long-2026',
      client: 'ACME',
      segment: '',
      from: '2026-01-01',
      until: '',
      month_starts_on: '',
      name: names,
      groups: Array.from({ length: groups }, (_, i) => ({
        name: { en: `G${i}`, zh: `组${i}` },
        weight: '',
        measures: Array.from({ length: each }, (_item, j) => ({
          ...none,
          metric: 'on_time_delivery',
          comparator: 'at_least',
          level: `${50 + (j % 50)}%`,
          minimum: '1%',
          stretch: '100%',
          min_population: '30',
          weight: `1/${each}`,
          lane: `L${i}-${j}`,
          reference: 'B.1',
        })),
      })),
      rules: [],
      credits: { currency: '', fee: '', per: '', at_risk: '', bonus_cap: '', point_value: '', items: [] },
      handout: { year_to_date: '', same_month_last_year: '', annex: '', sheets: [], sign_off: [] },
    },
  },
});

/** The contract of a firm with very many measures, which a form still takes. */
export const contractOf300 = longContract(10, 30);

/** Texts of contracts that are read of what is sent: one of very many measures, very many of none. */
export const longContractTexts = [
  `contracts:\n  - id: long\n    client: ACME\n    from: 2026-01-01\n    measures:\n      - group: G\n        metrics:\n${Array.from(
    { length: 320 },
    (_, i) =>
      `          - { metric: on_time_delivery, at_least: "${i}%", minimum: "1%", min_population: 30, weight: "0.1", scope: { lane: L${i} } }\n`,
  ).join('')}`,
  `contracts:\n${Array.from({ length: 1500 }, (_, i) => `  - { id: c${i}, client: ACME, from: 2026-01-01, measures: [] }\n`).join('')}`,
];

const parts = [
  'delivered_by_due',
  'dispatched_in_time',
  'feedback_in_time',
  'receipt_returned_in_time',
  'order_processed_in_time',
];
const more = ['declared_in_time', 'cleared_in_time', 'complaint_resolved_in_time', 'task_done_in_time', 'task_done_or_due'];
const dues = [
  'delivery_due: promised_at',
  'dispatch_due: dispatch_due_at',
  'feedback_due: feedback_due_at',
  'order_due: order_due_at',
];
const kept = [
  `not_cancelled: 'coalesce(status, "open") != "cancelled"'`,
  `delivery_ended: 'one_of(status, "delivered", "lost")'`,
  `refused_or_lost: 'one_of(coalesce(status, "open"), "lost")'`,
  `is_delivered: 'status == "delivered"'`,
  "delivered_in_full: 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product)'",
  "delivered_undamaged: 'sum_of(damaged_qty) == 0'",
  `is_complaint: 'kind != "praise"'`,
  `is_outbound: 'direction == "outbound"'`,
  "repeats_complaint: 'not is_missing(repeat_of)'",
  "grace: 'minutes(5)'",
];

/** Ten contracts that word two dozen rules each. */
export const contractsOfManyRules = `contracts:\n${['ACME', 'BETA', 'CORA', 'DELI', 'ECHO']
  .flatMap(client => ['2026-01-01', '2026-07-01'].map(from => ({ client, from })))
  .map(({ client, from }, i) => {
    const graces = [...parts, ...more].map((name, j) => `${name}.grace: 'minutes(${i + j + 1})'`);
    const byDay = dues.map(due => due.replace(/: (\w+)$/, ": 'end_of_day($1)'"));
    const rules = [...graces, ...byDay, ...kept].map(rule => `      ${rule}\n`).join('');
    return `  - id: many-${i}\n    client: ${client}\n    from: ${from}\n    rules:\n${rules}    measures: [ { group: G, metrics: [ { metric: otif } ] } ]\n`;
  })
  .join('')}`;

/** What the routes of forms are asked for that takes them longest. */
export const worstOfForms = {
  'get /config/object': [{ query: '?kind=calendar&id=china' }],
  'post /config/drafts': [
    { body: longCalendar },
    { body: contractOf300 },
    { body: longContract(16, 100) },
    { body: longContract(30, 100) },
  ],
  'get /config/holiday-places': [{}],
  'get /config/public-holidays': ['TW', 'HK', 'ES'].map(country => ({ query: `?country=${country}&first_year=2024&years=5` })),
  'get /config/contract-template': [{ query: '?client=ACME&lang=zh' }],
  'post /config/contract-workbooks': [{ raw: 'x'.repeat(1_000_000) }],
};
