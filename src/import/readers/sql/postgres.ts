import pg from 'pg';
import QueryStream from 'pg-query-stream';
import { asIs, type Connection, isoMoment } from './connection.js';

const BOOLEAN = 16;
const TIMESTAMP = 1114;
const TIMESTAMP_WITH_ZONE = 1184;

/** Connects to PostgreSQL. */
export async function connectPostgres(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000, application_name: 'plumbline' });
  // Without a listener a connection that dies between queries would end the process; so only the next query fails.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(
    "begin read only; set local time zone 'UTC'; set local datestyle = 'ISO'; set local standard_conforming_strings = on",
  );
  const types = { getTypeParser: () => asIs };
  return {
    columns: async query => {
      const { fields } = await client.query({ text: `select * from (\n${query}\n) as source limit 0`, rowMode: 'array' });
      return fields.map(field => ({ name: field.name, cell: cellOf(field.dataTypeID) }));
    },
    rows: query => failingOnLoss(client, client.query(new QueryStream(query, [], { rowMode: 'array', types, batchSize: 500 }))),
    identifier: name => `"${name.replaceAll('"', '""')}"`,
    literal: text => `'${text.replaceAll("'", "''")}'`,
    end: () => client.end(),
  };
}

/** A stream of rows that fails when its connection is lost; by itself it would wait for ever. */
function failingOnLoss(client: pg.Client, stream: QueryStream): QueryStream {
  stream.on('error', () => undefined);
  client.once('end', () => {
    if (!stream.closed) stream.emit('error', stream.errored ?? new Error('the connection was closed'));
  });
  return stream;
}

function cellOf(type: number): (text: string) => string {
  if (type === BOOLEAN) return text => (text === 't' ? 'true' : 'false');
  if (type === TIMESTAMP) return isoMoment;
  return type === TIMESTAMP_WITH_ZONE ? text => isoMoment(text).replace(/\+00$/, 'Z') : asIs;
}
