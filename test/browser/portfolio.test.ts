import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { handoutContract } from '../support/handout-contract.js';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

const textOf = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).textContent()) ?? '').replaceAll(/\s+/g, ' ');

requires('chromium', 'the portfolio of clients under contracts', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    // A standard of the firm's own beside the contract, which May misses: three of five were on time.
    const own = 'standards: [{ metric: on_time_delivery, at_least: "88%", from: 2026-02-01, scope: { client: ACME } }]\n';
    // The second client has a contract with weights, which is an index that the first one does not have.
    const weighted = `contracts:
  - id: beta-2026
    client: "Beta, 贝塔"
    from: 2026-05-01
    measures:
      - group: { en: Delivery, zh: 配送 }
        weight: "1"
        metrics: [{ metric: on_time_delivery, at_least: "77%", weight: "1" }]
`;
    served = await servedPages({
      'config/handout-contract.yaml': handoutContract,
      'config/own.yaml': own,
      'config/weighted.yaml': weighted,
    });
  });
  after(() => served.close());

  for (const [language, said, mark] of [
    ['en', 'internal ≥ 88 %: Missed', '(internal)'],
    ['zh', '内部 ≥ 88 %：未达标', '（内部）'],
  ] as const)
    it(`shows to the firm what it holds itself to, behind what was agreed, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.goto('/portfolio?period=2026-05');
      await page.locator('table.gaps').waitFor();
      expect(await textOf(page, 'table.heat-map')).to.contain(said);
      const rows = (await page.locator('table.gaps tbody tr').allTextContents()).map(row => row.includes(mark));
      expect(rows).to.include(true).and.to.include(false);
      expect(rows).to.deep.equal(rows.toSorted((a, b) => Number(a) - Number(b)));
      await inspect(visited, `portfolio-internal-${language}`);
      await page.getByLabel(language === 'en' ? 'With internal standards' : '同时显示内部标准').uncheck();
      expect(await textOf(page, 'main#main'))
        .not.to.contain(said)
        .and.not.to.contain(mark);
      await page.context().close();
    });

  it('leaves the scorecards of a client whole on a phone', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client, { viewport: { width: 360, height: 780 } });
    await page.goto('/clients/ACME/scorecards');
    await page.locator('table.downloads').waitFor();
    const over = 'document.querySelector("table.downloads").parentElement';
    expect(await page.evaluate(`${over}.scrollWidth - ${over}.clientWidth`)).to.equal(0);
    await page.context().close();
  });

  it('fits a phone without scrolling sideways, each value beside what it is, in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      const visited = await signIn(served.browser, served.service, served.keys.manager, {
        language,
        viewport: { width: 360, height: 780 },
      });
      const { page } = visited;
      await page.goto('/portfolio?period=2026-05');
      await page.locator('table.gaps').waitFor();
      await inspect(visited, `portfolio-360-${language}`);
      const cut = await page.locator('.table-scroll').evaluateAll(all => all.map(one => one.scrollWidth - one.clientWidth));
      expect([cut.length > 1, Math.max(...cut)]).to.deep.equal([true, 0]);
      const label = await page.evaluate('getComputedStyle(document.querySelector("table.heat-map td"), "::before").content');
      expect(label).to.contain(language === 'en' ? 'Acme' : '艾克美');
      await page.emulateMedia({ colorScheme: 'dark' });
      await inspect(visited, `portfolio-360-${language}-dark`);
      await page.context().close();
    }
  });

  it('puts each index under its own head, whichever client has it', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.manager);
    await page.goto('/portfolio?period=2026-05');
    const table = page.locator('section[aria-label=Indexes] table');
    await table.waitFor();
    const heads = await table.locator('thead th').allTextContents();
    const rows = await Promise.all((await table.locator('tbody tr').all()).map(row => row.locator('th, td').allTextContents()));
    const at = heads.indexOf('Contract');
    expect(at).to.be.above(0);
    expect(rows.map(cells => [cells[0], cells.length, cells[at]])).to.deep.equal([
      ['Acme', heads.length, '–'],
      ['Beta', heads.length, '10.0'],
    ]);
    await page.context().close();
  });

  it('shows none of it to a key that is bound to clients', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.bound);
    await page.goto('/portfolio?period=2026-05');
    await page.locator('table.gaps').waitFor();
    expect(await textOf(page, 'main#main')).not.to.match(/internal ≥|\(internal\)|88/i);
    await page.context().close();
  });
});
