import { withoutAccents } from './folded.js';

/** Languages whose names of months and weekdays are read, by their ISO codes. */
export const monthLanguages = ['en', 'de', 'nl', 'fr', 'es', 'pt', 'it', 'pl', 'cs', 'hr'] as const;

/** One of them. */
export type MonthLanguage = (typeof monthLanguages)[number];

/** What a name means in one language: a month or a weekday (Monday is 1), from 1. */
export interface Meaning {
  readonly language: MonthLanguage;
  readonly number: number;
}

// Czech and Croatian are there because their `lip`, `lis` and `srp` are other months than the Polish or each other's.
const months: Readonly<Record<MonthLanguage, string>> = {
  en: 'january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep, october oct, november nov, december dec',
  de: 'januar jänner jaenner jan jän jaen, februar feber feb, märz maerz mär mrz, april apr, mai, juni jun, juli jul, august aug, september sept sep, oktober okt, november nov, dezember dez',
  nl: 'januari jan, februari feb febr, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, september sept sep, oktober okt, november nov, december dec',
  fr: 'janvier janv jan, février févr fév, mars mar, avril avr, mai, juin, juillet juil, août, septembre sept sep, octobre oct, novembre nov, décembre déc',
  es: 'enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, septiembre setiembre sept sep set, octubre oct, noviembre nov, diciembre dic',
  pt: 'janeiro jan, fevereiro fev, março mar, abril abr, maio mai, junho jun, julho jul, agosto ago, setembro set, outubro out, novembro nov, dezembro dez',
  it: 'gennaio genn gen, febbraio febbr feb, marzo mar, aprile apr, maggio magg mag, giugno giu, luglio lug, agosto ago, settembre sett set, ottobre ott, novembre nov, dicembre dic',
  pl: 'styczeń stycznia sty, luty lutego lut, marzec marca mar, kwiecień kwietnia kwi, maj maja, czerwiec czerwca cze, lipiec lipca lip, sierpień sierpnia sie, wrzesień września wrz, październik października paź, listopad listopada lis, grudzień grudnia gru',
  cs: 'leden ledna led, únor února úno, březen března bře, duben dubna dub, květen května kvě, červen června čvn, červenec července čvc, srpen srpna srp, září zář, říjen října říj, listopad listopadu lis, prosinec prosince pro',
  hr: 'siječanj siječnja sij, veljača veljače velj, ožujak ožujka ožu, travanj travnja tra, svibanj svibnja svi, lipanj lipnja lip, srpanj srpnja srp, kolovoz kolovoza kol, rujan rujna ruj, listopad listopada lis, studeni studenoga studenog stu, prosinac prosinca pro',
};

const weekdays: Readonly<Record<MonthLanguage, string>> = {
  en: 'monday mon mo, tuesday tue tues tu, wednesday wed we, thursday thu thur thurs th, friday fri fr, saturday sat sa, sunday sun su',
  de: 'montag mo, dienstag di, mittwoch mi, donnerstag do, freitag fr, samstag sonnabend sa, sonntag so',
  nl: 'maandag ma, dinsdag di, woensdag wo, donderdag do, vrijdag vr, zaterdag za, zondag zo',
  fr: 'lundi lun lu, mardi mar ma, mercredi mer me, jeudi jeu je, vendredi ven ve, samedi sam sa, dimanche dim di',
  es: 'lunes lun lu, martes mar ma, miércoles mié mi, jueves jue ju, viernes vie vi, sábado sáb sá, domingo dom do',
  pt: 'segunda-feira segunda seg, terça-feira terça ter, quarta-feira quarta qua, quinta-feira quinta qui, sexta-feira sexta sex, sábado sáb, domingo dom',
  it: 'lunedì lun lu, martedì mar ma, mercoledì mer me, giovedì gio gi, venerdì ven ve, sabato sab sa, domenica dom do',
  pl: 'poniedziałek pon pn, wtorek wt, środa śr, czwartek czw cz, piątek pt, sobota sob so, niedziela niedz nd',
  cs: 'pondělí po, úterý út, středa st, čtvrtek čt, pátek pá, sobota so, neděle ne',
  hr: 'ponedjeljak pon, utorak uto, srijeda sri, četvrtak čet, petak pet, subota sub, nedjelja ned',
};

/** A name as it is compared: without case, accents, and the full stop of an abbreviation. */
const folded = (name: string): string => withoutAccents(name).replace(/\.$/, '');

function meaningsOf(names: Readonly<Record<MonthLanguage, string>>): ReadonlyMap<string, readonly Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const language of monthLanguages) {
    for (const [i, spellings] of names[language].split(', ').entries()) {
      for (const name of new Set(spellings.split(' ').map(folded)))
        found.set(name, [...(found.get(name) ?? []), { language, number: i + 1 }]);
    }
  }
  return found;
}

const monthMeanings = meaningsOf(months);
const weekdayMeanings = meaningsOf(weekdays);
const chineseWeekdays = '一二三四五六日';

/** The months that a name can mean, with the language of each; none where it is no month's name. */
export const monthsNamed = (name: string): readonly Meaning[] => monthMeanings.get(folded(name)) ?? [];

/** The names of months that come first above: written out. */
const writtenOut = new Set(
  monthLanguages.flatMap(language => months[language].split(', ').map(spellings => folded(spellings.split(' ')[0] ?? ''))),
);

/** Whether a word is the name of a month written out; an abbreviation may be any other word (`set`, `out`, `pro`). */
export const isMonthWord = (word: string): boolean =>
  writtenOut.has(folded(word)) || (folded(word).length > 4 && monthsNamed(word).length > 0);

/** The month that a name means, in one language or in whichever know it; undefined where they do not agree. */
export function monthNamed(name: string, language?: MonthLanguage): number | undefined {
  const meanings = monthsNamed(name).filter(one => language === undefined || one.language === language);
  const [first] = meanings;
  return meanings.every(one => one.number === first?.number) ? first?.number : undefined;
}

/** Whether a name can mean this weekday (Monday is 1): the date beside it says which one it is. */
export function canBeWeekday(name: string, weekday: number, language?: MonthLanguage): boolean {
  if (name.endsWith(chineseWeekdays[weekday - 1] ?? '?')) return true;
  if (weekday === 7 && name.endsWith('天')) return true;
  const meanings = weekdayMeanings.get(folded(name)) ?? [];
  return meanings.some(one => one.number === weekday && (language === undefined || one.language === language));
}

/** Whether a text is the name of a weekday in any language. */
export const isWeekdayName = (text: string): boolean => weekdayMeanings.has(folded(text));

/** The letters of such names, as part of a pattern: letters with accents, also where these are characters of their own. */
export const nameLetters = '[A-Za-zÀ-ɏ\\u0300-\\u036f]';

/** The letters of a weekday's name: Portuguese joins its number with its noun, segunda-feira. */
export const weekdayLetters = `${nameLetters}{2,15}(?:-feira)?`;
