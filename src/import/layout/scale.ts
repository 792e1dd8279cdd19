import { add, compare, divide, type Exact, multiply, parseExact, roundHalfEven, subtract } from '../../facts/exact.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Refusal, type Subject } from './refusal.js';
import type { FieldMapping } from './schema.js';

/** As many as a quotient has: what divides no further is stored with these. */
const decimals = 12;

/** A number as it stands in a cell, on the scale of its field; or why it is none of the cell's scale. Undefined where nothing is said of scales. */
export function scaleReader(
  { whole, scale }: Pick<FieldMapping, 'whole' | 'scale'>,
  subject: Subject,
): ((value: Exact, text: string) => Exact | Refusal) | undefined {
  if (whole !== true && scale === undefined) return undefined;
  const onScale = scale === undefined ? undefined : onLine(scale, subject);
  return (value, text) => {
    if (whole === true && typeof value !== 'number') {
      return new Refusal(text, place =>
        fault(importFaults, 'number_not_whole', { value: text, ...subject, item: undefined }, place),
      );
    }
    return onScale === undefined ? value : onScale(value, text);
  };
}

function onLine(
  { from, to }: NonNullable<FieldMapping['scale']>,
  subject: Subject,
): (value: Exact, text: string) => Exact | Refusal {
  const [least = 0, most = 0] = from.map(toExact).toSorted(compare);
  const [start, first, last] = [toExact(from[0]), toExact(to[0]), toExact(to[1])];
  const slope = divide(subtract(last, first), subtract(toExact(from[1]), start));
  return (value, text) => {
    if (compare(value, least) < 0 || compare(value, most) > 0) {
      const params = { value: text, ...subject, least: Math.min(...from), most: Math.max(...from) };
      return new Refusal(text, place => fault(importFaults, 'number_off_scale', params, place));
    }
    return roundHalfEven(add(first, multiply(subtract(value, start), slope)), decimals);
  };
}

const toExact = (value: number): Exact => parseExact(String(value)) ?? 0;
