import fs from 'node:fs';
import { startServer, type TestServer } from './server.js';

/** A step of a plan that was carried out, as PostgreSQL writes it in JSON; only what is counted here. */
interface PlanStep {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanStep[];
}

/** A statement that was carried out, and the rows that its steps read, compared or passed on. */
export interface StatementWork {
  readonly sql: string;
  readonly rows: number;
  /** Its plan, in one line for each step. */
  readonly plan: readonly string[];
  /** The tables, or the partitions of tables, that steps of it read. */
  readonly read: readonly string[];
}

/** A server that writes down the plan of every statement with the rows that each step had in hand: its work, free of the machine's speed. */
export class CountingServer {
  readonly server: TestServer;
  #read = 0;

  private constructor(server: TestServer) {
    this.server = server;
  }

  /** Starts one; undefined where PostgreSQL is not installed. */
  static async start(): Promise<CountingServer | undefined> {
    const server = await startServer({
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_format': 'json',
      jit: 'off',
    });
    return server === undefined ? undefined : new CountingServer(server);
  }

  /** The statements since this was last asked, without those whose plan alone was asked for. */
  newWork(): readonly StatementWork[] {
    const text = fs.readFileSync(this.server.log).subarray(this.#read).toString('utf8');
    this.#read += Buffer.byteLength(text);
    const carriedOut = plansIn(text).filter(({ Plan }) => 'Actual Rows' in Plan);
    return carriedOut.map(({ 'Query Text': sql, Plan }) => ({
      sql,
      rows: rowsOf(Plan),
      plan: stepsOf(Plan),
      read: [...new Set(readIn(Plan))],
    }));
  }
}

interface Explained {
  readonly 'Query Text': string;
  readonly Plan: PlanStep;
}

/** The server writes a plan over several lines, each further one behind a tab. */
function plansIn(log: string): readonly Explained[] {
  return log
    .split(/^(?!\t)/m)
    .filter(entry => entry.includes('  plan:\n'))
    .map(entry => JSON.parse(entry.slice(entry.indexOf('  plan:\n') + 8).replace(/^\t/gm, '')) as Explained); // written by auto_explain
}

function rowsOf(step: PlanStep): number {
  const removed =
    (step['Rows Removed by Filter'] ?? 0) +
    (step['Rows Removed by Join Filter'] ?? 0) +
    (step['Rows Removed by Index Recheck'] ?? 0);
  const own = (step['Actual Rows'] + removed) * step['Actual Loops'];
  return (step.Plans ?? []).reduce((sum, below) => sum + rowsOf(below), own);
}

/** A step that was never carried out, as of a partition that cannot have the rows, read nothing. */
function readIn(step: PlanStep): readonly string[] {
  const { 'Node Type': type, 'Relation Name': relation, 'Actual Loops': loops } = step;
  const own = relation === undefined || type === 'ModifyTable' || loops === 0 ? [] : [relation];
  return [...own, ...(step.Plans ?? []).flatMap(readIn)];
}

function stepsOf(step: PlanStep, depth = 0): readonly string[] {
  const { 'Node Type': type, 'Relation Name': relation = '', 'Actual Rows': rows, 'Actual Loops': loops } = step;
  const line = `${' '.repeat(depth)}${type} ${relation} ${rows} × ${loops}, ${rowsOf({ ...step, Plans: [] })} in hand`;
  return [line, ...(step.Plans ?? []).flatMap(below => stepsOf(below, depth + 1))];
}
