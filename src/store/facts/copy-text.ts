import { decimalText } from '../../facts/exact.js';
import type { FieldType } from '../../facts/field.js';
import type { OwnField } from '../../facts/kinds.js';
import type { Value, Values } from '../../facts/fact.js';
import { dayText } from '../../facts/time.js';
import type { Pseudonym } from '../pseudonyms.js';
import type { CopyBytes } from './copy-bytes.js';

/** A row as the importer gives it: its number in the source, and its fields. */
export interface LoadRow {
  readonly row: number;
  readonly values: Values;
}

/** A column of COPY lines: writes what a row's values have for it. */
export type CellWriter = (values: Values, line: CopyBytes) => void;

type Present = Exclude<Value, null>;

const writers: Readonly<Record<FieldType, (value: Present, line: CopyBytes) => void>> = {
  instant: (value, line) => line.whole(wholeNumber(value)),
  day: (value, line) => line.text(dayText(wholeNumber(value))),
  number: (value, line) => (typeof value === 'number' ? line.whole(value) : line.text(decimalOf(value))),
  text: (value, line) => line.text(String(value)),
  boolean: (value, line) => line.text(value === true ? 't' : 'f'),
};

function wholeNumber(value: Present): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new TypeError(`not a whole number: ${String(value)}`);
}

function decimalOf(value: Present): string {
  const text = typeof value === 'object' || typeof value === 'number' ? decimalText(value) : '/';
  // A column holds decimals; the importer has rounded what division left behind.
  if (text.includes('/')) throw new TypeError(`not a decimal: ${String(value)}`);
  return text;
}

/** Writes a field of that name and type. */
export function fieldWriter(name: string, type: FieldType): CellWriter {
  const write = writers[type];
  const isWhole = type === 'instant' || type === 'number';
  return (values, line) => {
    const value = values[name];
    // What nearly all cells hold is written without a further call: this runs for every one.
    if (typeof value === 'string' && type === 'text') line.text(value);
    else if (isWhole && typeof value === 'number' && Number.isSafeInteger(value)) line.whole(value);
    else if (value === null || value === undefined) line.missing();
    else write(value, line);
  };
}

/** Writes the pseudonym of a personal field. */
export const pseudonymWriter =
  (name: string, pseudonym: Pseudonym): CellWriter =>
  (values, line) => {
    const value = values[name];
    if (typeof value === 'string') line.text(pseudonym(value));
    else line.missing();
  };

/** Writes a workspace's own fields as one JSON object; those that are missing are left out. */
export const extraWriter =
  (own: readonly OwnField[]): CellWriter =>
  (values, line) => {
    const members = own.flatMap(field => {
      const value = values[field.id];
      return value === null || value === undefined ? [] : [`${JSON.stringify(field.id)}:${ownJson(field.type, value)}`];
    });
    if (members.length === 0) line.missing();
    else line.text(`{${members.join(',')}}`);
  };

function ownJson(type: FieldType, value: Present): string {
  switch (type) {
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'instant':
      return String(wholeNumber(value));
    // Numbers and days stay texts: a JSON number would pass through a float in many a reader.
    case 'day':
      return JSON.stringify(dayText(wholeNumber(value)));
    case 'number':
      return JSON.stringify(decimalOf(value));
    case 'text':
      // A lone surrogate is not JSON to PostgreSQL.
      return JSON.stringify(String(value).replace(/\p{Cs}/gu, '\ufffd'));
  }
}
