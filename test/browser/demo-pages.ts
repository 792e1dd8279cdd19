import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { tourEn } from '../../src/web/words/en-tour.js';
import { tourZh } from '../../src/web/words/zh-tour.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn } from './browsing.js';

/** Pages that take much; the others take less than these. */
const ofStaff = ['portfolio', 'imports', 'periods', 'surveys', 'weights', 'rules'];
const ofClient = ['', '/figures', '/improvement', '/metrics/on_time_delivery'];
const pages = [
  ...ofStaff,
  'help/rules',
  'help/quality-manager/reading-the-scorecard',
  ...ofClient.map(page => `clients/ACME${page}`),
];

/** The bytes that came over the wire until a page asks nothing any more, with nothing kept from before. */
async function bytesOf(page: Page, path: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(path);
  await page.locator('main#main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await devtools.detach();
  return bytes;
}

/** Looks at the demo as its visitors do: the tour, and what each page takes. */
export function demoInBrowser(directory: () => string): void {
  requires('chromium', 'in a browser', () => {
    let service: Serving;
    let browser: Browser;
    before(async () => {
      buildPages();
      service = await serving(directory(), { pages: builtPages, limits: { requestsPerMinute: 10_000 } });
      browser = await openBrowser();
    });
    after(async () => {
      await browser.close();
      await service.close();
    });

    it('loads each page with less than 250 kB, scripts, styles and answers together', async function () {
      this.timeout(180_000);
      const { page } = await signIn(browser, service, await service.key({ role: 'admin', name: 'Lin' }), { language: 'zh' });
      const heavy: string[] = [];
      for (const path of pages) {
        const bytes = await bytesOf(page, `/${path}`);
        expect(bytes, path).to.be.above(10_000);
        if (bytes >= 250_000) heavy.push(`${path}: ${bytes}`);
      }
      expect(heavy).to.deep.equal([]);
      await page.context().close();
    });

    for (const [language, colorScheme, viewport, { tour }] of [
      ['en', 'light', { width: 1280, height: 900 }, tourEn],
      ['zh', 'dark', { width: 360, height: 780 }, tourZh],
    ] as const)
      it(`leads through eight places in ${language}, by keyboard, and stays closed once it was closed`, async function () {
        this.timeout(120_000);
        const key = await service.key({ role: 'manager', name: `Mei ${language}` });
        const visited = await signIn(browser, service, key, { language, colorScheme, viewport });
        const { page } = visited;
        const panel = page.getByRole('complementary', { name: tour.title });
        expect(tour.steps.length).to.equal(8);
        for (const [i, { title }] of tour.steps.entries()) {
          await panel.getByRole('heading', { name: title }).waitFor();
          await page.locator('main .card').first().waitFor();
          await inspect(visited, `tour-${language}-${i + 1}`);
          if (i === 7) continue;
          await panel.getByRole('button', { name: tour.next }).focus();
          await page.keyboard.press('Enter');
          expect(await panel.locator('h2').evaluate('document.activeElement?.closest(".tour") != null')).to.equal(true);
        }
        await page.keyboard.press('Escape');
        expect(await panel.count()).to.equal(0);
        await page.reload();
        await page.locator('main#main h1').first().waitFor();
        expect(await panel.count()).to.equal(0);
        await page.goto('/help');
        await page.getByRole('button', { name: tour.begin }).click();
        await panel.waitFor();
        await page.context().close();
      });

    it('offers no tour to a client', async () => {
      const { page } = await signIn(browser, service, await service.key({ role: 'client', clients: ['ACME'], name: 'Anna' }));
      await page.goto('/help');
      await page.locator('.help-list').first().waitFor();
      expect(await page.locator('.tour').count()).to.equal(0);
      expect(await page.getByRole('button', { name: tourEn.tour.begin }).count()).to.equal(0);
      await page.context().close();
    });
  });
}
