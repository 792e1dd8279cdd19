import type { Value } from '../../facts/fact.js';
import type { Field } from '../../facts/field.js';
import { finderOf } from '../../facts/folded.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { DateRules } from './date-rules.js';
import { dateFormsOf, dayReader, instantReader } from './dates.js';
import { numberReader } from './numbers.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import { scaleReader } from './scale.js';
import type { FieldMapping } from './schema.js';

/** Turns a trimmed text that is not empty into a value of a field, or says why it is none. */
export type Read = (text: string, row: RowState) => Value | Refusal;

/** A field as far as reading its cells goes. */
export interface Target extends Pick<Field, 'name' | 'type' | 'oneOf'> {
  /** Facts are told apart by it, as it stands: the database's indexes hold it. */
  readonly isKey?: boolean;
  /** Facts are named by it, their own or others. */
  readonly names?: boolean;
}

/** What is known of the cells of a source. */
export interface Cells {
  /** They have types of their own. */
  readonly typed?: boolean;
  /** Which dates are taken; absent where they are a layout's own. */
  readonly rules?: DateRules | undefined;
}

const longestText = 10_000;

/**
 * Bytes that a part of a key may take, as JSON has it. An entry of a PostgreSQL index holds 2 704, and one has the client twice, four more
 * parts and some signs around them. Beyond that the database refuses the whole batch.
 */
const longestKeyPart = 400;
/** No character takes more than six bytes: shorter texts need not be measured. */
const surelyShort = Math.floor(longestKeyPart / 6);

/** The reader of a field's type, with what the layout says of its form. */
export function typedReader(target: Target, mapping: FieldMapping, layout: string, { typed = false, rules }: Cells = {}): Read {
  const subject: Subject = { field: target.name, layout };
  switch (target.type) {
    case 'number':
      return scaled(numberReader({ decimal: mapping.decimal, unit: mapping.unit, typed }, subject), mapping, subject);
    case 'boolean':
      return booleanReader(subject);
    case 'instant':
      return instantReader({ ...dateFormsOf(mapping), typed, rules }, subject);
    case 'day':
      return dayReader({ ...dateFormsOf(mapping), typed, rules }, subject);
    case 'text':
      return target.oneOf === undefined ? textReader(subject, target.isKey === true) : choiceReader(target.oneOf, subject);
  }
}

function scaled(read: ReturnType<typeof numberReader>, mapping: FieldMapping, subject: Subject): Read {
  const onScale = scaleReader(mapping, subject);
  if (onScale === undefined) return read;
  return text => {
    const value = read(text);
    return value instanceof Refusal ? value : onScale(value, text);
  };
}

function textReader(subject: Subject, isKey: boolean): Read {
  const plain = plainTextReader(subject);
  if (!isKey) return plain;
  return (text, row) => {
    const bytes = text.length <= surelyShort || text.length > longestText ? 0 : keyBytes(text);
    if (bytes <= longestKeyPart) return plain(text, row);
    return new Refusal(text, place =>
      fault(
        importFaults,
        'text_too_long',
        { value: text, ...subject, characters: text.length, bytes, most: longestKeyPart },
        place,
      ),
    );
  };
}

/** Without its quotes. */
const keyBytes = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length - 2;

function plainTextReader(subject: Subject): Read {
  return text => {
    if (text.length > longestText) {
      return new Refusal(text, place =>
        fault(importFaults, 'text_too_long', { value: text, ...subject, characters: text.length, most: longestText }, place),
      );
    }
    return text;
  };
}

const yesAndNo = finderOf<boolean>([
  ...['true', 'yes', 'y', '1', '是'].map(word => [word, true] as const),
  ...['false', 'no', 'n', '0', '否'].map(word => [word, false] as const),
]);

function booleanReader(subject: Subject): Read {
  return text =>
    yesAndNo(text) ?? new Refusal(text, place => fault(importFaults, 'boolean_unreadable', { value: text, ...subject }, place));
}

function choiceReader(allowed: readonly string[], subject: Subject): Read {
  const known = finderOf(allowed.map(choice => [choice, choice] as const));
  return text =>
    known(text) ?? new Refusal(text, place => fault(importFaults, 'choice_unknown', { value: text, ...subject, allowed }, place));
}
