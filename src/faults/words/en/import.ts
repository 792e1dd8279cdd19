import { namesEn } from '../../../words/en.js';
import { capital } from '../../../words/name.js';
import type { Headings, importFaults } from '../../import.js';
import { formList } from '../date-forms.js';
import { quoted } from '../quoted.js';
import { type Words, wordsOf } from '../wording.js';
import { cellsEn } from './cells.js';
import { article, didYouMean, orList } from './lists.js';
import { apartEn } from './rows-apart.js';
import { phraseEn } from './phrases.js';
import { proposalEn } from './proposal.js';

const list = (names: readonly string[], most = 40): string =>
  names.length > most
    ? `${names
        .slice(0, most)
        .map(name => quoted(name))
        .join(', ')} and ${names.length - most} more`
    : names.map(name => quoted(name)).join(', ');

function headerRowEn(headings: Headings | undefined): string {
  if (headings === undefined) return 'where a title stands above the headings, say `header_row: 4` for headings in line 4.';
  const { named, found } = headings;
  return found === undefined
    ? `the layout takes row ${named} for the headings; if they stand in another, correct \`header_row: ${named}\`, or remove it.`
    : `the layout takes row ${named} for the headings, and row ${found} has all columns: remove \`header_row: ${named}\`, and the headings are found wherever they stand.`;
}

const partOfDayEn = (serial: readonly string[]): string =>
  serial.length === 0 ? '' : `, or where it is a part of a day as spreadsheets keep times, \`format: ${formList(serial)}\``;

/** What can be wrong with a source's rows, or between a source and its layout. */
export const importEn: Words<typeof importFaults> = {
  ...cellsEn,
  date_placeholder: p => ({
    what: `${quoted(p.value)} is what systems write where they have no date: ${p.field} was left empty.`,
    remedy: `Nothing, if there is no date; if this one is meant, say \`placeholder_dates: keep\` at ${p.field} in ${p.layout}.`,
  }),
  date_beside_time_blank: p => ({
    what: `Column "${p.time}" holds ${quoted(p.value)}, and the date beside it, in column "${p.date}", is blank.`,
    remedy: 'Fill in the date, or clear the time.',
  }),
  time_unreadable: p => ({
    what: `${quoted(p.value)} is not a time of day such as 14:05, 2:05 PM or 1405.`,
    remedy:
      p.forms.length === 0
        ? `Correct the cell, or give the form of date and time together, such as \`format: dd/MM/yyyy HH.mm\`, at ${p.field} in ${p.layout}.`
        : `If it is one, give the form of date and time together, \`format: ${formList(p.forms)}\`${partOfDayEn(p.serial)}, at ${p.field} in ${p.layout}.`,
  }),
  times_differ: p => ({
    what: `Column "${p.date}" has a time of its own, and column "${p.time}" has another: ${quoted(p.value)}.`,
    remedy: `Correct one of the cells, or map the column that is right alone, at ${p.field} in ${p.layout}.`,
  }),
  join_part_blank: p => ({
    what: `Column "${p.column}" is blank: ${quoted(p.value)} alone would not tell this row from others.`,
    remedy: `Fill the cell, or map other columns to ${p.field} in ${p.layout}.`,
  }),
  map_missed: p => ({
    what:
      p.known.length === 0
        ? `What ${quoted(p.value)} means is not known: no values are mapped.`
        : `${quoted(p.value)} is not among the values that are mapped: ${list(p.known, 12)}.${didYouMean(p.value, p.known)}`,
    remedy: p.isReadable
      ? `Say \`otherwise: keep\` at ${p.field} in ${p.layout} to read such cells as they stand; or correct the cell, or add it to \`map\`.`
      : `Correct the cell, or add it to \`map\`, or say \`otherwise: missing\`, at ${p.field} in ${p.layout}.`,
  }),
  phrase_unknown: p => ({
    what: `${quoted(p.value)} is not among the phrases that are offered for this answer: ${list(p.known, 12)}.${didYouMean(p.value, p.known)}`,
    remedy: `Correct the cell, or give the phrase a score under \`phrases\` in config/phrases.yaml (${p.field} in ${p.layout}).`,
  }),
  phrase_table_unknown: p => ({
    what: `There is no phrase table ${quoted(p.table)}.${didYouMean(p.table, p.known)}`,
    remedy: `Name one of ${list(p.known)} at \`phrases\` of ${p.field} in ${p.layout}, or \`phrases: true\` for those that apply.`,
  }),
  lookup_missed: p => ({
    what: `${quoted(p.value)} is not in column ${quoted(p.key)} of ${p.table}.`,
    remedy: `Correct the cell, or add a line for it to ${p.table}.`,
  }),
  key_missing: p => ({
    what: `There is no value for ${p.field}, which is needed to tell this row from others${p.column === undefined ? '' : `: column "${p.column}" is empty`}.`,
    remedy: `Fill the cell, or change \`fields: ${p.field}\` in ${p.layout}. Where a cell holds for the rows below it too, say \`fill: down\` there. If the row is none like the others, leave it out with \`where\`.`,
  }),
  client_unknown: p => ({
    what: `${quoted(p.value)} is not a client of this workspace.${didYouMean(p.value, p.known)}`,
    remedy: 'Correct the cell, add the client to `clients` in plumbline.yaml, or say `on_unknown_client: register` there.',
  }),
  survey_item_unknown: p => ({
    what: `${quoted(p.value)} is no survey item that a metric, an index or a phrase table names.${didYouMean(p.value, p.known)}`,
    remedy: `Correct the cell, or ${p.field} in ${p.layout}; a new item needs a metric, such as one with \`when: 'item == ${quoted(p.value)}'\`.`,
  }),
  row_conflict: p => ({
    what: `Row ${p.rows.slice(0, 5).join(', ')} has the same key (${p.key.join(' · ')}) and other values.`,
    remedy: `Keep the row that is right. ${apartEn(p.apart)}`,
  }),
  clock_gap: p => ({
    what: `${quoted(p.value)} does not exist in ${p.zone}: the clock was moved forward over it. ${p.field} was moved by the same step.`,
    remedy: 'Nothing, if the source writes local time; else set `time_zone` in the layout.',
  }),
  clock_overlap: p => ({
    what: `${quoted(p.value)} happened twice in ${p.zone}: the clock was moved back over it. The earlier instant was taken for ${p.field}.`,
    remedy: 'Nothing, if the earlier one is meant; else let the source write the offset, as in 2026-10-25T02:30+01:00.',
  }),
  order_implausible: p => ({
    what: `${p.second} is before ${p.first}.`,
    remedy: 'Check both cells in the source, and the `format` and `column` of both fields in the layout.',
  }),
  currency_differs: p => ({
    what: `The row is in ${quoted(p.value)}, but ${p.field} is in ${quoted(p.unit)} by the layout.`,
    remedy: `Correct the cell, or \`unit\` of ${p.field} in ${p.layout}.`,
  }),
  fact_undated: p => ({
    what: `${p.fields.length === 1 ? `${p.fields[0]} is empty, and the layout reads no other date` : `None of the dates that the layout reads is filled (${p.fields.slice(0, 6).join(', ')})`}: unless another import gives this fact a date, no period will count it.`,
    remedy: `Nothing, if another file gives the date. Else fill ${p.fields.length === 1 ? 'it' : 'one of the dates'} in the source and import it again; the fact will be completed.`,
  }),
  column_missing: p => ({
    what: `The file has no column ${quoted(p.column)}, which ${phraseEn(p.field)} needs.${didYouMean(p.column, p.columns)} It has: ${list(p.columns)}.`,
    remedy:
      p.field === 'the_lookup'
        ? 'Name the column in the layout as the lookup file does.'
        : `${p.headings?.found === undefined ? 'Import the file with the layout that fits it, or name the column in the layout as the file does; ' : ''}${headerRowEn(p.headings)}`,
  }),
  column_ambiguous: p => ({
    what: `The file has several columns that ${quoted(p.column)} of ${phraseEn(p.field)} can be: ${list(p.columns)}.`,
    remedy: 'Write the name in the layout exactly as the file does.',
  }),
  columns_missing: p => ({
    what: `The file lacks ${p.missing.length} of the ${p.wanted} columns of layout ${p.layout}: ${list(p.missing)}. It has: ${list(p.columns)}.`,
    remedy: `${p.headings?.found === undefined ? 'It is probably another file: import it with the layout that fits it, or have one proposed. ' : ''}${capital(headerRowEn(p.headings))}`,
  }),
  source_without_rows: () => ({
    what: 'The file has the names of columns and no rows: nothing was imported.',
    remedy:
      'Nothing, if there was nothing to report. Else export it again; if rows stand in it, look whether `header_row`, `sheet` or `footer_rows` of the layout leaves them out.',
  }),
  header_found: p => ({
    what: `The first row lacks columns of the layout; row ${p.row} has them all and was read as the headings. What stands above it is not read.`,
    remedy: `Say \`header_row: ${p.row}\` in ${p.layout} if these files always begin so.`,
  }),
  lookup_unreadable: p => ({
    what: `The lookup file ${p.table} cannot be used: ${phraseEn(p.why)}.`,
    remedy: 'Put the file where the layout says; paths are relative to the layout.',
  }),
  lookup_ambiguous: p => ({
    what: `${p.table} has ${quoted(p.value)} twice in column ${quoted(p.key)} (rows ${p.rows.join(' and ')}), with different values.`,
    remedy:
      'Keep the line that is right; where names differ only in case, width or spaces, and both are meant, say `exact: true` at the `lookup`.',
  }),
  control_rows_differ: p => ({
    what: `The layout expects ${p.expected} rows, and the file has ${p.found}. Nothing was imported.`,
    remedy: 'Get the whole file, or correct `expect: rows` in the layout.',
  }),
  control_sum_differs: p => ({
    what: `The layout expects the sum ${p.expected} of ${p.field}, and the rows add up to ${p.found}${p.unread > 0 ? `, with ${p.unread} cells that are not numbers` : ''}. Nothing was imported.`,
    remedy: 'Get the whole file, or correct `expect: sums` in the layout.',
  }),
  import_layout_unknown: p => ({
    what: `There is no layout ${quoted(p.layout)}.${didYouMean(p.layout, p.known)} There are: ${p.known.join(', ') || 'none'}.`,
    remedy: 'Name one of these as the layout, or have one proposed from the file.',
  }),
  layout_needed: p => ({
    what: `No layout was named. From its headers, the file would be read so:\n\n${proposalEn(p.proposal).trimEnd()}`,
    remedy: 'Write it as a layout into config/layouts, look it over, then name it when you import.',
  }),
  layout_exists: p => ({
    what: `The layout ${quoted(p.layout)} is there already: ${p.file}.`,
    remedy: 'Import with --layout, or move that file away to have it proposed anew.',
  }),
  layout_columns_too_many: p => ({
    what: `The table has ${p.columns} columns; a layout is proposed for ${p.most} at most.`,
    remedy:
      'Where the file does not hold so many, what stands between its cells, or its sheet, is another. Else have a layout proposed for a copy with the columns that matter: it reads the whole file, too.',
  }),
  layout_not_proposable: p => ({
    what: `${
      p.areValues
        ? `The first row holds values, not headings: ${list(p.columns)}.`
        : `No kind of fact can be recognised from the headings ${list(p.columns)}.`
    }${p.encodings.length === 0 ? '' : ` The file does not say its encoding; it may be ${orList(p.encodings)}.`}${
      p.sheets.length === 0
        ? ''
        : ` The workbook also has ${p.sheets.length === 1 ? 'the sheet' : 'the sheets'} ${list(p.sheets)}${p.withFacts.length === 0 ? '' : `; facts stand in ${list(p.withFacts)}`}.`
    }`,
    remedy: `${p.sheets.length === 0 ? '' : 'Name the sheet that holds the facts. '}${
      p.encodings.length === 0 ? '' : 'Where the headings look wrong, name the encoding. '
    }${
      p.areValues
        ? 'If the file has no headings, write a layout by hand with `header: none` and columns by position (`column: 1`), `quote: none` where quotation marks are part of the texts, and `footer_rows: 1` where the last row is none of the data. If headings stand further down, name their row.'
        : 'Name the row of the headings where these are none, or the kind of fact that the rows are; or write a layout by hand: the packaged layout `scms` is one to start from.'
    }`,
  }),
  layout_fact_unknown: p => ({
    what: `There is no kind of fact ${quoted(p.fact)}.${didYouMean(p.fact, p.known)}`,
    remedy: `Use one of ${p.known.join(', ')}.`,
  }),
  layout_field_unknown: p => ({
    what: `${capital(article(namesEn.factKinds[p.fact]))} has no field ${quoted(p.field)}.${didYouMean(p.field, p.known)}`,
    remedy: `Use one of ${p.known.join(', ')}; or declare it under \`fields:\` in another file of config/.`,
  }),
  layout_key_unmapped: p => ({
    what: `${p.field} is part of the key of ${article(namesEn.factKinds[p.fact])} and is not mapped.`,
    remedy: `Add \`${p.field}: { column: … }\`, or \`${p.field}: { const: … }\` when it is the same in every row.`,
  }),
  layout_source_unclear: p => ({
    what:
      p.found.length === 0
        ? `${p.field} has none of column, const, value and of.`
        : `${p.field} has ${p.found.join(' and ')} at once.`,
    remedy: 'Give exactly one of `column`, `const`, `value` and `of`.',
  }),
  layout_constant_unreadable: p => ({
    what: `${quoted(p.value)} cannot be a value of ${p.field}: ${wordsOf(cellsEn, p.refused).what}`,
    remedy: 'Write a value of the type that the field has.',
  }),
  layout_setting_idle: p => ({
    what: `\`${p.setting}\` has no effect on ${p.field}: ${phraseEn(p.why)}.`,
    remedy: `Remove \`${p.setting}\`, or map the field that was meant.`,
  }),
  layout_format_partial: p =>
    p.whole === undefined
      ? {
          what: `The form ${quoted(p.format)} of ${p.field} does not name a day: it lacks the year, the month or the day.`,
          remedy: 'Use Luxon tokens, in which letters count: yyyy (year), MM (month), dd (day), HH (hour), mm (minute).',
        }
      : {
          what: `The form ${quoted(p.format)} of ${p.field} names a ${p.whole}, and no day of it.`,
          remedy: `Say which end of the ${p.whole} is meant: \`at: start\` or \`at: end\` at ${p.field}; in an expression also \`instant(…, ${quoted(p.format)}, "end")\`.`,
        },
  layout_join_missing: p => ({
    what: `${p.field} has several columns (${list(p.columns, 6)}), and what stands between their texts is not said.`,
    remedy: 'Say it, such as `join: "-"`. Only an instant can do without, from two columns: its date and its time.',
  }),
  layout_between_wrong: p => ({
    what: `\`between\` of ${p.field} is not a first and a last day: ${list(p.between)}.`,
    remedy: 'Write two days in the form yyyy-MM-dd, the earlier first, such as `between: [2000-01-01, 2030-12-31]`.',
  }),
  layout_scale_flat: p => ({
    what: `The scale of ${p.field} goes from ${p.ends.join(' to ')}.`,
    remedy: 'Name its two ends, such as `scale: { from: [1, 5], to: [1, 10] }`.',
  }),
  layout_unit_unfit: p => ({
    what: {
      no_mark: `The unit ${quoted(p.unit)} of ${p.field} has no letter and no sign of a currency or share.`,
      factor: `${quoted(p.unit)} of ${p.field} is no unit: it multiplies the figure beside it.`,
      other_currency: `${p.field} is in ${quoted(p.unit)}, and ${quoted(p.other)} is another currency.`,
    }[p.why],
    remedy: {
      no_mark: 'Write it as it stands beside the digits, such as `unit: "€"` or `unit: kg`.',
      factor: 'Say `value: \'number(replace(col("…"), "…", "")) * 1000\'` instead of `column`, with the factor that it means.',
      other_currency: 'Keep one currency; rows of several need a column each, or `where` and a layout each.',
    }[p.why],
  }),
  layout_map_alike: p => ({
    what: `\`map\` of ${p.field} gives ${quoted(p.first)} and ${quoted(p.second)} different values; they differ only in case, width or spaces, which do not count.`,
    remedy: 'Keep one of them, or say `exact: true` at the field where the source means both.',
  }),
  layout_argument_wrong: p => ({
    what: `Argument ${p.place} of ${p.call} has to be ${phraseEn(p.wanted)}.`,
    remedy: 'Correct the argument.',
  }),
  layout_key_idle: p => ({
    what: `\`${p.key}:\` says nothing about a source of format ${p.format}, only of ${orList(p.formats)}.`,
    remedy: `Remove \`${p.key}:\`, or correct \`format:\`.`,
  }),
  layout_keys_idle_here: p => ({
    what: `${p.layout} names no format, and this file is ${p.format}: ${p.keys.map(key => `\`${key}:\``).join(', ')} ${p.keys.length === 1 ? 'has' : 'have'} no effect on it.`,
    remedy:
      'Nothing, if files of several formats come in by this layout. Else name the `format:` that was meant, or remove what has no effect.',
  }),
  layout_zone_unknown: p => ({
    what: `${quoted(p.zone)} is not a time zone.`,
    remedy: 'Use a name of the IANA list, such as Asia/Shanghai or UTC.',
  }),
  layout_total_unknown: p => ({
    what: `\`expect: sums\` names ${quoted(p.field)}, which is not a number that this layout maps.${didYouMean(p.field, p.known)}`,
    remedy: p.known.length === 0 ? 'Map a number, or remove the sum.' : `Use one of ${p.known.join(', ')}.`,
  }),
  layout_total_unreadable: p => ({
    what: `${quoted(p.value)} is not a number.`,
    remedy: 'Write a whole number of rows, and sums as plain decimals with a point.',
  }),
  layout_column_literal: p => ({
    what: `The argument of ${p.call} is not a text that stands there.`,
    remedy: 'Write the name of the column in quotes: col("Quantity").',
  }),
};
