import type { z } from 'zod';
import type { ObjectName, Phrase } from '../faults/phrase.js';
import type { PlainMap } from './plain.js';

/** A kind of config object: how faults name one, what shape it has, and which two of them are the same. */
export interface ObjectKind<T> {
  /** As faults name one of them: `metric "otif"`. */
  readonly title: (raw: PlainMap) => Phrase;
  readonly shape: z.ZodType<T>;
  /** Objects with the same identity replace each other. */
  readonly identity: (value: T) => string;
  /** Holds within a scope from a day on: two of the same identity are a tie, not just the same name twice. */
  readonly scoped?: true;
  /** Values for keys that nothing else in the object depends on: with them a broken one can be checked further. */
  readonly neutral?: Readonly<Record<string, string>>;
  /** Keys that give the names which the rest of the object uses: where they are broken, it says nothing by itself. */
  readonly declares?: readonly string[];
  /** A further case in which an object of the workspace replaces a packaged one. */
  readonly replaces?: (ours: T, packaged: T) => boolean;
}

/** An object's name by one of its keys. */
export const titled =
  (is: ObjectName, key: string) =>
  (raw: PlainMap): Phrase => {
    const id = raw[key];
    return { phrase: 'object', is, ...(typeof id === 'string' ? { id } : {}) };
  };
