import type { Value } from '../../facts/fact.js';
import type { FactKind, OwnField } from '../../facts/kinds.js';
import type { Columns } from './columns.js';
import type { AskedFacts, CompiledLayout, Outcome } from './compiled.js';
import { knownBy, numberedKinds } from './known-facts.js';
import { placeFields } from './known-place.js';
import type { KnownFacts, SourceRow } from './row.js';
import { lineFields, type LinesMeant, linesMeant, withLinesThere, withNamedLines } from './row-lines.js';
import type { Layout } from './schema.js';
import { clientsIn, namesSeveral } from './several-clients.js';
import { numberOf, positionsOf } from './sources.js';

/** What becomes of a row, of the client that is given where there is one. */
export type RowToFact = (row: SourceRow, known: KnownFacts | undefined, client?: string) => Outcome;

interface Conversion {
  readonly factOf: RowToFact;
  /** The text that a row has for a field. */
  readonly textOf: (field: string, row: SourceRow) => string | undefined;
  readonly columns: Columns;
  /** The layout and the file as messages name them. */
  readonly layout: string;
  readonly file: string;
  /** The number by which the place of the row's own fact is looked up; undefined where that is not needed. */
  readonly placeBy: string | undefined;
  readonly ownFields: readonly OwnField[];
}

/** The conversion of rows that may be facts of several clients, or of several lines of what they name. */
export function severalFacts(layout: Layout, kind: FactKind, of: Conversion): Pick<CompiledLayout, 'factOf' | 'asked'> {
  const by = knownBy(layout, kind);
  const named = numberedKinds.get(by ?? '');
  const meant = linesMeant(layout, kind);
  const ofClients = withClients(layout, withLines(meant, layout, kind, of), of);
  const factOf: CompiledLayout['factOf'] = (row, known) => ofClients(row, known);
  const { textOf, placeBy } = of;
  const keyOf = (field: string) => (row: SourceRow) => (row.fault === undefined ? textOf(field, row) : undefined);
  const ofPlace = (number: string): AskedFacts => ({
    kind: kind.name,
    by: number,
    fields: placeFields(kind),
    keyOf: keyOf(number),
  });
  const number = numberOf(kind);
  // What is asked for the place of a row says its lines, too.
  const linesThere = { kind: kind.name, by: number, fields: ['client', ...lineFields(kind)], keyOf: keyOf(number) };
  const places =
    placeBy !== undefined ? [ofPlace(placeBy)] : meant === 'unsaid' ? [{ ...linesThere, areOtherLines: true as const }] : [];
  if (by === undefined || named === undefined) return { factOf, asked: places };
  const wanted = Object.entries(layout.fields).flatMap(([name, { of: from }]) => (from === undefined ? [] : [name]));
  const own = meant === 'named' ? lineFields(kind) : [];
  const isSame = placeBy === by;
  const asked: AskedFacts = {
    kind: named.name,
    by,
    fields: [...new Set(['client', ...wanted, ...own, ...(isSame ? placeFields(kind) : [])])],
    keyOf: keyOf(by),
  };
  return { factOf, asked: [asked, ...(isSame ? [] : places)] };
}

/** A row whose layout has no column for the number of its line may be about several. */
function withLines(meant: LinesMeant | undefined, layout: Layout, kind: FactKind, of: Conversion): RowToFact {
  if (meant === undefined) return of.factOf;
  return (meant === 'named' ? withNamedLines : withLinesThere)(layout, kind, of.factOf, of);
}

/** A row of several clients is a fact of each. */
function withClients(layout: Layout, factOf: RowToFact, { textOf, columns }: Conversion): RowToFact {
  const mapping = layout.fields['client'];
  const texts = Object.values(mapping?.map ?? {}).filter(to => typeof to === 'string');
  const other = typeof mapping?.otherwise === 'object' ? [String(mapping.otherwise.const)] : [];
  const [at] = mapping?.split === undefined ? [] : positionsOf(mapping, columns);
  const marks = [mapping?.split ?? []].flat().filter(mark => mark !== '');
  const maps = [...texts, ...other].some(namesSeveral);
  if (!maps && at === undefined) return factOf;
  return (row, known) => {
    if (row.fault !== undefined) return factOf(row, known);
    const rows = at === undefined ? [row] : partsOf(row, at, marks);
    const facts = rows.flatMap(one => {
      const clients = maps ? clientsIn(textOf('client', one) ?? '') : [];
      return clients.length < 2 ? [factOf(one, known)] : clients.map(client => factOf(one, known, client));
    });
    const [only, ...more] = distinctClients(facts);
    return only !== undefined && more.length === 0 ? only : { several: [only ?? 'skipped', ...more] };
  };
}

/** Two names of one client in a cell are one fact. */
function distinctClients(facts: readonly Outcome[]): readonly Outcome[] {
  const seen = new Set<Value>();
  return facts.filter(outcome => {
    if (outcome === 'skipped' || !('values' in outcome)) return true;
    const client = outcome.values['client'] ?? null;
    if (seen.has(client)) return false;
    seen.add(client);
    return true;
  });
}

/** The row once for each text in a cell that holds several. */
function partsOf(row: SourceRow, at: number, marks: readonly string[]): readonly SourceRow[] {
  const cell = row.cells[at] ?? '';
  const parts = marks.reduce<readonly string[]>((texts, mark) => texts.flatMap(text => text.split(mark)), [cell]);
  const distinct = [...new Set(parts.map(part => part.trim()).filter(part => part !== ''))];
  return distinct.length < 2 ? [row] : distinct.map(part => ({ ...row, cells: row.cells.with(at, part) }));
}
