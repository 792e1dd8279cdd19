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

  it('makes links of a survey, takes one back, and asks whoever has the other, once', async () => {
    const { service, browser, keys } = served;
    const manager = await signIn(browser, service, keys.manager);
    await manager.page.goto('/clients/ACME/surveys');
    await manager.page.getByRole('combobox', { name: 'Wave' }).fill('2026-Q3');
    await manager.page.getByLabel('Open until').fill('2098-12-31');
    await manager.page.getByLabel('How many').fill('2');
    await manager.page.getByRole('button', { name: 'Make links' }).click();
    const links = (await manager.page.locator('.made-links').inputValue()).split('\n');
    await inspect(manager, 'survey-links');
    await manager.page
      .getByRole('button', { name: /Revoke/ })
      .first()
      .click();
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await manager.page.getByText('revoked', { exact: true }).waitFor();
    // Made at one moment, the two stand in any order: one of them still opens.
    const opens = await Promise.all(links.map(async link => (await fetch(link.replace('/survey/', '/api/v1/survey/'))).status));
    expect(opens).to.have.members([200, 404]);
    const token =
      links
        .find((_, i) => opens[i] === 200)
        ?.split('/')
        .at(-1) ?? '';
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

    const { page: surveys } = manager;
    await surveys.reload();
    await surveys.getByText('answered', { exact: true }).waitFor();
    await surveys.getByRole('link', { name: 'Surveys' }).first().click();
    await surveys.getByRole('row').filter({ hasText: 'Acme' }).first().waitFor();
    await inspect(manager, 'surveys');
    await surveys.context().close();
  });

  for (const [language, words] of [
    ['en', { rules: 'Rules (YAML)', periods: 'Periods', compute: 'Compute', try: 'Try', write: 'Write and put in force' }],
    ['zh', { rules: '规则（YAML）', periods: '期间', compute: '计算', try: '试算', write: '写入并生效' }],
  ] as const)
    it(`tries weights and rules before anything is written, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.goto('/weights?client=ACME');
      await page.locator('table.weights').first().waitFor();
      await inspect(visited, `weights-${language}`);
      await page.goto('/weights?tab=derive');
      await page.locator('select').first().selectOption('ahp');
      await page.locator('select').nth(1).selectOption('kpi');
      const matrix = ',transport,inventory,customer_service\ntransport,1,3,2\ninventory,1/3,1,1\ncustomer_service,1/2,1,1\n';
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'chen.csv', mimeType: 'text/csv', buffer: Buffer.from(matrix) });
      await page.locator('form').getByRole('button', { name: words.try }).click();
      const row = page.locator('table.weights tbody tr').first();
      await row.waitFor();
      expect(await row.locator('td.number').allTextContents()).to.deep.equal(['50 %', '54.99 %']);
      await page.getByRole('button', { name: words.write }).waitFor();
      await inspect(visited, `weights-derived-${language}`);
      await page.goto('/weights?tab=try');
      await page
        .getByLabel(words.rules)
        .fill('standards:\n  - { metric: on_time_delivery, at_least: "95%", from: 2026-01-01, scope: { client: ACME } }\n');
      await page.getByLabel(words.periods).fill('2026-06');
      await page.getByRole('button', { name: words.compute }).click();
      await page.locator('table.effect').first().waitFor();
      await inspect(visited, `what-if-${language}`);
      await page.context().close();
    });
});
