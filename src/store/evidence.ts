import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { exact } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import type { ExprType } from '../expressions/expression.js';
import { groupedBy } from '../facts/grouped.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import { type EvidenceList, evidenceRows } from '../metrics/evidence-sql.js';
import { groupCallsOf } from '../metrics/group-values.js';
import { wayName } from '../metrics/groups-of-several.js';
import type { ScanView } from '../metrics/scan-view.js';
import { batchFiles, originOf } from './audit/batch-files.js';
import { type OriginAsked, originFinder } from './facts/origins.js';
import { waysLookedUp } from './group-search.js';
import type { Cells } from './answer-sums.js';
import { runForCells } from './run-statement.js';
import { type Scan, shared, tableOf, viewOf } from './scan-view.js';

/** A list of facts that is wanted: those of a part with one membership, and which of their fields. */
export interface EvidenceAsked extends EvidenceList {
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[];
  /** The fields that made a fact what it is. */
  readonly decidedBy: (values: Values) => ReadonlySet<string>;
}

/** A fact as evidence: its values in the order of the columns asked for, and where the value that decided came from. */
export interface EvidenceFact {
  readonly values: readonly Value[];
  readonly batch: number;
  readonly file: string;
  readonly row: number;
}

/** A list of facts, and how many belong in it. */
export interface EvidenceFound {
  readonly rows: readonly EvidenceFact[];
  readonly total: number;
}

/**
 * The facts of lists in the order of their keys, and how many each has in all; in the order of the lists. One pass over the facts of a
 * kind serves all of its lists. Lists share a room in the order in which they are asked for, also those of several kinds. Personal fields
 * hold pseudonyms.
 */
export async function evidenceOf(
  tx: Knex.Transaction,
  lists: readonly EvidenceAsked[],
  scan: Scan,
): Promise<readonly EvidenceFound[]> {
  const totals: number[] = [];
  const read: FactsOfKind[] = [];
  for (const [of, ofKind] of groupedBy(lists.entries(), ([, { part }]) => part.of)) {
    const facts = await factsOf(tx, of, ofKind, scan);
    for (const [i, [at]] of ofKind.entries()) totals[at] = facts.totals[i] ?? 0;
    read.push(facts);
  }
  const wanted = wantedOf(lists, totals);
  const found: EvidenceFound[] = lists.map((_, at) => ({ rows: [], total: totals[at] ?? 0 }));
  for (const facts of read) {
    const rows = await rowsOf(tx, facts, wanted, scan.batch);
    for (const [i, [at]] of facts.lists.entries()) found[at] = { rows: rows[i] ?? [], total: totals[at] ?? 0 };
  }
  return found;
}

/** How many facts each list holds: what those before it leave of its room. */
function wantedOf(lists: readonly EvidenceAsked[], totals: readonly number[]): readonly number[] {
  const left = new Map<string, number>();
  return lists.map(({ room }, at) => {
    const total = totals[at] ?? 0;
    if (room === undefined) return total;
    const size = left.get(room.name) ?? room.size;
    const taken = Math.min(size, total);
    left.set(room.name, size - taken);
    return taken;
  });
}

const viewOfLists = (lists: readonly EvidenceList[], scan: Scan): ScanView =>
  viewOf(
    lists.map(({ part }, id) => ({ id, part })),
    [],
    scan,
  );

/** The ways of grouping in which the groups of the lists are looked up. */
function groupsLookedUp(tx: Knex.Transaction, lists: readonly EvidenceList[], scan: Scan): Promise<ReadonlySet<string>> {
  const grouped = lists.map(({ part }) => part).filter(({ per }) => per.length > 0);
  const ways = [...new Map(grouped.map(part => [wayName(part.per), part])).values()];
  return waysLookedUp(tx, { ...shared(scan), ways, view: viewOfLists(lists, scan) });
}

/** The facts of a kind that lists ask for, and how many facts each of these lists has in all. */
interface FactsOfKind {
  readonly of: FactKindName;
  /** The lists of the kind, each with its place among all lists. */
  readonly lists: readonly (readonly [at: number, list: EvidenceAsked])[];
  readonly facts: readonly Fact[];
  readonly totals: readonly number[];
  /** Where a column of the statement stands among a row's cells. */
  readonly placeOf: (column: string) => number;
}

async function factsOf(tx: Knex.Transaction, of: FactKindName, lists: FactsOfKind['lists'], scan: Scan): Promise<FactsOfKind> {
  const asked = lists.map(([, list]) => list);
  const kind = kindOf(of);
  const named = kind.fields.filter(({ name }) => kind.key.includes(name) || name === 'site');
  const columns = [...new Map([...named, ...asked.flatMap(list => list.columns)].map(({ name, type }) => [name, type]))];
  const view = viewOfLists(asked, { ...scan, lookedUp: await groupsLookedUp(tx, asked, scan) });
  const names = columns.map(([name]) => view.name(name));
  const { rows, places } = await runForCells(tx, evidenceRows(tableOf(of), asked, names, view));
  const placeOf = (name: string): number => places.get(name) ?? -1;
  const totals = String(rows[0]?.[placeOf('totals')] ?? '').split(',');
  const facts = rows.map(cells => factOf(cells, columns, kind.key));
  return { of, lists, facts, totals: totals.map(Number), placeOf };
}

async function rowsOf(
  tx: Knex.Transaction,
  { of, lists, facts, placeOf }: FactsOfKind,
  wanted: readonly number[],
  batch: number,
): Promise<readonly (readonly EvidenceFact[])[]> {
  const members: (readonly Member[])[] = [];
  for (const [i, [at, list]] of lists.entries()) members.push(await membersOf(list, i, { facts, placeOf }, wanted[at] ?? 0));
  const findOrigins = await originFinder(tx, of, batch);
  const origins = await findOrigins(members.flat());
  const files = await batchFiles(tx, [...new Set(origins.map(({ batch }) => batch))]);
  let next = 0;
  return lists.map(([, list], i) =>
    (members[i] ?? []).map(({ values }) => {
      const { batch, row: stored } = origins[next++] ?? { batch: 0, row: 0 };
      const { file, row } = originOf(files.get(batch), stored);
      return { values: list.columns.map(({ name }) => values[name] ?? null), batch, file: file ?? '', row };
    }),
  );
}

/** A row of the statement as a fact: what all lists that it is in take of it. */
interface Fact {
  readonly cells: Cells;
  readonly values: Values;
  readonly key: OriginAsked['key'];
}

/** The columns that were asked for stand first among the cells. */
function factOf(cells: Cells, columns: readonly (readonly [name: string, type: FieldType])[], key: readonly string[]): Fact {
  const values: Record<string, Value> = {};
  for (const [i, [name, type]] of columns.entries()) values[name] = typed(type, plain(cells[i]));
  return { cells, values, key: key.map(name => keyPart(values[name])) };
}

type Member = OriginAsked & { readonly values: Values };

/** So many facts are judged before others have their turn. */
const rowsOfTurn = 200;

/** The first facts of the list at a position; saying why takes its time for each, so others have their turn between them. */
async function membersOf(
  { part, decidedBy }: EvidenceAsked,
  position: number,
  { facts, placeOf }: Pick<FactsOfKind, 'facts' | 'placeOf'>,
  wanted: number,
): Promise<readonly Member[]> {
  const [term] = part.terms;
  const calls = term === undefined || part.per.length === 0 ? [] : [...groupCallsOf(term)];
  const taken = calls.map(([name, { type }], t) => ({ name, type, place: placeOf(`t${position}_${t}`) }));
  const [isIn, batch, row] = [placeOf(`l${position}`), placeOf('batch'), placeOf('row')];
  const members: Member[] = [];
  for (const { cells, values, key } of facts) {
    if (members.length === wanted) break;
    if (cells[isIn] !== true) continue;
    if (members.length % rowsOfTurn === rowsOfTurn - 1) await setImmediate();
    const ofGroup = taken.map(({ name, type, place }) => [name, typed(type, plain(cells[place]))] as const);
    const fields = decidedBy(ofGroup.length === 0 ? values : { ...values, ...Object.fromEntries(ofGroup) });
    members.push({ values, key, fields, batch: Number(cells[batch]), row: Number(cells[row]) });
  }
  return members;
}

const keyPart = (value: Value | undefined): string | number | boolean | null =>
  typeof value === 'object' || value === undefined ? null : value;

function typed(type: ExprType, cell: string | number | boolean | null): Value {
  if (cell === null || typeof cell === 'boolean') return cell;
  return type === 'number' ? exact(String(cell)) : type === 'text' ? String(cell) : Number(cell);
}

const plain = (cell: unknown): string | number | boolean | null =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
