import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { en, filled } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';
import { type Serving, serving } from '../api/serving.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { requires } from '../support/requires.js';
import { buildPages, builtPages, inspect, openBrowser, signIn, type Visit } from './browsing.js';

const settings = `time_zone: Europe/Berlin
clients:
  - { code: KAS, name: Kaiser Möbel GmbH }
`;

const contract = `contracts:
  - id: kas-2026
    client: KAS
    from: 2026-01-01
    measures:
      - group: Lieferung
        metrics:
          - { metric: damage_free_delivery, at_least: "95%" }
          - { metric: transport_damage_rate, at_most: "1%" }
`;

/** Forty deliveries of ten pieces in March, of which one is open. */
const deliveries = `Lieferschein;Kunde;Zugesagt am;Zugestellt am;Status;Liefermenge
${Array.from({ length: 40 }, (_, i) => `L-${i + 1};Kaiser Möbel GmbH;05.03.2026 12:00;${i === 39 ? ';unterwegs' : '05.03.2026 10:00;zugestellt'};10\n`).join('')}`;

/** Five pieces of two shipments; what was late or not damaged names no quantity. */
const complaints = `Reklamationsnr;Lieferschein;Kunde;Eingegangen am;Grund;Beschädigte Menge
R-1;L-3;Kaiser Möbel GmbH;06.03.2026 09:00;Bruch;2
R-2;L-4;Kaiser Möbel GmbH;06.03.2026 09:30;Verspätung;
R-3;L-9;Kaiser Möbel GmbH;07.03.2026 11:00;Bruch;3
R-4;L-9;Kaiser Möbel GmbH;08.03.2026 11:00;Verspätung;-
`;

/** The same deliveries with a column that is empty where nothing was damaged. */
const withColumn = deliveries
  .replaceAll('L-', 'M-')
  .replace('Zugestellt am', 'Geliefert am')
  .split('\n')
  .map((line, i) => (line === '' ? '' : `${line};${i === 0 ? 'Beschädigt' : i === 3 ? '2' : ''}`))
  .join('\n');

requires('chromium', 'damage that is written down only where there was some', () => {
  let service: Serving;
  let browser: Browser;
  let key: string;
  before(async function () {
    this.timeout(180_000);
    buildPages();
    const files = { 'plumbline.yaml': settings, 'config/contracts/kas.yaml': contract };
    service = await serving(await smallWorkspace(files), { pages: builtPages });
    browser = await openBrowser();
    key = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(async () => {
    await browser.close();
    await service.close();
  });

  const { mapping: words, month } = en;

  async function inspectBoth(visited: Visit, name: string): Promise<void> {
    const { page } = visited;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 800 });
    // The head of the page would lie over a half of what it is scrolled to.
    await page.evaluate('scrollTo(0, 0)');
    await inspect(visited, `${name}-phone`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await inspect(visited, name);
  }

  const bring = async (page: Page, name: string, text: string): Promise<void> => {
    await page.goto('/imports/map');
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText(words.noErrors).waitFor();
  };
  const saveAndImport = async (page: Page, batch: number): Promise<void> => {
    await page.getByRole('button', { name: words.saveAndImport }).click();
    await page.getByText(filled(words.imported, { batch })).waitFor();
  };
  const figures = async (): Promise<readonly string[]> => {
    const [made] = await evaluateClients(service.running.workspace.deps(), { period: '2026-03', clients: ['KAS'], actor: 'lin' });
    return ['damage_free_delivery', 'transport_damage_rate'].map(id => {
      const found = made?.document.metrics.find(({ metric }) => metric === id);
      return found?.value == null ? 'no figure' : `${found.numerator}/${found.denominator}`;
    });
  };

  it('comes from a file of complaints and a rule of the contract, in the browser alone', async function () {
    this.timeout(180_000);
    const visited = await signIn(browser, service, key);
    const { page } = visited;
    await bring(page, 'maerz.csv', deliveries);
    await page.getByText(filled(words.noLosses, { fields: 'Damaged quantity, Lost quantity' })).click();
    await page.getByRole('link', { name: 'kas-2026' }).waitFor();
    await inspectBoth(visited, 'no-damage-column');
    await saveAndImport(page, 1);
    expect(await figures()).to.deep.equal(['no figure', 'no figure']);
    await bring(page, 'reklamationen.csv', complaints);
    await page.getByText(words.lossesUnused).waitFor();
    expect(await page.getByLabel(filled(words.lossesToo, { columns: 'Beschädigte Menge' })).isChecked()).to.equal(true);
    await inspectBoth(visited, 'complaints-with-damage');
    await saveAndImport(page, 2);
    await page.getByRole('link', { name: words.lossesNext }).press('Enter');
    await page.getByText(words.lossesAlone).waitFor();
    await page.getByText(words.noErrors).waitFor();
    await inspectBoth(visited, 'damage-of-complaints');
    await saveAndImport(page, 3);
    expect(await figures()).to.deep.equal(['0/2', 'no figure']);
    // What the month says leads to the rule.
    await page.goto('/clients/KAS/month?period=2026-03');
    await page.getByText(month.lossesOpen).waitFor();
    await inspectBoth(visited, 'month-without-damage');
    await page.getByRole('link', { name: filled(month.lossesContract, { contract: 'kas-2026' }) }).click();
    await page.getByRole('button', { name: en.forms.contract.counting.noneLosses }).press('Enter');
    await page.getByText(en.forms.contract.counting.lossesNone).waitFor();
    await inspectBoth(visited, 'contract-none-recorded');
    await page.getByLabel(en.configuration.why, { exact: true }).fill('agreed');
    await page.getByRole('button', { name: en.configuration.save, exact: true }).click();
    await page.getByText(/Saved as change/).waitFor();
    expect(await figures()).to.deep.equal(['37/39', '5/390']);
    await page.context().close();
  });

  it('is not taken out by the deliveries that come again, and a blank cell means 0 where somebody says so', async function () {
    this.timeout(180_000);
    const visited = await signIn(browser, service, key, { language: 'zh' });
    const { page } = visited;
    await page.goto('/imports/map');
    const buffer = Buffer.from(withColumn);
    await page.locator('input[type=file]').setInputFiles({ name: 'april.csv', mimeType: 'text/csv', buffer });
    const blank = { field: '残损数量', blank: '39', rows: '40' };
    await page.getByText(filled(zh.mapping.blankIsOpen, blank)).waitFor();
    await page.getByRole('button', { name: zh.mapping.blankMeansNone }).press('Enter');
    await page.getByText(filled(zh.mapping.blankIsNone, blank)).waitFor();
    await page.getByText(zh.mapping.noErrors).waitFor();
    await page.locator('pre.excerpt', { hasText: 'missing: { const: 0 }' }).waitFor({ state: 'attached' });
    await inspectBoth(visited, 'blank-damage-zh');
    await page.getByRole('button', { name: zh.mapping.saveAndImport }).click();
    await page.getByText(filled(zh.mapping.imported, { batch: 4 })).waitFor();
    expect(await figures()).to.deep.equal(['75/78', '7/780']);
    await page.context().close();
  });
});
