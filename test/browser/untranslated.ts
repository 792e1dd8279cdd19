import type { Page } from 'playwright-core';

/** What stands in Latin letters on Chinese pages as well: names, formats, units, ids, and terms that the trade has in English. */
const known = new Set(
  `Plumbline English CSV Excel xlsx JSON PDF YAML REST KPI NPS OTIF POD SLA UTC kB MB GB Asia Shanghai inbox plumbline demo
  china weekdays always cfpb scms survey_questionnaire gb18030 utf-8 utf-16le big5 true false import evaluate scorecards mail
  remind ACME acme-2026 config contracts acme yaml`.split(/\s+/),
);

/** Forms of dates (`yyyy-M-d`), encodings (`windows-1252`), numbers (`Q-1`), instants (`T05:23`) and ids (`delivery_due`). */
const isForm = (word: string): boolean =>
  /^(?:[yMdHhms]+(?:-[yMdHhms]+)*|(?:windows|iso)(?:-\d+)+|[A-Z]-\d+|T\d\d|[a-z\d]+(?:_[a-z\d]+)+)$/.test(word);

/** Texts of the program that are names wherever they stand: files, codes, what was written by somebody. */
const named = 'code, pre, .file, .fault-code, .code, .person, .organisation, .excerpt, .changed-lines, [lang="en"]';

/** Gives every text of the page, shown or not, and what is heard of its parts. */
const reading = `[...document.querySelectorAll('body *')]
  .filter(one => one.closest(${JSON.stringify(`${named}, script, style, noscript, datalist`)}) === null)
  .flatMap(one => [
    ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.nodeValue),
    ...['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) ?? ''),
  ])`;

/**
 * What a page in Chinese says in English: nothing that is seen or heard of it should be, whether it stands open or not. `names` are what
 * somebody wrote, and what files are called.
 */
export async function englishOn(page: Page, names: readonly string[]): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle');
  const texts = await page.evaluate<string[]>(reading);
  const own = names.toSorted((a, b) => b.length - a.length);
  const isEnglish = (text: string): boolean => {
    const rest = own.reduce((left, name) => left.replaceAll(name, ' '), text);
    return (rest.match(/[A-Za-z][\w'-]+/g) ?? []).some(word => !known.has(word) && !isForm(word));
  };
  return [...new Set(texts.map(text => text.trim()).filter(isEnglish))];
}
