import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import type { Deps } from '../../../src/app/deps.js';
import { evaluateClients } from '../../../src/app/evaluation/evaluate.js';
import { writeComment } from '../../../src/app/periods/comments.js';
import { eachDatabase } from '../../support/databases.js';
import { shipmentLayout } from '../../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from '../importing.js';
import { filesIn, ranJob } from './working.js';

eachDatabase('a job that writes scorecards', database => {
  let deps: Deps;
  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME, name: Acme }, { code: BETA, name: Beta }]\n',
      'config/acme.yaml': shipmentLayout('acme', 'client no promised delivered'),
      'config/rules.yaml': `standards: [{ metric: on_time_delivery, at_least: "95%", from: 2026-01-01 }]
jobs:
  - { id: paper, does: scorecards, with: { period: 2026-05, portfolio: true, pdf: true } }
`,
      'may.csv': `client,no,promised,delivered
ACME,1,2026-05-30,2026-05-31
BETA,2,2026-05-30,2026-05-29
`,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'may.csv', 'acme');
    await evaluateClients(deps, { period: '2026-05', clients: [], actor: 'lin' });
    const comment = { client: 'ACME', period: '2026-05', actor: 'lin' };
    await writeComment(deps, { ...comment, metric: null, text: 'The bridge was closed.' });
    await writeComment(deps, { ...comment, metric: 'on_time_delivery', text: 'Of one metric alone.' });
  });

  it('writes the portfolio as a PDF too, with what was said of each client', async () => {
    const ran = await ranJob(deps, 'paper');
    expect([ran.outcome, ran.counts['written']]).to.deep.equal(['done', 3]);
    const folder = path.join(deps.workspace.directory, 'scorecards');
    const files = ['ACME.en', 'BETA.en', 'portfolio.en'].flatMap(name => [`2026-05/${name}.pdf`, `2026-05/${name}.xlsx`]);
    expect(await filesIn(folder)).to.have.members(files);
    expect((await readFile(path.join(folder, '2026-05/portfolio.en.pdf'))).subarray(0, 5).toString()).to.equal('%PDF-');
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path.join(folder, '2026-05/portfolio.en.xlsx'));
    const rows: string[] = [];
    book.worksheets[0]?.eachRow(row => rows.push(JSON.stringify(row.values)));
    expect(rows.filter(row => row.includes('The bridge was closed.')).map(row => row.includes('Acme'))).to.deep.equal([true]);
    expect(rows.join()).to.not.contain('Of one metric alone.');
  });
});
