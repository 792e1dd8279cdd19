import type { Vocabulary } from '../../expressions/check.js';
import type { Expression } from '../../expressions/expression.js';
import type { Value } from '../../facts/fact.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import type { RowState } from './row.js';

type Signature = NonNullable<Vocabulary['calls']> extends ReadonlyMap<string, infer S> ? S : never;

/** What the functions over texts take and give. */
export const textSignatures: readonly (readonly [name: string, signature: Signature])[] = [
  ['concat', { parameters: ['text', 'text'], repeats: true, result: 'text' }],
  ['substring', { parameters: ['text', 'number', 'number'], optional: 1, result: 'text' }],
  ['replace', { parameters: ['text', 'text', 'text'], result: 'text' }],
  ['pad', { parameters: ['text', 'number', 'text'], result: 'text' }],
  ['upper', { parameters: ['text'], result: 'text' }],
  ['trim', { parameters: ['text'], result: 'text' }],
];

type RowRead = (row: RowState) => Value;

/** An empty result is missing, as an empty cell is. */
const orMissing = (text: string): string | null => (text === '' ? null : text);

/** A function of texts and numbers that is missing where any of them is. */
const strict =
  (apply: (...given: readonly Value[]) => string | null) =>
  (given: readonly RowRead[]): RowRead =>
  row => {
    const values: Value[] = [];
    for (const read of given) {
      const value = read(row);
      if (value === null) return null;
      values.push(value);
    }
    return apply(...values);
  };

/** The functions over texts, by their names. */
export const textFunctions: Readonly<Record<string, (given: readonly RowRead[]) => RowRead>> = {
  concat: strict((...texts) => texts.join('')),
  substring: strict((text, from, length) => {
    if (typeof text !== 'string' || typeof from !== 'number' || from === 0) return null;
    const start = from > 0 ? from - 1 : Math.max(0, text.length + from);
    if (length === undefined) return orMissing(text.slice(start));
    return typeof length === 'number' && length >= 0 ? orMissing(text.slice(start, start + length)) : null;
  }),
  replace: strict((text, part, by) =>
    typeof text === 'string' && typeof part === 'string' && typeof by === 'string'
      ? orMissing(text.replaceAll(part, () => by))
      : null,
  ),
  pad: strict((text, to, filler) =>
    typeof text === 'string' && typeof to === 'number' && typeof filler === 'string' ? text.padStart(to, filler) : null,
  ),
  upper: strict(text => (typeof text === 'string' ? text.toUpperCase() : null)),
  trim: strict(text => (typeof text === 'string' ? orMissing(text.trim()) : null)),
};

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

const longest = 10_000;

/** What constants may be, by function and place; what is calculated is missing where it is none of these. */
const allowed: Readonly<
  Record<string, readonly (readonly [place: number, holds: (value: unknown) => boolean, wanted: Phrase])[]>
> = {
  instant: [[2, value => value === 'start' || value === 'end', { phrase: 'one_of', names: ['"start"', '"end"'] }]],
  substring: [
    [1, value => isWhole(value, -longest, longest) && value !== 0, 'a_position'],
    [2, value => isWhole(value, 1, longest), { phrase: 'whole_number', least: 1, most: longest }],
  ],
  replace: [[1, value => value !== '', 'a_text_that_is_not_empty']],
  pad: [
    [1, value => isWhole(value, 1, longest), { phrase: 'whole_number', least: 1, most: longest }],
    [2, value => typeof value === 'string' && value.length === 1, 'one_character'],
  ],
};

/** What is wrong with the constants that a function is called with. */
export function argumentFaults(operation: string, given: readonly Expression[]): readonly Fault[] {
  return (allowed[operation] ?? []).flatMap(([place, holds, wanted]) => {
    const one = given[place];
    // A negative number is written as a call of the sign.
    const value =
      one?.node === 'literal' ? one.value : one?.node === 'call' && one.operation === 'negate' ? negated(one) : undefined;
    if (value === undefined || holds(value)) return [];
    return [fault(importFaults, 'layout_argument_wrong', { call: `${operation}()`, place: place + 1, wanted })];
  });
}

function negated({ arguments: [only] }: { readonly arguments: readonly Expression[] }): number | undefined {
  return only?.node === 'literal' && typeof only.value === 'number' ? -only.value : undefined;
}
