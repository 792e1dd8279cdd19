import type { OnPage } from '../../on-page.js';

const below = 'below the column where the file is mapped';
const inText =
  'Else whoever looks after the rules says so in the text of the layout (page “Rules”); the help has it under the code of this message.';

/** What is done about faults of rows and layouts where there are controls for it; what stands in “ ” is the name of one. */
export const onPageEn: OnPage = {
  date_form: `Choose the form of these dates at “Form of the dates” ${below}. If the cell means that there is no date, add it at “Another value that means nothing”; else correct it.`,
  month_language: `Write the month as a number in the source. ${inText}`,
  no_such_day: 'Correct the cell in the source.',
  no_date: `Nothing, if there is no date. ${inText}`,
  needs_date: `Fill in the date in the source. ${inText}`,
  part_of_year: `Write the day in the source. ${inText}`,
  serial_date: `Format the column as a date in the spreadsheet, and export it again. ${inText}`,
  far_date: `Correct the cell. ${inText}`,
  other_column: 'Correct the cell, or choose another column for this where the file is mapped.',
  figure: `Correct the cell. A word can stand for a figure: say which at “Values of …” ${below}; or for nothing: add it at “Another value that means nothing”. Where the decimal sign is another, choose it at “Decimal sign”.`,
  decimal_sign: `Choose the decimal sign at “Decimal sign” ${below}; or write the number without signs between its thousands in the source.`,
  unit: `Write the figure alone, in one unit or currency, in the source. ${inText}`,
  scale: `Correct the cell. ${inText}`,
  meaning: `Say what it means at “Values of …” ${below}; or correct the cell.`,
  phrase: 'Correct the cell; or have whoever looks after the rules give the phrase a score (page “Rules”).',
  blank_key: `Fill the cell, or choose another column for this. Only where the file leaves it blank on the further lines of the same one, as merged cells do, tick “A blank cell means the one above it” ${below}.`,
  client: `Correct the cell; add the client on the page “Rules”; or say which client is meant at “Values of …” ${below}.`,
  survey_item: 'Correct the cell, or what the column is. A new item needs a measure of its own (page “Rules”).',
  clock: `Nothing, if the times are meant so. Give each row its site, by a column or for all rows; then withdraw this import and repeat it. ${inText}`,
  two_dates: 'Check both cells in the source, and where the file is mapped the columns and “Form of the dates” of both.',
  headings:
    'Choose the row of the headings at “Headings in row”, and the sheet where there are several. Where the columns are others, the file is of another form: map it as a new one (“Bring a file”).',
  headings_found: 'Nothing, if these are the headings; else choose their row at “Headings in row”.',
  no_rows:
    'Nothing, if there was nothing to report. Else export it again; if rows stand in it, choose the right row at “Headings in row”, or another sheet.',
  control_total: `Get the whole file. ${inText}`,
  field: 'Choose another field for the column.',
  unmapped_key: 'Choose a column for it, or one value for all rows (“A field that is the same in all rows”).',
  joined: `Say what stands between the two at “Between the two” ${below}, or join none.`,
  name_taken: 'Choose another “Name of the layout”, or begin with the saved one.',
  text_of_layout:
    'Have whoever looks after the rules correct it in the text of the layout (page “Rules”); the help has how under the code of this message.',
  two_times: 'Correct one of the cells, or choose the column that is right alone.',
  joined_blank: 'Fill the cell, or choose other columns to join.',
  apart:
    'Keep the row that is right; there is nothing to do where the export repeats its rows. If they are different facts, choose a column in which they differ for what tells facts apart, such as the line number.',
  rounded_keys:
    'Compare some of them with the system they come from. If they differ there, withdraw the import and export the column as text.',
  for_all_rows:
    'Nothing, if the value holds for every row. Else leave the field out where the file is mapped, so that what other files say of it stays. What an import has replaced comes back when that import is withdrawn, or when the file with the field’s own values is imported after it.',
  of_other_fact: 'Import the file first that brings the other fact, then this row again; or correct the cell.',
  spoiled_key:
    'Export the column as text from the program that wrote it, and do not open the file in a spreadsheet before it is imported. If the numbers really are so, whoever looks after the rules says it in the text of the layout (page “Rules”).',
  plain_key: `Nothing, if the same is meant. To choose the spelling of a client or site, add it on the page “Rules”, or say what is meant at “Values of …” ${below}. ${inText}`,
  as_above: `Write the value into the cell. ${inText}`,
  groups: 'Nothing, if the first row of each group holds for the others; else sort the file by group and import it again.',
  fill_down: `If the first cell holds for those below it, tick “A blank cell means the one above it” ${below}.`,
  total: `Nothing, if it is a row of totals; take it out of the file where it was rejected. ${inText}`,
  lines: `Choose a column for the line number where the file has one. ${inText}`,
  format: 'Export the file as csv or xlsx and bring it as a new one (“Bring a file”).',
  encoding: 'Choose the encoding at “Encoding” where the file is mapped; or save the file as UTF-8 (in Excel: “CSV UTF-8”).',
  delimiter:
    'Choose what stands between the cells at “Between cells” where the file is mapped; or correct the row: each column has its cell, and a cell that holds that sign stands in quotes.',
  same_heading: 'Give each column a heading of its own in the source, if both are needed.',
  quotes: `Correct the quotes in the source: a quote inside a cell is written twice, with quotes around the cell. ${inText}`,
  sheet: 'Choose the sheet at “Sheet” where the file is mapped; sheets of another form are mapped as files of their own.',
};
