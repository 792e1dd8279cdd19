/** What lies between the numbers of two sheets: no sheet has as many rows. */
const SHEET_SPAN = 2_000_000;

/** The most sheets that one source may have: the numbers of their rows have to fit into an integer of the store. */
export const MOST_SHEETS = 1000;

/** The one number under which the store keeps a row of the sheet at a position: that of its row in the first sheet, raised in others. */
export const storedRow = (sheet: number, row: number): number => sheet * SHEET_SPAN + row;

/** The position of the sheet and the row in it that a stored number means. */
export const sheetAndRow = (stored: number): { readonly sheet: number; readonly row: number } => ({
  sheet: Math.floor(stored / SHEET_SPAN),
  row: stored % SHEET_SPAN,
});
