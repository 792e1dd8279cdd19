/** Files that people send for a table, and that are read only when they are saved as something else. */
export type OtherKind = 'html' | 'xml_workbook' | 'xml' | 'opendocument' | 'pdf' | 'json' | 'zip';

/** As many bytes of a file as show what it is. */
export const KIND_BYTES = 4096;

/** What a file is by its first bytes, whatever its name says; undefined where it can be one of those that are read. */
export function otherKind(start: Buffer): OtherKind | undefined {
  // Without the zero bytes a text in UTF-16 reads as one in Latin letters; before it a byte order mark may stand.
  const text = start
    .subarray(0, KIND_BYTES)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart();
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('PK')) return text.includes('mimetypeapplication/vnd.oasis.opendocument') ? 'opendocument' : undefined;
  if (/^\[\s*[{\]]/.test(text)) return 'json';
  if (!text.startsWith('<')) return undefined;
  if (/^<(?:!doctype html|html|head|body|table|meta|style|div)\b/i.test(text)) return 'html';
  if (!/^<\?xml\b/i.test(text)) return undefined;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml_workbook';
  return /<html\b/i.test(text) ? 'html' : 'xml';
}
