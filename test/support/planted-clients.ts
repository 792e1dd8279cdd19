import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addActionFor } from '../../src/app/actions/write.js';
import { openDispute } from '../../src/app/amendments/dispute.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { makeSurveyLink } from '../../src/app/surveys/links.js';
import { shipmentLayout } from './shipment-layout.js';

/** A client, and the word that stands in everything that is its own: wherever the word is, something of the client is. */
export interface Planted {
  readonly code: string;
  readonly word: string;
}

/** Two clients, with as much config, facts and records of each. */
export const planted: readonly [Planted, Planted] = [
  { code: 'ACME', word: 'quokka' },
  { code: 'LOTUS', word: 'wombat' },
];

/** When everything of these happens. */
export const plantedAt = Date.UTC(2026, 6, 10);

const clientLine = ({ code, word }: Planted): string =>
  `  - { code: ${code}, name: { en: ${word} Foods, zh: ${word} 食品 }, segment: segment_${word}, calendar: calendar_${word}, depth: all }`;

const rules = ({ code, word }: Planted): string => `metrics:
  - id: kept_${word}
    scope: { client: ${code} }
    label: { en: Kept ${word}, zh: 保持 ${word} }
    says: { en: says ${word}, zh: 说明 ${word} }
    aliases: [alias ${word}]
    kind: proportion
    of: shipment
    improves: up
    unit: "%"
    source: { document: "Contract with ${word}", clause: "Annex ${word}" }
    dated: delivered_at
    population: { says: { en: all of ${word}, zh: 全部 ${word} }, when: 'status == "delivered"' }
    passes: { says: { en: in time ${word}, zh: 准时 ${word} }, when: 'delivered_at <= promised_at' }
    params: { grace_${word}: 'minutes(0)' }
  - id: named_${word}
    label: { en: Named by the contract of ${word}, zh: 仅 ${word} 合同所列 }
    kind: proportion
    of: shipment
    improves: up
    unit: "%"
    dated: delivered_at
    population: { says: { en: any of ${word}, zh: 任何 ${word} }, when: 'status == "delivered"' }
    passes: { says: { en: early ${word}, zh: 提前 ${word} }, when: 'delivered_at < promised_at' }
  - { id: part_${word}, label: Part ${word}, kind: total, of: shipment, improves: up, unit: count, dated: delivered_at, when: 'status == "delivered"' }
  - { id: whole_${word}, label: Whole ${word}, kind: formula, improves: up, unit: count, formula: 'part_${word} * 2' }
  - { id: doubled_${word}, scope: { client: [${code}] }, kind: formula, improves: up, unit: "%", formula: 'kept_${word} * 1' }
standards:
  - { metric: on_time_delivery, at_least: "9${word.length}%", from: 2026-01-01, scope: { client: ${code} }, reference: "Annex ${word}" }
  - { metric: otif, at_least: "91%", from: 2026-01-01, scope: { segment: segment_${word} }, reference: "Segment ${word}" }
  - { metric: kept_${word}, at_least: "99%", from: 2026-01-01, reference: "Everybody ${word}" }
expectations:
  - { metric: kept_${word}, expects: "99%", basis: stated }
  - { metric: on_time_delivery, expects: "99%", basis: stated, scope: { segment: segment_${word} } }
scales:
  - { metric: kept_${word}, from: 2026-01-01, bands: [ { at_least: "98%", score: 10 }, { score: 1 } ] }
indexes:
  - id: index_${word}
    label: { en: Index ${word}, zh: 指数 ${word} }
    scope: { client: ${code} }
    provenance: { method: "shares of ${word}" }
    tree:
      - { id: branch_${word}, label: { en: Branch ${word}, zh: 分支 ${word} }, weight: "1", children: [ { metric: kept_${word}, weight: "1" } ] }
calendars:
  - { id: calendar_${word}, weekdays: [mon, tue, wed, thu, fri], hours: ["09:00-17:00"] }
phrases:
  - { id: five_steps, client: ${code}, en: { "very ${word}": 10, "little ${word}": 2 } }
reasons:
  - { code: reason_${word}, label: { en: Reason ${word}, zh: 原因 ${word} }, party: party_${word}, excusable: true, scope: { client: ${code} } }
  - { code: segment_${word}, label: { en: Reason of segment ${word}, zh: 客户群原因 ${word} }, party: client, scope: { segment: segment_${word} } }
contracts:
  - id: contract_${word}
    client: ${code}
    from: 2026-05-01
    reference: Agreement ${word}
    rules: { grace: { is: 'minutes(7)', says: seven minutes of ${word} } }
    measures:
      - group: Group ${word}
        metrics:
          - { metric: named_${word}, at_least: "95%", reference: Clause ${word} }
          - { metric: named_${word}, at_least: "99%", scope: { site: "site ${word}" } }
          - { metric: whole_${word} }
          - { metric: kept_${word}, at_least: "99%" }
sources:
  - { id: source_${word}, client: ${code}, fact: shipment, every: month }
surveys:
  - { wave: wave_${word}, client: ${code}, periods: [2026-05], invited: { client: 5 } }
consequences:
  - { metric: kept_${word}, after: 1, label: { en: Consequence ${word}, zh: 后果 ${word} }, scope: { client: ${code} } }
quadrants:
  - { index: index_${word}, scope: { client: ${code} } }
credits:
  - id: credit_${word}
    label: { en: Credit ${word}, zh: 赔付 ${word} }
    fee: "1000"
    currency: CNY
    at_risk: "10%"
    scope: { client: ${code} }
    items: [ { metric: kept_${word}, pool: "50%", steps: [ { less_than: "95%", credit: "100%" } ] } ]
self_audit:
  - { question: demand_researched, answer: no, on: 2026-01-20, by: Lin ${word}, note: Note ${word}, scope: { client: ${code} } }
jobs:
  - { id: job_${word}, does: evaluate, schedule: "0 6 1 * *", with: { clients: [${code}] } }
`;

const layout = ({ code, word }: Planted): string => `layout: layout_${word}
label: Layout ${word}
fact: shipment
time_zone: UTC
fields:
  client: { const: ${code} }
  shipment_no: { column: no }
  site: { column: site }
  carrier: { column: carrier }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
  consignee: { column: consignee }
  status: { const: delivered }
`;

const shared = shipmentLayout('of_all', 'client no site carrier promised delivered consignee');

/** Config in which every object that can be of one client is there for each, and bears its word. */
export const plantedFiles: Readonly<Record<string, string>> = {
  'plumbline.yaml': `organisation: { en: Demo, zh: 示例 }\ntime_zone: UTC\nclients:\n${planted.map(clientLine).join('\n')}\n`,
  'config/layouts/of_all.yaml': shared,
  ...Object.fromEntries(
    planted.flatMap(one => [
      [`config/${one.code.toLowerCase()}.yaml`, rules(one)],
      [`config/layouts/${one.code.toLowerCase()}.yaml`, layout(one)],
    ]),
  ),
};

const row = (word: string, no: number, { isLate = false, delivered = '' } = {}): string =>
  `S${no}-${word},site ${word},carrier ${word},2026-05-05T12:00:00Z,${delivered || `2026-05-05T${isLate ? 13 : 11}:00:00Z`},person ${word}\n`;

const columns = 'no,site,carrier,promised,delivered,consignee\n';

/** The files of facts, each by its name: of each client alone with a rejected row, and of both, where one has nothing but rejected rows. */
const filesOf = ([first, second]: readonly [Planted, Planted]): readonly (readonly [
  name: string,
  layout: string,
  text: string,
])[] => {
  const own = [first, second].map(
    ({ word }) =>
      [
        `${word}.csv`,
        `layout_${word}`,
        columns + row(word, 1) + row(word, 2, { isLate: true }) + row(word, 3, { delivered: 'never' }),
      ] as const,
  );
  const mixed = [
    [first, second],
    [second, first],
  ] as const;
  return [
    ...own,
    ...mixed.map(
      ([accepted, rejected], at) =>
        [
          `mixed-${at}.csv`,
          'of_all',
          `client,${columns}${accepted.code},${row(accepted.word, 9)}${rejected.code},${row(rejected.word, 9, { delivered: 'never' })}`,
        ] as const,
    ),
  ];
};

/** What became of them: facts, a closed period with an action, a dispute and an exclusion, its reopening, and links to a survey. */
export async function plant(deps: Deps): Promise<void> {
  for (const [name, layoutName, text] of filesOf(planted)) {
    const file = path.join(deps.workspace.directory, name);
    await writeFile(file, text);
    await importFile(deps, { path: file, layout: layoutName, dryRun: false, actor: 'lin' });
  }
  for (const { code, word } of planted) {
    const actor = `actor ${word}`;
    const clients = [code];
    const waivers = [{ source: `source_${word}`, reason: `waived ${word}` }];
    await closePeriod(deps, { period: '2026-05', clients, waivers, actor });
    await openDispute(deps, {
      client: code,
      period: '2026-05',
      metrics: [`kept_${word}`],
      numbers: [`S2-${word}`],
      text: `text ${word}`,
      evidence: `evidence ${word}`,
      actor,
    });
    await requestExclusion(deps, {
      client: code,
      metrics: [],
      numbers: [`S2-${word}`],
      where: {},
      reason: `reason_${word}`,
      evidence: `evidence ${word}`,
      actor,
      dryRun: false,
    });
    const said = { what: `what ${word}`, metric: `kept_${word}`, owner: `owner ${word}`, due: '2026-08-01' };
    await addActionFor(deps, { client: code, input: said, actor });
    await reopenPeriod(deps, { period: '2026-05', clients, reason: `reopened ${word}`, actor });
    await closePeriod(deps, { period: '2026-05', clients, waivers, acknowledge: `acknowledged ${word}`, actor });
    await evaluateClients(deps, { period: '2026-06', clients, actor });
    await makeSurveyLink(deps, { client: code, wave: `wave_${word}`, role: 'client', expires: plantedAt + 1e9, actor });
  }
}
