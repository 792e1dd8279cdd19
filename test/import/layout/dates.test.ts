import { expect } from 'chai';
import { isoInstant, parseDay } from '../../../src/facts/time.js';
import { dayReader, instantReader } from '../../../src/import/layout/dates.js';
import { parseIso } from '../../../src/import/layout/iso.js';
import { Refusal } from '../../../src/import/layout/refusal.js';
import type { RowState } from '../../../src/import/layout/row.js';
import type { FieldMapping } from '../../../src/import/layout/schema.js';
import { worded } from '../../../src/faults/worded.js';

interface Read {
  readonly at: string;
  readonly warnings: readonly string[];
}

function read(
  text: string,
  { field = 'delivered_at', zone = 'Asia/Shanghai', ...mapping }: FieldMapping & { field?: string; zone?: string } = {},
): Read {
  const warnings: string[] = [];
  const row: RowState = { cells: [], number: 1, zone: () => zone, warn: (_, warning) => warnings.push(warning.code) };
  const value = instantReader(mapping, { field, layout: 'acme.yaml' })(text, row);
  return { at: value instanceof Refusal ? value.at({}).code : value === null ? 'missing' : isoInstant(value), warnings };
}

describe('instants', () => {
  const cases: readonly (readonly [says: string, text: string, mapping: Parameters<typeof read>[1], expected: string])[] = [
    ['a day means its start', '2026-01-31', {}, '2026-01-30T16:00:00Z'],
    ['a promised day means its last millisecond', '2026-01-31', { field: 'promised_at' }, '2026-01-31T15:59:59.999Z'],
    ['a due day means its last millisecond', '2026-01-31', { field: 'pod_due_at' }, '2026-01-31T15:59:59.999Z'],
    ['a promised time stays', '2026-01-31 12:00', { field: 'promised_at' }, '2026-01-31T04:00:00Z'],
    ['a promised midnight stays', '2026-01-31 00:00', { field: 'promised_at' }, '2026-01-30T16:00:00Z'],
    ['end_of_day moves a time', '2026-01-31 12:00', { at: 'end_of_day' }, '2026-01-31T15:59:59.999Z'],
    [
      'end_of_day moves an instant with offset within its local day',
      '2026-01-31T20:00Z',
      { at: 'end_of_day' },
      '2026-02-01T15:59:59.999Z',
    ],
    ['start_of_day holds for a promise', '2026-01-31', { field: 'promised_at', at: 'start_of_day' }, '2026-01-30T16:00:00Z'],
    ['end_of_day in a day of 23 hours', '2026-03-29', { at: 'end_of_day', zone: 'Europe/Amsterdam' }, '2026-03-29T21:59:59.999Z'],
    ['an offset wins over the zone', '2026-01-31T12:00:00+01:00', {}, '2026-01-31T11:00:00Z'],
    ['an offset without a colon', '2026-01-31T12:00:00.250-0530', {}, '2026-01-31T17:30:00.250Z'],
    ['Z', '2026-01-31T12:00:00Z', {}, '2026-01-31T12:00:00Z'],
    ['UTC as a word', '2026-01-31 12:00:00 UTC', {}, '2026-01-31T12:00:00Z'],
    ['microseconds are cut', '2026-01-31T12:00:00.123999Z', {}, '2026-01-31T12:00:00.123Z'],
    ['slashes, year first', '2026/1/5 8:05', { zone: 'UTC' }, '2026-01-05T08:05:00Z'],
    ['Chinese', '2026年1月5日 8时05分', { zone: 'UTC' }, '2026-01-05T08:05:00Z'],
    ['Chinese day', '2026年01月05日', { zone: 'UTC' }, '2026-01-05T00:00:00Z'],
    ['24:00 is the next midnight', '2026-01-31 24:00', { zone: 'UTC' }, '2026-02-01T00:00:00Z'],
    ['a leap day', '2024-02-29', { zone: 'UTC' }, '2024-02-29T00:00:00Z'],
    ['no leap day', '2023-02-29', {}, 'date_nonexistent'],
    ['day or month first', '01/02/2026', {}, 'date_form_unknown'],
    ['a serial number', '45292', {}, 'date_serial'],
    ['an hour that is none', '2026-01-31 25:00', {}, 'date_form_unknown'],
    ['a form', '31/01/2026', { format: 'dd/MM/yyyy', zone: 'UTC' }, '2026-01-31T00:00:00Z'],
    ['31 February', '31/02/2026', { format: 'dd/MM/yyyy' }, 'date_unreadable'],
    ['forms in turn', '2026-01-31', { format: ['dd-MMM-yy', 'yyyy-MM-dd'], zone: 'UTC' }, '2026-01-31T00:00:00Z'],
    ['English months', '02-Jun-06', { format: 'dd-MMM-yy', zone: 'UTC' }, '2006-06-02T00:00:00Z'],
    ['a form with a half day', '1/5/2026 8:05 PM', { format: 'M/d/yyyy h:mm a', zone: 'UTC' }, '2026-01-05T20:05:00Z'],
    ['Chinese afternoon', '2026/3/5 下午2:05', { zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['Chinese morning before the hour', '2026年3月5日上午12时05分', { zone: 'UTC' }, '2026-03-05T00:05:00Z'],
    ['Chinese night', '2026-03-05 凌晨1:05', { zone: 'UTC' }, '2026-03-05T01:05:00Z'],
    ['an evening that can be either night', '2026-03-05 晚上12:30', {}, 'date_form_unknown'],
    ['PM', '2026-03-05 2:05 PM', { zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['p.m.', '2026-03-05 2:05:09 p.m.', { zone: 'UTC' }, '2026-03-05T14:05:09Z'],
    ['12 a.m.', '2026-03-05 12:00 a.m.', { zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['a morning at 14', '2026-03-05 14:05 AM', {}, 'date_form_unknown'],
    ['PM behind a point', '2026-03-05 2.05pm', { zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['an hour with PM alone', '2026-03-05 2 PM', { zone: 'UTC' }, '2026-03-05T14:00:00Z'],
    ['full width', '２０２６－０３－０５　１４：０５', { zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['full width in Chinese', '２０２６年３月５日', { zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['Chinese full stops', '2026。3。5', { zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['digits alone', '20260305', { zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['digits alone with a time', '20260305140509', { zone: 'UTC' }, '2026-03-05T14:05:09Z'],
    ['basic ISO', '20260305T140509Z', {}, '2026-03-05T14:05:09Z'],
    ['two digits of a Chinese year', '26年3月5日', { zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['two digits of a year without a form', '26-03-05', {}, 'date_form_unknown'],
    ['a form in full width', '０５／０３／２０２６', { format: 'dd/MM/yyyy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['a Chinese half day by its form', '2026/3/5 下午2:05', { format: 'yyyy/M/d ah:mm', zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['p.m. by its form', '5/3/2026 2:05 p.m.', { format: 'd/M/yyyy h:mm a', zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['HH with a half day', '5/3/2026 02:05 PM', { format: 'd/M/yyyy HH:mm a', zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['a narrow space before PM', '5/3/2026 2:05\u202fPM', { format: 'd/M/yyyy h:mm a', zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['a serial by its form', '46086.5', { format: 'excel_serial', zone: 'UTC' }, '2026-03-05T12:00:00Z'],
    ['a serial rounded to five decimals', '46086.58681', { format: 'excel_serial', zone: 'UTC' }, '2026-03-05T14:05:00Z'],
    ['a serial since 1904', '44624', { format: 'excel_serial_1904', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['a serial among dates', '46086', { format: ['iso', 'excel_serial'], zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['a date among serials', '2026-03-05', { format: ['iso', 'excel_serial'], zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['the day that Excel invented', '60', { format: 'excel_serial' }, 'date_unreadable'],
    ['the end of a month', '2026-02', { format: 'yyyy-MM', at: 'end', zone: 'UTC' }, '2026-02-28T23:59:59.999Z'],
    ['the start of a month', '02/2026', { format: 'MM/yyyy', at: 'start', zone: 'UTC' }, '2026-02-01T00:00:00Z'],
    ['the end of a leap February', 'Feb 2024', { format: 'MMM yyyy', at: 'end', zone: 'UTC' }, '2024-02-29T23:59:59.999Z'],
    ['the end of a year', '2026', { format: 'yyyy', at: 'end', zone: 'UTC' }, '2026-12-31T23:59:59.999Z'],
    ['a month without a form', '2026年2月', { at: 'end', zone: 'UTC' }, '2026-02-28T23:59:59.999Z'],
    ['the end of a month of a promise is not guessed', '2026-02', { field: 'promised_at' }, 'date_without_day'],
    ['the end of a day', '2026-02-03', { at: 'end', zone: 'UTC' }, '2026-02-03T23:59:59.999Z'],
    ['a time stays where the end is meant', '2026-02-03 08:00', { at: 'end', zone: 'UTC' }, '2026-02-03T08:00:00Z'],
    ['the start of a promised month', '2026-02', { field: 'promised_at', at: 'start', zone: 'UTC' }, '2026-02-01T00:00:00Z'],
    ['two digits of a year up to 60', '5/1/60', { format: 'd/M/yy', zone: 'UTC' }, '2060-01-05T00:00:00Z'],
    ['German', '05. Mrz. 2026', { format: 'dd. MMM yyyy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['German with an umlaut', '5-Mär-26', { format: 'd-MMM-yy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['German with an umlaut of two characters', '5-Ma\u0308r-26', { format: 'd-MMM-yy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['German in full, capitals', '5. MÄRZ 2026', { format: 'd. MMMM yyyy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['Austrian', '5. Jänner 2026', { format: 'd. MMMM yyyy', zone: 'UTC' }, '2026-01-05T00:00:00Z'],
    ['Dutch', '5 mrt 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['French', '5 juil. 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-07-05T00:00:00Z'],
    ['French with an accent', '5 févr. 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-02-05T00:00:00Z'],
    ['French June beside July', '5 juin 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-06-05T00:00:00Z'],
    ['Spanish', '5 de agosto de 2026', { format: "d 'de' MMMM 'de' yyyy", zone: 'UTC' }, '2026-08-05T00:00:00Z'],
    ['Spanish September', '5/set/2026', { format: 'd/MMM/yyyy', zone: 'UTC' }, '2026-09-05T00:00:00Z'],
    [
      'Portuguese with its weekday',
      'Segunda-feira, 2 de março de 2026',
      { format: "EEE, d 'de' MMMM 'de' yyyy", zone: 'UTC' },
      '2026-03-02T00:00:00Z',
    ],
    ['Italian', '5 gen 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-01-05T00:00:00Z'],
    ['Polish genitive', '5 sierpnia 2026', { format: 'd MMMM yyyy', zone: 'UTC' }, '2026-08-05T00:00:00Z'],
    ['Polish without its accent', '5 paz 2026', { format: 'd MMM yyyy', zone: 'UTC' }, '2026-10-05T00:00:00Z'],
    ['a Polish month that is another in Croatian', '5 lip 2026', { format: 'd MMM yyyy' }, 'month_two_ways'],
    ['the same in its language', '5 lip 2026', { format: 'd MMM yyyy', months: 'pl', zone: 'UTC' }, '2026-07-05T00:00:00Z'],
    ['the same in the other', '5 lip 2026', { format: 'd MMM yyyy', months: 'hr', zone: 'UTC' }, '2026-06-05T00:00:00Z'],
    ['a month of another language than the one named', '5 Mai 2026', { format: 'd MMM yyyy', months: 'en' }, 'date_unreadable'],
    ['a French abbreviation of two months', '5 jui 2026', { format: 'd MMM yyyy' }, 'date_unreadable'],
    ['a form with a stop after every month', '5. Mai 2026', { format: 'd. MMM. yyyy', zone: 'UTC' }, '2026-05-05T00:00:00Z'],
    ['a stop between name and year', '5.Mrz.2026', { format: 'd.MMM.yyyy', zone: 'UTC' }, '2026-03-05T00:00:00Z'],
    ['a month with a time', '05-MAI-2026 08:30', { format: 'dd-MMM-yyyy HH:mm', zone: 'UTC' }, '2026-05-05T08:30:00Z'],
    ['a German weekday', 'Mo, 05.10.2026', { format: 'EEE, dd.MM.yyyy', zone: 'UTC' }, '2026-10-05T00:00:00Z'],
    ['an English weekday', 'Thu 5 Nov 2026', { format: 'EEE d MMM yyyy', zone: 'UTC' }, '2026-11-05T00:00:00Z'],
    ['a French weekday with a stop', 'lun. 5 oct. 2026', { format: 'EEE d MMM yyyy', zone: 'UTC' }, '2026-10-05T00:00:00Z'],
    ['a Chinese weekday', '2026年10月5日 星期一', { format: 'yyyy年M月d日 EEEE', zone: 'UTC' }, '2026-10-05T00:00:00Z'],
    ['a weekday that is another', 'Di, 05.10.2026', { format: 'EEE, dd.MM.yyyy' }, 'weekday_differs'],
    ['another weekday behind', '05.10.2026 (Di)', { format: 'dd.MM.yyyy (EEE)' }, 'weekday_differs'],
    ['another weekday behind, a time after it', '05.10.2026 Di 14:30', { format: 'dd.MM.yyyy EEE HH:mm' }, 'weekday_differs'],
    ['another weekday behind a date without one', '05.10.2026 Di', { format: 'dd.MM.yyyy' }, 'weekday_differs'],
    ['another weekday before a date without one', 'Di 05.10.2026', { format: 'dd.MM.yyyy' }, 'weekday_differs'],
    ['another Chinese weekday', '2026-10-05 星期二', {}, 'weekday_differs'],
    ['another Chinese weekday in brackets', '2026-10-05(周二)', {}, 'weekday_differs'],
    ['its own weekday behind a date without one', '05.10.2026 Mo', { format: 'dd.MM.yyyy' }, 'date_unreadable'],
    ['no weekday', 'Xy, 05.10.2026', { format: 'EEE, dd.MM.yyyy' }, 'date_unreadable'],
    ['an hour sign by its form', '05.10.2026 14u30', { format: "dd.MM.yyyy H'u'mm", zone: 'UTC' }, '2026-10-05T14:30:00Z'],
    [
      'a German clock by its form',
      '05.10.2026 14.30 Uhr',
      { format: "dd.MM.yyyy H.mm 'Uhr'", zone: 'UTC' },
      '2026-10-05T14:30:00Z',
    ],
    ['a clock without a sign', '05.10.2026 930', { format: 'dd.MM.yyyy Hmm', zone: 'UTC' }, '2026-10-05T09:30:00Z'],
    ['the same with four digits', '05.10.2026 1430', { format: 'dd.MM.yyyy Hmm', zone: 'UTC' }, '2026-10-05T14:30:00Z'],
    ['two digits of a year past 60', '5/1/61', { format: 'd/M/yy', zone: 'UTC' }, '1961-01-05T00:00:00Z'],
  ];
  for (const [says, text, mapping, expected] of cases) {
    it(`${says}: ${text}`, () => expect(read(text, mapping)).to.deep.equal({ at: expected, warnings: [] }));
  }

  it('moves a time in a gap forward, with a warning', () =>
    expect(read('2026-03-29 02:30', { zone: 'Europe/Amsterdam' })).to.deep.equal({
      at: '2026-03-29T01:30:00Z',
      warnings: ['clock_gap'],
    }));

  it('takes the earlier of two, with a warning', () =>
    expect(read('2026-10-25 02:30', { zone: 'Europe/Amsterdam' })).to.deep.equal({
      at: '2026-10-25T00:30:00Z',
      warnings: ['clock_overlap'],
    }));

  it('says which forms were tried', () => {
    const refusal = instantReader({ format: 'dd/MM/yyyy' }, { field: 'promised_at', layout: 'config/layouts/acme.yaml' })(
      '31/02/2024',
      row,
    );
    if (!(refusal instanceof Refusal)) throw new Error('31/02/2024 was read');
    expect(worded('en', refusal.at({}))).to.deep.equal({
      what: '"31/02/2024" is not a date in the form dd/MM/yyyy.',
      remedy: 'Correct the cell, or `format` of promised_at in config/layouts/acme.yaml.',
    });
  });
});

describe('a date that is not read', () => {
  const refusedBy = (text: string, mapping: FieldMapping): string => {
    const value = instantReader(mapping, { field: 'delivered_at', layout: 'acme.yaml' })(text, row);
    if (!(value instanceof Refusal)) throw new Error(`${text} was read`);
    return worded('en', value.at({})).remedy;
  };
  const cases: readonly (readonly [text: string, form: string])[] = [
    ['5 Nov 2026', 'd MMM yyyy'],
    ['05. Mrz. 2026', 'dd. MMM yyyy'],
    ['5 sierpnia 2026', 'd MMMM yyyy'],
    ['5 de agosto de 2026', "d 'de' MMMM 'de' yyyy"],
    ['févr. 5, 2026', 'MMMM d, yyyy'],
    ['Mo, 25.05.2026', 'EEE, dd.MM.yyyy'],
    ['Thu 5 Nov 2026 14:30', 'EEE d MMM yyyy HH:mm'],
    ['Mo 25.05.2026', 'EEE dd.MM.yyyy'],
    ['25.05.2026 (Mo)', 'dd.MM.yyyy (EEE)'],
    ['25.05.2026, Mo. 14:30', 'dd.MM.yyyy, EEE HH:mm'],
    ['25/05/2026 Mon', 'dd/MM/yyyy EEE'],
    ['2026-05-25 星期一', 'yyyy-MM-dd EEE'],
    ['2026/5/25（周一）14:30', 'yyyy/M/d(EEE)HH:mm'],
    ['2026年5月25日 星期一', 'yyyy年M月d日 EEE'],
    ['星期一 2026-05-25', 'EEE yyyy-MM-dd'],
    ['5 lip 2026', 'd MMM yyyy'],
    ['2026-03-05 14h30', "yyyy-MM-dd H'h'mm"],
    ['2026-03-05 14u30', "yyyy-MM-dd H'u'mm"],
    ['2026-03-05 14 Uhr 30', "yyyy-MM-dd H 'Uhr' mm"],
    ['25.03.2026 14.30 Uhr', "dd.MM.yyyy H.mm 'Uhr'"],
    ['25.03.2026 14:30 Uhr', "dd.MM.yyyy HH:mm 'Uhr'"],
    ['25.03.2026 930', 'dd.MM.yyyy Hmm'],
    ['25.03.2026, 9.30', 'dd.MM.yyyy, H.mm'],
  ];
  for (const [text, form] of cases) {
    it(`names a form that reads it: ${text}`, () => {
      const written = form.includes(',') ? JSON.stringify(form) : form;
      expect(refusedBy(text, {})).to.equal(`Say \`format: ${written}\` at delivered_at in acme.yaml.`);
      const months = text.includes('lip') ? 'pl' : undefined;
      expect(read(text, { format: form, months }).at).to.match(/^2026-/);
    });
  }

  it('is told of the form to add to those that the layout has, unless day and month could change places', () => {
    expect(refusedBy('05.10.2026 14:30 Uhr', { format: 'dd.MM.yyyy HH:mm' })).to.contain(
      "`format: [dd.MM.yyyy HH:mm, dd.MM.yyyy HH:mm 'Uhr']`",
    );
    expect(refusedBy('05.10.2026 (Mo)', { format: 'dd.MM.yyyy' })).to.contain('`format: [dd.MM.yyyy, dd.MM.yyyy (EEE)]`');
    expect(refusedBy('Mo, 05.10.2026', { format: 'dd.MM.yyyy' })).to.contain('`format: [dd.MM.yyyy, "EEE, dd.MM.yyyy"]`');
    expect(refusedBy('10/25/2026', { format: 'dd/MM/yyyy' })).to.equal(
      'Correct the cell, or `format` of delivered_at in acme.yaml.',
    );
  });

  it('is told which languages its month is of', () =>
    expect(refusedBy('5 lis 2026', { format: 'd MMM yyyy' })).to.equal(
      'Name the language of these dates: `months: pl`, `months: cs` or `months: hr`, at delivered_at in acme.yaml.',
    ));
});

const row: RowState = { cells: [], number: 1, zone: () => 'Asia/Shanghai', warn: () => undefined };

describe('days that do not exist', () => {
  const refused = (text: string, format?: string): string => {
    const row: RowState = { cells: [], number: 1, zone: () => 'UTC', warn: () => undefined };
    const value = instantReader({ format }, { field: 'delivered_at', layout: 'acme.yaml' })(text, row);
    return value instanceof Refusal ? worded('en', value.at({})).what : 'read';
  };
  it('are called so where the layout names no form; a form is what the message names else', () => {
    for (const text of ['31.02.2026', '31/04/2026', '2026-02-30', '29.2.2027 10:00'])
      expect(refused(text)).to.equal(`"${text}" is a day that does not exist: its month is shorter.`);
    expect(refused('31.02.2026', 'dd.MM.yyyy')).to.equal('"31.02.2026" is not a date in the form dd.MM.yyyy.');
  });
  it('are none of those that exist in another order, or are no days at all', () => {
    for (const text of ['01.31.2026', '2026-13-45', '1.2.3']) expect(refused(text)).not.to.contain('exist');
    expect(refused('31.01.2026', 'MM.dd.yyyy')).to.equal('"31.01.2026" is not a date in the form MM.dd.yyyy.');
  });
});

describe('dates of typed cells', () => {
  it('are read in ISO form, whatever form they are shown in', () => {
    const read = instantReader({ format: 'dd/MM/yyyy', typed: true }, { field: 'delivered_at', layout: 'acme.yaml' });
    expect([read('31/01/2026', row), read('2026-01-31', row)]).to.deep.equal([
      Date.UTC(2026, 0, 30, 16),
      Date.UTC(2026, 0, 30, 16),
    ]);
    expect(read('01-31-2026', row)).to.be.instanceOf(Refusal);
  });
});

describe('days', () => {
  const day = dayReader({}, { field: 'own', layout: 'acme.yaml' });
  it('are the local day of an instant', () => expect(day('2026-01-31T20:00Z', row)).to.equal(Date.UTC(2026, 1, 1) / 86_400_000));
  it('are an end of a month', () => {
    const of = (at: 'start' | 'end') => dayReader({ at }, { field: 'own', layout: 'acme.yaml' })('2026-02', row);
    expect([of('start'), of('end')]).to.deep.equal([Date.UTC(2026, 1, 1) / 86_400_000, Date.UTC(2026, 1, 28) / 86_400_000]);
  });
  it('are the day that is written', () => expect(day('2026-01-31 20:00', row)).to.equal(Date.UTC(2026, 0, 31) / 86_400_000));
});

describe('ISO forms', () => {
  it('know the days of every month', () => {
    for (const year of [1, 4, 100, 400, 1899, 1900, 1970, 2000, 2024, 2100, 9999]) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const local = parseDay(text);
          expect(parseIso(text), text).to.deep.equal(
            local === undefined ? undefined : { local: local * 86_400_000, hasTime: false },
          );
        }
      }
    }
  });

  for (const text of [
    '',
    '2026',
    '2026-1',
    '2026-01-31T',
    '2026-01/31',
    '2026-01-31T12',
    '2026-01-31T12:60',
    '2026-01-31 12:00:60',
    '0000-01-01',
    '2026-13-01',
    '2026-01-31X12:00',
    '2026-01-31T12:00:0x',
    '2026-01-31T12:00:00X',
  ]) {
    it(`refuse ${JSON.stringify(text)}`, () => expect(parseIso(text)).to.equal(undefined));
  }
});
