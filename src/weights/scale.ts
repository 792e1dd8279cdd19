import type { Exact } from '../facts/exact.js';
import type { Dated, Level } from '../standards/standard.js';

/** How a value becomes a score from 1 to 10. */
export type Scale = Dated & { readonly metric: string } & (
    | { readonly bands: readonly Band[] }
    | { readonly line: { readonly floor: Level; readonly target: Level; readonly scores: readonly [Exact, Exact] } }
  );

/** The values at which the way to a score changes. */
export const limitsOf = (scale: Scale): readonly Exact[] =>
  'bands' in scale
    ? scale.bands.flatMap(({ limit }) => (limit === undefined ? [] : [limit.value]))
    : [scale.line.floor.value, scale.line.target.value];

/** A band: the first whose limit the value reaches gives the score; the last has no limit. */
export interface Band {
  readonly comparator?: 'at_least' | 'more_than' | 'at_most' | 'less_than';
  readonly limit?: Level;
  readonly score: Exact;
}
