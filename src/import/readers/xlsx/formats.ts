/** What a number in a cell means by its format. */
export type NumberKind = 'number' | 'percentage' | 'day' | 'moment' | 'time' | 'elapsed';

/** Formats that files name by number alone, East Asian ones among them; all others below 164 show numbers. */
const builtIn: ReadonlyMap<number, NumberKind> = new Map([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(id => [id, 'day'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map(id => [id, 'time'] as const),
  [22, 'moment'],
  [46, 'elapsed'],
]);

/** What the numbers of a style show: by the format's own code if the workbook has one, else by its number. */
export function numberKindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn.get(id) ?? 'number';
  const [first = ''] = code.split(';');
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'elapsed';
  const letters = first
    .replace(/"[^"]*"|\\.|[_*].|\[[^[\]]*\]/gu, '')
    .replace(/general|e[+-]|am\/pm|a\/p|上午\/下午/giu, '')
    .toLowerCase();
  const time = /[hs]/.test(letters);
  // Beside hours or seconds, m means minutes.
  const day = /[yde]/.test(letters) || (!time && letters.includes('m'));
  if (day) return time ? 'moment' : 'day';
  return time ? 'time' : 'number';
}

/** Whether a format shows numbers as percentages: 1.5 as 150%. */
export const showsPercentage = (id: number, code: string | undefined): boolean =>
  code === undefined ? id === 9 || id === 10 : code.replace(/"[^"]*"|\\.|[_*]./gu, '').includes('%');

/** Whether a format shows numbers in exponent notation: 1.23E+14. */
export function showsExponent(id: number, code: string | undefined): boolean {
  return code === undefined ? id === 11 || id === 48 : /[0#?]e[+-]/i.test(code.replace(/"[^"]*"|\\./g, ''));
}

/** From here on, a number has more significant digits than the fifteen that spreadsheets keep. */
const SIXTEEN_DIGITS = 1e15;

/** From twelve digits on, spreadsheets show whole numbers in exponent notation, with six digits at most. */
const SHOWN_ROUNDED = 1e11;
const ROUNDED_AWAY = 1e6;

/**
 * Whether a number cell may stand for another number than it holds: it has more digits than a spreadsheet keeps, or only the digits are
 * left that exponent notation shows, which is how a long number ends that was saved as text and opened again. Fractions do not count:
 * what a spreadsheet keeps of one that was typed looks whole, and a long one has been calculated.
 */
export function losesDigits(source: string, isShownWithExponent: boolean): boolean {
  const hasExponent = isShownWithExponent || source.includes('E') || source.includes('e');
  // Nearly all numbers are short, or have a short whole part.
  if (!hasExponent && (source.length <= 15 || source.lastIndexOf('.', 15) > 0)) return false;
  const value = Math.abs(Number(source));
  if (value >= SIXTEEN_DIGITS) return Number.isFinite(value);
  return hasExponent && value >= SHOWN_ROUNDED && value % ROUNDED_AWAY === 0;
}

const DAY = 86_400_000;
const LAST_SERIAL = 2_958_466;

/** A number cell as text: a date or time in ISO form where its format shows one, a percentage with its sign, else the plain decimal. */
export function numberText(source: string, shown: NumberKind, date1904: boolean): string {
  const value = Number(source);
  if (source.trim() === '' || !Number.isFinite(value)) return source;
  // A spreadsheet keeps fifteen digits: 7% is no 7.000000000000001%.
  if (shown === 'percentage') return `${plainDecimal(Number((value * 100).toPrecision(15)))}%`;
  if (shown === 'number' || value < 0 || value >= LAST_SERIAL) return plainDecimal(value);
  const ms = Math.round(value * DAY);
  const clock = clockText(ms % DAY);
  if (shown === 'elapsed') return `${Math.floor(ms / 3_600_000)}${clock.slice(2)}`;
  if (shown === 'time' && ms < DAY) return clock;
  const day = dayText(Math.floor(ms / DAY), date1904);
  if (day === undefined) return plainDecimal(value);
  return shown === 'day' && ms % DAY === 0 ? day : `${day}T${clock}`;
}

/** Excel counts 1900-01-01 as 1 and believes in a 29th of February 1900, day 60; that day and day 0 do not exist. */
function dayText(serial: number, date1904: boolean): string | undefined {
  const days = date1904 ? serial - 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569;
  return (serial === 0 || serial === 60) && !date1904 ? undefined : new Date(days * DAY).toISOString().slice(0, 10);
}

function clockText(ms: number): string {
  const text = new Date(ms).toISOString().slice(11, 23);
  return text.endsWith('.000') ? text.slice(0, 8) : text;
}

/** The shortest decimal that means this double, without an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match;
  const digits = whole + decimals;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits}${'0'.repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
