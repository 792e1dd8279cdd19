import type { HelpList, HelpPage } from '../../contract/help.js';
import type { Language } from '../../contract/scalars.js';
import { allPages } from './all-pages.js';
import { textIn } from './help-texts.js';

/** The pages of the help, with their titles in a language. */
export async function helpList(language: Language): Promise<HelpList> {
  const pages = (await allPages()).map(page => {
    const [{ title }, spoken] = textIn(page, language);
    return { page: page.id, title, about: page.about, readers: page.readers, language: spoken };
  });
  return { pages };
}

/**
 * A page of the help in a language, or that chapter of it that holds a section; nothing where there is no such page. A section that
 * only the English text has is answered in English.
 */
export async function helpPage(id: string, language: Language, at?: string): Promise<HelpPage | undefined> {
  const page = (await allPages()).find(one => one.id === id);
  if (page === undefined) return undefined;
  const [own, ownLanguage] = textIn(page, language);
  const isInEnglishAlone =
    at !== undefined && !own.sections.some(one => one.at === at) && page.en.sections.some(one => one.at === at);
  const [text, spoken] = isInEnglishAlone ? ([page.en, 'en'] as const) : ([own, ownLanguage] as const);
  const section = text.sections.find(one => one.at === at);
  const chapter = text.chapters[section?.chapter ?? 0] ?? { at: '', html: '' };
  const contents = text.sections.flatMap(one =>
    one.level === 2 || one.level === 3
      ? [{ at: one.at, level: one.level, title: one.title, chapter: text.chapters[one.chapter]?.at ?? '' }]
      : [],
  );
  return {
    page: id,
    title: text.title,
    language: spoken,
    at: section?.at ?? null,
    html: chapter.html,
    chapter: chapter.at,
    contents,
  };
}
