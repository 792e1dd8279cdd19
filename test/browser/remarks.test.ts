import { expect } from 'chai';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

requires('chromium', 'comments and sign-off on the pages', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());

  it('a manager writes a comment on the period and on a metric, changes one, and takes the other away', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    await page.goto('/clients/ACME?period=2026-05');
    const card = page.getByRole('region', { name: 'Comments' });
    await card.getByText('There are no comments.').waitFor();
    const write = async (text: string): Promise<void> => {
      await page.getByLabel('Comment', { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await card.getByRole('button', { name: 'Write a comment' }).click();
    await inspect(visited, 'comment-form');
    await write('Storm on two days.\n<b>SHA1</b> was shut.');
    await card.getByText('<b>SHA1</b> was shut.').waitFor();
    await card.getByRole('button', { name: 'Write a comment' }).click();
    await page.getByLabel('About').selectOption({ label: 'On-time delivery rate' });
    await write('98 % without the storm');
    await card.getByRole('button', { name: 'Edit the comment on The period' }).click();
    expect(await page.getByLabel('Comment', { exact: true }).inputValue()).to.equal('Storm on two days.\n<b>SHA1</b> was shut.');
    await write('Storm on three days.');
    await card.getByText('Storm on three days.').waitFor();
    await inspect(visited, 'comments-manager');
    await page.goto('/clients/ACME/metrics/on_time_delivery?period=2026-05');
    await page.getByText('98 % without the storm').waitFor();
    expect(await card.textContent()).not.to.contain('Storm on three days');
    await card.getByRole('button', { name: 'Edit the comment on On-time delivery rate' }).click();
    await write('');
    await card.getByText('There are no comments.').waitFor();
    await page.context().close();
  });

  for (const [language, words] of [
    [
      'en',
      {
        title: 'Sign-off',
        sign: 'Sign off',
        unsigned: 'Revision 2 is not signed off.',
        note: 'Note',
        signed: 'Revision 2 signed off by a client',
      },
    ],
    ['zh', { title: '签认', sign: '签认', unsigned: '第 2 版尚未签认。', note: '备注', signed: '第 2 版由 a client 签认' }],
  ] as const)
    it(`the client reads the comment and signs the closed revision, after it is asked once more, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.client, { language });
      const { page } = visited;
      await page.goto('/clients/ACME?period=2026-05');
      await page.getByText('Storm on three days.').waitFor();
      const card = page.getByRole('region', { name: words.title });
      if (language === 'en') {
        await card.getByText(words.unsigned).waitFor();
        await inspect(visited, `unsigned-${language}`);
        await card.getByRole('button', { name: words.sign }).click();
        await page.getByRole('dialog').getByText('cannot be taken back').waitFor();
        await inspect(visited, `sign-off-form-${language}`);
        await page.getByLabel(words.note).fill('as discussed');
        await page.getByRole('dialog').getByRole('button', { name: words.sign }).click();
      }
      await card.getByText(words.signed).waitFor();
      expect(await card.textContent()).to.contain('as discussed');
      expect(await card.getByRole('button').count()).to.equal(0);
      await inspect(visited, `signed-${language}`);
      // What is reopened cannot be signed.
      await page.goto('/clients/ACME?period=2026-06');
      await card.waitFor();
      expect(await card.getByRole('button').count()).to.equal(0);
      await page.context().close();
    });
});
