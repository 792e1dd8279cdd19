import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { workspaceToStart } from '../../src/app/workspace/workspace-to-start.js';
import { configEn } from '../../src/web/words/en-config.js';
import { formsEn } from '../../src/web/words/en-forms.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

const { forms } = formsEn;
const { configuration } = configEn;

requires('chromium', 'clients, sites and calendars in forms', () => {
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
    await page.locator('.fault-code').first().waitFor();
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
    await page.keyboard.press('Tab');
    await page.keyboard.type('food');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a new client');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: configuration.back }).click();
    await page.getByRole('link', { name: 'Acme Foods (ACME)' }).waitFor();
    expect(onDisk('plumbline.yaml')).to.match(
      /\nclients:\n {2}- code: ACME\n {4}name: \{ en: Acme Foods, zh: 艾克美食品 \}\n {4}segment: food\n {4}time_zone: Europe\/Amsterdam\n {4}calendar: netherlands\n$/,
    );
  });

  it('a site is made, and the second of two editors is shown what the first changed', async () => {
    await page.getByRole('link', { name: forms.begin.site }).click();
    await page.getByLabel(forms.fields.code).fill('RTM1');
    await page.getByLabel(forms.fields.en, { exact: true }).fill('Rotterdam');
    await page.getByLabel(forms.fields.calendar).selectOption('netherlands');
    await save('our hall in the port');
    await page.getByRole('link', { name: 'Rotterdam (RTM1)' }).click();
    await page.getByLabel(forms.fields.time_zone).fill('Europe/Amsterdam');
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
    const { ok, faults } = await checkConfig(service.directory);
    expect([ok, faults.map(({ code }) => code)]).to.deep.equal([true, ['standards_missing']]);
  });
});
