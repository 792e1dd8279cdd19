import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { requires } from '../support/requires.js';
import { inspect, signIn, type Visit, visit } from './browsing.js';
import { type Served, servedPages } from './served.js';

/** Looks at a page in light and in dark. */
async function inBoth(visited: Visit, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await visited.page.emulateMedia({ colorScheme });
    await inspect(visited, `${name}-${colorScheme}`);
  }
}

requires('chromium', 'pages for a client', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  it('refuses a wrong key in words, and lets the right one in and out', async () => {
    const visited = await visit(served.browser, served.service);
    const { page } = visited;
    await inspect(visited, 'sign-in');
    await page.getByLabel('Access key').fill('pl_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).to.contain('not valid');
    await page.getByLabel('Access key').fill(served.keys.client);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    expect(await page.evaluate('document.cookie')).to.equal('');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Access key').waitFor();
    await page.goto('/clients/ACME');
    await page.getByLabel('Access key').waitFor();
    await page.context().close();
  });

  for (const [language, words] of [
    [
      'en',
      {
        period: 'Period',
        metric: 'On-time delivery rate',
        closed: 'Closed, revision 2',
        oneMonth: 'One month has been evaluated',
        table: 'As a table',
        figures: 'All figures',
      },
    ],
    [
      'zh',
      {
        period: '期间',
        metric: '货物准时送达率',
        closed: '已关账，第 2 版',
        oneMonth: '目前只有一个月有评价',
        table: '表格',
        figures: '全部指标',
      },
    ],
  ] as const)
    it(`shows the closed month in ${language}, light and dark`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.client, { language });
      const { page } = visited;
      await page.getByLabel(words.period).selectOption('2026-05');
      await page.getByText(words.closed).waitFor();
      expect(await page.locator('nav.ways a').allTextContents()).to.have.length(4);
      const first = page.getByRole('row').filter({ hasText: words.metric }).first();
      expect(await first.textContent()).to.contain('60.0 %');
      await inBoth(visited, `first-page-${language}`);
      await page.getByRole('main').getByRole('link', { name: words.figures }).last().click();
      const tile = page.locator('article.tile').filter({ hasText: words.metric }).first();
      expect(await tile.textContent()).to.contain('60.0 %');
      await inBoth(visited, `client-${language}`);
      await page.getByRole('button', { name: words.table }).click();
      await page.getByRole('row').filter({ hasText: words.metric }).first().waitFor();
      await inBoth(visited, `client-table-${language}`);
      await page.getByRole('link', { name: words.metric, exact: true }).first().click();
      await page.locator('.evidence tbody tr').first().waitFor();
      await page.getByText(words.oneMonth).waitFor();
      expect(await page.locator('.evidence tbody tr').count()).to.equal(2);
      await inBoth(visited, `metric-${language}`);
      await page.context().close();
    });

  it('knows nothing of another client, nor of the pages of those who run the service', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client);
    const { page } = visited;
    for (const path of ['/clients/Beta%2C%20%E8%B4%9D%E5%A1%94', '/clients/NOBODY', '/clients/A.B%2FC']) {
      await page.goto(path);
      await page.getByRole('alert').first().waitFor();
      expect(await page.getByRole('alert').first().textContent()).to.contain('nothing that your key may see');
    }
    for (const path of [
      '/portfolio',
      '/imports',
      '/exclusions',
      '/surveys',
      '/weights',
      '/jobs',
      '/audit',
      '/keys',
      '/nothing',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
    }
    await page.context().close();
  });

  it('downloads a scorecard, and disputes facts', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client);
    const { page } = visited;
    await page.getByRole('link', { name: 'Scorecards' }).first().click();
    await page
      .getByRole('link', { name: /English/ })
      .first()
      .waitFor();
    await inspect(visited, 'scorecards');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /English/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).to.match(/\.xlsx$/);
    await page.goto('/clients/ACME/metrics/on_time_delivery?period=2026-05');
    await page.getByRole('button', { name: 'Dispute this figure' }).click();
    // Of a whole figure the facts that fail it are offered.
    await page.getByRole('dialog').getByRole('checkbox', { name: 'A100' }).check();
    expect(await page.getByLabel('Facts concerned').inputValue()).to.equal('A100');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('checkbox', { name: 'Select A100' }).check();
    await page.getByRole('button', { name: 'Dispute the selected facts (1)' }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(visited, 'dispute');
    await page.getByLabel('What is wrong').fill('The gate was closed.');
    await page.getByLabel('What shows it').fill('gate log 7');
    await page.getByRole('button', { name: 'Open the dispute' }).click();
    await page.getByText('The dispute was opened.').waitFor();
    await page.getByRole('dialog').getByRole('link', { name: 'Disputes' }).click();
    await page.getByText('The gate was closed.').waitFor();
    expect(await page.locator('.disputes').textContent()).to.contain('A100');
    await inspect(visited, 'disputes');
    await page.context().close();
  });

  it('fits a phone, by the keyboard too', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client, {
      viewport: { width: 360, height: 740 },
      language: 'zh',
    });
    const { page } = visited;
    await inspect(visited, 'client-phone');
    await page.getByRole('button', { name: '菜单' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '记分卡' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /中文/ }).first().waitFor();
    expect(new URL(page.url()).pathname).to.equal('/clients/ACME/scorecards');
    expect(await page.getByRole('row').filter({ hasText: '2026-05' }).first().textContent()).to.contain('已关账');
    await inspect(visited, 'scorecards-phone');
    await page.goto('/clients/ACME/metrics/on_time_delivery?period=2026-05');
    await page.locator('.evidence tbody tr').first().waitFor();
    expect(await page.locator('.evidence tbody tr').first().textContent()).to.match(/A\d+/);
    expect(await page.getByRole('button', { name: '菜单' }).getAttribute('aria-expanded')).to.equal('false');
    await inspect(visited, 'metric-phone');
    await page.context().close();
  });

  it('says on paper which period it is, and leaves no heading alone at a page’s foot', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client);
    for (const [path, period] of [
      ['/clients/ACME?period=2026-05', '2026-05'],
      ['/clients/ACME/figures?period=2026-05', '2026-05'],
      ['/clients/ACME/improvement?period=2026-05', '2026-05'],
      ['/clients/ACME/metrics/on_time_delivery?period=2026-05', '2026-05'],
    ] as const) {
      await page.goto(path);
      await page.locator('section h2').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      await page.getByRole('heading', { level: 1 }).filter({ hasText: period }).getByText(period).waitFor();
      expect(await page.getByLabel('Period').isVisible(), path).to.equal(false);
      expect(await alone(page), path).to.deep.equal([]);
      await page.emulateMedia({ media: 'screen' });
    }
    await page.context().close();
  });
});

/** Headings that a page's end could part from what follows them: a browser keeps them together in blocks, not in rows of a grid. */
const alone = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll('main h2:not(.hidden-text)')]
    .filter(heading => getComputedStyle(heading.closest('.card, section') ?? heading).breakInside !== 'avoid')
    .filter(heading =>
      getComputedStyle(heading).breakAfter !== 'avoid' || getComputedStyle(heading.parentElement).display === 'grid')
    .map(heading => heading.textContent)`);
