import type { z } from 'zod';
import type { Fault, Place } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import { unfolded, valueAt } from './check-shape.js';
import type { ObjectKind } from './kind.js';
import type { Path, Spot } from './spot.js';

/** What is left of a broken object, so that the rest of it can be checked; nothing is computed by it. */
export interface Mended<T, R> {
  readonly value: T;
  readonly entry: { readonly raw: R; readonly spot: Spot };
  /** Of the faults found in it those that are its own, rather than a consequence of what was left out. */
  readonly own: (faults: readonly Fault[]) => readonly Fault[];
}

// What is left out uncovers, at worst, that what stands around it is needed too: one step for each level of nesting.
const mostSteps = 16;

/** The object without what its shape faults are about; undefined where the rest of it says nothing by itself. */
export function mended<T, R>(
  kind: Pick<ObjectKind<T>, 'shape' | 'neutral' | 'declares'>,
  { raw, spot }: { readonly raw: R; readonly spot: Spot },
): Mended<T, R> | undefined {
  const cut = new Cut(raw, kind.neutral ?? {});
  for (let step = 0; step < mostSteps; step++) {
    const rest = cut.rest();
    const read = kind.shape.safeParse(rest);
    if (read.success) {
      const kept = cut.spot(spot);
      const doubtful = cut.doubtful().flatMap(path => [spot.place(path), spot.keyPlace(path)]);
      const own = (faults: readonly Fault[]): readonly Fault[] =>
        faults.filter(({ place }) => !doubtful.some(one => isSamePlace(one, place)));
      return { value: read.data, entry: { raw: rest, spot: kept }, own };
    }
    const issues = read.error.issues.flatMap(issue => unfolded(issue));
    if (!issues.every(issue => cut.take(issue, kind.declares ?? []))) return undefined;
  }
  return undefined;
}

const isSamePlace = (a: Place, b: Place): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

/** Takes parts out of an object, by their paths in the whole one. */
class Cut<R> {
  readonly #raw: R;
  readonly #neutral: Readonly<Record<string, string>>;
  readonly #out = new Map<string, Path>();
  readonly #settled = new Set<string>();

  constructor(raw: R, neutral: Readonly<Record<string, string>>) {
    this.#raw = raw;
    this.#neutral = neutral;
  }

  /** Takes out what an issue is about; false where nothing is left to check then. */
  take(issue: z.core.$ZodIssue, declares: readonly string[]): boolean {
    const path = this.#whole(issue.path.filter(part => typeof part !== 'symbol'));
    if (issue.code === 'unrecognized_keys') {
      // A slip of a name that the rest builds upon: without it the rest would be at fault everywhere.
      if (path.length === 0 && issue.keys.some(key => nearest(key, declares) !== undefined)) return false;
      for (const key of issue.keys) this.#leave([...path, key]);
      return true;
    }
    const [first] = path;
    if (first === undefined || declares.includes(String(first))) return false;
    if (path.length === 1 && this.#neutral[String(first)] !== undefined && !this.#settled.has(String(first))) {
      this.#settled.add(String(first));
      return true;
    }
    const isThere = valueAt(this.#raw, path) !== undefined && !this.#out.has(JSON.stringify(path));
    if (!isThere && path.length === 1) return false;
    this.#leave(isThere ? path : path.slice(0, -1));
    return true;
  }

  /** What was left out or replaced, and all that is around it. */
  doubtful(): readonly Path[] {
    const paths = [...this.#out.values(), ...[...this.#settled].map(key => [key])];
    return paths.flatMap(path => [...path, ''].map((_, length) => path.slice(0, length)));
  }

  rest(): R {
    // Parts are taken out of a tree of lists and maps: it stays one.
    const rest = this.#without(this.#raw, []) as R;
    // The shape has found keys in it, or there would be no settled ones.
    const settled = Object.fromEntries([...this.#settled].map(key => [key, this.#neutral[key] ?? '']));
    return this.#settled.size === 0 ? rest : Object.assign({}, rest, settled);
  }

  /** A spot that knows where the parts of the rest stand in the whole. */
  spot(spot: Spot): Spot {
    return {
      ...spot,
      place: (path = [], offset) => spot.place(this.#whole(path), offset),
      keyPlace: path => spot.keyPlace(this.#whole(path)),
    };
  }

  #leave(path: Path): void {
    this.#out.set(JSON.stringify(path), path);
  }

  #isOut(path: Path): boolean {
    return this.#out.has(JSON.stringify(path));
  }

  #without(value: unknown, path: Path): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, at) => (this.#isOut([...path, at]) ? [] : [this.#without(item, [...path, at])]));
    }
    const kept = Object.entries(value).filter(([key]) => !this.#isOut([...path, key]));
    return Object.fromEntries(kept.map(([key, one]) => [key, this.#without(one, [...path, key])]));
  }

  /** A path in the rest as one in the whole: items of lists have moved up. */
  #whole(path: Path): Path {
    const whole: (string | number)[] = [];
    for (const part of path) {
      let at = part;
      if (typeof at === 'number') {
        for (let before = 0; before <= at; before++) if (this.#isOut([...whole, before])) at++;
      }
      whole.push(at);
    }
    return whole;
  }
}
