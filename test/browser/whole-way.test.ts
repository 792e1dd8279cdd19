import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { createKey } from '../../src/app/keys/create.js';
import { workspaceToStart } from '../../src/app/workspace/workspace-to-start.js';
import { en, filled } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';
import { type Serving, serving } from '../api/serving.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';
import { englishOn } from './untranslated.js';
import { type Brought, filesOfInbox, filesOfMany } from './whole-way-files.js';

const choice = (within: Page | Locator, name: string): Locator => within.getByRole('combobox', { name, exact: true });

/** Who goes the way, in which language, with which clients and files. */
interface Traveller {
  readonly title: string;
  readonly language: 'en' | 'zh';
  readonly firm: string;
  readonly clients: readonly (readonly [code: string, en: string, zh: string])[];
  readonly files: readonly Brought[];
  readonly group: string;
  readonly said: string;
}

const travellers: readonly Traveller[] = [
  {
    title: 'from an empty folder to a hand-out that is signed, in the browser alone',
    language: 'en',
    firm: 'Harbour Logistics',
    clients: [
      ['ACME', 'Acme Foods', '艾克美食品'],
      ['QINGHE', 'Qinghe', '青禾'],
      ['NORDLYS', 'Nordlys', '北光'],
    ],
    files: filesOfMany,
    group: 'Delivery',
    said: 'One delivery was late.',
  },
  {
    title: 'the same way wholly in Chinese, from the inbox to a signature on paper',
    language: 'zh',
    firm: '海港物流',
    clients: [['QINGHE', '', '青禾食品']],
    files: filesOfInbox,
    group: '配送',
    said: '十三日一票因暴雨晚到。',
  },
];

for (const traveller of travellers)
  requires('chromium', traveller.title, () => {
    const { language, firm, clients, files, group, said } = traveller;
    const words = { en, zh }[language];
    const { mapping, forms, month } = words;
    const [[first, ...names]] = clients as readonly [Traveller['clients'][number]];
    const named = names[language === 'en' ? 0 : 1] ?? '';
    let service: Serving;
    let browser: Browser;
    let visited: Visit;
    let page: Page;
    const english: string[] = [];
    before(async function () {
      this.timeout(120_000);
      buildPages();
      const start = mkdtempSync(path.join(tmpdir(), 'plumbline-whole-way-'));
      const { directory } = await workspaceToStart({ start, named: 'new', language });
      service = await serving(directory, { pages: builtPages });
      browser = await openBrowser();
      const { key } = await createKey(service.running.workspace.deps(), {
        role: 'admin',
        clients: [],
        name: 'root',
        person: 'root',
        actor: 'root',
      });
      const context = await browser.newContext({ baseURL: service.base, locale: language === 'zh' ? 'zh-CN' : 'en-GB' });
      page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const faults: string[] = [];
      page.on('pageerror', error => faults.push(error.message));
      visited = { page, faults };
      await page.goto(`/#link=${service.running.service.oneTimeLinks.make(key)}`);
    });
    after(async () => {
      await browser.close();
      await service.close();
    });
    /** Reads the page, where it has to be in Chinese alone. */
    const read = async (where: string): Promise<void> => {
      if (language === 'en') return;
      const own = [...clients.flat(), ...files.flatMap(({ layout, name }) => [layout, name, path.basename(name)]), 'Lin'];
      for (const text of await englishOn(page, [
        ...own.filter(one => one !== ''),
        firm,
        group,
        said,
        `${first.toLowerCase()}-2026`,
      ]))
        english.push(`${where}: ${text}`);
    };
    const save = async (why: string): Promise<void> => {
      await page.getByLabel(words.configuration.why).fill(why);
      await page.getByRole('button', { name: words.configuration.save, exact: true }).click();
      await page.getByRole('button', { name: words.configuration.back }).waitFor();
      await read('what was saved');
      await page.getByRole('button', { name: words.configuration.back }).click();
      await page.getByRole('heading', { name: forms.title }).waitFor();
    };

    it('four questions are answered, and the clients are listed', async () => {
      await page.getByLabel(words.firstSteps.organisation).waitFor();
      await read('the first page');
      await page.getByLabel(words.firstSteps.organisation).fill(firm);
      await page.getByLabel(words.firstSteps.name, { exact: true }).fill('Lin');
      await page.getByLabel(words.firstSteps.timeZone).fill('UTC');
      await page.getByRole('button', { name: words.firstSteps.answer }).click();
      await page.getByText(firm).first().waitFor();
      await page.getByRole('link', { name: words.firstSteps.client }).click();
      for (const [i, [code, english, chinese]] of clients.entries()) {
        await page.getByLabel(forms.fields.code).fill(code);
        await page.getByLabel(forms.fields.en, { exact: true }).fill(english);
        await page.getByLabel(forms.fields.zh, { exact: true }).fill(chinese);
        await read('the form of a client');
        await save(language === 'en' ? 'our clients' : '我们的客户');
        if (i < clients.length - 1) await page.getByRole('link', { name: forms.begin.client }).click();
      }
      await read('the rules');
    });

    it('files of unlike systems are mapped and imported', async function () {
      this.timeout(240_000);
      for (const [i, { name, content, layout, isInInbox = false, say }] of files.entries()) {
        const buffer = await content();
        if (isInInbox) {
          const file = path.join(service.directory, 'inbox', name);
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, buffer);
          // A file that was written just now may still be written.
          const before = new Date(Date.now() - 60_000);
          utimesSync(file, before, before);
        }
        await page.getByRole('link', { name: words.nav.imports, exact: true }).click();
        await page.getByRole('link', { name: mapping.newForm }).click();
        if (isInInbox) {
          const inbox = page.getByRole('region', { name: mapping.inboxTitle });
          await inbox.getByText(name).waitFor();
          await inspect(visited, `whole-way-inbox-${language}`);
          await read('the inbox');
          await inbox.getByRole('button', { name: `${mapping.mapShort}: ${name}` }).click();
        } else await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
        const trial = page.getByRole('region', { name: mapping.trial });
        await trial.waitFor();
        await read('the columns');
        await say?.(page, trial, words);
        await trial.getByText(mapping.noErrors).waitFor();
        await page.getByLabel(mapping.name).fill(layout);
        await read('the trial');
        await page.getByRole('button', { name: mapping.saveAndImport }).click();
        await page.getByText(filled(mapping.imported, { batch: i + 1 })).waitFor();
        await read('what was imported');
        if (isInInbox) {
          await page.goto('/imports/map');
          await page.getByText(mapping.drop).waitFor();
          await page.waitForLoadState('networkidle');
          expect(await page.getByText(name).count()).to.equal(0);
        }
      }
    });

    it('contracts are agreed', async function () {
      this.timeout(120_000);
      for (const [code] of clients) {
        await page.getByRole('link', { name: words.nav.configuration }).click();
        await page.getByRole('link', { name: forms.begin.contract }).click();
        await page.getByLabel(forms.contract.id).fill(`${code.toLowerCase()}-2026`);
        await choice(page, words.client).selectOption(code);
        await page.getByLabel(forms.contract.from).fill('2026-01-01');
        // Before any month has figures, what most contracts agree is proposed.
        await page.getByLabel(forms.contract.level, { exact: true }).first().fill('80%');
        await page.getByRole('button', { name: words.configuration.tryIt }).click();
        await page.locator('.changed-lines').waitFor();
        await read('a contract');
        await save(language === 'en' ? 'the agreement' : '双方约定');
      }
      const { ok, faults } = await checkConfig(service.directory);
      expect([ok, faults]).to.deep.equal([true, []]);
      expect(readdirSync(path.join(service.directory, 'config', 'layouts'))).to.include.members(
        files.map(({ layout }) => `${layout}.yaml`),
      );
    });

    it('the first page says how far it is, and leads to the first month', async () => {
      await page.goto('/portfolio');
      const list = page.getByRole('region', { name: words.firstSteps.title });
      await list.waitFor();
      expect(await list.locator('.step-done').count()).to.equal(4);
      await list.getByText(filled(words.firstSteps.dataOf, { done: clients.length, of: clients.length })).waitFor();
      await inspect(visited, `whole-way-steps-${language}`);
      await read('the first steps');
      await list.locator('[aria-current=step]').getByRole('link', { name: words.firstSteps.month }).click();
      await page.getByRole('heading', { name: month.boardTitle }).waitFor();
      expect(await choice(page, words.period).inputValue()).to.equal('2026-10');
    });

    const step = (name: string): Locator =>
      page.locator('.month-steps > li').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });

    it('the month is evaluated, commented on and closed', async function () {
      this.timeout(120_000);
      await inspect(visited, `whole-way-board-${language}`);
      await read('the board');
      await page.getByRole('link', { name: named }).first().click();
      await step(month.steps.figures).getByRole('button', { name: month.evaluate }).click();
      await step(month.steps.figures).getByText(month.states.done).waitFor();
      if (clients.length > 1) {
        await page.goto('/portfolio');
        await page.getByText(filled(words.firstSteps.evaluatedOf, { period: '2026-10', done: 1, of: clients.length })).waitFor();
        await inspect(visited, `whole-way-steps-evaluated-${language}`);
        await page.goto(`/clients/${first}/month?period=2026-10`);
      }
      await step(month.steps.comment).getByRole('button').first().click();
      await page.getByRole('dialog').locator('textarea').fill(said);
      await read('a comment');
      await page.getByRole('dialog').getByRole('button', { name: words.comments.save }).click();
      await step(month.steps.comment)
        .getByText(filled(month.comments, { count: 1 }))
        .waitFor();
      await step(month.steps.closing).getByRole('button', { name: words.periods.close }).click();
      await read('the closing');
      await page.getByRole('dialog').getByRole('button', { name: words.periods.close }).click();
      await step(month.steps.closing).getByText(month.states.done).waitFor();
      await inspect(visited, `whole-way-month-${language}`);
      await read('the month');
      await page.goto('/portfolio');
      await page.getByText(words.portfolio.heatMap).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByText(words.firstSteps.title).count()).to.equal(0);
      await page.goto(`/clients/${first}/month?period=2026-10`);
    });

    if (language === 'en') {
      it('it is handed to a key of the client, who reads it in Chinese and signs it, and the month is done', async () => {
        await page.getByRole('link', { name: words.nav.keys }).click();
        await choice(page, words.client).selectOption(first);
        await page.getByLabel(words.keys.keyName).fill('Acme');
        await page.getByRole('button', { name: words.keys.create }).click();
        const clientKey = (await page.locator('code.secret').innerText()).trim();
        const client = await signIn(browser, service, clientKey, { language: 'zh' });
        await client.page.getByText(said).waitFor();
        await inspect(client, 'whole-way-handout-zh');
        const card = client.page.getByRole('region', { name: zh.signOff.title });
        await card.getByRole('button', { name: zh.signOff.sign }).click();
        await client.page.getByRole('dialog').getByRole('button', { name: zh.signOff.sign }).click();
        await client.page.getByRole('dialog').waitFor({ state: 'detached' });
        await card.getByText(filled(zh.signOff.signed, { revision: 1, by: 'Acme' })).waitFor();
        await client.page.context().close();
        await page.goto(`/clients/${first}/month?period=2026-10`);
        await page.getByText(filled(month.signedBy, { by: 'Acme' })).waitFor();
      });
      return;
    }

    it('the hand-out is signed on paper, and the month is done', async () => {
      await step(month.steps.signed).getByRole('button', { name: words.signOff.record }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.signOff.signatory).fill('Lin');
      await dialog.getByRole('button', { name: words.signOff.recordIt }).click();
      await dialog.locator('.faults').waitFor();
      await inspect(visited, 'whole-way-paper-wrong');
      await read('a signature that is refused');
      await dialog.getByLabel(words.signOff.signatory).fill('王芳');
      await dialog.getByLabel(words.signOff.paperNote).fill('原件在三号柜');
      await dialog.getByRole('button', { name: words.signOff.recordIt }).click();
      await page.getByText(filled(month.signedBy, { by: '王芳' })).waitFor();
      await page.goto(`/clients/${first}?period=2026-10`);
      await page.getByText(filled(words.signOff.signed, { revision: 1, by: '王芳' })).waitFor();
      await inspect(visited, 'whole-way-signed-on-paper');
      await read('the hand-out');
    });

    it('no word of English was on any page, nor is on those beside the way', async function () {
      this.timeout(120_000);
      const own = ['figures', 'improvement', 'scorecards', 'disputes', 'exclusions', 'surveys', 'metrics/on_time_delivery'];
      const places = [
        'portfolio',
        'clients',
        'imports',
        'periods',
        'disputes',
        'exclusions',
        'surveys',
        'weights',
        'jobs',
        'audit',
      ];
      for (const place of [...places, 'keys', ...own.map(name => `clients/${first}/${name}`)]) {
        await page.goto(`/${place}?period=2026-10`);
        await page.locator('main#main h1').first().waitFor();
        await read(place);
      }
      expect(english).to.deep.equal([]);
    });
  });
