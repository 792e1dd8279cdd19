import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, signIn, visit } from './browsing.js';
import { type Served, servedPages } from './served.js';

describe('the built pages', () => {
  before(buildPages);

  it('are under 285 kB compressed, all of them and fonts aside; each page loads a part of it', () => {
    const files = readdirSync(builtPages, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.(?:js|css|html|svg)$/.test(name),
    );
    const sizes = files.map(name => gzipSync(readFileSync(path.join(builtPages, name))).length);
    expect(sizes.length).to.be.above(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.below(285_000);
  });

  it('name no other host', () => {
    const page = readFileSync(path.join(builtPages, 'index.html'), 'utf8');
    expect(page).not.to.match(/(?:src|href)="(?:https?:)?\/\//);
  });
});

requires('chromium', 'the pages in a browser', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  it('show something within a second', async () => {
    const { page } = await visit(served.browser, served.service);
    const paints: number[] = [];
    // The best of three: other work on the machine is no fault of the pages.
    for (let i = 0; i < 3; i++) {
      await page.reload();
      await page.locator('input[name=key]').waitFor();
      paints.push(
        await page.evaluate<number>(
          'new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime)).observe({ type: "largest-contentful-paint", buffered: true }))',
        ),
      );
    }
    expect(Math.min(...paints)).to.be.below(1000);
    await page.context().close();
  });

  it('show Chinese by their own font where the system has none', async () => {
    const { page } = await visit(served.browser, served.service, { language: 'zh' });
    const [loaded] = await Promise.all([
      page.waitForResponse(response => response.url().endsWith('.woff2')),
      page.evaluate('document.body.style.fontFamily = "Noto Sans SC Variable"'),
    ]);
    expect(loaded.status()).to.equal(200);
    await page.context().close();
  });

  it('keep the choice of language and appearance', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('link', { name: '总览' }).first().waitFor();
    await page.getByRole('button', { name: /外观/ }).click();
    await page.getByRole('button', { name: /外观/ }).click();
    await page.reload();
    await page.getByRole('link', { name: '总览' }).first().waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).to.equal('dark');
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    await page.context().close();
  });

  it('print without what is only for the screen', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client);
    await page.goto('/clients/ACME/figures');
    await page.locator('article.tile').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav.ways').isVisible()).to.equal(false);
    expect(await page.locator('article.tile').first().isVisible()).to.equal(true);
    await page.context().close();
  });
});
