import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import { writeTemplate } from '../../../src/app/surveys/template.js';
import type { Database } from '../../../src/store/connect.js';
import { eachDatabase } from '../../support/databases.js';
import { resavedByLibreOffice } from '../../support/libreoffice.js';
import { requires } from '../../support/requires.js';
import { depsFor, imported, workspaceOf } from '../importing.js';
import { whatOf } from '../../support/worded.js';

const settings = `time_zone: Asia/Shanghai
clients:
  - { code: ACME, name: { en: Acme Foods, zh: 艾克美食品 } }
  - { code: SHALLOW, name: { en: Shallow, zh: 浅 }, depth: 2 }
`;

/** The answers of the questionnaire's first sheet in the columns of ids, and the cell of an item's aspect. */
async function filled(file: string, fill: (sheet: exceljs.Worksheet, at: (question: string) => number) => void): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets[0];
  if (sheet === undefined) throw new Error('it has a sheet');
  const rowOf = (question: string): number => {
    for (let row = 13; row <= sheet.rowCount; row++) if (sheet.getCell(row, 1).value === question) return row;
    throw new Error(`no question ${question}`);
  };
  fill(sheet, rowOf);
  await book.xlsx.writeFile(file);
}

/** What stands in the database, in the order of items. */
async function answers(database: Database, client: string): Promise<readonly unknown[]> {
  const sql = `select item, aspect, role, method, phrase, score::float8 as score, answered_at::float8 as at, comment is not null as commented
    from fact_survey_answer where client = ? order by item, aspect`;
  return database.transaction(async tx => (await tx.raw<{ rows: unknown[] }>(sql, [client])).rows);
}

const common = { role: 'client', method: 'questionnaire', at: Date.parse('2026-05-20T00:00:00+08:00'), commented: false };

requires('soffice', 'filled in with LibreOffice', () =>
  eachDatabase('survey template', fresh => {
    it('writes a questionnaire that is filled in, saved by LibreOffice, and imported', async () => {
      const deps = await depsFor(fresh(), await workspaceOf({ 'plumbline.yaml': settings }));
      const file = path.join(deps.workspace.directory, 'acme.xlsx');
      const made = await writeTemplate(deps, { client: 'ACME', wave: '2026-Q2', language: 'en', roles: [], out: file });
      expect(made).to.include({ file, questions: 26, layout: 'survey_questionnaire' });
      await filled(file, (sheet, at) => {
        sheet.getCell('B6').value = 'Ms Wu';
        sheet.getCell('B9').value = new Date('2026-05-20T00:00:00Z');
        sheet.getCell(at('Keeps promises'), 2).value = 'dissatisfied';
        sheet.getCell(at('Keeps promises'), 3).value = 'very important';
        sheet.getCell(at('Keeps promises'), 4).value = 'excellent';
        sheet.getCell(at('Keeps promises'), 5).value = 'twice in May';
        sheet.getCell(at('Easy to reach'), 2).value = 'reached at any time';
        sheet.getCell(at('Trust'), 2).value = 'satisfid';
      });
      const saved = await resavedByLibreOffice(file, path.join(deps.workspace.directory, 'saved'));
      const batch = await imported(deps, path.relative(deps.workspace.directory, saved), 'survey_questionnaire');
      expect(batch.rows).to.include({ new: 4, rejected: 1 });
      expect(batch.rows.read).to.equal(batch.rows.new + batch.rows.rejected + batch.rows.skipped);
      expect(batch.findings[0]).to.have.nested.property('place.column', 'satisfaction');
      expect(whatOf(batch.findings[0])).to.contain('satisfied');
      expect(await answers(deps.database, 'ACME')).to.deep.equal([
        { ...common, item: 'easy_to_reach', aspect: 'satisfaction', phrase: 'reached at any time', score: 10 },
        { ...common, item: 'keeps_promises', aspect: 'expectation', phrase: 'excellent', score: 10 },
        { ...common, item: 'keeps_promises', aspect: 'importance', phrase: 'very important', score: 10 },
        { ...common, item: 'keeps_promises', aspect: 'satisfaction', phrase: 'dissatisfied', score: 3, commented: true },
      ]);
    });

    it('asks as deep as the client looks: an answer to a branch stands for each of its items', async () => {
      const deps = await depsFor(fresh(), await workspaceOf({ 'plumbline.yaml': settings }));
      const file = path.join(deps.workspace.directory, 'shallow.xlsx');
      await writeTemplate(deps, {
        client: 'SHALLOW',
        wave: '2026-Q2',
        language: 'zh',
        roles: ['consignee', 'client'],
        out: file,
      });
      await filled(file, (sheet, at) => {
        sheet.getCell('B6').value = '吴女士';
        sheet.getCell('B8').value = '回访';
        sheet.getCell('B9').value = new Date('2026-05-20T00:00:00Z');
        sheet.getCell(at('可靠性'), 2).value = '满意';
      });
      const saved = await resavedByLibreOffice(file, path.join(deps.workspace.directory, 'saved'));
      const batch = await imported(deps, path.relative(deps.workspace.directory, saved), 'survey_questionnaire');
      expect(batch.rows).to.include({ new: 2, rejected: 0 });
      const answer = { ...common, role: 'consignee', method: 'callback', aspect: 'satisfaction', phrase: '满意', score: 8 };
      expect(await answers(deps.database, 'SHALLOW')).to.deep.equal([
        { ...answer, item: 'keeps_plans' },
        { ...answer, item: 'keeps_promises' },
      ]);
    });
  }),
);
