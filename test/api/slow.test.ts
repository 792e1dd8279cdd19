import { readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { head, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const megabyte = 1024 ** 2;

describe('slow clients', () => {
  let service: Serving;
  let key: string;
  const open = new Set<net.Socket>();
  before(async () => {
    service = await serving(await smallWorkspace(), { limits: { headerSeconds: 1, idleSeconds: 2 } });
    key = await service.key({ role: 'admin' });
  });
  after(() => service.close());
  afterEach(() => {
    for (const socket of open) socket.destroy();
    open.clear();
  });

  /** A connection that sends these bytes at once, and then one more at a time. */
  function drip(atOnce: string, then: string): { readonly socket: net.Socket; readonly said: Promise<string> } {
    const socket = net.connect(service.running.port, '127.0.0.1');
    open.add(socket);
    let text = '';
    socket.on('error', () => undefined).on('data', bytes => (text += bytes.toString()));
    socket.write(atOnce);
    const dripping = setInterval(() => socket.writable && socket.write(then), 100);
    const said = new Promise<string>(resolve => socket.once('close', () => (clearInterval(dripping), resolve(text))));
    return { socket, said };
  }
  const upload = `POST /api/v1/imports?layout=shipments HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n`;
  const status = async (at: string): Promise<number> => (await service.ask(at, { key })).status;
  const waiting = (): readonly string[] => readdirSync(path.join(service.directory, '.plumbline', 'uploads'));
  const inFlight = async (): Promise<number> => {
    const text = await (await service.ask('^/metrics', { key })).text();
    return Number(/^plumbline_http_requests_open (\d+)$/m.exec(text)?.[1]);
  };

  it('that send their headers byte by byte are cut off with 408, and others are answered meanwhile', async () => {
    const many = Array.from({ length: 50 }, () => drip('GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'x'));
    expect(await status('/me')).to.equal(200);
    for (const said of await Promise.all(many.map(one => one.said)))
      expect(said)
        .to.match(/^HTTP\/1\.1 408 /)
        .and.to.contain('request_unreadable');
  });

  it('of whose body nothing comes any more are cut off with 408, and nothing of it is kept', async () => {
    const { said } = drip(`${upload}Authorization: Bearer ${key}\r\n\r\n${head}`, '');
    expect(await status('/me')).to.equal(200);
    expect(await said)
      .to.match(/^HTTP\/1\.1 408 /)
      .and.to.contain('nothing of its body came for 2 s');
    while (waiting().length > 0) await pause(10);
  });

  it('whose body is refused before it has arrived get their answer, and the connection ends with it', async () => {
    const { said } = drip(`${upload}\r\n${head}`, 'x');
    expect(await said)
      .to.match(/^HTTP\/1\.1 401 /)
      .and.to.contain('Connection: close');
  });

  it('whose body is refused after it has arrived keep their connection', async () => {
    const refused = 'POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    const { said } = drip(`${refused}GET /api/v1/openapi HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, '');
    expect((await said).match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 401', 'HTTP/1.1 404']);
  });

  it('that send their body byte by byte have their time, beside others', async () => {
    const slow = Array.from({ length: 10 }, () => drip(`${upload}Authorization: Bearer ${key}\r\n\r\n`, 'x'));
    while (waiting().length < 10) await pause(10);
    // Longer than nothing may come.
    const until = performance.now() + 2500;
    while (performance.now() < until) expect(await status('/imports')).to.equal(200);
    expect(waiting()).to.have.length(10);
    for (const { socket } of slow) socket.destroy();
    while (waiting().length > 0) await pause(10);
  });

  it('that ask for much and take nothing cost no memory, and are given up', async () => {
    const body = new TextEncoder().encode(`${head}\nS8,ACME,delivered,,never,never\n`);
    expect((await service.ask('/imports?layout=shipments', { method: 'POST', key, body })).status).to.equal(201);
    writeFileSync(path.join(service.directory, 'rejects', '.as-written', '1.csv'), Buffer.alloc(64 * megabyte, 'x'));
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 20; i++) {
      const socket = net.connect(service.running.port, '127.0.0.1').pause();
      open.add(socket.on('error', () => undefined));
      socket.write(`GET /api/v1/imports/1/rejects.csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n\r\n`);
    }
    while ((await inFlight()) < 21) await pause(10);
    expect(await status('/imports')).to.equal(200);
    while ((await inFlight()) > 1) await pause(50);
    expect((process.memoryUsage().rss - before) / megabyte).to.be.lessThan((20 * 64) / 10);
  });
});
