import type { ParamsOf } from '../../entry.js';
import type { readersFaults } from '../../readers.js';
import { jqProgram } from '../jq-program.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, orList } from './lists.js';
import { phraseEn } from './phrases.js';

/** 1st, 2nd, 3rd, 4th … */
const ordinal = (number: number): string =>
  `${number}${/1[1-3]$/.test(String(number)) ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;

const neverQuotes =
  'If this source never quotes, say `quote: none` in the layout and import the file of rejected rows as it is: it holds these cells with their quotes, as the source does.';

/** How far the cell of a quote goes that is never closed. */
function inItsCell({ megabytes, lines = 0 }: ParamsOf<(typeof readersFaults)['quote_unterminated']>): string {
  if (megabytes !== undefined) return ` (within ${megabytes} MB)`;
  if (lines === 0) return '';
  return lines === 1 ? ': the file ends inside its cell' : `: its cell holds all ${lines} lines up to the end of the file`;
}

const saveAgain = 'Open it in Excel or LibreOffice, save it as .xlsx or as csv, and import that file.';
const exportAgain = 'Have the program that made it export the table as csv or xlsx, and import that file.';

const kindsEn = {
  html: { what: 'This is a web page (HTML) with a table in it, as portals save it', remedy: saveAgain },
  xml_workbook: { what: 'This is a workbook in the XML form of Excel 2003', remedy: saveAgain },
  opendocument: { what: 'This is an OpenDocument file (.ods), as LibreOffice saves it', remedy: saveAgain },
  xml: { what: 'This is an XML file', remedy: exportAgain },
  pdf: { what: 'This is a PDF document', remedy: exportAgain },
  zip: { what: 'This is a zip archive with other files in it', remedy: 'Unpack it and import the files in it one by one.' },
} as const;

/** What can be wrong with a source before its cells mean anything. */
export const readersEn: Words<typeof readersFaults> = {
  source_missing: p => ({
    what: `There is no file ${quoted(p.path, 200)}.`,
    remedy: 'Check the path; it is taken from the folder you are in.',
  }),
  source_is_directory: p => ({
    what: `${quoted(p.path, 200)} is a folder, a file was expected.`,
    remedy: 'Name the files in it one by one.',
  }),
  source_unreadable: p => ({
    what: `${quoted(p.path, 200)} cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'Give the user who runs this the right to read the file, or copy it to a disk that works.',
  }),
  source_empty: p => ({
    what: `The file holds nothing; ${phraseEn(p.expected)} was expected.`,
    remedy: 'Export it again and look at it before importing.',
  }),
  format_unknown: p => ({
    what: `${quoted(p.format)} is not a format; ${orList(p.known)} was expected.`,
    remedy: `Correct \`format:\` in the layout.${didYouMean(p.format, p.known)}`,
  }),
  source_other_kind: p => ({ what: `${kindsEn[p.is].what}. Files of this kind are not read.`, remedy: kindsEn[p.is].remedy }),
  rows_quoted_whole: p => ({
    what: `Every row stands in quotes as a whole, so that the file has a single column, ${quoted(p.heading)}; its cells hold ${p.delimiter === '\t' ? 'a tab' : quoted(p.delimiter)} between what are columns.`,
    remedy:
      'Export it again without quotes around whole rows. Or open it in a spreadsheet, divide the column (in Excel: Data, Text to Columns, the columns of numbers such as waybills as text), and save it as xlsx or csv.',
  }),
  format_differs: p => ({
    what: `The file is ${p.found}, not ${p.format} as the layout says.`,
    remedy: `Set \`format: ${p.found}\` in the layout, or name the right file.`,
  }),
  encoding_unknown: p => ({
    what: `${quoted(p.encoding)} is not an encoding that can be read; auto, utf-8, utf-16, gb18030, windows-1252, big5 and many more can.`,
    remedy: `Correct \`encoding:\` in the layout.${didYouMeanText(p.near)}`,
  }),
  encoding_invalid: p => ({
    what: `${p.bytes === '' ? 'Here' : `The bytes ${p.bytes}`} (byte ${p.at} of the file) ${p.bytes === '' ? 'are bytes that are' : 'are'} not ${p.encoding}, ${
      p.isNamed
        ? 'which the layout names'
        : p.isMixed
          ? 'in which the file is written up to here'
          : 'as which the file was read by its beginning'
    }.${p.likely === undefined ? '' : ` Their line looks like ${p.likely}.`}`,
    remedy:
      p.isMixed && !p.isNamed
        ? 'The file seems to be put together from parts, or damaged: save it as a whole as UTF-8 (in Excel: "CSV UTF-8"). If it is in one encoding after all, name its `encoding:` in the layout.'
        : `Save it as UTF-8 (in Excel: "CSV UTF-8"), or name its encoding in the layout${p.likely === undefined ? ' with `encoding:`' : `, probably \`encoding: ${p.likely}\``}.`,
  }),
  encoding_doubtful: p => ({
    what: `The file does not say its encoding. It was read as ${p.encoding}, for want of a better one; it may be ${orList(p.candidates)}.`,
    remedy: `Look at its words beyond plain English. Where they are wrong, set \`encoding: ${p.candidates[0]}\` in the layout; where they are right, \`encoding: ${p.encoding}\`, and this is not said again.`,
  }),
  delimiter_bad: p => ({
    what: `${quoted(p.delimiter)} cannot separate cells; auto, tab, space or one to eight characters such as , or ; that are not the quote were expected.`,
    remedy: 'Correct `delimiter:` in the layout.',
  }),
  quoting_bad: p => ({
    what: `\`${p.key}: ${quoted(p.value)}\` cannot be used; ${
      p.key === 'comment'
        ? 'the text with which comment lines begin, such as "#", was expected'
        : `${p.key === 'quote' ? 'none, or ' : ''}one character that is no letter, digit or space was expected`
    }.`,
    remedy: `Correct \`${p.key}:\` in the layout.`,
  }),
  header_missing: p => ({
    what:
      p.row === undefined
        ? 'There is no header: every row is empty.'
        : `There is no header in row ${p.row}: the source ends before it.`,
    remedy: 'Give the columns names in the first row, or correct `header_row:` in the layout.',
  }),
  header_duplicate: p => ({
    what: `The header ${quoted(p.name)} stands over columns ${p.columns.join(', ')}; the name means the first of them.`,
    remedy: `If a layout needs another of them, name it by its position, \`column: ${p.columns[1]}\`, or give it a name of its own in the source.`,
  }),
  header_repeated: p => ({
    what: `The header stands again below: ${p.rows === 1 ? 'the row was' : `${p.rows} rows, the first of them here, were`} left out.`,
    remedy: 'Nothing has to be done: what repeats the header is no data.',
  }),
  columns_too_many: p => ({
    what: `The header has more than ${p.most} columns, the most that are read.`,
    remedy: 'Check the delimiter and that this is the right file; export only the columns that are needed.',
  }),
  row_ragged: p => ({
    what: `The row has ${p.cells} cells instead of ${p.columns}.`,
    remedy:
      p.cells < p.columns
        ? 'Add the cells that are missing. If this source leaves out blank cells at the end of a row, say `ragged: pad` in the layout.'
        : 'Put quotes around a cell that holds the delimiter, or take out the delimiter that is too many.',
  }),
  cells_surplus: p => ({
    what: `Most rows have ${p.cells} cells, the header has ${p.columns}. The cells beyond the header are blank and were left out.`,
    remedy:
      'Make sure that no delimiter is missing in the header: the names after it would stand over the wrong cells. If the rows only end in a delimiter, say `ragged: pad` in the layout, and this is not said again.',
  }),
  record_cut_off: p => ({
    what: `The file breaks off in this row, after cell ${p.cells} of ${p.columns}, without a line end. Nothing was imported.`,
    remedy:
      'Get the whole file again. If the file is whole and this row is a footer, end it with a line end (it is then a rejected row), or remove it.',
  }),
  quote_misplaced: p => ({
    what: `After a closing quote comes ${quoted(p.found, 20)}; the delimiter or the end of the line was expected.`,
    remedy: `Write a quote inside a quoted cell twice (""). ${neverQuotes}`,
  }),
  quotes_bare: () => ({
    what: 'Two cells of the row have a quote inside and none around them: a delimiter before a quoted cell may be missing.',
    remedy: `Put the delimiter back, or quotes around the cells and each quote inside them twice (""). ${neverQuotes}`,
  }),
  quote_spans_rows: p => ({
    what:
      p.opened === undefined
        ? 'A quote opens in this line and is not closed in it, and what follows looks like rows of their own. They were read as such.'
        : `The quote that opens in line ${p.opened} is closed here, after what looks like a row of its own.`,
    remedy: `Take out the quote, or write it twice ("") in a cell with quotes around it. If the cell is meant to hold these lines, say \`multiline: true\` in the layout, withdraw this import and import the file again. ${neverQuotes}`,
  }),
  quote_unterminated: p => ({
    what: `The quote that opens in this line is never closed${inItsCell(p)}.`,
    remedy: `Close the quote, or take it out; if the file was cut off on its way, fetch it again. ${
      p.lines === 1
        ? ''
        : 'If no cell of this source runs over a line end, say `multiline: false` in the layout: only the line of the quote is then rejected. '
    }${p.lines === undefined ? 'If this source never quotes, say `quote: none`.' : neverQuotes}`,
  }),
  cell_too_long: p => ({
    what: `The cell has more than ${p.most} characters, which no field takes.`,
    remedy: `Leave column ${quoted(p.column)} out of the export, or shorten the cell; if a quote is missing at its end, correct that.`,
  }),
  record_too_long: p => ({
    what: `The row that starts here is longer than ${p.megabytes} MB, the most that is read.`,
    remedy: 'Check the delimiter, the line ends and that this is the right file.',
  }),
  cell_nul: p => ({
    what: `${p.count === 1 ? 'A cell holds' : `${p.count} cells hold`} a NUL character (code 0), which is not text.`,
    remedy: 'Remove it where the file is made; a damaged file has to be fetched again.',
  }),
  json_malformed: p => ({
    what: `The line is not a JSON object: ${phraseEn(p.reason)}.`,
    remedy: 'Write one whole object {…} a line.',
  }),
  json_cut_off: p => ({
    what: `The file breaks off in this line: it is not a whole JSON object (${phraseEn(p.reason)}), and has no line end. Nothing was imported.`,
    remedy: 'Get the whole file again; if it is whole, write one JSON object {…} a line and end the last one with a line end.',
  }),
  json_array: () => ({
    what: 'The file is one JSON array ([ … ]); of JSON, files with one object a line are read.',
    remedy:
      'Export it as csv or xlsx, or as .ndjson: each object on its own line, without the brackets and commas around them. On a command line: jq -c ".[]" FILE > FILE.ndjson',
  }),
  json_document: ({ rows }) => ({
    what:
      rows === undefined
        ? 'The objects of this file go over several lines; of JSON, files with one object a line are read.'
        : `The file is one JSON document whose rows stand in the list ${quoted(rows.join('.'))}; of JSON, files with one object a line are read.`,
    remedy: `Export it as csv or xlsx, or as .ndjson: each object on its own line${rows === undefined ? '' : ', without what stands around and between them'}. On a command line: jq -c ${jqProgram(rows)} FILE > FILE.ndjson`,
  }),
  key_late: p => ({
    what: `The key ${quoted(p.key)} first appears here, after the first ${p.lines} lines that decide the columns; it and other such keys are not read.`,
    remedy: 'Give one of the first lines this key, null will do.',
  }),
  sheet_unknown: p => ({
    what: `There is no sheet ${quoted(p.sheet)}; there ${p.known.length === 1 ? 'is' : 'are'} ${p.known
      .slice(0, 20)
      .map(name => quoted(name))
      .join(', ')}.`,
    remedy: `Correct \`sheet:\` in the layout.${didYouMean(p.sheet, p.known)}`,
  }),
  sheet_differs: p => ({
    what: `Sheet ${quoted(p.sheet)} has not the columns of sheet ${quoted(p.first)}: ${orList(p.missing.slice(0, 12).map(name => quoted(name)))} ${p.missing.length === 1 ? 'is' : 'are'} missing. Nothing was imported.`,
    remedy:
      'Name in `sheet:` of the layout only sheets of one form, as a pattern or a list; import sheets of another form with a layout of their own.',
  }),
  sheets_hidden: p => ({
    what: `\`sheet:\` also fits hidden sheets, which were not read: ${p.sheets.map(name => quoted(name)).join(', ')}.`,
    remedy: 'If they belong to the data, show them in the workbook, or list them by name in `sheet:` of the layout.',
  }),
  formula_without_result: p => ({
    what: `${p.cells === 1 ? 'A formula' : `${p.cells} formulas`} in this column (the ${ordinal(p.position)}) ${p.cells === 1 ? 'has' : 'have'} no calculated result in the file; ${p.cells === 1 ? 'the cell was' : 'the cells were'} read as missing.`,
    remedy:
      'A program wrote this workbook and calculated nothing. Open it in Excel or LibreOffice, save it, and import the saved file; or have the program write values.',
  }),
  cells_merged: p => ({
    what: `${p.ranges === 1 ? 'Cells are merged' : `Cells are merged in ${p.ranges} places`} below the header, in ${p.columns.length === 1 ? 'column' : 'columns'} ${p.columns
      .slice(0, 12)
      .map(name => quoted(name))
      .join(', ')}: only the first of merged cells holds the value, the others were read as blank.`,
    remedy: `If the value is meant for all of them, say \`merged: fill\` in the layout, or \`merged: { fill: [${quoted(p.columns[0] ?? '')}] }\` for some columns only.`,
  }),
  merged_column_unknown: p => ({
    what: `\`merged:\` names the column ${quoted(p.column)}, which the file does not have.`,
    remedy: `Correct it in the layout.${didYouMean(p.column, p.known)}`,
  }),
  cells_beyond: p => ({
    what: `There are cells to the right of the table, the first in column ${p.column}; the header has ${p.columns} columns.`,
    remedy: 'They are not read. Give them a header if they belong to the table.',
  }),
  workbook_old: () => ({
    what: 'This is an Excel file of the old kind (.xls) or one locked with a password; an open .xlsx was expected.',
    remedy: 'Open it in Excel, take the password off, and save it as "Excel Workbook (.xlsx)".',
  }),
  workbook_broken: p => ({
    what: `The workbook cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'If Excel opens it, save it again as .xlsx; else fetch it again, it may have been cut off on its way.',
  }),
  workbook_too_big: p => ({
    what: `The workbook has ${phraseEn(p.what)}; at most ${phraseEn(p.most)} is read.`,
    remedy: 'Export the table as csv, or split it.',
  }),
  workbook_too_slow: p => ({
    what: `Reading the workbook did not move forward for ${p.seconds} seconds, so it was given up.`,
    remedy: 'Try again if the machine was busy with other work; else export the table as csv.',
  }),
  query_missing: () => ({ what: 'The layout has format: sql but no `query:`.', remedy: 'Add `query: select …` to the layout.' }),
  connection_missing: p => ({
    what:
      p.variable === undefined
        ? 'No `connection:` is given.'
        : `The environment variable ${p.variable}, which should hold the connection, is not set.`,
    remedy:
      p.variable === undefined
        ? 'Add `connection: env:NAME` to the layout and set NAME to postgres://user:password@host/database or mysql://….'
        : `Set ${p.variable} to postgres://user:password@host/database or mysql://….`,
  }),
  connection_bad: p => ({
    what: `The connection ${p.scheme === '' ? 'is not a URL' : `begins with ${quoted(p.scheme)}`}; postgres:// or mysql:// was expected.`,
    remedy: 'Correct `connection:` in the layout, or the environment variable it names.',
  }),
  connection_failed: p => ({
    what: `The database at ${p.host} cannot be reached: ${phraseEn(p.reason)}.`,
    remedy: 'Check host, port, user, password and database of `connection:`, and that the server runs.',
  }),
  query_failed: p => ({
    what: `The database refuses the query: ${phraseEn(p.reason)}.`,
    remedy: 'Correct `query:` in the layout; it is run as a subselect, read-only.',
  }),
  query_broken_off: p => ({
    what: `The database broke off while rows were being read: ${phraseEn(p.reason)}.`,
    remedy: 'Nothing was imported; try again.',
  }),
  watermark_unknown: p => ({
    what: `The query has no column ${quoted(p.column)} for the watermark.`,
    remedy: `Correct \`watermark:\`, or add the column to the query.${didYouMean(p.column, p.known)}`,
  }),
};
