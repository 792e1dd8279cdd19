import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { weighedContract } from '../support/weighed-contract.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

requires('chromium', 'all figures and improvement of a client under a contract', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages({ 'config/weighed-contract.yaml': weighedContract });
  });
  after(() => served.close());

  for (const [language, headings, names, others, internal] of [
    [
      'en',
      ['Store deliveries', 'Care'],
      ['On-time delivery rate, site SHA', 'On-time delivery rate', 'Complaint rate'],
      'Other figures',
      'Internal',
    ],
    ['zh', ['门店配送', '关怀'], ['货物准时送达率，站点 SHA', '货物准时送达率', '客户投诉率'], '其他指标', '内部'],
  ] as const)
    it(`shows what was agreed, in the order of the contract, then other figures, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.client, { language });
      const { page } = visited;
      await page.goto('/clients/ACME/figures?period=2026-05');
      const tiles = page.locator('article.tile');
      await tiles.first().waitFor();
      expect(await page.locator('section.group > h2').allTextContents()).to.deep.equal(headings);
      expect(await tiles.locator('h3').allTextContents()).to.deep.equal(names);
      expect(await page.locator('details.card summary h2').allTextContents()).to.satisfy((titles: readonly string[]) =>
        titles.some(title => title.startsWith(others)),
      );
      expect(await page.locator('section.index-card').count()).to.equal(1);
      expect(await page.getByRole('main').textContent()).to.not.contain(internal);
      await inspect(visited, `agreed-figures-${language}`);
      await page.goto('/clients/ACME/figures?period=2026-05&as=table');
      await page.locator('table.figures-table tbody tr').first().waitFor();
      const rows = await page.locator('table.figures-table tbody th').allTextContents();
      expect(rows.slice(0, names.length)).to.deep.equal(names);
      expect(new Set(rows).size, 'none stands twice').to.equal(rows.length);
      await page.goto('/clients/ACME/improvement?period=2026-05');
      await page.locator('main table').first().waitFor();
      expect(await page.getByRole('main').textContent()).to.not.contain(internal);
      await inspect(visited, `agreed-improvement-${language}`);
      await page.context().close();
    });
});
