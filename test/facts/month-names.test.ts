import { expect } from 'chai';
import { canBeWeekday, type MonthLanguage, monthLanguages, monthNamed, monthsNamed } from '../../src/facts/month-names.js';

const day = 86_400_000;
const january5 = Date.UTC(2026, 0, 5);

/** A name as the language's own locale data have it, alone and beside a day. */
function namesOf(language: string, at: number, part: 'month' | 'weekday'): readonly string[] {
  const locales = language === 'de' ? ['de', 'de-AT'] : language === 'en' ? ['en', 'en-GB'] : [language];
  const names = locales.flatMap(locale =>
    (['long', 'short'] as const).flatMap(width =>
      [{}, { day: 'numeric' }, { day: 'numeric', year: 'numeric' }].map(more =>
        new Intl.DateTimeFormat(locale, { [part]: width, ...more, timeZone: 'UTC' } as Intl.DateTimeFormatOptions)
          .formatToParts(at)
          .filter(found => found.type === part)
          .map(found => found.value)
          .join(''),
      ),
    ),
  );
  return [...new Set(names)].filter(name => !/^\d*$/.test(name));
}

describe('names of months and weekdays', () => {
  for (const language of monthLanguages) {
    it(`${language}: are those of its locale data`, () => {
      for (let month = 1; month <= 12; month++) {
        const names = namesOf(language, Date.UTC(2026, month - 1, 5), 'month');
        expect(names.length).to.be.greaterThan(0);
        for (const name of names) {
          expect(monthNamed(name, language), name).to.equal(month);
          expect(monthNamed(name.toUpperCase(), language), name).to.equal(month);
        }
      }
      for (let weekday = 1; weekday <= 7; weekday++) {
        for (const name of namesOf(language, january5 + (weekday - 1) * day, 'weekday')) {
          expect(canBeWeekday(name, weekday, language), name).to.equal(true);
          expect(canBeWeekday(name, (weekday % 7) + 1, language), name).to.equal(false);
        }
      }
    });
  }

  it('mean one month, or none where languages do not agree', () => {
    for (const name of ['jan', 'MAR', 'mrz.', 'Mär', 'mai', 'maj', 'mag', 'set', 'ago', 'dic', 'pro', 'Août', 'aout'])
      expect(monthNamed(name), name).to.be.a('number');
    for (const name of ['lip', 'lis', 'srp', 'listopada', 'jui', 'ma', '', 'may5'])
      expect(monthNamed(name), name).to.equal(undefined);
    const meant = (name: string): readonly string[] => monthsNamed(name).map(({ language, number }) => `${language} ${number}`);
    expect(meant('lip')).to.deep.equal(['pl 7', 'hr 6']);
    expect(meant('srp')).to.deep.equal(['cs 8', 'hr 7']);
  });

  it('are told of a Sunday in Chinese both ways', () => {
    expect(['星期日', '周天', '礼拜日'].map(name => canBeWeekday(name, 7))).to.deep.equal([true, true, true]);
    expect(canBeWeekday('星期一', 2)).to.equal(false);
  });

  it('are looked up in the languages that the layout can name', () => {
    const named: MonthLanguage[] = ['de', 'nl', 'fr', 'es', 'it', 'pl'];
    expect(named.map(language => monthNamed('mars', language))).to.deep.equal([
      undefined,
      undefined,
      3,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
