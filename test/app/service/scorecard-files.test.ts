import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { auditPdf } from '../../../src/app/audit/pdf.js';
import { auditWorkbook } from '../../../src/app/audit/workbook.js';
import type { Deps } from '../../../src/app/deps.js';
import { evaluateClients } from '../../../src/app/evaluation/evaluate.js';
import { writeComment } from '../../../src/app/periods/comments.js';
import { visibleHandout } from '../../../src/app/service/visible-handout.js';
import { type ScorecardQuery, writeVisibleScorecard } from '../../../src/app/service/visible-scorecard.js';
import { wordsOf } from '../../../src/reports/words.js';
import type { Visibility } from '../../../src/app/visible/visibility.js';
import { eachDatabase } from '../../support/databases.js';
import { shipmentLayout } from '../../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from '../importing.js';

const contract = (client: string): string =>
  `  - { id: ${client.toLowerCase()}, client: ${client}, from: 2026-01-01, measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "95%" }, { metric: damage_free_delivery, at_least: "95%" }] }] }\n`;
const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME }, { code: BETA } ]\n',
  'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered shipped damaged'),
  'config/contracts.yaml': `contracts:\n${contract('ACME')}${contract('BETA')}`,
};

/** Ten deliveries of a month, three of them late, one with half a piece damaged. */
const monthOf = (client: string, month: string): string =>
  Array.from({ length: 10 }, (_, i) => {
    const day = `${month}-${10 + i}`;
    return `${client},${month}-${i},${day}T12:00:00Z,${day}T${i < 3 ? '13' : '11'}:00:00Z,2.5,${i === 0 ? '0.5' : '0'}\n`;
  }).join('');

const manager: Visibility = { clients: 'all', seesProvisional: true, isClient: false };
const asked: ScorecardQuery = { client: 'ACME', period: '2026-03' };

eachDatabase('the files of a scorecard', database => {
  let deps: Deps;
  let statements: string[] = [];
  let forget: () => unknown;
  const note = ({ sql }: { readonly sql: string }): void => void statements.push(sql);
  const onFacts = (): readonly string[] => statements.filter(sql => /\bfact_shipment\b/.test(sql));
  /** Statements that evaluate an earlier period: they name the first instant of February, with which one ends and the other begins. */
  const tallies = (): readonly string[] => onFacts().filter(sql => sql.includes(String(Date.UTC(2026, 1))));

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    const rows = ['ACME', 'BETA'].flatMap(client => ['2026-01', '2026-02', '2026-03'].map(month => monthOf(client, month)));
    const text = `client,no,promised,delivered,shipped,damaged\n${rows.join('')}`;
    await writeFile(path.join(deps.workspace.directory, 'all.csv'), text);
    await imported(deps, 'all.csv', 'shipments');
    await evaluateClients(deps, { period: '2026-03', clients: [], actor: 'lin' });
    const { knex } = database();
    knex.on('query', note);
    forget = () => knex.off('query', note);
  });
  beforeEach(() => (statements = []));
  after(() => forget());

  async function bytesOf(query: Partial<ScorecardQuery>, by: Deps = deps): Promise<Buffer> {
    const { file, discard } = await writeVisibleScorecard(by, manager, { ...asked, ...query });
    const bytes = await readFile(file);
    await discard();
    return bytes;
  }

  it('evaluate earlier periods once, for every form and language and for the first page', async () => {
    await bytesOf({ form: 'pdf', language: 'en' });
    expect(tallies().length).to.be.at.least(2);
    statements = [];
    await bytesOf({ form: 'pdf', language: 'zh' });
    await visibleHandout(deps, manager, { ...asked, language: 'en' });
    expect(onFacts()).to.deep.equal([]);
    await bytesOf({ form: 'xlsx', language: 'en' });
    expect(tallies()).to.deep.equal([]);
    expect(onFacts().length).to.be.greaterThan(0);
    statements = [];
    await bytesOf({ form: 'xlsx', language: 'zh' });
    expect(onFacts()).to.deep.equal([]);
  });

  it('are gathered anew when the ledger has grown, without evaluating an earlier period again', async () => {
    const before = await bytesOf({ form: 'pdf', language: 'en' });
    await writeComment(deps, { ...asked, metric: null, text: 'A bridge was closed.', actor: 'lin' });
    const after = await bytesOf({ form: 'pdf', language: 'en' });
    expect(after.equals(before)).to.equal(false);
    expect(tallies()).to.deep.equal([]);
  });

  it('are gathered once for all who ask at the same moment', async () => {
    const forms = ['pdf', 'xlsx'] as const;
    const languages = ['en', 'zh'] as const;
    const all = (client: string): Promise<readonly Buffer[]> =>
      Promise.all(forms.flatMap(form => languages.map(language => bytesOf({ client, form, language }))));
    await all('BETA');
    const together = tallies();
    expect(together.length).to.be.greaterThan(0);
    expect(new Set(together).size).to.equal(together.length);
  });

  it('are finished for one client while those of another are still being gathered', async () => {
    let [open, waiting] = [(): void => undefined, (): void => undefined];
    const gate = new Promise<void>(resolve => (open = resolve));
    const isWaiting = new Promise<void>(resolve => (waiting = resolve));
    let begun = 0;
    const transaction: Deps['database']['transaction'] = async work => {
      // Some of it is there before it comes to a halt.
      if (++begun === 4) {
        waiting();
        await gate;
      }
      return database().transaction(work);
    };
    const later = { ...deps, clock: () => deps.clock() + 3_600_000 };
    let isDone = false;
    const first = bytesOf({ client: 'ACME' }, { ...later, database: { ...database(), transaction } }).finally(
      () => (isDone = true),
    );
    await isWaiting;
    expect((await bytesOf({ client: 'BETA' }, later)).length).to.be.greaterThan(1000);
    expect(isDone).to.equal(false);
    open();
    expect((await first).length).to.be.greaterThan(1000);
  });

  it('hold what the ledger gives, exact quantities that are no whole numbers among it', async () => {
    for (const language of ['en', 'zh'] as const) {
      const workbook = path.join(deps.workspace.directory, `card.${language}.xlsx`);
      await writeFile(workbook, await bytesOf({ language }));
      const { cells, differences } = await auditWorkbook(deps, workbook);
      expect([cells > 100, differences]).to.deep.equal([true, []]);
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(workbook);
      const damaged: unknown[] = [];
      book.getWorksheet(wordsOf(language).sheets.exceptions)?.eachRow(row => damaged.push(...(row.values as unknown[])));
      expect(damaged).to.include(0.5);
      const pdf = path.join(deps.workspace.directory, `card.${language}.pdf`);
      await writeFile(pdf, await bytesOf({ language, form: 'pdf' }));
      expect((await auditPdf(deps, pdf)).first_difference).to.equal(null);
    }
  });
});
