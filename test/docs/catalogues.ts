import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Code, Params } from '../../src/faults/all.js';
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

/** Parameters that are looked up, or have parts: what stands for them. */
const samples: { readonly [K in Code]?: Partial<Params[K]> } = {
  database_busy: { holder: undefined },
  evaluation_unknown: { isNoneMade: false },
  action_over: { state: 'done' },
  amendment_decided: { kind: 'exclusion', state: 'approved' },
  amendment_not_approved: { kind: 'exclusion', state: 'requested' },
  exclusion_reason_inexcusable: { label: { en: '‹label›', zh: '‹label›' } },
  expression_form: { form: 'operator' },
  layout_constant_unreadable: {
    refused: { code: 'number_too_large', params: { value: '‹value›', field: '‹field›', layout: '‹layout›' } },
  },
  layout_needed: {
    proposal: { layout: 'file', fact: 'shipment', format: 'csv', unmapped: ['client'], fields: [], unused: ['‹header›'] },
  },
  mail_not_configured: { missing: 'server' },
  matrix_inconsistent: { worst: [{ row: '‹row›', column: '‹column›', judged: '‹judged›', implied: '‹implied›' }] },
  period_source_missing: { site: null, last: undefined },
  reader_login_unfit: { because: 'superuser' },
  result_type: { found: 'text', wanted: ['number'] },
  too_many_requests: { of: 'key' },
  types_differ: { found: { types: ['text'] }, takes: [{ types: ['number'] }] },
};

/** Stands for the parameters of a message, but for those that are given. */
export function anyParams(code: Code, given: Readonly<Record<string, unknown>> = {}): never {
  const known: Readonly<Record<string, unknown>> = { ...samples[code], ...given };
  const get = (_: object, name: string | symbol): unknown =>
    String(name) in known ? known[String(name)] : new Placeholder(String(name));
  // Words for any parameters: only what they are made of is shown.
  return new Proxy({}, { get }) as never;
}
