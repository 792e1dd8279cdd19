import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { configEn } from '../../src/web/words/en-config.js';
import { configZh } from '../../src/web/words/zh-config.js';
import { requires } from '../support/requires.js';
import { inspect, signIn } from './browsing.js';
import { type Served, servedPages } from './served.js';

const file = 'config/standards/acme.yaml';
const text = (level: string): string =>
  `standards:\n  - { metric: on_time_delivery, at_least: "${level}", from: 2026-01-02, scope: { client: ACME }, reference: talk }\n`;

requires('chromium', 'pages where rules are changed', () => {
  let served: Served;
  before(async function () {
    this.timeout(180_000);
    served = await servedPages();
  });
  after(() => served.close());
  const onDisk = (): string => readFileSync(path.join(served.service.directory, file), 'utf8');

  for (const [language, { configuration: words }, level] of [
    ['en', configEn, '99.5%'],
    ['zh', configZh, '97.5%'],
  ] as const)
    it(`a manager writes a level, sees what it changes, and saves it with a reason, in ${language}`, async () => {
      const visited = await signIn(served.browser, served.service, served.keys.manager, { language });
      const { page } = visited;
      await page.goto('/rules');
      await page.getByText('plumbline.yaml', { exact: true }).waitFor();
      await inspect(visited, `rules-${language}`);
      await page.getByLabel(words.newFile).fill(file);
      await page.getByRole('button', { name: words.start, exact: true }).click();
      await page.getByLabel(words.text).fill(text(level).replace('on_time', 'on_tme'));
      await page.getByRole('button', { name: words.tryIt }).click();
      await page.getByText('rule_metric_unknown').waitFor();
      await page.getByLabel(words.text).fill(text(level));
      await page.getByRole('button', { name: words.tryIt }).click();
      await page.getByText(words.touchedOne.replace('{clients}', 'ACME')).waitFor();
      await page.locator('.effect').first().waitFor();
      await inspect(visited, `rules-tried-${language}`);
      await page.getByLabel(words.why).fill(`yearly talk, ${language}`);
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await page.getByRole('button', { name: words.back }).click();
      await page
        .getByRole('row')
        .filter({ hasText: `yearly talk, ${language}` })
        .first()
        .waitFor();
      expect(onDisk()).to.equal(text(level));
      await page
        .getByRole('button', { name: new RegExp(`^${words.show}`) })
        .first()
        .click();
      await page.getByText(words.isNow).waitFor();
      await inspect(visited, `rules-change-${language}`);
      await page.context().close();
    });

  it('says what differs where somebody wrote the file by hand meanwhile, and an earlier text is taken up again', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.manager);
    const { page } = visited;
    const { configuration: words } = configEn;
    await page.goto(`/rules?file=${encodeURIComponent(file)}`);
    await page.getByLabel(words.text).fill(text('90%'));
    writeFileSync(path.join(served.service.directory, file), text('91%'));
    await page.getByLabel(words.why).fill('softer');
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.getByText('config_changed_meanwhile').waitFor();
    expect(onDisk()).to.equal(text('91%'));
    await page.goto('/rules');
    await page
      .getByRole('button', { name: new RegExp(`^${words.show}`) })
      .last()
      .click();
    await page.getByRole('link', { name: new RegExp(words.bringBack) }).click();
    await page.getByText(words.unsaved).waitFor();
    await page.getByLabel(words.why).fill('as it was');
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.getByRole('button', { name: words.back }).waitFor();
    expect(onDisk()).to.equal(text('99.5%'));
    await page.context().close();
  });

  it('an auditor sees the files and the changes, and can change nothing', async () => {
    const visited = await signIn(served.browser, served.service, served.keys.auditor);
    const { page } = visited;
    await page.goto('/rules');
    await page.getByRole('row').filter({ hasText: 'as it was' }).first().waitFor();
    expect(await page.getByRole('link', { name: 'plumbline.yaml' }).count()).to.equal(0);
    expect(await page.getByLabel(configEn.configuration.newFile).count()).to.equal(0);
    await page.context().close();
  });
});
