import { type DateBounds, dateBounds } from '../expressions/date-bounds.js';
import { ownFieldSql, quotedText, sqlLiteral } from '../expressions/to-sql.js';
import { groupedBy } from '../facts/grouped.js';
import { type FactKind, type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import { type Calendar, calendarsOf, type Places } from '../facts/place.js';
import type { Request } from '../metrics/scan-sql.js';
import type { GroupsListed, ScanView } from '../metrics/scan-view.js';
import { calendarKey } from './calendars.js';

/** Which facts are tallied, whosever they are: as known at a batch, in a period. */
interface Reading {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
  readonly places: Places;
  readonly fields: readonly OwnField[];
  /** Kinds that the client has facts of; others need no scan. All kinds, when left out. */
  readonly kinds?: { readonly has: (kind: FactKindName) => boolean };
  /** Of the batch itself only the facts that were not there before: those that it changed are as they were. */
  readonly onlyAdded?: boolean;
  /** How groups of several facts are known; as suits the database, when left out. */
  readonly groups?: ScanView['groups'];
  /** The ways of grouping in which the other facts of groups are looked up; none, when left out. */
  readonly lookedUp?: ReadonlySet<string>;
  /** What came of listing groups, by way of grouping. */
  readonly groupsListed?: ReadonlyMap<string, GroupsListed>;
  /** Whether these are looked up wherever they can be, or nowhere; by what is less work, when left out. */
  readonly search?: 'look_up' | 'compare';
}

/** How the groups of a kind were found, and how many there are. */
interface FoundGroups {
  readonly kind: FactKindName;
  readonly isLookedUp: boolean;
  readonly listed: GroupsListed;
}

/** What was found of groups at the moment, by what makes a group: each way of grouping has one table. */
export type ListedGroups = Map<string, FoundGroups>;

/** A client whose facts are tallied, and the moment at which they are judged, UTC milliseconds. */
export interface Judged {
  readonly client: string;
  readonly asOf: number;
  /** Where its facts are read as known at another batch than those of the others. */
  readonly knownAt?: number;
  /** What its tallies are found by, where it is tallied more than once; its code otherwise. */
  readonly as?: string;
}

/** What a client's tallies are found by. */
export const nameOf = ({ client, as = client }: Judged): string => as;

/** Whose facts are tallied: those of one client. */
export interface Scan extends Reading, Omit<Judged, 'knownAt' | 'as'> {}

/** The facts of several clients, which are read together and tallied apart. */
export interface SharedScan extends Reading {
  readonly clients: readonly Judged[];
  /** What is listed of groups already by scans of the same time and the same clients, or more of them, right before this one. */
  readonly listed?: ListedGroups;
  /** Which facts alone are read, as a condition on an alias for each kind; with a fact in a group all others in it. */
  readonly only?: ReadonlyMap<FactKindName, (alias: string) => string>;
}

/** The table that holds a kind's facts. */
export const tableOf = (kind: FactKindName): string => `fact_${kind}`;

/** How the scan of a client's facts sees them: window, names, zones. */
export const viewOf = (requests: readonly Request[], slices: readonly string[], scan: Scan): ScanView =>
  sharedView(requests, slices, shared(scan));

/** One client's scan as one of several. */
export const shared = ({ client, asOf, ...reading }: Scan): SharedScan => ({ ...reading, clients: [{ client, asOf }] });

/** How the scan of several clients' facts sees them. */
export function sharedView(requests: readonly Request[], slices: readonly string[], scan: SharedScan): ScanView {
  const { from, to, places, fields } = scan;
  const of = kindOf(requests[0]?.part.of ?? 'shipment');
  const hasSite = of.fields.some(field => field.name === 'site');
  const { asOf, ...whose } = clientsOf(of, scan);
  const isWanted = scan.only?.get(of.name);
  const only = (alias: string): string => (isWanted === undefined ? '' : ` and ${isWanted(alias)}`);
  const constants: Readonly<Record<string, string>> = {
    as_of: asOf,
    period_start: sqlLiteral('instant', from),
    period_end: sqlLiteral('instant', to),
  };
  const isCurrent = (alias: string): string =>
    scan.onlyAdded === true ? addedByBatch(of, alias, scan) : currentOf(scan, alias, whose.owner(alias));
  return {
    from,
    to,
    slices,
    reach: reachOf(requests, places),
    source: whose.source,
    owner: whose.owner,
    groups: scan.groups ?? 'listed',
    lookedUp: scan.lookedUp ?? new Set(),
    listed: scan.groupsListed ?? new Map(),
    known: alias => `${whose.isRead(alias)} and ${isCurrent(alias)}${only(alias)}`,
    isTheirs: whose.isRead,
    isCurrent,
    name: name => {
      const constant = constants[name];
      if (constant !== undefined) return constant;
      const own = fields.find(field => field.fact === of.name && field.id === name);
      return own === undefined ? `f.${name}` : ownFieldSql('f.extra', name, own.type);
    },
    around: {
      asOf,
      zone: bySite(places, hasSite, zone => sqlLiteral('text', zone)),
      calendar: bySite(places, hasSite, (zone, calendar) =>
        sqlLiteral('text', calendar === undefined ? null : calendarKey(calendar, zone)),
      ),
    },
  };
}

/** Readings of this client are of the whole firm, so every client's evaluation reads them. */
const wholeFirm = '*';

/** How SQL tells whose a fact is, and at which moment it is judged. */
interface ClientsInSql extends Pick<ScanView, 'source' | 'owner'> {
  readonly isRead: (alias: string) => string;
  readonly asOf: string;
}

/**
 * Clients are named by what a fact says itself, and the moment is a constant, as far as that tells; where clients share readings of the
 * whole firm, or are judged at moments of their own, facts are joined with the clients that they are read for.
 */
function clientsOf({ name }: FactKind, { clients }: Pick<SharedScan, 'clients'>): ClientsInSql {
  const [first] = clients;
  if (first === undefined) throw new RangeError('a scan reads the facts of at least one client');
  const sharesReadings = name === 'reading';
  const isOne = clients.length === 1 && first.as === undefined;
  const isOneMoment = clients.every(({ asOf }) => asOf === first.asOf);
  const isRead = readOf(
    name,
    clients.map(({ client }) => client),
  );
  const asOf = isOneMoment ? sqlLiteral('instant', first.asOf) : 'f.judged_at';
  if (isOne || (isOneMoment && !sharesReadings && clients.every(({ as }) => as === undefined))) {
    const owner = (alias: string): string => (isOne && sharesReadings ? `${quotedText(first.client)}::text` : `${alias}.client`);
    return { isRead, asOf, owner, source: (table, alias) => `${table} ${alias}` };
  }
  const rows = clients.flatMap(one =>
    (sharesReadings ? [one.client, wholeFirm] : [one.client]).map(
      whose => `(${quotedText(whose)}, ${quotedText(nameOf(one))}, ${sqlLiteral('instant', one.asOf)})`,
    ),
  );
  const joined = `(values ${rows.join(', ')}) judged(whose, owner, judged_at)`;
  return {
    isRead,
    asOf,
    owner: alias => `${alias}.owner`,
    source: (table, alias) =>
      `(select ${alias}_facts.*, judged.owner, judged.judged_at from ${table} ${alias}_facts join ${joined} on judged.whose = ${alias}_facts.client) ${alias}`,
  };
}

/** Whose facts of a kind are read for clients, as a condition on an alias. */
export function readOf(kind: FactKindName, clients: readonly string[]): (alias: string) => string {
  const read = [...new Set([...clients, ...(kind === 'reading' ? [wholeFirm] : [])])].map(quotedText);
  return alias => (read.length === 1 ? `${alias}.client = ${read[0]}` : `${alias}.client in (${read.join(', ')})`);
}

/** What holds at a fact's site, as SQL; plain where all sites are alike. */
function bySite(places: Places, hasSite: boolean, sqlOf: (zone: string, calendar: Calendar | undefined) => string): string {
  const own = sqlOf(places.zone, places.calendar);
  const others = hasSite
    ? places.sites.map(site => [site.code, sqlOf(site.zone, site.calendar)] as const).filter(([, sql]) => sql !== own)
    : [];
  return others.length === 0
    ? own
    : `(case f.site ${others.map(([code, sql]) => `when ${quotedText(code)} then ${sql}`).join(' ')} else ${own} end)`;
}

/** What is current of each client at the batch at which its facts are read. */
function currentOf({ batch, clients }: SharedScan, alias: string, owner: string): string {
  const byBatch = [...groupedBy(clients, ({ knownAt = batch }) => knownAt)];
  if (byBatch.length === 1) return byBatch.map(([at]) => currentAtBatch(alias, at)).join('');
  const ofSome = ([at, some]: (typeof byBatch)[number]): string =>
    `(${owner} in (${some.map(one => quotedText(nameOf(one))).join(', ')}) and ${currentAtBatch(alias, at)})`;
  return `(${byBatch.map(ofSome).join(' or ')})`;
}

const currentAtBatch = (alias: string, batch: number): string =>
  `${alias}.batch <= ${batch} and (${alias}.superseded_by is null or ${alias}.superseded_by > ${batch})`;

/** What was known before a batch, and what that batch added. */
function addedByBatch({ name, key }: FactKind, alias: string, { clients, batch }: SharedScan): string {
  const columns = (of: string): string => key.map(field => `${of}.${field}`).join(', ');
  const changed = `select ${columns('changed')} from ${tableOf(name)} changed where changed.client in (${[...clients.map(({ client }) => client), wholeFirm].map(quotedText).join(', ')}) and changed.superseded_by = ${batch}`;
  return `(${currentAtBatch(alias, batch - 1)} or (${alias}.batch = ${batch} and (${columns(alias)}) not in (${changed})))`;
}

/** How far a scan must look beyond its period for dates that are computed; undefined where it must read all. */
export function reachOf(requests: readonly Pick<Request, 'part'>[], places: Places): DateBounds | undefined {
  const calendars = calendarsOf(places);
  let widest: DateBounds | undefined = { before: 0, after: 0 };
  for (const term of requests.flatMap(request => request.part.terms)) {
    const one = dateBounds(term.dated, calendars);
    widest =
      widest === undefined || one === undefined
        ? undefined
        : { before: Math.max(widest.before, one.before), after: Math.max(widest.after, one.after) };
  }
  return widest;
}
