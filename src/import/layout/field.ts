import type { ExprType } from '../../expressions/expression.js';
import type { Value } from '../../facts/fact.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { localDay, parseDay } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { verbatim } from '../../faults/phrase.js';
import { type CellReader, cellReader, constantReader, plainForm } from './cell.js';
import type { Columns } from './columns.js';
import type { Between, DateRules } from './date-rules.js';
import { dateFormsOf, edgeOf, isPromise } from './dates.js';
import { checkColumnExpression, columnsIn, compileForRows, plainText, type RowFunction } from './expressions.js';
import type { Table } from './lookups.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import { columnsNamed, type FieldMapping } from './schema.js';
import { dateAndTime, joinedColumns, oneColumn } from './several-columns.js';
import { type Target, typedReader } from './typed.js';

/** What the fields of one file are compiled against. */
export interface FieldContext {
  readonly columns: Columns;
  readonly tables: ReadonlyMap<string, Table>;
  /** The layout as messages name it, and the source file. */
  readonly layout: string;
  readonly file: string;
  readonly firstFile?: string | undefined;
  /** The source's cells have types of their own: numbers come as plain decimals. */
  readonly typedCells: boolean;
  readonly phrases?: readonly PhraseTable[];
  /** The plausible days, where the layout does not name others for a field. */
  readonly plausible?: Between | undefined;
  /** The fields without which there is no fact. */
  readonly keys?: ReadonlySet<string>;
}

/** A field's conversion, with the header that messages name. */
export interface FieldReader {
  readonly name: string;
  readonly column: string | undefined;
  readonly read: RowFunction;
}

type Compiled<T> = { readonly done: T } | { readonly faults: readonly Fault[] };

/** The conversion of one field, every choice of the layout made once; or what the file lacks for it. */
export function compileField(target: Target, mapping: FieldMapping, context: FieldContext): Compiled<FieldReader> {
  const subject: Subject = { field: target.name, layout: context.layout };
  if (mapping.const !== undefined) {
    const read = constantReader(mapping.const, typedReader(target, plainForm(mapping), context.layout));
    return { done: { name: target.name, column: undefined, read } };
  }
  const rules = dateRulesOf(target, mapping, context);
  const read = typedReader(target, mapping, context.layout, { typed: context.typedCells, rules });
  const cell = cellReader(target, mapping, read, context, subject);
  if ('faults' in cell) return cell;
  if (mapping.value !== undefined) return compileValue(target, mapping, mapping.value, cell.done, context, { subject, rules });
  const columns = columnsNamed(mapping);
  const found = columns.map(column => context.columns.at(column, mapping.exact));
  const absent = columns.filter((_, i) => found[i] === undefined);
  if (absent.length > 0 || columns.length === 0) {
    const missing = columns.length === 0 ? [''] : absent;
    return { faults: missing.map(column => columnMissing(String(column), target.name, context)) };
  }
  const positions = found.flatMap(at => at ?? []);
  const names = positions.map((at, i) => context.columns.names[at] ?? String(columns[i]));
  const reading = { ...dateFormsOf(mapping), typed: context.typedCells, rules };
  const source = { positions, names, cell: cell.done, subject };
  const isPair = positions.length === 2 && mapping.join === undefined;
  return {
    done: {
      name: target.name,
      column: names.join(' + '),
      read:
        positions.length === 1
          ? oneColumn(positions[0] ?? 0, cell.done)
          : isPair
            ? dateAndTime(source, reading)
            : joinedColumns(source, mapping.join ?? '', context.keys?.has(target.name) === true),
    },
  };
}

/** Which dates a field takes. A placeholder in a part of the key leaves nothing to tell the row by. */
function dateRulesOf({ name }: Target, mapping: FieldMapping, { plausible, keys }: FieldContext): DateRules {
  const [first, last] = (mapping.between ?? []).map(parseDay);
  const own = first === undefined || last === undefined ? undefined : ([first, last] as const);
  return {
    between: own ?? plausible,
    isOwn: own !== undefined,
    placeholders: mapping.placeholder_dates ?? (keys?.has(name) === true ? 'reject' : 'missing'),
  };
}

/** The fault of a column that the file does not have, or that two of its columns can be. */
export function columnMissing(column: string, field: string, { columns, file }: Pick<FieldContext, 'columns' | 'file'>): Fault {
  const alike = columns.alike(column);
  if (alike.length > 1)
    return fault(importFaults, 'column_ambiguous', { column, field: verbatim(field), columns: alike }, { file });
  return fault(importFaults, 'column_missing', { column, field: verbatim(field), columns: columns.names }, { file });
}

const wanted: Readonly<Record<Target['type'], readonly ExprType[]>> = {
  text: ['text', 'number', 'boolean'],
  number: ['number', 'text'],
  boolean: ['boolean', 'text'],
  instant: ['instant', 'day', 'text'],
  day: ['day', 'instant', 'text'],
};

/** The types that a field's `value:` may give; a map or lookup takes anything that has a plain text. */
export function typesWanted(target: Target, mapping: FieldMapping): readonly ExprType[] {
  const texts: readonly ExprType[] =
    mapping.map === undefined && mapping.lookup === undefined ? [] : ['text', 'number', 'boolean'];
  return [...new Set([...wanted[target.type], ...texts])];
}

function compileValue(
  target: Target,
  mapping: FieldMapping,
  source: string,
  cell: CellReader,
  context: FieldContext,
  { subject, rules }: { readonly subject: Subject; readonly rules: DateRules },
): Compiled<FieldReader> {
  const checked = checkColumnExpression(source, typesWanted(target, mapping));
  if ('faults' in checked) return { faults: checked.faults };
  const columns = columnsIn(checked.expression);
  const absent = columns.filter(column => context.columns.at(column) === undefined);
  if (absent.length > 0) return { faults: absent.map(column => columnMissing(column, target.name, context)) };
  const evaluate = compileForRows(checked.expression, context, subject, {
    decimal: mapping.decimal,
    unit: mapping.unit,
    months: mapping.months,
    at: mapping.at,
    rules,
  });
  const finish = finisher(target, mapping, checked.expression.type, cell);
  return {
    done: {
      name: target.name,
      column: columns.length === 1 ? columns[0] : undefined,
      read: row => {
        const value = evaluate(row);
        if (value instanceof Refusal) return value;
        return value === null ? cell.absent(row) : finish(value, row);
      },
    },
  };
}

/** From an expression's result to the field's value. */
function finisher(
  target: Target,
  mapping: FieldMapping,
  type: ExprType,
  cell: CellReader,
): (value: Value, row: RowState) => Value | Refusal {
  const { at } = mapping;
  if (target.type === 'instant' && (at === 'end_of_day' || at === 'start_of_day') && type === 'instant') {
    const isEnd = at === 'end_of_day';
    return (value, row) => (typeof value === 'number' ? edgeOf(row.zone(), localDay(row.zone(), value), isEnd) : value);
  }
  if (target.type === 'instant' && type === 'day') {
    const isEnd = at === undefined ? isPromise(target.name) : at === 'end' || at === 'end_of_day';
    return (value, row) => (typeof value === 'number' ? edgeOf(row.zone(), value, isEnd) : value);
  }
  if (target.type === 'day' && type === 'instant')
    return (value, row) => (typeof value === 'number' ? localDay(row.zone(), value) : value);
  const direct =
    type === target.type &&
    type !== 'text' &&
    mapping.map === undefined &&
    mapping.lookup === undefined &&
    mapping.blank === undefined &&
    mapping.scale === undefined &&
    mapping.whole === undefined;
  if (direct || type === 'instant' || type === 'day') return value => value;
  return (value, row) => {
    const text = plainText(value)?.trim() ?? '';
    return text === '' ? cell.absent(row) : cell.present(text, row);
  };
}
