import pg from 'pg';

/** How the server calls our connections. */
export const applicationName = 'plumbline';

/** What is needed of a connection of pg, whose declaration leaves out the number of its session. */
export interface SessionOfServer {
  readonly processID: number | null;
  once(event: 'end', listener: () => void): unknown;
}

/** Notes the number of a session as long as it is open. */
export function note(session: SessionOfServer, sessions: Set<number>): void {
  const { processID } = session;
  if (processID === null) return;
  sessions.add(processID);
  session.once('end', () => sessions.delete(processID));
}

/** Ends sessions on a server, with whatever statements they run: what they did not commit is undone there at once. */
export async function endSessions(config: pg.ClientConfig, sessions: ReadonlySet<number>): Promise<void> {
  if (sessions.size === 0) return;
  const client = new pg.Client(config);
  try {
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid = any ($1::int[]) and application_name = $2 and usename = current_user`,
      [[...sessions], applicationName],
    );
  } finally {
    await client.end();
  }
}
