import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import type { Browser, Locator, Page } from 'playwright-core';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { createKey } from '../../src/app/keys/create.js';
import { workspaceToStart } from '../../src/app/workspace/workspace-to-start.js';
import { en, filled } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

/** A file as a system hands it out, and what has to be said of it on the page beyond what is recognised. */
interface Brought {
  readonly name: string;
  readonly content: () => Promise<Buffer> | Buffer;
  readonly layout: string;
  readonly say?: (page: Page, trial: Locator) => Promise<void>;
}

const text = (content: string) => () => Buffer.from(content);
const { mapping } = en;
const choose = (page: Page, column: string, field: string): Promise<unknown> =>
  page.getByLabel(filled(mapping.fieldOf, { column })).selectOption({ label: field });

const choice = (within: Page, name: string): Locator => within.getByRole('combobox', { name, exact: true });

const files: readonly Brought[] = [
  {
    name: 'auslieferungen.csv',
    content: text(`Auslieferungen;;;;
Stand 02.11.2026;;;;
Kunde;Unser Zeichen;Zugesagt am;Zugestellt am;Status
ACME;S-001;05.10.2026 12:00;05.10.2026 11:20;zugestellt
ACME;S-002;13.10.2026 12:00;13.10.2026 14:20;zugestellt
ACME;S-003;14.10.2026 12:00;14.10.2026 09:00;zugestellt
ACME;S-004;15.10.2026 12:00;;retour
`),
    layout: 'tms_germany',
    say: async (page, trial) => {
      await choose(page, 'Unser Zeichen', 'Shipment number');
      await trial.getByLabel(filled(mapping.meansOf, { value: 'retour' })).selectOption('refused');
    },
  },
  {
    name: '配送明细.xlsx',
    content: async () => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('十月');
      sheet.addRow(['十月配送明细']);
      sheet.addRow(['客户', '运单号', '承诺送达时间', '送达时间', '运单状态']);
      const at = (day: number, hour: number): Date => new Date(Date.UTC(2026, 9, day, hour));
      for (let i = 1; i <= 6; i++) sheet.addRow(['QINGHE', `W-${i}`, at(i + 3, 12), at(i + 3, i === 6 ? 15 : 11), '已签收']);
      return Buffer.from(await book.xlsx.writeBuffer());
    },
    layout: 'tms_china',
  },
  {
    name: 'deliveries.txt',
    content: text(
      `Client\tShipment\tPromised\tDelivered\tStatus\n${[1, 2, 3, 4, 5]
        .map(i => `NORDLYS\tN${i}\t2026-10-0${i}T12:00\t2026-10-0${i}T${i === 5 ? 18 : 10}:00\tdelivered`)
        .join('\n')}\n`,
    ),
    layout: 'tms_north',
  },
  {
    name: 'tickets.ndjson',
    content: text(
      `${['ACME', 'NORDLYS']
        .map((client, i) =>
          JSON.stringify({ client, 'complaint no': `C-${i}`, kind: 'complaint', received: `2026-10-1${i}T09:00:00Z` }),
        )
        .join('\n')}\n`,
    ),
    layout: 'tickets',
  },
  {
    name: 'invoices.csv',
    content: text(`Customer|Invoice no|Line|Invoice date|Lines wrong\nACME|R-1|1|2026-10-31|no\nQINGHE|R-2|1|2026-10-31|no\n`),
    layout: 'invoices',
  },
];

const clients = [
  ['ACME', 'Acme Foods', '艾克美食品'],
  ['QINGHE', 'Qinghe', '青禾'],
  ['NORDLYS', 'Nordlys', '北光'],
] as const;

requires('chromium', 'from an empty folder to a hand-out that is signed, in the browser alone', () => {
  let service: Serving;
  let browser: Browser;
  let visited: Visit;
  let page: Page;
  let clientKey = '';
  before(async function () {
    this.timeout(120_000);
    buildPages();
    const start = mkdtempSync(path.join(tmpdir(), 'plumbline-whole-way-'));
    const { directory } = await workspaceToStart({ start, named: 'new', language: 'en' });
    service = await serving(directory, { pages: builtPages });
    browser = await openBrowser();
    const { key } = await createKey(service.running.workspace.deps(), { role: 'admin', clients: [], name: 'Lin', actor: 'Lin' });
    const context = await browser.newContext({ baseURL: service.base, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on('pageerror', error => faults.push(error.message));
    visited = { page, faults };
    await page.goto(`/#link=${service.running.service.oneTimeLinks.make(key)}`);
  });
  after(async () => {
    await browser.close();
    await service.close();
  });
  const save = async (why: string): Promise<void> => {
    await page.getByLabel(en.configuration.why).fill(why);
    await page.getByRole('button', { name: en.configuration.save, exact: true }).click();
    await page.getByRole('button', { name: en.configuration.back }).click();
    await page.getByRole('heading', { name: en.forms.title }).waitFor();
  };

  it('three questions are answered, and three clients are listed', async () => {
    await page.getByLabel(en.firstSteps.organisation).fill('Harbour Logistics');
    await page.getByLabel(en.firstSteps.timeZone).fill('UTC');
    await page.getByRole('button', { name: en.firstSteps.answer }).click();
    await page.getByText('Harbour Logistics').first().waitFor();
    await page.getByRole('link', { name: en.firstSteps.client }).click();
    for (const [code, english, chinese] of clients) {
      await page.getByLabel(en.forms.fields.code).fill(code);
      await page.getByLabel(en.forms.fields.en, { exact: true }).fill(english);
      await page.getByLabel(en.forms.fields.zh, { exact: true }).fill(chinese);
      await save('our clients');
      if (code !== 'NORDLYS') await page.getByRole('link', { name: en.forms.begin.client }).click();
    }
  });

  it('five files of unlike systems are mapped and imported', async function () {
    this.timeout(240_000);
    for (const [i, { name, content, layout, say }] of files.entries()) {
      await page.getByRole('link', { name: en.nav.imports, exact: true }).click();
      await page.getByRole('link', { name: mapping.newForm }).click();
      const buffer = await content();
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      const trial = page.getByRole('region', { name: mapping.trial });
      await trial.waitFor();
      await say?.(page, trial);
      await trial.getByText(mapping.noErrors).waitFor();
      await page.getByLabel(mapping.name).fill(layout);
      await page.getByRole('button', { name: mapping.saveAndImport }).click();
      await page.getByText(filled(mapping.imported, { batch: i + 1 })).waitFor();
    }
  });

  it('three contracts are agreed', async function () {
    this.timeout(120_000);
    for (const [code] of clients) {
      await page.getByRole('link', { name: en.nav.configuration }).click();
      await page.getByRole('link', { name: en.forms.begin.contract }).click();
      await page.getByLabel(en.forms.contract.id).fill(`${code.toLowerCase()}-2026`);
      await choice(page, en.client).selectOption(code);
      await page.getByLabel(en.forms.contract.from).fill('2026-01-01');
      await page.getByRole('button', { name: en.forms.contract.addGroup }).click();
      await page.getByLabel(en.forms.fields.en, { exact: true }).last().fill('Delivery');
      await choice(page, en.forms.contract.metric).selectOption('on_time_delivery');
      await choice(page, en.forms.contract.comparator).selectOption('at_least');
      await page.getByLabel(en.forms.contract.level, { exact: true }).fill('80%');
      await save('the agreement');
    }
    const { ok, faults } = await checkConfig(service.directory);
    expect([ok, faults]).to.deep.equal([true, []]);
    expect(readdirSync(path.join(service.directory, 'config', 'layouts'))).to.include.members(
      files.map(({ layout }) => `${layout}.yaml`),
    );
  });

  it('the month is evaluated, commented on, closed, and handed to a key of the client', async function () {
    this.timeout(120_000);
    const step = (name: string): Locator =>
      page.locator('.month-steps > li').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });
    await page.getByRole('link', { name: en.month.board }).click();
    await page.goto('/board?period=2026-10');
    await inspect(visited, 'whole-way-board');
    await page.getByRole('link', { name: 'Acme Foods' }).click();
    await step(en.month.steps.figures).getByRole('button', { name: en.month.evaluate }).click();
    await step(en.month.steps.figures).getByText(en.month.states.done).waitFor();
    await step(en.month.steps.comment).getByRole('button').first().click();
    await page.getByRole('dialog').locator('textarea').fill('One delivery was late.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await step(en.month.steps.comment).getByText('Comments: 1').waitFor();
    await step(en.month.steps.closing).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await step(en.month.steps.closing).getByText(en.month.states.done).waitFor();
    await inspect(visited, 'whole-way-month');
    await page.getByRole('link', { name: en.nav.keys }).click();
    await choice(page, en.client).selectOption('ACME');
    await page.getByLabel(en.keys.keyName).fill('Acme');
    await page.getByRole('button', { name: en.keys.create }).click();
    clientKey = (await page.locator('code.secret').innerText()).trim();
  });

  it('the client reads the hand-out in Chinese and signs it, and the month is done', async () => {
    const client = await signIn(browser, service, clientKey, { language: 'zh' });
    await client.page.getByText('One delivery was late.').waitFor();
    await inspect(client, 'whole-way-handout-zh');
    const card = client.page.getByRole('region', { name: zh.signOff.title });
    await card.getByRole('button', { name: zh.signOff.sign }).click();
    await client.page.getByRole('dialog').getByRole('button', { name: zh.signOff.sign }).click();
    await client.page.getByRole('dialog').waitFor({ state: 'detached' });
    await card.getByText(filled(zh.signOff.signed, { revision: 1, by: 'Acme' })).waitFor();
    await client.page.context().close();
    await page.goto('/clients/ACME/month?period=2026-10');
    await page.getByText(filled(en.month.signedBy, { by: 'Acme' })).waitFor();
  });
});
