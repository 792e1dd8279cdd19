import { createHash } from 'node:crypto';
import type { Fault } from '../../faults/fault.js';
import type { Stop } from '../../faults/stop.js';
import { columnsOf, withoutNul } from './header.js';
import { refuse } from './refuse.js';
import type { Reader, ReaderOptions, Row, Source, SourceSpec } from './source.js';
import type { Connection, QueryColumn } from './sql/connection.js';
import { type Phrase, verbatim } from '../../faults/phrase.js';
import { systemReason } from '../../faults/system-error.js';

/** Reads a query of a PostgreSQL or MySQL database. */
export const sqlReader: Reader = { format: 'sql', open: openSql };

const BATCH = 500;

async function openSql(spec: SourceSpec, { env = process.env }: ReaderOptions): Promise<Source> {
  const query = (spec.query ?? '').replace(/(?<![;\s])[;\s]+$/, '');
  if (query === '') throw refuse('query_missing', {}, { file: spec.path });
  const url = connectionUrl(spec, env);
  const connection = await connected(spec, url);
  try {
    const columns = await described(spec, connection, query);
    const findings: Fault[] = [];
    const names = columnsOf({ number: 0, cells: columns.map(column => column.name) }, spec.path, findings);
    const hash = createHash('sha256');
    const { column, after } = spec.watermark ?? {};
    const marked = column === undefined ? -1 : names.indexOf(column);
    let read = 0;
    let done = 0;
    let mark = after;
    let digest: string | undefined;
    async function* rows(): AsyncGenerator<readonly Row[]> {
      try {
        for await (const values of batches(spec, connection, selection(connection, query, spec.watermark))) {
          const batch = values.map((row): Row => {
            const cells = columns.map(({ cell }, i) => cellOf(row[i], cell));
            const line = `${JSON.stringify(cells)}\n`;
            hash.update(line);
            done += line.length;
            const value = cells[marked];
            if (value !== undefined && value !== '') mark = value;
            return withoutNul({ number: ++read, cells }, spec.path, names);
          });
          yield batch;
        }
        digest = hash.digest('hex');
      } finally {
        await ended(connection);
      }
    }
    return {
      columns: names,
      rows: rows(),
      sha256: () => {
        if (digest === undefined) throw new Error('the SHA-256 of a source is asked for before its end is reached');
        return digest;
      },
      progress: () => ({ done, of: undefined }),
      findings,
      ...(column === undefined ? {} : { watermark: () => mark }),
      close: () => ended(connection),
    };
  } catch (error) {
    await ended(connection);
    throw error;
  }
}

function connectionUrl({ path, connection }: SourceSpec, env: NonNullable<ReaderOptions['env']>): URL {
  if (connection === undefined) throw refuse('connection_missing', { variable: undefined }, { file: path });
  const variable = connection.startsWith('env:') ? connection.slice(4).trim() : undefined;
  const text = variable === undefined ? connection : (env[variable] ?? '');
  if (text === '') throw refuse('connection_missing', { variable }, { file: path });
  // The text may hold a password: only its scheme is ever shown.
  if (!URL.canParse(text)) throw refuse('connection_bad', { scheme: '' }, { file: path });
  const url = new URL(text);
  if (!/^(postgres|postgresql|mysql|mariadb):$/.test(url.protocol))
    throw refuse('connection_bad', { scheme: url.protocol }, { file: path });
  return url;
}

async function connected({ path }: SourceSpec, url: URL): Promise<Connection> {
  try {
    // Each driver is loaded only where it is needed.
    if (url.protocol.startsWith('postgres')) return await (await import('./sql/postgres.js')).connectPostgres(url.href);
    return await (await import('./sql/mysql.js')).connectMysql(url.href);
  } catch (cause) {
    const host = `${url.host}${url.pathname}`;
    throw refuse('connection_failed', { host, reason: reasonOf(cause, host) }, { file: path }, cause);
  }
}

async function described(spec: SourceSpec, connection: Connection, query: string): Promise<readonly QueryColumn[]> {
  const file = spec.path;
  try {
    const columns = await connection.columns(query);
    const known = columns.map(column => column.name);
    const wanted = spec.watermark?.column;
    if (wanted !== undefined && !known.includes(wanted)) throw refuse('watermark_unknown', { column: wanted, known }, { file });
    return columns;
  } catch (cause) {
    throw sqlStop(file, cause);
  }
}

/** In the watermark's order, so that the last value read is the greatest. */
function selection(connection: Connection, query: string, watermark: SourceSpec['watermark']): string {
  const all = `select * from (\n${query}\n) as source`;
  if (watermark === undefined) return all;
  const column = connection.identifier(watermark.column);
  const newer = watermark.after === undefined ? '' : ` where ${column} > ${connection.literal(watermark.after)}`;
  return `${all}${newer} order by ${column}`;
}

async function* batches(
  { path }: SourceSpec,
  connection: Connection,
  query: string,
): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  let batch: (readonly (string | null)[])[] = [];
  try {
    for await (const row of connection.rows(query)) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (cause) {
    throw sqlStop(path, cause);
  }
  if (batch.length > 0) yield batch;
}

const cellOf = (value: string | null | undefined, cell: QueryColumn['cell']): string =>
  value === null || value === undefined ? '' : cell(value);

/** The database's refusal, or its breaking off (SQLSTATE classes 08, 57 and 58, or an error without a state). */
function sqlStop(file: string, cause: unknown): Stop | Error {
  if (cause instanceof Error && cause.name === 'Stop') return cause;
  const state = stateOf(cause);
  const code = /^[0-9A-Z]{5}$/.test(state) && !/^(08|57|58)/.test(state) ? 'query_failed' : 'query_broken_off';
  return refuse(code, { reason: reasonOf(cause) }, { file }, cause);
}

function stateOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if ('sqlState' in cause && typeof cause.sqlState === 'string') return cause.sqlState;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function reasonOf(cause: unknown, named?: string): Phrase {
  const refused = systemReason(cause, named);
  if (refused !== undefined) return refused;
  if (!(cause instanceof Error)) return verbatim(String(cause));
  // Trying several addresses of a host gives an error without a text of its own.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined;
  return verbatim((cause.message || (first instanceof Error ? first.message : '') || cause.name).replace(/\.$/, ''));
}

async function ended(connection: Connection): Promise<void> {
  try {
    await connection.end();
  } catch {
    // It was ended before, or the server is gone: either way nothing is held any more.
  }
}
