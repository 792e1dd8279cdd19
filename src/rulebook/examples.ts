/** A commented example: every key is commented out, so that the defaults apply until a user changes them. */
function example(words: string, yaml: string): string {
  const commented = yaml
    .trim()
    .split('\n')
    .map(line => `# ${line}`.trimEnd())
    .join('\n');
  const head = words
    .trim()
    .split('\n')
    .map(line => `## ${line}`.trimEnd())
    .join('\n');
  return `${head}\n\n${commented}\n`;
}

/** One commented example file for every kind of config object, by its name in config/. Without the `# ` each is valid. */
export const examples: Readonly<Record<string, string>> = {
  'metrics.yaml': example(
    'What is measured. An object here replaces the whole packaged object with the same id.\n"plumbline metrics list" shows all metrics, "plumbline metrics show ID" shows one.',
    `
metrics:
  - id: express_on_time
    label: { en: On-time delivery of express goods, zh: 快件准时送达率 }
    kind: proportion             # proportion | ratio | total | mean | formula
    of: shipment
    per: [shipment_no]           # a shipment passes if all its judged lines pass
    improves: up                 # up | down
    unit: "%"                    # % | hours | minutes | seconds | points | count | a currency per something
    stage: trial                 # trial: shown, not scored
    dated: 'coalesce(delivered_at, closed_at)'
    population: { says: { en: express deliveries, zh: 快件送货 }, when: 'service == "express" and one_of(status, "delivered", "refused", "lost")' }
    passes: { says: { en: delivered no later than promised, zh: 不晚于承诺时间送达 }, when: 'status == "delivered" and done_by(delivered_at, promised_at + grace)' }
    params: { grace: 'minutes(0)' }
`,
  ),
  'standards.yaml': example(
    'The level agreed for a metric: at_least, more_than, at_most, less_than or equals.\nThe most specific scope takes precedence, then the latest "from".',
    `
standards:
  - metric: on_time_delivery
    at_least: "98%"
    minimum: "95%"               # between minimum and level: at risk; worse: missed
    stretch: "99.5%"
    min_population: 30           # fewer judged than this: insufficient
    from: 2026-01-01
    scope: { client: ACME }      # client, segment, department, site, carrier, lane
    reference: "Annex B"
    params: { grace: 'minutes(15)' }
`,
  ),
  'expectations.yaml': example(
    'What the client expects (expects), what you aim at (goal), what you promised (promise) and what you believe the client expects (understanding), with its basis.',
    `
expectations:
  - { metric: on_time_delivery, expects: "99%", basis: stated, from: 2026-01-01, scope: { client: ACME } }
  - { metric: on_time_delivery, understanding: "98%", basis: experience, from: 2026-01-01, scope: { client: ACME } }
`,
  ),
  'scales.yaml': example(
    'How a value becomes a score from 1 to 10: in bands (the best first, the last without a limit), or along a line.',
    `
scales:
  - metric: on_time_delivery
    from: 2026-01-01
    scope: { client: ACME }
    bands:
      - { at_least: "99.5%", score: 10 }
      - { at_least: "98%", score: 8 }
      - { at_least: "95%", score: 5 }
      - { score: 1 }
  - metric: freight_cost_per_km
    linear: { floor: "6.50", target: "4.00", scores: [1, 10] }
`,
  ),
  'indexes.yaml': example(
    'Weighted trees. The weights of siblings must add up to exactly 1; write a third as 1/3.',
    `
indexes:
  - id: delivery
    label: { en: Delivery, zh: 送货 }
    from: 2026-01-01
    on_missing: renormalise      # renormalise | propagate
    min_coverage: "60%"
    tree:
      - { metric: on_time_delivery, weight: "0.6" }
      - id: care
        label: { en: Care, zh: 货物安全 }
        weight: "0.4"
        children:
          - { metric: damage_free_delivery, weight: "0.5" }
          - { metric: complaint_rate, weight: "0.5" }
    amplify:
      - { metric: complaint_rate, factor: '1 + repeat_complaints / 4', at_most: "2" }
`,
  ),
  'calendars.yaml': example(
    'Working days and hours. Sites and clients in plumbline.yaml refer to a calendar by its id.',
    `
calendars:
  - id: two_shifts
    weekdays: [mon, tue, wed, thu, fri, sat]
    hours: ["06:00-14:00", "14:00-22:00"]
    holidays: [2026-10-01..2026-10-07, 2026-12-25]
    working: [2026-10-10]
  - id: nights_and_saturdays
    hours: { mon-fri: ["14:00-22:00", "22:00-06:00"], sat: ["09:00-13:00"] }
    exceptions: { 2026-12-24: ["09:00-13:00"] }
`,
  ),
  'phrases.yaml': example(
    'The score of each phrase that a survey offers.',
    `
phrases:
  - id: three_steps
    en: { good: 9, fair: 6, poor: 2 }
    zh: { 好: 9, 一般: 6, 差: 2 }
`,
  ),
  'reasons.yaml': example(
    'Why something failed, which party was responsible, and whether it can be excused.',
    `
reasons:
  - { code: STRIKE, label: { en: Strike at the port, zh: 港口罢工 }, party: force_majeure, excusable: true }
`,
  ),
  'sources.yaml': example(
    'Sources that must have arrived before a period can be closed.',
    `
sources:
  - { id: acme_shipments, client: ACME, fact: shipment, every: day, due: "the next day 12:00" }
  # Receipts come from one carrier only: of other carriers' shipments a missing receipt says nothing.
  - { id: dsv_receipts, client: ACME, fact: shipment, every: month, fields: [pod_returned_at], covers: 'carrier == "DSV"' }
`,
  ),
  'fields.yaml': example(
    'Your own fields, of type instant, day, number, text or boolean. Layouts fill them, and metrics use them like built-in fields.',
    `
fields:
  - { fact: shipment, id: temperature_max, type: number, label: { en: Highest temperature, zh: 最高温度 } }
`,
  ),
  'rates.yaml': example(
    'Exchange rates: what one unit of from_currency is worth in the other currency, from a day on.',
    `
rates:
  - { from_currency: USD, to: CNY, rate: "7.10", from: 2026-01-01 }
`,
  ),
  'jobs.yaml': example(
    'What "plumbline serve" does on a schedule; "plumbline jobs run ID" does it at once. An object here replaces the whole packaged object with the same id.',
    `
jobs:
  - { id: import, does: import_inbox, schedule: "*/15 * * * *" }   # a file in inbox/NAME/ is read with the layout NAME
  - { id: mail, does: mail, with: { to: { ACME: [quality@acme.example] } } }
  - { id: month_end, does: chain, schedule: "0 6 2 * *", failures_to: [ops@example.com], with: { steps: [import, evaluate, scorecards, mail] } }
`,
  ),
  'surveys.yaml': example(
    'Waves of surveys: the periods in which each counts, how many people were invited, the share of each group, and the day after which it is out of date.',
    `
surveys:
  - wave: 2026-Q2
    client: ACME                   # leave it out for every client
    periods: [2026-Q2, 2026-06]
    invited: { client: 20, consignee: 40, internal: 12, outsider: 5 }
    shares: { client: "60%", consignee: "20%", internal: "10%", outsider: "10%" }
    stale_after: 2026-12-31
`,
  ),
  'layouts/example.yaml': example(
    'What the columns of a source file mean. "plumbline layout propose FILE" writes one from the headers.',
    `
layout: example
fact: shipment
format: csv                      # csv | xlsx | ndjson | sql
time_zone: Asia/Shanghai         # of times without a zone; without it, the site's or client's
fields:
  client:       { const: ACME }
  shipment_no:  { column: Waybill }
  promised_at:  { column: Promised, format: dd/MM/yyyy, at: end_of_day }
  delivered_at: { column: Delivered, format: [dd/MM/yyyy HH:mm, dd/MM/yyyy] }
  status:       { column: Status, map: { OK: delivered, RET: refused }, otherwise: { const: open } }
  damaged_qty:  { column: Damaged, missing: { const: 0 } }
`,
  ),
};
