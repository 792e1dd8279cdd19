import pg from 'pg';
import { boundsFaults } from '../faults/bounds.js';
import { environmentFaults } from '../faults/environment.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { type PlainPhrase, verbatim } from '../faults/phrase.js';
import { Stop } from '../faults/stop.js';
import { systemReason } from '../faults/system-error.js';
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
  const reason = systemReason(failure, server) ?? verbatim(said);
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

const lostCodes = new Set(['ECONNRESET', 'EPIPE', threadStoppedCode]);

/** What systems say of a disk without room, of a quota, of a file that may not grow: the database has no code for all of them. */
const diskFullPattern = /\b(?:ENOSPC|EDQUOT|EFBIG)\b|no space left|quota exceeded|file too large/i;

/** What Citus says under the code of an internal error while a machine of the cluster is away. */
const awayInCluster = /remote node|worker node|healthy placement|active placement|node group \d+|node .+ is not active/i;

/**
 * What a class of SQLSTATE, its first two characters, says of the surroundings: the connection went, something there has no room,
 * somebody ended it, its system failed, or the server only reads while it takes over from another. Codes with a meaning of their own
 * go before their class.
 */
const surroundings: Readonly<Record<string, 'lost' | 'refused' | 'cancelled' | 'full'>> = {
  '08': 'lost',
  '53': 'refused',
  '53100': 'full',
  '57': 'lost',
  '57014': 'cancelled',
  '58': 'refused',
  '25006': 'refused',
  // A connection that is made anew can be refused as the first one can.
  '28': 'refused',
  '3D000': 'refused',
  // Given up in favour of another transaction: repeated, it goes through.
  '40001': 'cancelled',
  '40P01': 'cancelled',
  '55P03': 'cancelled',
};

/** The Stop for work that the database has ended, or could not begin, through no fault of ours; undefined for any other failure. */
export function connectionLostStop(failure: unknown, database: string): Stop | undefined {
  if (!(failure instanceof Error) || failure instanceof Stop) return undefined;
  const code = 'code' in failure ? String(failure.code) : '';
  // knex puts the whole statement before it.
  const said = reasonOf(failure).split(' - ').at(-1) ?? '';
  const reason = systemReason(failure, database) ?? verbatim(withMachine(failure, said));
  const stop = (found: Fault): Stop => new Stop(3, [found], failure);
  switch (surroundingsOf(failure, code, said)) {
    case 'lost': {
      const why = said.includes('is not queryable') ? 'connection_ended' : reason;
      return stop(fault(environmentFaults, 'database_lost', { database, reason: why }));
    }
    case 'full':
      return stop(fault(environmentFaults, 'database_disk_full', { database, reason }));
    case 'refused':
      return stop(fault(environmentFaults, 'database_refused', { server: database, reason }));
    case 'unreachable':
      return stop(fault(environmentFaults, 'database_unreachable', { server: database, reason }));
    case 'cancelled':
      return stop(fault(boundsFaults, 'database_cancelled', { database, reason }));
    default:
      // What failed may be wrapped in what was done with it.
      return failure.cause === undefined || failure.cause === failure ? undefined : connectionLostStop(failure.cause, database);
  }
}

/** What was said, with the machine of a cluster before it that was being asked, where what was said does not name it. */
function withMachine(failure: Error, said: string): string {
  const context = 'where' in failure ? String(failure.where) : '';
  const machine = /while executing command on ([^\s:]{1,253}:\d{1,5})/.exec(context)?.[1];
  return machine === undefined || said.includes(machine) ? said : `${machine}: ${said}`;
}

type DatabaseFailure = 'lost' | 'refused' | 'cancelled' | 'full' | 'unreachable';

function surroundingsOf(failure: Error, code: string, reason: string): DatabaseFailure | undefined {
  // pg gives a connection that just ends no code of its own, and knex then reports the rollback that could not be sent.
  if (reason.includes('is not queryable') || lostCodes.has(code)) return 'lost';
  if (diskFullPattern.test(reason)) return 'full';
  const said = surroundings[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? surroundings[code.slice(0, 2)] : undefined);
  if (said !== undefined) return said;
  if (code.startsWith('XX') && awayInCluster.test(reason)) return 'lost';
  const isConnecting = 'syscall' in failure && ['connect', 'getaddrinfo'].includes(String(failure.syscall));
  if ((isConnecting && unreachableCodes.has(code)) || /timeout expired|connection timeout/.test(reason)) return 'unreachable';
  return reason.includes('Connection terminated') ? 'lost' : undefined;
}

/** A refused connection to a name with several addresses has no message of its own, only a code. */
function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure.message || ('code' in failure ? String(failure.code) : failure.name);
}
