import type { ProposalRemark, ProposedMapping } from '../../faults/proposal.js';
import type { Field } from '../../facts/field.js';
import { compatibleForm, usualCharacters } from '../../facts/folded.js';
import { numberReader } from '../layout/numbers.js';
import { Refusal } from '../layout/refusal.js';
import { areAnswersInWords, marksOfWords } from './answer-words.js';
import { type ColumnProfile, shownSamples } from './column-profile.js';
import type { DateReading, DayOrder } from './date-families.js';
import { type KnownPlaces, placeMeant } from './known-places.js';
import { monthToChoose } from './month-language.js';
import { isInExponentForm } from '../layout/spoiled-keys.js';
import { numberSigns, signSeen, unitSeen, withoutUnit } from './number-signs.js';
import { codeMeant, truthMeant } from './value-form.js';

/** What the file as a whole shows of how it is written. */
export interface FileHabits {
  /** Which of day and month comes first, as a column shows where a day is over 12. */
  readonly dayOrder?: { readonly order: DayOrder; readonly column: string };
  /** The decimal sign that other columns show. */
  readonly decimal?: '.' | ',';
  /** No number shows it, but the language of the headings has only this one. */
  readonly decimalOfLanguage?: true;
  /** Numbers and dates have types of their own, so that numbers come as plain decimals. */
  readonly typedCells: boolean;
}

/** What a layout says of a field besides its column, and what a person has to know; `open` where somebody has to decide. */
export interface Settings {
  readonly mapping: ProposedMapping;
  readonly remarks: readonly ProposalRemark[];
  /** Nothing that could be written would be right without a person. */
  readonly isOpen: boolean;
  /** Some values are left to a person. */
  readonly isPartial?: boolean;
}

const plain: Settings = { mapping: {}, remarks: [], isOpen: false };

/** How a field reads its column. */
export function settingsOf(field: Field, column: ColumnProfile, habits: FileHabits, places: KnownPlaces): Settings {
  if (column.filled === 0) return { ...plain, remarks: [{ is: 'empty_so_far' }], isPartial: true };
  const settings = typeSettings(field, column, habits, places);
  return column.nothing.length === 0
    ? settings
    : { ...settings, mapping: { ...settings.mapping, blank: settings.mapping['blank'] ?? column.nothing.slice(0, 20) } };
}

function typeSettings(field: Field, column: ColumnProfile, habits: FileHabits, places: KnownPlaces): Settings {
  switch (field.type) {
    case 'instant':
    case 'day':
      return withMidnights(field, column, dateSettings(column, habits));
    case 'number':
      return field.name === 'score' && areAnswersInWords(column) ? wordSettings(column) : numberSettings(column, habits);
    case 'boolean':
      return truthSettings(column);
    case 'text':
      if (field.oneOf !== undefined) return choiceSettings(field.name, field.oneOf, column);
      if (field.name === 'client' || field.name === 'site') return placeSettings(places[field.name], column);
      return field.name.endsWith('_no') && field.name !== 'line_no' ? { ...plain, remarks: keyRemarks(column) } : plain;
  }
}

function dateSettings(column: ColumnProfile, habits: FileHabits): Settings {
  const read = dayOrderSettings(column, habits);
  const { placeholders = [], odd = [], isMixed = false } = column.dates ?? {};
  const remarks: readonly ProposalRemark[] = [
    ...read.remarks,
    ...(placeholders.length === 0 ? [] : [{ is: 'read_as_no_date', ...someOf(placeholders) } as const]),
    ...oddValues([...odd, ...(column.oddClocks ?? [])]),
    ...(isMixed ? [{ is: 'day_month_mixed' } as const] : []),
  ];
  const isUnclear = isMixed || column.clockBeside !== undefined;
  const settings = {
    mapping: column.clockForm === undefined ? read.mapping : withClockForm(read.mapping, column.clockForm),
    remarks,
    isPartial: read.isPartial === true || isUnclear,
    // Without the time that may be theirs, these dates would be whole days.
    isOpen: read.isOpen || column.clockBeside?.isTheirs === true,
  };
  // A date with several times: where one of them is blank, its moment has not come, and the day would be taken for it.
  return column.hasBlankClock === true
    ? { ...settings, isOpen: true, remarks: [...settings.remarks, { is: 'blank_time_is_day' }] }
    : settings;
}

/** A promise until midnight is one until the day before, unless midnight stands for no time: then it is one for the whole day. */
function withMidnights(field: Field, { midnights = [], nothing }: ColumnProfile, settings: Settings): Settings {
  const isDue = field.name === 'promised_at' || /(?:^|_)due_at$/.test(field.name);
  if (midnights.length === 0 || !isDue) return settings;
  const mapping = { ...settings.mapping, blank: [...nothing, ...midnights] };
  return {
    ...settings,
    mapping,
    isOpen: true,
    remarks: [...settings.remarks, { is: 'midnight_is_no_time', ...someOf(midnights) }],
  };
}

function dayOrderSettings({ dates, values }: ColumnProfile, { dayOrder }: FileHabits): Settings {
  const readings = dates?.readings ?? [];
  const [first, ...others] = readings;
  if (first === undefined || dates === undefined) {
    return { mapping: {}, remarks: [{ is: 'dates_unread', samples: shownSamples([...values.keys()]) }], isOpen: true };
  }
  const months = monthToChoose(first, dates.texts);
  if (others.length === 0) return { mapping: formatOf(first), remarks: months, isOpen: months.length > 0 };
  const asElsewhere = dayOrder === undefined ? undefined : readings.find(({ order }) => order === dayOrder.order);
  if (asElsewhere !== undefined) {
    return {
      mapping: formatOf(asElsewhere),
      remarks: [{ is: 'day_order_taken', from: dayOrder?.column }],
      isOpen: false,
      isPartial: true,
    };
  }
  const together = closestTogether(readings, dates.texts);
  if (together !== undefined)
    return {
      mapping: formatOf(together),
      remarks: [{ is: 'day_order_taken', from: undefined }],
      isOpen: false,
      isPartial: true,
    };
  const { orRejected } = dates;
  if (orRejected !== undefined)
    return { mapping: formatOf(orRejected.reading), remarks: oddValues(orRejected.unread), isOpen: false, isPartial: true };
  const forms = others.map(reading => reading.forms.join(', '));
  return { mapping: formatOf(first), remarks: [{ is: 'day_or_month', forms }], isOpen: true };
}

const formatOf = ({ forms, months }: DateReading): ProposedMapping => {
  const [form] = forms;
  const language = months === undefined ? {} : { months };
  return form === undefined ? {} : { format: forms.length === 1 ? form : forms, ...language };
};

/** The forms of a date with that of the time in the column beside it. */
function withClockForm({ format, ...more }: ProposedMapping, clockForm: string): ProposedMapping {
  const forms = [format ?? 'iso'].flat().filter(form => typeof form === 'string');
  const joined = forms.map(form => `${form === 'iso' ? 'yyyy-MM-dd' : form} ${clockForm}`);
  const all = forms.includes('iso') ? ['iso', ...joined] : joined;
  return { ...more, format: all.length === 1 ? all[0] : all };
}

/** The reading under which all dates are of one month, where the other spreads them over three or more: an export is of a month. */
function closestTogether(readings: readonly DateReading[], texts: readonly string[]): DateReading | undefined {
  const parts = texts.flatMap(text => {
    const [, one, two] = /^(\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(usualCharacters(text)) ?? [];
    return one === undefined || two === undefined ? [] : [{ one, two }];
  });
  const first = new Set(parts.map(({ one }) => one));
  const second = new Set(parts.map(({ two }) => two));
  if (first.size >= 3 && second.size === 1) return readings.find(({ order }) => order === 'day_first');
  if (second.size >= 3 && first.size === 1) return readings.find(({ order }) => order === 'month_first');
  return undefined;
}

function numberSettings(column: ColumnProfile, habits: FileHabits): Settings {
  const { numbers, values } = column;
  const all = [...values.keys()];
  const unit = numbers === undefined ? unitSeen(all) : numbers.unit;
  if (unit === undefined && numbers === undefined)
    return { mapping: {}, remarks: [{ is: 'not_all_numbers', samples: shownSamples(all) }], isOpen: true };
  if (unit === undefined) return plainNumberSettings(column, habits);
  const amounts = withoutUnit(all, unit);
  const signs = numberSigns(amounts);
  const bare = { ...column, ...(signs === undefined ? {} : { numbers: { signs, texts: amounts, odd: [] } }) };
  // A number with its unit is a text, also in a source whose cells have types.
  const settings = plainNumberSettings(bare, { ...habits, typedCells: false });
  return { ...settings, mapping: { ...settings.mapping, unit } };
}

function plainNumberSettings({ numbers, values }: ColumnProfile, habits: FileHabits): Settings {
  if (numbers === undefined)
    return { mapping: {}, remarks: [{ is: 'not_all_numbers', samples: shownSamples([...values.keys()]) }], isOpen: true };
  const { signs, texts } = numbers;
  // Only what the importer cannot read in that notation is worth a word.
  const odd = (decimal: '.' | ',' | undefined): readonly ProposalRemark[] => {
    const read = numberReader({ decimal, typed: habits.typedCells }, { field: '', layout: '' });
    return oddValues(numbers.odd.filter(text => read(text) instanceof Refusal));
  };
  if (habits.typedCells && texts.every(text => !text.includes(',')))
    return { mapping: {}, remarks: odd(undefined), isOpen: false };
  if (signs !== 'either') {
    const decimal = signs === 'plain' && habits.decimal === ',' && texts.every(text => /^[+-]?\d+$/.test(text)) ? ',' : signs;
    const written = decimal === 'plain' ? undefined : decimal;
    return { mapping: written === undefined ? {} : { decimal: written }, remarks: odd(written), isOpen: false };
  }
  const seen = signSeen(texts);
  if (habits.decimal === undefined) {
    const sample = shownSamples(texts.filter(text => text.includes(seen)))[0] ?? '';
    const decimal = seen === ',' ? '.' : ',';
    return {
      mapping: { decimal },
      remarks: [{ is: 'thousands_or_decimals', sample }, ...odd(decimal)],
      isOpen: true,
    };
  }
  const { decimal } = habits;
  const is = habits.decimalOfLanguage === true ? 'sign_of_language' : 'sign_taken';
  return { mapping: { decimal }, remarks: [{ is, sign: decimal }, ...odd(decimal)], isOpen: false };
}

const mostOdd = 5;

/** A few texts for people, and how many more there are. */
export const someOf = (texts: readonly string[]): { readonly values: readonly string[]; readonly more: number } => ({
  values: texts.slice(0, mostOdd).map(text => shownSamples([text])[0] ?? ''),
  more: Math.max(0, texts.length - mostOdd),
});

/** Texts among dates or numbers: those with a digit are a value that somebody has to mend, the others may stand for an empty cell. */
function oddValues(odd: readonly string[]): readonly ProposalRemark[] {
  const words = odd.filter(text => !/\p{N}/u.test(text));
  const values = odd.filter(text => /\p{N}/u.test(text));
  return [
    ...(words.length === 0 ? [] : [{ is: 'odd_values', ...someOf(words) } as const]),
    ...(values.length === 0 ? [] : [{ is: 'unread_values', ...someOf(values) } as const]),
  ];
}

/** Numbers of things that a spreadsheet has rounded, and words among them. */
function keyRemarks({ values, filled }: ColumnProfile): readonly ProposalRemark[] {
  const spoiled = [...values.keys()].filter(isInExponentForm);
  const words = [...values].filter(([text]) => !/\p{N}/u.test(text));
  const rows = words.reduce((sum, [, times]) => sum + times, 0);
  return [
    ...(words.length === 0 || rows > mostWords * filled
      ? []
      : [{ is: 'odd_keys', ...someOf(words.map(([text]) => text)) } as const]),
    ...(spoiled.length === 0 ? [] : [{ is: 'spoiled_keys', ...someOf(spoiled) } as const]),
  ];
}

/** Where more rows hold words, words are what things are called there. */
const mostWords = 0.2;

/** Answers of a survey in words: with their marks where their order is certain. */
function wordSettings({ values }: ColumnProfile): Settings {
  const map = marksOfWords([...values.keys()]);
  if (map !== undefined) return { mapping: { map }, remarks: [], isOpen: false, isPartial: true };
  const allowed = ['1', '…', '10'];
  return { mapping: { map: {} }, remarks: [{ is: 'choose_from', allowed, values: [...values] }], isOpen: true };
}

/** What every layout reads as yes and no. */
const usualTruths = /^(?:true|yes|y|1|是|false|no|n|0|否)$/;

function truthSettings({ values }: ColumnProfile): Settings {
  const texts = [...values.keys()];
  if (texts.every(text => usualTruths.test(compatibleForm(text).toLowerCase()))) return plain;
  const known = texts.flatMap(text => {
    const truth = truthMeant(text);
    return truth === undefined ? [] : [[text, truth] as const];
  });
  return mapped(known, ['true', 'false'], values);
}

function choiceSettings(field: string, allowed: readonly string[], { values }: ColumnProfile): Settings {
  const texts = [...values.keys()];
  if (texts.every(text => allowed.includes(text.toLowerCase()))) return plain;
  const known = texts.flatMap(text => {
    const code = codeMeant(field, allowed, text);
    return code === undefined ? [] : [[text, code] as const];
  });
  return mapped(known, allowed, values);
}

const mostUnknown = 12;

function mapped(
  known: readonly (readonly [string, string | boolean])[],
  allowed: readonly string[],
  values: ReadonlyMap<string, number>,
): Settings {
  const found = new Set(known.map(([text]) => text));
  const unknown = [...values].filter(([text]) => !found.has(text)).slice(0, mostUnknown);
  const remarks: readonly ProposalRemark[] = unknown.length === 0 ? [] : [{ is: 'choose_from', allowed, values: unknown }];
  const map = Object.fromEntries(known);
  return { mapping: { map }, remarks, isOpen: known.length === 0, isPartial: unknown.length > 0 };
}

/** Clients and sites that the file calls by a name are mapped to their codes; those that are not known are named. */
function placeSettings(known: KnownPlaces['client'], { values }: ColumnProfile): Settings {
  if (known.length === 0) return plain;
  const texts = [...values.keys()];
  const meant = texts.map(text => [text, placeMeant(known, text)] as const);
  const unknown = meant.flatMap(([text, code]) => (code === undefined ? [text] : []));
  const remarks: readonly ProposalRemark[] =
    unknown.length === 0 ? [] : [{ is: 'unknown_places', values: shownSamples(unknown) }];
  const isNamed = meant.some(([text, code]) => code !== undefined && code !== text);
  // Where a map is written, what is not in it would be rejected; without names there is nothing to map.
  const map = Object.fromEntries(meant.map(([text, code]) => [text, code ?? text]));
  return { mapping: isNamed && texts.length <= 60 ? { map } : {}, remarks, isOpen: false, isPartial: unknown.length > 0 };
}
