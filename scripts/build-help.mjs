// Writes the help of the program from docs/ and the glossary: its pages as HTML, what they hold, and what is searched.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writerFor } from './help/html.mjs';
import { helpPages, mostTogether } from './help/pages.mjs';
import { sectionsOf, unescaped } from './help/sections.mjs';

/** Writes pages.json and the pictures into a folder. */
export function buildHelp(root, folder) {
  const read = file => readFileSync(join(root, file), 'utf8');
  const pages = helpPages.map(page => {
    const sections = sectionsOf(read(page.file));
    const chinese = page.file.replace(/^docs\//, 'docs/zh/');
    if (chinese === page.file || !existsSync(join(root, chinese))) return { ...page, sections };
    return { ...page, sections, chinese, inChinese: sectionsOf(read(chinese), sections) };
  });
  const written = pages.map(({ id, readers, about, file, sections, chinese, inChinese }) => ({
    id,
    readers,
    about,
    en: textOf(sections, writerFor(root, file, pages)),
    ...(inChinese === undefined ? {} : { zh: textOf(inChinese, writerFor(root, chinese, pages)) }),
  }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pages.json'), JSON.stringify(written));
  cpSync(join(root, 'docs', 'images'), join(folder, 'images'), { recursive: true });
}

/** A page in one language: its chapters, all in one where it is short enough, its headings, and the words of its sections. */
function textOf(sections, write) {
  const written = sections.map(section => ({ ...section, html: write(section) }));
  const isLong = written.reduce((sum, { html }) => sum + html.length, 0) > mostTogether;
  const chapters = [];
  for (const { level, at, title, html } of written) {
    if (chapters.length === 0 || (isLong && level === 2)) chapters.push({ at, title, html: '' });
    chapters.at(-1).html += html;
  }
  const chapterOf = index => {
    if (!isLong) return 0;
    return sections.slice(1, index + 1).filter(({ level }) => level === 2).length;
  };
  return {
    title: sections[0].title,
    chapters,
    sections: written.map(({ level, at, title, html }, index) => ({
      at,
      ...(level === undefined ? {} : { level }),
      title,
      chapter: chapterOf(index),
      text: unescaped(html.replaceAll(/<h\d[^>]*>.*?<\/h\d>|<summary>.*?<\/summary>|<[^>]*>/g, ' '))
        .replaceAll(/\s+/g, ' ')
        .trim(),
    })),
  };
}
