import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { exact } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import type { ExprType } from '../expressions/expression.js';
import { groupedBy } from '../facts/grouped.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import { type EvidenceList, evidenceRows, evidenceTotals } from '../metrics/evidence-sql.js';
import { groupCallsOf } from '../metrics/group-values.js';
import { wayName } from '../metrics/groups-of-several.js';
import type { ScanView } from '../metrics/scan-view.js';
import { batchFiles, originOf } from './audit/batch-files.js';
import { type OriginAsked, originFinder } from './facts/origins.js';
import { waysLookedUp } from './group-search.js';
import { runStatement } from './run-statement.js';
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

/** How many facts each list holds at most, by its position and the totals of all. */
export type RoomOfLists = (totals: readonly number[]) => readonly number[];

/**
 * The facts of lists in the order of their keys, and how many each has in all; in the order of the lists. One pass over the facts
 * of a kind counts for all of its lists, one more reads them. Personal fields hold pseudonyms.
 */
export async function evidenceOf<A extends EvidenceAsked>(
  tx: Knex.Transaction,
  lists: readonly A[],
  scan: Scan,
  roomOf: RoomOfLists,
): Promise<readonly EvidenceFound[]> {
  const ofKinds = [...groupedBy(lists.entries(), ([, { part }]) => part.of)];
  const totals: number[] = [];
  const searched = new Map<FactKindName, Scan>();
  for (const [of, ofKind] of ofKinds) {
    const lists = ofKind.map(([, list]) => list);
    const asSearched = { ...scan, lookedUp: await groupsLookedUp(tx, lists, scan) };
    searched.set(of, asSearched);
    const [row] = await runStatement(tx, evidenceTotals(tableOf(of), lists, viewOfLists(lists, asSearched)));
    for (const [i, [at]] of ofKind.entries()) totals[at] = Number(row?.[`l${i}`] ?? 0);
  }
  const rooms = roomOf(totals);
  const found: EvidenceFound[] = totals.map(total => ({ rows: [], total }));
  for (const [of, ofKind] of ofKinds) {
    const wanted = ofKind.flatMap(([at, list]) => {
      const [total = 0, room = 0] = [totals[at], rooms[at]];
      return total === 0 || room <= 0 ? [] : [{ ...list, at, limit: room < total ? room : undefined }];
    });
    if (wanted.length === 0) continue;
    const rows = await rowsOf(tx, of, wanted, searched.get(of) ?? scan);
    for (const [i, { at }] of wanted.entries()) found[at] = { rows: rows[i] ?? [], total: totals[at] ?? 0 };
  }
  return found;
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

type WantedList = EvidenceAsked & { readonly at: number; readonly limit: number | undefined };

async function rowsOf(
  tx: Knex.Transaction,
  of: FactKindName,
  lists: readonly WantedList[],
  scan: Scan,
): Promise<readonly (readonly EvidenceFact[])[]> {
  const kind = kindOf(of);
  const named = kind.fields.filter(({ name }) => kind.key.includes(name) || name === 'site');
  const columns = [...new Map([...named, ...lists.flatMap(list => list.columns)].map(({ name, type }) => [name, type]))];
  const view = viewOfLists(lists, scan);
  const names = columns.map(([name]) => view.name(name));
  const found = await runStatement(tx, evidenceRows(tableOf(of), lists, names, view));
  const facts = found.map(row => factOf(row, columns, kind.key));
  const members: (readonly Member[])[] = [];
  for (const [i, list] of lists.entries()) members.push(await membersOf(list, i, facts));
  const findOrigins = await originFinder(tx, of, scan.batch);
  const origins = await findOrigins(members.flat());
  const files = await batchFiles(tx, [...new Set(origins.map(({ batch }) => batch))]);
  let next = 0;
  return lists.map((list, i) =>
    (members[i] ?? []).map(({ values }) => {
      const { batch, row: stored } = origins[next++] ?? { batch: 0, row: 0 };
      const { file, row } = originOf(files.get(batch), stored);
      return { values: list.columns.map(({ name }) => values[name] ?? null), batch, file: file ?? '', row };
    }),
  );
}

type Row = Awaited<ReturnType<typeof runStatement>>[number];

/** A row of the statement as a fact: what all lists that it is in take of it. */
interface Fact {
  readonly row: Row;
  readonly values: Values;
  readonly key: OriginAsked['key'];
}

function factOf(row: Row, columns: readonly (readonly [name: string, type: FieldType])[], key: readonly string[]): Fact {
  const values: Record<string, Value> = {};
  for (const [i, [name, type]] of columns.entries()) values[name] = typed(type, plain(row[`v${i}`]));
  return { row, values, key: key.map(name => keyPart(values[name])) };
}

type Member = OriginAsked & { readonly values: Values };

/** So many facts are judged before others have their turn. */
const rowsOfTurn = 200;

/** The facts of the list at a position; saying why takes its time for each, so others have their turn between them. */
async function membersOf(list: WantedList, position: number, facts: readonly Fact[]): Promise<readonly Member[]> {
  const { part, decidedBy } = list;
  const [term] = part.terms;
  const taken = term === undefined || part.per.length === 0 ? [] : [...groupCallsOf(term)];
  const members: Member[] = [];
  const isIn = `l${position}`;
  for (const { row, values, key } of facts) {
    if (row[isIn] !== true) continue;
    if (members.length % rowsOfTurn === rowsOfTurn - 1) await setImmediate();
    const ofGroup = taken.map(([name, { type }], t) => [name, typed(type, plain(row[`t${position}_${t}`]))] as const);
    const fields = decidedBy(ofGroup.length === 0 ? values : { ...values, ...Object.fromEntries(ofGroup) });
    members.push({ values, key, fields, batch: Number(row['batch']), row: Number(row['row']) });
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
