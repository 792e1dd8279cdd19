import { finderOf, foldedText } from '../../facts/folded.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { columnsOf } from './columns.js';
import { Refusal, type Subject } from './refusal.js';
import type { FieldMapping, Lookup } from './schema.js';

/** A lookup file in memory. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** The text found for a text; '' where the table's cell is empty. */
export type LookupFunction = (text: string) => string | Refusal;

/** The lookups of a field, in order: one, or several that chain. */
export const lookupsOf = (mapping: FieldMapping): readonly Lookup[] =>
  mapping.lookup === undefined ? [] : Array.isArray(mapping.lookup) ? mapping.lookup : [mapping.lookup];

/** The search through a chain of tables, or what is wrong with one of them. */
export function compileLookups(
  chain: readonly Lookup[],
  tables: ReadonlyMap<string, Table>,
  subject: Subject,
  exact = false,
): { readonly find: LookupFunction } | { readonly faults: readonly Fault[] } {
  const steps = chain.map(lookup => indexOf(lookup, tables.get(lookup.file), lookup.exact ?? exact));
  const faults = steps.flatMap(step => ('faults' in step ? step.faults : []));
  if (faults.length > 0) return { faults };
  const indexes = steps.flatMap((step, i) => {
    const lookup = chain[i];
    return 'found' in step && lookup !== undefined ? [{ found: step.found, lookup }] : [];
  });
  return {
    find: text => {
      let current = text;
      for (const { found, lookup } of indexes) {
        const next = found(current);
        if (next === undefined) return lookupMiss(current, lookup, subject);
        current = next;
        if (current === '') break;
      }
      return current;
    },
  };
}

function lookupMiss(value: string, lookup: Lookup, subject: Subject): Refusal {
  return new Refusal(value, place =>
    fault(importFaults, 'lookup_missed', { value, ...subject, table: lookup.file, key: lookup.key }, place),
  );
}

function indexOf(
  lookup: Lookup,
  table: Table | undefined,
  exact: boolean,
): { readonly found: (text: string) => string | undefined } | { readonly faults: readonly Fault[] } {
  const { file, key, value } = lookup;
  if (table === undefined) return { faults: [fault(importFaults, 'lookup_unreadable', { table: file, why: 'not_found' })] };
  const columns = columnsOf(table.columns);
  const from = columns.at(key);
  const to = columns.at(value);
  if (from === undefined || to === undefined) {
    const absent = [key, value].filter(name => columns.at(name) === undefined);
    return {
      faults: absent.map(column =>
        fault(importFaults, 'column_missing', { column, field: 'the_lookup', columns: columns.names }, { file }),
      ),
    };
  }
  const index = new Map<string, string>();
  const known = new Map<string, { readonly found: string; readonly row: number }>();
  for (const row of table.rows) {
    const name = (row.cells[from] ?? '').trim();
    const found = (row.cells[to] ?? '').trim();
    if (name === '') continue;
    const alike = exact ? name : foldedText(name);
    const before = known.get(alike);
    // A line that only repeats another leaves no doubt about what is meant.
    if (before !== undefined && before.found !== found) {
      const place: FaultPlace = { file, line: row.number, column: key };
      return {
        faults: [
          fault(importFaults, 'lookup_ambiguous', { table: file, key, value: name, rows: [before.row, row.number] }, place),
        ],
      };
    }
    index.set(name, found);
    if (before === undefined) known.set(alike, { found, row: row.number });
  }
  return { found: finderOf(index, exact) };
}
