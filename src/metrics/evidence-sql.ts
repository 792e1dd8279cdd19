import { kindOf } from '../facts/kinds.js';
import type { Membership } from './membership.js';
import { groupKeys, groupMembership, members } from './group-sql.js';
import {
  codes,
  Columns,
  FactColumns,
  type Request,
  type ScanView,
  singleMembership,
  groupTermColumns,
  termColumns,
  touches,
  withGroupColumns,
  within,
} from './scan-sql.js';

/** What evidence is asked for: a part's facts of some memberships, at most so many, with these columns of alias f. */
export interface EvidenceRequest extends Request {
  readonly memberships: readonly Membership[];
  readonly columns: readonly string[];
  readonly limit: number;
}

/**
 * The facts behind a count, in the order of their keys: columns v0, v1 …, batch, row, membership and `total`, how many there
 * are in all. Of a group, those members are shown that made it what it is, with what their condition takes of it: w0, w1 …, in the
 * order of `groupCallsOf` the first term.
 */
export function evidenceScan(table: string, request: EvidenceRequest, view: ScanView): string {
  const { per, of, terms } = request.part;
  const [term] = terms;
  if (term === undefined) throw new RangeError('a part has terms');
  const facts = new FactColumns('e');
  const ofGroup = new Columns('o');
  const groups = new Columns('g');
  const isGrouped = per.length > 0;
  const keys = isGrouped ? groupKeys(per, of) : [];
  const inGroup = { keys: keys.map((_, i) => `p${i}`), ofGroup };
  const each = terms.map(one => (isGrouped ? groupTermColumns(one, view, facts, inGroup) : termColumns(one, view, facts)));
  const [columns] = each;
  if (columns === undefined) throw new RangeError('a part has terms');
  const combined = (memberships: readonly string[]): string =>
    memberships.length === 1 ? (memberships[0] ?? '') : `least(${memberships.join(', ')})`;
  const whole = combined(each.map(one => (isGrouped ? groupMembership(one, view, groups) : singleMembership(one, view))));
  const wanted = request.memberships.map(membership => codes[membership]).join(', ');
  const key = kindOf(of).key.map((name, i) => `f.${name} as k${i}`);
  const base = `select ${[...request.columns.map((column, i) => `${column} as v${i}`), 'f.batch', 'f.row', ...key, ...keys.map((sql, i) => `${sql} as p${i}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${facts.source(table, `${view.known('f')} and ${isGrouped ? members(table, per, view) : within(view, 'f')}`)} offset 0`;
  const shown = [
    ...request.columns.map((_, i) => `v${i}`),
    ...(columns.ofGroup ?? []).map((column, i) => `${column} as w${i}`),
    'batch',
    'row',
    'membership',
  ].join(', ');
  const order = kindOf(of)
    .key.map((_, i) => `k${i}`)
    .join(', ');
  const judged = isGrouped
    ? groupedRows(withGroupColumns(base, ofGroup), inGroup.keys, groups, whole, columns)
    : `select a.*, ${whole} as membership from (${base}) a`;
  return `select ${shown}, count(*) over () as total from (${judged}) j where membership in (${wanted})${isGrouped ? '' : ' and touching'} order by ${order} limit ${request.limit}`;
}

// A window over the facts in the order of their groups: a join of facts with their groups compares each with each where a key can be missing.
function groupedRows(
  base: string,
  keys: readonly string[],
  groups: Columns,
  membership: string,
  { when, passes }: ReturnType<typeof termColumns>,
): string {
  const judging = groups.each((sql, name) => `, ${sql} over whole as ${name}`).join('');
  const inGroup = `select e.*${judging} from (${base}) e window whole as (partition by ${keys.join(', ')})`;
  // A failed group is shown by its failed members, an undetermined one by the members that cannot be judged.
  const own =
    passes === 'true'
      ? ''
      : ` and (membership <> ${codes.failed} or (${when} is true and ${passes} is false)) and (membership <> ${codes.undetermined} or ${passes} is null or ${when} is null)`;
  return `select * from (select a.*, ${membership} as membership from (${inGroup}) a) m where ${when} is not false${own}`;
}
