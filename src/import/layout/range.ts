import { compare, decimalText } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { Field, Range } from '../../facts/field.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';

/** A check of a whole fact: its numbers that are below the least or above the most that their fields allow, or should be whole. */
export function rangeCheck(
  fields: readonly Field[],
  layout: string,
): (values: Values, placeOf: (field: string) => FaultPlace) => readonly Fault[] {
  const ranged = fields.flatMap(({ name, range }) => (range === undefined ? [] : [{ name, range }]));
  return (values, placeOf) =>
    ranged.flatMap(({ name, range }): readonly Fault[] => {
      const value = values[name];
      if (!isAmount(value)) return [];
      const least = leastOf(range, values);
      if (compare(value, least) >= 0 && compare(value, range.most) <= 0) {
        if (typeof value === 'number' || !holdsUnless(range, values)) return [];
        const params = { value: decimalText(value), field: name, layout, item: range.unless?.is };
        return [fault(importFaults, 'number_not_whole', params, placeOf(name))];
      }
      const params = { value: decimalText(value), field: name, layout, least, most: range.most };
      return [fault(importFaults, 'number_out_of_range', params, placeOf(name))];
    });
}

const isAmount = (value: Value | undefined): value is Exclude<Value, string | boolean | null> =>
  value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'boolean';

const holdsUnless = ({ unless }: Range, values: Values): boolean => unless !== undefined && values[unless.field] === unless.is;

const leastOf = (range: Range, values: Values): number =>
  holdsUnless(range, values) ? (range.unless?.least ?? range.least) : range.least;
