import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import express from 'express';
import { sendReply } from '../../src/api/send.js';

describe('A file that is sent', () => {
  it('and cut off meanwhile breaks the connection off: nobody takes it for whole', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'plumbline-send-')), 'large.bin');
    writeFileSync(file, Buffer.alloc(60_000_000));
    const app = express();
    const failures: unknown[] = [];
    app.get('/', (request, response) => {
      sendReply(request, response, { file: { path: file, type: 'application/octet-stream', name: 'large.bin' } }).catch(
        (failure: unknown) => failures.push(failure),
      );
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo;
    const [answer] = (await once(http.get({ port, agent: false }), 'response')) as [http.IncomingMessage];
    // Nobody reads it yet, so most of it is still on the disk.
    truncateSync(file, 1_000_000);
    const failing = once(answer, 'error');
    answer.resume();
    const [problem] = (await failing) as [Error];
    expect([problem.message, answer.complete]).to.deep.equal(['aborted', false]);
    expect(String(failures[0])).to.contain('of 60000000 bytes');
    server.close();
  });
});
