import type { ExprType } from '../../expressions/expression.js';
import type { Value } from '../../facts/fact.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { localDay } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { verbatim } from '../../faults/phrase.js';
import type { Columns } from './columns.js';
import { edgeOf, isPromise } from './dates.js';
import { checkColumnExpression, columnsIn, compileForRows, plainText, type RowFunction } from './expressions.js';
import { compileLookups, type LookupFunction, lookupsOf, type Table } from './lookups.js';
import { compilePhrases } from './phrase.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { Constant, FieldMapping } from './schema.js';
import { type Read, type Target, typedReader } from './typed.js';

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
    return {
      done: {
        name: target.name,
        column: undefined,
        read: constantReader(mapping.const, typedReader(target, plainForm(mapping), context.layout)),
      },
    };
  }
  const read = typedReader(target, mapping, context.layout, context.typedCells);
  const cell = cellReader(target, mapping, read, context, subject);
  if ('faults' in cell) return cell;
  if (mapping.value !== undefined) return compileValue(target, mapping, mapping.value, cell.done, context, subject);
  const column = mapping.column ?? '';
  const at = context.columns.at(column);
  if (at === undefined) return { faults: [columnMissing(String(column), target.name, context)] };
  const { present, absent } = cell.done;
  return {
    done: {
      name: target.name,
      column: context.columns.names[at] ?? String(column),
      read: row => {
        const text = (row.cells[at] ?? '').trim();
        return text === '' ? absent(row) : present(text, row);
      },
    },
  };
}

/** The fault of a column that the file does not have. */
export function columnMissing(column: string, field: string, context: FieldContext): Fault {
  return fault(
    importFaults,
    'column_missing',
    { column, field: verbatim(field), columns: context.columns.names },
    { file: context.file },
  );
}

/** A constant read once, unless it is a date, whose instant depends on the row's place. */
function constantReader(constant: Constant, read: Read): RowFunction {
  const text = constantText(constant);
  if (text === '') return () => null;
  let zoned = false;
  const probe: RowState = {
    cells: [],
    number: 0,
    zone: () => {
      zoned = true;
      return 'UTC';
    },
    warn: () => undefined,
  };
  const value = read(text, probe);
  return zoned ? row => read(text, row) : () => value;
}

/** A constant as a cell would hold it. */
export const constantText = (constant: Constant): string => String(constant).trim();

interface CellReader {
  readonly present: Read;
  readonly absent: (row: RowState) => Value | Refusal;
}

/** What happens to a trimmed cell: blank, lookup, map, type; and what an absent one means. */
function cellReader(
  target: Target,
  mapping: FieldMapping,
  read: Read,
  context: FieldContext,
  subject: Subject,
): Compiled<CellReader> {
  const absent =
    mapping.missing === undefined
      ? () => null
      : constantReader(mapping.missing.const, typedReader(target, plainForm(mapping), subject.layout));
  const chain = lookupsOf(mapping);
  const lookups = chain.length === 0 ? undefined : compileLookups(chain, context.tables, subject);
  if (lookups !== undefined && 'faults' in lookups) return lookups;
  const phrases = mapping.phrases === undefined ? undefined : compilePhrases(mapping.phrases, context.phrases ?? [], subject);
  if (phrases !== undefined && 'faults' in phrases) return phrases;
  const plain = phrases?.read ?? read;
  const mapped = mapping.map === undefined ? plain : mapReader(target, mapping, mapping.map, absent, subject);
  const found = lookups === undefined ? mapped : lookedUp(lookups.find, mapped, absent);
  const blanks = new Set([mapping.blank ?? []].flat().map(constantText));
  return {
    done: { present: blanks.size === 0 ? found : (text, row) => (blanks.has(text) ? absent(row) : found(text, row)), absent },
  };
}

function lookedUp(find: LookupFunction, next: Read, absent: (row: RowState) => Value | Refusal): Read {
  return (text, row) => {
    const found = find(text);
    if (found instanceof Refusal) return found;
    return found === '' ? absent(row) : next(found, row);
  };
}

/** How constants are read: they are plain decimals in YAML, whatever sign the source's cells use. */
export const plainForm = ({ format, at }: FieldMapping): FieldMapping => ({
  ...(format === undefined ? {} : { format }),
  ...(at === undefined ? {} : { at }),
});

function mapReader(
  target: Target,
  mapping: FieldMapping,
  map: NonNullable<FieldMapping['map']>,
  absent: (row: RowState) => Value | Refusal,
  subject: Subject,
): Read {
  const plain = typedReader(target, plainForm(mapping), subject.layout);
  const known = new Map(
    Object.entries(map).map(([text, to]) => [text.trim(), to === null ? absent : constantReader(to, plain)] as const),
  );
  const { otherwise = 'reject' } = mapping;
  const other = typeof otherwise === 'object' ? constantReader(otherwise.const, plain) : absent;
  const names = [...known.keys()];
  return (text, row) => {
    const found = known.get(text);
    if (found !== undefined) return found(row);
    if (otherwise !== 'reject') return other(row);
    return new Refusal(text, place => fault(importFaults, 'map_missed', { value: text, ...subject, known: names }, place));
  };
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
  subject: Subject,
): Compiled<FieldReader> {
  const checked = checkColumnExpression(source, typesWanted(target, mapping));
  if ('faults' in checked) return { faults: checked.faults };
  const columns = columnsIn(checked.expression);
  const absent = columns.filter(column => context.columns.at(column) === undefined);
  if (absent.length > 0) return { faults: absent.map(column => columnMissing(column, target.name, context)) };
  const evaluate = compileForRows(checked.expression, context, subject, mapping.decimal);
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
  if (target.type === 'instant' && typeof at === 'string' && type === 'instant') {
    return (value, row) => (typeof value === 'number' ? edgeOf(row.zone(), localDay(row.zone(), value), at) : value);
  }
  if (target.type === 'instant' && type === 'day') {
    const edge = at ?? (isPromise(target.name) ? 'end_of_day' : 'start_of_day');
    return (value, row) => (typeof value === 'number' ? edgeOf(row.zone(), value, edge) : value);
  }
  if (target.type === 'day' && type === 'instant')
    return (value, row) => (typeof value === 'number' ? localDay(row.zone(), value) : value);
  const direct =
    type === target.type &&
    type !== 'text' &&
    mapping.map === undefined &&
    mapping.lookup === undefined &&
    mapping.blank === undefined;
  if (direct || type === 'instant' || type === 'day') return value => value;
  return (value, row) => {
    const text = plainText(value)?.trim() ?? '';
    return text === '' ? cell.absent(row) : cell.present(text, row);
  };
}
