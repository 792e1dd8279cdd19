import { createConnection, type FieldPacket } from 'mysql2';
import { asIs, type Connection, isoMoment } from './connection.js';

const TIMESTAMP = 7;
const DATETIME = 12;

/** Connects to MySQL or MariaDB. */
export async function connectMysql(url: string): Promise<Connection> {
  const client = createConnection({
    uri: url,
    connectTimeout: 15_000,
    rowsAsArray: true,
    typeCast: field => field.string('utf8'),
  });
  // Without a listener a connection that dies between queries would end the process; so only the next query fails.
  client.on('error', () => undefined);
  const connection = client.promise();
  await connection.connect();
  await connection.query("set time_zone = '+00:00'");
  await connection.query('start transaction with consistent snapshot, read only');
  return {
    columns: async query => {
      const [, fields] = await connection.query(`select * from (\n${query}\n) as source limit 0`);
      return fields.map(field => ({ name: field.name, cell: cellOf(field) }));
    },
    rows: query => client.query(query).stream({ highWaterMark: 500 }),
    identifier: name => `\`${name.replaceAll('`', '``')}\``,
    // Digits as a number, so that long ones are not compared in floating point; any other text in hex, which no mode of the server reads otherwise.
    literal: text => (/^-?\d+$/.test(text) ? text : `convert(x'${Buffer.from(text).toString('hex')}' using utf8mb4)`),
    end: () => connection.end(),
  };
}

function cellOf({ columnType }: FieldPacket): (text: string) => string {
  if (columnType === DATETIME) return isoMoment;
  return columnType === TIMESTAMP ? text => `${isoMoment(text)}Z` : asIs;
}
