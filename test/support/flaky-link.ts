import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a link behaves: it passes bytes on, passes them late, swallows them, or refuses and ends connections. */
export type LinkState = 'up' | 'slow' | 'silent' | 'down';

/** A network link to a port of this machine, whose state a test sets. */
export interface FlakyLink {
  readonly port: number;
  set(state: LinkState): void;
  close(): Promise<void>;
}

/** How much later a slow link passes on what it gets. */
const slowMs = 100;

/** Opens a link to a port. */
export async function flakyLink(to: number): Promise<FlakyLink> {
  let state: LinkState = 'up';
  const open = new Set<Socket>();
  const pass = (from: Socket, into: Socket): void => {
    from.on('data', bytes => {
      if (state === 'silent') return;
      if (state === 'slow') void pause(slowMs).then(() => into.writable && into.write(bytes));
      else into.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      open.delete(from);
      into.destroy();
    });
  };
  const server = net.createServer(client => {
    if (state === 'down') return void client.destroy();
    const target = net.connect(to, '127.0.0.1');
    for (const socket of [client, target]) open.add(socket);
    pass(client, target);
    pass(target, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => open.forEach(socket => socket.destroy());
  return {
    // Listening on a TCP port: an AddressInfo, never a path or null.
    port: (server.address() as AddressInfo).port,
    set: wanted => {
      state = wanted;
      if (wanted === 'down') drop();
    },
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
