import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

requires('chromium', 'pages of improvement', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  it('shows a manager what to improve, and takes an action until it is closed', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto('/clients/ACME?period=2026-05');
    await page.getByRole('link', { name: 'Improvement' }).click();
    await page.goto('/clients/ACME/improvement?period=2026-05');
    await page.getByRole('heading', { name: 'The five gaps' }).waitFor();
    expect(await page.locator('table.ranking tbody tr').first().textContent()).to.contain('On-time delivery rate');
    expect(await page.locator('.quadrant-chart .point').count()).to.be.above(0);
    await page.getByRole('button', { name: 'Add an action' }).click();
    const dialog = page.getByRole('dialog');
    await inspect(visited, 'action-form');
    await dialog.getByLabel('What is done').fill('A second gate');
    await dialog.getByLabel('Metric').selectOption('on_time_delivery');
    await dialog.getByLabel('Owner').fill('Li Wei');
    await dialog.getByRole('textbox', { name: 'Due' }).fill('2026-12-20');
    await dialog.getByRole('button', { name: 'Add an action' }).click();
    const row = page.locator('table.actions tbody tr').filter({ hasText: 'A second gate' });
    await row.getByText('under way').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await inspect(visited, `improvement-${colorScheme}`);
    }
    await row.getByRole('button', { name: 'Close' }).click();
    await dialog.getByRole('radio', { name: 'dropped' }).check();
    await dialog.getByLabel('Note').fill('the gate is not ours');
    await inspect(visited, 'action-closing');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await row.getByText('dropped').waitFor();
    expect(await row.getByRole('button').count()).to.equal(0);
    await page.context().close();
  });

  it('lets a client look, in Chinese and on a phone', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client, {
      viewport: { width: 360, height: 740 },
      language: 'zh',
    });
    const { page } = visited;
    await page.goto('/clients/ACME/improvement?period=2026-05');
    await page.getByRole('heading', { name: '五个差距' }).waitFor();
    expect(await page.getByRole('button', { name: '添加措施' }).count()).to.equal(0);
    await inspect(visited, 'improvement-phone-zh');
    await page.context().close();
  });

  it('says that a survey’s link is not open', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.client);
    const { page } = visited;
    await page.goto(`/survey/${'x'.repeat(43)}`);
    await page.getByRole('heading', { name: 'This survey is not open' }).waitFor();
    await inspect(visited, 'survey-not-open');
    await page.context().close();
  });
});
