import { isDeepStrictEqual } from 'node:util';
import { type FittingLayout, layoutDraftSchema } from '../../contract/waiting-files.js';
import { fileName } from '../../facts/file-name.js';
import { factKind } from '../../facts/kinds.js';
import { isoInstant } from '../../facts/time.js';
import { Stop } from '../../faults/stop.js';
import { columnsOf } from '../../import/layout/columns.js';
import { columnsNamed, type FieldMapping, type Layout } from '../../import/layout/schema.js';
import { clientsIn, namesSeveral } from '../../import/layout/several-clients.js';
import { openSource } from '../../import/readers/open.js';
import type { Format } from '../../import/readers/source.js';
import { layoutIn } from '../../rulebook/edited-layout.js';
import type { RawLayout, Workspace } from '../../rulebook/workspace.js';
import { lastBatchesByLayout } from '../../store/batches.js';
import { sha256 } from '../../store/ledger.js';
import { hasPassword } from '../config/passwords.js';
import { textOnDisk } from '../config/read-config.js';
import type { Deps } from '../deps.js';
import { layoutFileOf } from './propose-layout.js';

/** A file, how it was read and the columns that it has so. */
export interface FileSeen {
  readonly path: string;
  readonly format: Format;
  readonly columns: readonly string[];
}

const fewestColumns = 2;
/** Of the columns of a file, how many a layout reads at least that is meant for files of this form. */
const leastShare = 1 / 3;
const mostListed = 10;
/** A file is opened once for each way in which layouts read it. */
const mostWays = 6;

/**
 * The layouts of the workspace of which a file has all columns, those first that read most of them, and among these the one that was used
 * last. Each layout reads the file in its own way, as an import by it would.
 */
export async function fittingLayouts(
  { workspace, database }: Pick<Deps, 'workspace' | 'database'>,
  file: FileSeen,
): Promise<readonly FittingLayout[]> {
  const own = workspace.layouts.filter(
    ({ layer, layout }) => layer === 'workspace' && (layout.format === undefined || layout.format === file.format),
  );
  const columnsBy = new Map<string, readonly string[]>();
  const found: Omit<FittingLayout, 'last'>[] = [];
  for (const raw of own) {
    const way = wayOf(raw.layout);
    const key = JSON.stringify(way);
    if (!columnsBy.has(key) && columnsBy.size >= mostWays) continue;
    const columns = columnsBy.get(key) ?? (await columnsRead(file, way));
    columnsBy.set(key, columns);
    const reads = columnsReadBy(raw.layout, columns);
    const fact = factKind(raw.layout.fact)?.name;
    if (fact === undefined || reads < Math.max(fewestColumns, columns.length * leastShare)) continue;
    found.push({
      layout: raw.name,
      file: raw.shown,
      fact,
      reads,
      way: { ...way, fact },
      fixed: fixedIn(raw.layout),
      ...(await draftOf(raw, workspace)),
    });
  }
  const last = await database.transaction(tx =>
    lastBatchesByLayout(
      tx,
      found.map(({ layout }) => layout),
    ),
  );
  const used = found.map(one => ({ ...one, last: lastJson(last.get(one.layout)) }));
  const byUse = (a: FittingLayout, b: FittingLayout): number =>
    b.reads - a.reads || (b.last?.batch ?? 0) - (a.last?.batch ?? 0) || a.layout.localeCompare(b.layout);
  return used.sort(byUse).slice(0, mostListed);
}

type LastUse = { readonly batch: number; readonly file: string; readonly committed_at: number };

const lastJson = (last: LastUse | undefined): FittingLayout['last'] =>
  last === undefined ? null : { batch: last.batch, file: fileName(last.file), at: isoInstant(last.committed_at) };

/** How a layout finds the table in a file. */
const wayOf = ({ encoding, delimiter, sheet, header, header_row: headerRow, header_rows: headerRows }: Layout) => ({
  ...(encoding === undefined ? {} : { encoding }),
  ...(delimiter === undefined ? {} : { delimiter }),
  ...(typeof sheet === 'string' ? { sheet } : {}),
  ...(header === 'none' ? { header } : {}),
  ...(headerRow === undefined ? {} : { header_row: headerRow }),
  ...(headerRows === undefined ? {} : { header_rows: headerRows }),
});

/** The columns that a file has where it is read in that way; none where it cannot be. */
async function columnsRead({ path: at, format }: FileSeen, way: ReturnType<typeof wayOf>): Promise<readonly string[]> {
  try {
    const source = await openSource({ path: at, format, ...way });
    await source.close();
    return source.columns;
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return [];
  }
}

/** How many of the columns a layout reads; none where one is missing. */
function columnsReadBy({ fields, each = [] }: Layout, names: readonly string[]): number {
  const columns = columnsOf(names);
  const mappings = [fields, ...each.map(group => group.fields ?? {})].flatMap(one => Object.values(one));
  const places = [
    ...mappings.flatMap(mapping => columnsNamed(mapping).map(name => columns.at(name, mapping.exact))),
    ...each.flatMap(group => Object.keys(group.columns).map(name => columns.at(name))),
  ];
  return places.includes(undefined) ? 0 : new Set(places).size;
}

/** What it fills of a fact's key by itself. */
function fixedIn({ fact, fields, each = [] }: Layout): FittingLayout['fixed'] {
  const key = factKind(fact)?.key ?? [];
  const mappings = [fields, ...each.map(group => group.fields ?? {})].flatMap(one => Object.entries(one));
  return mappings.flatMap(([field, mapping]) =>
    key.includes(field) ? fixedValues(mapping).map(value => ({ field, value })) : [],
  );
}

function fixedValues(mapping: FieldMapping): readonly string[] {
  const { const: all, missing, otherwise, value } = mapping;
  const constants = [all, missing?.const, typeof otherwise === 'object' ? otherwise.const : undefined];
  const rule = value !== undefined && !value.includes('col(') ? [value] : [];
  return [...constants.flatMap(one => (one === undefined ? [] : [String(one)])), ...rule];
}

/** What a person has chosen, where it can be shown and changed on the page; the hash of its file where that can be changed by a draft. */
async function draftOf(
  { name, shown, layout }: RawLayout,
  { directory }: Workspace,
): Promise<Pick<FittingLayout, 'draft' | 'base'>> {
  const { layout: _, fact, fields, each = [], ...settings } = layout;
  const written = layoutDraftSchema.safeParse({
    layout: name,
    fact,
    settings,
    fields: Object.fromEntries(Object.entries(fields).map(([field, mapping]) => [field, asWritten(mapping)])),
    each,
  });
  if (!written.success) return { draft: null, base: null };
  const text = shown === layoutFileOf(name) ? await textOnDisk(directory, shown) : undefined;
  // What was read of it before may be another text than the one on the disk.
  const isBase = text !== undefined && !hasPassword(text) && isDeepStrictEqual(layoutIn(text), layout);
  return { draft: written.data, base: isBase ? sha256(text) : null };
}

/** Several clients of one value stand as a list again. */
function asWritten<T extends Layout['fields'][string]>(mapping: T) {
  if (mapping.map === undefined) return mapping;
  const written = Object.entries(mapping.map).map(([text, meant]) => [
    text,
    typeof meant === 'string' && namesSeveral(meant) ? clientsIn(meant) : meant,
  ]);
  return { ...mapping, map: Object.fromEntries(written) as Record<string, unknown> };
}
