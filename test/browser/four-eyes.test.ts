import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { ConfigChangeList } from '../../src/contract/config.js';
import type { ConfigDraft, ConfigObject } from '../../src/contract/config-forms.js';
import { en, filled } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';
import { type Serving, serving } from '../api/serving.js';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

const settings = `time_zone: UTC
rules_four_eyes: true
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }
  - { code: BETA, name: { en: Beta, zh: 贝塔 } }
`;

/** What a sentence says behind the number of a change. */
const behindNumber = (sentence: string): string => sentence.split('{number}')[1] ?? '';

requires('chromium', 'where a second person approves', () => {
  let service: Serving;
  let browser: Browser;
  let lin: Visit;
  let linKey = '';
  before(async function () {
    this.timeout(180_000);
    buildPages();
    service = await serving(await smallWorkspace({ 'plumbline.yaml': settings }), { pages: builtPages });
    browser = await openBrowser();
    linKey = await service.key({ role: 'manager', name: 'Lin' });
    lin = await signIn(browser, service, linKey);
  });
  after(async () => {
    await browser.close();
    await service.close();
  });
  const onDisk = (file: string): string => readFileSync(path.join(service.directory, file), 'utf8');
  const layout = 'config/layouts/deliveries.yaml';

  it('the first settings are asked for: that is read, the new name is said, and nobody asks for them twice', async () => {
    const root = await signIn(browser, service, await service.key({ role: 'admin', name: 'root' }));
    const { page } = root;
    const { firstSteps } = en;
    await page.getByLabel(firstSteps.name, { exact: true }).fill('Anna');
    await page.getByLabel(firstSteps.organisation).fill('Harbour');
    await page.getByRole('button', { name: firstSteps.answer }).click();
    await page.getByText(firstSteps.answered).waitFor();
    await page.getByText('Anna').first().waitFor();
    expect(await page.getByRole('button', { name: firstSteps.answer }).isDisabled()).to.equal(true);
    await page.reload();
    await page.getByText(firstSteps.answered).waitFor();
    expect(await page.getByLabel(firstSteps.organisation).count()).to.equal(0);
    await page.setViewportSize({ width: 360, height: 800 });
    await inspect(root, 'first-settings-asked');
    await page.getByRole('link', { name: firstSteps.answerWhy }).click();
    await page.getByText(en.configuration.waiting, { exact: true }).waitFor();
    // It is refused, and asked again.
    const waits = await service.ask('/config/changes', { key: linKey });
    const [asked] = ((await waits.json()) as ConfigChangeList).changes;
    expect([asked?.by, asked?.state]).to.deep.equal(['Anna', 'requested']);
    const body = { decision: 'refusal', why: 'not yet' };
    await service.ask(`/config/changes/${asked?.change}/decision`, { method: 'POST', key: linKey, body });
    await page.goto('/portfolio');
    await page.getByLabel(firstSteps.organisation).waitFor();
    expect(await page.getByLabel(firstSteps.name, { exact: true }).inputValue()).to.equal('Anna');
    await page.context().close();
  });

  it('a client, a contract and a layout are asked for, and nothing is written', async function () {
    this.timeout(120_000);
    const { page } = lin;
    const { configuration, forms, mapping } = en;
    await page.goto('/rules?form=client');
    await page.getByText(configuration.fourEyes).waitFor();
    await page.getByLabel(forms.fields.code).fill('GAMMA');
    await page.getByLabel(configuration.why).fill('a new client');
    await page.getByRole('button', { name: configuration.ask }).click();
    await page.getByText(behindNumber(configuration.requested)).waitFor();

    const ask = async <T>(where: string, body?: object): Promise<T> =>
      (await (await service.ask(where, { key: linKey, ...(body === undefined ? {} : { method: 'POST', body }) })).json()) as T;
    const { form } = await ask<ConfigObject>('/config/object?kind=contract');
    if (form.kind !== 'contract') throw new Error(`asked for a contract, and was given a ${form.kind}`);
    const unsaid = { minimum: '', stretch: '', min_population: '', weight: '', site: '', carrier: '', lane: '', department: '' };
    const agreed = { ...unsaid, metric: 'on_time_delivery', comparator: 'at_least', level: '95%', reference: '' };
    const groups = [{ name: { en: 'Delivery', zh: '' }, weight: '', measures: [agreed] }];
    const values = { ...form.values, id: 'acme-2026', client: 'ACME', from: '2026-01-01', groups };
    const draft = await ask<ConfigDraft>('/config/drafts', { id: null, base: null, form: { ...form, values } });
    const made = await ask<{ state: string }>('/config/changes', { files: [draft], why: 'agreed in January' });
    expect(made.state, JSON.stringify(made)).to.equal('requested');

    await page.goto('/imports/map');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'deliveries.csv', mimeType: 'text/csv', buffer: Buffer.from(march) });
    await page.getByText(mapping.fourEyes).waitFor();
    // The workspace has a layout that fits.
    await page.getByRole('button', { name: mapping.beginRecognised }).click();
    await page.getByLabel(filled(mapping.fieldOf, { column: 'no' })).selectOption('shipment_no');
    await page.getByRole('button', { name: mapping.ask }).click();
    await page.getByText(behindNumber(mapping.requested)).waitFor();
    await inspect(lin, 'four-eyes-layout');
    expect([onDisk('plumbline.yaml'), existsSync(path.join(service.directory, layout))]).to.deep.equal([settings, false]);
    expect(existsSync(path.join(service.directory, 'config/contracts/acme-2026.yaml'))).to.equal(false);
  });

  it('another person sees what waits, approves each, and the file is imported', async function () {
    this.timeout(180_000);
    const key = await service.key({ role: 'manager', name: 'Wang' });
    const wang = await signIn(browser, service, key, { language: 'zh' });
    const { configuration } = zh;
    await wang.page.goto('/rules');
    await wang.page.getByText(configuration.waiting, { exact: true }).waitFor();
    await wang.page.setViewportSize({ width: 360, height: 800 });
    await wang.page.emulateMedia({ colorScheme: 'dark' });
    await inspect(wang, 'four-eyes-waiting-zh');
    await wang.page.setViewportSize({ width: 1280, height: 800 });
    const rows = wang.page.getByRole('row').filter({ hasText: configuration.states.requested });
    for (let left = 3; left > 0; left--) {
      expect(await rows.count()).to.equal(left);
      await rows.last().getByRole('button').click();
      await wang.page.getByRole('dialog').getByRole('button', { name: configuration.approve }).click();
      await wang.page.getByRole('dialog').waitFor({ state: 'detached' });
      await rows.nth(left - 1).waitFor({ state: 'detached' });
    }
    await wang.page.getByText(configuration.waiting, { exact: true }).waitFor({ state: 'detached' });
    expect(onDisk('plumbline.yaml')).to.contain('GAMMA');
    expect(onDisk('config/contracts/acme-2026.yaml')).to.contain('client: ACME');

    const { page } = lin;
    await page.goto('/imports/map');
    await page.getByRole('link', { name: `${en.mapping.mapShort}: deliveries.csv` }).click();
    await page.getByRole('button', { name: en.mapping.justImport, exact: true }).click();
    await page.getByText(filled(en.mapping.imported, { batch: 1 })).waitFor();
  });
});
