import { expect } from 'chai';
import { isoInstant, parseDay } from '../../../src/facts/time.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { compiled, layoutOf, outcome, valueOf } from './reading.js';

const days = (first: string, last: string): readonly [number, number] => [parseDay(first) ?? 0, parseDay(last) ?? 0];
const context = { plausible: days('1990-01-01', '2028-06-01') };

/** The instant of a cell, 'missing', or the codes of its faults. */
function instantOf(mapping: string, cell: string, field = 'delivered_at'): unknown {
  const value = valueOf(field, mapping, cell, context);
  return typeof value === 'number' ? isoInstant(value) : (value ?? 'missing');
}

/** What is said of a row in which the cell is rejected. */
function refused(mapping: string, cell: string): readonly [what: string, remedy: string] {
  const ready = compiled(layoutOf(`{ delivered_at: ${mapping} }`), 'no|x', context);
  if (!('factOf' in ready)) throw new Error('the layout fits');
  const result = ready.factOf({ number: 2, cells: ['S1', cell] });
  if (result === 'skipped' || !('reject' in result)) throw new Error(`${cell} was read`);
  const [fault] = result.reject;
  if (fault === undefined) throw new Error('no fault');
  return [whatOf(fault) ?? '', remedyOf(fault) ?? ''];
}

describe('dates that stand for none', () => {
  const forms: readonly (readonly [text: string, format?: string])[] = [
    ['1970-01-01'],
    ['1970-01-01T00:00:00Z'],
    ['1970-01-01 08:00:00'],
    ['01/01/1970', 'dd/MM/yyyy'],
    ['01/01/1970'],
    ['1899-12-30'],
    ['1899-12-30 00:00:00'],
    ['1900-01-01'],
    ['1900-01-00'],
    ['1/0/1900'],
    ['00.01.1900', 'dd.MM.yyyy'],
    ['0'],
    ['0.0'],
    ['9999-12-31'],
    ['9999-12-31T23:59:59.999'],
    ['31/12/9999'],
    ['12/31/9999 11:59 PM'],
    ['31.12.9999', 'dd.MM.yyyy'],
    ['99991231'],
    ['9999-99-99'],
    ['9999-12', 'yyyy-MM, at: end'],
    ['0000-00-00'],
    ['0000-00-00 00:00:00'],
    ['00/00/0000', 'dd/MM/yyyy'],
    ['00000000'],
    ['0001-01-01T00:00:00'],
    ['1753-01-01'],
    ['００００－００－００'],
  ];
  for (const [text, format] of forms) {
    it(`${text}${format === undefined ? '' : ` in the form ${format}`} is missing, with a warning`, () => {
      const mapping = `{ column: x${format === undefined ? '' : `, format: ${format}`} }`;
      const row = outcome(
        layoutOf(`{ requested_at: { const: 2026-03-01 }, delivered_at: ${mapping} }`),
        'no|x',
        `S1|${text}`,
        context,
      );
      expect(row).to.include({ delivered_at: null });
      expect(row).to.have.property('warnings').that.deep.equals(['date_placeholder']);
    });
  }

  it('are what `missing` says, as an empty cell is', () =>
    expect(instantOf('{ column: x, missing: { const: 2026-01-31 } }', '1970-01-01')).to.equal('2026-01-30T16:00:00Z'));

  it('are missing in an expression too', () =>
    expect(
      outcome(
        layoutOf(`{ delivered_at: { value: 'coalesce(instant(col("x")), instant(col("y")))' } }`),
        'no|x|y',
        'S1|1970-01-01|2026-01-31',
        context,
      ),
    ).to.include({ delivered_at: Date.UTC(2026, 0, 30, 16) }));

  it('are rejected where the layout says so, and kept where it takes the day', () => {
    expect(instantOf('{ column: x, placeholder_dates: reject }', '1970-01-01')).to.deep.equal(['date_placeholder_rejected']);
    const old = '{ column: x, placeholder_dates: keep, between: [1960-01-01, 2030-12-31] }';
    expect(instantOf(old, '1970-01-01')).to.equal('1969-12-31T16:00:00Z');
    expect(instantOf('{ column: x, between: [1960-01-01, 2030-12-31] }', '1970-01-01')).to.equal('missing');
  });

  it('are known on the evening before, west of Greenwich', () => {
    const west = { ...context, zoneOf: () => 'America/New_York' };
    expect(valueOf('delivered_at', '{ column: x }', '1969-12-31 19:00', west)).to.equal(null);
    expect(valueOf('delivered_at', '{ column: x }', '1969-12-31 18:00', west)).to.deep.equal(['date_implausible']);
  });

  it('reject the row in a part of the key, where nothing else tells it from others', () => {
    const layout = layoutOf('{ client: { const: A }, item: { const: rank }, read_at: { column: x }, value: { const: 3 } }', {
      fact: 'reading',
    });
    expect(outcome(layout, 'x', '1970-01-01', context)).to.deep.equal(['date_placeholder_rejected']);
  });
});

describe('dates outside the plausible days', () => {
  for (const text of ['2062-03-05', '1989-12-31', '2028-06-02', '2028-06-02 00:00', '0026-01-31', '2106-02-07'])
    it(`reject ${text}`, () => expect(instantOf('{ column: x }', text)).to.deep.equal(['date_implausible']));

  for (const [text, instant] of [
    ['1990-01-01', '1989-12-31T16:00:00Z'],
    ['2028-06-01 23:59', '2028-06-01T15:59:00Z'],
  ])
    it(`take ${text}, a day at their end`, () => expect(instantOf('{ column: x }', text ?? '')).to.equal(instant));

  it('can be told apart for a field', () => {
    const field = '{ column: x, between: [2026-01-01, 2062-12-31] }';
    expect(instantOf(field, '2062-03-05')).to.equal('2062-03-04T16:00:00Z');
    expect(instantOf(field, '2025-12-31')).to.deep.equal(['date_implausible']);
  });

  it('hold for two digits of a year, for expressions, for conditions and for days', () => {
    expect(instantOf('{ column: x, format: d/M/yy }', '5/3/62')).to.deep.equal(['date_implausible']);
    expect(instantOf(`{ value: 'instant(col("x"))' }`, '2062-03-05')).to.deep.equal(['date_implausible']);
    expect(valueOf('promised_day', '{ column: x }', '2062-03-05', context)).to.deep.equal(['date_implausible']);
    const kept = layoutOf('{}', { where: 'instant(col("x")) < instant("2026-01-01")' });
    expect(outcome(kept, 'no|x', 'S1|2062-03-05', context)).to.deep.equal(['date_implausible']);
  });

  it('name the days, and the words that would take the date', () =>
    expect(refused('{ column: x }', '2062-03-05')).to.deep.equal([
      '"2062-03-05" lies outside 1990-01-01 to 2028-06-01, the days that are plausible for delivered_at.',
      'Correct the cell; if the date is right, say `between: [1990-01-01, 2062-12-31]` at delivered_at in config/layouts/acme.yaml, or widen `plausible_dates` in plumbline.yaml.',
    ]));
});

describe('what is said of a date that is not read', () => {
  const cases: readonly (readonly [text: string, mapping: string, what: string, remedy: string])[] = [
    ['25/12/2025', '{ column: x }', 'is a date in the form dd/MM/yyyy', 'Say `format: dd/MM/yyyy` at'],
    ['5.6.2026 8:05', '{ column: x }', 'd.M.yyyy H:mm or M.d.yyyy H:mm', '`format: d.M.yyyy H:mm` or `format: M.d.yyyy H:mm`'],
    ['5/31/2026 2:05:09 PM', '{ column: x }', 'M/d/yyyy h:mm:ss a', 'Say `format: M/d/yyyy h:mm:ss a` at'],
    ['26-01-27', '{ column: x }', 'dd-MM-yy or yy-MM-dd', '`format: dd-MM-yy` or `format: yy-MM-dd`'],
    ['26-01-31', '{ column: x }', 'is a date in the form yy-MM-dd', 'Say `format: yy-MM-dd` at'],
    ['Jan 31, 2026', '{ column: x }', 'MMM d, yyyy', 'Say `format: "MMM d, yyyy"` at'],
    ['46086.5', '{ column: x }', 'keeps 2026-03-05 12:00', '`format: [iso, excel_serial]`'],
    ['46086', '{ column: x, format: dd/MM/yyyy }', 'keeps 2026-03-05', '`format: [dd/MM/yyyy, excel_serial]`'],
    ['2026-03', '{ column: x }', 'names a month', '`at: start` or `at: end`'],
    ['soon', '{ column: x }', 'is not a date that reads one way only', 'add it to `blank`'],
  ];
  for (const [text, mapping, what, remedy] of cases) {
    it(`${text}: ${what}`, () => {
      const [said, advised] = refused(mapping, text);
      expect(said).to.contain(what);
      expect(advised).to.contain(remedy);
    });
  }

  it('names forms with which the date is read', () => {
    for (const [text] of cases) {
      const forms = [...refused('{ column: x }', text)[1].matchAll(/format: (\[.*?\]|".*?"|[^`]*)`/g)].map(([, form]) => form);
      for (const form of forms.filter(one => !text.includes('soon') && one !== ''))
        expect(instantOf(`{ column: x, format: ${form} }`, text), `${text} by ${form}`).to.match(/^(19|20)\d\d-/);
    }
  });
});
