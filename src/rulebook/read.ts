import { configFaults } from '../faults/config.js';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import type { Phrase } from '../faults/phrase.js';
import { checkShape } from './check-shape.js';
import { type ConcernedFault, concerning, objectConcern } from './concern.js';
import type { Entry } from './entry.js';
import type { ObjectKind } from './kind.js';
import type { ObjectKey } from './object-keys.js';
import { type ValidPart, validPartOf } from './valid-part.js';
import { asMap, type Plain } from './plain.js';
import type { Layer } from './source-text.js';

/** An object with its place and the name that faults call it by. */
export interface Rule<T> {
  readonly value: T;
  readonly entry: Entry;
  readonly title: Phrase;
}

/** The objects of one kind, the workspace's over the packaged ones, and what is wrong with them one by one. */
export interface Layered<T> {
  readonly key: ObjectKey;
  readonly rules: readonly Rule<T>[];
  /** Of broken ones what can be checked all the same. */
  readonly partial: readonly (Rule<T> & ValidPart<T, Plain>)[];
  /** Also those that are broken. */
  readonly entries: readonly Entry[];
  readonly faults: readonly ConcernedFault[];
}

/** "file:line", as one fault refers to another place. */
export const reference = (place: FaultPlace): string => `${place.file ?? 'config'}:${place.line ?? 1}`;

/** Reads the objects of one kind and lays those of the workspace over the packaged ones, and those that are tried over both, in this order. */
export function readLayered<T>(key: ObjectKey, kind: ObjectKind<T>, entries: readonly Entry[]): Layered<T> {
  const faults: ConcernedFault[] = [];
  const partial: (Rule<T> & ValidPart<T, Plain>)[] = [];
  const rules = entries.flatMap((entry): readonly Rule<T>[] => {
    // Its name is known, so that what names it is not at fault; the rest may not be as it was meant.
    if (!entry.spot.whole) return [];
    const title = kind.title(asMap(entry.raw));
    const read = checkShape(kind.shape, entry.raw, entry.spot, title);
    if ('value' in read) return [{ value: read.value, entry, title }];
    faults.push(...concerning(objectConcern(key, entry), read.faults));
    const rest = validPartOf(kind, entry);
    if (rest !== undefined) partial.push({ ...rest, title });
    return [];
  });
  const layer = (name: Layer) =>
    withoutRepeats(
      key,
      kind,
      rules.filter(rule => rule.entry.spot.source.layer === name),
      faults,
    );
  return {
    key,
    rules: withReplacements(kind, layer('trial'), withReplacements(kind, layer('workspace'), layer('packaged'))),
    partial,
    entries,
    faults,
  };
}

/** What a check finds in the objects of a kind, broken ones included as far as they can be checked. */
export const faultsFound = <T>(
  { key, rules, partial }: Pick<Layered<T>, 'key' | 'rules' | 'partial'>,
  check: (rule: Rule<T>) => readonly Fault[],
): readonly ConcernedFault[] => [
  ...rules.flatMap(rule => concerning(objectConcern(key, rule.entry), check(rule))),
  ...partial.flatMap(rule => concerning(objectConcern(key, rule.entry), rule.own(check(rule)))),
];

/** The rules of a layer over those below it: each stands where the first one that it replaces stood, new ones come last. */
function withReplacements<T>(kind: ObjectKind<T>, above: readonly Rule<T>[], below: readonly Rule<T>[]): readonly Rule<T>[] {
  const taken = new Set<Rule<T>>();
  const kept = below.flatMap(rule => {
    const by = above.filter(
      own => kind.identity(own.value) === kind.identity(rule.value) || kind.replaces?.(own.value, rule.value),
    );
    const fresh = by.filter(own => !taken.has(own));
    for (const own of fresh) taken.add(own);
    return by.length > 0 ? fresh : [rule];
  });
  return [...kept, ...above.filter(own => !taken.has(own))];
}

/** The rules without those that repeat another of the same layer; each repetition is a fault. */
function withoutRepeats<T>(
  key: ObjectKey,
  kind: ObjectKind<T>,
  rules: readonly Rule<T>[],
  faults: ConcernedFault[],
): readonly Rule<T>[] {
  const first = new Map<string, Rule<T>>();
  for (const rule of rules) {
    const identity = kind.identity(rule.value);
    const before = first.get(identity);
    if (before === undefined) first.set(identity, rule);
    else faults.push(...concerning(objectConcern(key, rule.entry), [repeated(kind, rule, reference(before.entry.spot.place()))]));
  }
  return [...first.values()];
}

function repeated<T>(kind: ObjectKind<T>, rule: Rule<T>, first: string): Fault {
  const place = rule.entry.spot.place();
  if (kind.scoped) return fault(configFaults, 'rule_tie', { of: rule.title, first }, place);
  return fault(configFaults, 'object_duplicate', { object: rule.title, first }, place);
}
