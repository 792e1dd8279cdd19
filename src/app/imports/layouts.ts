import { surveyItems } from '../../evaluation/survey-items.js';
import { dateOf, dayOf, localDay, parseDay } from '../../facts/time.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Between } from '../../import/layout/date-rules.js';
import type { LayoutContext } from '../../import/layout/compile.js';
import { type KnownNames, spellingsOf } from '../../import/layout/spellings.js';
import type { Format } from '../../import/readers/source.js';
import { requireSound, useOfImport } from '../../rulebook/soundness.js';
import { type RawLayout, type Workspace, zoneOf } from '../../rulebook/workspace.js';
import { clientsWithFacts } from '../../store/batches.js';
import { sitesWithFacts } from '../../store/sites-with-facts.js';
import type { Deps } from '../deps.js';
import { lookupTables } from '../workspace/lookup-tables.js';
import { proposeLayout } from './propose-layout.js';

/** The layout of that name; without a name, stops with the layout that the file's headers suggest. */
export async function chooseLayout(
  deps: Deps,
  request: { readonly path: string; readonly layout?: string | undefined },
): Promise<RawLayout> {
  const { layouts } = deps.workspace;
  if (request.layout === undefined) {
    const params = { proposal: await proposeLayout(deps, { path: request.path }), path: request.path };
    throw new Stop(2, [fault(importFaults, 'layout_needed', params, { file: request.path })]);
  }
  requireSound(deps.workspace, useOfImport(request.layout));
  const named = layouts.find(({ name }) => name === request.layout);
  if (named !== undefined) {
    requireSound(deps.workspace, useOfImport(named.name, named.layout.fact));
    return named;
  }
  const known = layouts.map(({ name }) => name).sort();
  throw new Stop(2, [fault(importFaults, 'import_layout_unknown', { layout: request.layout, known })]);
}

/**
 * What a layout needs to know of the workspace to read a file; `importedAt` is the instant that its batch records. A file of rejected
 * rows has two formats: that of their source, and its own.
 */
export async function layoutContext(
  { workspace, database }: Pick<Deps, 'workspace' | 'database'>,
  chosen: RawLayout,
  source: { readonly file: string; readonly formats: readonly Format[]; readonly importedAt: number },
): Promise<LayoutContext> {
  const { file, formats, importedAt } = source;
  const { settings, rulebook } = workspace;
  const accepted = acceptedClients(workspace);
  return {
    file,
    typedCells: formats.some(format => format !== 'csv'),
    layout: chosen.shown,
    ownFields: rulebook.fields,
    phrases: rulebook.phrases,
    items: chosen.layout.fact === 'survey_answer' ? surveyItems(rulebook) : undefined,
    plausible: plausibleDays(settings, importedAt),
    tables: await lookupTables(chosen.layout, chosen.file),
    zoneOf: cachedZones(workspace),
    zones: placeZones(workspace),
    clients: accepted === undefined ? undefined : new Set(workspace.isBound === true ? accepted : [...accepted, '*']),
    spellings: new Map([
      ['client', spellingsOf(await clientNames(workspace, database))],
      ['site', spellingsOf(await siteNames(workspace, database))],
    ]),
  };
}

/** What texts of clients can mean. Where every client is accepted, one with two spellings would have two scorecards. */
async function clientNames(workspace: Workspace, database: Deps['database']): Promise<KnownNames> {
  const registered = workspace.settings.clients ?? [];
  if (acceptedClients(workspace) !== undefined) return { registered, joinsOthers: false };
  return { registered, withFacts: await database.transaction(tx => clientsWithFacts(tx)), joinsOthers: true };
}

/** What texts of sites can mean: every site is accepted, and one with two spellings would be two places. */
async function siteNames({ settings }: Workspace, database: Deps['database']): Promise<KnownNames> {
  return { registered: settings.sites, withFacts: await database.transaction(tx => sitesWithFacts(tx)), joinsOthers: true };
}

/** The codes of the clients whose rows are taken; undefined where any client's are. */
export function acceptedClients({ settings }: Workspace): readonly string[] | undefined {
  if (settings.clients === undefined || settings.on_unknown_client === 'register') return undefined;
  return settings.clients.map(client => client.code);
}

/** The plausible days of a file's dates. A machine whose clock is not set knows nothing of what is too late. */
function plausibleDays(
  { plausible_dates: { from, years_ahead: ahead }, time_zone: zone }: Workspace['settings'],
  at: number,
): Between {
  const first = parseDay(from) ?? 0;
  const today = localDay(zone, at);
  const { year, month, day } = dateOf(today);
  const last = dayOf(year + ahead, month, day) ?? dayOf(year + ahead, month, day - 1) ?? today;
  return [first, today < first ? (dayOf(9999, 12, 31) ?? last) : last];
}

/** The zones of registered sites, and those of the clients whose rows are taken: the workspace's own for clients that are not registered. */
function placeZones(workspace: Workspace): NonNullable<LayoutContext['zones']> {
  const { sites } = workspace.settings;
  const accepted = acceptedClients(workspace);
  const clients = (workspace.settings.clients ?? []).map(({ code }) => zoneOf(workspace, undefined, code));
  return {
    sites: [...new Set(sites.map(site => site.time_zone))],
    clients: [...new Set(accepted === undefined ? [workspace.settings.time_zone, ...clients] : clients)],
  };
}

/** The zones of places, asked once a place where there are few of them: it is asked for every row. */
function cachedZones(workspace: Workspace): LayoutContext['zoneOf'] {
  const bySite = new Map<string | undefined, Map<string | undefined, string>>();
  let remembered = 0;
  return (site, client) => {
    const known = bySite.get(site)?.get(client);
    if (known !== undefined) return known;
    const zone = zoneOf(workspace, site, client);
    if (remembered++ < 10_000) bySite.set(site, (bySite.get(site) ?? new Map<string | undefined, string>()).set(client, zone));
    return zone;
  };
}
