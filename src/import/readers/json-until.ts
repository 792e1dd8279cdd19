/** What may stand next in a JSON text. */
type Next = 'value' | 'value_or_end' | 'key' | 'key_or_end' | 'colon' | 'comma_or_end';

const blank = /[ \t\r\n]*/y;
const plain = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
// Its last part is all that comes before a space.
const special = /["\\]|[^ -\uffff]/g;

/** Where what a pattern finds at a position ends; undefined where it is not there. */
function ending(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * How many characters of a text are JSON before the first thing that does not fit; the text's length where it only ends too early.
 * A parser's own message is in its own words, and often without a position.
 */
export function jsonUntil(text: string): number {
  const open: ('{' | '[')[] = [];
  let next: Next | 'done' = 'value';
  let at = 0;
  for (;;) {
    const start = ending(blank, text, at) ?? at;
    const isText = text.charAt(start) === '"';
    const end = isText ? textUntil(text, start) : ending(plain, text, start);
    if (end === undefined || next === 'done') return start;
    const after: Next | 'done' | undefined = step(isText ? '"' : text.slice(start, end), next, open);
    if (after === undefined) return start;
    if (isText && text.charAt(end - 1) !== '"') return end;
    at = end;
    next = after;
  }
}

/** Where a text in quotes ends, its last quote included; where it breaks off, the first character that it cannot hold. */
function textUntil(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    special.lastIndex = at;
    const found = special.exec(text);
    if (found === null) return text.length;
    if (found[0] === '"') return found.index + 1;
    const escaped = ending(escape, text, found.index);
    if (escaped === undefined) return found.index;
    at = escaped;
  }
}

/** What may follow a token; undefined where it does not fit. Opened brackets are kept in `open`. */
function step(sign: string, next: Next, open: ('{' | '[')[]): Next | 'done' | undefined {
  const closed = (): Next | 'done' => (open.length === 0 ? 'done' : 'comma_or_end');
  const inObject = open.at(-1) === '{';
  if (sign === '}' || sign === ']') {
    const isEnd = next === 'comma_or_end' || next === (inObject ? 'key_or_end' : 'value_or_end');
    if (!isEnd || inObject !== (sign === '}')) return undefined;
    open.pop();
    return closed();
  }
  if (sign === ',') return next === 'comma_or_end' ? (inObject ? 'key' : 'value') : undefined;
  if (sign === ':') return next === 'colon' ? 'value' : undefined;
  if (next === 'key' || next === 'key_or_end') return sign === '"' ? 'colon' : undefined;
  if (next !== 'value' && next !== 'value_or_end') return undefined;
  if (sign !== '{' && sign !== '[') return closed();
  open.push(sign);
  return sign === '{' ? 'key_or_end' : 'value_or_end';
}
