/** Stands before a number's text between the two steps of parsing; not a character that text may hold. */
export const MARK = '\uffff';

const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\s*:)/g;
const isDigit = /\d/;

/**
 * A JSON text whose numbers are texts with a mark before their digits. It goes once from quote to quote, however the text breaks off:
 * a pattern for texts in quotes would begin anew at each quote of one that is never closed.
 */
export function markedNumbers(json: string): string {
  let marked = '';
  let at = 0;
  for (;;) {
    const quote = json.indexOf('"', at);
    const between = quote < 0 ? json.slice(at) : json.slice(at, quote);
    // Mostly a colon or a comma alone.
    marked += between.length > 1 && isDigit.test(between) ? between.replace(numbers, `"${MARK}$&"`) : between;
    const end = quote < 0 ? -1 : endOfText(json, quote);
    if (end < 0) return quote < 0 ? marked : marked + json.slice(quote);
    marked += json.slice(quote, end);
    at = end;
  }
}

/** Where the text that a quote opens ends, its last quote included; -1 where it does not. */
function endOfText(json: string, quote: number): number {
  for (let at = json.indexOf('"', quote + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let before = at - 1;
    while (json.charAt(before) === '\\') before--;
    if ((at - before) % 2 === 1) return at + 1;
  }
  return -1;
}
