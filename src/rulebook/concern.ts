import type { Fault, FaultPlace } from '../faults/fault.js';
import { type Phrase, verbatim } from '../faults/phrase.js';
import type { Entry, LayoutEntry } from './entry.js';
import { type ObjectKey, objectKeys } from './object-keys.js';
import { objectKinds } from './kinds.js';
import { asMap } from './plain.js';
import { scope } from './shape.js';
import type { SourceText } from './source-text.js';

/** Every kind of thing that config holds; `coverage` is what sources say that they cover, which decides results. */
export type ConfigKind = ObjectKey | 'layouts' | 'coverage';

/** What is not as it was meant where there is a fault: whatever uses it must not go on without it. */
export interface Concern {
  /** `settings` concern every command; `anything` stands where nobody can say what would have stood there. */
  readonly kinds: 'settings' | 'anything' | readonly ConfigKind[];
  /** The layouts or jobs that it is about; all of them where they cannot be told, none where one has no name to ask for it by. */
  readonly names?: readonly string[];
  /** The clients for whom alone it would count. */
  readonly clients?: readonly string[];
  /** As messages name it. */
  readonly title: Phrase;
  readonly place: FaultPlace;
}

/** A fault, with what is at fault by it. */
export interface ConcernedFault {
  readonly fault: Fault;
  readonly concern: Concern;
}

/** Faults that are all about one thing. */
export const concerning = (concern: Concern, faults: readonly Fault[]): readonly ConcernedFault[] =>
  faults.map(fault => ({ fault, concern }));

/** What a fault in plumbline.yaml concerns. */
export const settingsConcern = (file: string): Concern => ({ kinds: 'settings', title: verbatim(file), place: { file } });

/** What a fault in an object of config concerns. */
export function objectConcern(kind: ObjectKey, { raw, spot }: Entry): Concern {
  const { id } = asMap(raw);
  const clients = clientsOf(kind, asMap(raw));
  return {
    kinds: kind === 'sources' && ('fields' in asMap(raw) || 'covers' in asMap(raw)) ? [kind, 'coverage'] : [kind],
    names: typeof id === 'string' ? [id] : [],
    ...(clients === undefined ? {} : { clients }),
    title: objectKinds[kind].title(asMap(raw)),
    place: spot.place(),
  };
}

/** What a fault in a layout concerns. */
export const layoutConcern = ({ raw: { layout }, spot }: LayoutEntry): Concern => ({
  kinds: ['layouts'],
  names: typeof layout === 'string' ? [layout] : [],
  title: typeof layout === 'string' ? { phrase: 'object', is: 'layout', id: layout } : 'the_layout',
  place: spot.place(['layout']),
});

/** Kinds whose objects replace only those for the same client, so that one for a client counts for nobody else. */
const keptByClient: readonly ObjectKey[] = ['phrases', 'surveys', 'sources'];
const scopedByClient: readonly ObjectKey[] = [
  'standards',
  'expectations',
  'scales',
  'indexes',
  'reasons',
  'consequences',
  'quadrants',
  'credits',
  'self_audit',
];

/** The only client for whom an object counts, where what says so is itself in order. */
function clientsOf(kind: ObjectKey, raw: ReturnType<typeof asMap>): readonly string[] | undefined {
  if (kind === 'sources' && raw['client'] === '*') return undefined;
  if (keptByClient.includes(kind)) return typeof raw['client'] === 'string' ? [raw['client'].trim()] : undefined;
  if (!scopedByClient.includes(kind)) return undefined;
  const read = scope.safeParse(raw['scope']);
  return read.success && read.data.client !== undefined ? [read.data.client] : undefined;
}

/** What says of a source that it covers something. */
const coverageKey = /\b(?:covers|fields)\b/;

/** The kinds of a text that is at fault as a whole: sources that may have said in it what they cover decide results. */
const withCoverage = (kinds: readonly ObjectKey[], { text }: SourceText): readonly ConfigKind[] =>
  kinds.includes('sources') && coverageKey.test(text) ? [...kinds, 'coverage'] : kinds;

/** The first key of a line, with what stands before and after it. */
const keyLine = /^([ \t]*)(?:- +)?(["']?)([A-Za-z_]+)\2[ \t]*:(.*)$/gm;

/**
 * What may be missing of a file that cannot be parsed, by its text alone: the layouts that it begins, else every kind whose key stands
 * in it anywhere, as a broken line may have moved the lines after it.
 */
export function fileConcern(source: SourceText): Concern {
  const whole = { title: verbatim(source.shown), place: { file: source.shown } };
  const keys = [...source.text.matchAll(keyLine)].map(([, indent = '', , key = '', value = '']) => ({
    depth: indent.length,
    key,
    value: value.replace(/(?<!\s)\s+#[^]*$/, '').trim(),
  }));
  const outermost = keys.filter(({ depth }) => depth === 0);
  const layouts = outermost.filter(({ key }) => key === 'layout').map(({ value }) => value.replace(/^(["'])(.*)\1$/, '$2'));
  const startsFlow = /^(?:\s|#[^\n]*\n|---[^\n]*\n)*[{[]/.test(source.text);
  if (startsFlow || outermost.length === 0) return { ...whole, kinds: 'anything' };
  if (layouts.length > 0) {
    // `fields` is a key of layouts too; all others say what they are.
    const others = objectKeys.filter(kind => kind !== 'fields' && outermost.some(({ key }) => key === kind));
    return { ...whole, kinds: ['layouts', ...withCoverage(others, source)], ...(others.length === 0 ? { names: layouts } : {}) };
  }
  const isKnown = (key: string): boolean => objectKeys.some(kind => kind === key);
  if (outermost.some(({ key }) => !isKnown(key))) return { ...whole, kinds: 'anything' };
  const kinds = objectKeys.filter(kind => keys.some(({ key }) => key === kind));
  return { ...whole, kinds: withCoverage(kinds, source) };
}

/** What a fault beside the objects of a file concerns: under a key whose objects are known, or under one that may have meant any. */
export const rootConcern = (source: SourceText, key?: ObjectKey): Concern => ({
  kinds: key === undefined ? 'anything' : withCoverage([key], source),
  title: verbatim(source.shown),
  place: { file: source.shown },
});
