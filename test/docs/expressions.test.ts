import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { ExprType } from '../../src/expressions/expression.js';
import { checkExpression, functionNames } from '../../src/expressions/check.js';
import { type Operation, operations, type Overload } from '../../src/expressions/operations.js';
import { toFunction } from '../../src/expressions/to-function.js';
import { decimalText } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { kindOf } from '../../src/facts/kinds.js';
import { isoInstant } from '../../src/facts/time.js';
import { formulaFunctions } from '../../src/metrics/formula.js';
import { checkColumnExpression } from '../../src/import/layout/expressions.js';
import { whatOf } from '../support/worded.js';

const page = path.join(import.meta.dirname, '..', '..', 'docs', 'expressions.md');

interface Shown {
  /** How it is written. */
  readonly written: string;
  readonly says: string;
  readonly examples: readonly string[];
}

/** What each operation is for, with examples over the shipment below; the page works them out. */
const shown: Readonly<Record<string, Shown>> = {
  add: {
    written: 'a + b',
    says: 'sum; an instant moved later',
    examples: ['damaged_qty + lost_qty', 'promised_at + minutes(15)'],
  },
  subtract: {
    written: 'a - b',
    says: 'difference; the time from one instant to another; an instant moved earlier',
    examples: ['ordered_qty - shipped_qty', 'delivered_at - dispatched_at', 'day(delivered_at) - day(dispatched_at)'],
  },
  multiply: { written: 'a * b', says: 'product; a multiple of a duration', examples: ['shipped_qty * 0.5', '2 * hours(3)'] },
  divide: {
    written: 'a / b',
    says: 'quotient, rounded half to even to 12 decimals; by zero it is missing',
    examples: ['freight_cost / distance_km', 'hours(3) / minutes(1)', '1 / 3', '1 / lost_qty'],
  },
  negate: { written: '-a', says: 'the opposite', examples: ['-shipped_qty'] },
  equal: { written: 'a == b', says: 'the same', examples: ['status == "delivered"', 'damaged_qty == 0'] },
  unequal: { written: 'a != b', says: 'not the same', examples: ['mode != "Air"'] },
  less: { written: 'a < b', says: 'less, earlier, shorter', examples: ['delivered_at < promised_at'] },
  less_equal: { written: 'a <= b', says: 'at most', examples: ['damaged_qty + lost_qty <= 1'] },
  greater: { written: 'a > b', says: 'more, later, longer', examples: ['delivered_at - dispatched_at > hours(24)'] },
  greater_equal: { written: 'a >= b', says: 'at least', examples: ['delivered_qty >= ordered_qty'] },
  and: {
    written: 'a and b',
    says: 'both',
    examples: ['status == "delivered" and damaged_qty == 0', 'damaged_qty == 0 and small_batch'],
  },
  or: { written: 'a or b', says: 'at least one', examples: ['status == "delivered" or small_batch'] },
  not: {
    written: 'not a',
    says: 'the contrary; takes a name, a call or parentheses',
    examples: ['not is_missing(mode)', 'not (mode == "Air")'],
  },
  choose: { written: 'c ? a : b', says: 'a where c holds, b where it does not', examples: ['mode == "Road" ? distance_km : 0'] },
  seconds: { written: 'seconds(n)', says: 'a duration', examples: ['seconds(90)'] },
  minutes: { written: 'minutes(n)', says: 'a duration', examples: ['minutes(15)'] },
  hours: { written: 'hours(n)', says: 'a duration', examples: ['hours(1.5)'] },
  days: { written: 'days(n)', says: 'a duration of n times 24 hours', examples: ['days(1)'] },
  is_missing: { written: 'is_missing(x)', says: 'whether there is no value', examples: ['is_missing(closed_at)'] },
  coalesce: { written: 'coalesce(x, y, …)', says: 'the first that is there', examples: ['coalesce(closed_at, delivered_at)'] },
  one_of: {
    written: 'one_of(x, a, b, …)',
    says: 'whether x is among them',
    examples: ['one_of(status, "delivered", "refused", "lost")'],
  },
  done_by: {
    written: 'done_by(done, due)',
    says: 'whether it was done no later than due; not done is false once due lies before the moment of the evaluation, and missing until then',
    examples: ['done_by(delivered_at, promised_at)', 'done_by(closed_at, promised_at)', 'done_by(closed_at, pod_due_at)'],
  },
  day: {
    written: 'day(x)',
    says: 'the local day, at the place of the fact',
    examples: ['day(delivered_at) == day(promised_at)'],
  },
  start_of_day: {
    written: 'start_of_day(x)',
    says: 'the first instant of the local day',
    examples: ['start_of_day(delivered_at)'],
  },
  end_of_day: { written: 'end_of_day(x)', says: 'the last millisecond of the local day', examples: ['end_of_day(delivered_at)'] },
  end_of_month: {
    written: 'end_of_month(x)',
    says: 'the last millisecond of the local month',
    examples: ['end_of_month(delivered_at)'],
  },
  working_time_between: {
    written: 'working_time_between(a, b)',
    says: 'the time from a to b within the hours of the place’s calendar; missing where it has none',
    examples: ['working_time_between(dispatched_at, delivered_at)'],
  },
  add_working_days: {
    written: 'add_working_days(x, n)',
    says: 'n working days of the place’s calendar later; missing where it has none',
    examples: ['add_working_days(delivered_at, 3)'],
  },
  abs: { written: 'abs(x)', says: 'without its sign', examples: ['abs(delivered_qty - ordered_qty)'] },
  min: { written: 'min(x, y, …)', says: 'the least; missing when any is', examples: ['min(promised_at, pod_due_at)'] },
  max: {
    written: 'max(x, y, …)',
    says: 'the greatest; missing when any is',
    examples: ['max(ordered_qty, 8)', 'max(delivered_at, closed_at)'],
  },
  lower: { written: 'lower(t)', says: 'in small letters', examples: ['lower(mode)'] },
  contains: {
    written: 'contains(t, part)',
    says: 'whether the part stands in it, letter for letter',
    examples: ['contains(carrier, "Line")'],
  },
  starts_with: { written: 'starts_with(t, part)', says: 'whether it begins so', examples: ['starts_with(shipment_no, "S-")'] },
};

const at = (text: string): number => Date.parse(`${text}+08:00`);
const asOf = at('2026-03-10T00:00:00');

/** The shipment of the examples, in Asia/Shanghai, evaluated as of 10 March 2026; what is not named is missing. */
const shipment: Values = {
  shipment_no: 'S-0013',
  status: 'delivered',
  mode: 'Road',
  carrier: 'East Line',
  dispatched_at: at('2026-03-02T16:00:00'),
  promised_at: at('2026-03-04T12:00:00'),
  delivered_at: at('2026-03-04T12:00:01'),
  pod_due_at: at('2026-03-31T23:59:59.999'),
  ordered_qty: 10,
  shipped_qty: 10,
  delivered_qty: 9,
  damaged_qty: 1,
  lost_qty: 0,
  distance_km: 80,
  freight_cost: 100,
};

const names = new Map<string, ExprType>([
  ...kindOf('shipment').fields.map(field => [field.name, field.type] as const),
  ...(['as_of', 'period_start', 'period_end'] as const).map(name => [name, 'instant'] as const),
]);
const types: readonly ExprType[] = ['instant', 'day', 'duration', 'number', 'text', 'boolean'];

function result(source: string): string {
  const checked = checkExpression(source, { names }, types, {});
  if ('faults' in checked) throw new Error(`${source}: ${checked.faults.map(whatOf).join(' ')}`);
  const { expression } = checked;
  const around = { zone: 'Asia/Shanghai', calendar: undefined, asOf };
  const evaluate = toFunction<Values>(expression, { name: name => fact => fact[name] ?? null, around: () => around });
  return valueText(evaluate(shipment), expression.type);
}

function valueText(value: Value, type: ExprType): string {
  if (value === null) return 'missing';
  if (type === 'instant') return local(Number(value));
  if (type === 'day') return isoInstant(Number(value) * 86_400_000).slice(0, 10);
  if (type === 'duration') return `${Number(value) / 1000} s`;
  return typeof value === 'string' ? `"${value}"` : typeof value === 'boolean' ? String(value) : decimalText(value);
}

const local = (instant: number): string =>
  isoInstant(instant + 8 * 3_600_000)
    .replace('T', ' ')
    .replace('Z', '');

/** Types as written in the table: ways to call it that differ in one type alone are told together. */
function signature({ overloads }: Operation): string {
  const last = ({ parameters }: Overload): ExprType | undefined => parameters.at(-1);
  const way = (one: Overload, t: (typeOf: (other: Overload) => ExprType | undefined) => boolean): string => {
    const takes = one.parameters.map((type, i) => (t(({ parameters }) => parameters[i]) ? 'T' : type));
    const gives = t(({ result: type }) => type) ? 'T' : one.result;
    return `${takes.join(', ')}${one.repeats === true ? ' …' : ''} → ${gives}`;
  };
  const generic = new Set(overloads.map(one => way(one, typeOf => overloads.every(other => typeOf(other) === last(other)))));
  if (overloads.length < 3 || generic.size > 1) return overloads.map(one => way(one, () => false)).join(' <br> ');
  return `${[...generic].join()}, T: ${overloads.map(last).join(', ')}`;
}

const row = ([name, operation]: readonly [string, Operation]): string => {
  const { written, says, examples } = shown[name] ?? { written: name, says: '', examples: [] };
  const worked = examples.map(example => `\`${example}\` is ${result(example)}`).join(' <br> ');
  return `| \`${written}\` | ${says} | ${signature(operation)} | ${worked} |`;
};

const table = (entries: readonly (readonly [string, Operation])[]): readonly string[] => [
  '| written | is | types | with the shipment below |',
  '|---|---|---|---|',
  ...entries.map(row),
];

const facts = Object.entries(shipment).map(([name, value]) => {
  const type = names.get(name) ?? 'text';
  return `${name}: ${valueText(value ?? null, type)}`;
});

const layoutFunctions: readonly (readonly [example: string, gives: ExprType, says: string])[] = [
  ['col("反馈")', 'text', 'the cell of a column, trimmed; missing when it is empty, but compared as the empty text'],
  ['number(col("数量"))', 'number', 'a text read as a number; a number stays what it is'],
  ['text(row())', 'text', 'a number or a condition as plain text'],
  [
    'instant(col("Date"), "dd/MM/yyyy")',
    'instant',
    'a text read as a date of that form (Luxon tokens); without a form, dates that read one way only',
  ],
  ['row()', 'number', 'the number of the row in its source'],
  ['file()', 'text', 'the name of the source file, without its folder'],
];

function written(): string {
  const entries = Object.entries(operations);
  const calls = new Set(functionNames);
  return `# Expressions

What metrics, standards and layouts compute with. Written from the program by \`npm run golden\`; the results in the tables are what it gives.

An expression is one line of mathjs syntax over the fields of a fact: \`status == "delivered" and done_by(delivered_at, promised_at + grace)\`. Texts stand in double
quotes. Precedence is that of mathjs; \`not\` takes a name, a call or parentheses. \`plumbline check\` tells every fault in them by file, line and column.

## Names

- the fields of the fact kind (docs/facts.md) and the workspace's own fields
- \`as_of\` (the moment of the evaluation), \`period_start\`, \`period_end\`
- the metric's own \`params\`, such as \`grace\`, which a standard can set for its scope

## Types

\`instant\` (a moment), \`day\` (a local day), \`duration\` (whole milliseconds), \`number\` (an exact decimal, never a floating one), \`text\`, \`boolean\` (a condition).
Nothing is converted silently: a text is no number, a day is no instant. Texts can be compared by \`==\` and \`!=\` alone.

## Missing values

A field without a value is *missing*, which is neither 0 nor false. What needs a missing value is missing, up to the whole expression, with these exceptions:

- \`false and missing\` is false, \`true or missing\` is true; every other \`and\` and \`or\` with a missing side is missing.
- \`c ? a : b\` is missing when \`c\` is, never \`b\`; of \`a\` and \`b\` only the chosen one counts.
- \`is_missing\`, \`coalesce\` and \`done_by\` are made for missing values.
- \`one_of(x, …)\` is missing when \`x\` is, or when one of the others is and \`x\` is not found.

A fact whose condition is missing is *undetermined*: it is counted beside the rate, never as passed or failed.

## Signs and words

${table(entries.filter(([name]) => !calls.has(name))).join('\n')}

## Functions

${table(entries.filter(([name]) => calls.has(name))).join('\n')}

The shipment of the examples lies in Asia/Shanghai, without a calendar, and is evaluated as of ${local(asOf)} there:

\`\`\`
${facts.join('\n')}
\`\`\`

## In layouts

\`value:\` and \`where:\` of a layout have no fields yet. They compute over the cells of a row, with all of the above and:

| written | gives | is |
|---|---|---|
${layoutFunctions.map(([example, gives, says]) => `| \`${example}\` | ${gives} | ${says} |`).join('\n')}

For example \`value: 'one_of(col("反馈"), "返修", "拒货") ? number(col("数量")) : 0'\`. A cell that cannot be read rejects the row only where the result hangs on it.

An empty cell is missing: \`is_missing(col("反馈"))\` is true, \`coalesce(col("反馈"), "无")\` is "无", and what is computed from it is missing. Compared as a text it is the empty
text: in \`==\`, \`!=\`, \`one_of\`, \`contains\` and \`starts_with\`, where \`col()\`, \`text(col())\` or \`lower(col())\` stands there itself. So \`where: 'col("Vendor") != "TEST"'\` keeps the
rows without a vendor, and the example above gives 0 where 反馈 is empty; \`not is_missing(col("Vendor")) and col("Vendor") != "TEST"\` leaves them out.

## Formulas

Metrics of kind \`formula\` compute over other metrics' values instead of fields, with numbers, signs and words as above, powers (\`a ^ b\`),
\`previous(metric)\` for the value of the period before, and ${formulaFunctions
    .filter(name => name !== 'previous')
    .map(name => `\`${name}\``)
    .join(', ')}.
`;
}

describe('docs/expressions.md', () => {
  it('tells of every operation, and of none that there is not', () => {
    expect(Object.keys(shown)).to.have.members(Object.keys(operations));
    for (const { examples } of Object.values(shown)) expect(examples.length).to.be.greaterThan(0);
  });

  it('tells of the functions of layouts with the types that they have', () => {
    for (const [example, gives] of layoutFunctions) {
      const checked = checkColumnExpression(example, [gives]);
      expect('expression' in checked, example).to.equal(true);
    }
  });

  it('is what the program computes', () => {
    const text = written();
    if (process.env['GOLDEN'] === 'rewrite') writeFileSync(page, text);
    expect(readFileSync(page, 'utf8'), 'run npm run golden and read the difference').to.equal(text);
  });
});
