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
    ['no leap day', '2023-02-29', {}, 'date_form_unknown'],
    ['day or month first', '01/02/2026', {}, 'date_form_unknown'],
    ['a serial number', '45292', {}, 'date_serial'],
    ['an hour that is none', '2026-01-31 25:00', {}, 'date_form_unknown'],
    ['a form', '31/01/2026', { format: 'dd/MM/yyyy', zone: 'UTC' }, '2026-01-31T00:00:00Z'],
    ['31 February', '31/02/2026', { format: 'dd/MM/yyyy' }, 'date_unreadable'],
    ['forms in turn', '2026-01-31', { format: ['dd-MMM-yy', 'yyyy-MM-dd'], zone: 'UTC' }, '2026-01-31T00:00:00Z'],
    ['English months', '02-Jun-06', { format: 'dd-MMM-yy', zone: 'UTC' }, '2006-06-02T00:00:00Z'],
    ['a form with a half day', '1/5/2026 8:05 PM', { format: 'M/d/yyyy h:mm a', zone: 'UTC' }, '2026-01-05T20:05:00Z'],
    ['two digits of a year up to 60', '5/1/60', { format: 'd/M/yy', zone: 'UTC' }, '2060-01-05T00:00:00Z'],
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

const row: RowState = { cells: [], number: 1, zone: () => 'Asia/Shanghai', warn: () => undefined };

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
