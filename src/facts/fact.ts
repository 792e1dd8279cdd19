import type { Exact } from './exact.js';
import type { FactKindName } from './kinds.js';

/** A field's value: instants in UTC milliseconds, days as days since 1970-01-01, numbers exact, null where missing. */
export type Value = Exact | string | boolean | null;

/** Values by field name; a workspace's own fields by their id. */
export type Values = Readonly<Record<string, Value>>;

/** A normalised source record with its origin. */
export interface Fact {
  readonly kind: FactKindName;
  readonly values: Values;
  readonly origin: { readonly batch: number; readonly row: number };
}
