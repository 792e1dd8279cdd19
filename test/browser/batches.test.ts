import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

const head = 'client,no,line,site,promised,delivered,consignee\n';
/** A delivery that nobody else speaks of in a month that is closed, one that is new, and two rejected rows. */
const june = `${head}ACME,W1,1,SHA,2026-05-20T12:00:00Z,2026-05-20T11:00:00Z,
ACME,W2,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,
ACME,W3,1,SHA,soon,2026-06-21T12:00:00Z,
ACME,W4,1,SHA,soon,2026-06-21T12:00:00Z,
`;

requires('chromium', 'a batch', () => {
  let served: Served;
  let batch = 0;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
    const sent = await served.service.ask('/imports?layout=beta_secret&file=june.csv', {
      method: 'POST',
      key: served.keys.manager,
      body: new TextEncoder().encode(june),
    });
    batch = ((await sent.json()) as { batches: { batch: number }[] }).batches[0]?.batch ?? 0;
  });
  after(() => served.close());

  it('is opened from the imports, which fit their page, in both languages; who may not withdraw it is not asked to', async () => {
    for (const language of ['en', 'zh'] as const) {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const address of ['/imports', '/board']) {
        await page.goto(address);
        await page.locator('main table').waitFor();
        await inspect(visited, `fits${address.replace('/', '-')}-${language}`);
        const cut = await page.locator('.table-scroll').evaluateAll(all => all.map(one => one.scrollWidth - one.clientWidth));
        expect(Math.max(...cut), `${address} ${language}`).to.be.at.most(1);
      }
      await page.goto('/imports');
      await page.locator(`a[href="/imports/${batch}"]`).press('Enter');
      await page.getByText('instant_unreadable').or(page.getByText('date_form_unknown')).first().waitFor();
      await inspect(visited, `batch-${language}`);
      expect(await page.locator('main button').count()).to.equal(0);
      await page.context().close();
    }
  });

  it('is withdrawn by an administrator, once it was shown what that takes back and which closed months it touches', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.admin);
    const { page } = visited;
    await page.goto(`/imports/${batch}`);
    await page.getByRole('button', { name: 'Show what would be taken back' }).press('Enter');
    await page.getByText('2 would be gone').waitFor();
    await page.getByText('ACME 2026-05').waitFor();
    await inspect(visited, 'batch-tried');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(visited, 'batch-tried-360-dark');
    await page.getByLabel('Why it is withdrawn').fill('wrong month');
    await page.getByRole('button', { name: `Withdraw batch ${batch}` }).press('Enter');
    await page.getByRole('link', { name: `withdrawn by batch ${batch + 1}` }).press('Enter');
    await page.getByRole('heading', { level: 1, name: `Batch ${batch + 1}` }).waitFor();
    await page.getByText('wrong month').waitFor();
    await inspect(visited, 'batch-withdrawal-360-dark');
    await page.context().close();
  });
});
