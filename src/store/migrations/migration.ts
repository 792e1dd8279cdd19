/** A change of the schema, never changed itself once it is released: its wording is checked against what was applied. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
