import exceljs from 'exceljs';
import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion, requestOverride } from '../../src/app/amendments/request.js';
import { auditWorkbook } from '../../src/app/audit/workbook.js';
import type { Deps } from '../../src/app/deps.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { eachDatabase } from '../support/databases.js';
import { resavedByLibreOffice } from '../support/libreoffice.js';
import { requires } from '../support/suite.js';
import { auditedWorkspace } from './audited-workspace.js';
import { depsFor, stopOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { worded } from '../../src/faults/worded.js';

eachDatabase('audit workbook', database => {
  let deps: Deps;
  let written: Readonly<Record<'en' | 'zh', string>>;

  before(async () => {
    deps = await auditedWorkspace(database(), 'adopt: paper\n');
    const write = async (language: 'en' | 'zh'): Promise<string> => {
      const out = path.join(deps.workspace.directory, language);
      const made = await writeScorecards(deps, {
        period: '2026-06',
        clients: ['ACME'],
        actor: 'lin',
        language,
        out,
        portfolio: false,
      });
      return made.files[0]?.file ?? '';
    };
    written = { en: await write('en'), zh: await write('zh') };
  });

  /** The scorecard with one cell changed, as a file beside it. */
  async function edited(
    sheet: string,
    change: (sheet: exceljs.Worksheet) => string,
  ): Promise<readonly [file: string, cell: string]> {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(written.en);
    const page = book.getWorksheet(sheet);
    if (page === undefined) throw new Error(`no sheet ${sheet}`);
    const address = change(page);
    const file = path.join(deps.workspace.directory, `edited-${sheet}-${address}.xlsx`);
    await book.xlsx.writeFile(file);
    return [file, `${sheet}!${address}`];
  }

  const rowOf = (sheet: exceljs.Worksheet, text: string): number => {
    let at = 0;
    sheet.eachRow((row, number) => {
      if (row.getCell(1).value === text) at = number;
    });
    return at;
  };

  for (const language of ['en', 'zh'] as const) {
    it(`finds nothing in a scorecard that nobody touched (${language}), though config has changed since`, async () => {
      const directory = deps.workspace.directory;
      await writeFile(
        path.join(directory, 'config', 'changed.yaml'),
        'standards:\n  - { metric: on_time_delivery, at_least: "10%", from: 2026-01-01, params: { grace: "days(3)" } }\n',
      );
      const audited = await auditWorkbook(await depsFor(database(), directory), written[language]);
      expect(audited.differences.slice(0, 400)).to.deep.equal([]);
      expect(audited.cells).to.be.above(500);
      expect(audited).to.include({ client: 'ACME', period: '2026-06', revision: 1 });
    });
  }

  it('finds an edited number, and says what the ledger gives', async () => {
    const [file, cell] = await edited('KPIs', sheet => {
      const row = rowOf(sheet, 'on_time_delivery');
      sheet.getCell(`C${row}`).value = 3;
      return `C${row}`;
    });
    expect((await auditWorkbook(deps, file)).differences).to.deep.equal([{ cell, expected: '2', found: '3' }]);
  });

  it('finds a formula that was written over, and one that was bent', async () => {
    const [flat, flatCell] = await edited('KPIs', sheet => {
      const row = rowOf(sheet, 'on_time_delivery');
      sheet.getCell(`E${row}`).value = 1;
      return `E${row}`;
    });
    const [difference] = (await auditWorkbook(deps, flat)).differences;
    expect(difference).to.include({ cell: flatCell, found: '1' });
    expect(difference?.expected).to.match(/^=.*→ 0\.666666666667$/);
    const [bent] = await edited('KPIs', sheet => {
      const row = rowOf(sheet, 'on_time_delivery');
      sheet.getCell(`E${row}`).value = { formula: '1-0', result: 0.666666666667 } as exceljs.CellFormulaValue;
      return `E${row}`;
    });
    expect((await auditWorkbook(deps, bent)).differences).to.have.length(1);
  });

  describe('made by another version', () => {
    /** The scorecard as another version, or one that says none, might have written it. */
    async function ofVersion(version: string | null, change: (book: exceljs.Workbook) => void): Promise<string> {
      const book = new exceljs.Workbook();
      await book.xlsx.readFile(written.en);
      book.description = version === null ? '' : `Plumbline ${version}`;
      const audit = book.getWorksheet('Audit');
      const line = audit === undefined ? 0 : rowOf(audit, 'Program version');
      if (line === 0) throw new Error('its version is not said');
      for (const column of ['A', 'B'] as const)
        if (audit !== undefined)
          audit.getCell(`${column}${line}`).value = version === null ? null : column === 'A' ? 'Program version' : version;
      change(book);
      const file = path.join(deps.workspace.directory, `other-${++count}.xlsx`);
      await book.xlsx.writeFile(file);
      return file;
    }
    let count = 0;
    const sheetIn = (book: exceljs.Workbook, name: string): exceljs.Worksheet => {
      const sheet = book.getWorksheet(name);
      if (sheet === undefined) throw new Error(`no sheet ${name}`);
      return sheet;
    };
    const audited = (version: string | null, change: (book: exceljs.Workbook) => void) =>
      ofVersion(version, change).then(file => auditWorkbook(deps, file));

    for (const version of [null, '0.0.9'])
      it(`differs in no figure where only texts are others (${version ?? 'no version'})`, async () => {
        const { differences, other_version: other } = await audited(version, book => {
          sheetIn(book, 'Trend').getCell('A1').value = 'Development';
          sheetIn(book, 'KPIs').getCell('J1').value = 'Missing facts';
        });
        expect(differences).to.deep.equal([]);
        expect(other?.version).to.equal(version);
        expect(other?.worded.map(({ cell }) => cell)).to.include.members(['Trend!A1', 'KPIs!J1']);
      });

    it('has its gaps in per cent, or its figures as plain numbers, without a difference', async () => {
      const { differences, other_version: other } = await audited('0.0.9', book => {
        let gaps = 0;
        sheetIn(book, 'Gaps').eachRow(row =>
          row.eachCell(gap => {
            const inner = /^(.*)\*100$/.exec(gap.formula ?? '');
            if (inner === null) return;
            gap.value = { formula: inner[1], result: Number(gap.result) / 100 } as exceljs.CellFormulaValue;
            gap.style = { ...gap.style, numFmt: '+0.0 %;-0.0 %' };
            gaps++;
          }),
        );
        expect(gaps).to.be.above(0);
        const sheet = sheetIn(book, 'KPIs');
        const value = sheet.getCell(`E${rowOf(sheet, 'on_time_delivery')}`);
        value.value = Number((value.value as exceljs.CellFormulaValue).result);
      });
      expect(differences).to.deep.equal([]);
      expect(other?.worded).to.have.length.above(1);
    });

    /** Rewrites the first text of a sheet that has what is looked for. */
    const rewritten = (sheet: exceljs.Worksheet, pattern: RegExp, by: string): void => {
      const cells: exceljs.Cell[] = [];
      sheet.eachRow(row => row.eachCell(cell => cells.push(cell)));
      const found = cells.find(({ value }) => typeof value === 'string' && pattern.test(value));
      if (found === undefined) throw new Error(`nothing on ${sheet.name} has ${pattern.source}`);
      found.value = String(found.value).replace(pattern, by);
    };

    it('cannot hide a forged figure, status, number in a text, formula, or a row that was taken out', async () => {
      const onTime = (sheet: exceljs.Worksheet) => rowOf(sheet, 'on_time_delivery');
      const forgeries: readonly (readonly [string, (sheet: exceljs.Worksheet) => void])[] = [
        ['KPIs', sheet => (sheet.getCell(`C${onTime(sheet)}`).value = 3)],
        ['KPIs', sheet => (sheet.getCell(`E${onTime(sheet)}`).value = 0.99)],
        ['KPIs', sheet => (sheet.getCell(`H${onTime(sheet)}`).value = '▲ met')],
        [
          'KPIs',
          sheet =>
            (sheet.getCell(`E${onTime(sheet)}`).value = { formula: '1-0', result: 0.666666666667 } as exceljs.CellFormulaValue),
        ],
        ['KPIs', sheet => sheet.spliceRows(onTime(sheet), 1)],
        ['Audit', sheet => (sheet.getCell(`B${rowOf(sheet, 'Evaluated at')}`).value = new Date(0))],
        ['Audit', sheet => (sheet.getCell(`B${rowOf(sheet, 'Hash (SHA-256)')}`).value = '0'.repeat(64))],
        ['Audit', sheet => (sheet.getCell(`B${rowOf(sheet, 'State')}`).value = 'closed')],
        ['Scorecard', sheet => (sheet.getCell('A6').value = 'All levels met.')],
        ['Scorecard', sheet => rewritten(sheet, /^(\D*)(\d+)(\D+)(?!\2)(\d+)/, '$1$4$3$2')],
        ['Scorecard', sheet => rewritten(sheet, /≥/, '≤')],
      ];
      for (const [name, forge] of forgeries) {
        const { differences } = await audited(null, book => forge(sheetIn(book, name)));
        expect(
          differences.map(({ cell }) => cell.split('!')[0]),
          forge.toString(),
        ).to.include(name);
      }
    });

    it('with rows that it had not, or had besides, is compared row by row', async () => {
      const { differences } = await audited('0.0.9', book => {
        const sheet = sheetIn(book, 'Exceptions');
        sheet.spliceRows(3, 0, ['What follows was not in order'], []);
      });
      expect(differences).to.deep.equal([]);
    });
  });

  it('holds exclusions and agreed values against the ledger too, and finds an edited one', async () => {
    const asked = { client: 'ACME', actor: 'li', dryRun: false, evidence: 'storm warning' } as const;
    const exclusion = await requestExclusion(deps, {
      ...asked,
      metrics: ['on_time_delivery'],
      numbers: ['S1'],
      where: {},
      reason: 'AO',
    });
    const override = await requestOverride(deps, {
      ...asked,
      period: '2026-06',
      metric: 'order_timeliness',
      value: '97.5%',
      reason: 'agreed',
    });
    for (const { kind, number } of [
      { kind: 'exclusion', ...exclusion },
      { kind: 'override', ...override },
    ] as const)
      await decide(deps, { kind, number: number ?? 0, decision: 'approval', actor: 'wang', why: '' });
    const out = path.join(deps.workspace.directory, 'adjusted');
    const request = { period: '2026-06', clients: ['ACME'], actor: 'lin', language: 'en', out, portfolio: false } as const;
    const file = (await writeScorecards(deps, request)).files[0]?.file ?? '';
    expect((await auditWorkbook(deps, file)).differences).to.deep.equal([]);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.getWorksheet('Exclusions');
    if (sheet === undefined) throw new Error('no sheet Exclusions');
    sheet.eachRow(row => {
      if (row.getCell(8).value === 'li') row.getCell(8).value = 'wang';
    });
    await book.xlsx.writeFile(file);
    const { differences } = await auditWorkbook(deps, file);
    expect(differences.map(({ expected, found }) => [expected, found])).to.deep.equal([
      ['"li"', '"wang"'],
      ['"li"', '"wang"'],
    ]);
    expect(differences[0]?.cell).to.match(/^Exclusions!H\d+$/);
  });

  requires('soffice', 'a scorecard that LibreOffice saved again', () => {
    for (const [language, computing] of [
      ['en', false],
      ['zh', true],
    ] as const)
      it(`is found as it was (${language}, formulas ${computing ? 'computed again' : 'as they were'})`, async () => {
        const folder = path.join(deps.workspace.directory, `again-${language}`);
        const { differences, cells } = await auditWorkbook(
          deps,
          await resavedByLibreOffice(written[language], folder, { computing }),
        );
        expect(differences).to.deep.equal([]);
        expect(cells).to.be.above(500);
      });

    it('is found changed where somebody changed a ten-millionth of a result, or a formula', async () => {
      const [scorecard, cell] = await edited('KPIs', sheet => {
        const address = `E${rowOf(sheet, 'on_time_delivery')}`;
        const { formula, result } = sheet.getCell(address).value as exceljs.CellFormulaValue; // every value there is a formula
        sheet.getCell(address).value = { formula, result: Number(result) * (1 + 1e-7) } as exceljs.CellFormulaValue;
        return address;
      });
      const saved = await resavedByLibreOffice(scorecard, path.join(deps.workspace.directory, 'again-edited'), {
        computing: false,
      });
      expect((await auditWorkbook(deps, saved)).differences.map(one => one.cell)).to.deep.equal([cell]);
    });
  });

  it('refuses a file that is no scorecard', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Sheet1').getCell('A1').value = 1;
    const file = path.join(deps.workspace.directory, 'other.xlsx');
    await book.xlsx.writeFile(file);
    const stop = await stopOf(auditWorkbook(deps, file));
    expect(stop.faults[0]?.code).to.equal('workbook_not_a_scorecard');
    const text = path.join(deps.workspace.directory, 'text.xlsx');
    await writeFile(text, 'no workbook');
    const cut = path.join(deps.workspace.directory, 'cut.xlsx');
    await writeFile(cut, (await readFile(written.en)).subarray(0, 5000));
    for (const [given, exitCode, code, says] of [
      [path.join(deps.workspace.directory, 'months.csv'), 2, 'workbook_not_a_scorecard', 'it is not an Excel workbook (.xlsx)'],
      [text, 2, 'workbook_not_a_scorecard', 'it is not an Excel workbook (.xlsx)'],
      [path.join(deps.workspace.directory, 'none.xlsx'), 3, 'source_missing', 'none.xlsx'],
      [deps.workspace.directory, 3, 'source_is_directory', 'is a folder'],
      [cut, 3, 'workbook_broken', 'cannot be read'],
    ] as const) {
      const refused = await stopOf(auditWorkbook(deps, given));
      expect([refused.exitCode, refused.faults[0]?.code]).to.deep.equal([exitCode, code]);
      expect(whatOf(refused.faults[0])).to.contain(says);
      expect(refused.faults.map(one => worded('zh', one).what).join()).not.to.contain('it is');
    }
  });
});
