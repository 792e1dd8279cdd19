import { parentPort } from 'node:worker_threads';
import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { HolidayPlaces, PublicHolidays } from '../../contract/public-holidays.js';
import type { Label, Language } from '../../facts/label.js';

/** Which public holidays are asked for; of a region without one where it is empty. */
export interface HolidaysAsked {
  readonly country: string;
  /** Its code, with that of a part of it behind a dot: `BY.A`. */
  readonly region: string;
  readonly firstYear: number;
  readonly years: number;
  readonly language: Language;
}

export type HolidaysTask = 'places' | HolidaysAsked;

type Days = Pick<PublicHolidays, 'days' | 'partial'>;
type Regions = HolidayPlaces['places'][number]['regions'];

/**
 * Whose days the library does not have right: those of mainland China are announced anew each year together with working days that make up
 * for them; of South Korea it begins the holidays around the new year of the moon and Chuseok a day late.
 */
const leftOut: ReadonlySet<string> = new Set(['CN', 'KR']);

/** The countries whose public holidays are known, with their regions, by name. */
function placesKnown(): HolidayPlaces['places'] {
  const known = new Holidays();
  const inChinese = new Intl.DisplayNames('zh-Hans', { type: 'region' });
  return Object.entries(known.getCountries('en'))
    .filter(([country]) => !leftOut.has(country))
    .map(([country, name]) => ({
      country,
      name: { en: name, zh: inChinese.of(country) ?? name },
      regions: regionsOf(known, country),
    }));
}

/** The regions of a country, each followed by the parts of it that have holidays of their own. */
function regionsOf(known: Holidays, country: string): Regions {
  return namesOf(language => known.getStates(country, language)).flatMap(([state, name]) => [
    { region: state, name },
    ...namesOf(language => known.getRegions(country, state, language)).map(([part, of]) => ({
      region: `${state}.${part}`,
      name: { en: `${name.en}: ${of.en}`, zh: `${name.zh}：${of.zh}` },
    })),
  ]);
}

function namesOf(named: (language: Language) => Readonly<Record<string, string>> | null | undefined): readonly [string, Label][] {
  const inChinese = named('zh') ?? {};
  return Object.entries(named('en') ?? {}).map(([code, en]) => [code, { en, zh: inChinese[code] ?? en }]);
}

/** Holidays whose day follows the moon and is announced shortly before. */
const byTheMoon = /\b(?:Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu)\b/;

const hourMillis = 3_600_000;
const dayMillis = 24 * hourMillis;

/** The whole days of some years, in their order; undefined where there is no such place. */
function holidaysOf({ country, region, firstYear, years, language }: HolidaysAsked): Days | undefined {
  const isKnown = placesKnown().some(
    one => one.country === country && (region === '' || one.regions.some(known => known.region === region)),
  );
  if (!isKnown) return undefined;
  const place = [country, ...(region === '' ? [] : region.split('.'))].join('-');
  const known = new Holidays(place, { languages: language === 'zh' ? ['zh', 'en'] : ['en'] });
  const all = Array.from({ length: years }, (_, i) => known.getHolidays(firstYear + i))
    .flat()
    .filter(({ type }) => type === 'public');
  const days = all.map(one => ({ one, count: wholeDays(one) }));
  return {
    days: days.flatMap(({ one, count }) => (count === 0 ? [] : [asDays(one, count)])),
    partial: days.flatMap(({ one, count }) => (count === 0 ? [{ day: one.date.slice(0, 10), name: one.name }] : [])),
  };
}

/** How many days are holidays from their first hour to their last: where the clock is changed a day has 23 or 25. */
function wholeDays({ date, start, end }: HolidaysTypes.Holiday): number {
  if (date.slice(11, 19) !== '00:00:00') return 0;
  return Math.floor((end.getTime() - start.getTime() + hourMillis) / dayMillis);
}

function asDays({ date, name, rule }: HolidaysTypes.Holiday, count: number): Days['days'][number] {
  const from = date.slice(0, 10);
  const to = new Date(Date.parse(from) + (count - 1) * dayMillis).toISOString().slice(0, 10);
  return { from, to, name, may_move: byTheMoon.test(rule) };
}

// Whoever started the thread gives it nothing else.
parentPort?.on('message', (task: HolidaysTask) => parentPort?.postMessage(task === 'places' ? placesKnown() : holidaysOf(task)));
