import { kindOf } from '../facts/kinds.js';
import { asItStands, Columns, FactColumns } from './columns.js';
import type { Part } from './compile.js';
import { factsOfGroups } from './groups-of-several.js';
import { codes, countColumns, groupTermColumns, type Request, type TermColumns, withGroupColumns } from './scan-sql.js';
import { type ScanView, touches } from './scan-view.js';

/**
 * One scan over the clients' groups of facts; all requests share `per`. A group whose facts lie in one slice is counted in that slice. The
 * other groups (`mixed`) need a second scan, which takes the slice of the latest fact, for requests that date it alike.
 */
export function groupScan(table: string, requests: readonly Request[], view: ScanView, mixed: 'apart' | 'only'): string {
  const [first] = requests;
  if (first === undefined) throw new RangeError('a scan answers at least one request');
  const { per, of } = first.part;
  const facts = new FactColumns('e');
  const ofGroup = new Columns('o');
  const groups = new Columns('g');
  const judged = new Columns('m');
  const outputs: string[] = [];
  let latest = '';
  for (const request of requests) {
    const memberships = request.part.terms.map(term => {
      const columns = groupTermColumns(term, view, facts, { keys: ['owner', ...per], ofGroup });
      latest = latest || latestSlice(columns, of, view);
      return groupMembership(columns, view, groups);
    });
    const each = memberships.map(membership => judged.of(membership));
    const whole = each.length === 1 ? (each[0] ?? '') : judged.of(`least(${memberships.join(', ')})`);
    outputs.push(...countColumns(request, whole));
    request.part.terms.forEach((term, i) => {
      if (term.value === undefined) return;
      const both = each.length === 1 ? '' : ` and ${each[i]} = ${codes.passed}`;
      outputs.push(`count(*) filter (where ${whole} = ${codes.passed}${both}) as s${request.id}_${i}`);
    });
  }
  const keys = [`${view.owner('f')} as owner`, ...per.map(name => `f.${name}`)];
  const slice = view.slices.length === 0 ? `''` : sliceText(view.slices);
  const base = `select ${[...keys, `${slice} collate "C" as slice`, ...kindOf(of).key.map(name => `f.${name} as key_${name}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${facts.source(factsOfGroups(table, { of, per }, view))} ${asItStands}`;
  const sliced = mixed === 'only' ? `${latest} as slice` : 'min(slice) as slice';
  const grouped = `select ${['owner', sliced, 'min(slice) <> max(slice) as is_mixed', 'bool_or(touching) as touching', ...groups.list()].join(', ')} from (${withGroupColumns(base, ofGroup)}) a group by ${['owner', ...per].join(', ')}`;
  const level = `select b.*${judged
    .list()
    .map(column => `, ${column}`)
    .join('')} from (${grouped}) b${mixed === 'only' ? ' where is_mixed' : ''} ${asItStands}`;
  return `select owner, slice, is_mixed, ${outputs.join(', ')} from (${level}) c group by owner, slice, is_mixed`;
}

/** Where slices of groups are taken apart again. */
export const sliceSeparator = '\u001f';
export const sliceMissing = '\u001e';

const sliceText = (slices: readonly string[]): string =>
  slices.map(name => `coalesce(f.${name}, '${sliceMissing}')`).join(` || '${sliceSeparator}' || `);

/** The columns that make a group; the last makes a fact that lacks one of the fields a group of its own. */
export function groupKeys(per: readonly string[], of: Part['of']): readonly string[] {
  const keys = per.map(name => `f.${name}`);
  return [...keys, `case when ${keys.map(key => `${key} is null`).join(' or ')} then ${aloneKey(of)} end`];
}

function aloneKey(of: Part['of']): string {
  return kindOf(of)
    .key.map(name => `coalesce(f.${name}::text, '${sliceMissing}')`)
    .join(` || '${sliceSeparator}' || `);
}

/** The rule of six memberships for a group, over aggregates that it adds to `groups`, each of which can also be taken over a window. */
export function groupMembership(term: TermColumns, view: ScanView, groups: Columns): string {
  const { when, dated, passes, excluded } = term;
  const sure = when === 'true' ? '' : ` filter (where ${when})`;
  const kept = excluded === undefined ? '' : ` and ${excluded} is not true`;
  const latest = groups.of(`max(${dated})${sure}`);
  const inPeriod = (date: string, then: string): string =>
    `case when ${date} is null then ${codes.undated} when ${date} < ${view.from} or ${date} >= ${view.to} then ${codes.outside} ${then} end`;
  // A group of which every member is excluded, among those that decide about it.
  const out = (among: string): string =>
    excluded === undefined
      ? ''
      : `when ${groups.of(`bool_or(${excluded} is not true)${among}`)} is not true then ${codes.excluded} `;
  const arms: string[] = [];
  if (passes !== 'true') {
    arms.push(`when ${groups.of(`bool_or(not ${passes}${kept})${sure}`)} then ${codes.failed}`);
    arms.push(`when ${groups.of(`bool_or(${passes} is null${kept})${sure}`)} then ${codes.undetermined}`);
  }
  const judged = inPeriod(latest, `${out(sure)}${arms.join(' ')} else ${codes.passed}`);
  if (when === 'true') return judged;
  const unknown = ` filter (where ${when} is null)`;
  const unsure = groups.of(`max(${dated})${unknown}`);
  return `case when ${groups.of(`bool_or(${when})`)} then ${judged} when ${groups.of(`bool_or(${when} is null)`)} then ${inPeriod(unsure, `${out(unknown)}else ${codes.undetermined}`)} else ${codes.outside} end`;
}

/** The slice of the group's latest member; of equal dates the last by key. */
function latestSlice({ when, dated }: TermColumns, of: Part['of'], view: ScanView): string {
  if (view.slices.length === 0) return `''`;
  const order = [
    ...(when === 'true' ? [] : [`case when ${when} then 0 when ${when} is null then 1 else 2 end`]),
    `${dated} desc nulls last`,
    ...kindOf(of).key.map(name => `key_${name} collate "C" desc`),
  ];
  return `(array_agg(slice order by ${order.join(', ')}))[1]`;
}
