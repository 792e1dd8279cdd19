import type { FactKindName } from '../../../facts/kinds.js';

/** For each kind of fact, or for any that has the field: the headers of each field, between bars. */
export type Dictionary = {
  readonly [kind in FactKindName | 'any']?: Readonly<Record<string, string>>;
};
