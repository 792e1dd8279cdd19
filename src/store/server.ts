import pg from 'pg';
import { environmentFaults } from '../faults/environment.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { lostCode } from './embedded/port-stream.js';

/** A server's URL for pg, with what may be shown of it. */
export interface ServerConfig {
  readonly client: pg.ClientConfig;
  /** host:port/database. */
  readonly shown: string;
  readonly user: string;
  readonly database: string;
}

/** Reads a server's URL; the password goes no further than pg. */
export function serverConfig(url: string): ServerConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) throw invalid('it does not begin with postgres://');
  try {
    const { host, port, database = '', user = '' } = new pg.Client({ connectionString: url });
    return {
      client: { connectionString: url, connectionTimeoutMillis: 10_000 },
      shown: `${host}:${port}/${database}`,
      user,
      database,
    };
  } catch {
    // The reason would quote the URL, and with it the password.
    throw invalid('a part of it is not written as a URL wants it (special characters in a password must be escaped, @ as %40)');
  }
}

const invalid = (reason: string): Stop => new Stop(3, [fault(environmentFaults, 'database_url_invalid', { reason })]);

/** What a failed connection means, in our words. */
export function serverStop(failure: unknown, { shown: server, user, database }: ServerConfig): Stop {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  const reason = reasonOf(failure);
  switch (code) {
    case '28P01':
    case '28000':
      return new Stop(3, [fault(environmentFaults, 'database_login_refused', { server, user, reason })]);
    case '3D000':
      return new Stop(3, [fault(environmentFaults, 'database_missing', { server, database })]);
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ECONNRESET':
    case 'ENOENT':
      return new Stop(3, [fault(environmentFaults, 'database_unreachable', { server, reason })]);
    default:
      return new Stop(3, [
        fault(environmentFaults, reason.includes('timeout') ? 'database_unreachable' : 'database_refused', { server, reason }),
      ]);
  }
}

const lostCodes = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE', lostCode]);

/** The Stop for a connection that ended under a transaction; undefined for any other failure. */
export function lostStop(failure: unknown, database: string): Stop | undefined {
  if (!(failure instanceof Error)) return undefined;
  const code = 'code' in failure ? String(failure.code) : '';
  // pg gives a connection that just ends no code of its own, and knex then reports the rollback that could not be sent.
  const ended = ['Connection terminated', 'is not queryable'].some(words => failure.message.includes(words));
  if (!ended && !lostCodes.has(code)) return undefined;
  return new Stop(3, [fault(environmentFaults, 'database_lost', { database, reason: reasonOf(failure) })], failure);
}

/** A refused connection to a name with several addresses has no message of its own, only a code. */
function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure.message || ('code' in failure ? String(failure.code) : failure.name);
}
