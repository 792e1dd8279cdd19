import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { groupEntries, layoutFunctions, operationEntries } from './expression-entries.js';
import type { ExprType } from '../../src/expressions/expression.js';
import { checkExpression, functionNames } from '../../src/expressions/check.js';
import { groupOperations } from '../../src/expressions/group-operations.js';
import { type Operation, operations, type Overload } from '../../src/expressions/operations.js';
import { literal } from '../../src/expressions/expression.js';
import { readOfGroup, withGroupValues } from '../../src/metrics/group-values.js';
import { toFunction } from '../../src/expressions/to-function.js';
import { decimalText } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { kindOf } from '../../src/facts/kinds.js';
import { isoInstant } from '../../src/facts/time.js';
import { formulaFunctions } from '../../src/metrics/formula.js';
import { checkColumnExpression } from '../../src/import/layout/expressions.js';
import { whatOf } from '../support/worded.js';

const page = path.join(import.meta.dirname, '..', '..', 'docs', 'expressions.md');

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

/** The two lines of an order of 10, as a file writes them that repeats its quantity. */
const order: readonly Values[] = [
  { product: 'A', ordered_qty: 10, delivered_qty: 6, damaged_qty: 1, delivered_at: at('2026-03-03T09:00:00') },
  { product: 'A', ordered_qty: 10, delivered_qty: 4, delivered_at: at('2026-03-04T12:00:00') },
];

/** What an expression over groups is for the order. */
function groupResult(source: string): string {
  const checked = checkExpression(source, { names, hasGroups: true }, types, {});
  if ('faults' in checked) throw new Error(`${source}: ${checked.faults.map(whatOf).join(' ')}`);
  const { expression } = checked;
  const yes = literal('boolean', true);
  const around = { zone: 'Asia/Shanghai', calendar: undefined, asOf };
  const reader = { name: (name: string) => (fact: Values) => fact[name] ?? null, ofGroup: readOfGroup, around: () => around };
  const inGroup = withGroupValues({ side: 'both', dated: yes, when: yes, passes: expression }, one => toFunction(one, reader));
  const each = new Set(inGroup(order).map(fact => valueText(toFunction(expression, reader)(fact), expression.type)));
  return [...each].join();
}

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
function signature({ overloads }: Pick<Operation, 'overloads'>): string {
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
  const { written, says, examples } = operationEntries[name] ?? { written: name, says: '', examples: [] };
  const worked = examples.map(example => `\`${example}\` is ${result(example)}`).join(' <br> ');
  return `| \`${written}\` | ${says} | ${signature(operation)} | ${worked} |`;
};

const table = (entries: readonly (readonly [string, Operation])[]): readonly string[] => [
  '| written | means | types | for the shipment below |',
  '|---|---|---|---|',
  ...entries.map(row),
];

const groupRows = Object.entries(groupOperations).map(([name, { overloads }]) => {
  const { written, says, examples } = groupEntries[name] ?? { written: name, says: '', examples: [] };
  const worked = examples.map(example => `\`${example}\` is ${groupResult(example)}`).join(' <br> ');
  const ofWhole = overloads.filter(({ parameters }) => parameters.length === 1);
  return `| \`${written}\` | ${says} | ${signature({ overloads: ofWhole })} | ${worked} |`;
});

const facts = Object.entries(shipment).map(([name, value]) => {
  const type = names.get(name) ?? 'text';
  return `${name}: ${valueText(value ?? null, type)}`;
});

function written(): string {
  const entries = Object.entries(operations);
  const calls = new Set(functionNames);
  return `# Expressions

The language in which metrics, standards and layouts calculate. \`npm run golden\` generates this page from the program, including the results in the tables.

An expression is one line of mathjs syntax over the fields of a fact: \`status == "delivered" and done_by(delivered_at, promised_at + grace)\`. Put
texts in double quotes. Operators have the same precedence as in mathjs; \`not\` takes a name, a call or parentheses. \`plumbline check\` reports every error
in expressions with file, line and column.

## Names

- the fields of the fact kind ([facts.md](facts.md)) and the workspace's own fields
- \`as_of\` (the time of the evaluation), \`period_start\`, \`period_end\`
- \`none\`: the 0 in place of what is not recorded (\`coalesce(damaged_qty, none)\`); missing as long as no file of the client has such a column
- the metric's own \`params\`, such as \`grace\`, which a standard can set for its scope

## Types

\`instant\` (a point in time), \`day\` (a local day), \`duration\` (whole milliseconds), \`number\` (an exact decimal, never floating point), \`text\`, \`boolean\` (a condition).
Nothing is converted silently: a text is not a number, and a day is not an instant. Texts can be compared only with \`==\` and \`!=\`.

## Missing values

A field without a value is *missing*, which is neither 0 nor false. The result of an operation on a missing value is missing too, and so on up to the whole
expression, with these exceptions:

- \`false and missing\` is false, \`true or missing\` is true; every other \`and\` and \`or\` with a missing side is missing.
- \`c ? a : b\` is missing when \`c\` is missing, never \`b\`; of \`a\` and \`b\` only the chosen one matters.
- \`is_missing\`, \`coalesce\` and \`done_by\` accept missing values.
- \`one_of(x, …)\` is missing when \`x\` is missing, or when \`x\` is not found and one of the others is missing.

A fact whose condition is missing is *undetermined*: it is counted separately from the rate, never as passed or failed.

## Operators

${table(entries.filter(([name]) => !calls.has(name))).join('\n')}

## Functions

${table(entries.filter(([name]) => calls.has(name))).join('\n')}

The examples use this shipment, in Asia/Shanghai without a calendar, evaluated as of ${local(asOf)} there:

\`\`\`
${facts.join('\n')}
\`\`\`

## Over the facts of a group

In \`passes\` of a metric with \`per:\`, and in definitions for such metrics, an expression can take the facts of a group together that surely are in the population:

| written | of all facts of the group | types | for the order below |
|---|---|---|---|
${groupRows.join('\n')}

The examples use an order of 10 in two lines: 6 delivered on 2026-03-03 at 09:00, one of them damaged, and 4 on 2026-03-04 at 12:00; \`damaged_qty\` of the second
line is missing.

What is taken is one value for the whole group, and the condition is asked of each of its facts: \`delivered_in_time and sum_of(delivered_qty) >= largest_of(ordered_qty)\`.
It is missing where \`x\` is missing for any of the facts. With a text as a second argument, those facts are taken together that have the same text:
\`sum_of(delivered_qty, product)\` is what came of the fact's own product; it is missing for all where any of them has no product. A fact that is a group
by itself is its own sum. Excluded facts are taken with the others. In \`population\`, \`dated\`, \`value\`, \`params\` and layouts, and within one another, they are refused.
[An order's quantity](rules.md#an-orders-quantity) shows them at work.

## In layouts

In \`value:\` and \`where:\` of a layout there are no fields yet. These expressions use the cells of a row, with the operators and functions above and:

| written | gives | means |
|---|---|---|
${layoutFunctions.map(([example, gives, says]) => `| \`${example}\` | ${gives} | ${says} |`).join('\n')}

For example \`value: 'one_of(col("反馈"), "返修", "拒货") ? number(col("数量")) : 0'\`. An unreadable cell rejects the row only if the
result depends on it.

An empty cell is missing: \`is_missing(col("反馈"))\` is true, \`coalesce(col("反馈"), "无")\` is "无", and a result calculated from it is missing. But it
compares as the empty text when \`col()\`, or \`text\`, \`lower\`, \`upper\`, \`trim\`, \`replace\` or \`substring\` of it, is a direct argument of \`==\`, \`!=\`, \`one_of\`, \`contains\` or \`starts_with\`. So \`where: 'col("Vendor") != "TEST"'\` keeps the
rows without a vendor, and the example above gives 0 for an empty 反馈. \`not is_missing(col("Vendor")) and col("Vendor") != "TEST"\` drops the rows
without a vendor.

## Formulas

Metrics of kind \`formula\` use the values of other metrics instead of fields, with numbers and operators as above, powers (\`a ^ b\`),
\`previous(metric)\` for the value of the previous period, and ${formulaFunctions
    .filter(name => name !== 'previous')
    .map(name => `\`${name}\``)
    .join(', ')}.
`;
}

describe('docs/expressions.md', () => {
  it('describes every operation, and only operations that exist', () => {
    expect(Object.keys(operationEntries)).to.have.members(Object.keys(operations));
    expect(Object.keys(groupEntries)).to.have.members(Object.keys(groupOperations));
    for (const { examples } of Object.values({ ...operationEntries, ...groupEntries }))
      expect(examples.length).to.be.greaterThan(0);
  });

  it('describes the functions of layouts with their types', () => {
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
