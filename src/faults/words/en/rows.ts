import { namesEn } from '../../../words/en.js';
import type { KeySign, rowFaults } from '../../rows.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { article, didYouMean, orList, someOf } from './lists.js';
import { apartEn } from './rows-apart.js';

const some = (names: readonly string[]): string => someOf(names.map(name => quoted(name)));

const listed = (names: readonly string[]): string => `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;

const signNames: Readonly<Record<KeySign, string>> = {
  invisible: 'signs that cannot be seen',
  look_alike: 'signs that look like others',
  full_width: 'full-width signs',
  text_mark: 'the sign that marks a text for a spreadsheet',
};

const typeNames = {
  date: 'a date or time',
  boolean: 'true or false',
  fraction: 'a number with decimals',
} as const;

/** What only the rows around a row show, or the facts that are there already. */
export const rowsEn: Words<typeof rowFaults> = {
  key_in_exponent_form: p => ({
    what: `${quoted(p.value)} is how a spreadsheet shows a long number: the digits of ${p.field} are lost, and other rows may show the same.`,
    remedy: `Export the column as text from the program that wrote it, and do not open the file in a spreadsheet before it is imported. Where the codes really look like this, put a \`map\` for them at ${p.field} in ${p.layout}.`,
  }),
  key_digits_lost: p => ({
    what: `${quoted(p.value)} is a number of more than 15 digits in a spreadsheet cell, which keeps 15: the last digits of ${p.field} are lost.`,
    remedy: `Export the column as text from the program that wrote it; formatting the cell as text afterwards does not bring the digits back.`,
  }),
  key_without_result: p => ({
    what: `The cell of ${p.field} is a formula whose result is not in the file: a program has written the workbook, and no spreadsheet has calculated it.`,
    remedy:
      'Open the file in a spreadsheet program, save it and import it again; or let the program write values instead of formulas.',
  }),
  key_shown_otherwise: p => ({
    what: `The cell holds the number ${quoted(p.value)}, and its format shows ${quoted(p.shown)}: which of them ${p.field} is cannot be told.`,
    remedy:
      p.pad === undefined
        ? `Write the numbers as they are shown into the file, as text. If they are as they are stored, say \`exact: true\` at ${p.field} in ${p.layout}.`
        : `If they are as they are shown, say \`pad: { to: ${p.pad}, with: "0" }\` at ${p.field} in ${p.layout}; if they are as they are stored, \`exact: true\`.`,
  }),
  key_of_other_type: p => ({
    what: `${quoted(p.value)} is ${typeNames[p.as]} in a spreadsheet cell, and no ${p.field}: the spreadsheet has probably made it of what was typed.`,
    remedy: `Format the column as text and type the number again, or export it as text from the program that wrote it. If these really are the numbers, say \`exact: true\` at ${p.field} in ${p.layout}.`,
  }),
  key_with_decimals: p => ({
    what: `${quoted(p.value)} is a number with decimals, as programs write it that take the column for amounts: other files probably have ${quoted(p.key)}.`,
    remedy: `Export the column as text. Or take it without its decimals: \`value: 'text(number(col("${p.column}")))'${p.value.includes(',') ? ', decimal: ","' : ''}\` in place of \`column\` at ${p.field} in ${p.layout}. If the numbers really end like this, say \`exact: true\` there.`,
  }),
  key_made_plain: p => ({
    what: `${quoted(p.value)} was read as ${quoted(p.key)}, without ${p.signs.map(sign => signNames[sign]).join(', ')}.`,
    remedy: `Nothing, if that is the ${p.field} meant. To tell such spellings apart, say \`exact: true\` at ${p.field} in ${p.layout}. Rows that an earlier version imported as they were written are still there: withdraw that import before you repeat it.`,
  }),
  cell_is_ditto: p => ({
    what: `The cell holds \`${p.value}\`, which stands for the cell above and is no ${p.field} itself.`,
    remedy: `Say \`fill: ditto\` at ${p.field} in ${p.layout}, so that the cell above is taken; or write the value into the cell.`,
  }),
  groups_apart: p => ({
    what: `Rows of one ${p.group} do not stand together in this file: ${p.rows} with blank cells were filled from an earlier row of their ${p.group}${p.unfilled === 0 ? '' : `, and of ${p.unfilled} that row was too far above to be found`}.`,
    remedy:
      p.unfilled === 0
        ? `Nothing, if the first row of each ${p.group} holds for the others; else take \`fill\` out of ${p.layout}.`
        : `Sort the file by ${p.group} and import it again; \`fill\` stands in ${p.layout}.`,
  }),
  keys_end_in_zeros: p => ({
    what: `All ${p.count} values of ${p.field} that have more than 15 digits end in zeros after the 15th, such as ${quoted(p.example)}: a spreadsheet has probably rounded them.`,
    remedy: `Compare some of them with the system they come from. If they differ there, withdraw the import and export the column as text; the field is ${p.field} in ${p.layout}.`,
  }),
  row_repeated: p => ({
    what: `The row stands twice in this file: it says the same as row ${p.first} (${p.key.join(' · ')}). It is counted once${p.rows === 1 ? '' : `, as are ${p.rows} such rows in all`}.`,
    remedy: `Nothing, if the export repeats its rows. ${apartEn(p.apart)}`,
  }),
  row_is_blank: () => ({
    what: 'The row has no value in any column, and was skipped.',
    remedy: 'Nothing, if nothing is missing there.',
  }),
  row_is_total: p => ({
    what:
      p.word === undefined
        ? 'The row has no key, and its numbers are the sums of those above it: it was skipped as a row of totals.'
        : p.isSum
          ? `The row says ${quoted(p.word)}, and its numbers are those of the rows above it: it was skipped as a row of totals.`
          : `The row says ${quoted(p.word)} and holds little else than numbers: it was skipped as a row of totals.`,
    remedy: `Nothing, if it is one. Else say \`total_rows: keep\` in ${p.layout}.`,
  }),
  row_maybe_total: p => ({
    what:
      p.as === 'sum'
        ? `The row may be a row of totals: its numbers are the sums of the rows above it, and it says ${quoted(p.word)}.`
        : p.as === 'remark'
          ? `The row says ${quoted(p.word)} and nothing else: it may be a remark about the others.`
          : `The row may be a row of totals, since it says ${quoted(p.word)}; its other cells leave that in doubt.`,
    remedy: `Remove the row from the file if it is not one like the others, or leave it out with \`where\` in ${p.layout}. If it is a row like the others, say \`total_rows: keep\` there.`,
  }),
  group_start_lost: p => ({
    what: `${some(p.columns)} cannot be filled from above: row ${p.row}, with which the group may have begun, could not be read.`,
    remedy: `Correct row ${p.row}, then import both rows again.`,
  }),
  blank_below_first: p => ({
    what: `Cells seem to be written once and left blank below: ${p.columns.map(one => `${quoted(one.column)} is filled on the first row and blank on the others in ${one.blank} of ${one.groups} groups of rows with one ${p.group}`).join('; ')}. The blank ones were read as missing.`,
    remedy: `If the first row's cell holds for the others, say \`fill: down\` at the fields of ${orList(p.columns.map(one => quoted(one.column)))} in ${p.layout}.`,
  }),
  constant_overwrote: p => ({
    what: `${p.field} has one value for all rows, and it replaces another one in ${p.count === 1 ? '1 fact that is' : `${p.count} facts that are`} there already: ${p.first.map(one => `${one.key.join(' · ')} had ${quoted(one.was)} and gets ${quoted(one.now)}`).join('; ')}${p.count > p.first.length ? '; …' : ''}.`,
    remedy: `Nothing, if the value holds for every row. Else leave ${p.field} out of ${p.layout}, so that what other files say of it stays. What an import has replaced comes back when that import is withdrawn, or when the file with the field's own values is imported after it.`,
  }),
  known_key_missing: p => ({
    what: `${p.of} is empty, so that ${p.field} cannot be taken from the fact that is there already.`,
    remedy: `Fill the cell, or map ${p.field} in another way in ${p.layout}.`,
  }),
  known_fact_missing: p => ({
    what: `There is no ${namesEn.factKinds[p.kind]} with ${p.of} ${quoted(p.value)} yet, so that ${p.field} is not known.`,
    remedy: `Import the ${namesEn.factKinds[p.kind]} first, then this row again; or correct the cell. ${p.field} is mapped in ${p.layout}.`,
  }),
  known_fact_ambiguous: p => ({
    what: `${p.of} ${quoted(p.value)} does not say one ${p.field}: there are ${some(p.found)}.`,
    remedy: `Say in the file which is meant, and map that column to ${p.field} in ${p.layout}.`,
  }),
  place_unknown: p => ({
    what: `The times were read by the clock of ${p.zone}: the file does not say at which site the ${namesEn.factKinds[p.kind]} was handled, and nothing that was imported before says so. There are sites by the clock of ${listed(p.others)}.`,
    remedy: `Import the file that names the sites first, then withdraw this import and repeat it; or map \`site\` in ${p.layout}. If all times of the file are by one clock, say so with \`time_zone\` there.`,
  }),
  place_ambiguous: p => ({
    what: `By which clock the row's times are meant is not clear: the lines of ${namesEn.factKinds[p.kind]} ${quoted(p.value)} are at ${some(p.found.map(one => (one === '' ? 'no site' : one)))}, whose clocks differ.`,
    remedy: `Give each line a row of its own, and map \`line_no\` in ${p.layout}; or say with \`time_zone\` there by which clock the times of the file are.`,
  }),
  spellings_joined: p => ({
    what: `Spellings of the same ${p.field} were read as one: ${listed(p.joined.map(one => quoted(one)))}.`,
    remedy: `Nothing, if they are the same. To choose the spelling, register it under \`${p.field}s\` in plumbline.yaml; if they are different ${p.field}s, say \`exact: true\` at ${p.field} in ${p.layout}, withdraw this import and repeat it.`,
  }),
  spelling_ambiguous: p => ({
    what: `${quoted(p.value)} can be ${some(p.found)}: without case, width and spaces their codes or names are the same.`,
    remedy: `Write the code itself in the cell, or say which ${p.field} is meant with a \`map\` at ${p.field} in ${p.layout}.`,
  }),
  lines_unnamed: p => ({
    what: `${quoted(p.value)} has ${p.lines.length} lines (${listed(p.lines)}), and the row does not say which one it is about.`,
    remedy: `Say \`lines: all\` in ${p.layout} if a row is about all lines of its ${p.field}; else map line_no.`,
  }),
  row_of_all_lines: p => ({
    what: `${quoted(p.value)} has ${p.lines.length} lines (${listed(p.lines)}), and the row does not say which one it is about: it was taken to be about all of them. The counts of this import are of lines.`,
    remedy: `If that is right, say \`lines: all\` in ${p.layout}; if each row is about the first line alone, say \`line_no: { const: "1" }\` there.`,
  }),
  row_of_first_line: p => ({
    what: `${quoted(p.value)} has ${p.lines.length} lines (${listed(p.lines)}), and the row does not say which one it is about: it filled line ${p.line} alone, because ${listed(p.amounts)} would count once for each line.`,
    remedy: `Map line_no in ${p.layout} if the file has the lines. Where dates are meant for all lines, read them with a layout without amounts, or say \`lines: all\` if the amounts hold for every line, too. If line ${p.line} is right, say \`line_no: { const: "${p.line}" }\`.`,
  }),
  reject_unchanged: p => ({
    what: `The row is as it was when it was rejected (${p.code}, row ${p.row} of its source), and the file of rejected rows cannot show what was wrong with it.`,
    remedy:
      'Correct the row; if it is right as it stands, empty its cell in the column "code". If the layout was corrected instead, import the file again that the row comes from.',
  }),
  rejects_garbled: p => ({
    what: `This is a file of rejected rows, but the program that saved it had read it in a wrong encoding: its first column is called ${quoted(p.found)}. Letters beyond plain English are spoiled in its rows. Nothing was imported.`,
    remedy:
      'Open the file of rejected rows again and choose UTF-8 (in LibreOffice in the window that asks for the character set, in Excel under Data, From Text/CSV); correct its rows there and save it.',
  }),
  reject_of_other_file: p => ({
    what: `The row comes from ${quoted(p.other)}, and the first row of this file from ${quoted(p.file)}: their cells are read in different ways.`,
    remedy: 'Import the rejected rows of each source as a file of its own.',
  }),
  layout_of_unknown: p => ({
    what: `${p.field} cannot be taken from what ${quoted(p.of)} names: it is no number of a fact.${didYouMean(p.of, p.known)}`,
    remedy: `Use one of ${orList(p.known)} at \`of\`.`,
  }),
  layout_of_differs: p => ({
    what: `${p.field} is taken from what ${p.of} names, and another field from what ${p.first} names; one layout can look up one of them.`,
    remedy: `Use \`of: ${p.first}\` for both, or map ${p.field} in another way.`,
  }),
  layout_of_lacks_field: p => ({
    what: `${namesEn.factKinds[p.kind]}, which ${p.of} names, has no text ${p.field} that could be taken over.`,
    remedy: `Map ${p.field} in another way. What can be taken over: ${orList(p.known)}.`,
  }),
  layout_of_unmapped: p => ({
    what: `${p.field} is to be taken from the fact that ${p.of} names, and ${p.of} itself is not mapped.`,
    remedy: `Add \`${p.of}: { column: … }\`.`,
  }),
  layout_lines_unfit: p => ({
    what:
      p.why === 'no_lines'
        ? `\`lines: all\` needs a kind of fact that has lines; ${article(namesEn.factKinds[p.fact])} has none.`
        : '`lines: all` and a mapped line_no contradict each other.',
    remedy:
      p.why === 'no_lines'
        ? 'Remove `lines`.'
        : 'Remove line_no, so that each row is about all lines; or remove `lines`, so that it is about the one it names.',
  }),
  layout_fill_unknown: p => ({
    what: `\`fill\` names ${quoted(p.field)}, which this layout does not map from a column.${didYouMean(p.field, p.known)}`,
    remedy: `Use one of ${orList(p.known)}.`,
  }),
  layout_several_not_client: p => ({
    what: `\`${p.setting}\` of ${p.field} gives several values; only \`client\` can have several, which makes a fact for each.`,
    remedy: 'Give one value.',
  }),
};
