import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterFile } from './folders.js';

/** The coordinator of a Citus cluster for tests, as its superuser: `postgres://postgres@host:port/name`; undefined where there is none. */
const coordinator = process.env['PLUMBLINE_CITUS_URL'];

/** Commands that take one of its machines away, and bring it back; undefined where the tests are not told how. */
const [stopCommand, startCommand] = [process.env['PLUMBLINE_CITUS_STOP'], process.env['PLUMBLINE_CITUS_START']];

/** A machine of the cluster, by the coordinator's name for it. */
export interface ClusterNode {
  readonly name: string;
  readonly port: number;
  readonly isCoordinator: boolean;
  /** The URL of a database there. */
  url(database: string): string;
}

/** A `describe` for tests that need a cluster: left out with a note where none is named, in CI too, which has none. */
export function onCluster(name: string, define: () => void): void {
  describe(name, () => {
    if (coordinator !== undefined) define();
    // A test without a body is counted as left out, and its title is printed at the end.
    else it('no cluster is named (PLUMBLINE_CITUS_URL=postgres://postgres@coordinator:5432/name)');
  });
}

/** A test that takes a machine away: left out with a note where the tests are not told how. */
export function withNodeAway(title: string, test: (away: <T>(work: () => Promise<T>) => Promise<T>) => Promise<void>): void {
  if (stopCommand === undefined || startCommand === undefined)
    it(`${title}: how a machine is stopped is not said (PLUMBLINE_CITUS_STOP, PLUMBLINE_CITUS_START)`);
  else
    it(title, () =>
      test(async work => {
        await shell(stopCommand);
        try {
          return await work();
        } finally {
          await shell(startCommand);
        }
      }),
    );
}

const run = promisify(execFile);
const shell = (command: string): Promise<unknown> => run('/bin/sh', ['-c', command]);

/** Does work over one connection; what it answers. */
export async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let made = 0;

/** A new database on every machine of the cluster, empty, and not distributed yet; the machines, the coordinator first. */
export async function freshOnCluster(): Promise<{
  readonly url: string;
  readonly name: string;
  readonly nodes: readonly ClusterNode[];
}> {
  if (coordinator === undefined) throw new Error('no cluster is named');
  const name = `plumbline_suite_${process.pid}_${++made}`;
  const found = await asking(coordinator, client =>
    client.query<{ name: string; port: number; leads: boolean }>(
      `select nodename as name, nodeport as port, groupid = 0 as leads from pg_dist_node where noderole = 'primary' order by groupid`,
    ),
  );
  const nodes = found.rows.map(({ name: host, port, leads }): ClusterNode => {
    const url = (database: string): string => {
      const at = new URL(coordinator);
      if (!leads) [at.hostname, at.port] = [host, String(port)];
      at.pathname = `/${database}`;
      return at.href;
    };
    return { name: host, port, isCoordinator: leads, url };
  });
  for (const node of nodes) {
    await asking(node.url('postgres'), client => client.query(`create database ${name}`));
    await asking(node.url(name), client => client.query('create extension citus'));
  }
  afterFile(async () => {
    for (const node of nodes) await asking(node.url('postgres'), client => client.query(`drop database ${name} with (force)`));
  });
  const [first, ...others] = nodes;
  if (first === undefined || others.length === 0) throw new Error('the named database knows of no machines: citus_add_node');
  await asking(first.url(name), async client => {
    await client.query('select citus_set_coordinator_host($1, $2)', [first.name, first.port]);
    for (const node of others) await client.query('select citus_add_node($1, $2)', [node.name, node.port]);
  });
  return { url: first.url(name), name, nodes };
}
