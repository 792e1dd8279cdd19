import { expect } from 'chai';
import fc from 'fast-check';
import { ColumnReader } from '../../src/recount/column-reader.js';
import { RunningSamples } from '../../src/recount/running-samples.js';
import { RunningSums } from '../../src/recount/running-sum.js';
import { checkExpression } from '../../src/expressions/check.js';
import type { Expression } from '../../src/expressions/expression.js';
import type { Surrounding } from '../../src/expressions/operations.js';
import { toFunction } from '../../src/expressions/to-function.js';
import { workingTime } from '../../src/facts/calendar.js';
import { compare, decimalText, type Exact, exact, sum } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { areAlike, columnOf, type NumberColumn, put, valueAt } from '../../src/recount/column.js';
import { Texts } from '../../src/recount/texts.js';
import { asOf, calendars, fact, fields, names, source, zones } from '../support/random-expressions.js';
import { runCount } from '../support/tallying.js';
import { whatOf } from '../support/worded.js';

const shown = (value: Value): string =>
  value === null || typeof value === 'string' || typeof value === 'boolean' ? JSON.stringify(value) : decimalText(value);

function expressionOf(text: string): Expression {
  const checked = checkExpression(text, { names }, ['boolean', 'instant', 'number', 'duration', 'day', 'text'], {});
  if ('faults' in checked) throw new Error(`${text}: ${whatOf(checked.faults[0])}`);
  return checked.expression;
}

/** What the columns of expressions hold, for pages of facts that follow each other. */
function inColumns(expressions: readonly Expression[], pages: readonly (readonly Values[])[], around: Surrounding): Value[][][] {
  const texts = new Texts();
  const columns = new Map(Object.entries(fields).map(([name, type]) => [name, columnOf(type, texts)]));
  const view = { from: 0, to: 0, asOf, around: () => around };
  const reader = new ColumnReader({ column: name => columns.get(name), texts }, view);
  const computed = expressions.map(expression => reader.column(expression));
  return pages.map(facts => {
    for (const [name, column] of columns) {
      if (column.holds === 'numbers') column.odd.clear();
      facts.forEach((values, row) => put(column, row, values[name] ?? null));
      column.isAlike = areAlike(column, facts.length);
    }
    reader.compute(facts.length);
    return computed.map(column => facts.map((_, row) => valueAt(column, row)));
  });
}

function asFunctions(expressions: readonly Expression[], facts: readonly Values[], around: Surrounding): Value[][] {
  return expressions.map(expression => {
    const read = toFunction<Values>(expression, {
      name: name => (name === 'as_of' ? () => asOf : values => values[name] ?? null),
      around: () => around,
    });
    return facts.map(read);
  });
}

/** Random numbers, some beyond what a column holds in whole units. */
const numbers = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.constantFrom<Exact>(
    ...['0.5', '-12.345678', '0.1234567', '9007199254', '9007199254740991', '-9007199254740991', '1/3'].map(exact),
  ),
);

/** Facts of a page, of which some fields are alike in all of them: as the first has them, or missing. */
const page = fc
  .record({
    facts: fc.array(fact, { minLength: 1, maxLength: 12 }),
    asFirst: fc.subarray(Object.keys(fields)),
    missing: fc.subarray(Object.keys(fields)),
  })
  .map(({ facts, asFirst, missing }) =>
    facts.map(values => ({
      ...values,
      ...Object.fromEntries(asFirst.map(name => [name, facts[0]?.[name] ?? null])),
      ...Object.fromEntries(missing.map(name => [name, null])),
    })),
  );

function columnOfNumbers(values: readonly Exact[]): NumberColumn {
  const column = columnOf('number', new Texts());
  if (column.holds !== 'numbers') throw new Error('no column of numbers');
  values.forEach((value, row) => put(column, row, value));
  return column;
}

describe('Columns of expressions', () => {
  it('hold what the functions give, for random expressions and random facts', () => {
    const drawn = fc.record({
      sources: fc.array(source, { minLength: 4, maxLength: 8 }),
      pages: fc.array(page, { minLength: 1, maxLength: 3 }),
      zone: fc.constantFrom(...zones),
      calendar: fc.constantFrom(...calendars),
    });
    fc.assert(
      fc.property(drawn, ({ sources, pages, zone, calendar }) => {
        const expressions = sources.map(expressionOf);
        const around = { zone, calendar: workingTime(calendar, zone), asOf };
        inColumns(expressions, pages, around).forEach((columns, i) => {
          const functions = asFunctions(expressions, pages[i] ?? [], around);
          expect(columns.map(column => column.map(shown))).to.deep.equal(functions.map(values => values.map(shown)));
        });
      }),
      { numRuns: runCount(60) },
    );
  });

  it('hold exactly what is beyond a safe integer', () => {
    const [expression, back] = ['n1 + n2', 'n1 + n2 - n2'].map(expressionOf);
    if (expression === undefined || back === undefined) throw new Error('no expressions');
    const facts = [
      { n1: exact('9007199254740991'), n2: exact('0.000001') },
      { n1: exact('9007199254.740991'), n2: exact('1') },
    ];
    const [[sums, differences] = []] = inColumns([expression, back], [facts], { zone: 'UTC', calendar: undefined, asOf });
    expect(sums?.map(shown)).to.deep.equal(['9007199254740991.000001', '9007199255.740991']);
    expect(differences?.map(shown)).to.deep.equal(['9007199254740991', '9007199254.740991']);
  });

  it('add up exactly, slice by slice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20 }), numbers), { maxLength: 60 }), drawn => {
        const sums = new RunningSums(columnOfNumbers(drawn.map(([, value]) => value)));
        sums.addRows(
          Uint16Array.from(drawn.keys()),
          drawn.length,
          Int32Array.from(drawn, ([slice]) => slice),
          22,
        );
        for (let slice = 0; slice <= 21; slice++) {
          const own = drawn.filter(([at]) => at === slice).map(([, value]) => value);
          const total = sums.total(slice);
          expect(total === undefined ? 'none' : decimalText(total)).to.equal(own.length === 0 ? 'none' : decimalText(sum(own)));
        }
      }),
    );
  });

  it('give the percentiles that their sorted values show', () => {
    const wanted = [1, 25, 50, 90, 99, 100];
    const few = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(fc.array(numbers, { minLength: 1, maxLength: 200 }), few), values => {
        const samples = new RunningSamples(columnOfNumbers(values), 1);
        samples.addRows(
          Uint16Array.from(values.keys()),
          values.length,
          Int32Array.from(values, () => 3),
        );
        const sorted = [...values].sort(compare);
        const expected = wanted.map(percent => shown(sorted[Math.ceil((percent * values.length) / 100) - 1] ?? null));
        const found = samples.percentiles(3, wanted);
        expect(wanted.map(percent => shown(found?.get(percent) ?? null))).to.deep.equal(expected);
        expect(samples.percentiles(2, wanted)).to.equal(undefined);
      }),
    );
  });
});
