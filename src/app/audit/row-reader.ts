import type { Expression } from '../../expressions/expression.js';
import type { Read, Surrounding } from '../../expressions/operations.js';
import type { Reader } from '../../expressions/to-function.js';
import { decimalText } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import type { View } from '../../metrics/membership.js';
import { cellReader, type Row, type RowColumn } from '../../store/audit/fact-copy.js';

/** Reads expressions off rows; what several metrics ask of a row is computed once, when it is first asked for. */
export function rowReader(columns: readonly RowColumn[], view: View): Reader<Row> {
  const byName = new Map(columns.map(column => [column.name, column]));
  const constants: Readonly<Record<string, number>> = { as_of: view.asOf, period_start: view.from, period_end: view.to };
  const shared = new Map<string, Read<Row>>();
  const keys = new WeakMap<Expression, string>();
  const keyOf = (expression: Expression): string => {
    const key = keys.get(expression) ?? written(expression, keyOf);
    keys.set(expression, key);
    return key;
  };
  return {
    name: name => {
      const constant = constants[name];
      if (constant !== undefined) return () => constant;
      const column = byName.get(name);
      if (column === undefined) throw new TypeError(`${name} is not among the fields that are read`);
      return cellReader(column);
    },
    around: surroundingOf(byName.get('site'), view),
    share: (expression, make) => {
      const key = keyOf(expression);
      const known = shared.get(key) ?? once(make());
      shared.set(key, known);
      return known;
    },
  };
}

/** The expression as a text that no other expression has. */
function written(expression: Expression, keyOf: (expression: Expression) => string): string {
  if (expression.node === 'name') return expression.name;
  if (expression.node === 'call') return `${expression.operation}(${expression.arguments.map(keyOf).join()})`;
  const { type, value } = expression;
  return JSON.stringify([type, typeof value === 'number' || (typeof value === 'object' && value) ? decimalText(value) : value]);
}

/** The function with its last answer kept: all metrics look at one row before the next one comes. */
function once(read: Read<Row>): Read<Row> {
  let of: Row | undefined;
  let value: Value = null;
  return row => {
    if (row === of) return value;
    value = read(row);
    of = row;
    return value;
  };
}

function surroundingOf(site: RowColumn | undefined, view: View): (row: Row) => Surrounding {
  const siteOf = site === undefined ? () => null : cellReader(site);
  const known = new Map<Value, Surrounding>();
  let of: Row | undefined;
  let last: Surrounding | undefined;
  return row => {
    if (row === of && last !== undefined) return last;
    const code = siteOf(row);
    last = known.get(code) ?? view.around({ site: code });
    known.set(code, last);
    of = row;
    return last;
  };
}
