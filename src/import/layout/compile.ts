import { factKind, type FactKind, type OwnField } from '../../facts/kinds.js';
import type { Value, Values } from '../../facts/fact.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { dayMillis, localOf } from '../../facts/time.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { columnsOf } from './columns.js';
import type { CompiledLayout, Outcome } from './compiled.js';
import type { Between } from './date-rules.js';
import { compileCells } from './each.js';
import { checkColumnExpression, columnsIn, compileForRows, type RowFunction } from './expressions.js';
import { columnMissing, compileField, type FieldContext, type FieldReader } from './field.js';
import { keysUnmapped } from './key-fields.js';
import type { Table } from './lookups.js';
import { orderOfMoments } from './order.js';
import { rangeCheck } from './range.js';
import { Refusal } from './refusal.js';
import { type RowState, type SourceRow, storedNumber } from './row.js';
import type { Layout } from './schema.js';
import { itemCheck } from './survey-item.js';
import type { Target } from './typed.js';

/** What a layout needs to know besides itself and the file's headers. */
export interface LayoutContext {
  /** The source as messages name it: its path. */
  readonly file: string;
  /** The sheet that is read, where rows do not name their own: what `sheet()` means. */
  readonly sheet?: string;
  /** The source's cells have types of their own (a workbook, JSON, a database): numbers come as plain decimals. */
  readonly typedCells: boolean;
  /** The layout as messages name it: its path. */
  readonly layout: string;
  readonly ownFields: readonly OwnField[];
  /** Lookup files by their path as the layout writes it. */
  readonly tables: ReadonlyMap<string, Table>;
  /** The zone of a place's naive times. */
  readonly zoneOf: (site: string | undefined, client: string | undefined) => string;
  /** The codes of the clients that are accepted; undefined accepts any. */
  readonly clients: ReadonlySet<string> | undefined;
  /** What answers can be about; undefined takes any item. */
  readonly items?: ReadonlySet<string> | undefined;
  /** The tables that `phrases:` reads; none where it is left out. */
  readonly phrases?: readonly PhraseTable[];
  /** The days that dates are believed; undefined believes any. */
  readonly plausible?: Between | undefined;
}

export type { CompiledLayout } from './compiled.js';

/** Compiles a layout that `layoutFaults` accepts for a file's headers; or says what the file lacks. */
export function compileLayout(
  layout: Layout,
  headers: readonly string[],
  context: LayoutContext,
): { readonly compiled: CompiledLayout } | { readonly faults: readonly Fault[] } {
  if (layout.each !== undefined)
    return compileCells(layout, columnsOf(headers), context.file, plain => compileLayout(plain, headers, context));
  const kind = factKind(layout.fact);
  if (kind === undefined) throw new TypeError(`unchecked layout: no fact ${layout.fact}`);
  const unmapped = layout.draft === true ? keysUnmapped(kind, layout) : [];
  if (unmapped.length > 0) return { faults: unmapped.map(field => draftFault(field, kind, context)) };
  const fieldContext: FieldContext = { ...context, columns: columnsOf(headers), keys: new Set(kind.key) };
  const results = readingOrder(layout, kind, context.ownFields).map(target =>
    compileField(target, layout.fields[target.name] ?? {}, fieldContext),
  );
  const kept = compileWhere(layout, fieldContext);
  const faults = [
    ...results.flatMap(result => ('faults' in result ? result.faults : [])),
    ...('faults' in kept ? kept.faults : []),
  ];
  if (faults.length > 0) return { faults };
  const readers = results.flatMap(result => ('done' in result ? [result.done] : []));
  return { compiled: rowsWith(layout, kind, readers, 'faults' in kept ? undefined : kept.where, context) };
}

const draftFault = (field: string, kind: FactKind, { layout }: LayoutContext): Fault =>
  fault(importFaults, 'layout_key_unmapped', { field, fact: kind.name }, { file: layout });

/** The fields a layout maps, client and site first: they decide the zone of the others. Phrases are read last: others decide their table. */
function readingOrder(layout: Layout, kind: FactKind, ownFields: readonly OwnField[]): readonly Target[] {
  const built = kind.fields.filter(field => layout.fields[field.name] !== undefined);
  const own = ownFields.filter(field => field.fact === kind.name && layout.fields[field.id] !== undefined);
  const isPhrase = (name: string): boolean => layout.fields[name]?.phrases !== undefined;
  const rank = (name: string): number => (name === 'client' ? 0 : name === 'site' ? 1 : isPhrase(name) ? 3 : 2);
  return [...built]
    .sort((a, b) => rank(a.name) - rank(b.name))
    .concat(own.map(field => ({ ...field, name: field.id, aliases: [] })));
}

function compileWhere(
  layout: Layout,
  context: FieldContext,
): { readonly where: RowFunction | undefined } | { readonly faults: readonly Fault[] } {
  if (layout.where === undefined) return { where: undefined };
  const checked = checkColumnExpression(layout.where, ['boolean']);
  if ('faults' in checked) return { faults: checked.faults };
  const absent = columnsIn(checked.expression).filter(column => context.columns.at(column) === undefined);
  if (absent.length > 0) return { faults: absent.map(column => columnMissing(column, 'where', context)) };
  const subject = { field: 'where', layout: context.layout };
  return { where: compileForRows(checked.expression, context, subject) };
}

const none: readonly Fault[] = [];

function rowsWith(
  layout: Layout,
  kind: FactKind,
  readers: readonly FieldReader[],
  where: RowFunction | undefined,
  context: LayoutContext,
): CompiledLayout {
  const columnOf = new Map(readers.map(reader => [reader.name, reader.column]));
  const state = new CurrentRow(layout.time_zone, columnOf, context);
  const finish = factChecker(kind, columnOf, context);
  const byName = new Map(readers.map(reader => [reader.name, reader]));
  const empty: Readonly<Record<string, Value>> = Object.fromEntries(readers.map(reader => [reader.name, null]));
  const factOf = (row: SourceRow): Outcome => {
    state.begin(row);
    if (row.fault !== undefined) return { reject: [located(row.fault, state.place(undefined, row.number))] };
    if (where !== undefined) {
      const keeps = where(state);
      if (keeps instanceof Refusal) return { reject: [keeps.at(state.place(undefined, row.number))] };
      if (keeps !== true) return 'skipped';
    }
    // Objects made alike, with all their fields at once, are several times cheaper over millions of rows.
    const values: Record<string, Value> = { ...empty };
    state.values = values;
    let refused: Map<string, Fault> | undefined;
    for (const reader of readers) {
      const value = reader.read(state);
      if (value instanceof Refusal) (refused ??= new Map()).set(reader.name, value.at(state.place(reader.column, row.number)));
      else values[reader.name] = value;
      if (reader.name === 'client' || reader.name === 'site') state.settle(values);
    }
    const faults = finish(values, state, refused);
    if (faults === undefined) return { row: storedNumber(row), values, warnings: state.warnings ?? none };
    const client = knownClient(values, context);
    return { reject: faults, ...(client === undefined ? {} : { client }) };
  };
  return {
    kind,
    mapped: [...new Set([...kind.key, ...readers.map(reader => reader.name)])],
    factOf,
    amountOf: (field, row) => {
      state.begin(row);
      const value = byName.get(field)?.read(state) ?? 0;
      return value instanceof Refusal || typeof value === 'string' || typeof value === 'boolean' ? 'unreadable' : value;
    },
  };
}

/** The client that a row names, where rows of that client are accepted. */
function knownClient({ client }: Values, { clients }: LayoutContext): string | undefined {
  if (typeof client !== 'string') return undefined;
  return clients === undefined || clients.has(client) ? client : undefined;
}

/** A reader's own fault, with the place made whole. */
const located = (found: Fault, place: FaultPlace): Fault => ({ ...found, place: { ...place, ...found.place } });

/** The row being read: the zone of its naive times is asked for only when one comes. */
class CurrentRow implements RowState {
  cells: readonly string[] = [];
  number = 0;
  sheet: string | undefined;
  warnings: Fault[] | undefined;
  values: Values = {};
  readonly zone: () => string;
  readonly #context: LayoutContext;
  readonly #columnOf: ReadonlyMap<string, string | undefined>;
  #client: string | undefined;
  #site: string | undefined;
  #known: string | undefined;
  #ofSeveral: string | undefined;

  constructor(zone: string | undefined, columnOf: ReadonlyMap<string, string | undefined>, context: LayoutContext) {
    this.#columnOf = columnOf;
    this.#context = context;
    this.zone = zone === undefined ? () => (this.#known ??= context.zoneOf(this.#site, this.#client)) : () => zone;
  }

  begin(row: SourceRow): void {
    this.cells = row.cells;
    this.number = row.number;
    this.#ofSeveral = row.sheet?.name;
    this.sheet = row.sheet?.name ?? this.#context.sheet;
    this.warnings = undefined;
    this.values = {};
    this.settle({});
  }

  /** Takes the place from what is known of the fact so far. */
  settle(values: Values): void {
    const { client, site } = values;
    const clientCode = typeof client === 'string' ? client : undefined;
    const siteCode = typeof site === 'string' ? site : undefined;
    if (clientCode !== this.#client || siteCode !== this.#site) this.#known = undefined;
    this.#client = clientCode;
    this.#site = siteCode;
  }

  readonly warn = (field: string, warning: Fault): void => {
    (this.warnings ??= []).push({ ...warning, place: this.place(this.#columnOf.get(field), this.number) });
  };

  place(column: string | undefined, line: number): FaultPlace {
    const sheet = this.#ofSeveral;
    return {
      file: this.#context.file,
      ...(sheet === undefined ? {} : { sheet }),
      line,
      ...(column === undefined ? {} : { column }),
    };
  }
}

/** What is checked of a whole fact: its key, its client, its ranges, and whether its dates make sense. */
function factChecker(
  kind: FactKind,
  columnOf: ReadonlyMap<string, string | undefined>,
  context: LayoutContext,
): (
  values: Record<string, Value>,
  state: CurrentRow,
  refused: ReadonlyMap<string, Fault> | undefined,
) => readonly Fault[] | undefined {
  const keys = kind.key.map(name => ({
    name,
    initial: kind.fields.find(field => field.name === name)?.initial,
    column: columnOf.get(name),
  }));
  const pairs = orderOfMoments[kind.name].filter(pair => pair.every(name => columnOf.has(name)));
  const instants = kind.fields.filter(field => field.type === 'instant' && columnOf.has(field.name)).map(field => field.name);
  const outOfRange = rangeCheck(
    kind.fields.filter(({ name, range }) => range !== undefined && columnOf.has(name)),
    context.layout,
  );
  const unknownItem = itemCheck(kind, context);
  const known = context.clients;
  const names = known === undefined ? [] : [...known];
  return (values, state, refused) => {
    let faults = refused === undefined ? undefined : [...refused.values()];
    for (const { name, initial, column } of keys) {
      // A cell that could not be read is not missing besides.
      if ((values[name] ?? null) !== null || refused?.has(name)) continue;
      if (initial !== undefined) values[name] = initial;
      else (faults ??= []).push(keyMissing(name, column, context.layout, state));
    }
    const { client } = values;
    if (known !== undefined && typeof client === 'string' && client !== '*' && !known.has(client)) {
      (faults ??= []).push(
        fault(importFaults, 'client_unknown', { value: client, known: names }, state.place(columnOf.get('client'), state.number)),
      );
    }
    const outside = outOfRange(values, name => state.place(columnOf.get(name), state.number));
    if (outside.length > 0) (faults ??= []).push(...outside);
    const ofItem = unknownItem?.(values, state.place(columnOf.get('item'), state.number));
    if (ofItem !== undefined) (faults ??= []).push(ofItem);
    if (faults === undefined) {
      for (const [first, second] of pairs) warnOfOrder(first, second, values, state);
      if (instants.length > 0 && instants.every(name => values[name] === null)) {
        state.warn(instants[0] ?? '', fault(importFaults, 'fact_undated', { fields: instants }));
      }
    }
    return faults;
  };
}

function keyMissing(field: string, column: string | undefined, layout: string, state: CurrentRow): Fault {
  return fault(importFaults, 'key_missing', { field, layout, column }, state.place(column, state.number));
}

function warnOfOrder(first: string, second: string, values: Values, state: CurrentRow): void {
  const a = values[first];
  const b = values[second];
  if (typeof a !== 'number' || typeof b !== 'number' || b >= a) return;
  // A date without a time stands at its midnight, and may mean any moment of its day.
  const wholeDay = localOf(state.zone(), b) % dayMillis === 0;
  if (wholeDay && a < b + dayMillis) return;
  state.warn(second, fault(importFaults, 'order_implausible', { first, second }));
}
