// Takes a text in Markdown apart: a section for each heading, and for each text that unfolds.
import { Lexer } from 'marked';

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = title =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** What is read of inline tokens. */
const plain = tokens =>
  tokens.map(token => (token.tokens === undefined ? (token.text ?? token.raw) : plain(token.tokens))).join('');

const unfolding = /^<details id="(\w+)"><summary><b>\w+<\/b>([^<]*)<\/summary>/;

/** What begins with a token: a heading of a level, or a text that unfolds, which has none. */
function beginning(token) {
  if (token.type === 'heading') return { level: token.depth, title: unescaped(plain(token.tokens)) };
  const [, at, summary] = token.type === 'html' ? (unfolding.exec(token.raw) ?? []) : [];
  return at === undefined ? undefined : { level: undefined, at, title: `${at}${unescaped(summary)}` };
}

/** Marks that HTML has for signs, as the signs. */
export const unescaped = text =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/**
 * The sections of a text; the first one is the title. Anchors are those of `like` where it is given: the same text in another language.
 * `own` is the anchor that the text's own heading makes, which links within the text use.
 */
export function sectionsOf(text, like) {
  const sections = [];
  const taken = new Map();
  for (const token of new Lexer({ gfm: true }).lex(text)) {
    const begun = beginning(token);
    if (begun !== undefined) {
      const own = begun.at ?? anchorOf(begun.title);
      const wanted = begun.at ?? like?.[sections.length]?.at ?? own;
      const before = taken.get(wanted) ?? 0;
      taken.set(wanted, before + 1);
      sections.push({ ...begun, own, at: before === 0 || like !== undefined ? wanted : `${wanted}-${before}`, tokens: [] });
    }
    if (sections.length === 0) throw new Error(`the help has a text without a title: ${text.slice(0, 80)}`);
    sections.at(-1).tokens.push(token);
  }
  return sections;
}
