import { type Checked, checkExpression, type LocatedFault, type Vocabulary } from '../../expressions/check.js';
import { call, type Expression, type ExprType, literal } from '../../expressions/expression.js';
import { toFunction } from '../../expressions/to-function.js';
import { decimalText } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { Columns } from './columns.js';
import type { Between, DateRules } from './date-rules.js';
import { instantReader } from './dates.js';
import { numberReader } from './numbers.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { FieldMapping } from './schema.js';
import { argumentFaults, textFunctions, textSignatures } from './text-functions.js';

const signatures = (numberOf: ExprType, textOf: ExprType): Vocabulary => ({
  names: new Map(),
  calls: new Map([
    ['col', { parameters: ['text'], result: 'text' }],
    ['number', { parameters: [numberOf], result: 'number' }],
    ['text', { parameters: [textOf], result: 'text' }],
    ['instant', { parameters: ['text', 'text', 'text'], optional: 2, result: 'instant' }],
    ['row', { parameters: [], result: 'number' }],
    ['file', { parameters: [], result: 'text' }],
    ['sheet', { parameters: [], result: 'text' }],
    ...textSignatures,
  ]),
});

// A vocabulary gives each function one signature; number(x) and text(x) have several, which are tried in turn.
const vocabularies: readonly Vocabulary[] = (['text', 'number'] as const).flatMap(numberOf =>
  (['number', 'text', 'boolean'] as const).map(textOf => signatures(numberOf, textOf)),
);

/** An expression over a source's columns, with its types; faults are those of its usual reading. */
export function checkColumnExpression(source: string, wants: readonly ExprType[]): Checked {
  const readings = vocabularies.map(vocabulary => () => checkExpression(source, vocabulary, wants, {}));
  const first = readings[0]?.() ?? { faults: [], located: [] };
  if ('expression' in first) return literalFaults(first);
  // Other signatures can only mend a call that was given other types.
  if (first.located.every(one => one.fault.code !== 'types_differ')) return first;
  for (const read of readings.slice(1)) {
    const checked = read();
    if ('expression' in checked) return literalFaults(checked);
  }
  return first;
}

function literalFaults(checked: { readonly expression: Expression }): Checked {
  const located: LocatedFault[] = [];
  visit(checked.expression, (operation, given) => {
    const constants = operation === 'col' ? given.slice(0, 1) : operation === 'instant' ? given.slice(1) : [];
    for (const constant of constants) {
      if (constant.node === 'literal') continue;
      located.push({ fault: fault(importFaults, 'layout_column_literal', { call: `${operation}()` }), at: 0 });
    }
    located.push(...argumentFaults(operation, given).map(found => ({ fault: found, at: 0 })));
  });
  if (located.length > 0) return { faults: located.map(one => one.fault), located };
  return { ...checked, expression: withEmptyTexts(checked.expression) };
}

const comparing: ReadonlySet<string> = new Set(['equal', 'unequal', 'one_of', 'contains', 'starts_with']);
const emptyPreserving: ReadonlySet<string> = new Set(['text', 'lower', 'upper', 'trim', 'replace', 'substring']);

/**
 * The expression with empty cells compared as the empty text. Elsewhere they are missing; but whoever writes `col("Vendor") != "TEST"`
 * means a row without a vendor too, and would lose it unseen.
 */
function withEmptyTexts(expression: Expression): Expression {
  if (expression.node !== 'call') return expression;
  const given = expression.arguments.map(withEmptyTexts);
  const compared = comparing.has(expression.operation)
    ? given.map(one => (isCellText(one) ? call('text', 'coalesce', one, literal('text', '')) : one))
    : given;
  return { ...expression, arguments: compared };
}

/** A cell's own text or what is left of it, which is missing only because it is empty. */
function isCellText(expression: Expression): boolean {
  if (expression.node !== 'call' || expression.type !== 'text') return false;
  const { operation, arguments: given } = expression;
  return operation === 'col' || (emptyPreserving.has(operation) && given.slice(0, 1).every(isCellText));
}

/** A date form in an expression, with the end of a month or year that it means, where that is said. */
export interface FormUsed {
  readonly form: string;
  readonly at: string | undefined;
}

/** The date forms that an expression reads with. */
export function formsIn(expression: Expression): readonly FormUsed[] {
  const forms: FormUsed[] = [];
  visit(expression, (operation, given) => {
    if (operation !== 'instant') return;
    const [form, at] = given
      .slice(1)
      .map(one => (one.node === 'literal' && typeof one.value === 'string' ? one.value : undefined));
    if (form !== undefined) forms.push({ form, at });
  });
  return forms;
}

function visit(expression: Expression, see: (operation: string, given: readonly Expression[]) => void): void {
  if (expression.node !== 'call') return;
  see(expression.operation, expression.arguments);
  for (const argument of expression.arguments) visit(argument, see);
}

/** The columns that the expression reads. */
export function columnsIn(expression: Expression): readonly string[] {
  const columns = new Set<string>();
  visit(expression, (operation, [name]) => {
    if (operation === 'col' && name?.node === 'literal' && typeof name.value === 'string') columns.add(name.value);
  });
  return [...columns];
}

/** An expression compiled for rows: a value, null where something needed is missing, or why a needed cell cannot be read. */
export type RowFunction = (row: RowState) => Value | Refusal;

/** The file that an expression is compiled for. */
interface CompiledFor {
  readonly columns: Columns;
  readonly file: string;
  /** The name that `file()` gives, where it is another. */
  readonly firstFile?: string | undefined;
  readonly typedCells: boolean;
  readonly plausible?: Between | undefined;
}

/** How an expression reads numbers and dates out of cells. */
interface CellForms {
  readonly decimal?: FieldMapping['decimal'];
  readonly unit?: FieldMapping['unit'];
  readonly months?: FieldMapping['months'];
  readonly at?: FieldMapping['at'];
  readonly rules?: DateRules;
}

/** The expression as a function of rows whose columns are known to be there. */
export function compileForRows(
  expression: Expression,
  context: CompiledFor,
  subject: Subject,
  forms: CellForms = {},
): RowFunction {
  let refused: Refusal | undefined;
  const noted = (value: Value | Refusal): Value => {
    if (!(value instanceof Refusal)) return value;
    refused ??= value;
    return null;
  };
  const calls = rowCalls(context, subject, forms, noted);
  let zone = (): string => 'UTC';
  // As of no moment: whether something open is overdue is for an evaluation to say, not for an import.
  const around = {
    get zone() {
      return zone();
    },
    calendar: undefined,
    asOf: Number.NEGATIVE_INFINITY,
  };
  const evaluate = toFunction<RowState>(expression, {
    name: name => {
      throw new TypeError(`no name ${name} in a layout`);
    },
    call: (name, given) => calls[name]?.(given) ?? (() => null),
    around: () => around,
  });
  return row => {
    refused = undefined;
    zone = row.zone;
    const value = evaluate(row);
    // A cell that cannot be read only matters where the result hangs on it: a branch not taken leaves a value.
    return value === null ? (refused ?? null) : value;
  };
}

type RowRead = (row: RowState) => Value;

/** What `col()`, `number()` and the other calls of a layout's vocabulary read; `noted` keeps why a cell cannot be read. */
function rowCalls(
  { columns, file, firstFile = file, typedCells, plausible }: CompiledFor,
  subject: Subject,
  { decimal, unit, months, at: end, rules = { between: plausible, isOwn: false, placeholders: 'missing' } }: CellForms,
  noted: (value: Value | Refusal) => Value,
): Readonly<Record<string, (given: readonly RowRead[]) => RowRead>> {
  // The same rows in another folder are the same facts.
  const name = firstFile.replace(/^.*[\\/]/, '');
  const readNumber = numberReader({ decimal, unit, typed: typedCells }, subject);
  return {
    col: ([column]) => {
      const at = columns.at(String(column?.(noRow))) ?? -1;
      return row => (row.cells[at] ?? '').trim() || null;
    },
    number:
      ([x]) =>
      row => {
        const value = x?.(row) ?? null;
        return typeof value === 'string' ? noted(readNumber(value.trim())) : value;
      },
    text:
      ([x]) =>
      row =>
        plainText(x?.(row) ?? null),
    instant: ([x, format, edge]) => {
      const form = format?.(noRow);
      const own = edge?.(noRow);
      const at = own === 'start' || own === 'end' ? own : end === 'start' || end === 'end' ? end : undefined;
      const reading = { ...(typeof form === 'string' ? { format: form } : {}), months, at, typed: typedCells, rules };
      const read = instantReader(reading, subject);
      return row => {
        const value = x?.(row) ?? null;
        return typeof value === 'string' ? noted(read(value.trim(), row)) : null;
      };
    },
    row: () => row => row.firstNumber ?? row.number,
    file: () => () => name,
    sheet: () => row => row.sheet ?? null,
    ...textFunctions,
  };
}

const noRow: RowState = { cells: [], number: 0, zone: () => 'UTC', warn: () => undefined };

/** A text, number or boolean as the plain text that a text field or a map would be given. */
export function plainText(value: Value): string | null {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : decimalText(value);
}
