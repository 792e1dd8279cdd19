import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { verbatim } from '../../faults/phrase.js';
import { systemReason } from '../../faults/system-error.js';
import { spoolFolder } from './copy-in.js';
import { Gate, type Session } from './gate.js';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.js';
import { endStatementName, type InterruptibleModule, RunningStatement } from './running-statement.js';
import { Turn } from './session-turn.js';

// The database's thread: PGlite, the gate of every client, and the socket on which other processes attach.

// Written by startDatabaseThread, which types it.
const { dataDirectory, socket, statement } = workerData as ThreadStart;
const turn = new Turn<Gate>();
const gates = new Set<Gate>();
const sockets = new Set<net.Socket>();

const postToParent = (message: FromThread): void => parentPort?.postMessage(message);

/** Settings that hold for the session, whoever has it: sorts and hashes of an import fit into memory. */
const startParams = [...PGlite.defaultStartParams, '-c', 'work_mem=64MB'];

/** Opens the database; a new one is made aside and moved into place, so that a killed first start leaves nothing half made. */
async function open(): Promise<PGlite> {
  if (!fs.existsSync(path.join(dataDirectory, 'PG_VERSION'))) {
    const unfinished = `${dataDirectory}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    await (await PGlite.create(unfinished)).close();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
    fs.renameSync(unfinished, dataDirectory);
  }
  fs.rmSync(path.join(dataDirectory, spoolFolder), { recursive: true, force: true });
  return PGlite.create(dataDirectory, { startParams });
}

function gateFor(session: Session, client: { write(bytes: Uint8Array): void; end(): void }): Gate {
  const gate: Gate = new Gate(session, turn, {
    write: bytes => client.write(bytes),
    end: () => {
      gates.delete(gate);
      client.end();
    },
  });
  gates.add(gate);
  return gate;
}

/** A client in this process, on the other side of a message port. */
function connectPort(session: Session, port: MessagePort): void {
  const gate = gateFor(session, {
    write: bytes => {
      const owned = new Uint8Array(bytes);
      port.postMessage(owned, [owned.buffer]);
    },
    end: () => port.postMessage(null),
  });
  port.on('message', (bytes: Uint8Array | null) => {
    if (bytes === null) return void gate.close();
    void gate.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).then(() => port.postMessage(bytes.byteLength));
  });
  port.on('close', () => void gate.close());
}

/** A client in another process, on the unix socket. */
function connectSocket(session: Session, client: net.Socket): void {
  sockets.add(client);
  const gate = gateFor(session, { write: bytes => client.writable && client.write(bytes), end: () => client.end() });
  client.on('data', bytes => {
    client.pause();
    void gate.push(bytes).then(() => client.resume());
  });
  client.on('error', () => client.destroy());
  client.on('close', () => {
    sockets.delete(client);
    void gate.close();
  });
}

async function listen(session: Session): Promise<net.Server> {
  fs.rmSync(socket, { force: true });
  const server = net.createServer(client => connectSocket(session, client));
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(socket, listening));
  fs.chmodSync(socket, 0o600);
  return server;
}

/** Stops when no client is inside a transaction any more, or after `withinMs` whatever they are doing. */
async function stop(database: PGlite, server: net.Server, withinMs: number): Promise<void> {
  server.close();
  const last = gateFor(
    { run: () => Promise.resolve(), limit: () => undefined, dataDirectory },
    { write: () => undefined, end: () => undefined },
  );
  await Promise.race([turn.take(last), new Promise(late => setTimeout(late, withinMs))]);
  for (const client of sockets) client.destroy();
  await database.close();
  process.exit(0);
}

async function run(): Promise<void> {
  const database = await open();
  // PGlite's types leave out what its module exports of PostgreSQL.
  const running = new RunningStatement(statement, database.Module as unknown as InterruptibleModule);
  Object.assign(globalThis, { [endStatementName]: (number: number) => running.end(number) });
  const session: Session = {
    run: (messages, answer) =>
      running.run(() => database.execProtocolRawStream(messages, { syncToFs: false, onRawData: answer })),
    limit: limitMs => postToParent({ limitMs }),
    dataDirectory,
  };
  const server = await listen(session);
  parentPort?.on('message', (message: ToThread) => {
    if ('connect' in message) connectPort(session, message.connect);
    else void stop(database, server, message.stop.withinMs);
  });
  const { rows } = await database.query<{ version: string }>("select split_part(version(), ' on ', 1) as version");
  postToParent({ ready: { version: rows[0]?.version ?? '' } });
}

run().catch((failure: unknown) => {
  const said = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  postToParent({ failed: systemReason(failure, dataDirectory) ?? verbatim(said) });
});
