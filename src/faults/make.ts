import type { Entry, Fault, Place, Wording } from './fault.js';
import { chineseOf } from './zh/wordings.js';

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
  const found = { code, severity: entry.severity, place, ...entry.says(params) };
  // A code is in one catalogue only, so what is found under it takes the same parameters.
  const chinese = chineseOf(code) as ((params: Parameters<C[K]>) => Wording) | undefined;
  if (chinese === undefined) return found;
  // Most rejected rows are told in one language: the other one is put into words where somebody asks.
  return {
    ...found,
    get zh(): Wording {
      return chinese(params);
    },
  };
}
