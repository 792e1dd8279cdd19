import { factKinds, type FactKind, type FactKindName } from '../../facts/kinds.js';
import type { Values } from '../../facts/fact.js';
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

/** The lines of what rows name, and what different rows filled all of them with. */
interface LinesThere {
  readonly lines: readonly string[];
  readonly filled: Set<string>;
}

// By the facts that were found for a piece of a file, and by client and site: a thousand rows may name a shipment of a thousand lines.
const linesThere = new WeakMap<readonly KnownFact[], Map<string, LinesThere>>();
const byNumber = new Intl.Collator('en', { numeric: true });

function linesOf(known: KnownFacts | undefined, named: string, kind: FactKind, values: Values): LinesThere {
  const found = known?.get(numberOf(kind))?.get(named);
  if (found === undefined) return { lines: [], filled: new Set() };
  const own = ['client', 'site'].filter(name => kind.key.includes(name));
  const key = JSON.stringify(own.map(name => values[name] ?? null));
  const ofFound = linesThere.get(found) ?? new Map<string, LinesThere>();
  linesThere.set(found, ofFound);
  const there = ofFound.get(key);
  if (there !== undefined) return there;
  const lines = found
    .filter(one => own.every(name => one[name] === values[name]))
    .flatMap(one => (typeof one['line_no'] === 'string' ? [one['line_no']] : []));
  const made = { lines: [...new Set(lines)].toSorted(byNumber.compare), filled: new Set<string>() };
  ofFound.set(key, made);
  return made;
}

/** The lines of what a row names, in their order: of the fact's client, and of its site where that is part of the key. */
export const knownLines = (known: KnownFacts | undefined, named: string, kind: FactKind, values: Values): readonly string[] =>
  linesOf(known, named, kind, values).lines;

/**
 * The lines that a row fills which is about all of them. Two rows that differ leave none of the lines undisputed, and a row that says the
 * same as one before adds nothing: every further row fills the first line alone, which shows that it is one too many.
 */
export function linesToFill(known: KnownFacts | undefined, named: string, kind: FactKind, values: Values): readonly string[] {
  const { lines, filled } = linesOf(known, named, kind, values);
  const said = JSON.stringify(values, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  if (filled.size >= 2 || filled.has(said)) return lines.slice(0, 1);
  filled.add(said);
  return lines;
}
