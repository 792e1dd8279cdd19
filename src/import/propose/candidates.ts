import { usualCharacters } from '../../facts/folded.js';
import type { Field } from '../../facts/field.js';
import type { FactKind } from '../../facts/kinds.js';
import { areAnswersInWords } from './answer-words.js';
import type { ColumnProfile } from './column-profile.js';
import { headerMatch } from './header-match.js';
import type { KnownPlaces } from './known-places.js';
import { placeFit } from './known-places.js';
import { codeMeant, mayNameEmployee, saysChannel, saysParty, truthMeant } from './value-form.js';

/** How well a column fits a field. */
export interface Candidate {
  readonly field: Field;
  readonly column: ColumnProfile;
  /** How well its header names the field, from 0 to 1. */
  readonly header: number;
  /** How well its values can be the field's, from 0 to 1. */
  readonly values: number;
  readonly score: number;
}

/** Less is no candidate. */
const least = 0.3;
/** What an empty column says by its values. */
const unknown = 0.6;

/** The columns that may be each field of a kind. */
export function candidates(kind: FactKind, columns: readonly ColumnProfile[], places: KnownPlaces): readonly Candidate[] {
  return kind.fields.flatMap(field =>
    columns.flatMap(column => {
      const place = placeFit(field.name, column, places);
      const named = headerMatch(column.form, field, kind);
      // Values that are clients or sites of the workspace need no header.
      const isPlace = place === 1 && column.filled > 0;
      const header = isPlace ? Math.max(named, 0.75) : named === 0 && isToldByValues(field, column) ? byValues : named;
      if (header === 0) return [];
      const values = Math.min(place ?? 1, valuesFit(field, column));
      const score = header * (0.5 + 0.5 * values);
      return values < 0.1 || score < least ? [] : [{ field, column, header, values, score }];
    }),
  );
}

/** What a column says that only its values name: enough to be looked at, less than any header that names the field. */
const byValues = 0.7;

/** Whether the values of a column say what it is, whatever stands above them. */
function isToldByValues({ name, oneOf }: Field, column: ColumnProfile): boolean {
  if (column.dates !== undefined || column.isClock || column.numbers !== undefined) return false;
  if (column.values.size < 2 || column.values.size > 40) return false;
  if (name === 'channel') return shareLike(column, [...column.values.keys()], saysChannel) >= nearlyAll;
  return name === 'status' && oneOf !== undefined && tellsStates(oneOf, column);
}

/** Whether nearly all values of a column are known as states of shipments, one of them delivered. */
function tellsStates(oneOf: readonly string[], column: ColumnProfile): boolean {
  const name = 'status';
  const codes = [...column.values.keys()].map(text => codeMeant(name, oneOf, text));
  const isKnown = shareLike(column, [...column.values.keys()], text => codeMeant(name, oneOf, text) !== undefined) >= nearlyAll;
  return isKnown && codes.includes('delivered') && new Set(codes).size > 1;
}

function valuesFit(field: Field, column: ColumnProfile): number {
  if (column.filled === 0) return unknown;
  switch (field.type) {
    case 'instant':
    case 'day':
      return column.dates === undefined ? 0 : shareRead(column, column.dates.odd);
    case 'number':
      return field.name === 'score' && areAnswersInWords(column) ? 1 : numbersFit(column);
    case 'boolean':
      return truthsFit(column);
    case 'text':
      return field.oneOf === undefined ? textsFit(field.name, column) : choicesFit(field.name, field.oneOf, column);
  }
}

const shareRead = ({ values, filled }: ColumnProfile, odd: readonly string[]): number =>
  1 - odd.reduce((sum, text) => sum + (values.get(text) ?? 0), 0) / filled;

/** A few odd cells do not make a column another one. */
const nearlyAll = 0.8;
/** Sources call parties by many names: half of them known is enough to tell that none is a person. */
const mostly = 0.5;

/** Of the rows with these texts, the share whose text is like that. */
function shareLike({ values }: ColumnProfile, texts: readonly string[], isLike: (text: string) => boolean): number {
  const rowsOf = (some: readonly string[]): number => some.reduce((sum, text) => sum + (values.get(text) ?? 0), 0);
  return texts.length === 0 ? 0 : rowsOf(texts.filter(isLike)) / rowsOf(texts);
}

function numbersFit(column: ColumnProfile): number {
  const { numbers, dates } = column;
  if (numbers !== undefined) return shareRead(column, numbers.odd);
  if (dates !== undefined || column.isClock) return 0;
  // Numbers with a unit or a sign of a currency are numbers to people.
  const marked = shareLike(column, [...column.values.keys()], text => /^\D{0,4}\d[\d.,' ]*\D{0,6}$/.test(text));
  return marked < nearlyAll ? 0 : 0.2;
}

function truthsFit({ values }: ColumnProfile): number {
  if (values.size > 6) return 0;
  const texts = [...values.keys()];
  const known = texts.filter(text => truthMeant(text) !== undefined).length;
  return known === 0 ? 0 : known / texts.length;
}

function choicesFit(field: string, allowed: readonly string[], column: ColumnProfile): number {
  if (column.dates !== undefined || column.isClock || column.values.size > 40) return 0;
  const odd = [...column.values.keys()].filter(text => codeMeant(field, allowed, text) === undefined);
  return 0.3 + 0.7 * shareRead(column, odd);
}

function textsFit(field: string, column: ColumnProfile): number {
  const { dates, numbers, values, filled } = column;
  const isWhole =
    numbers !== undefined && shareLike(column, numbers.texts, text => /^\d+$/.test(usualCharacters(text))) >= nearlyAll;
  if (column.isClock || (dates !== undefined && !isWhole)) return 0;
  if (field === 'party' && mayNameEmployee(column.header) && shareLike(column, [...values.keys()], saysParty) < mostly) return 0;
  const varied = filled > 10 && values.size > filled / 2;
  if (field === 'client' || field === 'site' || field === 'carrier')
    return numbers !== undefined && !isWhole ? 0.1 : varied ? 0.4 : 1;
  if (field.endsWith('_no') || field === 'repeat_of') {
    if (numbers !== undefined && !isWhole) return 0.1;
    // Words alone, and sentences, are no numbers of anything.
    if (values.size > 1 && shareLike(column, [...values.keys()], text => /\p{N}/u.test(text)) === 0) return 0.3;
    return shareLike(column, [...values.keys()], text => !/\s\S+\s\S+\s/.test(text)) < nearlyAll ? 0.3 : 1;
  }
  if (field === 'currency') return shareLike(column, [...values.keys()], text => text.length <= 4) < nearlyAll ? 0 : 1;
  if (wordFields.has(field)) return numbers === undefined ? 1 : 0.1;
  return numbers !== undefined && !isWhole ? 0.3 : 1;
}

/** What these hold is never a number. */
const wordFields = new Set(['qty_unit', 'mode', 'lane', 'consignee', 'origin', 'comment', 'channel']);
