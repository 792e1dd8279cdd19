import { currenciesMeant, factorMeant, markIn, unitRemover } from '../layout/units.js';

/** The one unit that stands beside the digits of all these texts; undefined where some have none or another. */
export function unitSeen(texts: readonly string[]): string | undefined {
  const unit = texts[0] === undefined ? undefined : (markIn(texts[0]) ?? markIn(usual(texts[0])));
  if (unit === undefined || factorMeant(unit) !== undefined) return undefined;
  const remove = unitRemover([unit]);
  return texts.every(text => numberSigns([remove(usual(text)) ?? '']) !== undefined) ? unit : undefined;
}

/** The same where it is a currency: whatever has the sign of a currency is an amount. */
export function currencySeen(texts: readonly string[]): string | undefined {
  const unit = unitSeen(texts);
  return unit === undefined || currenciesMeant(unit).length === 0 ? undefined : unit;
}

/** The numbers of texts without this unit beside them. */
export const withoutUnit = (texts: readonly string[], unit: string): readonly string[] => {
  const remove = unitRemover([unit]);
  return texts.map(text => remove(usual(text)) ?? text);
};

/** How the numbers of a column are written. `either`: with one sign before three digits, which may part thousands or decimals. */
export type NumberSigns = 'plain' | '.' | ',' | 'either';

const integer = /^[+-]?\d+$/;
const pointed = /^[+-]?\d*\.\d+$/;
const commaed = /^[+-]?\d*,\d+$/;
const threeAfter = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const groupedByComma = /^[+-]?\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const groupedByPoint = /^[+-]?\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*(?:,\d+)?$/;

/** The digits and signs of a number in their usual width; of what is longer than any number the beginning. */
const usual = (text: string): string => text.trim().slice(0, 200).normalize('NFKC').replaceAll('−', '-');

/** Whether a text is a number in some notation. */
export const isNumber = (text: string): boolean => numberSigns([text]) !== undefined;

/** How numbers are written, all but those that weigh no more than `few`; undefined where there is no such way, or two. */
export function mostNumbers(
  texts: readonly string[],
  weight: (texts: readonly string[]) => number,
  few: number,
): { readonly signs: NumberSigns; readonly texts: readonly string[] } | undefined {
  const signs = numberSigns(texts);
  if (signs !== undefined) return { signs, texts };
  const [first, second] = [
    [integer, pointed, groupedByComma],
    [integer, commaed, groupedByPoint],
  ]
    .map(forms => texts.filter(text => forms.some(form => form.test(usual(text)))))
    .toSorted((a, b) => weight(b) - weight(a));
  const kept = first === undefined || weight(first) === weight(second ?? []) ? undefined : numberSigns(first);
  return first === undefined || kept === undefined || weight(texts) - weight(first) > few
    ? undefined
    : { signs: kept, texts: first };
}

/** How these texts are written, if all are numbers; undefined where some are none, or they contradict each other. */
export function numberSigns(texts: readonly string[]): NumberSigns | undefined {
  const given = texts.map(usual);
  if (given.length === 0 || given.some(text => text.length > 40)) return undefined;
  if (given.every(text => integer.test(text))) return 'plain';
  // A quantity of 1.234 may be a thousand pieces or one and a bit: what the file writes elsewhere decides.
  if (given.every(text => integer.test(text) || threeAfter.test(text))) return oneSign(given) ? 'either' : undefined;
  if (given.every(text => integer.test(text) || pointed.test(text))) return 'plain';
  if (given.every(text => integer.test(text) || pointed.test(text) || groupedByComma.test(text))) return '.';
  if (given.every(text => integer.test(text) || commaed.test(text) || groupedByPoint.test(text))) return ',';
  return undefined;
}

const oneSign = (texts: readonly string[]): boolean =>
  !(texts.some(text => text.includes('.')) && texts.some(text => text.includes(',')));

/** The sign before the three digits of numbers that are `either`. */
export const signSeen = (texts: readonly string[]): '.' | ',' => (texts.some(text => usual(text).includes(',')) ? ',' : '.');
