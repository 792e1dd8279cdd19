import { absolute, compare, type Exact, parseExact } from '../../facts/exact.js';
import { usualCharacters } from '../../facts/folded.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Refusal, type Subject } from './refusal.js';

/** Longer digits are no quantity, and would cost time out of all proportion. */
const mostCharacters = 1000;

/** No quantity is larger; sums and products of larger ones would leave the range of the figures in a document. */
const largest: Exact = parseExact('1e60') ?? 0;

/** Prices and rates repeat, and a fraction takes a while to make: so many are remembered for each field. */
const remembered = 5000;

/**
 * Reads numbers in one notation: with `decimal` named, thousands may be grouped; without, only plain decimals are read. In sources whose
 * cells have types (`typed`), numbers come as plain decimals whatever sign their texts use.
 */
export function numberReader(decimal: '.' | ',' | undefined, subject: Subject, typed = false): (text: string) => Exact | Refusal {
  const known = new Map<string, Exact>();
  return text => {
    const plain = plainInteger(text) ?? known.get(text);
    if (plain !== undefined) return plain;
    if (text.length > mostCharacters) {
      return refuse('number_too_long', text, subject, { most: mostCharacters });
    }
    const usual = usualCharacters(text);
    if (typed && decimal === ',' && plainDecimal.test(usual)) {
      if (groupedWith[','].test(usual)) return refuse('number_two_ways', text, subject, {});
      return parseExact(usual) ?? refusal(text, usual, decimal, subject);
    }
    const value = parseExact(ungrouped(usual, decimal));
    if (value === undefined) return refusal(text, usual, decimal, subject);
    if (compare(absolute(value), largest) > 0) return refuse('number_too_large', text, subject, {});
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

/** A sign of a currency or share, or a unit before or after the digits, as it stands. */
function markIn(text: string): string | undefined {
  const sign = /[%％‰\p{Sc}]/u.exec(text)?.[0];
  if (sign !== undefined) return sign;
  const digits = String.raw`[+-]?\d[\d.,' ’]*`;
  const [, before, after] = new RegExp(`^(?:(\\p{L}{1,5}\\.?)\\s*${digits}|${digits}(\\p{L}{1,5}\\.?))$`, 'u').exec(text) ?? [];
  return before ?? after;
}

function refusal(text: string, usual: string, decimal: '.' | ',' | undefined, subject: Subject): Refusal {
  const mark = markIn(text) ?? markIn(usual);
  if (mark !== undefined) return refuse('number_marked', text, subject, { mark });
  if (decimal === undefined && /^[+-]?\d[\d.,' ’]*\d$/.test(usual)) return refuse('number_ambiguous', text, subject, {});
  return refuse('number_unreadable', text, subject, { decimal: decimal ?? '.' });
}

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
  more: { readonly mark?: string; readonly decimal?: string; readonly most?: number },
): Refusal {
  const { mark = '', decimal = '.', most = 0 } = more;
  return new Refusal(value, place =>
    fault(
      importFaults,
      code,
      {
        value,
        ...subject,
        mark,
        column: place.column === undefined ? '…' : String(place.column),
        decimal,
        characters: value.length,
        most,
      },
      place,
    ),
  );
}
