import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { diffText } from '../../src/cli/text/audit-diff.js';
import { type Diff, diffSchema } from '../../src/contract/audit-diff.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import type { Fault } from '../../src/faults/fault.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { eachDatabase } from '../support/databases.js';
import { byCarrier, partsContract, partsWorkspace } from '../support/parts-contract.js';
import { whatOf } from '../support/worded.js';
import { writeFiles } from '../support/workspaces.js';
import { depsFor, faultsInto, imported, workspaceOf } from './importing.js';

const credits = (amount: string): string =>
  `    credits: { currency: EUR, items: [{ metric: on_time_delivery, each: "${amount}", free: 2 }] }\n`;

eachDatabase('Evaluations compared that differ in parts of the work', database => {
  let deps: Deps;
  let closed: Evaluation;
  let late: Evaluation;
  let diff: Diff;
  let batch = 0;
  const logged: Fault[] = [];
  const evaluated = async (): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-03', clients: ['KES'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };

  before(async () => {
    const files = partsWorkspace({ measures: byCarrier, more: credits('1000') });
    deps = { ...(await depsFor(database(), await workspaceOf(files))), log: faultsInto(logged) };
    await imported(deps, 'deliveries.csv', 'shipments');
    closed = await evaluated();
    await closePeriod(deps, { period: '2026-03', clients: ['KES'], waivers: [], actor: 'lin', acknowledge: 'known' });
    const lateFile = path.join(deps.workspace.directory, 'late.csv');
    const rows = [8, 9].map(i => `KES,late-${i},delivered,FedEx,2026-03-20T12:00:00Z,2026-03-20T13:00:00Z`);
    await writeFile(lateFile, ['client,no,status,carrier,promised,delivered', ...rows, ''].join('\n'));
    batch = (await imported(deps, 'late.csv', 'shipments')).batch ?? 0;
    late = await evaluated();
    diff = await diffEvaluations(deps, closed.id, late.id);
  });

  it('lists the parts that moved, with the cause', () => {
    const found = diff.measures.map(({ scope, before, after, causes }) => [
      scope.carrier,
      `${before.numerator}/${before.denominator} ${before.status}`,
      `${after.numerator}/${after.denominator} ${after.status}`,
      causes.map(one => [one.cause, one.batch]),
    ]);
    expect(found).to.deep.equal([['FedEx', '4/4 met', '4/6 missed', [['late_data', batch]]]]);
  });

  it('lists what the credits come to, with the cause', () => {
    // Two failed before and two are free; with two more of FedEx two cost 1,000 each.
    const found = diff.credits.map(({ unit, before, after, difference, causes }) => ({
      unit,
      nets: [before?.net, after?.net, difference['net']],
      causes: causes.map(one => [one.cause, one.batch, one.difference['net']]),
    }));
    expect(found).to.deep.equal([{ unit: 'EUR', nets: ['0', '-2000', '-2000'], causes: [['late_data', batch, '-2000']] }]);
    expect(diffSchema.safeParse(diff).error).to.equal(undefined);
  });

  it('leaves out what has no figure on either side, and shows differences of shares in percentage points', () => {
    expect(diff.metrics.map(({ metric }) => metric))
      .to.include('on_time_delivery')
      .and.not.to.include('otif');
    const english = diffText(diff, 'en');
    expect(english).to.match(/carrier FedEx \(on_time_delivery\) +4\/4 100 % +4\/6 66.6667 % +-33.3333 pp +met → missed/);
    expect(english).to.match(/0 EUR +-2000 EUR +-2000 EUR/);
    expect(english).not.to.match(/-[\d.]+ %/);
    expect(diffText(diff, 'zh')).to.include('-33.3333 个百分点');
  });

  it('are named where a closed period is evaluated again, as percentages and amounts', () => {
    const told = logged
      .filter(({ code }) => code === 'period_closed_differs')
      .map(whatOf)
      .join('\n');
    expect(told).to.include('on_time_delivery, carrier FedEx 100 % (4/4, Met) → 66.6667 % (4/6, Missed)');
    expect(told).to.include('credits kes-2026 0 EUR → -2000 EUR');
  });

  it('are another result where only the agreement on a part is another; the cause is the contract', async () => {
    const was = await evaluated();
    const measures = byCarrier.replace('at_least: "95%", scope: { carrier: UPS }', 'at_least: "40%", scope: { carrier: UPS }');
    await writeFiles(deps.workspace.directory, {
      'config/contract.yaml': partsContract({ measures, more: credits('1500') }),
    });
    deps = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
    const now = await evaluated();
    const { measures: moved, credits: paid, causes } = await diffEvaluations(deps, was.id, now.id);
    expect(causes.map(({ cause }) => cause)).to.deep.equal(['contract']);
    expect(moved.map(({ scope, before, after }) => [scope.carrier, before.status, after.status])).to.deep.equal([
      ['UPS', 'missed', 'met'],
    ]);
    expect(paid.map(({ before, after }) => [before?.net, after?.net])).to.deep.equal([['-2000', '-3000']]);
  });
});
