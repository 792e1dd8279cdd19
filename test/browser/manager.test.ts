import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

const head = 'client,no,line,site,promised,delivered,consignee\n';
const file = (name: string, rows: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(head + rows) });
const jobs = 'jobs:\n  - { id: nightly, does: evaluate, with: { period: previous month } }\n';

requires('chromium', 'pages for a quality manager', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages({ 'config/jobs.yaml': jobs });
  });
  after(() => served.close());

  for (const [language, words] of [
    ['en', { title: 'Portfolio', metric: 'On-time delivery rate', missing: 'beta_sha', worst: ['Beta', 'Acme'] }],
    ['zh', { title: '客户总览', metric: '货物准时送达率', missing: 'beta_sha', worst: ['贝塔', '艾克美'] }],
  ] as const)
    it(`sees all clients at once, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
      await page.goto('/portfolio?period=2026-06');
      const row = page.locator('.heat-map tbody tr').filter({ hasText: words.metric }).first();
      await row.waitFor();
      expect(await row.locator('td').count()).to.equal(2);
      await inspect(visited, `portfolio-${language}`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await inspect(visited, `portfolio-${language}-dark`);
      expect(await page.locator('section[aria-label] table.gaps tbody th').allTextContents()).to.deep.equal(words.worst);
      await row.locator('td a').first().click();
      await page.getByRole('heading', { level: 1, name: words.metric }).waitFor();
      expect(await page.title()).to.contain(words.metric);
      await page.locator('.chart canvas').waitFor();
      await page.context().close();
    });

  it('says of a period that nobody evaluated that it was not, never that nothing is missed', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.manager);
    for (const path of [
      '/portfolio',
      '/clients/ACME',
      '/clients/ACME/figures',
      '/clients/ACME/improvement',
      '/clients/ACME/metrics/on_time_delivery',
    ]) {
      await page.goto(`${path}?period=2031-01`);
      await page.getByText('Not evaluated yet: there are no figures').waitFor();
      expect(await page.locator('main').textContent(), path).not.to.match(/No standard is missed|your key may see/);
    }
    await page.context().close();
  });

  it('tries a file, sees its rejects in place, and imports the corrected one', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.getByRole('link', { name: 'Imports' }).click();
    await page.getByLabel('Layout').selectOption('beta_secret');
    await page.locator('input[type=file]').setInputFiles(file('july.csv', 'ACME,J1,1,SHA,2026-07-03T12:00:00Z,31/02/2026,\n'));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Nothing has been imported').waitFor();
    expect(await page.locator('.rejects').textContent()).to.contain('31/02/2026');
    await inspect(visited, 'import-preview');
    await page
      .locator('input[type=file]')
      .setInputFiles(file('may.csv', 'ACME,M1,1,SHA,2026-05-20T12:00:00Z,2026-05-20T11:00:00Z,\n'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText(/Batch \d+ was imported/).waitFor();
    expect(await page.locator('main').textContent()).to.contain('Touches closed periods');
    await page.getByRole('row').filter({ hasText: 'may.csv' }).waitFor();
    await inspect(visited, 'imported');
    await page.context().close();
  });

  it('closes a month with a waiver, and reopens it', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto('/periods?period=2026-06');
    const row = page.getByRole('row').filter({ hasText: 'Beta' }).first();
    await row.getByRole('button', { name: 'Details' }).click();
    const details = page.locator('.period-details');
    expect(await details.textContent()).to.match(/beta_sha \(.*\): missing/);
    await inspect(visited, 'periods');
    await row.getByRole('button', { name: 'Close' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await dialog.getByRole('alert').textContent()).to.contain('beta_sha');
    expect(await row.textContent()).to.contain('provisional');
    await inspect(visited, 'closing-refused');
    await dialog.getByLabel(/beta_sha/).fill('the gate was closed');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await row.getByText('closed', { exact: true }).waitFor();
    expect(await dialog.count()).to.equal(0);
    expect(await details.textContent()).to.contain('Go without beta_sha: the gate was closed');
    await row.getByRole('button', { name: 'Reopen' }).click();
    await dialog.getByLabel('Reason').fill('late receipts');
    await dialog.getByRole('button', { name: 'Reopen' }).click();
    await row.getByText('reopened', { exact: true }).waitFor();
    expect((await details.locator('ol > li').allTextContents()).join('\n')).to.match(/closed: .*,.*reopened: .*, late receipts/s);
    expect(await row.getByRole('button', { name: 'Close' }).isVisible()).to.equal(true);
    await inspect(visited, 'reopened');
    await page.context().close();
  });

  it('answers a dispute, whose exclusion shows beside the raw value', async () => {
    const opened = await served.service.ask('/clients/ACME/disputes', {
      method: 'POST',
      key: served.keys.client,
      body: {
        period: '2026-06',
        metrics: ['on_time_delivery'],
        facts: ['A200'],
        text: 'The road was flooded.',
        evidence: 'notice 4',
      },
    });
    expect(opened.status).to.equal(201);
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.getByRole('link', { name: 'Disputes' }).click();
    await page.getByText('The road was flooded.').waitFor();
    await inspect(visited, 'disputes-manager');
    await page.getByRole('button', { name: 'Answer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').selectOption('AO');
    await dialog.getByLabel('Answer').fill('The road was closed by the police.');
    await dialog.getByRole('button', { name: 'Show what it would change' }).click();
    await dialog.getByRole('row').filter({ hasText: 'On-time delivery rate' }).first().waitFor();
    await inspect(visited, 'dispute-answer');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('The dispute was accepted').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByText('The road was closed by the police.').waitFor();
    expect(await page.locator('.disputes').textContent()).to.contain('accepted');
    await evaluateClients(served.service.running.workspace.deps(), { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    await page.goto('/clients/ACME/figures?period=2026-06');
    await page.getByRole('heading', { name: 'Exclusions' }).waitFor();
    expect(await page.locator('article.tile').filter({ hasText: 'On-time delivery rate' }).first().textContent()).to.contain(
      '1 excluded',
    );
    await inspect(visited, 'client-excluded');
    await page.goto('/clients/ACME/metrics/on_time_delivery?period=2026-06');
    await page.getByText('Facts excluded: 1.').waitFor();
    expect(await page.locator('.side-by-side').textContent()).to.contain('Before exclusions');
    await page.getByText('How it was computed').click();
    await page.locator('details.card[open] pre.excerpt').waitFor();
    await inspect(visited, 'metric-excluded');
    await page.getByRole('checkbox', { name: 'Select A201' }).check();
    await page.getByRole('button', { name: 'Exclude the selected facts (1)' }).click();
    expect(await page.getByLabel('Numbers of facts').inputValue()).to.equal('A201');
    await page.locator('dialog .chosen').getByText('On-time delivery rate').waitFor();
    await page.context().close();
  });

  it('is offered the failed facts of a dispute that names none', async () => {
    const opened = await served.service.ask('/clients/ACME/disputes', {
      method: 'POST',
      key: served.keys.client,
      body: { period: '2026-06', metrics: ['on_time_delivery'], text: 'That cannot be.' },
    });
    expect(opened.status).to.equal(201);
    expect(await opened.json())
      .to.have.property('failed')
      .that.has.lengthOf(1);
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.getByRole('link', { name: 'Disputes' }).click();
    const card = page.locator('.disputes > li').filter({ hasText: 'That cannot be.' });
    await card.getByRole('button', { name: 'Answer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('group', { name: 'Facts that fail “On-time delivery rate”' }).waitFor();
    await dialog.getByRole('checkbox', { name: 'A201' }).check();
    expect(await dialog.getByLabel('Facts to leave out').inputValue()).to.equal('A201');
    await inspect(visited, 'dispute-answer-offered');
    await dialog.getByRole('checkbox', { name: 'A201' }).uncheck();
    expect(await dialog.getByLabel('Facts to leave out').inputValue()).to.equal('');
    await dialog.getByRole('checkbox', { name: 'A201' }).check();
    await dialog.getByLabel('Reason').selectOption('AO');
    await dialog.getByLabel('Answer').fill('One of them is right.');
    await dialog.getByRole('button', { name: 'Show what it would change' }).click();
    await dialog.getByRole('row').filter({ hasText: 'On-time delivery rate' }).first().waitFor();
    await dialog.getByRole('radio', { name: 'Refuse' }).check();
    await dialog.getByRole('button', { name: 'Refuse' }).click();
    await card.locator('.state-refused').waitFor();
    await page.context().close();
  });

  for (const [language, words] of [
    [
      'en',
      {
        ask: 'Request an exclusion',
        numbers: 'Numbers of facts',
        evidence: /What shows it/,
        show: 'Show what it would change',
        metric: 'On-time delivery rate',
        sure: 'Request it',
        asked: 'Somebody else has to approve it',
        close: 'Close',
        own: 'You requested this: somebody else decides it.',
        approve: 'Approve',
        approved: 'It was approved.',
        proposed: 'Revision 3 is proposed',
        number: 'A100',
      },
    ],
    [
      'zh',
      {
        ask: '申请剔除',
        numbers: '事实编号',
        evidence: /依据/,
        show: '显示影响',
        metric: '货物准时送达率',
        sure: '提交申请',
        asked: '须由他人批准',
        close: '关闭',
        own: '该申请由您提出，须由他人审批。',
        approve: '批准',
        approved: '已批准。',
        proposed: '并提议第 3 版',
        number: 'A110',
      },
    ],
  ] as const)
    it(`asks for an exclusion whose effect is shown first, and somebody else approves it, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.goto('/clients/ACME/exclusions');
      await page.getByRole('button', { name: words.ask }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.numbers).fill(words.number);
      await dialog.locator('select').first().selectOption('on_time_delivery');
      await dialog.locator('select').nth(1).selectOption('AO');
      await dialog.getByLabel(words.evidence).fill('notice 5');
      expect(await dialog.getByRole('button', { name: words.sure }).count()).to.equal(0);
      await dialog.getByRole('button', { name: words.show }).click();
      await dialog.getByRole('row').filter({ hasText: words.metric }).first().waitFor();
      await inspect(visited, `exclusion-tried-${language}`);
      await dialog.getByRole('button', { name: words.sure }).click();
      await dialog.getByText(words.asked).waitFor();
      await dialog.getByRole('button', { name: words.close }).click();
      const card = page.locator('.disputes > li').filter({ hasText: words.number });
      await card.getByText(words.own).waitFor();
      expect(await card.getByRole('button').count()).to.equal(0);
      await inspect(visited, `exclusion-asked-${language}`);
      await page.context().close();

      const other = await signIn(served.browser, served.service, served.keys.admin, { language });
      await other.page.goto('/exclusions?show=waiting');
      await other.page.getByRole('button', { name: words.approve }).click();
      const deciding = other.page.getByRole('dialog');
      await deciding.getByRole('row').filter({ hasText: words.metric }).first().waitFor();
      await deciding.getByRole('button', { name: words.approve }).click();
      await deciding.getByText(words.approved).waitFor();
      expect(await deciding.textContent()).to.contain(words.proposed);
      await inspect(other, `exclusion-approved-${language}`);
      await other.page.context().close();
    });

  it('an agreed value is asked for on a phone, and approved and revoked by somebody else', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager, { viewport: { width: 360, height: 740 } });
    const { page } = visited;
    await page.goto('/clients/ACME/exclusions?list=overrides');
    await page.getByRole('button', { name: 'Request an override' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('select').first().selectOption('on_time_delivery');
    await dialog.locator('select').nth(1).selectOption('2026-07');
    await dialog.getByRole('textbox', { name: 'Value' }).fill('99');
    await dialog.getByLabel('Why').fill('recounted together');
    await dialog.getByRole('button', { name: 'Show what it would change' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox', { name: 'Value' }).fill('99%');
    await dialog.getByRole('button', { name: 'Show what it would change' }).click();
    await dialog.locator('table.effect').waitFor();
    await inspect(visited, 'override-phone');
    await dialog.getByRole('button', { name: 'Request it' }).click();
    await dialog.getByText('Somebody else has to approve it').waitFor();
    await page.context().close();

    const { page: others } = await signIn(served.browser, served.service, served.keys.admin);
    await others.goto('/exclusions?list=overrides');
    for (const [way, done] of [
      ['Approve', 'It was approved.'],
      ['Revoke', 'The calculated value counts again.'],
    ] as const) {
      await others.getByRole('button', { name: way }).click();
      await others.getByRole('dialog').locator('table.effect').waitFor();
      await others.getByRole('dialog').getByLabel('Why').fill('recounted once more');
      await others.getByRole('dialog').getByRole('button', { name: way }).click();
      await others.getByText(done).waitFor();
      await others.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    }
    await others.getByText('revoked', { exact: true }).first().waitFor();
    await others.context().close();
  });

  it('tries a job and reads its history', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByRole('button', { name: 'Dry run nightly' }).click();
    await page.getByText('Nothing was done').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'nightly' }).textContent()).to.match(/evaluates.*by hand or in a chain/);
    await inspect(visited, 'jobs');
    await page.setViewportSize({ width: 390, height: 844 });
    const right = await page.getByRole('button', { name: 'Run now nightly' }).boundingBox();
    expect((right?.x ?? 391) + (right?.width ?? 0), 'the right edge of a row’s button').to.be.at.most(390);
    await inspect(visited, 'jobs-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'nightly' }).click();
    await page.getByRole('heading', { name: 'Runs of nightly' }).waitFor();
    await inspect(visited, 'job');
    await page.context().close();
  });

  it('who is bound to a client is not shown what concerns the whole firm', async () => {
    const { page } = await signIn(served.browser, served.service, served.keys.bound);
    const ways = await page.locator('nav.ways a').allTextContents();
    expect(ways).to.deep.equal([
      'Portfolio',
      'Board',
      'Clients',
      'Imports',
      'Periods',
      'Disputes',
      'Exclusions',
      'Audit',
      'Help',
    ]);
    await page.context().close();
  });
});
