import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { mappingEn } from '../../src/web/words/en-mapping.js';
import { mappingZh } from '../../src/web/words/zh-mapping.js';
import { en, filled } from '../../src/web/words/en.js';
import { type Serving, serving } from '../api/serving.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

const settings = `time_zone: Asia/Shanghai
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }
  - { code: BETA, name: { en: Beta, zh: 贝塔 } }
`;

/** Titles above the headings, a heading that nobody knows, names of clients, words among dates and states. */
const untidy = `Delivery report Acme & Beta;;;;;;;
printed 02.04.2026;;;;;;;
Kunde;Unser Zeichen;Zugesagt am;Zugestellt am;Status;Stück;Bemerkung;Szkoda
Acme;S-001;05.03.2026 12:00;05.03.2026 11:20;zugestellt;1.200;;
Acme;S-002;13.03.2026 12:00;13.03.2026 14:20;zugestellt;80;zu spät;Reklamacja
Beta;S-003;14.03.2026 12:00;n/a;unterwegs;12;;
Beta;S-004;15.03.2026 12:00;15.03.2026 10:00;retour;12;;Uszkodzenie
Beta GmbH;S-005;15.03.2026 12:00;morgen;zugestellt;12,5;;
`;

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('封面').addRow(['三月配送报表']);
  const sheet = book.addWorksheet('三月');
  sheet.addRow(['三月配送明细']);
  sheet.addRow(['客户名称', '运单号', '承诺送达时间', '送达时间', '运单状态', '件数']);
  const at = (day: number, hour: number): Date => new Date(Date.UTC(2026, 2, day, hour));
  sheet.addRow(['艾克美', 'W-1', at(5, 12), at(5, 11), '已签收', 12]);
  sheet.addRow(['艾克美', 'W-2', at(6, 12), at(6, 15), '已签收', 7]);
  sheet.addRow(['贝塔', 'W-3', at(7, 12), null, '客户不要了', 3]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

requires('chromium', 'a file that is mapped on the page', () => {
  let service: Serving;
  let browser: Browser;
  let key: string;
  before(async function () {
    this.timeout(180_000);
    buildPages();
    service = await serving(await smallWorkspace({ 'plumbline.yaml': settings }), { pages: builtPages });
    browser = await openBrowser();
    key = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(async () => {
    await browser.close();
    await service.close();
  });

  /** Looks at the page as it is on a phone in the dark, and on a desk. */
  async function inspectBoth(visited: Visit, name: string): Promise<void> {
    const { page } = visited;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 800 });
    // The head of the page would lie over a half of what it is scrolled to.
    await page.evaluate('scrollTo(0, 0)');
    await inspect(visited, `${name}-phone`);
    // What is wrong is said by the names of controls, not by what is written in a layout.
    expect(await page.locator('main').innerText()).not.to.contain('`');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await inspect(visited, name);
  }

  it('an untidy list becomes facts by mouse and keyboard, without a word of YAML', async function () {
    this.timeout(180_000);
    const { mapping: words } = mappingEn;
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    await page.goto('/imports');
    await page.getByRole('link', { name: words.newForm }).click();
    await page.getByText(words.drop).waitFor();
    await inspectBoth(visited, 'bring-a-file');
    await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(untidy) });
    // A heading that nobody knows: somebody says what it is.
    await page.getByText(filled(words.lackingColumn, { fields: 'Shipment number' })).waitFor();
    const number = page.getByLabel(filled(words.fieldOf, { column: 'Unser Zeichen' }));
    await number.focus();
    await number.selectOption({ label: 'Shipment number' });
    const trial = page.getByRole('region', { name: words.trial });
    await trial.getByText('"retour"').waitFor();
    const status = page.getByLabel(filled(words.fieldOf, { column: 'Status' }));
    expect(await status.getAttribute('aria-invalid')).to.equal('true');
    await trial.getByRole('link', { name: 'Status' }).click();
    expect(await status.evaluate(element => element.matches(':focus'))).to.equal(true);
    await inspectBoth(visited, 'mapping');
    await trial.getByLabel(filled(words.meansOf, { value: 'retour' })).selectOption('refused');
    await page
      .locator('li.column')
      .filter({ hasText: 'retour' })
      .getByText(words.remarks['all_said'] ?? '')
      .waitFor();
    await trial.getByRole('button', { name: filled(words.asBlank, { values: 'morgen' }) }).press('Enter');
    const client = page.getByLabel(filled(words.meansOf, { value: 'Beta GmbH' })).first();
    await client.fill('BETA');
    await client.press('Tab');
    await trial.getByText(words.noErrors).waitFor();
    // Words that stand for figures.
    await page.getByLabel(filled(words.fieldOf, { column: 'Szkoda' })).selectOption({ label: 'Damaged quantity' });
    const damaged = page.locator('li.column').filter({ hasText: 'Szkoda' });
    await trial.getByLabel(filled(words.meansOf, { value: 'Reklamacja' })).waitFor();
    for (const value of ['Reklamacja', 'Uszkodzenie']) {
      const meaning = damaged.getByLabel(filled(words.meansOf, { value }));
      await meaning.fill('1');
      await meaning.press('Tab');
    }
    await inspectBoth(visited, 'words-for-figures');
    await trial.getByText(words.noErrors).waitFor();
    // One column is what was shipped and what was delivered: each measure finds its own.
    await page.getByRole('button', { name: filled(words.takeToo, { field: 'Delivered quantity' }) }).click();
    expect(await page.getByLabel(filled(words.fieldOf, { column: 'Stück' })).inputValue()).to.equal('shipped_qty');
    await trial.getByText(words.noErrors).waitFor();
    // What was said is still there when the page is loaded again.
    await page.reload();
    await trial.getByText(words.noErrors).waitFor();
    await trial.getByRole('button', { name: words.tryAll }).click();
    await trial.getByText(words.ofAll).waitFor();
    await page.getByLabel(words.name).fill('deliveries');
    await page.getByRole('button', { name: words.saveAndImport }).click();
    await page.getByText(filled(words.imported, { batch: 1 })).waitFor();
    const layout = readFileSync(path.join(service.directory, 'config', 'layouts', 'deliveries.yaml'), 'utf8');
    expect(layout).to.match(/ shipped_qty: \{ column: Stück.*\n(?:.*\n)* {2}delivered_qty: \{ column: Stück/);
    expect(layout).to.contain('map: { Reklamacja: 1, Uszkodzenie: 1 }, otherwise: keep');
    expect(layout).to.contain('retour: refused').and.to.contain('"Beta GmbH": BETA'.replaceAll('"', ''));
    await page.getByRole('link', { name: words.toImports }).click();
    await page.getByRole('row').filter({ hasText: 'list.csv' }).first().waitFor();
    await page.context().close();
  });

  it('the next file of the form begins with the saved layout, which is corrected where it was wrong', async function () {
    this.timeout(180_000);
    const { mapping: words } = mappingEn;
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    await page.goto('/imports/map');
    const april = untidy.replaceAll('S-0', 'T-0').replaceAll('.03.2026', '.04.2026');
    await page.locator('input[type=file]').setInputFiles({ name: 'april.csv', mimeType: 'text/csv', buffer: Buffer.from(april) });
    await page.getByText(filled(words.begunWith, { layout: 'deliveries' })).waitFor();
    const trial = page.getByRole('region', { name: words.trial });
    await trial.getByText(words.noErrors).waitFor();
    await page.getByRole('button', { name: words.justImport, exact: true }).waitFor();
    // Pieces were no weight: corrected here, the layout is changed, not written a second time.
    const pieces = page.getByLabel(filled(words.fieldOf, { column: 'Bemerkung' }));
    await pieces.selectOption({ label: 'Order number' });
    expect(await pieces.inputValue()).to.equal('order_no');
    await page.getByText(filled(words.beside.other, { layout: 'deliveries' })).waitFor();
    await inspectBoth(visited, 'layout-corrected');
    // Another tab has all of it.
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.getByText(filled(words.beside.other, { layout: 'deliveries' })).waitFor();
    await second.close();
    await page.getByRole('button', { name: filled(words.change, { layout: 'deliveries' }) }).click();
    await page.getByText(filled(words.imported, { batch: 2 })).waitFor();
    const layout = readFileSync(path.join(service.directory, 'config', 'layouts', 'deliveries.yaml'), 'utf8');
    expect(layout).to.contain('order_no: { column: Bemerkung').and.to.contain('retour: refused');
    await page.context().close();
  });

  it('a layout of one client is offered, never begun with unasked, and what a colleague wrote meanwhile stays', async function () {
    this.timeout(180_000);
    const { mapping: words } = mappingEn;
    const file = 'config/layouts/acme.yaml';
    const at = path.join(service.directory, file);
    const write = async (text: string, base: string | null): Promise<string> => {
      const answer = await service.ask('/config/changes', {
        method: 'POST',
        key,
        body: { files: [{ file, base, text }], why: 'by hand' },
      });
      return ((await answer.json()) as { readonly files: readonly { readonly after: string }[] }).files[0]?.after ?? '';
    };
    const text = `layout: acme # theirs
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: { column: Parcel }
  delivered_at: { column: Handed over }
  status: { column: State }
`;
    const first = await write(text, null);
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    await page.goto('/imports/map');
    const buffer = Buffer.from(
      'Parcel,Handed over,State,Note\nP-1,2026-03-05 12:00,delivered,x\nP-2,2026-03-06 12:00,delivered,y\n',
    );
    await page.locator('input[type=file]').setInputFiles({ name: 'parcels.csv', mimeType: 'text/csv', buffer });
    const fitting = page.getByRole('region', { name: words.fitting });
    await fitting.getByText(filled(words.fixes, { values: 'Client: ACME' })).waitFor();
    await inspectBoth(visited, 'layout-of-one-client');
    await fitting.getByRole('button', { name: filled(words.beginWith, { layout: 'acme' }) }).click();
    await page.getByRole('button', { name: words.justImport, exact: true }).waitFor();
    await write(text.replace('Handed over }', 'Handed over, format: yyyy-MM-dd HH:mm }'), first);
    await page.getByLabel(filled(words.fieldOf, { column: 'Note' })).selectOption({ label: 'Order number' });
    await page.getByText(filled(words.beside.changed, { layout: 'acme' })).waitFor();
    await inspectBoth(visited, 'layout-changed-meanwhile');
    await page.getByRole('button', { name: filled(words.beginAgain, { layout: 'acme' }) }).click();
    await page.getByText(filled(words.beside.changed, { layout: 'acme' })).waitFor({ state: 'detached' });
    await page.getByLabel(filled(words.fieldOf, { column: 'Note' })).selectOption({ label: 'Order number' });
    await page.getByRole('button', { name: filled(words.change, { layout: 'acme' }) }).waitFor();
    expect(readFileSync(at, 'utf8')).to.contain('format: yyyy-MM-dd HH:mm').and.not.to.contain('order_no');
    // Whoever sits down next finds nothing of it in the browser.
    const kept = (): Promise<number> =>
      page.evaluate("Object.keys(localStorage).filter(name => name.includes('.mapping.')).length");
    expect(await kept()).to.equal(1);
    await page.getByRole('button', { name: en.signIn.signOut }).click();
    await page.getByRole('button', { name: en.signIn.signOut }).waitFor({ state: 'detached' });
    expect(await kept()).to.equal(0);
    await page.context().close();
  });

  it('another kind stands chosen at once, while the file is read for it', async function () {
    this.timeout(120_000);
    const { mapping: words } = mappingEn;
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    const list = 'Request No;Client;Lane;Requested at;Required at\nR1;ACME;X;2026-03-01 10:00;2026-03-04 12:00\n';
    await page.goto('/imports/map');
    await page.locator('input[type=file]').setInputFiles({ name: 'r.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    const recognised = page.getByRole('region', { name: words.recognised });
    await recognised.getByText('Proposed because of “Request No” (Demand number)').waitFor();
    let answer = (): void => undefined;
    const answered = new Promise<void>(resolve => (answer = resolve));
    await page.route('**/proposal', route => answered.then(() => route.continue()));
    const kind = page.getByLabel(words.fact);
    await kind.selectOption('shipment');
    await recognised.getByText(words.readingAnew).waitFor();
    expect(await kind.inputValue()).to.equal('shipment');
    answer();
    await page
      .getByLabel(filled(words.fieldOf, { column: 'Required at' }))
      .locator('option:checked', { hasText: 'Promised at' })
      .waitFor({ state: 'attached' });
    expect([await kind.inputValue(), await recognised.getByText(words.readingAnew).count()]).to.deep.equal(['shipment', 0]);
    await inspectBoth(visited, 'kind-chosen');
  });

  it('of two readings under way the later one counts, and nothing can be changed until it is there', async function () {
    this.timeout(120_000);
    const { mapping: words } = mappingEn;
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    const buffer = Buffer.from('Parcel,Handed over,State,Note\nP-9,2026-03-05 12:00,delivered,x\n');
    await page.goto('/imports/map');
    await page.locator('input[type=file]').setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer });
    const begin = page.getByRole('button', { name: filled(words.beginWith, { layout: 'acme' }) });
    await begin.waitFor();
    // Each answer comes when it is let through.
    const held: (() => void)[] = [];
    await page.route('**/proposal', route => new Promise<void>(resolve => held.push(resolve)).then(() => route.continue()));
    const kind = page.getByLabel(words.fact);
    const mapped = page.locator('.mapping');
    const answerTo = async (number: number): Promise<void> => {
      // A choice is made before its request reaches the route.
      while (held.length <= number) await page.waitForTimeout(20);
      const answered = page.waitForResponse('**/proposal');
      held[number]?.();
      await (await answered).finished();
    };
    await kind.selectOption('complaint');
    await begin.click();
    await answerTo(0);
    // What was overtaken ends no waiting.
    expect(await mapped.getAttribute('aria-busy')).to.equal('true');
    expect(await page.locator(`[inert] form[aria-label="${words.save}"]`).count()).to.equal(1);
    await answerTo(1);
    await page.getByText(filled(words.begunWith, { layout: 'acme' })).waitFor();
    await page.getByRole('button', { name: words.beginRecognised }).waitFor();
    await kind.selectOption('invoice');
    await page.getByRole('button', { name: words.beginRecognised }).click();
    await kind.selectOption('shipment');
    await answerTo(4);
    await page.locator('.mapping[aria-busy=false]').waitFor();
    await answerTo(2);
    await answerTo(3);
    await page.waitForLoadState('networkidle');
    expect([await kind.inputValue(), await mapped.getAttribute('aria-busy')]).to.deep.equal(['shipment', 'false']);
    await page.context().close();
  });

  it('no row is lost to headings that are none, and no date is guessed', async function () {
    this.timeout(120_000);
    const { mapping: words } = mappingEn;
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    await page.goto('/imports/map');
    const buffer = Buffer.from('ACME,W-71,03/04/2026,delivered\nBETA,W-72,05/04/2026,delivered\n');
    await page.locator('input[type=file]').setInputFiles({ name: 'bare.csv', mimeType: 'text/csv', buffer });
    await page.getByText(words.valuesAbove).waitFor();
    await page.getByLabel(words.headerRow).selectOption({ label: words.noHeadings });
    await page.getByText(words.valuesAbove).waitFor({ state: 'detached' });
    await page.getByLabel(words.fact).selectOption('shipment');
    for (const [column, label] of [
      ['1', 'Client'],
      ['2', 'Shipment number'],
      ['3', 'Delivered at'],
      ['4', 'Status'],
    ] as const)
      await page.getByLabel(filled(words.fieldOf, { column }), { exact: true }).selectOption(label);
    const trial = page.getByRole('region', { name: words.trial });
    await trial.getByText('"03/04/2026"').first().waitFor();
    await page.getByLabel(words.form).selectOption('d/M/yyyy');
    await trial.getByText(words.noErrors).waitFor();
    await trial.getByText(filled(words.ofFirst, { rows: 2 })).waitFor();
    await page.context().close();
  });

  it('a workbook in Chinese: its sheet is chosen, a state is given a meaning, and it is imported', async function () {
    this.timeout(120_000);
    const { mapping: words } = mappingZh;
    const visited = await signIn(browser, service, key, { language: 'zh' });
    const { page } = visited;
    await page.goto('/imports/map');
    const buffer = await workbook();
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page.locator('input[type=file]').setInputFiles({ name: '配送.xlsx', mimeType, buffer });
    await page.getByLabel(words.sheet).selectOption('三月');
    const trial = page.getByRole('region', { name: words.trial });
    await trial.getByLabel(filled(words.meansOf, { value: '客户不要了' })).selectOption('refused');
    await trial.getByText(words.noErrors).waitFor();
    await inspectBoth(visited, 'mapping-zh');
    await page.getByRole('button', { name: words.saveAndImport }).click();
    await page.getByText(filled(words.imported, { batch: 3 })).waitFor();
    expect(existsSync(path.join(service.directory, 'config', 'layouts', '配送.yaml'))).to.equal(true);
    await page.context().close();
  });
});
