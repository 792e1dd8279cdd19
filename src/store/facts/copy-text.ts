import { decimalText, type Exact } from '../../facts/exact.js';
import type { FieldType } from '../../facts/field.js';
import type { OwnField } from '../../facts/kinds.js';
import type { Value, Values } from '../../facts/fact.js';
import { dayText } from '../../facts/time.js';
import type { Pseudonym } from '../pseudonyms.js';

/** A row as the importer gives it: its number in the source, and its fields. */
export interface LoadRow {
  readonly row: number;
  readonly values: Values;
}

/** A column of a COPY line: how its text comes out of a row's values. */
export type CellWriter = (values: Values) => string;

const missing = '\\N';
// biome and oxlint agree that control characters are meant here: exactly those that COPY gives a letter.
// oxlint-disable-next-line no-control-regex
const special = /[\\\b\f\n\r\t\v]/;
const letters: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** A text as COPY writes it: the same bytes that the server's own COPY TO gives for it. */
export const copyEscaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\b\f\n\r\t\v]/g, character => letters[character] ?? character) : text;

const texts: Readonly<Record<FieldType, (value: Exact | string | boolean) => string>> = {
  instant: value => wholeText(value),
  day: value => dayText(Number(wholeText(value))),
  number: value => exactText(value),
  text: value => copyEscaped(String(value)),
  boolean: value => (value === true ? 't' : 'f'),
};

function wholeText(value: Exact | string | boolean): string {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${String(value)}`);
  if (value < million * 1000) return String(value);
  // An instant has two parts that many others have as well, and short numbers whose texts are remembered are written much faster.
  const high = Math.floor(value / million);
  return `${high}${String(million + (value - high * million)).slice(1)}`;
}

const million = 1_000_000;

function exactText(value: Exact | string | boolean): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'object' ? decimalText(value) : '/';
  // A column holds decimals; the importer has rounded what division left behind.
  if (text.includes('/')) throw new TypeError(`not a decimal: ${String(value)}`);
  return text;
}

/** Writes a field of that name and type. */
export function fieldWriter(name: string, type: FieldType): CellWriter {
  const write = texts[type];
  return values => {
    const value = values[name];
    return value === null || value === undefined ? missing : write(value);
  };
}

/** Writes the pseudonym of a personal field. */
export const pseudonymWriter =
  (name: string, pseudonym: Pseudonym): CellWriter =>
  values => {
    const value = values[name];
    return typeof value === 'string' ? pseudonym(value) : missing;
  };

/** Writes a workspace's own fields as one JSON object; those that are missing are left out. */
export const extraWriter =
  (own: readonly OwnField[]): CellWriter =>
  values => {
    const members = own.flatMap(field => {
      const value = values[field.id];
      return value === null || value === undefined ? [] : [`${JSON.stringify(field.id)}:${ownJson(field.type, value)}`];
    });
    return members.length === 0 ? missing : copyEscaped(`{${members.join(',')}}`);
  };

function ownJson(type: FieldType, value: Exclude<Value, null>): string {
  if (type === 'boolean') return value === true ? 'true' : 'false';
  if (type === 'instant') return wholeText(value);
  // Numbers stay decimal text: a JSON number would pass through a float in many a reader. A lone surrogate is not JSON to PostgreSQL.
  return JSON.stringify(type === 'text' ? String(value).replace(/\p{Cs}/gu, '\ufffd') : texts[type](value));
}
