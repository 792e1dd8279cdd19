import fc from 'fast-check';
import type { ExprType } from '../../src/expressions/expression.js';
import { exact } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import type { Calendar } from '../../src/facts/place.js';

const hour = 3_600_000;
/** Working time with holidays and a working Saturday. */
const office: Calendar = {
  id: 'office',
  weekdays: [1, 2, 3, 4, 5],
  hours: [
    [9 * hour, 12 * hour],
    [13 * hour, 18 * hour],
  ],
  holidays: [['2026-10-01', '2026-10-07']],
  working: [['2026-10-10', '2026-10-10']],
};

/** Three shifts from Monday, the last of them over midnight and into Saturday, a shorter Saturday night, and days of their own. */
export const shifts: Calendar = {
  id: 'shifts',
  weekdays: [1, 2, 3, 4, 5, 6],
  hours: [],
  weekday_hours: [
    ...[1, 2, 3, 4, 5].map(weekday => ({
      weekday,
      hours: [
        [6 * hour, 14 * hour],
        [14 * hour, 21.5 * hour],
        [22 * hour, 30 * hour],
      ] as const,
    })),
    { weekday: 6, hours: [[22 * hour, 26.5 * hour]] },
  ],
  holidays: [['2026-10-01', '2026-10-07']],
  working: [['2026-10-03', '2026-10-03']],
  exceptions: [
    { from: '2026-10-06', to: '2026-10-06', hours: [[9 * hour, 13 * hour]] },
    { from: '2026-12-27', to: '2026-12-29', hours: [[20 * hour, 28 * hour]] },
  ],
};

/** Calendars of both forms. */
export const calendars: readonly Calendar[] = [office, shifts];

/** The fields that random expressions read. */
export const fields: Readonly<Record<string, ExprType>> = {
  i1: 'instant',
  i2: 'instant',
  n1: 'number',
  n2: 'number',
  t1: 'text',
  t2: 'text',
  b1: 'boolean',
  b2: 'boolean',
};
/** All names that they may use. */
export const names = new Map<string, ExprType>([...Object.entries(fields), ['as_of', 'instant']]);
/** The moment that they are judged at. */
export const asOf = Date.UTC(2026, 6, 1);

/** One depth for all types together: a depth for each type by itself would multiply, up to sources of any length. */
const depthIdentifier = fc.createDepthIdentifier();

/** Sources of random expressions of each type, as a person would write them. */
export const { source } = fc.letrec<Record<'source' | ExprType, string>>(tie => {
  const of = (type: ExprType): fc.Arbitrary<string> => tie(type);
  const calls = (name: string, ...types: readonly ExprType[]): fc.Arbitrary<string> =>
    fc.tuple(...types.map(of)).map(given => `${name}(${given.join(', ')})`);
  const infix = (sign: string, a: ExprType, b: ExprType): fc.Arbitrary<string> =>
    fc.tuple(of(a), of(b)).map(([x, y]) => `(${x} ${sign} ${y})`);
  const choose = (type: ExprType): fc.Arbitrary<string> =>
    fc.tuple(of('boolean'), of(type), of(type)).map(([c, x, y]) => `(${c} ? ${x} : ${y})`);
  const plain = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
  const grown = (leaf: fc.Arbitrary<string>, ...others: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.oneof({ maxDepth: 5, depthSize: 'large', depthIdentifier, withCrossShrink: true }, leaf, ...others);
  const compared = (type: ExprType): readonly fc.Arbitrary<string>[] =>
    ['<', '<=', '>', '>=', '==', '!='].map(sign => infix(sign, type, type));
  return {
    number: grown(
      plain('n1', 'n2', '0', '1', '2.5', '0.1', '1000'),
      ...['+', '-', '*', '/'].map(sign => infix(sign, 'number', 'number')),
      calls('abs', 'number'),
      calls('min', 'number', 'number'),
      calls('max', 'number', 'number'),
      calls('coalesce', 'number', 'number'),
      choose('number'),
      infix('/', 'duration', 'duration'),
      of('number').map(x => `(-${x})`),
    ),
    duration: grown(
      plain('minutes(15)', 'hours(1.5)', 'days(2)', 'seconds(0.0005)'),
      infix('-', 'instant', 'instant'),
      infix('+', 'duration', 'duration'),
      calls('working_time_between', 'instant', 'instant'),
      infix('-', 'day', 'day'),
      choose('duration'),
      calls('abs', 'duration'),
      of('number').map(n => `minutes(${n})`),
      of('duration').map(d => `(${d} / 3)`),
      of('duration').map(d => `(${d} * 0.5)`),
    ),
    instant: grown(
      plain('i1', 'i2', 'as_of'),
      calls('coalesce', 'instant', 'instant'),
      calls('min', 'instant', 'instant'),
      ...['start_of_day', 'end_of_day', 'end_of_month'].map(name => calls(name, 'instant')),
      choose('instant'),
      of('instant').map(i => `(${i} + days(31))`),
      of('instant').map(i => `(${i} - hours(5))`),
      fc.tuple(of('instant'), fc.integer({ min: -8, max: 8 })).map(([i, n]) => `add_working_days(${i}, ${n})`),
      calls('on_working_day', 'instant'),
      calls('end_of_day', 'day'),
    ),
    day: grown(
      of('instant').map(i => `day(${i})`),
      choose('day'),
    ),
    text: grown(
      plain('t1', 't2', '"a"', '"É%_"', `"o'k?"`, '""'),
      calls('lower', 'text'),
      calls('coalesce', 'text', 'text'),
      choose('text'),
    ),
    boolean: grown(
      plain('b1', 'b2', 'true', 'false'),
      ...['instant', 'number', 'duration', 'day'].flatMap(type => compared(type as ExprType)),
      infix('==', 'text', 'text'),
      infix('!=', 'boolean', 'boolean'),
      infix('and', 'boolean', 'boolean'),
      infix('or', 'boolean', 'boolean'),
      of('boolean').map(b => `(not (${b}))`),
      ...['number', 'instant', 'text'].map(type => calls('is_missing', type as ExprType)),
      calls('done_by', 'instant', 'instant'),
      calls('one_of', 'text', 'text', 'text'),
      calls('one_of', 'number', 'number', 'number'),
      calls('contains', 'text', 'text'),
      calls('starts_with', 'text', 'text'),
      choose('boolean'),
    ),
    source: fc.oneof(...(['boolean', 'instant', 'number', 'duration', 'day', 'text'] as const).map(of)),
  };
});

const missing = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 4 });
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) }),
  fc.constantFrom(
    Date.UTC(2026, 2, 29, 0, 30),
    Date.UTC(2026, 2, 29, 1),
    Date.UTC(2026, 9, 25, 0, 30),
    Date.UTC(2026, 9, 25, 1, 30),
    Date.UTC(2026, 9, 3, 19),
    Date.UTC(2026, 9, 6, 21),
    Date.UTC(2026, 11, 28, 3),
    asOf,
  ),
);
const decimal = fc
  .tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.constantFrom('', '.5', '.25', '.001'))
  .map(([whole, part]) => exact(`${whole}${part}`));
const word = fc.constantFrom('a', 'A', 'Ä', 'ä', 'É%_', 'x a', '中文', '', "o'k?", 'ЖЁ');
/** A random fact with these fields. */
export const fact: fc.Arbitrary<Values> = fc.record({
  i1: missing(instant),
  i2: missing(instant),
  n1: missing(decimal),
  n2: missing(decimal),
  t1: missing(word),
  t2: missing(word),
  b1: missing(fc.boolean()),
  b2: missing(fc.boolean()),
});

/** Zones whose clocks change in different ways. */
export const zones = ['Asia/Shanghai', 'Europe/Amsterdam', 'America/New_York', 'America/Havana', 'Australia/Lord_Howe'];
