import type { MonthLanguage } from '../../facts/month-names.js';
import { usualCharacters } from '../../facts/folded.js';
import type { ProposalRemark } from '../../faults/proposal.js';
import { monthsOfTwoWays, parserOf } from '../layout/date-forms.js';

/** Forms of dates, and the texts that none of them reads. */
export interface Covering {
  readonly forms: readonly string[];
  readonly unread: readonly string[];
}

/** The language of the names of months. */
export interface NamedMonths {
  /** Left out where every name means one month. */
  readonly months?: MonthLanguage;
  /** Languages in which the same names are other months. */
  readonly monthsOr?: readonly MonthLanguage[];
}

/** The forms that cover texts; where names of months mean different months by language, in the language that leaves the fewest unread. */
export function coveredInLanguage(
  texts: readonly string[],
  covering: (months?: MonthLanguage) => Covering,
): Covering & NamedMonths {
  const plain = covering();
  const languages = new Set(plain.unread.flatMap(text => monthsOfTwoWays(text).map(({ language }) => language)));
  const inEach = [...languages].map(months => ({ ...covering(months), months }));
  const fewest = Math.min(...inEach.map(({ unread }) => unread.length));
  if (inEach.length === 0 || fewest >= plain.unread.length) return plain;
  // Languages in which all dates are the same are the same to who reads them.
  const read = new Map<string, (typeof inEach)[number]>();
  for (const one of inEach.filter(({ unread }) => unread.length === fewest)) {
    const dates = datesRead(texts, one);
    if (!read.has(dates)) read.set(dates, one);
  }
  const [first = plain, ...others] = read.values();
  return others.length === 0 ? first : { ...first, monthsOr: others.map(({ months }) => months) };
}

function datesRead(texts: readonly string[], { forms, months }: Covering & { readonly months: MonthLanguage }): string {
  const parsers = forms.map(form => parserOf(form, months));
  const read = (text: string) => parsers.map(parse => parse(text)?.local).find(at => at !== undefined);
  return texts.map(text => read(usualCharacters(text))).join();
}

/** What a person has to say of names of months that mean others in another language; nothing where the dates show which it is. */
export function monthToChoose({ months, monthsOr }: NamedMonths, texts: readonly string[]): readonly ProposalRemark[] {
  if (months === undefined || monthsOr === undefined) return [];
  const known = new Set<MonthLanguage>([months, ...monthsOr]);
  const found = texts
    .map(sample => ({ sample, meanings: monthsOfTwoWays(sample).filter(({ language }) => known.has(language)) }))
    .find(({ meanings }) => new Set(meanings.map(({ number }) => number)).size > 1);
  return found === undefined ? [] : [{ is: 'month_by_language', ...found }];
}
