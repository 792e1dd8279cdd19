import { type Document, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { FaultPlace } from '../faults/fault.js';
import { offsetInFile } from './offsets.js';
import { keyText, pairsOf, resolved } from './plain.js';
import { placeAt, type SourceText } from './source-text.js';

/** A way into an object: keys and positions. */
export type Path = readonly (string | number)[];

/** Knows where an object of a config file stands, and everything in it. */
export interface Spot {
  readonly source: SourceText;
  /** False in a file whose broken lines may have moved or cut off what stands here. */
  readonly whole: boolean;
  /** Where the value at the path stands; the nearest thing around it when there is none. */
  place(path?: Path, offset?: number): FaultPlace;
  /** Where the path's last key stands. */
  keyPlace(path: Path): FaultPlace;
}

/** The spot of a node of a document. */
export function spotOf(source: SourceText, document: Document, node: unknown): Spot {
  const whole = document.errors.every(error => error.code === 'DUPLICATE_KEY');
  const step = (from: unknown, part: string | number): { key?: unknown; value: unknown } | undefined => {
    const at = resolved(document, from);
    if (isSeq(at)) return typeof part === 'number' && part < at.items.length ? { value: at.items[part] } : undefined;
    const pair = isMap(at) ? pairsOf(document, at).find(([key]) => keyText(key) === String(part)) : undefined;
    return pair === undefined ? undefined : { key: pair[0], value: pair[1] };
  };
  const follow = (path: Path): { readonly key: unknown; readonly value: unknown } => {
    let found: { key: unknown; value: unknown } = { key: undefined, value: node };
    for (const part of path) {
      const next = step(found.value, part);
      if (next === undefined) return found;
      found = { key: next.key ?? found.key, value: next.value };
    }
    return found;
  };
  const startOf = (value: unknown): number | undefined => (isNode(value) ? value.range?.[0] : undefined);
  return {
    source,
    whole,
    place(path = [], offset) {
      const found = follow(path);
      const at = resolved(document, found.value);
      // An offset counts within a scalar's text: with one, the place is inside its quotes.
      if (offset !== undefined && isScalar(at)) return placeAt(source, offsetInFile(source.text, at, offset));
      return placeAt(source, startOf(found.value) ?? startOf(found.key) ?? 0);
    },
    keyPlace(path) {
      const found = follow(path);
      return placeAt(source, startOf(found.key) ?? startOf(found.value) ?? 0);
    },
  };
}

/** The spot of a part of an object. */
export const below = (around: Spot, path: Path): Spot => ({
  source: around.source,
  whole: around.whole,
  place: (inside = [], offset) => around.place([...path, ...inside], offset),
  keyPlace: inside => around.keyPlace([...path, ...inside]),
});
