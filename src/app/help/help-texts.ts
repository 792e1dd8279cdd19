import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { HelpList } from '../../contract/help.js';
import type { Label, Language } from '../../contract/scalars.js';

/** A section of a page of the help. */
interface Section {
  readonly at: string;
  /** Of its heading; without one it is a text that unfolds. */
  readonly level?: number;
  readonly title: string;
  /** Index of the chapter that it is in. */
  readonly chapter: number;
  /** What is searched. */
  readonly text: string;
}

/** A page of the help in one language. */
export interface Text {
  readonly title: string;
  readonly chapters: readonly { readonly at: string; readonly title: string; readonly html: string }[];
  readonly sections: readonly Section[];
}

/** A page of the help. */
export interface BuiltPage {
  readonly id: string;
  readonly readers: HelpList['pages'][number]['readers'];
  readonly about: Label;
  readonly en: Text;
  readonly zh?: Text;
}

const file = fileURLToPath(new URL('../../../dist/web/help/pages.json', import.meta.url));
let built: Promise<readonly BuiltPage[]> | undefined;

/** The pages of the help as they were built with the program; none where the pages were not built. */
export function builtHelp(): Promise<readonly BuiltPage[]> {
  built ??= readFile(file, 'utf8').then(
    // What the build of the program wrote.
    text => JSON.parse(text) as readonly BuiltPage[],
    () => [],
  );
  return built;
}

/** A page's text in a language, else in English. */
export const textIn = (page: BuiltPage, language: Language): readonly [Text, Language] => {
  const { zh } = page;
  return language === 'zh' && zh !== undefined ? [zh, 'zh'] : [page.en, 'en'];
};
