import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { weightFaults } from '../faults/weights.js';
import type { Phrase } from '../faults/phrase.js';
import { boundsOfSent } from './bounded-yaml.js';
import { gather } from './gather.js';
import { type ObjectKey, objectKeys } from './object-keys.js';
import { objectKinds } from './kinds.js';
import { loadWorkspace } from './load-workspace.js';
import { asMap } from './plain.js';
import { type ParsedFile, parseFile, parseText } from './source-text.js';
import type { Workspace } from './workspace.js';

/** What can be tried: it decides results, and says nothing of how files are read or when jobs run. */
const triable = [
  'standards',
  'scales',
  'indexes',
  'metrics',
  'definitions',
  'contracts',
  'sources',
] as const satisfies readonly ObjectKey[];

/** An object that is tried. */
export interface TrialObject {
  readonly kind: (typeof triable)[number];
  /** As messages name it: `standard of "otif" for client ACME`. */
  readonly title: Phrase;
  /** The metric that it is about, where it is about one. */
  readonly metric: string | null;
  /** Its first day; null where it holds always. */
  readonly from: string | null;
}

/** A workspace as it would be with some objects of config replaced, and which these are. */
export interface Trial {
  readonly workspace: Workspace;
  readonly tried: readonly TrialObject[];
}

/** Reads a file of objects to try over a workspace; a Stop with all that is wrong in it. */
export const trialOfFile = async (directory: string, file: string): Promise<Trial> =>
  trialOf(directory, await parseFile(file, file, 'trial'));

/** The same of a text, which faults call by a name. */
export const trialOfText = (directory: string, text: string, name: string): Promise<Trial> =>
  trialOf(directory, parseText(text, name, name, 'trial', boundsOfSent(text)));

async function trialOf(directory: string, parsed: ParsedFile): Promise<Trial> {
  const { entries, layouts, faults } = gather([parsed]);
  const others = [...objectKeys.filter(key => entries[key].length > 0 && !isTriable(key)), ...layouts.map(() => 'layout')];
  const place = { file: parsed.source.shown };
  const untriable = [...new Set(others)].map(key => fault(weightFaults, 'what_if_kind', { key, known: [...triable] }, place));
  const broken = faults.map(({ fault: one }) => one).filter(one => one.severity === 'error');
  if (broken.length + untriable.length > 0) throw new Stop(2, [...broken, ...untriable]);
  const tried = triable.flatMap(kind =>
    entries[kind].map(({ raw }) => {
      const { metric, id, from } = asMap(raw);
      const named = kind === 'metrics' ? id : metric;
      return { kind, title: objectKinds[kind].title(asMap(raw)), metric: textOr(named), from: textOr(from) };
    }),
  );
  if (tried.length === 0) throw new Stop(2, [fault(weightFaults, 'what_if_empty', {}, place)]);
  return { workspace: await loadWorkspace(directory, { trial: parsed }), tried };
}

const isTriable = (key: ObjectKey): boolean => triable.some(one => one === key);
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
