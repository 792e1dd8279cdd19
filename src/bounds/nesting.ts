/** How deep a config file or an expression may nest. Nothing that somebody writes goes deeper. */
export const deepestNesting = 60;

/** How deep a text may nest, and into how many parts commas may divide it. */
export interface TextBounds {
  readonly depth: number;
  readonly parts: number;
}

const opening = new Set(['[', '{', '(']);
const closing = new Set([']', '}', ')']);

/**
 * How a text that is not parsed yet goes beyond its bounds, counting brackets and commas outside of double quotes, as JSON and
 * expressions have them. Parsers call themselves for each level, and one that runs out of stack can end the process; what checks
 * each part of a parsed text, and tells of each that is wrong, would keep all others waiting.
 */
export function beyondBounds(text: string, bounds: TextBounds): 'depth' | 'parts' | undefined {
  let depth = 0;
  let parts = 1;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character === '\\') at++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') parts++;
    else if (opening.has(character)) depth++;
    else if (closing.has(character)) depth--;
    if (depth > bounds.depth) return 'depth';
    if (parts > bounds.parts) return 'parts';
  }
  return undefined;
}
