import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import { wrongQuoting } from '../../facts/source-quoting.js';
import type { Layout } from './schema.js';

type Format = NonNullable<Layout['format']>;

/** The formats of which each key says something; keys that are not here say something of every source. */
const sourceKeys = {
  encoding: ['csv', 'ndjson'],
  delimiter: ['csv'],
  quote: ['csv'],
  escape: ['csv'],
  multiline: ['csv'],
  comment: ['csv'],
  ragged: ['csv'],
  header: ['csv', 'xlsx'],
  header_row: ['csv', 'xlsx'],
  header_rows: ['csv', 'xlsx'],
  footer_rows: ['csv', 'xlsx'],
  sheet: ['xlsx'],
  merged: ['xlsx'],
  query: ['sql'],
  connection: ['sql'],
  watermark: ['sql'],
} as const satisfies { readonly [K in keyof Layout]?: readonly Format[] };

/** A key of a layout that says nothing of a source. */
interface IdleKey {
  readonly key: keyof typeof sourceKeys;
  /** The formats of which it does say something. */
  readonly formats: readonly Format[];
}

/** The keys of a layout that say nothing of a source of a format. What is left to be found out (`auto`) is said of none. */
export function idleKeys(layout: Layout, format: Format): readonly IdleKey[] {
  return entriesOf(sourceKeys).flatMap(([key, formats]) => {
    const known: readonly Format[] = formats;
    const value = layout[key];
    return value === undefined || value === 'auto' || known.includes(format) ? [] : [{ key, formats: known }];
  });
}

// Object.entries forgets which keys an object has.
const entriesOf = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];

/** What is wrong with how a layout says that its source is written, and under which key. */
export function sourceFaults(layout: Layout): readonly { readonly key: keyof Layout; readonly found: Fault }[] {
  const { format } = layout;
  const idle = (format === undefined ? [] : idleKeys(layout, format)).map(({ key, formats }) => ({
    key,
    found: fault(importFaults, 'layout_key_idle', { key, format: format ?? '', formats }, {}),
  }));
  const wrong = wrongQuoting(layout).map(({ key, value }) => ({
    key,
    found: fault(readersFaults, 'quoting_bad', { key, value }, {}),
  }));
  return [...idle, ...wrong];
}

/** What is said at the import of a file whose format its layout leaves open: the keys that say nothing of it. */
export function idleForFile(
  layout: Layout,
  format: Format,
  place: { readonly file: string; readonly layout: string },
): readonly Fault[] {
  const keys = idleKeys(layout, format).map(({ key }) => key);
  if (layout.format !== undefined || keys.length === 0) return [];
  return [fault(importFaults, 'layout_keys_idle_here', { keys, format, layout: place.layout }, { file: place.file })];
}
