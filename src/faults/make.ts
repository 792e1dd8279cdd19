import type { Code } from './all.js';
import type { Catalogue, Entry, ParamsOf } from './entry.js';
import type { Fault, FaultPlace } from './fault.js';
import { shortened, shortenedText } from './shortened.js';

/** The fault of a catalogue's entry, with the parameters of its words, shortened. */
export function fault<C extends Catalogue, K extends keyof C & Code>(
  catalogue: C,
  code: K,
  params: ParamsOf<C[K]>,
  place: FaultPlace = {},
): Fault<K> {
  // The entry under `code` takes exactly ParamsOf<C[K]>; the catalogue's type forgets which entry that is.
  const { severity, command, waives } = catalogue[code] as unknown as Entry<ParamsOf<C[K]>>;
  const typed = command?.(params);
  const { column } = place;
  return {
    code,
    severity,
    // Columns are named by headers of files, which may have any length.
    place: typeof column === 'string' ? { ...place, column: shortenedText(column) } : place,
    // A code is in one catalogue only, so this is what Params has under it.
    params: shortened(params) as Fault<K>['params'],
    ...(typed === undefined ? {} : { command: typed }),
    ...(waives === undefined ? {} : { waives: waives(params) }),
  };
}
