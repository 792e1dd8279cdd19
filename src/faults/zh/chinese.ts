import type { Entry, Wording } from '../fault.js';

type ParamsOf<E> = E extends Entry<infer P> ? P : never;

/** A catalogue's words in Chinese: every code of it, from the same parameters, so that none can be forgotten. */
export type Chinese<C extends Readonly<Record<string, Entry<never>>>> = {
  readonly [K in keyof C]: (params: ParamsOf<C[K]>) => Wording;
};
