import { head, march, smallWorkspace } from './small-workspace.js';

const rules = `sources:
  - { id: tms, client: ACME, fact: stock_count, every: month }
standards:
  - { metric: on_time_delivery, at_least: "98%", from: 2026-01-01, scope: { client: ACME } }
expectations:
  - { metric: on_time_delivery, expects: "99%", basis: stated }
  - { metric: on_time_delivery, goal: "97%" }
consequences:
  - { metric: on_time_delivery, after: 1, label: { en: Recovery plan, zh: 整改计划 } }
credits:
  - id: sla
    fee: "100000"
    currency: CNY
    at_risk: "10%"
    scope: { client: ACME }
    items:
      - { metric: on_time_delivery, pool: "50%", steps: [{ less_than: "98%", credit: "40%" }] }
      - { metric: damage_free_delivery, pool: "50%", steps: [{ less_than: "98%", credit: "40%" }] }
surveys:
  - { wave: 2026-Q1, client: ACME, periods: [2026-03, 2026-Q1], invited: { client: 10 }, stale_after: 2026-06-30 }
`;

const jobs = 'jobs:\n  - { id: month, does: evaluate, schedule: "0 6 2 * *", with: { period: previous month } }\n';

/** A workspace whose language is Chinese, with everything that the answers of commands speak of. */
export const chineseWorkspace = (): Promise<string> =>
  smallWorkspace({
    'plumbline.yaml': `time_zone: UTC
language: zh
clients:
  - { code: ACME, name: { en: Acme Foods, zh: 艾克美食品 } }
  - { code: BETA, name: { en: Beta Parts, zh: 贝塔配件 } }
`,
    'config/rules.yaml': rules,
    'config/jobs.yaml': jobs,
    'march.csv': march,
    'fresh.csv': march.replace('no,', 'shipment_no,'),
    'faulty.csv': `${head}\nS8,ACMEE,delivered,Road,2026-03-02 12:00,2026-03-02 11:00\n`,
    'wrong-month.csv': `${head}\nS9,ACME,delivered,Road,2026-02-02 12:00,2026-02-02 11:00\n`,
    'late.csv': `${head}\nS9,ACME,delivered,Road,2026-03-03 12:00,2026-03-04 11:00\n`,
    'matrix.csv': ',transport,inventory,customer_service\ntransport,1,3,2\ninventory,,1,1/2\ncustomer_service,,,1\n',
    'answers.csv': 'transport,63.9%\ninventory,13.5%\ncustomer_service,36.0%\n',
    'what-if.yaml': 'standards:\n  - { metric: on_time_delivery, at_least: "70%", scope: { client: ACME } }\n',
    'later.yaml': 'standards:\n  - { metric: on_time_delivery, at_least: "70%", from: 2027-01-01 }\n',
  });
