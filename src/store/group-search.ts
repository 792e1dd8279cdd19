import type { Knex } from 'knex';
import { type Grouping, listedCount, lookUpTried, membersTried, wayName, windowCount } from '../metrics/groups-of-several.js';
import type { GroupsListed, ScanView } from '../metrics/scan-view.js';
import { factsOfClients } from './batches.js';
import { runStatement } from './run-statement.js';
import { type SharedScan, tableOf } from './scan-view.js';

/** Looking up a group takes about as long as comparing so many facts by a hash. */
const comparedInOneLookUp = 4;

/** Whose groups are searched for: in ways of grouping facts of one kind, in the window of a view. */
interface GroupSearch extends Pick<SharedScan, 'clients' | 'search'> {
  readonly ways: readonly Grouping[];
  readonly view: ScanView;
}

/**
 * The ways of grouping, by `wayName`, in which the other facts of a window's groups are to be looked up in an index: where the window is a
 * small part of the clients' history, and the database says that it would read no more than each group. In others all facts of the clients
 * are compared by a hash, which is less work where most of them are in the window, and never more than that.
 */
export async function waysLookedUp(tx: Knex.Transaction, search: GroupSearch): Promise<ReadonlySet<string>> {
  const { ways, view, clients } = search;
  const [first] = ways;
  if (first === undefined || view.reach === undefined || search.search === 'compare') return new Set();
  const codes = clients.map(({ client }) => client);
  const isAsked = search.search === 'look_up';
  const most = isAsked ? Number.MAX_SAFE_INTEGER : await mostLookedUp(tx, codes);
  if (most === 0) return new Set();
  const table = tableOf(first.of);
  const [inWindow] = await runStatement(tx, windowCount(table, ways, view, most));
  if (inWindow === undefined || Number(inWindow['facts']) >= most) return new Set();
  const found = new Set<string>();
  for (const way of ways) {
    const name = wayName(way.per);
    if (inWindow[name] === true) continue;
    if (isAsked || (await isByIndex(tx, lookUpTried(table, way, view), way.per))) found.add(name);
  }
  return found;
}

/**
 * What came of listing the groups of a way: none, so few facts in them that looking each group up in an index is less work than comparing
 * all facts with what is listed, or more.
 */
export async function howListed(
  tx: Knex.Transaction,
  way: Grouping,
  { view, clients, search }: Omit<GroupSearch, 'ways'>,
): Promise<GroupsListed> {
  const [row] = await runStatement(tx, listedCount(way));
  const facts = Number(row?.['facts'] ?? 0);
  if (facts === 0) return 'none';
  if (search === 'compare' || row?.['is_long'] === true) return 'many';
  const isAsked = search === 'look_up';
  const codes = clients.map(({ client }) => client);
  if (!isAsked && facts >= (await mostLookedUp(tx, codes))) return 'many';
  return isAsked || (await isByIndex(tx, membersTried(tableOf(way.of), way, view), way.per)) ? 'few' : 'many';
}

/**
 * From how many facts in a window on it is less work to compare all facts of the clients: on a cluster always, where a transaction in which a
 * plan was asked for may not read tables any more that every machine has whole. Facts of other kinds are counted too: what is looked up of a
 * kind of which there are few is still less than that.
 */
export const mostLookedUp = (tx: Knex.Transaction, clients: readonly string[]): Promise<number> =>
  onceIn(tx, `facts of ${clients.join()}`, async () => {
    if (await isCluster(tx)) return 0;
    let all = 0;
    for (const facts of (await factsOfClients(tx, clients)).values()) all += facts;
    return Math.ceil(all / comparedInOneLookUp);
  });

/** Whether the database is spread over several machines. */
export const isCluster = async (tx: Knex.Transaction): Promise<boolean> =>
  (await onceIn(tx, 'cluster', async () => {
    const { rows } = await tx.raw<{ rows: { is: boolean }[] }>(`select to_regclass('pg_dist_partition') is not null as "is"`);
    return rows[0]?.is === true ? 1 : 0;
  })) === 1;

const answers = new WeakMap<Knex.Transaction, Map<string, Promise<number>>>();

/** What a transaction is asked again and again, asked once. */
function onceIn(tx: Knex.Transaction, question: string, ask: () => Promise<number>): Promise<number> {
  const known = answers.get(tx) ?? new Map<string, Promise<number>>();
  answers.set(tx, known);
  const answer = known.get(question) ?? ask();
  known.set(question, answer);
  return answer;
}

/**
 * Whether the database would read the facts under alias m, or m_facts, by an index on all columns of a group. Where its statistics are old
 * it may take a client's facts for few, and would read all of them for each group.
 */
export async function isByIndex(tx: Knex.Transaction, sql: string, per: readonly string[]): Promise<boolean> {
  const rows = await runStatement(tx, `explain (format json, costs off) ${sql}`);
  const [cell] = Object.values(rows[0] ?? {});
  const plan: unknown = typeof cell === 'string' ? JSON.parse(cell) : cell;
  const reading = [...stepsIn(plan)].filter(
    step => (step['Alias'] === 'm' || step['Alias'] === 'm_facts') && step['Relation Name'] !== undefined,
  );
  return reading.length > 0 && reading.every(step => looksUp(step, per));
}

type Step = Readonly<Record<string, unknown>>;

/** Whether each index that a step reads by is asked for all columns. */
function looksUp(step: Step, per: readonly string[]): boolean {
  const conditions = [...stepsIn(step)].flatMap(({ 'Index Cond': condition }) =>
    typeof condition === 'string' ? [condition] : [],
  );
  return conditions.length > 0 && conditions.every(condition => per.every(name => condition.includes(`${name} = `)));
}

/** The steps of a plan, however deep. */
function* stepsIn(plan: unknown): Generator<Step> {
  if (typeof plan !== 'object' || plan === null) return;
  if (!Array.isArray(plan)) yield plan as Step; // an object of JSON
  for (const below of Object.values(plan)) yield* stepsIn(below);
}
