import { factKinds, type FactKind, type FactKindName } from '../../facts/kinds.js';
import type { Value } from '../../facts/fact.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { FieldReader } from './field.js';
import { Refusal } from './refusal.js';
import type { KnownFact, KnownFacts, RowState } from './row.js';
import type { Layout } from './schema.js';
import { numberOf } from './sources.js';

/** The kinds of facts that have a number, by the field that holds it. */
export const numberedKinds: ReadonlyMap<string, FactKind> = new Map(
  factKinds.flatMap(kind => (numberOf(kind).endsWith('_no') ? [[numberOf(kind), kind] as const] : [])),
);

/** What can be taken from a fact: its texts that are nobody's personal data. */
export const takenOver = (kind: FactKind): readonly string[] =>
  kind.fields.filter(({ type, personal }) => type === 'text' && personal !== true).map(({ name }) => name);

/** Whether a row of the layout may be about several lines of what it names. */
export const hasLines = (kind: FactKind): boolean => kind.key.includes('line_no') && numberedKinds.has(numberOf(kind));

/** The field by which a layout finds facts that are there already; undefined where it needs none. */
export function knownBy(layout: Layout, kind: FactKind): string | undefined {
  const named = Object.values(layout.fields).find(({ of }) => of !== undefined)?.of;
  return named ?? (layout.lines === undefined ? undefined : numberOf(kind));
}

/** Stands for a field until the number is known that names the fact it is taken from. */
export const unread = (name: string): FieldReader => ({ name, column: undefined, read: () => null });

/** The readers, with those in place that ask for facts that are there already. */
export function withKnown(
  layout: Layout,
  kind: FactKind,
  readers: readonly FieldReader[],
  shown: string,
): readonly FieldReader[] {
  const by = knownBy(layout, kind);
  const key = readers.find(({ name }) => name === by);
  const of = numberedKinds.get(by ?? '');
  if (key === undefined || of === undefined) return readers;
  return readers.map(reader =>
    layout.fields[reader.name]?.of === undefined ? reader : knownReader(reader.name, key, of.name, shown),
  );
}

/** Reads a field from the fact that is there already and that the row names. */
function knownReader(field: string, key: FieldReader, kind: FactKindName, layout: string): FieldReader {
  const of = key.name;
  return {
    name: field,
    column: key.column,
    read: state => {
      const named = key.read(state);
      // What is wrong with the number is said where it is read.
      if (named instanceof Refusal) return null;
      if (typeof named !== 'string')
        return new Refusal('', place => fault(rowFaults, 'known_key_missing', { field, of, layout }, place));
      const found = factsOf(state, of, named);
      if (found.length === 0) {
        // Said once, of the client.
        if (field !== 'client' && typeof state.values?.['client'] !== 'string') return null;
        return new Refusal(named, place =>
          fault(rowFaults, 'known_fact_missing', { value: named, field, of, kind, layout }, place),
        );
      }
      const values = [...new Set(found.map(one => one[field] ?? null))];
      const [value = null, ...others] = values;
      if (others.length === 0) return value;
      const shown = values.map(one => one ?? '').toSorted();
      return new Refusal(named, place =>
        fault(rowFaults, 'known_fact_ambiguous', { value: named, field, of, found: shown, layout }, place),
      );
    },
  };
}

/** The facts that a row names, of its client where that is read already. */
function factsOf({ known, values = {} }: RowState, by: string, named: string): readonly KnownFact[] {
  const found = known?.get(by)?.get(named) ?? [];
  const { client } = values;
  return typeof client === 'string' ? found.filter(one => one['client'] === client) : found;
}

/** The lines of what a row names, in their order: of the fact's client, and of its site where that is part of the key. */
export function knownLines(
  known: KnownFacts | undefined,
  named: string,
  kind: FactKind,
  values: Readonly<Record<string, Value>>,
): readonly string[] {
  const found = known?.get(numberOf(kind))?.get(named) ?? [];
  const own = ['client', 'site'].filter(name => kind.key.includes(name));
  const lines = found
    .filter(one => own.every(name => one[name] === values[name]))
    .flatMap(one => (typeof one['line_no'] === 'string' ? [one['line_no']] : []));
  return [...new Set(lines)].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
