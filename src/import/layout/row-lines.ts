import type { Values } from '../../facts/fact.js';
import type { FactKind, OwnField } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Outcome } from './compiled.js';
import { hasLines, knownBy, knownLines, linesToFill } from './known-facts.js';
import { type KnownFacts, placeOf, type SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { numberOf } from './sources.js';

/**
 * Which lines a row is about where its layout has no column for their number: the lines that the layout names with `lines` or finds
 * with `of`, or those that happen to be there, where it says nothing.
 */
export type LinesMeant = 'named' | 'unsaid';

/** How a layout settles the lines of its rows; undefined where each row has a line of its own, or the kind has no lines. */
export function linesMeant(layout: Layout, kind: FactKind): LinesMeant | undefined {
  const number = numberOf(kind);
  if (!hasLines(kind) || layout.fields['line_no'] !== undefined || layout.fields[number] === undefined) return undefined;
  return knownBy(layout, kind) === number ? 'named' : 'unsaid';
}

/** What is asked of the facts that are there, to know their lines. */
export const lineFields = (kind: FactKind): readonly string[] => ['line_no', ...(kind.key.includes('site') ? ['site'] : [])];

/** Where the rows stand, and what messages call the layout. */
interface Named {
  readonly layout: string;
  readonly file: string;
  readonly ownFields: readonly OwnField[];
}

type RowToFact = (row: SourceRow, known: KnownFacts | undefined, client?: string) => Outcome;

/** A row that does not name its line is about the only one there is, or about all of them where the layout says so. */
export function withNamedLines(layout: Layout, kind: FactKind, factOf: RowToFact, { layout: shown, file }: Named): RowToFact {
  const by = numberOf(kind);
  return (row, known, client) => {
    const outcome = factOf(row, known, client);
    if (outcome === 'skipped' || !('values' in outcome)) return outcome;
    const { values } = outcome;
    const named = values[by];
    const owner = values['client'];
    if (typeof named !== 'string') return outcome;
    const reject = (found: Fault): Outcome => ({
      reject: [{ ...found, place: placeOf(file, row) }],
      ...(typeof owner === 'string' ? { client: owner } : {}),
    });
    const lines = knownLines(known, named, kind, values);
    const params = { value: named, layout: shown };
    const [only, ...more] = lines;
    if (only === undefined)
      return reject(fault(rowFaults, 'known_fact_missing', { ...params, field: 'line_no', of: by, kind: kind.name }));
    if (more.length === 0) return { ...outcome, values: { ...values, line_no: only } };
    if (layout.lines === undefined) return reject(fault(rowFaults, 'lines_unnamed', { ...params, field: by, lines }));
    return forEachLine(outcome, linesToFill(known, named, kind, values));
  };
}

/**
 * Where a layout says nothing of lines, a row is about all lines of its shipment that are there: else a receipt would return for the
 * first of them alone. Amounts would count once a line, so a row that has some fills one line.
 */
export function withLinesThere(layout: Layout, kind: FactKind, factOf: RowToFact, named: Named): RowToFact {
  const by = numberOf(kind);
  const amounts = amountsOf(layout, kind, named.ownFields);
  return (row, known, client) => {
    const outcome = factOf(row, known, client);
    if (known === undefined || outcome === 'skipped' || !('values' in outcome)) return outcome;
    const { values, warnings } = outcome;
    const number = values[by];
    const lines = typeof number === 'string' ? knownLines(known, number, kind, values) : [];
    const [only, ...more] = lines;
    if (only === undefined || typeof number !== 'string') return outcome;
    if (more.length === 0) return only === values['line_no'] ? outcome : { ...outcome, values: { ...values, line_no: only } };
    const place = placeOf(named.file, row);
    const params = { value: number, field: by, layout: named.layout, lines };
    if (amounts.length === 0) {
      const taken = fault(rowFaults, 'row_of_all_lines', params, place);
      return forEachLine({ ...outcome, warnings: [...warnings, taken] }, linesToFill(known, number, kind, values));
    }
    const initial = kind.fields.find(({ name }) => name === 'line_no')?.initial;
    const line = lines.find(one => one === initial) ?? only;
    const taken = fault(rowFaults, 'row_of_first_line', { ...params, line, amounts }, place);
    return { ...outcome, values: { ...values, line_no: line }, warnings: [...warnings, taken] };
  };
}

/** One fact for each line; a warning is about the row, whatever the number of its lines. */
const forEachLine = (
  outcome: { readonly row: number; readonly values: Values; readonly warnings: readonly Fault[] },
  lines: readonly string[],
): Outcome => ({
  several: lines.map((line_no, i) => ({
    ...outcome,
    values: { ...outcome.values, line_no },
    warnings: i === 0 ? outcome.warnings : [],
  })),
});

/** The fields of a layout that are added up over lines. */
export function amountsOf({ fields }: Layout, kind: FactKind, ownFields: readonly OwnField[]): readonly string[] {
  const own = ownFields.filter(({ fact }) => fact === kind.name).map(({ id, type }) => ({ name: id, type }));
  return [...kind.fields, ...own].flatMap(({ name, type }) => (type === 'number' && fields[name] !== undefined ? [name] : []));
}
