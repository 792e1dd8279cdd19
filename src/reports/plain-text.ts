/** The most characters that a spreadsheet cell holds. */
export const cellLimit = 32_767;

// Control characters but tab and line feed, halves of surrogate pairs, and what XML forbids: any of them makes a workbook unreadable.
const unwritable =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// Whatever of that, or of a surrogate pair, there is: most texts have none of it.
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const suspicious = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/;

/** A text as a cell can hold it: without control characters, and cut with an ellipsis where it is too long. */
export function plainText(text: string, limit = cellLimit): string {
  if (text.length <= limit && !suspicious.test(text)) return text;
  const clean = text.replace(/\r\n?/g, '\n').replace(unwritable, '');
  if (clean.length <= limit) return clean;
  return `${clean.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
