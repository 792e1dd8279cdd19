import { expect } from 'chai';
import ExcelJS from 'exceljs';
import path from 'node:path';
import type { Deps } from '../../src/app/deps.js';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const layout = (name: string, more = ''): string => `
layout: ${name}
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: { column: No }
  status: { const: delivered }
  delivered_at: { column: Delivered }
${more}`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nadopt: paper\nclients:\n  - { code: ACME }\n',
  'config/layouts/plain.yaml': layout('plain'),
  'config/layouts/field.yaml': layout('field', '  reason: { column: Late }\n'),
  'config/layouts/value.yaml': layout('value', `  reason: { value: 'col("Late")' }\n`),
  'config/layouts/where.yaml': layout('where').replace('fields:', `where: 'col("Late") == ""'\nfields:`),
  'config/layouts/begun.yaml': 'layout: begun\nfact: shipment\ndraft: true\nfields:\n  shipment_no: { column: No }\n',
};

/** As a program writes it that calculates nothing: the formula without a result. */
async function writeWorkbook(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('May').addRows([
    ['No', 'Delivered', 'Late'],
    ['X-1', '2026-05-01', { formula: 'IF(B2>"2026-05-02","late","")' }],
    ['X-2', '2026-05-03', { formula: 'IF(B3>"2026-05-02","late","")' }],
  ]);
  await book.xlsx.writeFile(file);
}

eachDatabase('the warnings of an import', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await writeWorkbook(path.join(deps.workspace.directory, 'may.xlsx'));
  });

  for (const [name, codes] of [
    ['plain', []],
    ['field', ['formula_without_result']],
    ['value', ['formula_without_result']],
    ['where', ['formula_without_result']],
  ] as const) {
    it(`name formulas without a result where the layout reads their column: ${name}`, async () => {
      const { rows, warnings } = await imported(deps, 'may.xlsx', name, true);
      expect(rows.read).to.equal(2);
      expect(warnings.map(({ code }) => code)).to.deep.equal(codes);
    });
  }

  it('are silent about the draft of another layout, which `check` names, and which imports nothing', async () => {
    expect(deps.workspace.warnings).to.deep.equal([]);
    const { faults } = await checkConfig(deps.workspace.directory);
    expect(faults.map(({ code, place }) => `${code} ${place.file}`)).to.deep.equal(['layout_draft config/layouts/begun.yaml']);
    const stop = await stopOf(imported(deps, 'may.xlsx', 'begun', true));
    expect(stop.faults.map(({ code }) => code)).to.deep.equal(['layout_key_unmapped']);
  });
});
