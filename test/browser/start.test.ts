import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { createKey } from '../../src/app/keys/create.js';
import { workspaceToStart } from '../../src/app/workspace/workspace-to-start.js';
import { mappingEn } from '../../src/web/words/en-mapping.js';
import { configEn } from '../../src/web/words/en-config.js';
import { en } from '../../src/web/words/en.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser } from './browsing.js';

requires('chromium', 'the first page of a new workspace', () => {
  let service: Serving;
  let browser: Browser;
  before(async function () {
    this.timeout(120_000);
    buildPages();
    const start = mkdtempSync(path.join(tmpdir(), 'plumbline-first-'));
    const { directory } = await workspaceToStart({ start, named: 'new', language: 'en' });
    service = await serving(directory, { pages: builtPages });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await service.close();
  });

  it('opens by a link once, says what to do first, and has no link in its address', async () => {
    const deps = service.running.workspace.deps();
    const { key } = await createKey(deps, { role: 'admin', clients: [], name: 'root', person: 'root', actor: 'root' });
    const link = `${service.base}/#link=${service.running.service.oneTimeLinks.make(key)}`;
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', error => faults.push(error.message));
    await page.goto(link);
    await page.getByText(configEn.firstSteps.title).first().waitFor();
    expect(page.url()).to.equal(`${service.base}/portfolio`);
    await inspect({ page, faults }, 'first-steps');
    const { firstSteps: words } = configEn;
    expect(await page.getByLabel(words.name, { exact: true }).inputValue()).to.equal('');
    await page.getByLabel(words.name, { exact: true }).fill('Lin Wang');
    await page.getByLabel(words.timeZone).fill('Asia/Shangai');
    await page.getByRole('button', { name: words.answer }).click();
    await page.locator('.field-faults').getByText('Asia/Shangai').waitFor();
    expect(await page.getByLabel(words.timeZone).getAttribute('aria-invalid')).to.equal('true');
    await inspect({ page, faults }, 'first-steps-wrong');
    await page.getByLabel(words.organisation).fill('Harbour Logistics');
    await page.getByLabel(words.timeZone).fill('Asia/Shanghai');
    await page.getByRole('button', { name: words.answer }).click();
    await page.getByText('Harbour Logistics').first().waitFor();
    await page.getByText('Lin Wang').first().waitFor();
    // They are not asked again, and everything else in the file is as it was.
    await page.getByText(words.file).first().waitFor();
    expect(await page.getByLabel(words.timeZone).count()).to.equal(0);
    await page.getByRole('link', { name: words.file }).click();
    await page.getByText(mappingEn.mapping.drop).waitFor();
    await page.goto(`${service.base}/portfolio`);
    await page.getByRole('link', { name: configEn.firstSteps.settings }).click();
    // The same questions at any time; the text of the file is a second way.
    await page.getByRole('combobox', { name: words.timeZone }).waitFor();
    expect(await page.getByLabel(words.organisation).inputValue()).to.equal('Harbour Logistics');
    await inspect({ page, faults }, 'settings');
    await page.getByRole('link', { name: words.asText }).click();
    await page.getByLabel(configEn.configuration.text).waitFor();
    expect(await page.getByRole('button', { name: configEn.configuration.takeAway }).count()).to.equal(0);
    expect(await page.getByLabel(configEn.configuration.text).inputValue()).to.satisfy(
      (text: string) => text.includes('organisation: "Harbour Logistics"') && text.includes('# or: register'),
    );
    await context.close();
    const other = await browser.newContext({ locale: 'en-GB' });
    const again = await other.newPage();
    await again.goto(link);
    await again.getByText(en.signIn.linkSpent).waitFor();
    await other.close();
  });
});
