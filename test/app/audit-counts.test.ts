import { expect } from 'chai';
import exceljs from 'exceljs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diffText } from '../../src/cli/text/audit-diff.js';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { explanationText } from '../../src/cli/text/audit-explain.js';
import { explain } from '../../src/app/audit/explain.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import type { Fault } from '../../src/faults/fault.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, faultsInto, imported, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME, name: { en: A, zh: A } } ]\n',
  'config/layouts/acme.yaml': shipmentLayout('acme', 'no promised delivered', { client: 'ACME', status: 'delivered' }),
  'config/rules.yaml': `metrics:
  - { id: late_by, kind: mean, of: shipment, unit: hours, improves: down, dated: delivered_at, value: delivered_at - promised_at, percentiles: [50, 90] }
indexes:
  - { id: tiny, on_missing: renormalise, min_coverage: "10%", tree: [ { metric: late_by, weight: 1 } ] }
`,
};
const row = (no: string, hours: number | null): string =>
  `${no},${hours === null ? '' : '2026-06-10T00:00:00Z'},2026-06-10T${String(hours ?? 9).padStart(2, '0')}:00:00Z\n`;

eachDatabase('what a metric says beside its value', database => {
  let deps: Deps;
  const warned: Fault[] = [];
  const period = { period: '2026-06', clients: ['ACME'], actor: 'lin' };
  const load = async (name: string, ...rows: readonly string[]): Promise<number> => {
    await writeFile(path.join(deps.workspace.directory, name), `no,promised,delivered\n${rows.join('')}`);
    return (await imported(deps, name, 'acme')).batch ?? 0;
  };
  const evaluated = async (): Promise<string> => {
    const [evaluation] = await evaluateClients(deps, period);
    return evaluation?.id ?? '';
  };
  const warningTexts = (): string => warned.map(whatOf).join('\n');

  let [closed, moved, late]: readonly string[] = [];
  let [corrections, missing]: readonly number[] = [];
  before(async () => {
    const made = await depsFor(database(), await workspaceOf(files));
    deps = { ...made, log: faultsInto(warned), clock: () => Date.UTC(2026, 6, 20) };
    await load('june.csv', row('1', 1), row('2', 5), row('3', 6));
    closed = await evaluated();
    await closePeriod(deps, { ...period, waivers: [] });
    corrections = await load('corrected.csv', row('1', 2), row('2', 2), row('3', 8));
    moved = await evaluated();
    missing = await load('late.csv', row('4', null));
    late = await evaluated();
  });

  it('is explained: its percentiles with the values', async () => {
    const explained = await explain(deps, { evaluation: closed ?? '', metric: 'late_by' });
    expect([explained.value, explained.percentiles]).to.deep.equal([4, { '50': 5, '90': 6 }]);
    expect(explained.definition.expressions).to.include('percentiles: 50, 90');
    expect(explanationText(explained, 'en')).to.match(/^percentiles +P50 5\.00 h, P90 6\.00 h$/m);
    expect(explanationText(explained, 'zh')).to.match(/^百分位数 +P50 5\.00 h, P90 6\.00 h$/m);
  });

  it('stands in the definitions of the workbook', async () => {
    const out = path.join(deps.workspace.directory, 'out');
    const { files: written } = await writeScorecards(deps, { ...period, language: 'en', out, portfolio: false, revision: 1 });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(written[0]?.file ?? '');
    const rows: string[] = [];
    book.getWorksheet('Definitions')?.eachRow(one => {
      if (one.getCell(1).value === 'late_by') rows.push(`${one.getCell(6).text}\n${one.getCell(7).text}`);
    });
    expect(rows.join()).to.contain('percentiles: P50 5.00 h, P90 6.00 h').and.contain('percentiles: 50, 90');
  });

  it('differs by its cause where the value does not', async () => {
    const diff = await diffEvaluations(deps, closed ?? '', late ?? '');
    const [metric] = diff.metrics.filter(one => one.metric === 'late_by');
    expect(metric?.causes.map(({ cause, batch }) => [cause, batch])).to.deep.equal([
      ['correction', corrections],
      ['late_data', missing],
    ]);
    expect(metric?.difference).to.deep.include({ value: '0', p50: '-3', p90: '2', undetermined: '1', failed: '0' });
    expect(metric?.causes.map(({ difference }) => [difference['p90'], difference['undetermined']])).to.deep.equal([
      ['2', '0'],
      ['0', '1'],
    ]);
    const text = diffText(diff, 'en');
    expect(text).to.match(/correction.* 12 h\/3 4 h +12 h\/3 4 h +0 h +p50 5 h → 2 h, p90 6 h → 8 h$/m);
    expect(text).to.match(/late data.* undetermined 0 → 1$/m);
  });

  it('is told where it differs from what the period is closed with', () => {
    expect(warningTexts()).to.contain('late_by p50 5 → 2, p90 6 → 8.');
    expect(warningTexts()).to.contain('late_by undetermined 0 → 1, p50 5 → 2, p90 6 → 8;');
    expect(moved).not.to.equal(closed);
  });
});
