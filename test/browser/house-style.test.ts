import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { handoutContract } from '../support/handout-contract.js';
import { logoPicture } from '../support/house-logo.js';
import { requires } from '../support/requires.js';
import { twoClientsFiles } from '../support/two-clients.js';
import { inspect, signIn, visit } from './browsing.js';
import { type Served, servedPages } from './served.js';

const settings = `${twoClientsFiles['plumbline.yaml'] ?? ''}handout: { logo: logo.png, colour: "#7A1F3D", font: Georgia }\n`;

/** The width in pixels of the picture that was loaded, and what it is called. */
const logoOn = (page: Page): Promise<unknown> =>
  page.locator('img.house-logo').evaluate(async (image: { decode: () => Promise<void>; naturalWidth: number; alt: string }) => {
    await image.decode();
    return [image.naturalWidth, image.alt];
  });

const colourOf = (page: Page, selector: string, property: string): Promise<unknown> =>
  page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);

requires('chromium', 'the pages in the house style', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages({
      'config/handout-contract.yaml': handoutContract,
      'plumbline.yaml': settings,
      'logo.png': logoPicture(),
    });
  });
  after(() => served.close());

  for (const [language, colorScheme, viewport, called, button] of [
    ['en', 'light', { width: 1280, height: 900 }, 'Demo', 'rgb(122, 31, 61)'],
    ['zh', 'dark', { width: 360, height: 780 }, '示例', undefined],
  ] as const)
    it(`have logo and colour at the sign-in and on a client's first page, in ${language}, ${colorScheme}`, async () => {
      const { service, browser, keys } = served;
      const atDoor = await visit(browser, service, { language, viewport, colorScheme });
      expect(await logoOn(atDoor.page)).to.deep.equal([360, called]);
      await atDoor.page.getByText(called, { exact: true }).waitFor();
      expect(await atDoor.page.title()).to.equal(`${called} · Plumbline`);
      const accent = await colourOf(atDoor.page, 'button.main', 'backgroundColor');
      if (button !== undefined) expect(accent).to.equal(button);
      await inspect(atDoor, `house-sign-in-${language}`);
      await atDoor.page.context().close();

      const inside = await signIn(browser, service, keys.client, { language, viewport, colorScheme });
      await inside.page.goto('/clients/ACME?period=2026-05');
      await inside.page.locator('.signature-lines').waitFor();
      expect(await logoOn(inside.page)).to.deep.equal([360, called]);
      expect(await colourOf(inside.page, '.verdict', 'borderLeftColor')).to.equal(accent);
      expect(await colourOf(inside.page, 'body', 'fontFamily')).to.match(/^"?Georgia/);
      await inspect(inside, `house-handout-${language}`);
      await inside.page.emulateMedia({ media: 'print' });
      expect(await inside.page.locator('img.house-logo').isVisible()).to.equal(true);
      expect(await colourOf(inside.page, '.verdict', 'borderLeftColor')).to.equal('rgb(122, 31, 61)');
      await inside.page.context().close();
    });
});
