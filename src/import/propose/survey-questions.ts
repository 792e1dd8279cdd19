import type { Field } from '../../facts/field.js';
import type { FactKind } from '../../facts/kinds.js';
import { areAnswersInWords } from './answer-words.js';
import type { ColumnProfile } from './column-profile.js';
import { surveyItemWords } from './dictionary/survey-items.js';
import { headerMatch, isKnownHeader } from './header-match.js';
import { isCalled } from './kind-words.js';
import { valueForm } from './value-form.js';

/** What a column asks besides satisfaction, as the field `aspect` has it. */
export type OtherAspect = 'importance' | 'expectation';

/** A column that is a question of a survey: each of its cells is an answer. */
export interface Question {
  readonly column: ColumnProfile;
  /** What is asked about; undefined where no item is known for it. */
  readonly item?: string;
  readonly aspect?: OtherAspect;
  /** The ends of the scale that its heading names. */
  readonly named?: readonly [least: number, most: number];
  /** Its answers are words. */
  readonly inWords?: true;
}

/** What is known of a survey besides its columns. */
export interface SurveyContext {
  /** What the file calls itself. */
  readonly about: readonly string[];
  /** The items that answers can be about; undefined where any can. */
  readonly items?: ReadonlySet<string> | undefined;
}

/** Headings that say which column they are in a list with one answer a row. */
const surely = 0.85;

/** From so many columns of marks on, short headings are questions too. */
const fewestShort = 3;

/** The questions of a survey with a respondent a row and a question a column; none where a row is one answer, or no survey. */
export function surveyQuestions(
  kind: FactKind,
  columns: readonly ColumnProfile[],
  { about, items }: SurveyContext,
): readonly Question[] {
  const has = (name: string): boolean => columns.some(({ form }) => headerMatch(form, fieldNamed(kind, name), kind) >= surely);
  if (kind.name !== 'survey_answer' || has('item')) return [];
  const marks = columns.filter(column => column.header !== '' && (areMarks(column) || areAnswersInWords(column)));
  const asked = marks.filter(({ header }) => isQuestion(header));
  const isSurvey = isCalled(kind.name, about) || has('respondent');
  const fewest = isSurvey ? 1 : 2;
  const short = marks.filter(column => !asked.includes(column) && !isKnownHeader(column.header));
  if (asked.length < fewest && !(isSurvey && short.length >= fewestShort)) return [];
  const headers = new Set<string>();
  const taken = new Set<string>();
  return marks
    .filter(column => asked.includes(column) || short.includes(column))
    .filter(({ header }) => !headers.has(header) && headers.add(header))
    .map(column => {
      const aspect = aspectOf(column.header);
      const item = itemMeant(column.header, items);
      const inWords = areAnswersInWords(column);
      const named = inWords ? undefined : scaleNamed(column.header);
      const isFree =
        item !== undefined &&
        !taken.has(`${item} ${aspect ?? ''}`) &&
        (item !== 'nps' || (!inWords && takesRecommendation(column, named)));
      if (isFree) taken.add(`${item} ${aspect ?? ''}`);
      return {
        column,
        ...(isFree ? { item } : {}),
        ...(aspect === undefined ? {} : { aspect }),
        ...(named === undefined ? {} : { named }),
        ...(inWords ? { inWords } : {}),
      };
    });
}

function fieldNamed(kind: FactKind, name: string): Field {
  const field = kind.fields.find(one => one.name === name);
  if (field === undefined) throw new TypeError(`${kind.name} has no field ${name}`);
  return field;
}

/** Marks are few different small numbers. */
function areMarks({ numbers, dates, isClock, filled }: ColumnProfile): boolean {
  if (numbers === undefined || dates !== undefined || isClock || filled === 0) return false;
  return numbers.texts.every(text => /^(?:10|\d)(?:[.,][05])?$/.test(text)) && numbers.texts.length <= 21;
}

/** As much of a heading as a question can be long. */
const beginning = (header: string): string => header.slice(0, 1000);

/** A question ends as one, is numbered, names its scale, or is a phrase of several words. */
function isQuestion(header: string): boolean {
  const text = beginning(header).normalize('NFKC').trim();
  if (/\?/.test(text) || scaleNamed(header) !== undefined) return true;
  if (/^(?:[qf]|question|frage|vraag|题|第)?\s*\d{1,2}\s*[.、):题]/iu.test(text) || /^[qf]\d{1,2}\b/i.test(text)) return true;
  return text.split(/\s+/).length >= 5 || (text.match(/\p{Script=Han}/gu) ?? []).length >= 8;
}

/** The scale that a heading names: (1-10), 1 = poor … 5 = excellent, 1 bis 7. */
function scaleNamed(header: string): readonly [number, number] | undefined {
  const text = beginning(header).normalize('NFKC').toLowerCase();
  const [, least, most] =
    /(?<!\d)([01])\s*(?:-|–|—|~|\/|to|bis|tot|à|至|到)\s*(5|6|7|10)(?!\d)/.exec(text) ??
    /(?<!\d)([01])\s*=.*(?<!\d)(5|6|7|10)\s*=/.exec(text) ??
    [];
  return least === undefined || most === undefined ? undefined : [Number(least), Number(most)];
}

/** Whether they would recommend us is asked from 0 to 10. */
const takesRecommendation = ({ numbers }: ColumnProfile, named: readonly [number, number] | undefined): boolean =>
  named === undefined ? highest(numbers?.texts ?? []) > 5 : named[1] === 10;

/** The highest of marks. */
export const highest = (texts: readonly string[]): number => Math.max(...texts.map(text => Number(text.replace(',', '.'))));

/** The lowest of marks. */
export const lowest = (texts: readonly string[]): number => Math.min(...texts.map(text => Number(text.replace(',', '.'))));

function aspectOf(header: string): OtherAspect | undefined {
  if (/importan|wichtig|belangrijk|重要/i.test(header)) return 'importance';
  return /expect|erwart|verwacht|attentes|期望/i.test(header) ? 'expectation' : undefined;
}

const words: readonly (readonly [item: string, words: readonly string[]])[] = Object.entries(surveyItemWords).map(
  ([item, list]) => [item, list.split('|').map(valueForm)],
);

/** The item that a question is about: the one it names, or the only one of whose words one stands in it. */
function itemMeant(header: string, items: ReadonlySet<string> | undefined): string | undefined {
  const form = valueForm(header.replace(/[?？]/g, ' '));
  const isAllowed = (item: string): boolean => items?.has(item) ?? true;
  const named = [...(items ?? []), ...words.map(([item]) => item)].find(item => valueForm(item) === form);
  if (named !== undefined && isAllowed(named)) return named;
  const found = words
    .filter(([item, known]) => isAllowed(item) && known.some(word => standsIn(word, form)))
    .map(([item]) => item);
  // Whoever asks for a recommendation often says what of: all in all, our information, our prices.
  if (found.includes('nps')) return 'nps';
  return found.length === 1 ? found[0] : undefined;
}

const standsIn = (word: string, form: string): boolean =>
  /\p{Script=Han}/u.test(word) ? form.includes(word) : ` ${form}`.includes(` ${word}`);
