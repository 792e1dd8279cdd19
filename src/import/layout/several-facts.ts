import type { Value } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import type { AskedFacts, CompiledLayout, Outcome } from './compiled.js';
import { knownBy, knownLines, numberedKinds } from './known-facts.js';
import { placeFields } from './known-place.js';
import { type KnownFacts, placeOf, type SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { clientsIn, namesSeveral } from './several-clients.js';
import { positionsOf } from './sources.js';

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
}

/** The conversion of rows that may be facts of several clients, or of several lines of what they name. */
export function severalFacts(layout: Layout, kind: FactKind, of: Conversion): Pick<CompiledLayout, 'factOf' | 'asked'> {
  const by = knownBy(layout, kind);
  const named = numberedKinds.get(by ?? '');
  const asksLines = named === kind && kind.key.includes('line_no') && layout.fields['line_no'] === undefined;
  const ofLines = by !== undefined && asksLines ? withLines(layout, kind, by, of) : of.factOf;
  const ofClients = withClients(layout, ofLines, of);
  const factOf: CompiledLayout['factOf'] = (row, known) => ofClients(row, known);
  const { textOf, placeBy } = of;
  const keyOf = (field: string) => (row: SourceRow) => (row.fault === undefined ? textOf(field, row) : undefined);
  const ofPlace = (number: string): AskedFacts => ({
    kind: kind.name,
    by: number,
    fields: placeFields(kind),
    keyOf: keyOf(number),
  });
  const places = placeBy === undefined ? [] : [ofPlace(placeBy)];
  if (by === undefined || named === undefined) return { factOf, asked: places };
  const wanted = Object.entries(layout.fields).flatMap(([name, { of: from }]) => (from === undefined ? [] : [name]));
  const own = asksLines ? ['line_no', ...(kind.key.includes('site') ? ['site'] : [])] : [];
  const isSame = placeBy === by;
  const asked: AskedFacts = {
    kind: named.name,
    by,
    fields: [...new Set(['client', ...wanted, ...own, ...(isSame ? placeFields(kind) : [])])],
    keyOf: keyOf(by),
  };
  return { factOf, asked: [asked, ...(isSame ? [] : places)] };
}

/** A row that does not name its line is about the only one there is, or about all of them where the layout says so. */
function withLines(layout: Layout, kind: FactKind, by: string, { factOf, layout: shown, file }: Conversion): RowToFact {
  return (row, known, client) => {
    const outcome = factOf(row, known, client);
    if (outcome === 'skipped' || !('values' in outcome)) return outcome;
    const { values, warnings } = outcome;
    const named = values[by];
    const owner = values['client'];
    if (typeof named !== 'string') return outcome;
    const reject = (code: 'known_fact_missing' | 'lines_unnamed', lines: readonly string[]): Outcome => {
      const place = placeOf(file, row);
      const params = { value: named, field: by, layout: shown };
      const found =
        code === 'known_fact_missing'
          ? fault(rowFaults, code, { ...params, field: 'line_no', of: by, kind: kind.name }, place)
          : fault(rowFaults, code, { ...params, lines }, place);
      return { reject: [found], ...(typeof owner === 'string' ? { client: owner } : {}) };
    };
    const lines = knownLines(known, named, kind, values);
    const [only, ...more] = lines;
    if (only === undefined) return reject('known_fact_missing', []);
    if (more.length === 0) return { ...outcome, values: { ...values, line_no: only } };
    if (layout.lines === undefined) return reject('lines_unnamed', lines);
    // A warning is about the row, whatever the number of its lines.
    return {
      several: lines.map((line_no, i) => ({ ...outcome, values: { ...values, line_no }, warnings: i === 0 ? warnings : [] })),
    };
  };
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
