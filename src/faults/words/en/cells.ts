import type { Cell, wrongCells } from '../../import.js';
import { formList, formText } from '../date-forms.js';
import { mapKey } from '../map-key.js';
import { quoted } from '../quoted.js';
import type { Wording, Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';

const correct = ({ field, layout }: Pick<Cell, 'field' | 'layout'>, setting: string): string =>
  `Correct the cell, or ${setting} of ${field} in ${layout}.`;

function dateForm({ value, field, layout, forms }: Cell & { readonly forms: readonly string[] }): Wording {
  const [first, ...others] = forms;
  const place = `at ${field} in ${layout}`;
  if (first === undefined) {
    return {
      what: `${quoted(value)} is not a date that reads one way only, as 2026-01-31 or 2026-01-31 16:00 does.`,
      remedy: `Correct the cell; where it means that there is no date, add it to \`blank\`; where it is one, name its form, such as \`format: dd/MM/yyyy\`, ${place}.`,
    };
  }
  if (others.length === 0) {
    return {
      what: `${quoted(value)} is a date in the form ${first}, which the layout does not name; without a form, dates begin with the year.`,
      remedy: `Say \`format: ${formText(first)}\` ${place}.`,
    };
  }
  return {
    what: `${quoted(value)} can be a date in the form ${orList(forms)}; which one these dates have, the layout does not say.`,
    remedy: `Name the form of these dates: ${orList(forms.map(form => `\`format: ${formText(form)}\``))}, ${place}.`,
  };
}

const languages: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  nl: 'Dutch',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
  it: 'Italian',
  pl: 'Polish',
  cs: 'Czech',
  hr: 'Croatian',
};

const monthsEn = 'January February March April May June July August September October November December'.split(' ');

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** A month by its name, in which language. */
export const inLanguage = ({ language, number }: { readonly language: string; readonly number: number }): string =>
  `${monthsEn[number - 1]} in ${languages[language] ?? language}`;

/** The plausible days, with the year of a date among them. */
const widened = ({ day, first, last }: { readonly day: string; readonly first: string; readonly last: string }): string =>
  day < first ? `[${day.slice(0, 4)}-01-01, ${last}]` : `[${first}, ${day.slice(0, 4)}-12-31]`;

/** Why a text is no value of a field, in English. */
export const cellsEn: Words<typeof wrongCells> = {
  date_unreadable: p => ({
    what: `${quoted(p.value)} is not a date in the form ${orList(p.forms)}${p.months === undefined ? '' : `, with its month in ${languages[p.months] ?? p.months}`}.`,
    remedy:
      p.likely === undefined
        ? correct(p, p.months === undefined ? '`format`' : '`format` or `months`')
        : `Correct the cell; if such dates are right, add their form: \`format: ${formList([...p.forms, p.likely])}\` at ${p.field} in ${p.layout}.`,
  }),
  weekday_differs: p => ({
    what: `${quoted(p.value)} names another weekday: ${p.day} is a ${weekdays[p.weekday - 1]}.`,
    remedy: 'Correct the weekday or the date in the source.',
  }),
  month_two_ways: p => ({
    what: `In ${quoted(p.value)} the month can be meant in several languages: ${quoted(p.name)} is ${p.meanings.map(inLanguage).join(' and ')}.`,
    remedy: `Name the language of these dates: ${orList(p.meanings.map(({ language }) => `\`months: ${language}\``))}, at ${p.field} in ${p.layout}.`,
  }),
  date_nonexistent: p => ({
    what: `${quoted(p.value)} is a day that does not exist: its month is shorter.`,
    remedy: `Correct the cell; where it means that there is no date, add it to \`blank\` of ${p.field} in ${p.layout}.`,
  }),
  date_form_unknown: p => dateForm(p),
  date_without_day: p => ({
    what: `${quoted(p.value)} names a ${p.whole}, and no day of it.`,
    remedy: `Say which end of the ${p.whole} is meant, \`at: start\` or \`at: end\`, at ${p.field} in ${p.layout}.`,
  }),
  date_serial: p => ({
    what: `${quoted(p.value)} is not a date, but looks like the number under which a spreadsheet keeps ${p.meaning}.`,
    remedy: `If it is, say \`format: ${formList([...p.forms, 'excel_serial'])}\` at ${p.field} in ${p.layout}; or format the column as a date before it is exported.`,
  }),
  date_implausible: p => ({
    what: `${quoted(p.value)} lies outside ${p.first} to ${p.last}, the days that are plausible for ${p.field}.`,
    remedy: p.isOwn
      ? correct(p, '`between`')
      : `Correct the cell; if the date is right, say \`between: ${widened(p)}\` at ${p.field} in ${p.layout}, or widen \`plausible_dates\` in plumbline.yaml.`,
  }),
  date_placeholder_rejected: p => ({
    what: `${quoted(p.value)} is what systems write where they have no date, and the row needs a date for ${p.field}.`,
    remedy: `Fill in the date in the source; if this one is meant, say \`placeholder_dates: keep\` at ${p.field} in ${p.layout}.`,
  }),
  date_too_long: p => ({
    what: `${quoted(p.value, 20)} has ${p.characters} characters; a date or time may have ${p.most}.`,
    remedy: correct(p, '`column`'),
  }),
  number_unreadable: p => ({
    what: `${quoted(p.value)} is not a number${p.decimal === undefined ? '' : ` with the decimal sign "${p.decimal}"`}.`,
    remedy: `Correct the cell${p.decimal === undefined ? '' : ', or `decimal`'}. At ${p.field} in ${p.layout}, add it to \`blank\` if it means that nothing is known; if it stands for a number, say \`map: { ${mapKey(p.value)}: … }\` and \`otherwise: keep\`.`,
  }),
  number_ambiguous: p => ({
    what:
      p.signs.length === 1
        ? `${quoted(p.value)} is a number with the decimal sign "${p.signs[0]}", which the layout does not name; without it, only plain numbers such as 1234.5 are read.`
        : `What is the decimal sign of ${quoted(p.value)}, and what groups its thousands, is not said.`,
    remedy: `Name the decimal sign, ${orList(p.signs.map(sign => `\`decimal: "${sign}"\``))}, at ${p.field} in ${p.layout}.`,
  }),
  number_two_ways: p => ({
    what: `${quoted(p.value)} can be a number with a fraction, or a text with grouped thousands.`,
    remedy: `Remove \`decimal: ","\` of ${p.field} in ${p.layout} where the source's cells are numbers; else write the text without grouping.`,
  }),
  number_marked: p => ({
    what: `${quoted(p.value)} carries "${p.mark}" beside its digits; ${p.units.length === 0 ? 'a plain number was expected' : `the layout says that the unit is ${orList(p.units.map(unit => quoted(unit)))}`}.`,
    remedy:
      p.factor !== undefined
        ? `Write the whole figure in the source. If all of the column is written so, say \`value: 'number(replace(col("${p.column}"), "${p.mark}", "")) * ${p.factor}'\` instead of \`column\` at ${p.field} in ${p.layout}.`
        : p.units.length > 0
          ? correct(p, '`unit`')
          : `If all of the column is in this unit, say \`unit: ${JSON.stringify(p.mark)}\` at ${p.field} in ${p.layout}: the figures stay as they are. Else remove it in the source.`,
  }),
  number_too_long: p => ({
    what: `${quoted(p.value, 20)} has ${p.characters} characters; a number may have ${p.most}.`,
    remedy: correct(p, '`column`'),
  }),
  number_too_large: p => ({
    what: `${quoted(p.value, 20)} is larger than any quantity; a number may be as large as 1e60.`,
    remedy: correct(p, '`column`'),
  }),
  number_not_whole: p => ({
    what:
      p.item === undefined
        ? `${quoted(p.value)} is not a whole number.`
        : `${quoted(p.value)} is not a whole number, and ${p.item} is answered in whole numbers.`,
    remedy:
      p.item === undefined
        ? correct(p, '`whole: true`')
        : `Correct the cell, or map the answers themselves at ${p.field} in ${p.layout}.`,
  }),
  number_off_scale: p => ({
    what: `${quoted(p.value)} is not on the scale from ${p.least} to ${p.most} that the layout names.`,
    remedy: correct(p, '`scale: from`'),
  }),
  number_out_of_range: p => ({
    what: `${quoted(p.value)} is outside ${p.least} to ${p.most}, which ${p.field} lies in.`,
    remedy: `Correct the cell, or bring another scale to ${p.least} to ${p.most} with \`map\` or \`value\` at ${p.field} in ${p.layout}.`,
  }),
  boolean_unreadable: p => ({
    what: `${quoted(p.value)} is neither yes nor no (true, false, yes, no, y, n, 1, 0, 是, 否).`,
    remedy: `Correct the cell, or say what it means with \`map: { ${mapKey(p.value)}: true }\` at ${p.field} in ${p.layout}.`,
  }),
  choice_unknown: p => ({
    what: `${quoted(p.value)} is not one of ${p.allowed.join(', ')}.${didYouMean(p.value, p.allowed)}`,
    remedy: `Correct the cell, or translate it with \`map: { ${mapKey(p.value)}: ${p.allowed[0] ?? ''} }\` at ${p.field} in ${p.layout}.`,
  }),
  text_too_long: p => ({
    what:
      p.bytes === undefined
        ? `${quoted(p.value, 20)} has ${p.characters} characters; a text may have ${p.most}.`
        : `${quoted(p.value, 20)} takes ${p.bytes} bytes; a number or name by which facts are told apart may take ${p.most}.`,
    remedy: correct(p, '`column`'),
  }),
};
