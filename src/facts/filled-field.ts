/** A field that a layout fills by itself, whatever the file says: in all rows, or where its cell is blank. */
export interface FilledField {
  readonly field: string;
  readonly value: string;
  readonly where: 'all' | 'blank';
}
