import type { Value } from '../../facts/fact.js';
import type { Field } from '../../facts/field.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { dayReader, instantReader } from './dates.js';
import { numberReader } from './numbers.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { FieldMapping } from './schema.js';

/** Turns a trimmed text that is not empty into a value of a field, or says why it is none. */
export type Read = (text: string, row: RowState) => Value | Refusal;

/** A field as far as reading its cells goes. */
export type Target = Pick<Field, 'name' | 'type' | 'oneOf'>;

const longestText = 10_000;

/** The reader of a field's type, with what the layout says of its form. */
export function typedReader(target: Target, mapping: FieldMapping, layout: string, typedCells = false): Read {
  const subject: Subject = { field: target.name, layout };
  switch (target.type) {
    case 'number':
      return numberReader(mapping.decimal, subject, typedCells);
    case 'boolean':
      return booleanReader(subject);
    case 'instant':
      return instantReader(mapping, subject, typedCells);
    case 'day':
      return dayReader(mapping, subject, typedCells);
    case 'text':
      return target.oneOf === undefined ? textReader(subject) : choiceReader(target.oneOf, subject);
  }
}

function textReader(subject: Subject): Read {
  return text => {
    if (text.length > longestText) {
      return new Refusal(text, place =>
        fault(importFaults, 'text_too_long', { value: text, ...subject, most: longestText }, place),
      );
    }
    return text;
  };
}

const yesAndNo: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1', '是'].map(word => [word, true] as const),
  ...['false', 'no', 'n', '0', '否'].map(word => [word, false] as const),
]);

function booleanReader(subject: Subject): Read {
  return text =>
    yesAndNo.get(text) ??
    yesAndNo.get(text.normalize('NFKC').toLowerCase()) ??
    new Refusal(text, place => fault(importFaults, 'boolean_unreadable', { value: text, ...subject }, place));
}

function choiceReader(allowed: readonly string[], subject: Subject): Read {
  const known = new Set(allowed);
  return text => {
    if (known.has(text)) return text;
    const small = text.toLowerCase();
    return known.has(small)
      ? small
      : new Refusal(text, place => fault(importFaults, 'choice_unknown', { value: text, ...subject, allowed }, place));
  };
}
