import { compare, decimalText } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { Field, Range } from '../../facts/field.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';

/** A check of a whole fact: its numbers that are below the least or above the most that their fields allow. */
export function rangeCheck(
  fields: readonly Field[],
  layout: string,
): (values: Values, placeOf: (field: string) => FaultPlace) => readonly Fault[] {
  const ranged = fields.flatMap(({ name, range }) => (range === undefined ? [] : [{ name, range }]));
  return (values, placeOf) =>
    ranged.flatMap(({ name, range }) => {
      const value = values[name];
      if (!isAmount(value)) return [];
      const least = leastOf(range, values);
      if (compare(value, least) >= 0 && compare(value, range.most) <= 0) return [];
      const params = { value: decimalText(value), field: name, layout, least, most: range.most };
      return [fault(importFaults, 'number_out_of_range', params, placeOf(name))];
    });
}

const isAmount = (value: Value | undefined): value is Exclude<Value, string | boolean | null> =>
  value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'boolean';

const leastOf = ({ least, unless }: Range, values: Values): number =>
  unless !== undefined && values[unless.field] === unless.is ? unless.least : least;
