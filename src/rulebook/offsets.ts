import type { Scalar } from 'yaml';

/** Where in a file the character stands that is number `offset` of a scalar's value. */
export function offsetInFile(text: string, scalar: Scalar, offset: number): number {
  const [start, end] = scalar.range ?? [0, 0];
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return walkFlow(text, start + 1, end - 1, offset, scalar.type);
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return walkBlock(text, start, end, offset);
    default:
      return walkFlow(text, start, end, offset, 'PLAIN');
  }
}

function walkFlow(text: string, from: number, end: number, offset: number, type: string): number {
  let at = from;
  for (let value = 0; value < offset && at < end; ) {
    const fold = /^[ \t]*\r?\n\s*/.exec(text.slice(at, end))?.[0];
    if (fold !== undefined) {
      at += fold.length;
      // One line end folds to a space; further ones stay.
      value += Math.max(1, fold.split('\n').length - 2);
    } else {
      at += escapeLength(text.slice(at, at + 2), type);
      value++;
    }
  }
  return Math.min(at, end);
}

function escapeLength(pair: string, type: string): number {
  if (type === 'QUOTE_SINGLE' && pair === "''") return 2;
  if (type !== 'QUOTE_DOUBLE' || pair[0] !== '\\') return 1;
  return { x: 4, u: 6, U: 10 }[pair[1] ?? ''] ?? 2;
}

function walkBlock(text: string, start: number, end: number, offset: number): number {
  const header = text.indexOf('\n', start) + 1;
  const indent = /^(?:[ \t]*\r?\n)*( *)/.exec(text.slice(header, end))?.[1]?.length ?? 0;
  let at = header + leadingSpaces(text, header, indent);
  for (let value = 0; value < offset && at < end; value++) {
    const wasLineEnd = text[at] === '\n';
    at++;
    if (wasLineEnd) at += leadingSpaces(text, at, indent);
  }
  return Math.min(at, end);
}

function leadingSpaces(text: string, at: number, indent: number): number {
  const spaces = /^ */.exec(text.slice(at, at + indent))?.[0].length ?? 0;
  return Math.min(spaces, indent);
}
