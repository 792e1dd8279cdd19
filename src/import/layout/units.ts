import { usualCharacters } from '../../facts/folded.js';

// What is in a table is folded: usual width, lower case.
const currencyMarks: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  '¥': 'CNY JPY',
  元: 'CNY TWD HKD MOP',
  圆: 'CNY TWD HKD MOP',
  rmb: 'CNY',
  人民币: 'CNY',
  円: 'JPY',
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP MOP',
  us$: 'USD',
  美元: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  a$: 'AUD',
  hk$: 'HKD',
  s$: 'SGD',
  nt$: 'TWD',
  r$: 'BRL',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  lei: 'RON',
  kr: 'SEK NOK DKK ISK',
  fr: 'CHF',
  sfr: 'CHF',
  '₽': 'RUB',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₴': 'UAH',
};

const currencyCodes = new Set(
  (
    'EUR USD GBP CNY CNH JPY CHF PLN CZK HUF RON BGN SEK NOK DKK ISK RUB UAH TRY CAD AUD NZD HKD SGD TWD MOP KRW INR THB VND MYR IDR ' +
    'PHP BRL MXN ARS CLP COP ZAR AED SAR ILS EGP NGN KES'
  ).split(' '),
);

const folded = (mark: string): string => usualCharacters(mark).normalize('NFKC').toLowerCase().replace(/\.$/, '').trim();

/** The currencies that a sign, code or word can mean, by their ISO codes; none where it is none of a currency. */
export function currenciesMeant(mark: string): readonly string[] {
  const text = folded(mark);
  if (currencyCodes.has(text.toUpperCase())) return [text.toUpperCase()];
  return Object.hasOwn(currencyMarks, text) ? (currencyMarks[text] ?? '').split(' ') : [];
}

/** Whether two marks can be of one currency; whatever is of none contradicts nothing. */
export function canBeOneCurrency(one: string, other: string): boolean {
  const [first, second] = [currenciesMeant(one), currenciesMeant(other)];
  return first.length === 0 || second.length === 0 || first.some(code => second.includes(code));
}

const powers: Readonly<Record<string, number>> = {
  '‰': 0.001,
  k: 1000,
  tsd: 1000,
  mio: 1_000_000,
  mrd: 1_000_000_000,
  mn: 1_000_000,
  bn: 1_000_000_000,
  千: 1000,
  千元: 1000,
  万: 10_000,
  万元: 10_000,
  百万: 1_000_000,
  百万元: 1_000_000,
  亿: 100_000_000,
  亿元: 100_000_000,
};

/** What a word beside digits multiplies them by: 3万 is 30000, 5k is 5000. Undefined where it is a unit. */
export function factorMeant(mark: string): number | undefined {
  const text = folded(mark);
  return Object.hasOwn(powers, text) ? powers[text] : undefined;
}

const amount = String.raw`\d[\d.,' ’]*`;
const mark = String.raw`[\p{L}\p{Sc}%％‰°]`;
const marked = new RegExp(
  String.raw`^(?:[+-]?\s*(${mark}\D{0,9}?)\s*[+-]?${amount}|[+-]?${amount}(${mark}[^\s\d+-]{0,9}[23²³]?))$`,
  'u',
);

/** The sign of a currency or share, or the unit, before or after a number, as it stands. */
export function markIn(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const [, before, after] = marked.exec(text) ?? [];
  return before ?? after;
}

/** Takes a unit off a number in usual characters that has it before or after its digits; undefined where it has none of these. */
export function unitRemover(units: readonly string[]): (usual: string) => string | undefined {
  const one = units
    .map(unit =>
      usualCharacters(unit)
        .trim()
        .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
    )
    // The longest first: of "kg" and "k" the former is meant.
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  const withUnit = new RegExp(
    String.raw`^([+-]?)\s*(?:(?:${one})(?:\s*([+-]))?\s*(\d[^\p{L}]*)|(\d[^\p{L}]*?)(?:${one}))$`,
    'iu',
  );
  return usual => {
    const match = usual.length > 100 ? null : withUnit.exec(usual);
    if (match === null) return undefined;
    const [, sign = '', inner = '', after, before] = match;
    return sign !== '' && inner !== '' ? undefined : `${sign}${inner}${(after ?? before ?? '').trim()}`;
  };
}
