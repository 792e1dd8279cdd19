import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { FieldReader } from './field.js';
import type { KnownFact, RowState } from './row.js';
import type { Layout } from './schema.js';
import { numberOf } from './sources.js';

/** The zones of the workspace's places. */
export interface PlaceZones {
  readonly zoneOf: (site: string | undefined, client: string | undefined) => string;
  /** The zones of the sites that are registered, and of the clients whose rows are taken. */
  readonly zones?: { readonly sites: readonly string[]; readonly clients: readonly string[] } | undefined;
}

/** By which clock a row's times are read, and what is doubtful about that: a warning, or an error that rejects the row. */
export interface ZoneFound {
  readonly zone: string;
  readonly doubt?: Fault;
}

/** Finds the zone of a row's times by the fact that is there already. */
export type FindZone = (state: RowState, client: string | undefined) => ZoneFound;

/**
 * The field whose number finds the fact that a row is about, where its site is needed to read times: the layout maps no site and
 * names no zone, and the clocks of sites and clients differ. Undefined everywhere else.
 */
export function placeNeededBy(layout: Layout, kind: FactKind, { zones, zoneOf }: PlaceZones): string | undefined {
  if (layout.time_zone !== undefined || zones === undefined || layout.fields['site'] !== undefined) return undefined;
  const hasSite = kind.fields.some(({ name }) => name === 'site');
  const number = numberOf(kind);
  if (!hasSite || layout.fields[number] === undefined) return undefined;
  const owner = layout.fields['client']?.const;
  const clients = typeof owner === 'string' ? [zoneOf(undefined, owner)] : zones.clients;
  const differs = zones.sites.some(site => clients.some(client => client !== site));
  return differs ? number : undefined;
}

/** What is asked of the facts that are there, to know their places. */
export const placeFields = (kind: FactKind): readonly string[] => [
  'client',
  'site',
  ...(kind.key.includes('line_no') ? ['line_no'] : []),
];

/** How the zone of a row is found, where `placeNeededBy` names a field; a row without a line is about the lines that `lines` says. */
export function zoneFinder(
  kind: FactKind,
  readers: readonly FieldReader[],
  { zoneOf, zones, layout, lines }: PlaceZones & { readonly layout: string; readonly lines: 'all' | 'first' },
): FindZone | undefined {
  const by = numberOf(kind);
  const number = readers.find(({ name }) => name === by);
  if (number === undefined) return undefined;
  const line = kind.key.includes('line_no') ? readers.find(({ name }) => name === 'line_no') : undefined;
  const firstLine = kind.fields.find(({ name }) => name === 'line_no')?.initial ?? null;
  const isAboutLine = (one: KnownFact, state: RowState): boolean => {
    if (!kind.key.includes('line_no') || (line === undefined && lines === 'all')) return true;
    const read = line?.read(state) ?? null;
    return one['line_no'] === (typeof read === 'string' ? read : firstLine);
  };
  return (state, client) => {
    const own = zoneOf(undefined, client);
    const others = (zones?.sites ?? []).filter(zone => zone !== own);
    const named = number.read(state);
    // What is wrong with the number is said where it is read.
    if (others.length === 0 || typeof named !== 'string') return { zone: own };
    const known = (state.known?.get(by)?.get(named) ?? []).filter(one => one['client'] === client && isAboutLine(one, state));
    const sites = [...new Set(known.map(one => one['site'] ?? undefined))];
    const [zone = own, ...more] = new Set(sites.map(site => zoneOf(site, client)));
    if (more.length > 0) {
      const found = sites.map(site => site ?? '').toSorted();
      return { zone, doubt: fault(rowFaults, 'place_ambiguous', { value: named, field: by, kind: kind.name, found, layout }) };
    }
    if (sites.some(site => site !== undefined)) return { zone };
    return { zone, doubt: fault(rowFaults, 'place_unknown', { kind: kind.name, zone, others: [...new Set(others)], layout }) };
  };
}
