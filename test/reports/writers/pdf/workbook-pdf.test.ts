import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { scorecard } from '../../../../src/reports/scorecard.js';
import { cell, type Sheet, type Workbook } from '../../../../src/reports/sheet.js';
import { originOf } from '../../../../src/reports/writers/pdf/metadata.js';
import { workbookPdf } from '../../../../src/reports/writers/pdf/workbook-pdf.js';
import { sampleInput } from '../../../support/sample-input.js';
import { requires } from '../../../support/suite.js';

const run = promisify(execFile);
const shown = { id: 'ev-acme-2026-09', revision: 1 };
const bookIn = (language: 'en' | 'zh'): Workbook => scorecard({ ...sampleInput({}), language });
const pdfOf = (book: Workbook): Promise<Uint8Array> => workbookPdf(book, book.sheets.slice(0, 1), shown);

describe('a workbook as PDF', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-pdf-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function textOf(pdf: Uint8Array): Promise<string> {
    const file = path.join(folder, 'read.pdf');
    await writeFile(file, pdf);
    return (await run('pdftotext', ['-layout', file, '-'])).stdout;
  }

  it('has the same bytes in another process, time zone and language of the machine', async () => {
    const here = Buffer.from(await pdfOf(bookIn('zh')));
    const root = path.resolve(import.meta.dirname, '../../../..');
    const file = path.join(folder, 'again.mts');
    const from = (name: string): string => JSON.stringify(path.join(root, name));
    await writeFile(
      file,
      `import { scorecard } from ${from('src/reports/scorecard.ts')};
import { workbookPdf } from ${from('src/reports/writers/pdf/workbook-pdf.ts')};
import { sampleInput } from ${from('test/support/sample-input.ts')};
import { writeFileSync } from 'node:fs';
const book = scorecard({ ...sampleInput({}), language: 'zh' });
writeFileSync(${JSON.stringify(path.join(folder, 'again.pdf'))}, await workbookPdf(book, book.sheets.slice(0, 1), ${JSON.stringify(shown)}));
`,
    );
    const env = { ...process.env, TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
    await run(process.execPath, ['--import', 'tsx', file], { cwd: root, env });
    const { readFile } = await import('node:fs/promises');
    expect(here.equals(await readFile(path.join(folder, 'again.pdf')))).to.equal(true);
    expect(here.length).to.be.below(600_000);
  });

  it('says which evaluation it shows, and when it was made', async () => {
    const book = bookIn('zh');
    expect(originOf(Buffer.from(await pdfOf(book)))).to.deep.include({
      evaluation: 'ev-acme-2026-09',
      revision: 1,
      language: 'zh',
      madeAt: book.madeAt,
      author: book.author,
    });
  });

  requires('pdftotext', 'its text', () => {
    it('is text that can be searched: every sign of ASCII, quotes, ligatures and Chinese', async () => {
      const ascii = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
      const words = ['final confirmed affluent', '客户’s “准时率” 达标', 'Müller é', '▲ ◆ ▼ ○ ≥ 95 %'];
      const texts = [...ascii.map(one => `x${one}y${one}z`), ...words];
      const rows = texts.map(text => ({ cells: [cell(text, 'text')] }));
      for (const language of ['en', 'zh'] as const) {
        const book = bookIn(language);
        const sheet: Sheet = {
          ...(book.sheets[0] as Sheet),
          widths: [40],
          rows,
          pictures: [],
          colours: [],
          pagesHigh: 0,
          printed: 'A1:A98',
        };
        const text = (await textOf(await workbookPdf(book, [sheet], shown))).replace(/\s/g, '');
        for (const one of texts) expect(text).to.include(one.replace(/\s/g, ''));
      }
    });

    it('says what the workbook says, with head, foot and page', async () => {
      const text = (await textOf(await pdfOf(bookIn('en')))).replace(/\s+/g, ' ');
      for (const part of ['Acme Foods', 'Complaints handled in time', '90.9 %', '≥ 95 %', '▼ Missed', '-4.09 pp', 'Page 1 of 3'])
        expect(text).to.include(part);
    });
  });
});
