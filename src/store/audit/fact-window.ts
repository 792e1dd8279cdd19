import { type DateBounds, dateBounds } from '../../expressions/date-bounds.js';
import { quotedText } from '../../expressions/to-sql.js';
import { spanClasses } from '../../facts/span-classes.js';
import type { Part } from '../../metrics/compile.js';
import { listed, tableOf } from '../facts/columns.js';

/** Whose facts are read: as known at a batch, for a period. */
export interface FactWindow {
  readonly client: string;
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The facts of one kind that can count for some parts, as a condition on alias f: facts whose span touches the period, widened
 * by the bound of computed dates, and all members of their groups. It checks the scan that computes figures, and therefore
 * shares no code with it.
 */
export function windowOf(parts: readonly Part[], known: FactWindow): string {
  const [first] = parts;
  if (first === undefined) return 'false';
  const inWindow = (alias: string): string => spanTouches(alias, parts, known);
  const groups = parts
    .filter(({ per }) => per.length > 0)
    .map(
      ({ per }) =>
        `(${listed(per, 'f')}) in (select ${listed(per, 'i')} from ${tableOf(first.of)} i where ${isKnown('i', first, known)} and ${inWindow('i')})`,
    );
  // Most facts are in the window themselves, so that the others of their groups are rarely looked for.
  return `${isKnown('f', first, known)} and (${[inWindow('f'), ...new Set(groups)].join(' or ')})`;
}

/** Whether a fact is in one group with another known one, as a condition on alias f; unknown where it lacks a field of the group. */
export function isOfSeveral({ of, per }: Pick<Part, 'of' | 'per'>, known: FactWindow): string {
  const names = listed(per, 'i');
  const several = `select ${names} from ${tableOf(of)} i where ${isKnown('i', { of }, known)} group by ${names} having count(*) > 1`;
  return `(${listed(per, 'f')}) in (${several})`;
}

function isKnown(alias: string, { of }: Pick<Part, 'of'>, { client, batch }: FactWindow): string {
  // Readings of client * are of the whole firm, so every client's evaluation reads them.
  const owner = of === 'reading' ? `${alias}.client in (${quotedText(client)}, '*')` : `${alias}.client = ${quotedText(client)}`;
  return `${owner} and ${alias}.batch <= ${batch} and (${alias}.superseded_by is null or ${alias}.superseded_by > ${batch})`;
}

const reaches = new WeakMap<readonly Part[], DateBounds | 'all'>();

/** How far computed dates lie from those of their facts. */
function reachOf(parts: readonly Part[]): DateBounds | 'all' {
  let [before, after] = [0, 0];
  for (const { dated } of parts.flatMap(part => part.terms)) {
    const one = dateBounds(dated);
    if (one === undefined) return 'all';
    before = Math.max(before, one.before);
    after = Math.max(after, one.after);
  }
  return { before, after };
}

function spanTouches(alias: string, parts: readonly Part[], { from, to }: FactWindow): string {
  const reach = reaches.get(parts) ?? reachOf(parts);
  reaches.set(parts, reach);
  if (reach === 'all') return 'true';
  const { before, after } = reach;
  return `(${alias}.last_at >= ${from - after} and ${alias}.first_at < ${to + before} and ${lastsUntil(alias, to + before)})`;
}

/** Where a fact that begins before an instant can end, by how long it lasts: true of each of them, and what an index can look for. */
function lastsUntil(alias: string, instant: number): string {
  const byClass = [0, ...Object.values(spanClasses)].map((longer, i, all) => {
    const most = all[i + 1];
    const isLonger = longer === 0 ? [] : [`${alias}.last_at - ${alias}.first_at > ${longer}`];
    const endsBefore = most === undefined ? [] : [`${alias}.last_at < ${instant + most}`];
    return `(${[...isLonger, ...endsBefore].join(' and ')})`;
  });
  return `(${byClass.join(' or ')})`;
}
