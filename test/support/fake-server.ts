import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { errorResponse, Frames, message } from '../../src/store/embedded/frames.js';

/** A server that cannot be had otherwise: one of another version, or one that turns everybody away. */
export interface FakeServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Answers the start and the questions for the version as PostgreSQL would, or refuses with an error. */
export async function fakeServer(
  says: { readonly version: string } | { readonly code: string; readonly text: string },
): Promise<FakeServer> {
  const ready = message('Z', Buffer.from('I'));
  const server = net.createServer(client => {
    const frames = new Frames();
    client.on('data', bytes => {
      frames.push(bytes);
      for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
        if ('code' in says) client.end(errorResponse('FATAL', says.code, says.text));
        else if (frame.type === '') client.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
        else if (frame.type === 'Q') client.write(Buffer.concat([answer(frame.bytes.toString(), says.version), ready]));
      }
    });
    client.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a TCP port: an AddressInfo, never a path or null.
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { port, stop };
}

function answer(sql: string, version: string): Buffer {
  const [name, value] = sql.includes('show') ? ['server_version', version] : ['version', `PostgreSQL ${version}`];
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from(`${name}\0`),
    Buffer.alloc(6),
    Buffer.from([0, 0, 0, 25, 255, 255]),
    Buffer.alloc(6),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(value));
  const row = Buffer.concat([Buffer.from([0, 1]), length, Buffer.from(value)]);
  return Buffer.concat([message('T', column), message('D', row), message('C', Buffer.from('SELECT 1\0'))]);
}
