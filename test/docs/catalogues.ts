import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Code } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import { Placeholder } from './placeholder.js';

const root = path.join(import.meta.dirname, '..', '..');

/** The faults of one area. */
export interface Catalogue {
  readonly name: string;
  readonly entries: readonly (readonly [code: Code, entry: Entry<never>])[];
}

/** Every catalogue in src/faults, found by its export, so that a new one cannot be forgotten. */
export async function catalogues(): Promise<readonly Catalogue[]> {
  const files = (await readdir(path.join(root, 'src', 'faults'))).filter(name => name.endsWith('.ts')).toSorted();
  const all = await Promise.all(
    files.map(async file => {
      const module: Record<string, unknown> = await import(path.join(root, 'src', 'faults', file));
      const found = Object.entries(module).filter(([name]) => name.endsWith('Faults'));
      // A catalogue is named so, and is nothing else than entries by their codes.
      return found.map(([, one]) => ({
        name: file.replace('.ts', ''),
        entries: Object.entries(one as Record<string, Entry<never>>) as Catalogue['entries'],
      }));
    }),
  );
  return all.flat();
}

/** Stands for the parameters of any message, but for those that are given. */
export function anyParams(given: Readonly<Record<string, unknown>> = {}): never {
  const refused = { code: 'number_too_large', params: { value: '‹value›' } };
  // A record that may be missing: its words without it are the shorter ones.
  const known: Readonly<Record<string, unknown>> = { holder: undefined, refused, ...given };
  const get = (_: object, name: string | symbol): unknown =>
    String(name) in known ? known[String(name)] : new Placeholder(String(name));
  // Words for any parameters: only what they are made of is shown.
  return new Proxy({}, { get }) as never;
}
