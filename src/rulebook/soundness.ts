import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { usageFaults } from '../faults/usage.js';
import type { Concern, ConcernedFault, ConfigKind } from './concern.js';
import { objectKeys } from './object-keys.js';

/** Something of config that is at fault, with all that is wrong in it. */
export interface Unsound {
  readonly concern: Concern;
  readonly faults: readonly Fault[];
}

/** What a piece of work takes from config: faults elsewhere do not stop it. */
export interface Use {
  readonly kinds: readonly ConfigKind[];
  /** Of layouts and jobs those that it asks for by name; all where it may ask for any. */
  readonly names?: readonly string[];
  /** The clients that it works for; all where it names none. */
  readonly clients?: readonly string[];
}

/** Settings alone: keys, the database, layouts that are listed or proposed. */
export const useOfSettings: Use = { kinds: [] };

/** Every rule, which is what shows or decides results; layouts and jobs are asked for by name when it comes to them. */
export const useOfRules: Use = { kinds: [...objectKeys.filter(kind => kind !== 'jobs'), 'coverage'] };

/** What an evaluation keeps of config, for these clients or for all: of sources what they cover, and not which should have come. */
export const useOfEvaluation = (clients: readonly string[]): Use => ({
  kinds: useOfRules.kinds.filter(kind => kind !== 'sources'),
  ...(clients.length === 0 ? {} : { clients }),
});

/** A layout's own text. */
export const useOfLayout = (layout: string): Use => ({ kinds: ['layouts'], names: [layout] });

/** What reading a file takes: its layout, own fields and phrases; answers of surveys also what they can be about. */
export const useOfImport = (layout: string, fact?: string): Use => ({
  kinds: ['layouts', 'fields', 'phrases', ...(fact === 'survey_answer' ? (['metrics', 'indexes', 'surveys'] as const) : [])],
  names: [layout],
});

/** What says which sources should have come, and so for which clients there is work. */
export const useOfSources: Use = { kinds: ['sources'] };

/** What taking a batch back needs: the fields that facts are rebuilt from, and the waves of answers in closed periods. */
export const useOfWithdrawal: Use = { kinds: ['fields', 'surveys'] };

/** A job's own entry; what its work takes is asked for with its work. */
export const useOfJob = (job: string): Use => ({ kinds: ['jobs'], names: [job] });

/** Everything that is at fault and is used. */
export const faultsFor = (unsound: readonly Unsound[], use: Use): readonly Fault[] =>
  unsound.filter(({ concern }) => isUsed(concern, use)).flatMap(({ faults }) => faults);

/** A Stop with all faults of what is used, which would otherwise be missing from the work without a word. */
export function requireSound({ unsound }: { readonly unsound: readonly Unsound[] }, use: Use): void {
  const faults = faultsFor(unsound, use);
  if (faults.length > 0) throw new Stop(2, faults);
}

function isUsed({ kinds, names, clients }: Concern, use: Use): boolean {
  if (kinds === 'settings') return true;
  if (kinds === 'anything') return use.kinds.length > 0;
  return kinds.some(kind => {
    if (!use.kinds.includes(kind)) return false;
    if (kind === 'layouts' || kind === 'jobs') return overlap(names, use.names);
    return overlap(clients, use.clients);
  });
}

/** Whether two lists have something in common; one that is left out stands for everything. */
const overlap = (some: readonly string[] | undefined, others: readonly string[] | undefined): boolean =>
  some === undefined || others === undefined || some.some(one => others.includes(one));

/**
 * Errors by what is at fault, in the order in which they were found. What names a client that is not registered may be meant for any of
 * those that are.
 */
export function unsoundOf(found: readonly ConcernedFault[], registered: readonly string[] | undefined): readonly Unsound[] {
  const grouped = new Map<string, { readonly concern: Concern; readonly faults: Map<string, Fault> }>();
  for (const { fault: one, concern } of found.filter(({ fault: { severity } }) => severity === 'error')) {
    const { title, place, kinds } = concern;
    const key = JSON.stringify([title, place.file, place.line, place.column, kinds]);
    const group = grouped.get(key) ?? { concern, faults: new Map<string, Fault>() };
    grouped.set(key, group);
    group.faults.set(JSON.stringify([one.code, one.place, one.params]), one);
  }
  const isKnown = (client: string): boolean => registered?.includes(client) ?? true;
  return [...grouped.values()].map(({ concern: { clients, ...concern }, faults }) => ({
    concern: clients?.every(isKnown) === true ? { ...concern, clients } : concern,
    faults: [...faults.values()],
  }));
}

/** What is at fault and not used, in a warning each: where it stands, and that nothing was taken from it. */
export const leftOut = (unsound: readonly Unsound[], use: Use = useOfSettings): readonly Fault[] =>
  unsound
    .filter(({ concern }) => !isUsed(concern, use))
    .map(({ concern, faults }) =>
      fault(usageFaults, 'config_left_out', { of: concern.title, errors: faults.length }, faults[0]?.place ?? concern.place),
    );

/** Whether nothing that is at fault may have borne this name, among layouts or jobs. */
export const isSoundName = (unsound: readonly Unsound[], kind: 'layouts' | 'jobs', name: string): boolean =>
  unsound.every(({ concern: { kinds, names } }) => !isAmong(kinds, kind) || !overlap(names, [name]));

/** The layouts or jobs that are at fault, as far as their names are known. */
export const unsoundNames = (unsound: readonly Unsound[], kind: 'layouts' | 'jobs'): readonly string[] =>
  unsound.flatMap(({ concern: { kinds, names = [] } }) => (isAmong(kinds, kind) ? names : []));

/** Whether a layout or job is at fault, or something in whose place there may have been one. */
export const hasUnsound = (unsound: readonly Unsound[], kind: 'layouts' | 'jobs'): boolean =>
  unsound.some(({ concern: { kinds } }) => isAmong(kinds, kind));

const isAmong = (kinds: Concern['kinds'], kind: ConfigKind): boolean => typeof kinds !== 'string' && kinds.includes(kind);
