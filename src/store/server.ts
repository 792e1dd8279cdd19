import pg from 'pg';
import { environmentFaults } from '../faults/environment.js';
import { fault } from '../faults/make.js';
import { type Phrase, type PlainPhrase, verbatim } from '../faults/phrase.js';
import { Stop } from '../faults/stop.js';
import { threadStoppedCode } from './embedded/port-stream.js';

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
  if (!/^postgres(ql)?:\/\//.test(url)) throw invalid('not_a_postgres_url');
  try {
    const { host, port, database = '', user = '' } = new pg.Client({ connectionString: url });
    return {
      // A server that vanished without a word is noticed, if late.
      client: { connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
      shown: `${host}:${port}/${database}`,
      user,
      database,
    };
  } catch {
    // The reason would quote the URL, and with it the password.
    throw invalid('url_part_not_escaped');
  }
}

const invalid = (reason: PlainPhrase): Stop => new Stop(3, [fault(environmentFaults, 'database_url_invalid', { reason })]);

/** What a failed connection means, in our words. */
export function serverStop(failure: unknown, { shown: server, user, database }: ServerConfig): Stop {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  const said = reasonOf(failure);
  const reason = verbatim(said);
  switch (code) {
    case '28P01':
    case '28000':
      return new Stop(3, [fault(environmentFaults, 'database_login_refused', { server, user, reason })]);
    case '3D000':
      return new Stop(3, [fault(environmentFaults, 'database_missing', { server, database })]);
    default:
      return new Stop(3, [
        fault(environmentFaults, isUnreachable(code, said) ? 'database_unreachable' : 'database_refused', { server, reason }),
      ]);
  }
}

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

const isUnreachable = (code: string, reason: string): boolean => unreachableCodes.has(code) || reason.includes('timeout');

const lostCodes = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE', threadStoppedCode]);

/** pg's codes of a server that has no room: for a connection, in its memory. */
const fullCodes = new Set(['53300', '53200']);

/** What systems say of a disk without room, of a quota, of a file that may not grow: the database has no code for all of them. */
const diskFullPattern = /\b(?:ENOSPC|EDQUOT|EFBIG)\b|no space left|quota exceeded|file too large/i;

/** The Stop for a transaction that the database has ended, or could not begin, through no fault of ours; undefined for any other failure. */
export function connectionLostStop(failure: unknown, database: string): Stop | undefined {
  if (!(failure instanceof Error) || failure instanceof Stop) return undefined;
  const code = 'code' in failure ? String(failure.code) : '';
  // knex puts the whole statement before it.
  const said = reasonOf(failure).split(' - ').at(-1) ?? '';
  const reason = verbatim(said);
  const lost = (why: Phrase): Stop =>
    new Stop(3, [fault(environmentFaults, 'database_lost', { database, reason: why })], failure);
  // pg gives a connection that just ends no code of its own, and knex then reports the rollback that could not be sent.
  if (said.includes('is not queryable')) return lost('connection_ended');
  if (lostCodes.has(code)) return lost(reason);
  if (code === '53100' || diskFullPattern.test(said))
    return new Stop(3, [fault(environmentFaults, 'database_disk_full', { database, reason })], failure);
  if (fullCodes.has(code))
    return new Stop(3, [fault(environmentFaults, 'database_refused', { server: database, reason })], failure);
  const isConnecting = 'syscall' in failure && ['connect', 'getaddrinfo'].includes(String(failure.syscall));
  if ((isConnecting && unreachableCodes.has(code)) || /timeout expired|connection timeout/.test(said))
    return new Stop(3, [fault(environmentFaults, 'database_unreachable', { server: database, reason })], failure);
  return said.includes('Connection terminated') ? lost(reason) : undefined;
}

/** A refused connection to a name with several addresses has no message of its own, only a code. */
function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure.message || ('code' in failure ? String(failure.code) : failure.name);
}
