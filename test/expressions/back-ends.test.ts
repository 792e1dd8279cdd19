import { expect } from 'chai';
import fc from 'fast-check';
import { checkExpression } from '../../src/expressions/check.js';
import type { Expression, ExprType } from '../../src/expressions/expression.js';
import type { Surrounding } from '../../src/expressions/operations.js';
import { toFunction } from '../../src/expressions/to-function.js';
import { sqlLiteral, toSql } from '../../src/expressions/to-sql.js';
import { workingTime } from '../../src/facts/calendar.js';
import { compare, decimalText, exact, type Exact } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { calendarKey, layOutCalendars } from '../../src/store/calendars.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { asOf, calendars, fact, fields, names, source, zones } from '../support/random-expressions.js';
import { runCount } from '../support/tallying.js';
import { whatOf } from '../support/worded.js';

function same(type: ExprType, ofSql: string | number | boolean | null, ofFunction: Value): boolean {
  if (ofSql === null || ofFunction === null) return ofSql === ofFunction;
  if (type === 'text' || type === 'boolean') return ofSql === ofFunction;
  return compare(exact(String(ofSql)), ofFunction as Exact) === 0;
}

const [office = expect.fail()] = calendars;

function inSql(expression: Expression, zone: string, calendar = office): string {
  const around = {
    zone: sqlLiteral('text', zone),
    calendar: sqlLiteral('text', calendarKey(calendar, zone)),
    asOf: sqlLiteral('instant', asOf),
  };
  return toSql(expression, { name: name => (name === 'as_of' ? around.asOf : `f.${name}`), around });
}

function asFunction(expression: Expression, zone: string, calendar = office): (values: Values) => Value {
  const around: Surrounding = { zone, calendar: workingTime(calendar, zone), asOf };
  return toFunction<Values>(expression, {
    name: name => (name === 'as_of' ? () => asOf : values => values[name] ?? null),
    around: () => around,
  });
}

function fill(facts: readonly Values[]): string {
  const columns = Object.entries(fields);
  const row = (values: Values, i: number): string =>
    `(${[i, ...columns.map(([name, type]) => sqlLiteral(type, (values[name] ?? null) as Exact | string | boolean | null))].join(', ')})`;
  return `(values ${facts.map(row).join(', ')}) as f(id, ${columns.map(([name]) => name).join(', ')})`;
}

eachDatabase('Expressions: SQL and function', database => {
  it('give quotients with all their 12 decimals, however large', async () => {
    const large: readonly (readonly [a: string, b: string, quotient: string])[] = [
      ['14142.5', '0.000070708856', '200010307.054041434357'],
      ['200010278123.5', '7', '28572896874.785714285714'],
      ['-1000000000000000000000', '3', '-333333333333333333333.333333333333'],
    ];
    const [expression] = ['n1 / n2'].map(text => checkExpression(text, { names }, ['number'], {}));
    if (expression === undefined || !('expression' in expression)) throw new Error('n1 / n2 is no expression');
    const compute = asFunction(expression.expression, 'UTC');
    for (const [a, b, quotient] of large) {
      const facts = [{ n1: exact(a), n2: exact(b) }];
      const sql = `select (${inSql(expression.expression, 'UTC')})::text as quotient from ${fill(facts)}`;
      const { rows } = await database().transaction(tx => tx.raw<{ rows: { quotient: string }[] }>(sql));
      expect([rows[0]?.quotient, decimalText(compute(facts[0] ?? {}) as Exact)]).to.deep.equal([quotient, quotient]);
    }
  });

  it('give nothing for what clocks are not read for, and the same on either side of that', async () => {
    await layOut(database());
    const [first, last] = [Date.UTC(1000, 0, 1), Date.UTC(10_000, 0, 1) - 1];
    const day = 86_400_000;
    const [zone = expect.fail()] = zones;
    const edges = [first, last].flatMap(edge => [-2 * day, -1, 0, 1, 2 * day].map(more => edge + more));
    const facts = [...edges, 1_780_000_000_000, -8_600_000_000_000_000, 8_600_000_000_000_000].map(i1 => ({ i1 }));
    const texts = [
      'day(i1)',
      ...['', '- days(99999999)', '+ days(99999999)'].flatMap(moved =>
        ['start_of_day', 'end_of_day', 'end_of_month'].map(name => `${name}(i1 ${moved})`),
      ),
      'start_of_day(day(i1))',
      'end_of_day(day(i1))',
      'add_working_days(i1, 1)',
      'add_working_days(i1 - days(99999999), 1)',
      'on_working_day(i1 - days(99999999))',
    ];
    for (const text of texts) {
      const checked = checkExpression(text, { names }, ['instant', 'day'], {});
      if (!('expression' in checked)) throw new Error(`${text} is no expression`);
      const { expression } = checked;
      const sql = `select (${inSql(expression, zone)})::text as value from ${fill(facts)} order by f.id`;
      const { rows } = await database().transaction(tx => tx.raw<{ rows: { value: string | null }[] }>(sql));
      const compute = asFunction(expression, zone);
      const values = facts.map(values => compute(values));
      expect(
        rows.map(({ value }) => (value === null ? null : Number(value))),
        text,
      ).to.deep.equal(values);
      if (text.includes('99999999')) expect(values.at(-3), text).to.equal(null);
      else expect(values.slice(-2), text).to.deep.equal([null, null]);
    }
  });

  it('give the same working time and days at every hour of shifts over midnight, week ends and changes of the clock', async function () {
    this.timeout(300_000);
    await layOut(database());
    const texts = [
      'working_time_between(i1, i2)',
      'on_working_day(i1)',
      ...[-6, -1, 1, 2, 7].map(days => `add_working_days(i1, ${days})`),
    ];
    const expressions = texts.map(text => {
      const checked = checkExpression(text, { names }, ['instant', 'duration'], {});
      return 'expression' in checked ? checked.expression : expect.fail(text);
    });
    const weeks = ['2026-03-23', '2026-09-28', '2026-10-19', '2026-12-21', '2000-01-01', '2049-12-27'];
    const facts = weeks.flatMap(first =>
      Array.from({ length: 14 * 8 }, (_, i): Values => {
        const i1 = Date.parse(first) + i * 10_800_000 - 14_400_000;
        return { i1, i2: i1 + ((i * 37) % 200) * 1_800_000 };
      }),
    );
    for (const zone of zones)
      for (const calendar of calendars) {
        const columns = expressions.map((expression, i) => `${inSql(expression, zone, calendar)} as r${i}`);
        const sql = `select ${columns.join(', ')} from ${fill(facts)} order by f.id`;
        const { rows } = await database().transaction(tx => tx.raw<{ rows: Record<string, string | null>[] }>(sql));
        expressions.forEach((expression, i) => {
          const compute = asFunction(expression, zone, calendar);
          const differing = facts.filter((values, at) => !same(expression.type, rows[at]?.[`r${i}`] ?? null, compute(values)));
          expect(differing, `${texts[i]} in ${zone} by ${calendar.id}`).to.deep.equal([]);
        });
      }
  });

  it('give the same on random expressions and random facts', async function () {
    this.timeout(600_000);
    let compared = 0;
    await layOut(database());
    const property = fc.asyncProperty(
      fc.array(source, { minLength: 4, maxLength: 8 }),
      fc.array(fact, { minLength: 6, maxLength: 12 }),
      fc.constantFrom(...zones),
      fc.constantFrom(...calendars),
      async (sources, facts, zone, calendar) => {
        const expressions = sources.map(text => {
          const checked = checkExpression(text, { names }, ['boolean', 'instant', 'number', 'duration', 'day', 'text'], {});
          if ('faults' in checked) throw new Error(`${text}: ${whatOf(checked.faults[0])}`);
          return { text, ...checked };
        });
        const rows = await database().transaction(async tx => {
          const columns = expressions.map(({ expression }, i) => `${inSql(expression, zone, calendar)} as r${i}`);
          const sql = `select ${columns.join(', ')} from ${fill(facts)} order by f.id`;
          return (await tx.raw<{ rows: Record<string, string | number | boolean | null>[] }>(sql.replaceAll('?', '\\?'))).rows;
        });
        expressions.forEach(({ text, expression }, i) => {
          const compute = asFunction(expression, zone, calendar);
          facts.forEach((values, at) => {
            const ofSql = rows[at]?.[`r${i}`] ?? null;
            const ofFunction = compute(values);
            compared++;
            if (!same(expression.type, ofSql, ofFunction)) {
              throw new Error(
                `${text} in ${zone} by ${calendar.id} for ${Object.entries(values)
                  .map(([name, value]) => `${name} ${String(value)}`)
                  .join()}: SQL ${String(ofSql)}, function ${String(ofFunction)}`,
              );
            }
          });
        });
      },
    );
    await fc.assert(property, { numRuns: runCount(60) });
    expect(compared).to.be.greaterThan(runCount(60) * 24);
  });
});

async function layOut(database: Database): Promise<void> {
  await database.transaction(tx =>
    layOutCalendars(
      tx,
      zones.flatMap(zone => calendars.map(calendar => [calendar, zone] as const)),
    ),
  );
}
