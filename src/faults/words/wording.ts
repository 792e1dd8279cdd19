import type { Catalogue, ParamsOf } from '../entry.js';

/** What a fault says in one language. */
export interface Wording {
  /** What was found, with the value. */
  readonly what: string;
  /** What to do about it; names the file, key or command to use. */
  readonly remedy: string;
}

/** A catalogue's words in one language: every code of it, from its parameters, so that none can be forgotten. */
export type Words<C extends Catalogue> = { readonly [K in keyof C]: (params: ParamsOf<C[K]>) => Wording };

/** What a catalogue's words say of one of its faults. */
export function wordsOf<C extends Catalogue>(
  words: Words<C>,
  { code, params }: { readonly code: keyof C; readonly params: ParamsOf<C[keyof C]> },
): Wording {
  // What stands under a code takes the parameters of that code, with which every fault of it is made.
  return (words[code] as (given: typeof params) => Wording)(params);
}
