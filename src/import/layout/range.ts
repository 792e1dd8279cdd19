import { compare, decimalText, type Exact } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { Field, Range } from '../../facts/field.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';

type PlaceOf = (field: string) => FaultPlace;

interface Ranged {
  readonly name: string;
  readonly range: Range;
}

const none: readonly Fault[] = [];

/** A check of a whole fact: its numbers that are below the least or above the most that their fields allow, or should be whole. */
export function rangeCheck(fields: readonly Field[], layout: string): (values: Values, placeOf: PlaceOf) => readonly Fault[] {
  const ranged = fields.flatMap(({ name, range }) => (range === undefined ? [] : [{ name, range }]));
  const faultOf = ({ name, range }: Ranged, value: Exact, values: Values, placeOf: PlaceOf): Fault | undefined => {
    const least = leastOf(range, values);
    const isInside = compare(value, least) >= 0 && compare(value, range.most) <= 0;
    if (isInside && (typeof value === 'number' || !holdsUnless(range, values))) return undefined;
    const params = { value: decimalText(value), field: name, layout };
    return isInside
      ? fault(importFaults, 'number_not_whole', { ...params, item: range.unless?.is }, placeOf(name))
      : fault(importFaults, 'number_out_of_range', { ...params, least, most: range.most }, placeOf(name));
  };
  return (values, placeOf) => {
    let faults: Fault[] | undefined;
    for (const one of ranged) {
      const value = values[one.name];
      const found = isAmount(value) ? faultOf(one, value, values, placeOf) : undefined;
      if (found !== undefined) (faults ??= []).push(found);
    }
    return faults ?? none;
  };
}

const isAmount = (value: Value | undefined): value is Exact =>
  value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'boolean';

const holdsUnless = ({ unless }: Range, values: Values): boolean => unless !== undefined && values[unless.field] === unless.is;

const leastOf = (range: Range, values: Values): number =>
  holdsUnless(range, values) ? (range.unless?.least ?? range.least) : range.least;
