import { jsonUntil } from './json-until.js';

/** A JSON document that is not one object a line. */
export interface JsonDocument {
  /** The keys that lead to the list of its rows, as far as there is one. */
  readonly rows: readonly string[] | undefined;
}

/** What stands beside a list of rows, and says something of the list: a row of a file has other keys. */
const aboutTheList =
  /^(?:@odata\..+|total|total_?(?:count|rows?|pages?|elements|results)|count|size|page|pages|page_?(?:size|no|num|number)|per_page|limit|offset|next|previous|prev|has_?(?:more|next)|cursor|next_?cursor|status|code|ret|errcode|errmsg|error|message|msg|success|ok|took|version|timestamp|meta|links)$/i;

/**
 * Whether a text that begins with an object is one whole document, and not one object a line: its first object goes over several lines,
 * or is alone and holds nothing but a list of objects. The text is the beginning of a file, or all of it where it is `complete`.
 */
export function jsonDocument(text: string, complete: boolean): JsonDocument | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (!start.startsWith('{')) return undefined;
  // What the sample cuts through would look as if it were broken.
  const whole = complete ? start : start.slice(0, start.lastIndexOf('\n') + 1);
  const end = whole.indexOf('\n');
  const first = end < 0 ? whole : whole.slice(0, end);
  if (jsonUntil(first) < first.length) return undefined;
  const isAlone = whole.slice(first.length).trim() === '';
  const object = objectOf(first);
  if (object !== undefined) return isAlone && complete && holdsAList(object) ? { rows: pathToRows(first) } : undefined;
  if (isAlone) return undefined;
  const until = jsonUntil(whole);
  const isLonger = whole.slice(first.length, until).trim() !== '';
  const isSound = until === whole.length || objectOf(whole.slice(0, until)) !== undefined;
  return isLonger && isSound ? { rows: pathToRows(whole) } : undefined;
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an object has one list of objects, and says of it at most how long it is. */
function holdsAList(object: object): boolean {
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(object);
  const lists = entries.filter(([, value]) => Array.isArray(value) && value.length > 0 && value.every(isObject));
  const others = entries.filter(one => !lists.includes(one));
  if (lists.length === 0) {
    const [[, only] = ['', null], ...more] = others.filter(([key]) => !aboutTheList.test(key));
    return more.length === 0 && typeof only === 'object' && only !== null && holdsAList(only);
  }
  return lists.length === 1 && others.every(([key]) => aboutTheList.test(key));
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** The keys to the first list of objects in a document whose end may be missing. */
function pathToRows(text: string): readonly string[] | undefined {
  const path: string[] = [];
  let lists = 0;
  let key = '';
  let before = '';
  for (const [sign] of text.matchAll(token)) {
    if (before === '[' && sign === '{' && lists === 1) return path.slice(1);
    if (sign === '{' && lists === 0) path.push(key);
    else if (sign === '}' && lists === 0) path.pop();
    else if (sign === '[' && lists++ === 0) path.push(key);
    else if (sign === ']' && --lists === 0) path.pop();
    else if (sign.startsWith('"')) key = sign.slice(1, -1);
    before = sign;
  }
  return undefined;
}
