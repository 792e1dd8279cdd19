import type { Entry, Fault, Place } from './fault.js';

type Parameters<E> = E extends Entry<infer P> ? P : never;

/** The fault of a catalogue's entry, with its words for the given parameters. */
export function fault<C extends Readonly<Record<string, Entry<never>>>, K extends keyof C & string>(
  catalogue: C,
  code: K,
  params: Parameters<C[K]>,
  place: Place = {},
): Fault {
  // The entry under `code` takes exactly Parameters<C[K]>; the catalogue's type forgets which entry that is.
  const entry = catalogue[code] as unknown as Entry<Parameters<C[K]>>;
  return { code, severity: entry.severity, place, ...entry.says(params) };
}
