import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import type { ScorecardInput } from '../../src/reports/input.js';
import { scorecard } from '../../src/reports/scorecard.js';
import { writeScorecard } from '../../src/reports/writers/xlsx.js';
import { recalculated, stored } from '../support/libreoffice.js';
import { sampleAdjusted } from '../support/sample-adjusted.js';
import { requires } from '../support/requires.js';
import { sampleInput } from '../support/sample-input.js';

requires('soffice', 'a scorecard recalculated by LibreOffice', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-recalculated-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const cases: readonly (readonly [string, ScorecardInput])[] = [
    ['in English for the quality manager', sampleInput({ language: 'en', view: 'manager' })],
    ['in Chinese for a client who looks at depth 1', sampleInput({ language: 'zh', view: 'client' })],
    ['with exclusions and agreed values', sampleAdjusted()],
  ];
  for (const [position, [name, input]] of cases.entries()) {
    it(`${name} gives every stored result again`, async () => {
      const file = path.join(folder, `${position}.xlsx`);
      await writeScorecard(scorecard(input), file);
      const before = await stored(file, true);
      const after = await recalculated(file);
      expect(before.size).to.be.greaterThan(200);
      const changed = [...before].flatMap(([address, value]) => {
        const now = after.get(address) ?? null;
        return value === now ? [] : [`${address}: ${String(value)} became ${String(now)}`];
      });
      expect(changed).to.deep.equal([]);
    });
  }

  it('is really recalculated: a wrong stored result is put right', async () => {
    const file = path.join(folder, 'wrong.xlsx');
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('A');
    sheet.getCell('A1').value = { formula: '1+1', result: 5 } as exceljs.CellValue; // the declared type asks for a flag formulas do not have
    await book.xlsx.writeFile(file);
    expect((await stored(file)).get('A!A1')).to.equal(5);
    expect((await recalculated(file)).get('A!A1')).to.equal(2);
  });
});
