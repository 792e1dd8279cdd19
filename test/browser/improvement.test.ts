import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { inspect, signIn, visit } from './browsing.js';
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

  it('asks whoever has a survey’s link, once', async () => {
    const { service, browser, keys } = served;
    const made = await service.ask('/clients/ACME/survey-links', {
      method: 'POST',
      key: keys.manager,
      body: { wave: '2026-Q3', expires: '2099-01-01T00:00:00Z' },
    });
    // What the route answers with 201.
    const { token } = (await made.json()) as { token: string };
    expect(made.status).to.equal(201);
    const visited = await visit(browser, service);
    const { page } = visited;
    await page.goto(`/survey/${token}`);
    await page.getByRole('button', { name: 'Send the answers' }).click();
    await page.getByText('Choose at least one answer.').waitFor();
    await page.getByRole('radio').first().check();
    await page.locator('select').first().selectOption('very important');
    await page.getByLabel('Comment').fill('always on time');
    await page.reload();
    expect(await page.getByLabel('Comment').inputValue()).to.equal('always on time');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('已选答案：2').waitFor();
    expect(await page.locator('select').first().inputValue()).to.equal('非常重要');
    expect(await page.getByRole('radio').first().isChecked()).to.equal(true);
    await inspect(visited, 'survey-zh');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Answers chosen: 2').waitFor();
    await inspect(visited, 'survey');
    await page.getByRole('button', { name: 'Send the answers' }).click();
    await page.getByText('Thank you.').waitFor();
    await inspect(visited, 'survey-thanks');
    await page.reload();
    await page.getByRole('heading', { name: 'This survey has been answered' }).waitFor();
    await inspect(visited, 'survey-used-up');
    await page.goto(`/survey/${token.slice(1)}x`);
    await page.getByRole('heading', { name: 'This survey is not open' }).waitFor();
    await page.context().close();
  });
});
