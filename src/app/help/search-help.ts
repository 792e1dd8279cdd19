import type { HelpSearch } from '../../contract/help.js';
import type { Language } from '../../contract/scalars.js';
import { allPages } from './all-pages.js';
import { textIn } from './help-texts.js';

const mostFound = 20;
const mostWords = 8;
const around = 90;

/**
 * The sections that hold all words of a question, in titles or text, without regard to case: those that hold them in their titles
 * first, then in the order of the pages.
 */
export async function searchHelp(question: string, language: Language): Promise<HelpSearch> {
  const words = [...new Set(plain(question).split(/\s+/).filter(Boolean))].slice(0, mostWords);
  if (words.length === 0) return { found: [], more: 0 };
  const found = (await allPages()).flatMap(page => {
    const [{ title: pageTitle, sections }, spoken] = textIn(page, language);
    return sections.flatMap(({ at, title, text }) => {
      const inTitle = plain(title);
      const inText = plain(text);
      if (!words.every(word => inTitle.includes(word) || inText.includes(word))) return [];
      const places = words.map(word => inText.indexOf(word)).filter(place => place >= 0);
      const inTitles = words.filter(word => inTitle.includes(word)).length;
      const excerpt = places.length === 0 ? '' : excerptOf(text, Math.min(...places));
      return [{ inTitles, section: { page: page.id, at, title, page_title: pageTitle, excerpt, language: spoken } }];
    });
  });
  const best = found.sort((a, b) => b.inTitles - a.inTitles).map(({ section }) => section);
  return { found: best.slice(0, mostFound), more: Math.max(0, best.length - mostFound) };
}

/** As words are compared. */
const plain = (text: string): string => text.toLowerCase();

function excerptOf(text: string, place: number): string {
  const from = Math.max(0, place - around / 3);
  const until = Math.min(text.length, place + around * 1.5);
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1 || from;
  const begins = start > place ? from : start;
  return `${begins === 0 ? '' : '… '}${text.slice(begins, until).trim()}${until === text.length ? '' : ' …'}`;
}
