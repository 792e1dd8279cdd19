import { expect } from 'chai';
import { en } from '../../src/web/words/en.js';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

requires('chromium', 'pages for an auditor and an administrator', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  for (const [language, words] of [
    [
      'en',
      {
        verify: 'Verify everything',
        verified: 'no difference',
        trace: 'Trace',
        number: 'Number',
        show: 'Show',
        ledger: 'Ledger',
        late: 'failed',
        reopened: 'period reopened',
      },
    ],
    [
      'zh',
      {
        verify: '全部核验',
        verified: '没有差异',
        trace: '追溯',
        number: '编号',
        show: '显示',
        ledger: '台账',
        late: '不合格',
        reopened: '期间重开',
      },
    ],
  ] as const)
    it(`an auditor verifies, traces and reads the ledger, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.auditor, { language });
      const { page } = visited;
      await page.goto('/audit');
      await page.getByRole('button', { name: words.verify }).click();
      await page.getByText(words.verified).waitFor();
      await inspect(visited, `verified-${language}`);
      await page.getByRole('button', { name: words.trace, exact: true }).click();
      await page.getByLabel(words.number).fill('A300');
      await page.getByRole('button', { name: words.show, exact: true }).click();
      await page.locator('.traced').first().waitFor();
      expect(await page.locator('.traced').count()).to.equal(3);
      expect(await page.locator('.traced').nth(2).textContent()).to.contain(words.late);
      await inspect(visited, `traced-${language}`);
      await page.getByRole('button', { name: words.ledger, exact: true }).click();
      await page.getByRole('row').filter({ hasText: words.reopened }).first().waitFor();
      await inspect(visited, `ledger-${language}`);
      await page.context().close();
    });

  it('a list goes on page by page, and says so where the next page cannot be read', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.auditor);
    let isCut = true;
    await page.route(/audit\/ledger/, async route => {
      const cursor = new URL(route.request().url()).searchParams.get('cursor');
      if (cursor !== null && isCut) return route.abort();
      const answer = await route.fetch({ url: `${served.service.base}/api/v1/audit/ledger?limit=1` });
      return route.fulfill({ json: { ...(await answer.json()), next: cursor === null ? 'next' : null } });
    });
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Ledger', exact: true }).click();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(en.problems.unreachable).waitFor();
    expect(await page.locator('tbody tr').count()).to.equal(1);
    isCut = false;
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr').count()).to.equal(2);
    await page.context().close();
  });

  it('an auditor sees what changed between two revisions, and may change nothing', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.auditor);
    const { page } = visited;
    await page.goto('/periods?period=2026-05');
    const row = page.getByRole('row').filter({ hasText: 'Acme' }).first();
    await row.getByRole('button', { name: 'Details' }).waitFor();
    expect(await row.getByRole('button').count()).to.equal(1);
    await row.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('link', { name: 'What changed' }).click();
    await page.getByRole('row').filter({ hasText: 'On-time delivery rate' }).first().waitFor();
    expect(await page.locator('main').textContent()).to.contain('late data');
    await inspect(visited, 'compared');
    await page.goto('/imports');
    await page.getByRole('row').filter({ hasText: 'late.csv' }).waitFor();
    expect(await page.getByRole('button', { name: 'Preview' }).count()).to.equal(0);
    await page.goto('/clients/ACME/metrics/on_time_delivery');
    await page.locator('.evidence tbody tr').first().waitFor();
    expect(await page.getByRole('button', { name: 'Dispute this figure' }).count()).to.equal(0);
    await page.goto('/keys');
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.context().close();
  });

  it('an administrator makes a key, which works until it is revoked', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.admin);
    const { page } = visited;
    await page.getByRole('link', { name: 'Keys' }).click();
    await page.getByLabel('Role').selectOption('client');
    await page.locator('select[required]').selectOption('ACME');
    await page.getByLabel('Name').fill('Ms Zhao');
    await page.getByRole('button', { name: 'Create a key' }).click();
    const secret = await page.locator('.secret').textContent();
    expect(secret).to.match(/^pl_/);
    await inspect(visited, 'key-made');
    const guest = await signIn(served.browser, served.service, secret ?? '');
    await guest.page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    await page.getByRole('button', { name: 'Revoke Ms Zhao' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('revoked', { exact: true }).waitFor();
    await inspect(visited, 'key-revoked');
    // Whatever the page asks next finds the session ended: what was still on its way, or what a click asks for.
    const ended = guest.page.getByText('The session has ended');
    await guest.page.getByRole('link', { name: 'Disputes' }).or(ended).first().click();
    await ended.waitFor();
    await guest.page.context().close();
    await page.context().close();
  });
});
