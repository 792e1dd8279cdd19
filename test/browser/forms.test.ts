import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import type { Browser, Locator, Page } from 'playwright-core';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { workspaceToStart } from '../../src/app/workspace/workspace-to-start.js';
import { configEn } from '../../src/web/words/en-config.js';
import { formsEn } from '../../src/web/words/en-forms.js';
import { en } from '../../src/web/words/en.js';
import { configZh } from '../../src/web/words/zh-config.js';
import { formsZh } from '../../src/web/words/zh-forms.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

const { forms } = formsEn;
const { configuration } = configEn;
/** A field with something to choose from; its label holds the choices, too. */
const choice = (within: Page | Locator, name: string): Locator => within.getByRole('combobox', { name, exact: true });
/** Whether a field has the focus, at once or soon. */
const isFocused = (field: Locator): Promise<boolean> =>
  field
    .and(field.page().locator(':focus'))
    .waitFor({ timeout: 10_000 })
    .then(
      () => true,
      () => false,
    );

requires('chromium', 'clients, sites, calendars and contracts in forms', () => {
  let service: Serving;
  let browser: Browser;
  let visited: Visit;
  let page: Page;
  before(async function () {
    this.timeout(120_000);
    buildPages();
    const start = mkdtempSync(path.join(tmpdir(), 'plumbline-forms-'));
    const { directory } = await workspaceToStart({ start, named: 'new', language: 'en' });
    service = await serving(directory, { pages: builtPages });
    browser = await openBrowser();
    const key = await service.key({ role: 'manager', name: 'Lin' });
    visited = await signIn(browser, service, key);
    ({ page } = visited);
  });
  after(async () => {
    await browser.close();
    await service.close();
  });
  const onDisk = (file: string): string => readFileSync(path.join(service.directory, file), 'utf8');
  const save = async (why: string): Promise<void> => {
    await page.getByLabel(configuration.why).fill(why);
    await page.getByRole('button', { name: configuration.save, exact: true }).click();
    await page.getByRole('button', { name: configuration.back }).click();
    await page.getByRole('heading', { name: forms.title }).waitFor();
  };

  /** Waits until who fills in the form is led to a field, which says what is wrong in it. */
  const saysItsFault = async (field: Locator): Promise<void> => {
    await page.locator('[aria-invalid]').first().waitFor();
    expect(await isFocused(field)).to.equal(true);
    const said = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${said?.split(' ')[0]}"]`).textContent()).to.not.equal('');
  };

  it('a calendar is made of pasted holidays', async () => {
    await page.goto('/rules');
    await page.getByRole('link', { name: forms.begin.calendar }).click();
    await page.getByLabel(forms.fields.id).fill('netherlands');
    await page.getByLabel(forms.fields.hours, { exact: true }).fill('08:30–12:30, 13:00-17:00');
    for (const day of [forms.days.mon, forms.days.tue, forms.days.wed, forms.days.thu, forms.days.fri, forms.days.sat])
      await page.getByLabel(day, { exact: true }).check();
    await page.getByLabel(forms.ownHoursOf.replace('{day}', forms.days.sat)).fill('09:00-12:00');
    await page.getByLabel(forms.fields.holidays).fill('2026-01-01 New Year\n2026/4/6\n2026-12-25 to 2026-12-26\n2026-05-32');
    await page.getByRole('button', { name: configuration.tryIt }).click();
    await saysItsFault(page.getByLabel(forms.fields.holidays));
    await inspect(visited, 'form-calendar-wrong');
    await page.getByLabel(forms.fields.holidays).fill('2026-01-01 New Year\n2026/4/6\n2026-12-25 to 2026-12-26');
    await page.getByRole('button', { name: configuration.tryIt }).click();
    await page.locator('.changed-lines').waitFor();
    await inspect(visited, 'form-calendar-tried');
    await save('our first calendar');
    expect(onDisk('config/calendars.yaml')).to.contain(`calendars:
  - id: netherlands
    hours:
      mon-fri: [ "08:30-12:30", "13:00-17:00" ]
      sat: [ "09:00-12:00" ]
    holidays:
      - 2026-01-01
      - 2026-04-06
      - 2026-12-25..2026-12-26
`);
  });

  it('a calendar begins with the public holidays of a region, by keyboard, and keeps where they are from', async () => {
    const { publicHolidays } = forms;
    await page.getByRole('link', { name: forms.begin.calendar }).click();
    await page.getByText(publicHolidays.title).focus();
    await page.keyboard.press('Enter');
    await choice(page, publicHolidays.country).focus();
    await page.keyboard.type('Spain');
    await choice(page, publicHolidays.region).focus();
    await page.keyboard.type('Anda');
    await choice(page, publicHolidays.firstYear).selectOption('2026');
    await page.getByRole('button', { name: publicHolidays.putIn }).press('Enter');
    await page.getByText(publicHolidays.wasPutIn.replace('{count}', '28')).waitFor();
    await inspect(visited, 'form-calendar-holidays');
    const holidays = page.getByLabel(forms.fields.holidays);
    await holidays.fill((await holidays.inputValue()).replace('2026-01-06 # Epiphany\n', ''));
    await save('the holidays of the contract');
    expect(onDisk('config/calendars.yaml')).to.match(
      /\n {2}- id: es-an\n {4}weekdays: \[ mon, tue, wed, thu, fri \]\n {4}hours: \[ "09:00-18:00" \]\n {4}holidays:\n {6}# Public holidays, Spain, Andalucía, 2026–2027 \(from date-holidays [\d.]+\)\n {6}- 2026-01-01 # New Year's Day\n {6}- 2026-02-28 # Día de Andalucía\n/,
    );
  });

  it('a client is made by keyboard alone', async () => {
    await page.goto('/portfolio');
    await page.getByRole('link', { name: configEn.firstSteps.client }).click();
    await page.getByText(forms.firstClient).waitFor();
    await inspect(visited, 'form-client');
    await page.getByLabel(forms.fields.code).focus();
    await page.keyboard.type('ACME');
    for (const text of ['Acme Foods', '艾克美食品', 'Europe/Amsterdam']) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.type('neth');
    await page.getByText(forms.calendarNote.holidays.split('{calendar}')[0] ?? '').waitFor();
    // Past the way to a new calendar.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('food');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.getByLabel(configuration.why).inputValue()).to.equal('New client Acme Foods');
    await page.keyboard.press('Enter');
    await page.getByText(forms.itsContract).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // Its contract knows whose it is.
    await page.getByLabel(forms.contract.id).waitFor();
    expect(await choice(page, en.client).inputValue()).to.equal('ACME');
    await page.goto('/rules');
    await page.getByRole('link', { name: 'Acme Foods (ACME)' }).waitFor();
    expect(onDisk('plumbline.yaml')).to.match(
      /\nclients:\n {2}- code: ACME\n {4}name: \{ en: Acme Foods, zh: 艾克美食品 \}\n {4}segment: food\n {4}time_zone: Europe\/Amsterdam\n {4}calendar: netherlands\n$/,
    );
  });

  it('a site is made, and the second of two editors is shown what the first changed', async () => {
    await page.getByRole('link', { name: forms.begin.site }).click();
    await page.getByLabel(forms.fields.code).fill('RTM1');
    await page.getByLabel(forms.fields.en, { exact: true }).fill('Rotterdam');
    // A calendar is made in a tab of its own: what is written here stays, and the calendar can be chosen.
    const opening = page.context().waitForEvent('page');
    await page.getByRole('link', { name: forms.begin.calendar }).click();
    const tab = await opening;
    await tab.getByLabel(forms.fields.id).fill('port');
    await tab.getByRole('button', { name: configuration.save, exact: true }).click();
    await tab.getByRole('button', { name: configuration.back }).waitFor();
    await tab.close();
    await page.evaluate('window.dispatchEvent(new Event("focus"))');
    const calendars = page.getByLabel(forms.fields.calendar);
    await calendars.locator('option').filter({ hasText: 'port' }).waitFor({ state: 'attached' });
    expect(await page.getByLabel(forms.fields.en, { exact: true }).inputValue()).to.equal('Rotterdam');
    await calendars.selectOption('netherlands');
    await save('our hall in the port');
    await page.getByRole('link', { name: 'Rotterdam (RTM1)' }).click();
    await page.getByLabel(forms.fields.time_zone).fill('Europe/Amsterdam');
    // Only who changes a site knows why.
    await page.getByRole('button', { name: configuration.save, exact: true }).click();
    await saysItsFault(page.getByLabel(configuration.why));
    await inspect(visited, 'form-site-why');
    await page.getByLabel(configuration.why).fill('it was moved');
    await page.locator('[aria-invalid]').waitFor({ state: 'detached' });
    writeFileSync(
      path.join(service.directory, 'plumbline.yaml'),
      onDisk('plumbline.yaml').replace('name: Rotterdam', 'name: Rotterdam Maasvlakte # as on the map'),
    );
    await page.getByRole('button', { name: configuration.tryIt }).click();
    await page.getByRole('cell', { name: 'Rotterdam Maasvlakte' }).waitFor();
    await inspect(visited, 'form-site-meanwhile');
    await page.getByRole('button', { name: forms.meanwhile.takeOn }).click();
    await save('with its time zone');
    expect(onDisk('plumbline.yaml')).to.match(
      /\nsites:\n {2}- code: RTM1\n {4}name: Rotterdam Maasvlakte # as on the map\n {4}time_zone: Europe\/Amsterdam\n {4}calendar: netherlands\n$/,
    );
  });

  it('a form that follows another begins with what the file says since, and loses nothing that is written in it', async () => {
    const began = (): Promise<unknown> => page.waitForResponse(answer => answer.url().includes('/config/object?'));
    await page.goto('/rules');
    await page.getByRole('link', { name: forms.begin.site }).click();
    await page.getByLabel(forms.fields.code).fill('RTM2');
    await page.getByLabel(configuration.why).fill('a second site');
    await page.getByRole('button', { name: configuration.save, exact: true }).click();
    await page.getByRole('button', { name: configuration.back }).click();
    const slowly = '**/config/object?*';
    await page.route(slowly, async route => {
      await new Promise(resolve => setTimeout(resolve, 1000));
      await route.continue();
    });
    const answered = began();
    await page.getByRole('link', { name: forms.begin.site }).click();
    await page.getByLabel(forms.fields.code).fill('RTM3');
    await answered;
    await page.waitForLoadState('networkidle');
    expect(await page.getByLabel(forms.fields.code).inputValue()).to.equal('RTM3');
    await page.unroute(slowly);
    // Whoever comes back to the window while something in between does not answer goes on with what is there.
    const listed = '**/config/objects';
    let refused = (): void => undefined;
    const isRefused = new Promise<void>(resolve => (refused = resolve));
    await page.route(listed, route => route.fulfill({ status: 404, body: '{}' }).then(() => refused()));
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await isRefused;
    await page.waitForLoadState('networkidle');
    expect(await page.getByLabel(forms.fields.code).inputValue()).to.equal('RTM3');
    await page.unroute(listed);
    await save('a third site');
    expect(onDisk('plumbline.yaml')).to.match(/- code: RTM2\n(?:.*\n)*? *- code: RTM3/);
  });

  /** What was found missing is no longer said once it is chosen; who has chosen a metric goes on with its level. */
  const chosenByTyping = async (group: Locator): Promise<void> => {
    await page.getByRole('button', { name: configuration.save, exact: true }).click();
    await choice(group, forms.contract.metric).and(page.locator('[aria-invalid]')).waitFor();
    const narrowing = group.getByRole('searchbox', { name: `${forms.narrow}: ${forms.contract.metric}` });
    await narrowing.fill('complaint rate');
    await narrowing.press('Enter');
    await group.getByRole('row', { name: /Complaint rate/ }).waitFor();
    expect(await isFocused(group.getByLabel(forms.contract.level, { exact: true }))).to.equal(true);
  };

  it('a contract with two groups is made, and what is missing in it is said', async () => {
    const { contract } = forms;
    await page.getByRole('link', { name: forms.begin.contract }).click();
    // The only client without a contract is meant, from the beginning of the year.
    expect(await choice(page, en.client).inputValue()).to.equal('ACME');
    expect(await page.getByLabel(contract.id).inputValue()).to.match(/^acme-\d{4}$/);
    await page.getByLabel(contract.id).fill('acme-2026');
    await page.getByLabel(contract.from).fill('2026-01-01');
    const groups = page.locator('fieldset.boxed').filter({ has: page.getByRole('button', { name: contract.addMeasure }) });
    // What most contracts agree is proposed, and is no part of this one until something is said of it.
    const onTime = groups.nth(0).getByRole('row', { name: /On-time delivery rate/ });
    await onTime.getByLabel(contract.level, { exact: true }).fill('97.5%');
    await page.keyboard.press('Enter');
    expect(await isFocused(groups.nth(0).getByLabel(contract.level, { exact: true }).nth(1))).to.equal(true);
    await onTime.getByLabel(contract.weight, { exact: true }).fill('60');
    await page.getByText(contract.weightsSum.replace('{sum}', '60 %')).waitFor();
    await onTime.getByLabel(contract.weight, { exact: true }).fill('1');
    await page.getByRole('button', { name: contract.addGroup }).click();
    const complaints = groups.nth(1);
    await complaints.getByLabel(forms.fields.en, { exact: true }).fill('Complaints');
    await chosenByTyping(complaints);
    await complaints.getByLabel(contract.level, { exact: true }).fill('0,5');
    await complaints.getByLabel(contract.weight, { exact: true }).fill('1');
    // Of two groups it has to be said what each weighs.
    for (const i of [0, 1]) await groups.nth(i).getByLabel(contract.groupWeight).fill('0.5');
    await page.getByText(contract.rules).click();
    const { counting } = contract;
    for (const answer of [
      'refused deliveries count, as failed',
      '(by the hour: Promised at), without a grace',
      counting.whatIsLeftOut,
    ])
      await page.getByText(answer).first().waitFor();
    const offered = choice(page, contract.addRule).locator('optgroup').first();
    expect(await offered.getAttribute('label')).to.equal(forms.areas.used);
    expect(await offered.locator('option').allTextContents())
      .to.include('Grace after the due time')
      .and.to.not.include('outbound');
    const narrowing = page.getByRole('searchbox', { name: `${forms.narrow}: ${contract.addRule}` });
    await narrowing.fill('grace after');
    await narrowing.fill('came to its end');
    await narrowing.press('Enter');
    // Each answer leads to the rule that decides it, which the contract words from then on.
    await page.getByRole('button', { name: `${counting.change} ${counting.whatIsLeftOut}` }).press('Enter');
    const leftOut = choice(page, contract.agreed).nth(1);
    await leftOut.waitFor();
    expect(await isFocused(leftOut)).to.equal(true);
    await page
      .getByRole('button', { name: new RegExp(`^${contract.removeRule}`) })
      .nth(1)
      .press('Enter');
    await page.getByRole('button', { name: `${counting.change} ${counting.whichCount}` }).press('Enter');
    expect(await isFocused(choice(page, contract.agreed))).to.equal(true);
    await choice(page, contract.agreed).selectOption('refused_left_out');
    await choice(page, contract.addRule).selectOption('grace');
    await page.getByLabel(contract.number, { exact: true }).fill('30,5');
    for (const answer of ['with a grace of 30,5 minutes', counting.refusedLeftOut]) await page.getByText(answer).waitFor();
    await page.getByRole('button', { name: configuration.tryIt }).click();
    const wrong = groups.nth(1).getByLabel(contract.level, { exact: true });
    await saysItsFault(wrong);
    await page.setViewportSize({ width: 360, height: 800 });
    await inspect(visited, 'form-contract-wrong');
    await page.setViewportSize({ width: 1280, height: 800 });
    await onTime.getByLabel(contract.weight, { exact: true }).focus();
    await page.getByRole('link', { name: new RegExp(`Complaints.*${contract.level}`) }).click();
    expect(await isFocused(wrong)).to.equal(true);
    await page.keyboard.type('1');
    expect(await wrong.getAttribute('aria-invalid')).to.equal(null);
    await wrong.fill('0,5');
    await page.getByText(forms.whichNumber.replace('{text}', '0,5')).waitFor();
    await groups.nth(1).getByRole('button', { name: '0.5 %', exact: true }).click();
    expect(await wrong.inputValue()).to.equal('0.5%');
    await wrong.fill('2');
    await page.getByText(forms.readAs.replace('{number}', '2 %')).waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    await inspect(visited, 'form-contract-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    await save('agreed on 12 December');
    expect(onDisk('config/contracts/acme-2026.yaml')).to.equal(`contracts:
  - id: acme-2026
    client: ACME
    from: 2026-01-01
    rules:
      delivery_ended: one_of(status, "delivered", "lost")
      grace: minutes(30.5)
    measures:
      - group: { en: Delivery, zh: 配送 }
        weight: "0.5"
        metrics:
          - { metric: on_time_delivery, at_least: "97.5%", weight: "1" }
      - group: Complaints
        weight: "0.5"
        metrics:
          - { metric: complaint_rate, at_most: "2%", weight: "1" }
`);
    const { ok, faults } = await checkConfig(service.directory);
    expect([ok, faults.map(({ code }) => code)]).to.deep.equal([true, []]);
    await inspect(visited, 'rules-with-forms');
  });

  it('a contract is taken from its workbook, and what is wrong in that is named by its cell', async () => {
    const { workbook, contract } = forms;
    await page.getByRole('link', { name: workbook.link }).click();
    await choice(page, en.client).selectOption('ACME');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: en.download }).click();
    const file = await (await downloading).path();
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    const measures = book.getWorksheet('Measures');
    const level = measures?.getColumn(6).values.findIndex(text => text === '97.5%') ?? 0;
    for (const text of ['many', '98%']) {
      if (measures) measures.getCell(level, 6).value = text;
      const buffer = Buffer.from(await book.xlsx.writeBuffer());
      await page.getByLabel(en.imports.file).setInputFiles({ name: 'acme.xlsx', mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: workbook.read }).click();
      if (text === 'many') {
        await page.getByText(`acme.xlsx, Measures, F${level}`).waitFor();
        await inspect(visited, 'form-workbook-wrong');
      }
    }
    await page.getByRole('heading', { name: workbook.contract.replace('{contract}', 'acme-2026') }).waitFor();
    await page.getByRole('button', { name: configuration.tryIt }).click();
    await page.locator('.changed-lines').waitFor();
    await inspect(visited, 'form-workbook-read');
    await save('harder');
    expect(onDisk('config/contracts/acme-2026.yaml')).to.contain('{ metric: on_time_delivery, at_least: "98%", weight: "1" }');
    await page
      .getByRole('link', { name: /acme-2026/ })
      .first()
      .click();
    await page.getByLabel(contract.id).waitFor();
    await inspect(visited, 'form-contract');
    // What changes is said in sentences, above the lines of the file.
    const group = page.locator('fieldset.boxed').filter({ has: page.getByRole('button', { name: contract.addMeasure }) });
    await group.nth(0).getByLabel(contract.level, { exact: true }).fill('97%');
    for (const press of [contract.more, contract.removeMeasure])
      await group
        .nth(1)
        .getByRole('button', { name: new RegExp(`^${press}: `) })
        .click();
    await page.getByRole('button', { name: configuration.tryIt }).click();
    await page.getByText('Delivery · On-time delivery rate · Level: from 98 % to 97 %.').waitFor();
    await page.getByText(/^Taken away: Complaints · /).waitFor();
    const lines = page.locator('.changed-lines');
    expect(await lines.isVisible()).to.equal(false);
    await page.getByText('config/contracts/acme-2026.yaml', { exact: true }).last().click();
    await lines.waitFor();
    await inspect(visited, 'form-contract-changed');
    await page.setViewportSize({ width: 360, height: 800 });
    await inspect(visited, 'form-contract-changed-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('a step of a credit says what its share is of', async () => {
    const { contract } = forms;
    await page.goto('/rules?form=contract');
    await page.getByText(contract.credits, { exact: true }).click();
    await page.getByRole('button', { name: contract.addItem }).click();
    await page.getByRole('button', { name: contract.addStep }).click();
    // Without a share of what is at risk a step gives points.
    expect(await page.getByText(contract.worth).count()).to.equal(0);
    await page.getByLabel(contract.pool).fill('100');
    await page.getByText(contract.worth).waitFor();
    // Of a measure with a level it begins where that is missed.
    await page.getByRole('button', { name: new RegExp(contract.removeItem) }).click();
    await page.getByLabel(contract.level, { exact: true }).first().fill('97.5');
    await page.getByRole('button', { name: contract.addItem }).click();
    expect(await choice(page, contract.metric).inputValue()).to.equal('on_time_delivery');
    expect(await page.getByLabel(contract.limit, { exact: true }).inputValue()).to.equal('97.5');
    expect(await page.getByLabel(contract.pool).inputValue()).to.equal('100%');
  });

  it('in Chinese, a segment’s contract is made, and taken away again', async () => {
    const key = await service.key({ role: 'admin', name: '林' });
    const chinese = await signIn(browser, service, key, { language: 'zh', colorScheme: 'dark' });
    const { forms: words } = formsZh;
    const { configuration: saying } = configZh;
    const { page: zhPage } = chinese;
    await zhPage.goto('/rules?form=contract');
    await zhPage.getByLabel(words.contract.id).fill('retail-2026');
    await choice(zhPage, words.contract.segment).fill('retail');
    await zhPage.getByLabel(words.contract.from).fill('2026-01-01');
    await zhPage.getByLabel(words.contract.level, { exact: true }).first().fill('97.5');
    await inspect(chinese, 'form-contract-zh');
    await zhPage.getByLabel(saying.why).fill('新合同');
    await zhPage.getByRole('button', { name: saying.save, exact: true }).click();
    await zhPage.getByRole('button', { name: saying.back }).click();
    await zhPage
      .getByRole('link', { name: /retail-2026/ })
      .first()
      .click();
    expect(onDisk('config/contracts/retail-2026.yaml')).to.contain('- group: { en: Delivery, zh: 配送 }\n');
    await zhPage.getByLabel(saying.why).fill('不再需要');
    await zhPage.getByRole('button', { name: words.take, exact: true }).click();
    await zhPage.getByRole('button', { name: saying.back }).click();
    expect(existsSync(path.join(service.directory, 'config/contracts/retail-2026.yaml'))).to.equal(false);
    await zhPage.context().close();
  });

  it('how it is counted is said as the workspace words it itself, and that a standard may set another grace', async () => {
    const key = await service.key({ role: 'admin', name: 'Sun' });
    const text = `definitions:
  - { id: delivered_by_due, of: shipment, is: 'done_by(delivered_at, delivery_due + grace)', params: { grace: 'minutes(30)' } }
  - { id: not_cancelled, of: shipment, is: 'status != "annulled"' }
standards:
  - { metric: on_time_delivery, at_least: '95%', params: { grace: 'minutes(15)' } }
`;
    const body = { files: [{ file: 'config/own.yaml', base: null, text }], why: 'as we count' };
    const changed = await service.ask('/config/changes', { method: 'POST', key, body });
    expect(((await changed.json()) as { in_force: boolean }).in_force).to.equal(true);
    for (const [language, words, grace] of [
      ['en', forms, 'with a grace of 30 minutes, unless a standard of your firm sets another grace'],
      ['zh', formsZh.forms, '宽限 30 分钟（贵公司标准另设宽限的除外）'],
    ] as const) {
      const seen = await signIn(browser, service, key, { language });
      await seen.page.goto('/rules?form=contract');
      await seen.page.getByRole('button', { name: words.contract.addGroup }).click();
      await choice(seen.page, words.contract.metric).selectOption('on_time_delivery');
      await seen.page.getByText(words.contract.rules, { exact: true }).click();
      await seen.page.getByText(grace).waitFor();
      await seen.page.getByText('status != "annulled"').first().waitFor();
      await seen.page.setViewportSize({ width: 360, height: 800 });
      await inspect(seen, `form-contract-counted-${language}`);
      await seen.page.context().close();
    }
  });
});
