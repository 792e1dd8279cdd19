import { factKind, type FactKind, type OwnField } from '../../facts/kinds.js';
import type { Value, Values } from '../../facts/fact.js';
import type { PhraseTable } from '../../facts/phrases.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { type Columns, columnsOf } from './columns.js';
import type { CompiledLayout } from './compiled.js';
import type { Between } from './date-rules.js';
import { CurrentRow } from './current-row.js';
import { compileCells } from './each.js';
import { checkColumnExpression, columnsIn, compileForRows, type RowFunction } from './expressions.js';
import { factChecker } from './fact-check.js';
import { columnMissing, compileField, type FieldContext, type FieldReader } from './field.js';
import { keysUnmapped, namingFields } from './key-fields.js';
import { knownBy, unread, withKnown } from './known-facts.js';
import { type FindZone, type PlaceZones, placeNeededBy, zoneFinder } from './known-place.js';
import type { Table } from './lookups.js';
import { Refusal } from './refusal.js';
import { type SourceRow, storedNumber } from './row.js';
import { amountsOf, linesMeant } from './row-lines.js';
import type { Layout } from './schema.js';
import { type RowToFact, severalFacts } from './several-facts.js';
import { numberOf } from './sources.js';
import { joinedWarning, readingCodes, type Spellings } from './spellings.js';
import { type SpoiledKeys, spoiledKeys } from './spoiled-keys.js';
import type { Target } from './typed.js';
import { currencyCheck } from './unit-faults.js';

/** What a layout needs to know besides itself and the file's headers. */
export interface LayoutContext extends PlaceZones {
  /** The source as messages name it: its path. */
  readonly file: string;
  /** The name that `file()` gives, where it is another: of the file which held the rows first. */
  readonly firstFile?: string | undefined;
  /** The sheet that is read, where rows do not name their own: what `sheet()` means. */
  readonly sheet?: string;
  /** The source's cells have types of their own (a workbook, JSON, a database): numbers come as plain decimals. */
  readonly typedCells: boolean;
  /** The layout as messages name it: its path. */
  readonly layout: string;
  readonly ownFields: readonly OwnField[];
  /** Lookup files by their path as the layout writes it. */
  readonly tables: ReadonlyMap<string, Table>;
  /** The codes of the clients that are accepted, with `*` where rows may be of the whole firm; undefined accepts any. */
  readonly clients: ReadonlySet<string> | undefined;
  /** What answers can be about; undefined takes any item. */
  readonly items?: ReadonlySet<string> | undefined;
  /** The tables that `phrases:` reads; none where it is left out. */
  readonly phrases?: readonly PhraseTable[];
  /** The first and last day of plausible dates; undefined takes any. */
  readonly plausible?: Between | undefined;
  /** What texts of clients and sites mean, by field: the same for all of a file. Texts of a field without stand for themselves. */
  readonly spellings?: ReadonlyMap<string, Spellings>;
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
  const targets = readingOrder(layout, kind, context.ownFields);
  const results = targets.map(target => {
    const mapping = layout.fields[target.name] ?? {};
    // What is taken from facts that are there already is read once the number that names them is known.
    if (mapping.of !== undefined) return { done: unread(target.name) };
    const field = compileField(target, mapping, fieldContext);
    const spellings = mapping.exact === true ? undefined : context.spellings?.get(target.name);
    return spellings === undefined || 'faults' in field ? field : { done: readingCodes(field.done, spellings, context.layout) };
  });
  const kept = compileWhere(layout, fieldContext);
  const faults = [
    ...results.flatMap(result => ('faults' in result ? result.faults : [])),
    ...('faults' in kept ? kept.faults : []),
  ];
  if (faults.length > 0) return { faults };
  const readers = withKnown(
    layout,
    kind,
    results.flatMap(result => ('done' in result ? [result.done] : [])),
    context.layout,
  );
  const spoiled = spoiledKeys(layout, kind, fieldContext.columns, context.layout);
  const where = 'faults' in kept ? undefined : kept.where;
  const placeBy = placeNeededBy(layout, kind, context);
  return { compiled: rowsWith(layout, kind, { readers, where, spoiled, columns: fieldContext.columns, placeBy }, context) };
}

const draftFault = (field: string, kind: FactKind, { layout }: LayoutContext): Fault =>
  fault(importFaults, 'layout_key_unmapped', { field, fact: kind.name }, { file: layout });

/** The fields a layout maps, client and site first: they decide the zone of the others. Phrases are read last: others decide their table. */
function readingOrder(layout: Layout, kind: FactKind, ownFields: readonly OwnField[]): readonly Target[] {
  const naming = new Set(namingFields(kind));
  const built: readonly Target[] = kind.fields
    .filter(field => layout.fields[field.name] !== undefined)
    // Of a person's name the key has the pseudonym.
    .map(field => ({
      ...field,
      isKey: kind.key.includes(field.name) && field.personal !== true,
      // Clients and sites are found by their own rule, which knows which of them are there already.
      names: naming.has(field.name) && field.name !== 'client' && field.name !== 'site',
    }));
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

/** What reads the rows of one file. */
interface Readers {
  readonly readers: readonly FieldReader[];
  readonly where: RowFunction | undefined;
  readonly spoiled: SpoiledKeys | undefined;
  readonly columns: Columns;
  /** The number by which the place of a row's fact is looked up; undefined where that is not needed. */
  readonly placeBy: string | undefined;
}

function rowsWith(
  layout: Layout,
  kind: FactKind,
  { readers, where, spoiled, columns, placeBy }: Readers,
  context: LayoutContext,
): CompiledLayout {
  const columnOf = new Map(readers.map(reader => [reader.name, reader.column]));
  const state = new CurrentRow(
    layout.time_zone,
    columnOf,
    context,
    placeBy === undefined ? undefined : findingZone(layout, kind, readers, context),
  );
  const by = knownBy(layout, kind);
  const finish = factChecker(kind, columnOf, {
    ...context,
    currencies: currencyCheck(layout, context.layout),
    isAboutKnown: by === numberOf(kind),
  });
  const byName = new Map(readers.map(reader => [reader.name, reader]));
  const empty: Readonly<Record<string, Value>> = Object.fromEntries(readers.map(reader => [reader.name, null]));
  const factOf: RowToFact = (row, known, client) => {
    state.begin(row);
    state.known = known;
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
    const spoilt = spoiled?.faultsOf(row, column => state.place(column, row.number));
    // What a spoiled number names cannot be looked up.
    if (spoilt?.has(by ?? '')) return { reject: [...spoilt.values()] };
    if (spoilt !== undefined) refused = new Map(spoilt);
    for (const reader of readers) {
      if (refused?.has(reader.name)) continue;
      const value = client !== undefined && reader.name === 'client' ? client : reader.read(state);
      if (value instanceof Refusal) (refused ??= new Map()).set(reader.name, value.at(state.place(reader.column, row.number)));
      else values[reader.name] = value;
      if (reader.name === 'client' || reader.name === 'site') state.settle(values);
    }
    refused = withZoneDoubt(state, placeBy, refused);
    const faults = finish(values, state, refused);
    if (faults === undefined) return { row: storedNumber(row), values, warnings: state.warnings ?? none };
    const owner = knownClient(values, context);
    return { reject: faults, read: values, ...(owner === undefined ? {} : { client: owner }) };
  };
  const textOf = textReader(state, byName);
  return {
    kind,
    mapped: [...new Set([...kind.key, ...readers.map(reader => reader.name)])],
    ...severalFacts(layout, kind, { ...context, factOf, textOf, columns, placeBy }),
    notices: file => [...(spoiled?.notices(file) ?? []), ...joinedNotices(context, file)],
    amountOf: amountReader(state, byName),
  };
}

/** Reads the amount of a field in a row that is no fact, such as a total. */
const amountReader =
  (state: CurrentRow, byName: ReadonlyMap<string, FieldReader>): CompiledLayout['amountOf'] =>
  (field, row) => {
    state.begin(row);
    const value = byName.get(field)?.read(state) ?? 0;
    return value instanceof Refusal || typeof value === 'string' || typeof value === 'boolean' ? 'unreadable' : value;
  };

function findingZone(
  layout: Layout,
  kind: FactKind,
  readers: readonly FieldReader[],
  context: LayoutContext,
): FindZone | undefined {
  const meant = linesMeant(layout, kind);
  const isOfAll = meant === 'named' || (meant === 'unsaid' && amountsOf(layout, kind, context.ownFields).length === 0);
  return zoneFinder(kind, readers, {
    zoneOf: context.zoneOf,
    zones: context.zones,
    layout: context.layout,
    lines: isOfAll ? 'all' : 'first',
  });
}

/** Takes in what is doubtful about the zone that a row's times were read in: among its faults, or its warnings. */
function withZoneDoubt(
  state: CurrentRow,
  by: string | undefined,
  refused: Map<string, Fault> | undefined,
): Map<string, Fault> | undefined {
  const { zoneDoubt } = state;
  if (zoneDoubt === undefined || by === undefined) return refused;
  if (zoneDoubt.severity === 'error') return new Map([...(refused ?? []), ['site', state.placed(by, zoneDoubt)]]);
  state.warn(by, zoneDoubt);
  return refused;
}

/** Reads the text that a row has for a field. */
const textReader =
  (state: CurrentRow, readers: ReadonlyMap<string, FieldReader>) =>
  (field: string, row: SourceRow): string | undefined => {
    state.begin(row);
    const value = readers.get(field)?.read(state) ?? null;
    return typeof value === 'string' ? value : undefined;
  };

/** The client that a row names, where rows of that client are accepted. */
function knownClient({ client }: Values, { clients }: LayoutContext): string | undefined {
  if (typeof client !== 'string') return undefined;
  return clients === undefined || clients.has(client) ? client : undefined;
}

const joinedNotices = ({ spellings = new Map(), layout }: LayoutContext, file: string): readonly Fault[] =>
  [...spellings].flatMap(([field, one]) => joinedWarning(field, one, layout, file) ?? []);

/** A reader's own fault, with the place made whole. */
const located = (found: Fault, place: FaultPlace): Fault => ({ ...found, place: { ...place, ...found.place } });
