import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { type Refusal, problemOf } from './refusal.js';
import type { Reply } from './route.js';

/** Answers are for one caller, and asked for again with `If-None-Match`. */
const privately = { 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Cookie' } as const;

/** Sends what a route answered; nothing but 304 where the caller has it already. */
export async function sendReply(request: Request, response: Response, reply: Reply): Promise<void> {
  try {
    response.status(reply.status ?? usualStatus(reply));
    response.set(privately);
    if (reply.headers !== undefined) response.set(reply.headers);
    if (reply.etag !== undefined) {
      const etag = `"${reply.etag}"`;
      // Weak: compressed or not, the answer says the same, but not in the same bytes.
      response.set('ETag', `W/${etag}`);
      if (isKnown(request, etag)) {
        response.status(304).end();
        return;
      }
    }
    if (reply.json !== undefined) await sendJson(request, response, JSON.stringify(reply.json));
    else if (reply.jsonText !== undefined) await sendJson(request, response, reply.jsonText.body);
    else if (reply.again !== undefined) sendText(response, reply.again.type, reply.again.body);
    else if (reply.picture !== undefined) sendText(response, reply.picture.type, reply.picture.bytes);
    else if (reply.file !== undefined) await sendFile(request, response, reply.file);
    else response.end();
  } finally {
    await reply.afterwards?.();
  }
}

/** Whether a request announces a body. */
export function hasBody({ headers }: Request): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || length !== '0';
}

/** Sends a problem document. A body that did not arrive whole is not waited for: the connection ends with the answer. */
export function sendProblem(request: Request, response: Response, refusal: Refusal, requestId: string): void {
  const document = problemOf(refusal, request.originalUrl.slice(0, 500), requestId);
  response.status(refusal.status).set({ ...privately, ...refusal.headers });
  if (hasBody(request) && !request.complete) response.set('Connection', 'close');
  response.removeHeader('ETag');
  response.removeHeader('Content-Disposition');
  sendText(response, 'application/problem+json; charset=utf-8', JSON.stringify(document));
}

const usualStatus = ({ json, jsonText, again, picture, file }: Reply): number =>
  [json, jsonText, again, picture, file].every(one => one === undefined) ? 204 : 200;

const compress = promisify(gzip);

/** Bodies that are kept, as they were compressed for whoever asked first; what is kept no longer goes with them. */
const compressedBodies = new WeakMap<Uint8Array, Promise<Buffer>>();

function compressedOnce(bytes: Uint8Array): Promise<Buffer> {
  const made = compressedBodies.get(bytes) ?? compress(bytes);
  compressedBodies.set(bytes, made);
  return made;
}

const etags = new WeakMap<Uint8Array, string>();

/** Sends what is the same for everybody, compressed once where the caller takes it so; 304 to who has it already. */
export async function sendKept(request: Request, response: Response, bytes: Buffer): Promise<void> {
  const etag = etags.get(bytes) ?? `"${createHash('sha256').update(bytes).digest('hex')}"`;
  etags.set(bytes, etag);
  response.vary('Accept-Encoding').set('ETag', `W/${etag}`);
  if (isKnown(request, etag)) {
    response.status(304).end();
    return;
  }
  if (request.acceptsEncodings('gzip') === false) {
    response.send(bytes);
    return;
  }
  const compressed = await compressedOnce(bytes);
  response.set('Content-Encoding', 'gzip').send(compressed);
}

/** Below this an answer is sent as it is: it would hardly be quicker. Bytes. */
const leastCompressed = 2000;

/** Sends JSON, compressed beside the event loop where it is long, is read, and the caller takes it so. */
async function sendJson(request: Request, response: Response, text: string | Uint8Array): Promise<void> {
  const type = 'application/json; charset=utf-8';
  response.vary('Accept-Encoding');
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  if (bytes.length < leastCompressed || request.method !== 'GET' || request.acceptsEncodings('gzip') === false) {
    sendText(response, type, bytes);
    return;
  }
  const compressed = await compressedOnce(bytes);
  response.setHeader('Content-Encoding', 'gzip');
  sendText(response, type, compressed);
}

function sendText(response: Response, type: string, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  // Node leaves the body out of the answer to HEAD.
  response.end(bytes);
}

function isKnown(request: Request, etag: string): boolean {
  const { 'if-none-match': given } = request.headers;
  if (given === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  return given.split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

async function sendFile(request: Request, response: Response, file: NonNullable<Reply['file']>): Promise<void> {
  const { size } = await stat(file.path);
  response.set({
    'Content-Type': file.type,
    'Content-Length': String(size),
    'Content-Disposition': dispositionOf(file.name),
  });
  if (request.method === 'HEAD' || size === 0) response.end();
  else
    await pipeline(createReadStream(file.path, { end: size - 1 }), wholeOf(size), response).catch((problem: unknown) => {
      // Who asked hung up, which is no error of ours.
      if (!isHungUp(problem)) throw problem;
    });
}

/** Passes on so many bytes; fails where fewer come, as of a file that was cut off meanwhile: who reads it must not take it for whole. */
function wholeOf(size: number): Transform {
  let passed = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      passed += chunk.length;
      done(null, chunk);
    },
    flush: done => done(passed < size ? new Error(`a file ended after ${passed} of ${size} bytes`) : null),
  });
}

const isHungUp = (problem: unknown): boolean =>
  problem instanceof Error &&
  'code' in problem &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(problem.code));

/** A download's name, in Chinese too, for programs that know RFC 6266 and for those that do not. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\/%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
