import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { runWorkspace } from '../../src/app/workspace/running-workspace.js';
import type { Route } from '../../src/api/route.js';
import { allRoutes } from '../../src/api/routes.js';
import { workspaceOf } from '../app/importing.js';
import { noteFigure } from '../campaign/size.js';
import { LoopDelay } from '../support/loop-delay.js';
import { contractsOfManyRules, longContractTexts, worstOfForms } from './long-forms.js';
import { type Serving, serving } from './serving.js';
import { shipmentLayout } from '../support/shipment-layout.js';

/** The longest that one request may keep all others waiting. */
const longestMillis = 200;

const clients = ['ACME', 'BETA', 'CORA', 'DELI', 'ECHO'];
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const shipmentsOfMonth = 250;

/** A client with so many shipments in its month, each of which fails some measure. */
const large = { client: 'LARGE', period: '2026-02' };
const largeShipments = 5000;

const settings = `organisation: { en: Demo, zh: 示例 }
time_zone: Asia/Shanghai
clients:
${[...clients, large.client].map(code => `  - { code: ${code}, name: { en: ${code}, zh: ${code} }, calendar: china }`).join('\n')}
`;

const layout = shipmentLayout('shipments', 'client no site carrier promised delivered shipped damaged', {
  status: 'delivered',
  zone: 'Asia/Shanghai',
});

const rules = `sources:
${clients.map(code => `  - { id: ${code.toLowerCase()}_shipments, client: ${code}, fact: shipment, every: day }`).join('\n')}
standards:
  - { metric: on_time_delivery, at_least: "90%", from: 2026-01-01 }
`;

function facts(): string {
  const rows = clients.flatMap(client =>
    months.flatMap(month =>
      Array.from({ length: shipmentsOfMonth }, (_, i) => {
        const day = `${month}-${String((i % 28) + 1).padStart(2, '0')}`;
        const delivered = `${day} ${i % 9 === 0 ? '13' : '11'}:00`;
        return `${client},${client}-${month}-${i},S${i % 12},C${i % 7},${day} 12:00,${delivered},10,${i % 11 === 0 ? 1 : 0}`;
      }),
    ),
  );
  return `client,no,site,carrier,promised,delivered,shipped,damaged\n${rows.join('\n')}\n`;
}

function largeFacts(): string {
  const rows = Array.from({ length: largeShipments }, (_, i) => {
    const day = `${large.period}-${String((i % 28) + 1).padStart(2, '0')}`;
    return `${large.client},${i},S${i % 12},C${i % 7},${day} 12:00,${day} ${i % 4 === 0 ? '11' : '13'}:00,10,${i % 4 === 0 ? 1.5 : 0}`;
  });
  return `client,no,site,carrier,promised,delivered,shipped,damaged\n${rows.join('\n')}\n`;
}

/** Without a layout one is proposed, whose work is for each column. */
const wideFile = [
  Array.from({ length: 1000 }, (_, i) => `Shipment Date ${i}`).join(),
  ...Array.from({ length: 30 }, () => Array.from({ length: 1000 }, () => '2026-01-01').join()),
].join('\n');
const longCells = `client,no,site,carrier,promised,delivered,shipped,damaged\nACME,1,S1,C1,2026-07-05T1${' '.repeat(60_000)}!,2026-07-05${' '.repeat(60_000)}!,1${' '.repeat(60_000)}!,0\n`;

const longPeriod = '1900-01-01..1919-12-31';
const periodOfAll = '2007-01-01..2026-12-31';
const manyFacts = Array.from({ length: 1000 }, (_, i) => `ACME-2026-01-${i}`);
const manyRules = Array.from({ length: 120 }, (_, i) => ({
  metric: 'on_time_delivery',
  at_least: `${i % 100}%`,
  from: `2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
  scope: { client: 'ACME', site: `S${i}` },
}));
const twentyPeriods = Array.from({ length: 24 }, (_, i) => `${2006 + i}-01-01..2026-12-31`).map((id, i) =>
  i < 4 ? (months[i] ?? id) : id,
);

/** A layout as data: a field with so many values that are mapped, or with an expression. */
const draftOf = (given: { readonly of?: number; readonly value?: string }) => ({
  layout: 'wide',
  fact: 'shipment',
  settings: {},
  fields: {
    client: { const: 'ACME' },
    shipment_no: given.value === undefined ? { column: 'Shipment Date 1' } : { value: given.value },
    status: { column: 'Shipment Date 2', map: Object.fromEntries(Array.from({ length: given.of ?? 0 }, (_, i) => [i, 'open'])) },
  },
});

interface Worst {
  /** In place of the values of all routes. */
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly raw?: string;
}

/** So many standards, each from a day of its own. */
const standards = (count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const from = new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10);
    return `  - { metric: on_time_delivery, at_least: "${90 + (i % 10)}%", from: ${from}, reference: talk }\n`;
  }).join('');

/** What a route is asked for that takes it longest. A route that is not here is asked as it is. */
const worst: Readonly<Record<string, readonly Worst[]>> = {
  'get /periods': [`?period=${periodOfAll}`, `?period=${longPeriod}`, '?period=0001-01-01..9999-12-31', ''].map(query => ({
    query,
  })),
  'get /portfolio': [{ query: `?period=${periodOfAll}` }, { query: '?period=2026-01' }],
  'get /clients/{client}/performance': [{ query: '?period=2026-01' }, { query: `?period=${periodOfAll}` }],
  'get /clients/{client}/trend': [{ query: '?metric=on_time_delivery&from=2016-05&to=2026-04' }],
  'get /clients/{client}/metrics/{metric}/evidence': [{ query: '?period=2026-01&limit=1000&lang=zh' }],
  'get /clients/{client}/improvement': [{ query: '?period=2026-04' }],
  'get /clients/{client}/scorecards/{period}.xlsx': [{}, { values: large }].flatMap(of => [
    { ...of, query: '?lang=zh' },
    { ...of, query: '?lang=en' },
  ]),
  'get /clients/{client}/scorecards/{period}.pdf': [{}, { values: large }].flatMap(of => [
    { ...of, query: '?lang=zh' },
    { ...of, query: '?lang=en' },
  ]),
  'get /clients/{client}/periods/{period}/handout': [
    { query: '?lang=zh', values: { period: '2026-04' } },
    { query: '?lang=en', values: large },
    { values: { period: periodOfAll } },
    { values: { period: '0001-01-01..9999-12-31' } },
  ],
  'get /weights': [{ query: `?period=${periodOfAll}&client=ACME` }],
  'get /audit/explain': [{ query: '?evaluation=ACME:2026-01&metric=on_time_delivery&membership=passed,failed' }],
  'get /audit/diff': [{ query: '?from=ACME:2026-01&to=ACME:2026-02' }],
  'get /audit/trace': [{ query: '?number=ACME-2026-01-1' }],
  'get /audit/ledger': [{ query: '?limit=1000' }],
  'get /imports': [{ query: '?limit=1000' }],
  'get /imports/{batch}/rejects': [{ values: { batch: '3' }, query: '?limit=200&cursor=4500' }],
  'post /imports/{batch}/rejects': [
    {
      values: { batch: '3' },
      body: {
        rows: Array.from({ length: 200 }, (_, i) => ({
          at: 4800 + i,
          row: String(4801 + i),
          changes: [{ cell: 4, text: `${i}${' '.repeat(4000)}` }],
        })),
      },
    },
  ],
  'post /imports/{batch}/rejects/settle': [
    { values: { batch: '3' }, body: { reason: 'x', fault: { code: 'instant_unreadable', column: 'promised' } } },
  ],
  'post /imports/{batch}/rejects/reopen': [
    { values: { batch: '3' }, body: { rows: Array.from({ length: 200 }, (_, i) => String(i + 2)) } },
  ],
  'post /audit/verify': [{ body: {} }],
  'post /config/first-settings': [
    { body: { organisation: 'x'.repeat(200), time_zone: 'Asia/Shanghai', language: 'en', why: 'x' } },
  ],
  'post /files': [{ body: { file: 'wide.csv', bytes: wideFile.length } }],
  'post /inbox': [{ body: { file: `${'a/'.repeat(400)}x.csv` } }],
  'post /files/{file}/proposal': [{ body: {} }, { body: { fact: 'shipment', header_row: 1 } }],
  'post /files/{file}/field': [{ body: { fact: 'shipment', column: 'Shipment Date 7', field: 'dispatched_at' } }],
  'post /files/{file}/trial': ['first', 'all'].flatMap(rows => [
    { body: { draft: draftOf({ of: 300 }), rows } },
    { body: { draft: draftOf({ value: `${'a + '.repeat(900)}1` }), rows } },
  ]),
  'post /config/changes': [
    { body: { files: [{ file: 'config/large.yaml', base: null, text: `standards:\n${standards(700)}` }], dry_run: true } },
    { body: { files: [{ file: 'config/large.yaml', base: null, text: '- x\n'.repeat(50_000) }], dry_run: true } },
    ...[...longContractTexts, contractsOfManyRules].map(text => ({
      body: { files: [{ file: 'config/contracts/long.yaml', base: null, text }], dry_run: true },
    })),
  ],
  ...worstOfForms,
  'get /board': [{ query: '?period=2026-02&limit=100' }, { query: `?period=${periodOfAll}` }, { query: `?period=${longPeriod}` }],
  'get /clients/{client}/periods/{period}/month': [{ values: large }, { values: { period: periodOfAll } }],
  'post /clients/{client}/periods/{period}/evaluation': [
    { values: { period: '2026-04' }, body: {} },
    { values: { client: large.client, period: periodOfAll }, body: {} },
  ],
  'get /periods/{period}/closing': [{ query: '' }],
  'post /periods/{period}/close': [{ body: { clients: [], waivers: [], reason: 'x' } }],
  'post /what-if': [
    { body: { periods: twentyPeriods, rules: { standards: manyRules } } },
    { body: { periods: months, rules: { standards: manyRules } } },
    { body: { periods: ['2026-01'], rules: '['.repeat(400_000) } },
    { body: { periods: ['2026-01'], rules: 'a: 1\n'.repeat(90_000) } },
    { body: { periods: ['2026-01'], rules: Array.from({ length: 1100 }, (_, i) => `k${i}: 1`).join('\n') } },
    { body: { periods: ['2026-01'], rules: `a: &a x\nmetrics: [${'*a,'.repeat(1900)}]\n` } },
    { body: { periods: ['2026-01'], rules: doubling() } },
    { body: { periods: ['2026-01'], rules: { metrics: [{ id: 'deep', passed: '('.repeat(3999) }] } } },
    {
      body: {
        periods: ['2026-01'],
        rules: { metrics: Array.from({ length: 60 }, () => ({ id: 'x', kind: 'proportion', passed: `${'a + '.repeat(900)}1` })) },
      },
    },
    { body: { periods: ['0001-01-01..9999-12-31'], rules: {} } },
  ],
  'post /weights/derive': [
    { body: { method: 'entropy', index: 'kpi', periods: months } },
    { body: { method: 'given', index: 'kpi', weights: { name: 'w.csv', text: 'node,weight\n'.repeat(16_000) } } },
  ],
  'post /clients/{client}/exclusions': [
    { body: { reason: 'A1', evidence: 'x', facts: Array.from({ length: 19_000 }, (_, i) => i) } },
    { body: { reason: 'A1', evidence: 'x', from: '1900-01-01', to: '1919-12-31', dry_run: true } },
    { body: { reason: 'A1', evidence: 'x', from: '2007-01-01', to: '2026-12-31', dry_run: true } },
    { body: { reason: 'A1', evidence: 'x', facts: manyFacts.slice(0, 40), dry_run: true } },
  ],
  'post /clients/{client}/overrides': [
    { body: { period: '2026-01', metric: 'on_time_delivery', value: '97%', reason: 'x', dry_run: true } },
  ],
  'post /clients/{client}/disputes': [{ body: { period: '2026-01', text: 'x', facts: manyFacts.slice(0, 40) } }],
  'post /clients/{client}/survey-answers': [
    { body: { answers: manyAnswers(i => ({ item: `${'keeps_promises_'.repeat(33)}${i}`, score: 7 })) } },
    { body: { answers: manyAnswers(i => ({ item: `keeps_promises_${i}_${'x'.repeat(30)}`, score: 7 })) } },
    { body: { answers: manyAnswers(i => ({ item: 'keeps_promises', phrase: `very satisfid indeed ${i}` })) } },
    { body: { answers: manyAnswers(i => ({ item: 'keeps_promises', phrase: `${'satisfid '.repeat(55)}${i}` })) } },
  ],
  'post /survey/{token}': [
    { body: { answers: Array.from({ length: 300 }, (_, i) => ({ items: ['trust'], phrase: `very satisfid indeed ${i}` })) } },
  ],
  'post /imports': [
    { query: '?file=wide.csv&dry_run=1', raw: wideFile },
    { query: '?layout=shipments&file=long.csv&dry_run=1', raw: longCells },
    { raw: '\ufeff' + '\ud800'.repeat(400_000), query: '?file=a.csv' },
    { raw: `shipment_no,promised\n${'x'.repeat(900_000)},1\n`, query: '?file=a.csv' },
    { raw: `{"a":"${'\\"'.repeat(450_000)}\n`, query: '?file=a.ndjson' },
    { raw: `{"a":"${'\\"'.repeat(450_000)}\n{"a":1}\n`, query: '?layout=shipments&file=a.csv' },
    { raw: `${'['.repeat(900_000)}\n`, query: '?file=a.ndjson' },
    { raw: `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":0`).join()}}\n`, query: '?file=a.ndjson' },
    { raw: `client,no\nACME,"${'""'.repeat(450_000)}\n`, query: '?layout=shipments&file=a.csv' },
  ],
};

/** Lists that double what they repeat, up to what is refused. */
function doubling(): string {
  const lists = ['b', 'c', 'd', 'e'].map((name, i) => `${name}: &${name} [${`*${'abcd'.charAt(i)},`.repeat(20)}]`);
  return ['a: &a [x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x]', ...lists, 'metrics: [*d, *d]'].join('\n');
}

function manyAnswers(said: (i: number) => object): readonly object[] {
  return Array.from({ length: 1000 }, (_, i) => ({ wave: '2026-Q2', respondent: `r${i}`, ...said(i) }));
}

/** Bodies that every route with a body is sent: 1 MB, deep, of many values, of one long text, of long and of nearly right names, not closed. */
const anyBodies: readonly Worst[] = [
  { raw: '['.repeat(1_000_000) },
  { raw: `{"x":[${'0,'.repeat(490_000)}0]}` },
  { raw: `[${Array.from({ length: 19_000 }, (_, i) => `{"k${i}":{}}`).join()}]` },
  { raw: `{${Array.from({ length: 19_000 }, (_, i) => `"k${i}":0`).join()}}` },
  { raw: `{${Array.from({ length: 50 }, (_, i) => `"${'n'.repeat(19_000)}${i}":0`).join()}}` },
  { raw: `{"${'m'.repeat(450_000)}0":1,"${'m'.repeat(450_000)}1":1}` },
  { raw: `{${['kye', 'clientss', 'perod', 'answer', 'reasons'].map(name => `"${name}":"${'v'.repeat(150_000)}"`).join()}}` },
  { raw: `{"x":"${'\\"'.repeat(450_000)}` },
  { raw: JSON.stringify({ rules: 'x'.repeat(900_000), text: '\u6570'.repeat(10_000) }) },
];

describe('One request', function () {
  this.timeout(180_000);
  let service: Serving;
  const keys: string[] = [];

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/layouts/shipments.yaml': layout,
      'config/rules.yaml': rules,
      'facts.csv': facts(),
      'large.csv': largeFacts(),
      'rejected.csv': largeFacts().replaceAll(large.period, `${large.period}-x`),
    });
    const now = Date.UTC(2026, 4, 10);
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => now };
    const workspace = await runWorkspace(surroundings);
    const deps = workspace.deps();
    for (const file of ['facts.csv', 'large.csv', 'rejected.csv'])
      await importFile(deps, { path: `${directory}/${file}`, layout: 'shipments', dryRun: false, actor: 'lin' });
    for (const period of months) await evaluateClients(deps, { period, clients: [], actor: 'lin' });
    await closePeriod(deps, {
      period: '2026-01',
      clients: ['ACME'],
      waivers: [{ source: 'acme_shipments', reason: 'x' }],
      actor: 'lin',
    });
    await closePeriod(deps, { period: large.period, clients: [large.client], waivers: [], actor: 'lin' });
    await workspace.close();
    service = await serving(directory, { surroundings, limits: { requestsPerMinute: 0 } });
    keys.push(await service.key({ role: 'admin' }), await service.key({ role: 'client', clients: ['ACME', large.client] }));
    const [key = ''] = keys;
    const body = { file: 'wide.csv', bytes: wideFile.length };
    const begun = await service.ask('/files', { method: 'POST', key, body });
    // As `POST /files` declares it.
    values['file'] = ((await begun.json()) as { readonly id: string }).id;
    const piece = `/files/${values['file']}/pieces?from=0`;
    expect((await service.ask(piece, { method: 'POST', key, body: new TextEncoder().encode(wideFile) })).status).to.equal(200);
  });
  after(() => service.close());

  const values: Record<string, string> = { client: 'ACME', period: '2026-01', metric: 'on_time_delivery' };
  const pathOf = ({ path }: Route, own: Worst['values'] = {}): string =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => own[name] ?? values[name] ?? '1');

  /** Asks once; how long the loop was held meanwhile at most, and what was answered. */
  async function held(
    route: Route,
    { query = '', body, raw, values: own }: Worst,
    key: string,
  ): Promise<{ readonly millis: number; readonly status: number }> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const bytes = sent === undefined ? (route.method === 'post' ? Buffer.from('{}') : undefined) : Buffer.from(sent);
    const delay = new LoopDelay();
    const answer = await service.ask(pathOf(route, own) + query, {
      method: route.method.toUpperCase(),
      key,
      ...(bytes === undefined
        ? {}
        : { body: bytes, headers: { 'content-type': route.takesFile === true ? 'text/csv' : 'application/json' } }),
    });
    await answer.arrayBuffer();
    return { millis: delay.end(), status: answer.status };
  }

  let longest = 0;
  after(() => noteFigure('loop held at most by one request', `${Math.round(longest)} ms`));

  for (const route of allRoutes) {
    const name = `${route.method} ${route.path}`;
    it(`${name} is no failure of ours and holds the loop for less than ${longestMillis} ms, whatever it is asked`, async () => {
      for (const asked of [...(worst[name] ?? [{}]), ...(route.body === undefined ? [] : anyBodies)]) {
        for (const key of keys) {
          const says = `${name} ${(asked.query ?? JSON.stringify(asked.body ?? asked.raw) ?? '').slice(0, 100)}`;
          const millis: number[] = [];
          // What a request holds by itself it holds each time; what the compiler and the collector of garbage do, it does not.
          do {
            const found = await held(route, asked, key);
            expect(found.status, says).to.be.below(500);
            millis.push(found.millis);
          } while (Math.min(...millis) >= longestMillis && millis.length < 3);
          longest = Math.max(longest, Math.min(...millis));
          expect(Math.min(...millis), says).to.be.below(longestMillis);
        }
      }
    });
  }

  it('that needs no such care is none that is declared heavy: these wait their turn', () => {
    const heavy = allRoutes.filter(one => one.isHeavy === true).map(({ method, path }) => `${method} ${path}`);
    expect(heavy).to.include.members(['post /what-if', 'post /audit/verify', 'get /clients/{client}/scorecards/{period}.xlsx']);
    expect(Object.keys(worst).filter(name => !allRoutes.some(one => `${one.method} ${one.path}` === name))).to.deep.equal([]);
    expect(heavy.filter(name => !(name in worst) && !/\{number\}/.test(name))).to.deep.equal([]);
  });
});
