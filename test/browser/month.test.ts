import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { inspect, signIn, walkWithTab } from './browsing.js';
import { type Served, servedPages } from './served.js';

const head = 'client,no,line,site,promised,delivered,consignee\n';
const untidy = `${head}ACME,R1,1,SHA,2026-06-20T12:00:00Z,31/06/2026,"Wang, Li"
ACME,R2,1,SHA,soon,2026-06-21T12:00:00Z,
NOBODY,R3,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,
ACME,R4,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,
`;

requires('chromium', 'the month and its rejected rows', () => {
  let served: Served;
  let batch = 0;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
    const sent = await served.service.ask('/imports?layout=beta_secret&file=june.csv', {
      method: 'POST',
      key: served.keys.manager,
      body: new TextEncoder().encode(untidy),
    });
    batch = ((await sent.json()) as { batches: { batch: number }[] }).batches[0]?.batch ?? 0;
  });
  after(() => served.close());

  it('mends two rows by keyboard, and shows what is still wrong with its new fault', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto('/imports');
    await page.getByRole('link', { name: `Mend the rejected rows of batch ${batch}` }).press('Enter');
    await page.getByRole('heading', { level: 1, name: `Rejected rows of batch ${batch}` }).waitFor();
    await page.getByText('3 left to mend').waitFor();
    await inspect(visited, 'rejects');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(visited, 'rejects-360-dark');
    await page.setViewportSize({ width: 1280, height: 800 });
    const cell = (name: string) => page.getByRole('textbox', { name, exact: true });
    expect(await cell('delivered, row 2').getAttribute('aria-invalid')).to.equal('true');
    await cell('delivered, row 2').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2026-06-20T11:00:00Z');
    await cell('promised, row 3').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('later');
    await page.getByRole('button', { name: 'Import mended rows (2)' }).press('Enter');
    await page.getByText(`Batch ${batch + 1} was imported. Rows taken: 1, rejected again: 1.`).waitFor();
    const again = page.getByRole('region', { name: `Rejected again in batch ${batch + 1}` });
    await again.getByText('"later"').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'client, row 4' }).inputValue()).to.equal('NOBODY');
    await inspect(visited, 'rejects-again');
    await page.goto('/imports');
    await page.getByText(`mends batch ${batch}`).waitFor();
    await inspect(visited, 'imports-mended');
    await page.context().close();
  });

  it('says why a measure has no figure, with the way to the mapping, in both languages', async () => {
    for (const [language, why, map] of [
      ['en', /^(none of|only failures).*a pass needs/, 'Map the columns of a file'],
      ['zh', /判定合格需要“/, '指定文件各列对应的字段'],
    ] as const) {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.goto('/clients/ACME/month?period=2026-06');
      await page.getByText(why).first().waitFor();
      expect(await page.getByRole('link', { name: map }).getAttribute('href')).to.equal('/imports/map');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 360, height: 740 });
      await inspect(visited, `month-why-${language}-360-dark`);
      await page.goto('/clients/ACME/metrics/damage_free_delivery?period=2026-06');
      await page.getByText(why).first().waitFor();
      await inspect(visited, `metric-why-${language}-360-dark`);
      await page.context().close();
    }
  });

  it('settles rows that nobody will mend with a reason, and reopens one', async () => {
    const text = `${head}ACME,R7,1,SHA,soon,2026-06-21T12:00:00Z,\nACME,R8,1,SHA,later,2026-06-21T12:00:00Z,\nACME,R9,1,SHA,2026-06-20T12:00:00Z,never,\n`;
    const sent = await served.service.ask('/imports?layout=beta_secret&file=tests.csv', {
      method: 'POST',
      key: served.keys.manager,
      body: new TextEncoder().encode(`${text}ACME,R6,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,\n`),
    });
    const own = ((await sent.json()) as { batches: { batch: number }[] }).batches[0]?.batch ?? 0;
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto(`/imports/${own}/rejects`);
    await page.getByRole('checkbox', { name: 'Will not be mended row 4' }).press('Space');
    await page.getByLabel('Reason').fill('order was cancelled');
    await inspect(visited, 'rejects-settling');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(visited, 'rejects-settling-360-dark');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Settle', exact: true }).press('Enter');
    await page.getByText('2 left to mend. 1 settled.').waitFor();
    await page.getByRole('combobox', { name: 'Rows' }).selectOption({ index: 1 });
    await page.getByLabel('Reason').fill('test orders of the depot');
    await page.getByRole('button', { name: 'Settle', exact: true }).press('Enter');
    await page.getByText('0 left to mend. 3 settled.').waitFor();
    await page.getByText('Show rows that were imported again or settled, too').click();
    await page.getByText(/^Settled on \d{4}-\d\d-\d\d by a manager: order was cancelled$/).waitFor();
    await inspect(visited, 'rejects-settled');
    await page.getByRole('button', { name: 'Reopen row 4' }).press('Enter');
    await page.getByText('1 left to mend. 2 settled.').waitFor();
    await page.goto('/clients/ACME/month?period=2026-06');
    await page.getByText('3 rejected: 1 to mend; 2 settled: test orders of the depot').waitFor();
    await inspect(visited, 'month-settled');
    await page.goto(`/imports/${own}/rejects`);
    await page.getByRole('textbox', { name: 'delivered, row 4' }).fill('2026-06-20T11:00:00Z');
    await served.service.ask('/imports?layout=beta_secret&file=later.csv', {
      method: 'POST',
      key: served.keys.manager,
      body: new TextEncoder().encode(`${head}ACME,R9,1,SHA,2026-06-20T12:00:00Z,2026-06-25T11:00:00Z,\n`),
    });
    await page.getByRole('button', { name: 'Try' }).press('Enter');
    await page.getByText(`ACME R9 1 (batch ${own + 1}, later.csv)`).waitFor();
    await inspect(visited, 'rejects-tried');
    await page.getByRole('button', { name: 'Import mended rows (1)' }).press('Enter');
    await page.getByRole('button', { name: 'Import, and replace the later facts' }).press('Enter');
    await page.getByText('0 left to mend').waitFor();
    await page.goto('/imports');
    await page.getByText('2 settled').waitFor();
    await inspect(visited, 'imports-settled');
    // The same rows in a later file are dealt with already, and one of them is to be mended after all.
    const again = await served.service.ask('/imports?layout=beta_secret&file=tests-to-date.csv', {
      method: 'POST',
      key: served.keys.manager,
      body: new TextEncoder().encode(`${text}ACME,R5,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,\n`),
    });
    const later = ((await again.json()) as { batches: { batch: number }[] }).batches[0]?.batch ?? 0;
    await page.goto(`/imports/${later}/rejects`);
    await page.getByText('0 left to mend. 2 settled.').waitFor();
    await page.getByText('Show rows that were imported again or settled, too').click();
    const carried = `with the identical row of batch ${own}: test orders of the depot`;
    await page.getByText(carried).first().waitFor();
    await page.getByText(`The identical row was mended with batch ${own + 2} before`).waitFor();
    await inspect(visited, 'rejects-carried');
    await page.getByRole('button', { name: 'Reopen row 3' }).press('Enter');
    await page.getByText('1 left to mend. 1 settled.').waitFor();
    expect(await page.getByText(carried).count()).to.equal(1);
    await page.getByRole('checkbox', { name: 'Will not be mended row 3' }).press('Space');
    await page.getByLabel('Reason').fill('another test order');
    await page.getByRole('button', { name: 'Settle', exact: true }).press('Enter');
    await page.getByText('0 left to mend. 2 settled.').waitFor();
    await page.context().close();
  });

  it('says it in Chinese, and lets an auditor look', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.auditor, { language: 'zh' });
    const { page } = visited;
    await page.goto(`/imports/${batch}/rejects`);
    await page.getByRole('heading', { level: 1, name: `批次 ${batch} 的未通过行` }).waitFor();
    await page.getByText('同时显示已重新导入或已结案的行').first().click();
    await page.getByText(`已由批次 ${batch + 1} 重新导入`).waitFor();
    expect(await page.getByRole('textbox').count()).to.equal(0);
    await inspect(visited, 'rejects-auditor-zh');
    await page.goto('/clients/ACME/month?period=2026-06');
    await page.getByRole('heading', { level: 3, name: '未通过行' }).waitFor();
    expect(await page.locator('.month-steps button').count()).to.equal(0);
    await inspect(visited, 'month-auditor-zh');
    await page.goto('/board?period=2026-06');
    await page.getByRole('link', { name: '艾克美' }).waitFor();
    await inspect(visited, 'board-zh');
    await page.context().close();
  });

  it('moves a month on from its rejected rows to its closing, and shows all clients as a board', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    const step = (name: string) =>
      page.locator('.month-steps > li').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });
    await page.getByRole('link', { name: 'Board' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'All clients, step by step' }).waitFor();
    await inspect(visited, 'board');
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(visited, 'board-360');
    await page.emulateMedia({ colorScheme: 'dark' });
    await inspect(visited, 'board-360-dark');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Acme', exact: true }).press('Enter');
    await step('Rejected rows').getByText('to do').waitFor();
    await inspect(visited, 'month-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await step('Rejected rows').getByRole('link', { name: /Mend/ }).first().press('Enter');
    await page.getByRole('textbox', { name: 'client, row 4' }).fill('ACME');
    await page.getByRole('button', { name: 'Import mended rows (1)' }).press('Enter');
    await page.getByText('Rows taken: 1, rejected again: 0.').waitFor();
    const again = page.getByRole('region', { name: `Rejected again in batch ${batch + 1}` });
    await again.getByRole('textbox', { name: 'promised, row 3' }).fill('2026-06-20T12:00:00Z');
    await again.getByRole('button', { name: 'Import mended rows (1)' }).press('Enter');
    await again.waitFor({ state: 'detached' });
    await page.goto('/clients/ACME/month?period=2026-06');
    await step('Rejected rows').getByText('done').waitFor();
    // The next step is the main button, and the closing says what comes before it.
    expect(await page.locator('main .main').allTextContents()).to.deep.equal(['Evaluate ACME 2026-06']);
    await step('Closing').getByText('Evaluate it first').waitFor();
    expect(await step('Closing').getByRole('button', { name: 'Close' }).isDisabled()).to.equal(true);
    await page.goto('/clients/ACME?period=2026-06');
    await page.getByText('Facts came in after the evaluation.').waitFor();
    await inspect(visited, 'overview-outdated');
    await page.goto('/board?period=2026-06');
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Acme', exact: true }) });
    await row.getByRole('button', { name: 'Evaluate' }).press('Enter');
    await row.getByRole('link', { name: 'Close the month' }).press('Enter');
    await step('Figures').getByText('done').waitFor();
    await step('Comment').getByRole('button', { name: 'Write a comment' }).click();
    await page.getByRole('dialog').getByLabel('Comment', { exact: true }).fill('The road was flooded.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await step('Comment').getByText('Comments: 1').waitFor();
    await inspect(visited, 'month');
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(visited, 'month-360');
    await step('Closing').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await step('Closing').getByText('done').waitFor();
    expect(await page.locator('main .main').allTextContents()).to.deep.equal(['Record a signature on paper']);
    await inspect(visited, 'month-closed-360');
    await page.context().close();
  });

  it('records a signature on the day that it is where the firm is, wherever the browser is', async () => {
    const far = { timezoneId: 'Pacific/Kiritimati' };
    const { page } = await signIn(served.browser, served.service, served.keys.manager, far);
    await page.clock.setFixedTime(new Date('2026-07-10T12:00:00Z'));
    await page.goto('/clients/ACME/month?period=2026-06');
    await page.getByRole('button', { name: 'Record a signature on paper' }).click();
    const dialog = page.getByRole('dialog');
    expect(await page.evaluate('new Date().getDate()')).to.equal(11);
    expect(await dialog.getByLabel(/^Day beside the signature/).inputValue()).to.equal('2026-07-10');
    await dialog.getByLabel('Who signed for the client').fill('Wang Fang');
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Signed by Wang Fang.').waitFor();
    await page.context().close();
  });

  it('lists how a period stands for all clients, a page at a time, and begins with the month of the board', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto('/board');
    const shown = await page.getByRole('combobox', { name: 'Period' }).inputValue();
    await page.route('**/api/v1/periods?period=*', route =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/limit=\d+/, 'limit=1'),
      }),
    );
    await page.getByRole('link', { name: 'Periods', exact: true }).press('Enter');
    const rows = page.getByRole('region', { name: shown, exact: true }).locator('tbody tr');
    await rows.first().waitFor();
    expect([await page.getByRole('combobox', { name: 'Period' }).inputValue(), await rows.count()]).to.deep.equal([shown, 1]);
    await page.getByRole('button', { name: 'Show more', exact: true }).press('Enter');
    await rows.nth(1).waitFor();
    expect(await page.getByRole('button', { name: 'Show more', exact: true }).count()).to.equal(0);
    await inspect(visited, 'periods-all');
    await page.context().close();
  });

  it('leads the keyboard through a month and the form of a contract in the order in which they are read', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.manager);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto('/clients/ACME/month?period=2026-06');
      await page.locator('.month-steps').waitFor();
      expect(await walkWithTab(page), `stops of a month at ${width}`).to.be.above(8);
      await page.goto('/rules?form=contract');
      await page.getByRole('button', { name: 'Add a group' }).click();
      await page.getByText('How it is counted').click();
      expect(await walkWithTab(page), `stops of a contract at ${width}`).to.be.above(15);
    }
    await page.context().close();
  });

  it('shows a client no steps', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.client);
    expect(await page.getByRole('link', { name: /^(Month|Board)$/ }).count()).to.equal(0);
    for (const address of ['/board', '/clients/ACME/month?period=2026-05', `/imports/${batch}/rejects`]) {
      await page.goto(address);
      await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    }
    await page.context().close();
  });
});
