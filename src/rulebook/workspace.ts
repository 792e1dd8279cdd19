import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rulebook } from '../evaluation/rulebook.js';
import { withMonths } from '../evaluation/wording.js';
import type { Fault } from '../faults/fault.js';
import type { Label, Language } from '../facts/label.js';
import type { Client, ExpectedSource, Site } from '../facts/place.js';
import type { Layout } from '../import/layout/schema.js';
import type { RulesToWord } from './contract-rules.js';
import type { Job } from './shapes/job.js';
import type { Unsound } from './soundness.js';

/** How what is handed over looks. */
export interface HandoutSettings {
  /** A picture of the workspace, by its path from there. */
  readonly logo?: string;
  /** RRGGBB, on which white text can be read. */
  readonly colour?: string;
  readonly font?: string;
}

/** plumbline.yaml, with what it leaves out filled in. */
export interface Settings {
  readonly organisation: Label;
  readonly time_zone: string;
  readonly language: Language;
  /** `embedded`, or the URL of a PostgreSQL server; DATABASE_URL wins over it (`databaseOf`). */
  readonly database: string;
  /** The URL of the login that reads for keys bound to clients; DATABASE_READER_URL wins over it. */
  readonly database_reader?: string;
  /** The URL of the login that owns the tables and migrates them; DATABASE_OWNER_URL wins over it. */
  readonly database_owner?: string;
  /** Absent where none are registered: then every client is accepted. */
  readonly clients?: readonly Client[];
  readonly sites: readonly Site[];
  readonly on_unknown_client: 'reject' | 'register';
  /** Dates of imported files are plausible from this day on, until so many years after the day of their import. */
  readonly plausible_dates: { readonly from: string; readonly years_ahead: number };
  /** The libraries whose standards hold for every client; left out where the settings say nothing of it. */
  readonly adopt?: readonly string[];
  /** How many days after its closing a client can dispute a period. */
  readonly dispute_days: number;
  readonly clients_see: 'closed' | 'provisional';
  /** Whether a change of config through the service waits until a second person approves it. */
  readonly rules_four_eyes: boolean;
  readonly handout?: HandoutSettings;
  /** Whose signed tokens open the service besides keys. */
  readonly oidc?: TrustedIssuer;
  /** Bytes of request bodies that a key may send in a day: one of the role client, another that is bound to clients, any other. */
  readonly daily_upload: Readonly<Record<'client' | 'bound' | 'unbound', number | 'unlimited'>>;
  /** Addresses and ranges of the proxies whose word about who asks, and over what, is believed. */
  readonly trust_proxy: readonly string[];
}

/** An issuer of signed tokens (OpenID Connect), and what its tokens may do here. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The URL of its keys, or a file in the workspace; `/.well-known/jwks.json` of the issuer where it is left out. */
  readonly keys?: string;
  /** `roles` where it is left out. */
  readonly role_claim?: string;
  /** From values of that claim to roles. */
  readonly roles: Readonly<Record<string, 'client' | 'manager' | 'auditor' | 'admin'>>;
  /** The claim with the codes of the clients that the token is bound to: `clients` where it is left out. */
  readonly clients_claim?: string;
  /** What the ledger calls whoever acts: the claim `sub` where it is left out. */
  readonly name_claim?: string;
}

/** A layout as written, with the file that its relative paths start from. */
export interface RawLayout {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** As messages show it. */
  readonly shown: string;
  readonly layer: 'packaged' | 'workspace';
  readonly layout: Layout;
}

/** A folder with a plumbline.yaml, read as far as it is in order. */
export interface Workspace {
  readonly directory: string;
  readonly settings: Settings;
  readonly rulebook: Rulebook;
  /** Metrics and definitions as they are written: what contracts can word anew. */
  readonly toWord: RulesToWord;
  readonly layouts: readonly RawLayout[];
  readonly sources: readonly ExpectedSource[];
  readonly jobs: readonly Job[];
  /** What calendars are called, by their ids; figures do not depend on it. */
  readonly calendarLabels: ReadonlyMap<string, Label>;
  /** The definitions that the workspace words otherwise than the packaged ones of the same id. */
  readonly ownDefinitions: ReadonlySet<string>;
  readonly warnings: readonly Fault[];
  /** Of somebody who is bound to clients: nothing of the whole firm is taken from it. */
  readonly isBound?: true;
  /** What is at fault in its config, and left out of all the rest. */
  readonly unsound: readonly Unsound[];
}

/** The client of a code; one that is not registered has the workspace's zone and sees everything. */
export function clientOf(workspace: Pick<Workspace, 'settings' | 'rulebook'>, code: string): Client {
  const registered = workspace.settings.clients?.find(client => client.code === code);
  const { settings, rulebook } = workspace;
  return (
    registered ??
    withMonths({ code, name: { en: code, zh: code }, time_zone: settings.time_zone, depth: 'all' }, rulebook.contracts)
  );
}

/** The zone of a naive time: of the site, else of the client, else of the workspace. */
export function zoneOf(workspace: Workspace, site: string | undefined, client: string | undefined): string {
  const place = site === undefined ? undefined : workspace.settings.sites.find(one => one.code === site);
  return place?.time_zone ?? (client === undefined ? workspace.settings.time_zone : clientOf(workspace, client).time_zone);
}

/** Which database a workspace uses: the environment's DATABASE_URL, else its own setting. */
export function databaseOf(
  workspace: Workspace,
  env: Readonly<Record<string, string | undefined>>,
): { readonly url: string } | { readonly directory: string } {
  const url = env['DATABASE_URL'] || workspace.settings.database;
  return url === 'embedded' ? { directory: join(workspace.directory, '.plumbline', 'database') } : { url };
}

/** The URL of the login that reads for keys bound to clients; undefined where there is none, as beside the embedded database. */
export function readerUrlOf(workspace: Workspace, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const isServer = 'url' in databaseOf(workspace, env);
  return isServer ? env['DATABASE_READER_URL'] || workspace.settings.database_reader : undefined;
}

/** Where the tables are migrated: with the owner's login where one is configured, else where everything else is done. */
export function ownerOf(workspace: Workspace, env: Readonly<Record<string, string | undefined>>): ReturnType<typeof databaseOf> {
  const url = env['DATABASE_OWNER_URL'] || workspace.settings.database_owner;
  return url === undefined ? databaseOf(workspace, env) : { url };
}

/** The folders that a workspace works in. */
export const folders = ['inbox', 'archive', 'rejects', 'scorecards', '.plumbline'] as const;

/** Makes the folders of a workspace that are missing. */
export async function ensureFolders(directory: string): Promise<void> {
  for (const folder of folders) await mkdir(join(directory, folder), { recursive: true });
}
