import type { Field } from '../field.js';

/** One kind of fact: the fields a source may fill, and those that identify it. */
export interface Kind<Name extends string> {
  readonly name: Name;
  /** Identifying fields, client first. */
  readonly key: readonly string[];
  readonly fields: readonly Field[];
}
