import type { FilledField } from '../../facts/filled-field.js';
import type { Expression, ExprType } from '../../expressions/expression.js';
import { plainLayouts } from './each.js';
import { checkColumnExpression } from './expressions.js';
import type { FieldMapping, Layout } from './schema.js';

/** What a layout fills whatever its file says: the fields with one value in all rows, and how it fills these and blank cells. */
export const filledAlike = (layout: Layout): { constants: readonly string[]; filled: readonly FilledField[] } => ({
  constants: constantFields(layout),
  filled: filledFields(layout),
});

/** The fields that a layout fills alike for all rows, whatever they hold; not those that say which column a cell stands in. */
function constantFields(layout: Layout): readonly string[] {
  const ofColumns = new Set(layout.each?.map(({ field }) => field));
  const [first, ...others] = plainLayouts(layout);
  return Object.keys(first?.fields ?? {}).filter(
    name => !ofColumns.has(name) && [first, ...others].every(plain => isConstant(plain?.fields[name])),
  );
}

/** The fields that a layout fills by itself, whatever the file says; not those that say where a fact is, or in which column its cell stands. */
function filledFields(layout: Layout): readonly FilledField[] {
  const constants = new Set(constantFields(layout));
  const found = plainLayouts(layout).flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([field, mapping]): readonly FilledField[] => {
      if (field === 'client' || field === 'site') return [];
      if (constants.has(field)) return [{ field, value: constantText(mapping), where: 'all' }];
      const { missing, otherwise } = mapping;
      return [
        ...(missing === undefined ? [] : [{ field, value: String(missing.const), where: 'missing' as const }]),
        ...(typeof otherwise === 'object' ? [{ field, value: String(otherwise.const), where: 'unknown' as const }] : []),
      ];
    }),
  );
  // Columns that are facts of their own fill the others alike.
  return [...new Map(found.map(one => [JSON.stringify(one), one])).values()];
}

/** What a constant is; as it is calculated, where it is. */
function constantText({ const: plain, value = '' }: FieldMapping): string {
  if (plain !== undefined) return String(plain);
  const checked = checkColumnExpression(value, constantTypes);
  return 'expression' in checked && checked.expression.node === 'literal' ? String(checked.expression.value) : value;
}

const constantTypes: readonly ExprType[] = ['text', 'number', 'boolean', 'instant', 'day'];

function isConstant(mapping: FieldMapping | undefined): boolean {
  if (mapping?.const !== undefined) return true;
  if (mapping?.value === undefined) return false;
  const checked = checkColumnExpression(mapping.value, constantTypes);
  return 'expression' in checked && isSameForAll(checked.expression);
}

/** What takes nothing is about the row, the sheet or the file. */
const isSameForAll = (expression: Expression): boolean =>
  expression.node === 'literal' ||
  (expression.node === 'call' &&
    expression.operation !== 'col' &&
    expression.arguments.length > 0 &&
    expression.arguments.every(isSameForAll));
