import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { auditPdf } from '../../src/app/audit/pdf.js';
import type { Deps } from '../../src/app/deps.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { eachDatabase } from '../support/databases.js';
import { auditedWorkspace } from './audited-workspace.js';
import { stopOf } from './importing.js';

eachDatabase('audit of a PDF', database => {
  let deps: Deps;
  let file = '';

  before(async () => {
    deps = await auditedWorkspace(database(), 'handout: { colour: "#7A2E1F" }\n');
    const request = { period: '2026-06', clients: ['ACME'], actor: 'lin', language: 'zh' as const, portfolio: false, pdf: true };
    const made = await writeScorecards(deps, request);
    expect(made.files.map(one => path.basename(one.file))).to.deep.equal(['ACME.zh.xlsx', 'ACME.zh.pdf']);
    file = made.files[1]?.file ?? '';
  });

  it('finds nothing in one that nobody touched', async () => {
    const audited = await auditPdf(deps, file);
    expect(audited).to.include({ client: 'ACME', period: '2026-06', revision: 1, first_difference: null });
    expect(audited.bytes).to.be.above(20_000);
  });

  it('finds a single byte that was changed, and says which', async () => {
    const bytes = await readFile(file);
    bytes[10_000] = (bytes[10_000] ?? 0) ^ 1;
    const changed = path.join(deps.workspace.directory, 'changed.pdf');
    await writeFile(changed, bytes);
    expect((await auditPdf(deps, changed)).first_difference).to.equal(10_001);
  });

  it('refuses another release’s, and what is no PDF of Plumbline', async () => {
    const other = path.join(deps.workspace.directory, 'other.pdf');
    await writeFile(other, (await readFile(file, 'latin1')).replace(/Plumbline \d+\.\d+/, 'Plumbline 0.0'), 'latin1');
    expect((await stopOf(auditPdf(deps, other))).faults[0]?.code).to.equal('pdf_of_other_version');
    await writeFile(other, 'a letter');
    expect((await stopOf(auditPdf(deps, other))).faults[0]?.code).to.equal('pdf_not_a_scorecard');
  });
});
