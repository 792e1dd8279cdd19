import type { Value } from '../../facts/fact.js';
import { finderOf, oneOfTexts } from '../../facts/folded.js';
import type { PhraseTable } from '../../facts/phrases.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { RowFunction } from './expressions.js';
import { dittoRefusal } from './ditto.js';
import { compileLookups, type LookupFunction, lookupsOf, type Table } from './lookups.js';
import { compilePhrases } from './phrase.js';
import { plainKeys } from './plain-keys.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { Constant, FieldMapping } from './schema.js';
import { type Read, type Target, typedReader } from './typed.js';

/** What a field's cells are looked up in. */
export interface CellContext {
  readonly tables: ReadonlyMap<string, Table>;
  readonly phrases?: readonly PhraseTable[];
}

/** What a trimmed cell becomes, and what an absent one means. */
export interface CellReader {
  readonly present: Read;
  readonly absent: (row: RowState) => Value | Refusal;
  /** Whether a text that is not empty stands for an absent one. */
  readonly isBlank: (text: string) => boolean;
}

/** What happens to a trimmed cell: blank, pad, lookup, map, type; and what an absent one means. */
export function cellReader(
  target: Target,
  mapping: FieldMapping,
  read: Read,
  context: CellContext,
  subject: Subject,
): { readonly done: CellReader } | { readonly faults: readonly Fault[] } {
  const { exact = false } = mapping;
  const absent =
    mapping.missing === undefined
      ? () => null
      : constantReader(mapping.missing.const, typedReader(target, plainForm(mapping), subject.layout));
  const chain = lookupsOf(mapping);
  const lookups = chain.length === 0 ? undefined : compileLookups(chain, context.tables, subject, exact);
  if (lookups !== undefined && 'faults' in lookups) return lookups;
  const phrases =
    mapping.phrases === undefined ? undefined : compilePhrases(mapping.phrases, context.phrases ?? [], subject, exact);
  if (phrases !== undefined && 'faults' in phrases) return phrases;
  const plain = phrases?.read ?? orAbsent(target, read, absent);
  const mapped = mapping.map === undefined ? plain : mapReader(target, mapping, mapping.map, { plain, absent }, subject);
  const found = lookups === undefined ? mapped : lookedUp(lookups.find, mapped, absent);
  const padded = mapping.pad === undefined ? found : paddedTo(mapping.pad, found);
  const told = withoutDittos(target, mapping, padded, subject);
  const blanks = [mapping.blank ?? []].flat().map(constantText);
  const isBlank = oneOfTexts(blanks, exact);
  const present: Read = blanks.length === 0 ? told : (text, row) => (isBlank(text) ? absent(row) : told(text, row));
  const named = target.names === true && !exact ? plainKeys(present, absent, subject) : present;
  return { done: { present: named, absent, isBlank } };
}

/** A date that stands for none is as absent as an empty cell. */
function orAbsent(target: Target, read: Read, absent: CellReader['absent']): Read {
  if (target.type !== 'instant' && target.type !== 'day') return read;
  return (text, row) => {
    const value = read(text, row);
    return value === null ? absent(row) : value;
  };
}

/** A text that says "as above" is no value, unless the layout gives it a meaning; in a comment it may be about another question. */
function withoutDittos(target: Target, { map, lookup }: FieldMapping, next: Read, subject: Subject): Read {
  const takesAny = target.type === 'text' && target.oneOf === undefined && map === undefined && lookup === undefined;
  if (target.name === 'comment') return next;
  if (takesAny) return (text, row) => dittoRefusal(text, subject) ?? next(text, row);
  return (text, row) => {
    const value = next(text, row);
    return value instanceof Refusal ? (dittoRefusal(text, subject) ?? value) : value;
  };
}

function paddedTo({ to, with: filler }: NonNullable<FieldMapping['pad']>, next: Read): Read {
  const character = String(filler);
  return (text, row) => next(text.padStart(to, character), row);
}

function lookedUp(find: LookupFunction, next: Read, absent: CellReader['absent']): Read {
  return (text, row) => {
    const found = find(text);
    if (found instanceof Refusal) return found;
    return found === '' ? absent(row) : next(found, row);
  };
}

function mapReader(
  target: Target,
  mapping: FieldMapping,
  map: NonNullable<FieldMapping['map']>,
  { plain, absent }: { readonly plain: Read; readonly absent: CellReader['absent'] },
  subject: Subject,
): Read {
  const own = typedReader(target, plainForm(mapping), subject.layout);
  const entries = Object.entries(map).map(([text, to]) => [text.trim(), to === null ? absent : constantReader(to, own)] as const);
  const { otherwise = 'reject' } = mapping;
  const find = finderOf(entries, mapping.exact);
  const constant = typeof otherwise === 'object' ? constantReader(otherwise.const, own) : absent;
  const other: Read = otherwise === 'keep' ? plain : (_, row) => constant(row);
  // A text field reads whatever stands there: that says nothing of what is meant.
  const judges = target.type === 'number' || target.type === 'boolean' || target.oneOf !== undefined;
  const names = entries.map(([text]) => text);
  return (text, row) => {
    const found = find(text);
    if (found !== undefined) return found(row);
    if (otherwise !== 'reject') return dittoRefusal(text, subject) ?? other(text, row);
    return new Refusal(text, place => {
      const isReadable = judges && !(plain(text, row) instanceof Refusal);
      return fault(importFaults, 'map_missed', { value: text, ...subject, known: names, isReadable }, place);
    });
  };
}

/** A constant read once, unless it is a date, whose instant depends on the row's place. */
export function constantReader(constant: Constant, read: Read): RowFunction {
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

/** How constants are read: they are plain decimals in YAML, and on the field's own scale, whatever the source's cells use. */
export const plainForm = ({ format, months, at }: FieldMapping): FieldMapping => ({
  ...(format === undefined ? {} : { format }),
  ...(months === undefined ? {} : { months }),
  ...(at === undefined ? {} : { at }),
});
