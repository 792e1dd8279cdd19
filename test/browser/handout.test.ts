import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Handout, HandoutMeasure } from '../../src/contract/handout.js';
import { handoutContract } from '../support/handout-contract.js';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** Every text of a first page that must be read on the page. */
const textsOf = ({ head, verdict, comment, groups, missed, credits, exclusions, sign_off: lines }: Handout): readonly string[] =>
  [
    head.organisation,
    head.contract?.id ?? '',
    verdict,
    comment?.text ?? '',
    ...groups.map(({ title }) => title),
    ...missed.flatMap(({ name, found, where, done }) => [name, found, ...where, ...done]),
    ...credits.flatMap(credit => [credit.title, credit.net_text, credit.net.text, ...credit.lines.map(({ because }) => because)]),
    ...[...exclusions.reasons, ...exclusions.measures, ...exclusions.accountable].map(({ text }) => text),
    ...lines,
  ].map(plain);

/** The texts of the rows of measures, as far as they are figures of the hand-out. */
async function checkMeasures(page: Page, { groups, shows }: Handout): Promise<void> {
  const measures = groups.flatMap(group => group.measures);
  const rows = page.locator('table.measures tbody tr:not(.group-row)');
  expect(await rows.count()).to.equal(measures.length);
  for (const [i, one] of measures.entries()) {
    const row = rows.nth(i);
    const cells = (await row.locator('td').allTextContents()).map(plain);
    expect(plain(await row.locator('th').textContent())).to.equal(plain(`${one.name}${one.note}`));
    const [value, facts, level, , gap, , ...others] = cells;
    const beside = [...(shows.last_year ? [one.last_year] : []), ...(shows.year_to_date ? [one.year_to_date] : [])];
    const other = (shown: HandoutMeasure['previous']): string => shown?.text ?? '–';
    expect([facts, level, gap, ...others]).to.deep.equal([
      one.facts === null ? '' : String(one.facts),
      one.level ?? '',
      one.gap?.text ?? '',
      one.previous?.text ?? '–',
      ...beside.map(other),
      ...(shows.comments ? [plain(one.comment)] : []),
    ]);
    if (one.value !== null) expect(value).to.equal(one.value.text);
  }
}

/** How often the browser tells assistive technology of a role. */
async function rolesOn(page: Page, role: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.filter(node => node.ignored !== true && node.role?.value === role).length;
}

/** The pages of a PDF that Chromium printed. */
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

requires('chromium', 'the first page of a client under a contract', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages({ 'config/handout-contract.yaml': handoutContract });
    for (const body of [
      { text: 'Rain in the second week.' },
      { metric: 'on_time_delivery', text: 'Two trucks broke down on the way to the northern depots.' },
    ])
      await served.service.ask('/clients/ACME/periods/2026-05/comments', { method: 'POST', key: served.keys.manager, body });
  });
  after(() => served.close());

  for (const [language, scheme, viewport, all] of [
    ['en', 'light', { width: 1280, height: 900 }, 'All figures'],
    ['zh', 'dark', { width: 1280, height: 900 }, '全部指标'],
    ['en', 'dark', { width: 390, height: 844 }, 'All figures'],
    ['zh', 'light', { width: 390, height: 844 }, '全部指标'],
  ] as const)
    it(`shows what the sheet shows, in ${language}, ${scheme}, ${viewport.width} pixels wide`, async () => {
      const { service, browser, keys } = served;
      const visited = await signIn(browser, service, keys.client, { language, viewport, colorScheme: scheme });
      const { page } = visited;
      await page.goto('/clients/ACME?period=2026-05');
      await page.locator('.handout').waitFor();
      const answer = await service.ask(`/clients/ACME/periods/2026-05/handout?lang=${language}`, { key: keys.client });
      // Every answer is held to the schema of its route.
      const handout = (await answer.json()) as Handout;
      await checkMeasures(page, handout);
      expect(handout.groups.flatMap(({ measures }) => measures)).to.have.length(10);
      await page.locator('.signature-lines').waitFor();
      const text = plain(await page.locator('.handout').textContent());
      for (const one of textsOf(handout)) expect(text).to.contain(one);
      await inspect(visited, `handout-${language}-${viewport.width}`);
      // Its tables are tables for who cannot see them, however they are laid out.
      expect(await rolesOn(page, 'rowheader')).to.be.at.least(10 + handout.missed.length);
      expect(await rolesOn(page, 'columnheader')).to.be.at.least(10);
      const link = page.locator('.handout').getByRole('link', { name: all });
      await link.focus();
      await page.keyboard.press('Enter');
      await page.locator('article.tile').first().waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).search).to.equal('/clients/ACME/figures?period=2026-05');
      await inspect(visited, `figures-${language}-${viewport.width}`);
      await page.context().close();
    });

  it('prints on at most three pages, dark on white even where the screen is dark', async () => {
    for (const language of ['en', 'zh'] as const) {
      const { page } = await signIn(served.browser, served.service, served.keys.client, { language });
      await page.goto('/clients/ACME?period=2026-05');
      await page.locator('.signature-lines').waitFor();
      await page.evaluate('document.documentElement.dataset.theme = "dark"');
      for (const size of [{ preferCSSPageSize: true }, { format: 'A4' }, { format: 'Letter' }]) {
        const pages = pagesOf(await page.pdf(size));
        expect(pages, JSON.stringify(size)).to.be.within(1, 3);
      }
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('getComputedStyle(document.querySelector(".verdict")).color')).to.equal('rgb(27, 42, 61)');
      await page.context().close();
    }
  });

  it('has nothing of another client', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client);
    await page.goto('/clients/ACME?period=2026-05');
    await page.locator('.signature-lines').waitFor();
    expect(await page.content()).not.to.match(/beta|贝塔|77 ?%|chemicals/i);
    await page.context().close();
  });
});
