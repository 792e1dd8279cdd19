import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { lexer, type Token, walkTokens } from 'marked';
import { parse } from 'yaml';

const docs = new URL('../../docs/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, docs), 'utf8');

/** Guides that are translated by hand; the page of messages is written from the program in both languages. */
const guides = readdirSync(new URL('zh/', docs)).filter(name => name !== 'messages.md');

interface Section {
  readonly title: string;
  readonly level: number;
  readonly tokens: readonly Token[];
}

/** The sections of a page, each with all of its tokens: blocks, and what stands in them. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { title: string; level: number; tokens: Token[] }[] = [];
  void walkTokens(lexer(text), token => {
    if (token.type === 'heading') sections.push({ title: token.text, level: token.depth, tokens: [] });
    sections.at(-1)?.tokens.push(token);
  });
  return sections;
}

/** Each heading's level, with what stands under it: items of lists, and rows and columns of tables. */
const shapeOf = ({ level, tokens }: Section): string =>
  [
    `level ${level}`,
    ...tokens.flatMap(token => {
      if (token.type === 'list') return [`${token.items.length} items`];
      return token.type === 'table' ? [`${token.rows.length} rows of ${token.header.length}`] : [];
    }),
  ].join(', ');

/** An example without what is said in a language: of YAML what it holds, of commands all but remarks and texts in quotes. */
function exampleOf(token: Token): readonly unknown[] {
  if (token.type !== 'code') return [];
  return [token.lang === 'yaml' ? parse(token.text) : token.text.replaceAll(/ +#.*$/gm, '').replaceAll(/"[^"]*"/g, '""')];
}

const namedIn = ({ tokens }: Section): readonly string[] =>
  tokens.flatMap(token => (token.type === 'codespan' ? [token.text] : []));

/** The pages to which links lead, as they are named from docs/zh/: in Chinese where they are there in Chinese. */
function pagesOf({ tokens }: Section, isChinese: boolean): readonly string[] {
  const files = tokens.flatMap(token => (token.type === 'link' ? (/^[\w./-]+\.md/.exec(token.href) ?? []) : []));
  const chinese = files.map(file => (isChinese || existsSync(new URL(`zh/${file}`, docs)) ? file : `../${file}`));
  return [...new Set(chinese)].toSorted();
}

for (const name of guides)
  describe(`docs/zh/${name}`, () => {
    const english = sectionsOf(textOf(name));
    const chinese = sectionsOf(textOf(`zh/${name}`));
    const besides = (section: Section): Section => chinese[english.indexOf(section)] ?? { title: '', level: 0, tokens: [] };

    it('has the headings, lists and tables of the English page', () => {
      expect(chinese.map(shapeOf)).to.deep.equal(english.map(shapeOf));
    });

    it('has its examples, but for remarks and labels', () => {
      for (const section of english)
        expect(besides(section).tokens.flatMap(exampleOf), section.title).to.deep.equal(section.tokens.flatMap(exampleOf));
    });

    it('names what each section names as it is typed', () => {
      const left = english.flatMap(section => {
        const named = new Set(namedIn(besides(section)));
        return namedIn(section).flatMap(text => (named.has(text) ? [] : [`${section.title}: ${text}`]));
      });
      expect(left).to.deep.equal([]);
    });

    it('leads where each section leads, to Chinese pages where there are some', () => {
      for (const section of english)
        expect(pagesOf(besides(section), true), section.title).to.deep.equal(pagesOf(section, false));
    });
  });
