import { add, compare, divide, type Exact, multiply, subtract } from '../facts/exact.js';
import { reaches } from '../standards/comparison.js';
import type { Scale } from './scale.js';

/** The score of an exact value: of the first band that it reaches, or on the line between floor and target, clamped. */
export function score(value: Exact, scale: Scale): Exact {
  if ('bands' in scale) {
    const band = scale.bands.find(
      ({ comparator, limit }) => comparator === undefined || limit === undefined || reaches(value, comparator, limit.value),
    );
    if (band === undefined) throw new RangeError(`the bands of ${scale.metric} do not cover every value`);
    return band.score;
  }
  const { floor, target, scores } = scale.line;
  const along = divide(subtract(value, floor.value), subtract(target.value, floor.value));
  if (compare(along, 0) <= 0) return scores[0];
  if (compare(along, 1) >= 0) return scores[1];
  return add(scores[0], multiply(along, subtract(scores[1], scores[0])));
}
