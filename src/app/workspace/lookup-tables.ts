import { statSync } from 'node:fs';
import path from 'node:path';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { plainLayouts } from '../../import/layout/each.js';
import { lookupsOf, type Table } from '../../import/layout/lookups.js';
import type { Layout } from '../../import/layout/schema.js';

/** Lookup files are held in memory whole. */
const mostCells = 5_000_000;

/** The lookup files of a layout, by their path as the layout writes it: relative to the layout's own file. */
export async function lookupTables(layout: Layout, layoutFile: string): Promise<ReadonlyMap<string, Table>> {
  const mappings = plainLayouts(layout).flatMap(plain => Object.values(plain.fields));
  const files = new Set(mappings.flatMap(mapping => lookupsOf(mapping).map(lookup => lookup.file)));
  const tables = new Map<string, Table>();
  for (const file of files) tables.set(file, await readTable(file, path.resolve(path.dirname(layoutFile), file)));
  return tables;
}

async function readTable(file: string, found: string): Promise<Table> {
  if (!(statSync(found, { throwIfNoEntry: false })?.isFile() ?? false))
    throw new Stop(2, [fault(importFaults, 'lookup_unreadable', { table: file, why: { phrase: 'no_file', file: found } })]);
  // Most workspaces have none: what is read without one need not wait for the readers.
  const { openSource, sniffFormat } = await import('../../import/readers/open.js');
  const source = await openSource({ path: found, format: await sniffFormat(found) });
  try {
    const rows: Table['rows'][number][] = [];
    for await (const batch of source.rows) {
      rows.push(...batch);
      const broken = batch.find(row => row.fault !== undefined)?.fault;
      if (broken !== undefined) throw new Stop(2, [{ ...broken, place: { file: found, ...broken.place } }]);
      if (rows.length * source.columns.length > mostCells) {
        const why = { phrase: 'more_cells', most: mostCells } as const;
        throw new Stop(2, [fault(importFaults, 'lookup_unreadable', { table: file, why })]);
      }
    }
    return { columns: source.columns, rows };
  } finally {
    await source.close();
  }
}
