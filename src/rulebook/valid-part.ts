import type { z } from 'zod';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import { unfolded } from './check-shape.js';
import type { ObjectKind } from './kind.js';
import type { Path, Spot } from './spot.js';

/** What is left of a broken object, so that the rest of it can be checked; nothing is computed by it. */
export interface ValidPart<T, R> {
  readonly value: T;
  readonly entry: { readonly raw: R; readonly spot: Spot };
  /** Of the faults found in it those that are its own, rather than a consequence of what was left out. */
  readonly own: (faults: readonly Fault[]) => readonly Fault[];
}

/** What of a kind says how an object without its broken parts is read. */
type PartialReading<T> = Pick<ObjectKind<T>, 'shape' | 'neutral' | 'declares'>;

/** The object without the parts that its shape faults are in; undefined where the rest of it says nothing by itself. */
export function validPartOf<T, R>(
  kind: PartialReading<T>,
  { raw, spot }: { readonly raw: R; readonly spot: Spot },
): ValidPart<T, R> | undefined {
  const issues = (kind.shape.safeParse(raw).error?.issues ?? []).flatMap(issue => unfolded(issue));
  if (issues.some(issue => isOfDeclared(issue, kind.declares ?? []))) return undefined;
  // What stands around a part may need it: then that goes with it.
  for (const around of [itself, item, topLevel]) {
    const broken = issues.flatMap(issue => brokenParts(issue, around));
    const rest = leaving(broken, raw, kind.neutral ?? {});
    const read = kind.shape.safeParse(rest);
    if (read.success) {
      return { value: read.data, entry: { raw: rest, spot: movedUp(spot, broken) }, own: ownOf(spot, broken) };
    }
  }
  return undefined;
}

/** How much is left out for a fault at a path: the value, the item of a list or entry of a map it is in, or the top-level key. */
type Around = (path: Path) => Path;

const itself: Around = path => path;
const topLevel: Around = path => path.slice(0, 1);
const item: Around = path => {
  const at = path.findLastIndex(part => typeof part === 'number');
  return path.slice(0, at === -1 ? 2 : at + 1);
};

/** Keeps the faults that are at none of the parts that were left out, nor at anything around them. */
function ownOf(spot: Spot, broken: readonly Path[]): ValidPart<unknown, unknown>['own'] {
  const around = broken.flatMap(path => [...path, ''].map((_, length) => path.slice(0, length)));
  const doubtful = around.flatMap(path => [spot.place(path), spot.keyPlace(path)]);
  return faults => faults.filter(({ place }) => !doubtful.some(one => isSamePlace(one, place)));
}

const isSamePlace = (a: FaultPlace, b: FaultPlace): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

const pathOf = (issue: z.core.$ZodIssue): Path => issue.path.filter(part => typeof part !== 'symbol');

/** The whole object is at fault, or names that the rest builds upon, a slip of such a name included: then all the rest would be at fault. */
function isOfDeclared(issue: z.core.$ZodIssue, declares: readonly string[]): boolean {
  const [first] = pathOf(issue);
  if (issue.code === 'unrecognized_keys')
    return first === undefined && issue.keys.some(key => nearest(key, declares) !== undefined);
  return first === undefined || declares.includes(String(first));
}

/** What has to go for an issue: unknown keys alone, else what is at fault with what is around it. */
function brokenParts(issue: z.core.$ZodIssue, around: Around): readonly Path[] {
  const path = pathOf(issue);
  return issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...path, key]) : [around(path)];
}

const isAmong = (paths: readonly Path[], path: Path): boolean =>
  paths.some(one => one.length === path.length && one.every((part, i) => String(part) === String(path[i])));

/** The object without some of its parts; in the place of a key that has a neutral value stands that. */
function leaving<R>(broken: readonly Path[], raw: R, neutral: Readonly<Record<string, string>>): R {
  const without = (value: unknown, path: Path): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, at) => (isAmong(broken, [...path, at]) ? [] : [without(item, [...path, at])]));
    }
    const kept = Object.entries(value).filter(([key]) => !isAmong(broken, [...path, key]));
    return Object.fromEntries(kept.map(([key, one]) => [key, without(one, [...path, key])]));
  };
  const settled = Object.entries(neutral).filter(([key]) => isAmong(broken, [key]));
  // Parts are taken out of a tree of lists and maps: it stays one. Only a map has broken keys that can be settled.
  return (settled.length === 0 ? without(raw, []) : Object.assign({}, without(raw, []), Object.fromEntries(settled))) as R;
}

/** A spot that knows where the parts of the rest stand in the whole object: items of lists have moved up. */
function movedUp(spot: Spot, broken: readonly Path[]): Spot {
  const whole = (path: Path): Path =>
    path.reduce<Path>((above, part) => {
      if (typeof part === 'string') return [...above, part];
      let at = part;
      for (let before = 0; before <= at; before++) if (isAmong(broken, [...above, before])) at++;
      return [...above, at];
    }, []);
  return {
    ...spot,
    place: (path = [], offset) => spot.place(whole(path), offset),
    keyPlace: path => spot.keyPlace(whole(path)),
  };
}
