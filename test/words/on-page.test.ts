import { expect } from 'chai';
import { fieldNames } from '../../src/app/imports/field-names.js';
import type { Code } from '../../src/faults/all.js';
import { fault } from '../../src/faults/make.js';
import { importFaults } from '../../src/faults/import.js';
import { onPage } from '../../src/faults/on-page.js';
import { readersFaults } from '../../src/faults/readers.js';
import { rejectFaults } from '../../src/faults/rejects.js';
import { rowFaults } from '../../src/faults/rows.js';
import { waitingFileFaults } from '../../src/faults/waiting-files.js';
import { forPages, remedyOnPage, worded, wordedOnPage } from '../../src/faults/worded.js';
import { allEn } from '../../src/faults/words/en/all.js';
import { onPageEn } from '../../src/faults/words/en/on-page.js';
import { allZh } from '../../src/faults/words/zh/all.js';
import { onPageZh } from '../../src/faults/words/zh/on-page.js';
import { en } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';
import { anyParams } from '../docs/catalogues.js';

/** What is said of the rows and layouts of files that are brought to a page. */
const catalogues = { ...importFaults, ...rowFaults, ...readersFaults, ...rejectFaults, ...waitingFileFaults };

/** Sources that are databases come by a job or on the command line. */
const ofDatabases: readonly string[] = [
  'connection_bad',
  'connection_failed',
  'connection_missing',
  'query_failed',
  'query_missing',
  'watermark_unknown',
];

const languages = [
  { language: 'en', words: allEn, remedies: onPageEn, pages: en },
  { language: 'zh', words: allZh, remedies: onPageZh, pages: zh },
] as const;

/** Where a layout is named, it is by its file. */
const inLayout = { layout: 'config/layouts/list.yaml', table: 'config/list.csv', apart: { fields: ['no'], lines: 'all' } };

/** A key of config, a file of it, an option or a call. */
const isCode = (text: string): boolean => /`|\.ya?ml\b|--[a-z]|\bcol\(|[a-z]_[a-z]|\{ ?[a-z]+:/.test(text);

/** Whether a remedy names what is written in config, with whatever parameters: what its words are made of says so too. */
function namesCode(code: Code, { language, words }: (typeof languages)[number]): boolean {
  const source = String(words[code]);
  const written = source.slice(source.indexOf('remedy'));
  const isQuoted = written.includes('\\`') || /(["'])(?:(?!\1)[^`\n])*`[a-z][^`]*`/.test(written);
  return isQuoted || /`|\.ya?ml\b|--[a-z]/.test(worded(language, { code, params: anyParams(code, inLayout) }).remedy);
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

describe('remedies as pages show them', () => {
  // What keys are there is what the catalogues are typed by.
  const codes = Object.keys(catalogues) as (keyof typeof catalogues)[];
  const listed: readonly string[] = Object.values(onPage).flat();

  for (const one of languages) {
    it(`no remedy of rows and layouts has code in it (${one.language})`, () => {
      const wanting = codes.filter(code => !ofDatabases.includes(code) && namesCode(code, one) && !listed.includes(code));
      expect(wanting, 'put them into src/faults/on-page.ts').to.deep.equal([]);
      expect(codes.filter(code => isCode(remedyOnPage(one.language, code) ?? ''))).to.deep.equal([]);
    });

    it(`what is named between quotes is on a page (${one.language})`, () => {
      const labels = textsIn(one.pages).map(text => text.replace(/[“”]/g, '').replace(/ ?\{[a-z]+\}/g, '…'));
      const named = Object.values(one.remedies).flatMap(text => [...text.matchAll(/“([^”]+)”/g)].map(([, label = '']) => label));
      const unknown = named.filter(label => label !== 'CSV UTF-8' && !labels.includes(label.replace(' …', '…')));
      expect(unknown).to.deep.equal([]);
    });
  }

  it('says it once a code, and only where config is named', () => {
    expect(new Set(listed).size).to.equal(listed.length);
    expect(codes.filter(code => listed.includes(code) && !languages.some(one => namesCode(code, one)))).to.deep.equal([]);
    expect(listed.filter(code => !(code in catalogues))).to.deep.equal([]);
  });
});

describe('what was found, as pages show it', () => {
  const found = [
    fault(importFaults, 'order_implausible', { first: 'order_received_at', second: 'delivered_at' }),
    fault(importFaults, 'fact_undated', { fields: ['promised_at', 'delivered_at'] }),
    fault(importFaults, 'key_missing', { field: 'shipment_no', layout: 'list.yaml', column: 'No' }),
    fault(rowFaults, 'known_fact_missing', {
      field: 'site',
      of: 'shipment_no',
      kind: 'shipment',
      value: 'client',
      layout: 'list.yaml',
    }),
  ];
  const saidIn = (language: 'en' | 'zh'): readonly string[] =>
    found.map(one => wordedOnPage(language, one, fieldNames()).what.replace(/[:：].*/, ''));

  it('has fields by their names, and values of cells as they are', () => {
    expect(saidIn('en')).to.deep.equal([
      '“Delivered at” is before “Order received at”.',
      'None of the dates that the layout reads is filled (“Promised at”, “Delivered at”)',
      'There is no value for “Shipment number”, which is needed to tell this row from others',
      'There is no shipment with “Shipment number” "client" yet, so that “Site” is not known.',
    ]);
    expect(saidIn('zh').join())
      .to.match(/“送达时间”/)
      .and.not.to.match(/delivered_at|promised_at|shipment_no/);
  });

  it('is said with the codes on the command line and in answers, where the names stand beside it', () => {
    for (const one of found) {
      const { what, what_on_page: onPageToo } = forPages(one, fieldNames());
      expect(what)
        .to.equal(worded('en', one).what)
        .and.to.match(/_at|_no/);
      expect(onPageToo).to.equal(wordedOnPage('en', one, fieldNames()).what);
    }
  });
});
