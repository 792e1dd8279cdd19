import Fraction from 'fraction.js';

/** An exact rational number. Safe integers stay plain numbers for speed; anything else is a fraction. */
export type Exact = number | Fraction;

const shortInteger = /^[+-]?\d{1,15}$/;
const shortDecimal = /^([+-]?\d{1,9})\.(\d{1,6})$/;
/** The denominators of decimals with up to six places are no larger. */
const mostShort = 1_000_000n;
const decimalForm = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

/** The exact number of a decimal text ("12.50", "-3e2"), an integer or a bigint; undefined when it is not one. */
export function parseExact(text: string): Exact | undefined {
  const trimmed = text.trim();
  // Most numbers are short integers, and there are many of them.
  if (shortInteger.test(trimmed)) return Number(trimmed) + 0;
  const short = shortDecimal.exec(trimmed);
  if (short !== null) return quotient(Number(`${short[1]}${short[2]}`), 10 ** (short[2] ?? '').length);
  if (!decimalForm.test(trimmed)) return undefined;
  const [mantissa = '0', exponent = '0'] = trimmed.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(`${whole.replace('+', '').replace('-', '') || '0'}${decimals}`) * (whole.startsWith('-') ? -1n : 1n);
  return shift >= 0 ? fraction(digits * 10n ** BigInt(shift), 1n) : fraction(digits, 10n ** BigInt(-shift));
}

const quotient = (over: number, under: number): Exact =>
  over % under === 0 ? over / under + 0 : simplified(new Fraction(BigInt(over), BigInt(under)));

/** The exact number of a text known to be one; throws on anything else (a bug of ours). */
export function exact(value: string | number | bigint): Exact {
  const text = typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : String(value);
  const [numerator, denominator] = text?.split('/') ?? [];
  const parsed = numerator === undefined ? undefined : parseExact(numerator);
  if (parsed === undefined) throw new TypeError(`not an exact number: ${String(value)}`);
  return denominator === undefined ? parsed : divide(parsed, exact(denominator));
}

/** The exact number of a share written "98%", "0.98" or "49/50"; undefined when it is none of these. */
export function parseShare(text: string): Exact | undefined {
  const percent = /^(.*)%$/.exec(text.trim());
  if (percent) {
    const points = parseExact(percent[1] ?? '');
    return points === undefined ? undefined : divide(points, 100);
  }
  const [numerator = '', denominator, ...rest] = text.split('/');
  const above = parseExact(numerator);
  const below = denominator === undefined ? 1 : parseExact(denominator);
  return above === undefined || below === undefined || rest.length > 0 || compare(below, 0) === 0
    ? undefined
    : divide(above, below);
}

/** The exact fraction of two integers. */
export function fraction(numerator: bigint, denominator: bigint): Exact {
  return simplified(new Fraction(numerator, denominator));
}

function simplified(value: Fraction): Exact {
  if (value.d !== 1n) return value;
  const integer = Number(value.s * value.n);
  return Number.isSafeInteger(integer) ? integer + 0 : value;
}

const toFraction = (value: Exact): Fraction => (typeof value === 'number' ? new Fraction(value, 1) : value);

export function add(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return simplified(toFraction(a).add(toFraction(b)));
}

export function negate(a: Exact): Exact {
  return typeof a === 'number' ? 0 - a : simplified(a.neg());
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return simplified(toFraction(a).mul(toFraction(b)));
}

/** The exact quotient; dividing by zero is a bug of the caller. */
export function divide(a: Exact, b: Exact): Exact {
  if (b === 1) return a;
  if (typeof a === 'number' && typeof b === 'number') return quotient(a, b);
  return simplified(toFraction(a).div(toFraction(b)));
}

/** -1, 0 or 1. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [above, below] = parts(a);
  const [otherAbove, otherBelow] = parts(b);
  const [left, right] = [above * otherBelow, otherAbove * below];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const absolute = (a: Exact): Exact => (compare(a, 0) < 0 ? negate(a) : a);

export function sum(values: readonly Exact[]): Exact {
  return values.reduce(add, 0);
}

/** The value rounded half to even to so many decimals. */
export function roundHalfEven(value: Exact, decimals: number): Exact {
  if (typeof value === 'number' && decimals >= 0) return value;
  const { s, n, d } = toFraction(value);
  const scale = 10n ** BigInt(Math.abs(decimals));
  const [over, under] = decimals >= 0 ? [n * scale, d] : [n, d * scale];
  const rounded = s * nearestEven(over, under);
  return decimals >= 0 ? fraction(rounded, scale) : fraction(rounded * scale, 1n);
}

/** over / under (both not negative) as the nearest integer, ties to the even one. */
function nearestEven(over: bigint, under: bigint): bigint {
  const floor = over / under;
  const twice = 2n * (over - floor * under);
  return twice > under || (twice === under && floor % 2n === 1n) ? floor + 1n : floor;
}

/** The greatest integer not above the value. */
export function floor(value: Exact): Exact {
  if (typeof value === 'number') return value;
  const signed = value.s * value.n;
  const truncated = signed / value.d;
  return fraction(signed < 0n && truncated * value.d !== signed ? truncated - 1n : truncated, 1n);
}

/** The smallest integer not below the value. */
export const ceiling = (value: Exact): Exact => negate(floor(negate(value)));

/** The value as a JavaScript number, rounded half to even to `digits` significant digits: the one rounding of a published figure. */
export function significant(value: Exact, digits = 12): number {
  return nearbyRounded(value, digits) ?? roundedExactly(toFraction(value), digits);
}

/**
 * The same by doubles: of quotients that are no further away from the exact one than a double may be, the smallest and the greatest are
 * rounded alike, and so is the exact one between them. Undefined where they are not, and where numbers are too long for doubles.
 */
function nearbyRounded(value: Exact, digits: number): number | undefined {
  const [over, under] = typeof value === 'number' ? [value, 1] : [Number(value.s * value.n), Number(value.d)];
  if (!Number.isSafeInteger(over) || !Number.isSafeInteger(under)) return undefined;
  const near = over / under;
  const text = (near * (1 - 2 * Number.EPSILON)).toPrecision(digits);
  return text === (near * (1 + 2 * Number.EPSILON)).toPrecision(digits) ? Number(text) + 0 : undefined;
}

function roundedExactly({ s, n, d }: Fraction, digits: number): number {
  if (n === 0n) return 0;
  let exponent = digits - (n.toString().length - d.toString().length);
  for (;;) {
    const rounded = exponent >= 0 ? nearestEven(n * 10n ** BigInt(exponent), d) : nearestEven(n, d * 10n ** BigInt(-exponent));
    const length = rounded.toString().length;
    if (length === digits || (length === digits + 1 && /^10*$/.test(rounded.toString())))
      return Number(`${s * rounded}e${-exponent}`);
    exponent += length > digits ? -1 : 1;
  }
}

/** The exact decimal text of a terminating decimal ("12.5"), or the fraction ("1/3") of any other. */
export function decimalText(value: Exact): string {
  if (typeof value === 'number') return String(value);
  const { s, n, d } = value;
  const short = shortDecimalText(value);
  if (short !== undefined) return short;
  let rest = d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  const sign = s < 0n ? '-' : '';
  if (rest !== 1n) return `${sign}${n}/${d}`;
  const places = Math.max(twos, fives);
  const digits = ((n * 10n ** BigInt(places)) / d).toString().padStart(places + 1, '0');
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The text of a decimal of few digits, such as most amounts are; undefined for others. */
function shortDecimalText({ s, n, d }: Fraction): string | undefined {
  if (d === 1n || d > mostShort) return undefined;
  const scale = 1_000_000 / Number(d);
  const above = Number(n);
  // Up to fifteen digits the nearest double is written as the decimal that it is nearest to.
  if (!Number.isInteger(scale) || above * scale >= 1e15) return undefined;
  return `${s < 0n ? '-' : ''}${above / Number(d)}`;
}

/** Numerator and denominator of the reduced fraction; the sign is the numerator's. */
export function parts(value: Exact): readonly [numerator: bigint, denominator: bigint] {
  return typeof value === 'number' ? [BigInt(value), 1n] : [value.s * value.n, value.d];
}

/** The nearest double: for statistics and drawing only, never for a comparison or a stored figure. */
export function toDouble(value: Exact): number {
  return typeof value === 'number' ? value : value.valueOf();
}
