import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import type { Deps } from '../deps.js';

/** Where a list of clients goes on, and how many are wanted. */
export interface PageOfClients {
  /** `next` of the page before; the first page without it. */
  readonly cursor?: string | undefined;
  /** As many as the time allows, where none is given. */
  readonly limit?: number | undefined;
}

/** A page takes no other client once it has taken so long. */
const mostMillis = 10_000;

/**
 * Works through a page of clients: as many as are wanted, or as can be worked through in ten seconds; says where the list goes on.
 * `chosen` are all whom the list is about, `codes` those of them that are left. Stops with `cursor_unreadable`.
 */
export async function inPageOfClients<T>(
  { clock }: Pick<Deps, 'clock'>,
  list: { readonly period: string; readonly chosen: readonly string[]; readonly codes: readonly string[] },
  { cursor, limit }: PageOfClients,
  work: (code: string) => Promise<T>,
): Promise<{ readonly results: readonly T[]; readonly next: string | null }> {
  const { period, chosen, codes } = list;
  const after = cursor === undefined ? -1 : placeOf(cursor, period, chosen);
  const places = new Map(chosen.map((code, place) => [code, place]));
  // By the place among all: those before it may have been closed since.
  const left = codes.filter(code => (places.get(code) ?? -1) > after);
  const begun = clock();
  const results: T[] = [];
  for (const code of left.slice(0, limit)) {
    if (results.length > 0 && clock() - begun >= mostMillis) break;
    results.push(await work(code));
  }
  const last = left[results.length - 1];
  return { results, next: last === undefined || results.length === left.length ? null : cursorOf(period, last) };
}

/** A page of a list of clients' periods, each in the place that its cursor names. Stops with `cursor_unreadable`. */
export async function inPageOfPeriods<P extends { readonly client: string; readonly period: string }, T>(
  { clock }: Pick<Deps, 'clock'>,
  all: readonly P[],
  { cursor, limit }: PageOfClients,
  work: (one: P) => Promise<T>,
): Promise<{ readonly results: readonly T[]; readonly next: string | null }> {
  const cursors = cursor === undefined ? [] : all.map(({ period, client }) => cursorOf(period, client));
  const after = cursor === undefined ? -1 : cursors.indexOf(cursor);
  if (cursor !== undefined && after === -1) throw new Stop(2, [fault(readFaults, 'cursor_unreadable', { cursor })]);
  const left = all.slice(after + 1);
  const begun = clock();
  const results: T[] = [];
  for (const one of left.slice(0, limit)) {
    if (limit !== undefined && results.length > 0 && clock() - begun >= mostMillis) break;
    results.push(await work(one));
  }
  const last = left[results.length - 1];
  return { results, next: last === undefined || results.length === left.length ? null : cursorOf(last.period, last.client) };
}

/** Where a list of clients goes on behind one of them. */
export const cursorOf = (period: string, client: string): string =>
  Buffer.from(JSON.stringify([period, client])).toString('base64url');

/** Where the client that a cursor names stands; stops with `cursor_unreadable` where it names none. */
export function placeOf(cursor: string, period: string, chosen: readonly string[]): number {
  const at = chosen.findIndex(client => cursorOf(period, client) === cursor);
  if (at === -1) throw new Stop(2, [fault(readFaults, 'cursor_unreadable', { cursor })]);
  return at;
}
