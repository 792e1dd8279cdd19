import type { Expression } from '../../expressions/expression.js';
import { plainLayouts } from './each.js';
import { checkColumnExpression } from './expressions.js';
import type { FieldMapping, Layout } from './schema.js';

/** The fields that a layout fills alike for all rows, whatever they hold; not those that say which column a cell stands in. */
export function constantFields(layout: Layout): readonly string[] {
  const ofColumns = new Set(layout.each?.map(({ field }) => field));
  const [first, ...others] = plainLayouts(layout);
  return Object.keys(first?.fields ?? {}).filter(
    name => !ofColumns.has(name) && [first, ...others].every(plain => isConstant(plain?.fields[name])),
  );
}

function isConstant(mapping: FieldMapping | undefined): boolean {
  if (mapping?.const !== undefined) return true;
  if (mapping?.value === undefined) return false;
  const checked = checkColumnExpression(mapping.value, ['text', 'number', 'boolean', 'instant', 'day']);
  return 'expression' in checked && isSameForAll(checked.expression);
}

/** What takes nothing is about the row, the sheet or the file. */
const isSameForAll = (expression: Expression): boolean =>
  expression.node === 'literal' ||
  (expression.node === 'call' &&
    expression.operation !== 'col' &&
    expression.arguments.length > 0 &&
    expression.arguments.every(isSameForAll));
