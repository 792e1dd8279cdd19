import { absolute, compare, type Exact, parseExact } from '../../facts/exact.js';
import { usualCharacters } from '../../facts/folded.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Refusal, type Subject } from './refusal.js';
import { factorMeant, markIn, unitRemover } from './units.js';

/** Longer digits are no quantity, and would cost time out of all proportion. */
const mostCharacters = 1000;

/** No quantity is larger; sums and products of larger ones would leave the range of the figures in a document. */
const largest: Exact = parseExact('1e60') ?? 0;

/** Whether so many digits, or an exponent, can make a number larger. */
const mayBeLarge = (text: string): boolean => text.length > 60 || /e/i.test(text);

/** Prices and rates repeat, and a fraction takes a while to make: so many are remembered for each field. */
const remembered = 5000;

/** How a source writes the numbers of a field. */
export interface NumberReading {
  readonly decimal?: '.' | ',' | undefined;
  /** The unit that stands beside the digits of all or some cells: how it is written, in one way or several. */
  readonly unit?: string | readonly string[] | undefined;
  /** The source's cells have types: numbers come as plain decimals, whatever sign its texts use. */
  readonly typed?: boolean;
}

/**
 * Reads numbers in one notation: with `decimal` named, thousands may be grouped; without, only plain decimals are read. A unit that is
 * named is taken off; what else stands beside the digits is refused.
 */
export function numberReader(reading: NumberReading, subject: Subject): (text: string) => Exact | Refusal {
  const { decimal, typed = false } = reading;
  const units = [reading.unit ?? []].flat();
  const remove = units.length === 0 ? undefined : unitRemover(units);
  const known = new Map<string, Exact>();
  return text => {
    const plain = plainInteger(text) ?? known.get(text);
    if (plain !== undefined) return plain;
    if (text.length > mostCharacters) {
      return refuse('number_too_long', text, subject, { most: mostCharacters });
    }
    const whole = usualCharacters(text);
    const bare = remove?.(whole);
    const usual = signFirst(bare ?? whole);
    if (typed && bare === undefined && decimal === ',' && plainDecimal.test(usual)) {
      if (groupedWith[','].test(usual)) return refuse('number_two_ways', text, subject, {});
      return parseExact(usual) ?? refusal(text, usual, decimal, units, subject);
    }
    const value = parseExact(ungrouped(usual, decimal));
    if (value === undefined) return refusal(text, usual, decimal, units, subject);
    if (mayBeLarge(usual) && compare(absolute(value), largest) > 0) return refuse('number_too_large', text, subject, {});
    if (known.size < remembered) known.set(text, value);
    return value;
  };
}

/** Up to 15 digits with a sign, without a regular expression: most cells of most files. */
function plainInteger(text: string): number | undefined {
  const length = text.length;
  const negative = text.charCodeAt(0) === 45;
  if (length === 0 || length > 15 || (negative && length === 1)) return undefined;
  let value = 0;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return negative && value !== 0 ? -value : value;
}

/** The minus that SAP and other ledgers write behind a number before it. `12,-` is no such number: there it stands for no cents. */
function signFirst(text: string): string {
  const last = text.length - 1;
  return text.charCodeAt(last) === 45 && isDigit(text, last - 1) && isDigit(text, 0) ? `-${text.slice(0, last)}` : text;
}

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;

const plainDecimal = /^[+-]?\d+\.\d+$/;

const groupedWith = {
  '.': /^[+-]?\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
} as const;

// NFKC has already made no-break and thin spaces plain ones.
function ungrouped(text: string, decimal: '.' | ',' | undefined): string {
  if (decimal === undefined) return text;
  const whole = groupedWith[decimal].test(text) ? text.replace(decimal === '.' ? /[, '’]/g : /[. '’]/g, '') : text;
  if (decimal === '.') return whole;
  // A point that is not grouping would silently change the value: "1.5" is no number where the comma is the sign.
  return whole.includes('.') ? 'x' : whole.replace(',', '.');
}

function refusal(
  text: string,
  usual: string,
  decimal: '.' | ',' | undefined,
  units: readonly string[],
  subject: Subject,
): Refusal {
  const mark = (units.length === 0 ? markIn(text) : undefined) ?? markIn(usual);
  const isOwn =
    mark !== undefined && units.some(unit => usualCharacters(unit).toLowerCase() === usualCharacters(mark).toLowerCase());
  if (mark !== undefined && !isOwn) return refuse('number_marked', text, subject, { mark, units });
  const signs = decimal === undefined ? signsOf(usual) : [];
  return signs.length > 0
    ? refuse('number_ambiguous', text, subject, { signs })
    : refuse('number_unreadable', text, subject, { decimal });
}

/** The decimal signs with which a text is a number; none where it is none with either. */
const signsOf = (usual: string): readonly string[] =>
  (['.', ','] as const).filter(sign => parseExact(ungrouped(usual, sign)) !== undefined);

type Code =
  | 'number_two_ways'
  | 'number_marked'
  | 'number_ambiguous'
  | 'number_unreadable'
  | 'number_too_long'
  | 'number_too_large';

function refuse(
  code: Code,
  value: string,
  subject: Subject,
  more: {
    readonly mark?: string;
    readonly units?: readonly string[];
    readonly decimal?: string | undefined;
    readonly signs?: readonly string[];
    readonly most?: number;
  },
): Refusal {
  const { mark = '', units = [], decimal, signs = [], most = 0 } = more;
  return new Refusal(value, place =>
    fault(
      importFaults,
      code,
      {
        value,
        ...subject,
        mark,
        units,
        factor: factorMeant(mark),
        column: place.column === undefined ? '…' : String(place.column),
        decimal,
        signs,
        characters: value.length,
        most,
      },
      place,
    ),
  );
}
