import type { ColumnProfile } from './column-profile.js';
import { valueForm } from './value-form.js';

/** A client or site of the workspace. */
export interface KnownPlace {
  readonly code: string;
  /** What else it is called. */
  readonly names: readonly string[];
}

/** The clients and sites of the workspace; none where it registers none. */
export interface KnownPlaces {
  readonly client: readonly KnownPlace[];
  readonly site: readonly KnownPlace[];
}

/** The code of the client or site that a text names: by its code, or by a name; undefined where it names none. */
export const placeMeant = (known: readonly KnownPlace[], text: string): string | undefined =>
  known.find(({ code }) => code === text)?.code ??
  known.find(({ code, names }) => [code, ...names].some(name => valueForm(name) === valueForm(text)))?.code;

/** How many of a column's rows name clients or sites of the workspace, 0.2 for none; undefined for other fields, or where none are known. */
export function placeFit(field: string, { values, filled }: ColumnProfile, places: KnownPlaces): number | undefined {
  if (field !== 'client' && field !== 'site') return undefined;
  const known = places[field];
  if (known.length === 0 || filled === 0) return undefined;
  let rows = 0;
  for (const [text, times] of values) if (placeMeant(known, text) !== undefined) rows += times;
  const share = rows / filled;
  // Sites need not be registered; clients do.
  return share > 0.8 ? 1 : field === 'site' ? undefined : Math.max(share, 0.2);
}
