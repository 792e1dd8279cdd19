/** A field that a layout fills by itself, whatever the file says: in all rows, where the file has no value, or where its value has no meaning. */
export interface FilledField {
  readonly field: string;
  readonly value: string;
  readonly where: 'all' | 'missing' | 'unknown';
}
