import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

// Express answering one JSON text from memory, for bench/service.ts: node --import tsx bench/constant-json.ts FILE
const text = readFileSync(process.argv[2] ?? '', 'utf8');
const app = express().disable('x-powered-by').disable('etag');
app.get('/', (_request, response) => {
  response.type('application/json').send(text);
});
const server = createServer(app).listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this form.
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
