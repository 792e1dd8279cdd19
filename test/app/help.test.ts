import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { helpList, helpPage } from '../../src/app/help/help.js';
import { allPages } from '../../src/app/help/all-pages.js';
import { exampleOf } from '../../src/app/help/field-examples.js';
import { factKinds } from '../../src/facts/kinds.js';
import { searchHelp } from '../../src/app/help/search-help.js';
import { buildPages } from '../browser/browsing.js';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('the help', () => {
  before(buildPages);

  it('lists its pages with titles and readers', async () => {
    const { pages } = await helpList('en');
    expect(pages.map(({ page }) => page)).to.include.members(['client', 'quality-manager', 'glossary', 'messages', 'operator']);
    expect(pages[0]).to.deep.include({ page: 'client', title: 'For clients: reading your scorecard', readers: 'clients' });
  });

  it('gives a page whole with its contents, and a long one by the chapter of a section', async () => {
    const client = await helpPage('client', 'en', 'if-you-disagree');
    expect(client).to.deep.include({ at: 'if-you-disagree', language: 'en' });
    expect(client?.html).to.contain('<h2 id="at-how-to-read-the-figures">').and.to.contain('id="at-if-you-disagree"');
    const message = await helpPage('messages', 'en', 'path_unknown');
    expect(message?.html).to.contain('<details id="at-path_unknown">');
    expect(message?.html).not.to.contain('id="at-action_unknown"');
    const inChinese = await helpPage('messages', 'zh', 'path_unknown');
    expect(inChinese?.language).to.equal('zh');
    expect(inChinese?.html)
      .to.contain('<details id="at-path_unknown">')
      .and.to.match(/\p{Script=Han}/u);
    expect(await helpPage('nothing', 'en')).to.equal(undefined);
    expect((await helpPage('client', 'en', 'nothing'))?.at).to.equal(null);
  });

  it('is escaped but for its own marks, leads to pages of the help, and names no address twice', async () => {
    for (const { id, en, zh } of await allPages())
      for (const { html } of [...en.chapters, ...(zh?.chapters ?? [])]) {
        const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, tag]) => tag));
        for (const tag of ['script', 'style', 'iframe', 'form', 'input']) expect(tags, id).not.to.include(tag);
        expect(html, id).not.to.match(/\son\w+=|javascript:|href="(?!\/help\/|https:\/\/)/);
        const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, at]) => at);
        expect(
          ids.filter((at, i) => ids.indexOf(at) !== i),
          id,
        ).to.deep.equal([]);
        expect(html.length, id).to.be.below(150_000);
      }
  });

  it('shows only pictures that are there', async () => {
    const shown = (await allPages()).flatMap(({ en }) =>
      en.chapters.flatMap(({ html }) => [...html.matchAll(/src="([^"]+)"/g)].map(([, at]) => at ?? '')),
    );
    expect(shown.filter(at => !existsSync(path.join(root, 'dist', 'web', at)))).to.deep.equal([]);
  });

  it('finds sections that hold all words, those first that have them in their titles', async () => {
    const { found } = await searchHelp('IF you disagree', 'en');
    expect(found[0]).to.deep.include({
      page: 'client',
      at: 'if-you-disagree',
      page_title: 'For clients: reading your scorecard',
    });
    const many = await searchHelp('the', 'en');
    expect(many.found.length).to.equal(20);
    expect(many.more).to.be.above(100);
    expect((await searchHelp('path_unknown', 'en')).found[0]).to.deep.include({ page: 'messages', at: 'path_unknown' });
    expect(await searchHelp('qqqq zzzz', 'en')).to.deep.equal({ found: [], more: 0 });
    expect(await searchHelp('  ', 'en')).to.deep.equal({ found: [], more: 0 });
  });

  it('shows the words that were found in their place', async () => {
    const { found } = await searchHelp('hash', 'en');
    const shown = found.filter(({ excerpt }) => excerpt !== '');
    expect(shown.length).to.be.above(3);
    for (const { excerpt } of shown) expect(excerpt.toLowerCase()).to.contain('hash');
  });

  it('has every field of every kind with an example, and finds it by its headers', async () => {
    const page = await helpPage('fields', 'zh', 'shipment.promised_at');
    expect(page).to.deep.include({ at: 'shipment.promised_at', language: 'zh' });
    for (const { name, fields } of factKinds)
      for (const field of fields) {
        expect(page?.html).to.contain(`<tr id="at-${name}.${field.name}">`);
        expect(exampleOf(field), `${name}.${field.name}`).not.to.equal('');
      }
    expect((await searchHelp('应返时间', 'zh')).found[0]).to.deep.include({ page: 'fields', at: 'shipment.pod_due_at' });
  });

  it('has every text of docs/ but that of releases', async () => {
    const listed = readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/\]\(docs\/([\w-]+)\.md\)/g);
    const named = new Set([...listed].map(([, name]) => name ?? ''));
    const pages = new Set((await allPages()).map(({ id }) => id));
    expect([...named].filter(name => !pages.has(name))).to.have.members(['facts', 'release']);
  });
});

describe('the help in Chinese', () => {
  before(buildPages);

  it('has what managers and clients read, heading by heading as in English', async () => {
    const pages = (await allPages()).filter(
      ({ readers, id }) => readers === 'clients' || readers === 'managers' || id === 'fields',
    );
    for (const { id, en, zh } of pages) {
      const shape = (text: typeof en | undefined): unknown => text?.sections.map(({ at, level }) => ({ at, level }));
      expect(shape(zh), id).to.deep.equal(shape(en));
      const tables = (text: typeof en | undefined): unknown => text?.chapters.map(({ html }) => html.split('<tr>').length);
      expect(tables(zh), id).to.deep.equal(tables(en));
      expect(
        (zh?.sections ?? []).filter(({ title }) => !/\p{Script=Han}/u.test(title)),
        id,
      ).to.deep.equal([]);
    }
    expect((await searchHelp('签认', 'zh')).found.map(({ page }) => page)).to.include.members(['client', 'quality-manager']);
  });

  it('answers in English where there is no Chinese text', async () => {
    expect(await helpPage('client', 'zh', 'if-you-disagree')).to.deep.include({ language: 'zh', at: 'if-you-disagree' });
    expect(await helpPage('operator', 'zh')).to.deep.include({ language: 'en' });
  });
});
