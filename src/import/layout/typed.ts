import type { Value } from '../../facts/fact.js';
import type { Field } from '../../facts/field.js';
import { finderOf } from '../../facts/folded.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { DateRules } from './date-rules.js';
import { dayReader, instantReader } from './dates.js';
import { numberReader } from './numbers.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import { scaleReader } from './scale.js';
import type { FieldMapping } from './schema.js';

/** Turns a trimmed text that is not empty into a value of a field, or says why it is none. */
export type Read = (text: string, row: RowState) => Value | Refusal;

/** A field as far as reading its cells goes. */
export type Target = Pick<Field, 'name' | 'type' | 'oneOf'>;

/** What is known of the cells of a source. */
export interface Cells {
  /** They have types of their own. */
  readonly typed?: boolean;
  /** Which dates are taken; absent where they are a layout's own. */
  readonly rules?: DateRules | undefined;
}

const longestText = 10_000;

/** The reader of a field's type, with what the layout says of its form. */
export function typedReader(target: Target, mapping: FieldMapping, layout: string, { typed = false, rules }: Cells = {}): Read {
  const subject: Subject = { field: target.name, layout };
  switch (target.type) {
    case 'number':
      return scaled(numberReader(mapping.decimal, subject, typed), mapping, subject);
    case 'boolean':
      return booleanReader(subject);
    case 'instant':
      return instantReader({ format: mapping.format, at: mapping.at, typed, rules }, subject);
    case 'day':
      return dayReader({ format: mapping.format, at: mapping.at, typed, rules }, subject);
    case 'text':
      return target.oneOf === undefined ? textReader(subject) : choiceReader(target.oneOf, subject);
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

function textReader(subject: Subject): Read {
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
