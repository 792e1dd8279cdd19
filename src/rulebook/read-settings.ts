import { basename, join } from 'node:path';
import type { Document } from 'yaml';
import type { Client, Site } from '../facts/place.js';
import { configFaults } from '../faults/config.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { type Phrase, verbatim } from '../faults/phrase.js';
import { boundsOfSent } from './bounded-yaml.js';
import { checkShape } from './check-shape.js';
import { adoptedNameFaults } from './checks/libraries.js';
import { calendarNameFaults, zoneFaults } from './checks/places.js';
import { contrastWithWhite, leastContrast } from './contrast.js';
import { settingsFile } from './find-workspace.js';
import { tooDeep } from './gather.js';
import { readLogo } from './logo.js';
import { validPartOf } from './valid-part.js';
import { TooDeep, textOf } from './plain.js';
import { reference } from './read.js';
import { nameOf, settingsShape, type WrittenSettings } from './shapes/settings.js';
import { parseFile, parseText, placeAt, type SourceText } from './source-text.js';
import { type Spot, spotOf } from './spot.js';
import { without } from './without.js';
import type { Settings } from './workspace.js';

/** plumbline.yaml as read: the settings where nothing is wrong with its shape, and a later check of what it names. */
export interface ReadSettings {
  readonly settings: Settings;
  /** False where the file is too broken to say which clients and sites there are. */
  readonly whole: boolean;
  readonly registersSites: boolean;
  readonly faults: readonly Fault[];
  /** Faults of names that other config defines. */
  readonly check: (known: KnownNames) => readonly Fault[];
}

/** Names that config defines and plumbline.yaml may use. */
interface KnownNames {
  readonly calendars: readonly string[];
  readonly branches: readonly string[];
  readonly libraries: readonly string[];
}

/** Reads plumbline.yaml of a workspace, or the text that is tried in its place. */
export async function readSettings(directory: string, tried?: string): Promise<ReadSettings> {
  const path = join(directory, settingsFile);
  const {
    source,
    documents,
    faults: broken,
    whole,
  } = tried === undefined
    ? await parseFile(path, settingsFile, 'workspace')
    : parseText(tried, path, settingsFile, 'workspace', boundsOfSent(tried));
  const [document, ...further] = documents;
  const faults = [...broken, ...furtherDocuments(source, further)];
  const nothing = { settings: withDefaults({}, directory), whole: false, registersSites: false, check: () => [] };
  if (!whole) return { ...nothing, faults };
  const spot = document === undefined ? undefined : spotOf(source, document, document.contents);
  try {
    const raw = document === undefined ? null : textOf(document, document.contents);
    const at = spot ?? emptySpot(source);
    const read = checkShape(settingsShape, raw ?? {}, at, verbatim(settingsFile));
    if ('faults' in read) {
      const rest = validPartOf({ shape: settingsShape, declares: ['time_zone'] }, { raw: raw ?? {}, spot: at });
      if (rest === undefined) return { ...nothing, faults: [...faults, ...read.faults] };
      const given = withDefaults(rest.value, directory);
      return {
        ...nothing,
        faults: [...faults, ...read.faults, ...rest.own(ownFaults(rest.value, rest.entry.spot))],
        check: known => rest.own(nameFaults(given, rest.entry.spot, known)),
      };
    }
    const settings = withDefaults(read.value, directory);
    const ofHandout = await handoutFaults(settings, directory, at);
    return {
      settings,
      whole: true,
      registersSites: (read.value.sites ?? undefined) !== undefined,
      faults: [...faults, ...ownFaults(read.value, at), ...ofHandout],
      check: known => nameFaults(settings, at, known),
    };
  } catch (problem) {
    if (!(problem instanceof TooDeep) || spot === undefined) throw problem;
    return { ...nothing, faults: [...faults, tooDeep(spot)] };
  }
}

/** Settings are one document; what follows a line of `---` would be ignored. */
const furtherDocuments = (source: SourceText, further: readonly Document.Parsed[]): readonly Fault[] =>
  further
    .filter(({ contents }) => contents !== null)
    .slice(0, 1)
    .map(({ range }) => fault(configFaults, 'settings_second_document', {}, placeAt(source, range[0])));

/** The spot of a file without any content: its first character. */
function emptySpot(source: SourceText): Spot {
  const place = () => ({ file: source.shown, line: 1, column: 1 });
  return { source, whole: true, place, keyPlace: place };
}

/** What a client sends are disputes and answers to surveys; a day's files of a client, sent by somebody bound to it, are some hundred MB. */
const usualDailyUpload = { client: 100e6, bound: 20e9, unbound: 'unlimited' } as const;

function withDefaults(given: WrittenSettings, directory: string): Settings {
  const zone = given.time_zone ?? 'UTC';
  const folder = basename(directory);
  return {
    organisation: given.organisation ?? { en: folder, zh: folder },
    time_zone: zone,
    language: given.language ?? 'en',
    database: given.database ?? 'embedded',
    ...(given.database_reader === undefined ? {} : { database_reader: given.database_reader }),
    ...(given.database_owner === undefined ? {} : { database_owner: given.database_owner }),
    ...(given.clients === undefined || given.clients === null
      ? {}
      : { clients: given.clients.map(client => clientFrom(client, zone)) }),
    sites: (given.sites ?? []).map(site => siteFrom(site, zone)),
    on_unknown_client: given.on_unknown_client ?? 'reject',
    plausible_dates: {
      from: given.plausible_dates?.from ?? '1990-01-01',
      years_ahead: given.plausible_dates?.years_ahead ?? 2,
    },
    ...(given.adopt === undefined ? {} : { adopt: given.adopt }),
    dispute_days: given.dispute_days ?? 30,
    clients_see: given.clients_see ?? 'closed',
    rules_four_eyes: given.rules_four_eyes ?? false,
    ...(given.oidc === undefined ? {} : { oidc: given.oidc }),
    ...(given.handout === undefined ? {} : { handout: given.handout }),
    daily_upload: { ...usualDailyUpload, ...given.daily_upload },
    trust_proxy: given.trust_proxy ?? [],
  };
}

type Written<K extends 'clients' | 'sites'> = NonNullable<WrittenSettings[K]>[number];

function clientFrom(given: Written<'clients'>, zone: string): Client {
  return { ...without(given, 'label'), name: nameOf(given), time_zone: given.time_zone ?? zone, depth: given.depth ?? 'all' };
}

function siteFrom(given: Written<'sites'>, zone: string): Site {
  return { ...without(given, 'label'), name: nameOf(given), time_zone: given.time_zone ?? zone };
}

function ownFaults(given: WrittenSettings, spot: Spot): readonly Fault[] {
  return [
    ...(given.time_zone === undefined
      ? [fault(configFaults, 'time_zone_assumed', {}, { file: settingsFile, line: 1, column: 1 })]
      : []),
    ...zoneFaults(given.time_zone, verbatim(settingsFile), spot, ['time_zone']),
    ...(['clients', 'sites'] as const).flatMap(key => placeFaults(given[key] ?? [], key, spot)),
  ];
}

/** What is wrong with the logo and the colour of what is handed over. */
async function handoutFaults({ handout = {} }: Settings, directory: string, spot: Spot): Promise<readonly Fault[]> {
  const { logo, colour } = handout;
  const ratio = colour === undefined ? leastContrast : contrastWithWhite(colour);
  const read = logo === undefined ? undefined : await readLogo(directory, logo);
  return [
    ...(colour === undefined || ratio >= leastContrast
      ? []
      : [
          // Cut, not rounded: 4.49 is no 4.5.
          fault(
            configFaults,
            'handout_colour_pale',
            { colour, ratio: (Math.floor(ratio * 100) / 100).toFixed(2) },
            spot.place(['handout', 'colour']),
          ),
        ]),
    ...(logo === undefined || typeof read !== 'string'
      ? []
      : [fault(configFaults, 'handout_logo_wrong', { logo, is: read }, spot.place(['handout', 'logo']))]),
  ];
}

function placeFaults(
  places: readonly { readonly code: string; readonly time_zone?: string }[],
  key: 'clients' | 'sites',
  spot: Spot,
): readonly Fault[] {
  const is = key === 'clients' ? 'client' : 'site';
  return places.flatMap(({ code, time_zone }, at) => {
    const object: Phrase = { phrase: 'object', is, id: code };
    const first = places.findIndex(other => other.code === code);
    const twice = { object, first: reference(spot.place([key, first, 'code'])) };
    return [
      ...zoneFaults(time_zone, object, spot, [key, at, 'time_zone']),
      ...(first === at ? [] : [fault(configFaults, 'object_duplicate', twice, spot.place([key, at, 'code']))]),
    ];
  });
}

function nameFaults(settings: Settings, spot: Spot, known: KnownNames): readonly Fault[] {
  const clients = (settings.clients ?? []).flatMap((client, at) => {
    const of: Phrase = { phrase: 'object', is: 'client', id: client.code };
    const branches = typeof client.depth === 'object' ? Object.keys(client.depth) : [];
    return [
      ...calendarNameFaults(client.calendar, of, spot, ['clients', at, 'calendar'], known.calendars),
      ...branches
        .filter(name => !known.branches.includes(name))
        .map(name =>
          fault(
            configFaults,
            'rule_branch_unknown',
            { name, of, names: known.branches },
            spot.keyPlace(['clients', at, 'depth', name]),
          ),
        ),
    ];
  });
  const sites = settings.sites.flatMap((site, at) =>
    calendarNameFaults(
      site.calendar,
      { phrase: 'object', is: 'site', id: site.code },
      spot,
      ['sites', at, 'calendar'],
      known.calendars,
    ),
  );
  return [...clients, ...sites, ...adoptedNameFaults(settings.adopt, verbatim(settingsFile), spot, known.libraries)];
}
