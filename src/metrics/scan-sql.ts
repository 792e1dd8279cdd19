import { toSql } from '../expressions/to-sql.js';
import type { Expression } from '../expressions/expression.js';
import { kindOf } from '../facts/kinds.js';
import type { CompiledTerm, Part } from './compile.js';
import type { Membership } from './membership.js';

/** A part to be tallied, with the number it has in the answer, and the exclusions that apply to it. */
export interface Request {
  readonly id: number;
  readonly part: Part;
  readonly excluded?: Expression;
}

/** What a scan reads: one client's facts as known at a batch, in a period. */
export interface ScanView {
  readonly from: number;
  readonly to: number;
  /** How far the window of facts read is widened for computed dates; undefined reads all. */
  readonly reach: { readonly before: number; readonly after: number } | undefined;
  /** A condition on the table's alias that picks the client's facts as known at the batch. */
  readonly known: (alias: string) => string;
  readonly name: (name: string) => string;
  readonly around: { readonly zone: string; readonly calendar: string; readonly asOf: string };
  /** Columns that slices are made of, in this order. */
  readonly slices: readonly string[];
}

// Memberships as numbers in the order in which one of several terms decides for all.
export const codes: Readonly<Record<Membership, number>> = {
  excluded: 1,
  undetermined: 2,
  failed: 3,
  passed: 4,
  undated: 5,
  outside: 6,
};

/** Expressions by their SQL text: what several metrics ask for is computed once a row. */
export class Columns {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(sql: string): string {
    if (sql === 'true' || sql === 'false') return sql;
    const name = this.#names.get(sql) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  list(): readonly string[] {
    return [...this.#names].map(([sql, name]) => `${sql} as ${name}`);
  }
}

/** One scan over facts, each judged for itself: a row a slice, a column a count or sum of each request. */
export function factScan(table: string, requests: readonly Request[], view: ScanView): string {
  const facts = new Columns('e');
  const judged = new Columns('m');
  const outputs: string[] = [];
  for (const request of requests) {
    const terms = request.part.terms.map(term => termColumns(term, request, view, facts));
    const memberships = terms.map(term => singleMembership(term, view));
    const each = memberships.map(membership => judged.of(membership));
    const whole = each.length === 1 ? (each[0] ?? '') : judged.of(`least(${memberships.join(', ')})`);
    outputs.push(...countColumns(request, whole));
    outputs.push(`count(*) filter (where ${seenCondition(terms, view)}) as z${request.id}`);
    request.part.terms.forEach((term, i) => {
      const value = terms[i]?.value;
      if (term.value === undefined || value === undefined) return;
      const adds =
        each.length === 1 ? `${whole} = ${codes.passed}` : `${whole} = ${codes.passed} and ${each[i]} = ${codes.passed}`;
      outputs.push(
        term.value.node === 'literal'
          ? `count(*) filter (where ${adds}) as s${request.id}_${i}`
          : `sum(${value}) filter (where ${adds}) as s${request.id}_${i}`,
      );
    });
  }
  const base = `select ${[...view.slices.map(name => `f.${name}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${table} f where ${view.known('f')} and ${within(view, 'f')} offset 0`;
  // OFFSET 0 keeps the planner from writing each expression out again in every count.
  const level = `select a.*${judged
    .list()
    .map(column => `, ${column}`)
    .join('')} from (${base}) a offset 0`;
  return `select ${[...view.slices, ...outputs].join(', ')} from (${level}) b${view.slices.length === 0 ? '' : ` group by ${view.slices.join(', ')}`}`;
}

interface TermColumns {
  readonly when: string;
  readonly dated: string;
  readonly passes: string;
  readonly value: string;
  readonly excluded: string | undefined;
}

/** A term's expressions as columns over one fact. */
export function termColumns(term: CompiledTerm, request: Request, view: ScanView, columns: Columns): TermColumns {
  const reader = { name: view.name, around: view.around };
  const value = term.value === undefined ? '1' : columns.of(toSql(term.value, reader));
  const counted = term.value === undefined || term.value.node === 'literal' ? 'true' : `(${value} is not null)`;
  return {
    when: columns.of(toSql(term.when, reader)),
    dated: columns.of(toSql(term.dated, reader)),
    passes: term.passes === undefined ? counted : columns.of(toSql(term.passes, reader)),
    value,
    excluded: request.excluded === undefined ? undefined : columns.of(toSql(request.excluded, reader)),
  };
}

/** The rule of six memberships for a fact by itself; the cheapest question that settles it comes first. */
export function singleMembership({ when, dated, passes, excluded }: TermColumns, view: ScanView): string {
  const isValue = passes.endsWith('is not null)');
  const passed =
    passes === 'true'
      ? String(codes.passed)
      : isValue
        ? `case when ${passes} then ${codes.passed} else ${codes.undetermined} end`
        : `case when ${passes} then ${codes.passed} when not ${passes} then ${codes.failed} else ${codes.undetermined} end`;
  const arms = [`when ${dated} < ${view.from} or ${dated} >= ${view.to} then ${codes.outside}`];
  if (when !== 'true') arms.push(`when not ${when} then ${codes.outside}`);
  arms.push(`when ${dated} is null then ${codes.undated}`);
  if (excluded !== undefined) arms.push(`when ${excluded} then ${codes.excluded}`);
  if (when !== 'true') arms.push(`when ${when} is null then ${codes.undetermined}`);
  return `case ${arms.join(' ')} else ${passed} end`;
}

function seenCondition(terms: readonly TermColumns[], view: ScanView): string {
  const seen = terms
    .filter(term => term.when !== 'true')
    .map(({ when, dated }) => `(not ${when} and ${dated} >= ${view.from} and ${dated} < ${view.to})`);
  return seen.length === 0 ? 'false' : seen.join(' or ');
}

function countColumns(request: Request, membership: string): readonly string[] {
  const of = (name: Membership, also = ''): string =>
    `count(*) filter (where ${membership} = ${codes[name]}${also}) as ${name.slice(0, 3)}${request.id}`;
  const judged = request.part.terms.some(term => term.passes !== undefined);
  return [
    of('passed'),
    ...(judged ? [of('failed')] : []),
    ...(request.excluded === undefined ? [] : [of('excluded')]),
    of('undetermined'),
    `count(*) filter (where ${membership} = ${codes.undated} and touching) as und_${request.id}`,
    of('outside', ' and touching'),
  ];
}

/** Whether one of the fact's own dates may lie in the period. */
export const touches = ({ from, to }: ScanView): string => `(f.last_at >= ${from} and f.first_at < ${to})`;

/** Whether a fact lies in the window that is read. */
export function within({ from, to, reach }: ScanView, alias: string): string {
  if (reach === undefined) return 'true';
  return `${alias}.last_at >= ${from - reach.after} and ${alias}.first_at < ${to + reach.before}`;
}

/**
 * One scan over groups of facts (all requests share `per`). Groups whose facts lie in one slice are counted in it;
 * of the others (`mixed`) a second scan takes the slice from the latest fact, for requests that date it alike.
 */
export function groupScan(table: string, requests: readonly Request[], view: ScanView, mixed: 'apart' | 'only'): string {
  const [first] = requests;
  if (first === undefined) throw new RangeError('a scan answers at least one request');
  const { per, of } = first.part;
  const facts = new Columns('e');
  const groups = new Columns('g');
  const judged = new Columns('m');
  const outputs: string[] = [];
  let latest = '';
  for (const request of requests) {
    const memberships = request.part.terms.map(term => {
      const columns = termColumns(term, request, view, facts);
      latest = latest || latestSlice(columns, of, view);
      return groupMembership(columns, view, groups);
    });
    const each = memberships.map(membership => judged.of(membership));
    const whole = each.length === 1 ? (each[0] ?? '') : judged.of(`least(${memberships.join(', ')})`);
    outputs.push(...countColumns(request, whole), `0 as z${request.id}`);
    request.part.terms.forEach((term, i) => {
      if (term.value === undefined) return;
      const both = each.length === 1 ? '' : ` and ${each[i]} = ${codes.passed}`;
      outputs.push(`count(*) filter (where ${whole} = ${codes.passed}${both}) as s${request.id}_${i}`);
    });
  }
  const keys = per.map(name => `f.${name}`);
  const alone = groupKeys(per, of).at(-1) ?? '';
  const slice = view.slices.length === 0 ? `''` : sliceText(view.slices);
  const base = `select ${[...keys, `${alone} as alone`, `${slice} collate "C" as slice`, ...kindOf(of).key.map(name => `f.${name} as key_${name}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${table} f where ${view.known('f')} and ${members(table, per, view)} offset 0`;
  const sliced = mixed === 'only' ? `${latest} as slice` : 'min(slice) as slice';
  const grouped = `select ${[sliced, 'min(slice) <> max(slice) as is_mixed', 'bool_or(touching) as touching', ...groups.list()].join(', ')} from (${base}) a group by ${[...per, 'alone'].join(', ')}`;
  const level = `select b.*${judged
    .list()
    .map(column => `, ${column}`)
    .join('')} from (${grouped}) b${mixed === 'only' ? ' where is_mixed' : ''} offset 0`;
  return `select slice, is_mixed, count(*) as groups, ${outputs.join(', ')} from (${level}) c group by slice, is_mixed`;
}

/** Where slices of groups are taken apart again. */
export const sliceSeparator = '\u001f';
export const sliceMissing = '\u001e';

const sliceText = (slices: readonly string[]): string =>
  slices.map(name => `coalesce(f.${name}, '${sliceMissing}')`).join(` || '${sliceSeparator}' || `);

/** The columns that make a group; the last tells facts apart that lack one of the fields. */
export function groupKeys(per: readonly string[], of: Part['of']): readonly string[] {
  const keys = per.map(name => `f.${name}`);
  return [...keys, `case when ${keys.map(key => `${key} is null`).join(' or ')} then ${aloneKey(of)} end`];
}

function aloneKey(of: Part['of']): string {
  return kindOf(of)
    .key.map(name => `coalesce(f.${name}::text, '${sliceMissing}')`)
    .join(` || '${sliceSeparator}' || `);
}

/** All members of the groups of which one lies in the window. */
export function members(table: string, per: readonly string[], view: ScanView): string {
  if (view.reach === undefined) return 'true';
  const keys = per.map(name => `f.${name}`).join(', ');
  const unnamed = per.map(name => `f.${name} is null`).join(' or ');
  return `((${keys}) in (select ${per.map(name => `i.${name}`).join(', ')} from ${table} i where ${view.known('i')} and ${within(view, 'i')}) or ((${unnamed}) and ${within(view, 'f')}))`;
}

/** The rule of six memberships for a group, over aggregates that it adds to `groups`. */
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
      : `when not ${groups.of(`coalesce(bool_or(${excluded} is not true)${among}, false)`)} then ${codes.excluded} `;
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

/** The discrete percentiles of a mean's values: a row for all of them (`dimension` null), and one for each key of each dimension. */
export function percentileScan(table: string, request: Request, percentiles: readonly number[], view: ScanView): string {
  const facts = new Columns('e');
  const [term] = request.part.terms;
  if (term === undefined) throw new RangeError('a mean has a term');
  const columns = termColumns(term, request, view, facts);
  // Just below each hundredth, so that a product of doubles never steps over the rank that integers give.
  const shares = percentiles.map(percent => `${percent / 100} - 1e-12`).join(', ');
  const ranks = `percentile_disc(array[${shares}]) within group (order by value) as percentiles`;
  const slices = view.slices.map(name => `f.${name}`);
  const base = `select ${[...slices, ...facts.list()].join(', ')} from ${table} f where ${view.known('f')} and ${within(view, 'f')} offset 0`;
  const values = `select ${[...view.slices, `${columns.value} as value`].join(', ')} from (${base}) a where ${singleMembership(columns, view)} = ${codes.passed}`;
  const each = view.slices.map(name => `select '${name}', ${name}, ${ranks} from counted group by ${name}`);
  return `with counted as materialized (${values})\n${[`select null::text as dimension, null::text as key, ${ranks} from counted`, ...each].join(' union all ')}`;
}
