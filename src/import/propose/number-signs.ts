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
