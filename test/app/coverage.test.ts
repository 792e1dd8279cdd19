import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { explain } from '../../src/app/audit/explain.js';
import { trace } from '../../src/app/audit/trace.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { whatIf } from '../../src/app/evaluation/what-if.js';
import { periodStatus } from '../../src/app/periods/status.js';
import { periodStatusText } from '../../src/cli/text/periods.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { evidenceFor } from '../../src/app/evaluation/evidence.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import type { Language } from '../../src/facts/label.js';
import { exceptionsOf } from '../../src/reports/exception-facts.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { clientOf } from '../../src/rulebook/workspace.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const settings = 'time_zone: UTC\nclients:\n  - { code: NK, name: North Kitchen }\n  - { code: LR, name: Lake Retail }\n';

/** 168 deliveries of March by the carriers of the client, 41 of them by DSV, and one of another client. */
const carriers = ['DSV', 'DHL', 'Maersk', 'DB Schenker'];
const shipments = [
  'client,no,carrier,delivered',
  ...Array.from({ length: 168 }, (_, i) => {
    const carrier = i < 41 ? 'DSV' : (carriers[1 + (i % 3)] ?? '');
    return `NK,N${i + 1},${carrier},2026-03-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z`;
  }),
  'LR,L1,DHL,2026-03-05T10:00:00Z',
].join('\n');

/** DSV's own list: of its 41 shipments the receipts of 28 came back within the month, 9 in April, and 4 are still on their way. */
const receipts = [
  'no,pod_returned_at',
  ...Array.from({ length: 41 }, (_, i) => `N${i + 1},${i < 28 ? '2026-03-30T09:00:00Z' : i < 37 ? '2026-04-09T09:00:00Z' : ''}`),
].join('\n');

const covering = `sources:
  - { id: nk_shipments, client: NK, fact: shipment, every: month }
  - { id: dsv_pod, client: NK, fact: shipment, every: month, fields: [pod_returned_at], covers: 'carrier == "DSV"' }
`;

eachDatabase('A list of receipts from one carrier', database => {
  let directory = '';
  let deps: Deps;
  let unsaid: Evaluation;
  let said: Evaluation;

  const evaluate = async (client = 'NK'): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-03', clients: [client], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };
  const returned = ({ document }: Evaluation): MetricResult => {
    const found = document.metrics.find(({ metric }) => metric === 'pod_return');
    if (found === undefined) throw new Error('no pod_return');
    return found;
  };

  before(async () => {
    directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no carrier delivered'),
      'config/receipts.yaml': shipmentLayout('receipts', 'no pod_returned_at', { client: 'NK' }),
      'shipments.csv': shipments,
      'receipts.csv': receipts,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'shipments.csv', 'shipments');
    await imported(deps, 'receipts.csv', 'receipts');
  });

  it('fails the shipments of all other carriers, while nothing says what it covers', async () => {
    unsaid = await evaluate();
    expect(returned(unsaid)).to.deep.include({ numerator: '28', denominator: '168' });
  });

  it('says nothing of them, once it says what it covers: 28 of 41, and 127 that cannot be judged', async () => {
    await writeFile(path.join(directory, 'config/sources.yaml'), covering);
    deps = { ...deps, workspace: await loadWorkspace(directory) };
    said = await evaluate();
    expect(returned(said)).to.deep.include({ numerator: '28', denominator: '41' });
    expect(returned(said).counts).to.include({ passed: 28, failed: 13, undetermined: 127 });
    const of = returned(said).by['carrier']?.map(({ key, counts }) => [key, counts.undetermined]);
    expect(of).to.deep.include.members([
      ['DSV', 0],
      ['DHL', 42],
    ]);
  });

  it('is verified by both evaluators, before and after, by the rules that were frozen', async () => {
    expect(unsaid.document.rulebook).to.not.equal(said.document.rulebook);
    expect((await verify(deps, unsaid.id)).findings).to.deep.equal([]);
    expect((await verify(deps, said.id)).findings).to.deep.equal([]);
  });

  it('changes nothing for another client, not even the hash of its rules', async () => {
    const now = await evaluate('LR');
    await writeFile(path.join(directory, 'config/sources.yaml'), 'sources: []\n');
    deps = { ...deps, workspace: await loadWorkspace(directory) };
    const without = await evaluate('LR');
    await writeFile(path.join(directory, 'config/sources.yaml'), covering);
    deps = { ...deps, workspace: await loadWorkspace(directory) };
    expect([now.id, now.document.rulebook]).to.deep.equal([without.id, without.document.rulebook]);
  });

  it('is named as the reason, in both languages, with the carrier that no source covers', async () => {
    const asked = { evaluation: said.id, metric: 'pod_return', memberships: 'undetermined' };
    const { facts } = await explain(deps, asked);
    expect(facts?.total).to.equal(127);
    const dhl = facts?.rows.find(row => row['carrier'] === 'DHL');
    expect(dhl?.because).to.equal('receipt returned was not recorded for this shipment: no source of it covers carrier "DHL"');
    const zh = await explain(deps, { ...asked, language: 'zh' });
    expect(zh.facts?.rows[0]?.because).to.match(/^本条运单未记录.*：提供该字段的数据源均不覆盖承运商 "/);
  });

  it('is listed among the exceptions as not recorded, apart from what is missing', async () => {
    const metrics = said.document.metrics.filter(({ metric }) => metric === 'pod_return');
    const evaluation = { ...said, document: { ...said.document, metrics } };
    const { rulebook } = deps.workspace;
    const client = clientOf(deps.workspace, 'NK');
    const openIn = async (language: Language): Promise<readonly string[]> => {
      const asked = { rulebook, client, limit: 200, languages: [language] };
      const worded = await deps.database.transaction(tx => evidenceFor(tx, evaluation, asked));
      const evidence = worded.map(list => ({
        ...list,
        rows: list.rows.map(row => ({ ...row, because: row.because?.[language] ?? '' })),
      }));
      const open = exceptionsOf({ evidence, evaluation, language }).groups.find(({ is }) => is === 'unrecorded');
      return [...new Set(open?.facts.map(({ because }) => because))];
    };
    expect(await openIn('en')).to.deep.equal(['not recorded (no source covers it): Receipt returned at']);
    expect(await openIn('zh')).to.deep.equal(['未记录（没有数据源覆盖）：回单返回时间']);
  });

  it('leaves the reasons of the shipments that it covers as they were', async () => {
    const asked = { metric: 'pod_return', memberships: 'failed' };
    const reasons = async (evaluation: string): Promise<readonly unknown[]> =>
      ((await explain(deps, { ...asked, evaluation })).facts?.rows ?? [])
        .filter(row => row['carrier'] === 'DSV' || row['carrier'] === undefined)
        .map(({ because }) => because);
    const now = await reasons(said.id);
    expect(now).to.have.length(13);
    expect(await reasons(unsaid.id)).to.include.members([...now]);
  });

  it('is the reason of a single shipment too, by the rules of today', async () => {
    const facts = await trace(deps, { number: 'N42', client: 'NK' });
    const found = facts.flatMap(one => one.memberships ?? []).find(({ metric }) => metric === 'pod_return');
    expect(found).to.include({ membership: 'undetermined' });
    expect(found?.because).to.contain('no source of it covers carrier "');
  });

  it('is what two evaluations differ by: the definition', async () => {
    const { causes } = await diffEvaluations(deps, unsaid.id, said.id);
    expect(causes.map(({ cause }) => cause)).to.deep.equal(['definition']);
  });

  it('is told before a period is closed: of how many shipments nobody records the receipt, and that the list itself came', async () => {
    const [status] = await periodStatus(deps, { period: '2026-03', clients: ['NK'] });
    expect(status?.uncovered).to.deep.equal([{ fact: 'shipment', field: 'pod_returned_at', facts: 127, of: 168 }]);
    expect(status?.sources.map(({ source, delivered_to, is_complete }) => [source, delivered_to, is_complete])).to.deep.equal([
      ['nk_shipments', '2026-04-09T09:00:00Z', true],
      ['dsv_pod', '2026-04-09T09:00:00Z', true],
    ]);
    const texts = (['en', 'zh'] as const).map(language =>
      periodStatusText(status === undefined ? [] : [status], language, 'UTC'),
    );
    expect(texts[0]).to.contain('pod_returned_at was not recorded for 127 of 168 facts of kind shipment');
    expect(texts[1]).to.contain('168 条运单中有 127 条未记录 pod_returned_at');
    const [other] = await periodStatus(deps, { period: '2026-03', clients: ['LR'] });
    expect(other?.uncovered).to.deep.equal([]);
  });

  it('is missing while only shipments came, whatever other files bring', async () => {
    await writeFile(path.join(directory, 'config/sources.yaml'), covering.replace('"DSV"', '"Maersk"'));
    const asked = { ...deps, workspace: await loadWorkspace(directory) };
    const [status] = await periodStatus(asked, { period: '2026-03', clients: ['NK'] });
    const maersk = status?.sources.find(({ source }) => source === 'dsv_pod');
    expect(maersk).to.include({ delivered_to: null, is_complete: false });
    // The 37 receipts that came are known, though no source covers their shipments now.
    expect(status?.uncovered).to.deep.equal([{ fact: 'shipment', field: 'pod_returned_at', facts: 168 - 42 - 37, of: 168 }]);
  });

  it('is tried on a past period before it is written, and nothing else changes', async () => {
    await writeFile(path.join(directory, 'config/sources.yaml'), 'sources: []\n');
    await writeFile(path.join(directory, 'tried.yaml'), covering);
    const asked = { ...deps, workspace: await loadWorkspace(directory) };
    const rules = { file: path.join(directory, 'tried.yaml') };
    const { evaluations } = await whatIf(asked, { rules, periods: ['2026-03'], clients: ['NK'] });
    const changed = evaluations.flatMap(({ metrics }) => metrics);
    expect(changed.map(({ metric, before, after }) => [metric, before?.denominator, after?.denominator])).to.deep.equal([
      ['pod_return', '168', '41'],
    ]);
  });
});
