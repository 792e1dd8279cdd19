import { expect } from 'chai';
import { helpEn } from '../../src/web/words/en-help.js';
import { helpZh } from '../../src/web/words/zh-help.js';
import { requires } from '../support/requires.js';
import { inspect, signIn, visit } from './browsing.js';
import { type Served, servedPages } from './served.js';

requires('chromium', 'the help in a browser', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  it('is read without a key, and found by words', async () => {
    const visited = await visit(served.browser, served.service);
    const { page } = visited;
    await page.getByRole('link', { name: helpEn.help.title }).click();
    await page.getByRole('heading', { name: helpEn.help.readers.clients }).waitFor();
    await inspect(visited, 'help-list-en');
    await page.getByRole('searchbox').fill('sign off');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: helpEn.help.found }).waitFor();
    await page.locator('.help-list a').first().click();
    await page.locator('.help-text h1').waitFor();
    await inspect(visited, 'help-page-en');
    await page.goto('/help/client/if-you-disagree');
    await page.locator('h2:focus').waitFor();
    expect(await page.locator('h2:focus').innerText()).to.equal('If you disagree');
    await page.context().close();
  });

  it('is one step away from every page, in a client’s words first, in Chinese, small and dark', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client, {
      language: 'zh',
      colorScheme: 'dark',
      viewport: { width: 360, height: 780 },
    });
    const { page } = visited;
    await page.goto('/clients/ACME/disputes');
    await page.getByRole('link', { name: helpZh.help.ofThisPage }).click();
    await page.locator('.help-text').waitFor();
    expect(new URL(page.url()).pathname).to.equal('/help/client/if-you-disagree');
    await inspect(visited, 'help-page-zh');
    await page.goto('/help');
    await page.getByRole('heading', { name: helpZh.help.readers.clients }).waitFor();
    expect(await page.locator('.card h2').first().innerText()).to.equal(helpZh.help.readers.clients);
    await page.goto(`/help?q=${encodeURIComponent('争议')}`);
    await page.getByRole('heading', { name: helpZh.help.found }).waitFor();
    await inspect(visited, 'help-found-zh');
    await page.goto('/help/rules/scorecards');
    await page.locator('h2:focus').waitFor();
    expect(await page.locator('h2:focus').innerText()).to.equal('记分卡');
    await inspect(visited, 'help-rules-zh');
    await page.context().close();
  });

  it('unfolds the message that an error on a page leads to', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager, { viewport: { width: 1280, height: 900 } });
    const { page } = visited;
    await page.goto('/help/messages/path_unknown');
    const message = page.locator('details#at-path_unknown');
    await message.locator('pre').first().waitFor();
    expect(await message.getAttribute('open')).to.equal('');
    await inspect(visited, 'help-message');
    await page.goto('/help/nothing');
    await page.getByText(helpEn.help.missing).waitFor();
    await page.context().close();
  });
});
