const endMark = 26;

/** No system fills a file up with more of them: longer runs are text like any other, and are not held back. */
const longestRun = 1 << 16;

/** Where the sign begins with which older systems end a text file (Ctrl-Z, code 26), once or repeated, before line ends at most; the text's length where there is none. */
function endMarkIn(text: string): number {
  let found = text.length;
  for (let at = text.length - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === endMark) found = at;
    else if (code !== 10 && code !== 13) break;
  }
  return found;
}

/** A whole text without the sign that ends its file. */
export const withoutEndMark = (text: string): string => text.slice(0, endMarkIn(text));

/** The pieces of a file without the sign that ends it; what looks like it stays where more text follows. */
export async function* piecesWithoutEndMark(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const text = held === '' ? piece : held + piece;
    const begins = endMarkIn(text);
    const end = text.length - begins > longestRun ? text.length : begins;
    held = text.slice(end);
    yield end === text.length ? text : text.slice(0, end);
  }
}
