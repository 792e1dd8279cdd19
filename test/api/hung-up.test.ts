import { writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { sendReply } from '../../src/api/send.js';
import { temporaryFolder } from '../support/folders.js';

describe('a download that the caller hangs up', () => {
  it('is no error of ours', async () => {
    const file = path.join(temporaryFolder('hung-up'), 'large.bin');
    writeFileSync(file, Buffer.alloc(64 * 2 ** 20));
    const app = express();
    const ended = new Promise<unknown>(resolve => {
      app.get('/', (request, response) => {
        sendReply(request, response, { file: { path: file, name: 'large.bin', type: 'application/octet-stream' } }).then(
          () => resolve('no error'),
          resolve,
        );
      });
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    try {
      await new Promise(resolve => server.once('listening', resolve));
      // A server that listens on a port has an address of this form.
      const { port } = server.address() as AddressInfo;
      const request = get({ port, host: '127.0.0.1' }, response => response.once('data', () => response.destroy()));
      request.on('error', () => undefined);
      expect(await ended).to.equal('no error');
    } finally {
      server.close();
    }
  });
});
