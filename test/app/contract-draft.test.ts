import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { draftOf, draftYaml } from '../../src/app/contracts/draft.js';
import type { Deps } from '../../src/app/deps.js';
import { draftedText } from '../../src/cli/text/contract-import.js';
import { documentFor } from '../../src/app/evaluation/documents.js';
import type { EvaluationDocument } from '../../src/evaluation/document.js';
import { parsePeriod } from '../../src/facts/period.js';
import { dayText } from '../../src/facts/time.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { clientOf } from '../../src/rulebook/workspace.js';
import { improvement } from '../../src/standards/improvement/improvement.js';
import { clientsWithFacts } from '../../src/store/batches.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

/** Standards and credits of the demo's clients without a contract. */
const agreedWithoutContracts = `standards:
  - { metric: on_time_delivery, at_least: "97.5%", minimum: "95%", stretch: "99%", min_population: 30, from: 2026-01-01, scope: { client: ACME }, reference: "Annex B, 1" }
  - { metric: complaint_rate, at_most: "2%", minimum: "3%", min_population: 30, from: 2026-01-01, scope: { client: ACME }, reference: "Annex B, 4" }
  - { metric: on_time_delivery, at_least: "98.5%", minimum: "97%", min_population: 30, from: 2026-01-01, scope: { client: QINGHE }, reference: "Annex C, 1" }
  - { metric: complaint_handling_hours, at_most: "1.5", minimum: "2", from: 2026-01-01, scope: { client: QINGHE }, reference: "Annex C, 5" }
  - { metric: on_time_delivery, at_least: "97%", minimum: "94%", min_population: 30, from: 2026-01-01, scope: { client: LOTUS }, reference: "Annex A, 1", params: { grace: 'minutes(15)' } }
  - { metric: complaint_handling_hours, at_most: "4", from: 2026-01-01, scope: { client: LOTUS }, reference: "Annex A, 3" }
  - { metric: inventory_accuracy, at_least: "97%", minimum: "95%", from: 2026-01-01, until: 2026-03-31, scope: { client: LOTUS }, reference: "Annex A, 2" }
  - { metric: inventory_accuracy, at_least: "99%", minimum: "97%", from: 2026-04-01, scope: { client: LOTUS }, reference: "Annex A, 2 as amended" }
  - { metric: on_time_delivery, at_least: "97.5%", minimum: "96%", min_population: 30, from: 2026-01-01, scope: { client: NORDLYS }, reference: "Schedule 3" }
  - { metric: customs_declaration_timeliness, at_least: "96%", minimum: "92%", min_population: 10, from: 2026-01-01, scope: { client: NORDLYS }, reference: "Schedule 3" }
credits:
  - id: acme_sla
    fee: "100000"
    currency: CNY
    at_risk: "10%"
    bonus_cap: "1%"
    from: 2026-01-01
    scope: { client: ACME }
    items:
      - { metric: on_time_delivery, pool: "50%", steps: [{ less_than: "93%", credit: "100%" }, { less_than: "97.5%", credit: "40%" }, { at_least: "99.5%", bonus: "20%" }] }
      - { metric: complaint_rate, pool: "30%", steps: [{ more_than: "3%", credit: "100%" }, { more_than: "2%", credit: "50%" }] }
`;

/** What an evaluation comes to, without what only names the rules that it came from; and the credits that follow. */
function outcomeOf({ workspace }: Deps, document: EvaluationDocument): object {
  const client = clientOf(workspace, document.client);
  const period = parsePeriod(document.period, client);
  if (period === undefined) throw new Error('a document has a period');
  const { credits } = improvement({
    period: document,
    history: [],
    rules: workspace.rulebook,
    subject: { client: client.code, segment: client.segment },
    lastDay: dayText(period.lastDay),
    grain: period.grain,
    surveyed: [],
  });
  return {
    // The same standards are agreed from now on, and internal besides.
    metrics: document.metrics.map(({ standard, internal: _internal, ...rest }) => {
      const { scope: _scope, from: _from, reference: _reference, contract: _contract, ...levels } = standard ?? { scope: {} };
      return { ...rest, levels };
    }),
    indexes: document.indexes.filter(({ index }) => index !== 'contract'),
    credits: credits.map(({ credit: _credit, label: _label, ...rest }) => rest),
  };
}

const documentOf = (deps: Deps, client: string, period: string): Promise<EvaluationDocument> =>
  deps.database.transaction(async tx => (await documentFor(tx, deps, client, { period })).document);

/** Evaluates a period of a client without and with the draft of its contract; the draft is left in the workspace. */
async function withDraft(
  deps: Deps,
  client: string,
  periods: readonly string[],
  on: string,
): Promise<{ readonly yaml: string; readonly compared: readonly { readonly before: object; readonly after: object }[] }> {
  const { directory } = deps.workspace;
  const drafted = await draftOf(deps, { client, on });
  const yaml = draftYaml(drafted);
  await mkdir(path.join(directory, 'config', 'contracts'), { recursive: true });
  await writeFile(path.join(directory, 'config', 'contracts', `${drafted.terms.contract.id}.yaml`), yaml);
  const agreed = { ...deps, workspace: await loadWorkspace(directory) };
  const compared = [];
  for (const period of periods) {
    const after = await documentOf(agreed, client, period);
    expect(after.contract?.id, `${client} ${period}`).to.equal(drafted.terms.contract.id);
    compared.push({ before: outcomeOf(deps, await documentOf(deps, client, period)), after: outcomeOf(agreed, after) });
  }
  return { yaml, compared };
}

describe('the draft of a contract', () => {
  let borrowed: Borrowed;
  before(async function () {
    this.timeout(400_000);
    borrowed = await borrowDatabase();
  });
  after(() => borrowed.giveBack());

  it('changes no value, status, score or credit of any client of the demo', async function () {
    this.timeout(400_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-draft-'));
    try {
      const seed = path.join(import.meta.dirname, '..', '..', 'seeds', 'demo');
      cpSync(seed, folder, { recursive: true });
      // What its clients agreed to, as it stands without contracts.
      rmSync(path.join(folder, 'config', 'contracts'), { recursive: true });
      await writeFile(path.join(folder, 'config', 'agreed.yaml'), agreedWithoutContracts);
      const deps = await depsFor(borrowed.database, folder);
      // Our own file, whose shape is this.
      const { imports } = parse(readFileSync(path.join(seed, 'import.yaml'), 'utf8')) as {
        readonly imports: readonly { readonly file: string; readonly layout: string }[];
      };
      for (const { file, layout } of imports.filter(one => one.file.includes('2026-06'))) await imported(deps, file, layout);
      const clients = await deps.database.transaction(tx => clientsWithFacts(tx));
      const own = clients.filter(code => (deps.workspace.rulebook.contracts ?? []).every(({ scope }) => scope.client !== code));
      expect(own).to.include.members(['ACME', 'QINGHE', 'LOTUS', 'NORDLYS', 'KESTREL']);
      for (const client of own) {
        const { compared } = await withDraft(deps, client, ['2026-06'], '2026-06-30');
        for (const { before, after } of compared) expect(after, client).to.deep.equal(before);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const settings = `time_zone: UTC
clients:
  - { code: NK, name: North Kitchen, segment: retail }
  - { code: LR, name: Lake Retail }
`;

const rules = `standards:
  - { metric: on_time_delivery, at_least: "60%", from: 2026-01-01, scope: { client: NK }, params: { grace: 'minutes(30)' } }
  - { metric: on_time_delivery, at_least: "70%", from: 2026-04-01, scope: { client: NK } }
  - { metric: otif, at_least: "90%", from: 2026-01-01, scope: { client: NK, site: SHA1 } }
  - { metric: otif, at_least: "95%", from: 2025-01-01 }
  - { metric: on_time_delivery, at_least: "99%", from: 2025-01-01 }
indexes:
  - id: mine
    label: Agreed index
    scope: { client: NK }
    min_coverage: "0%"
    tree:
      - id: delivery
        label: { en: Delivery, zh: 配送 }
        weight: "1"
        children: [{ metric: on_time_delivery, weight: "0.75" }, { metric: on_time_delivery_due, weight: "0.25" }]
credits:
  - { id: monthly, fee: "1000", currency: EUR, at_risk: "10%", scope: { client: NK }, items: [{ metric: on_time_delivery, pool: "100%", steps: [{ less_than: "90%", credit: "50%" }] }] }
`;

const file = [
  'client,no,status,promised,delivered',
  ...['02', '03'].flatMap(month =>
    ['08:20', '18:00', '07:00', '08:29'].map(
      (time, i) => `NK,${month}-${i},delivered,2026-${month}-05T08:00:00Z,2026-${month}-05T${time}:00Z`,
    ),
  ),
].join('\n');

describe('the draft of a contract, for rules of one client', () => {
  let borrowed: Borrowed;
  let deps: Deps;
  before(async () => {
    borrowed = await borrowDatabase();
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no status promised delivered', {}),
      'config/rules.yaml': rules,
      'facts.csv': file,
    });
    deps = await depsFor(borrowed.database, directory);
    await imported(deps, 'facts.csv', 'shipments');
  });
  after(() => borrowed.giveBack());

  it('says their index, credits and days, and lists with its place what it cannot say', async () => {
    const { yaml, compared } = await withDraft(deps, 'NK', ['2026-02', '2026-03'], '2026-03-31');
    for (const { before, after } of compared) expect(after).to.deep.equal(before);
    const { contracts } = parse(yaml) as { readonly contracts: readonly Record<string, unknown>[] };
    const [{ measures, ...rest } = {}] = contracts;
    expect(rest).to.deep.include({ id: 'nk-2026', client: 'NK', from: '2026-01-01', until: '2026-03-31' });
    expect(JSON.stringify(measures)).to.contain('{"metric":"on_time_delivery","at_least":"60%","weight":"0.75"}');
    expect(JSON.stringify(measures)).to.contain('{"metric":"otif","at_least":"90%","scope":{"site":"SHA1"}}');
    expect(yaml)
      .to.contain('# - standard "on_time_delivery" (config/rules.yaml:2): it sets a parameter for some metrics only')
      .and.to.contain('changes on 2026-04-01');
    // The weights of an index that has two levels and no least coverage are the contract's own.
    const agreed = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
    const { indexes } = await documentOf(agreed, 'NK', '2026-03');
    const score = (id: string): number | null | undefined => indexes.find(({ index }) => index === id)?.score;
    expect(score('contract')).to.be.a('number').and.to.equal(score('mine'));
  });

  it('asks of each level for all clients whether it was agreed, and still says it', async () => {
    const loaded = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
    const own = await draftOf(loaded, { client: 'NK', on: '2026-04-30' });
    const other = await draftOf(loaded, { client: 'LR', on: '2026-04-30' });
    const shown = ({ taken }: typeof own) => taken.map(({ metric, place }) => `${metric} ${place.file}:${place.line}`).toSorted();
    // The client's own level of on-time delivery is agreed with it.
    expect(shown(own)).to.deep.equal(['otif config/rules.yaml:5']);
    expect(shown(other)).to.deep.equal(['on_time_delivery config/rules.yaml:6', 'otif config/rules.yaml:5']);
    expect(draftYaml(other))
      .to.contain('# - standard "otif" (config/rules.yaml:5): agreed or internal?')
      .and.to.contain('{ metric: otif, at_least: "95%" }');
    expect(draftedText('lr.yaml', other, 'zh')).to.contain('标准 "otif"（config/rules.yaml:5）：是约定还是内部标准？');
  });

  it('leaves out what has neither a level nor facts, and asks about what has facts and no level', async () => {
    const tree =
      '[ { metric: on_time_delivery, weight: 0.4 }, { metric: open_overdue_rate, weight: 0.3 }, { metric: inventory_accuracy, weight: 0.3 } ]';
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: LN, name: Lanes }]\n',
      'config/shipments.yaml': shipmentLayout('shipments', 'client no status promised delivered', {}),
      'config/rules.yaml': `standards: [ { metric: on_time_delivery, at_least: "95%", from: 2026-01-01, scope: { client: LN } } ]
indexes: [ { id: kpi, label: KPIs, tree: ${tree} } ]
`,
      'facts.csv': file.replaceAll('NK,', 'LN,'),
    });
    const lanes = await depsFor(borrowed.database, directory);
    await imported(lanes, 'facts.csv', 'shipments');
    const drafted = await draftOf(lanes, { client: 'LN', on: '2026-04-30' });
    const measures = drafted.terms.contract.measures.flatMap(({ metrics }) => metrics.map(({ metric }) => metric));
    expect([measures, drafted.unlevelled]).to.deep.equal([['on_time_delivery', 'open_overdue_rate'], ['open_overdue_rate']]);
    expect(draftYaml(drafted)).to.contain('# - "open_overdue_rate": shown; no level\n').and.to.not.contain('inventory_accuracy,');
    expect(draftedText('ln.yaml', drafted, 'zh')).to.contain('"open_overdue_rate"：仅展示，未约定水平');
  });

  it('is not made where a contract is in force, nor for a client that there is not', async () => {
    const loaded = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
    const codes = async (client: string) =>
      (await stopOf(draftOf(loaded, { client, on: '2026-03-31' }))).faults.map(({ code }) => code);
    expect(await codes('NK')).to.deep.equal(['contract_there_already']);
    expect(await codes('NX')).to.deep.equal(['client_not_known']);
  });

  it('names the standards of the client that it says too, and so does the check until they are deleted', async () => {
    const rules = `standards:
  - { metric: on_time_delivery, at_least: "95%", from: 2026-01-01, scope: { client: OZ } }
  - { metric: otif, at_least: "90%", from: 2026-01-01 }
`;
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: OZ, name: Ozone }]\n',
      'config/rules.yaml': rules,
    });
    const loaded = { ...deps, workspace: await loadWorkspace(directory) };
    const drafted = await draftOf(loaded, { client: 'OZ', on: '2026-04-30' });
    expect(drafted.repeated.map(({ metric, place }) => `${metric} ${place.file}:${place.line}`)).to.deep.equal([
      'on_time_delivery config/rules.yaml:2',
    ]);
    expect(draftYaml(drafted))
      .to.contain('delete them')
      .and.to.contain('# - standard "on_time_delivery" (config/rules.yaml:2)\n');
    expect(draftedText('oz.yaml', drafted, 'zh')).to.contain('  标准 "on_time_delivery"（config/rules.yaml:2）');
    const warned = async () => (await inspectWorkspace(directory)).faults.map(({ code, place }) => `${code} ${place.line}`);
    expect(await warned()).to.deep.equal([]);
    await writeFile(path.join(directory, 'config/oz.yaml'), draftYaml(drafted));
    expect(await warned()).to.deep.equal(['standard_repeated 2']);
    await writeFile(path.join(directory, 'config/rules.yaml'), rules.split('\n').toSpliced(1, 1).join('\n'));
    expect(await warned()).to.deep.equal([]);
  });
});
