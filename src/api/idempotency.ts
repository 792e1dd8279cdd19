import { createHash, type Hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { type Readable, Transform } from 'node:stream';
import type { Request } from 'express';
import { type Answer, beginIdempotent, endIdempotent, type IdempotentRequest } from '../app/service/idempotent-request.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { problemOf, Refusal, refusalOf } from './refusal.js';
import type { Caller, Reply, Route } from './route.js';
import type { Service } from './service.js';

interface IdempotencyInput {
  readonly caller: Caller;
  readonly request: Request;
  readonly requestId: string;
}

/**
 * Answers a request; one that changes something and carries an `Idempotency-Key` is done once, and its answer given again to whoever
 * repeats it. `handle` is given the body that streams, and what the ledger is to name such a request by.
 */
export async function answerIdempotently(
  { workspace, log }: Service,
  declared: Route,
  { caller, request, requestId }: IdempotencyInput,
  handle: (stream: Readable, named?: string) => Promise<Reply>,
): Promise<Reply> {
  const idempotencyKey = request.get('idempotency-key');
  if (idempotencyKey === undefined || declared.method !== 'post' || declared.isSecret === true || caller.key === '') {
    return handle(request);
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) {
    throw new Refusal(400, fault(serviceFaults, 'idempotency_key_wrong', { given: idempotencyKey }));
  }
  const { body, stream } = bodyOf(declared, request);
  const head = digest([request.method, request.originalUrl, request.get('prefer') ?? '']);
  const repeatable: IdempotentRequest = { caller: caller.key, idempotencyKey, head, body };
  const deps = workspace.deps();
  const standing = await beginIdempotent(deps, repeatable);
  if (standing === 'another') throw new Refusal(422, fault(serviceFaults, 'idempotency_key_reused', { given: idempotencyKey }));
  if (standing === 'running') {
    throw new Refusal(409, fault(serviceFaults, 'idempotency_running', { given: idempotencyKey }), { 'Retry-After': '2' });
  }
  if (standing === 'done') throw new Refusal(409, fault(serviceFaults, 'idempotency_answer_lost', { given: idempotencyKey }));
  if ('answered' in standing) return replyOf(standing.answered);
  let reply: Reply;
  try {
    reply = await handle(stream(), standing.first);
  } catch (problem) {
    const refusal = refusalOf(problem, requestId);
    // What is wrong with the request stays so; what was in the way may be gone the next time.
    const isLasting = refusal.status < 500 && ![408, 413, 429].includes(refusal.status);
    await endIdempotent(deps, repeatable, isLasting ? problemAnswer(refusal, request, requestId) : undefined).catch(
      () => undefined,
    );
    throw problem;
  }
  // It is done, whether or not the answer can be kept: a repetition is never the first.
  await endIdempotent(deps, repeatable, answerOf(reply)).catch((problem: unknown) => {
    log.warn({ err: problem }, 'the answer to a request with an Idempotency-Key could not be kept');
  });
  return reply;
}

/** The digest of the body, and the stream of one that is read as it comes. */
function bodyOf(declared: Route, request: Request): { readonly body: () => Promise<string>; readonly stream: () => Readable } {
  if (declared.takesFile !== true) {
    // Parsed before: what was sent in other words is the same request.
    const body = digest([JSON.stringify(request.body ?? null)]);
    return { body: () => Promise.resolve(body), stream: () => request };
  }
  const hash = createHash('sha256');
  let passing: Transform | undefined;
  const stream = (): Readable => {
    passing ??= request.pipe(hashed(hash));
    request.once('error', problem => passing?.destroy(problem));
    request.once('aborted', () => passing?.destroy(new Error('the sender hung up')));
    return passing;
  };
  let known: string | undefined;
  const body = async (): Promise<string> => {
    if (known !== undefined) return known;
    const read = stream();
    if (!read.readableEnded) await finished(read.resume(), { writable: false });
    known = hash.digest('hex');
    return known;
  };
  return { body, stream };
}

const hashed = (hash: Hash): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

const digest = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

const replayed = { 'Idempotency-Replayed': 'true' } as const;

function answerOf({ status, json, jsonText, headers = {} }: Reply): Answer {
  const body = jsonText?.body.toString() ?? (json === undefined ? '' : JSON.stringify(json));
  return {
    status: status ?? (body === '' ? 204 : 200),
    headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
    body,
  };
}

function problemAnswer(refusal: Refusal, request: Request, requestId: string): Answer {
  const body = JSON.stringify(problemOf(refusal, request.originalUrl.slice(0, 500), requestId));
  return {
    status: refusal.status,
    headers: { ...refusal.headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
    body,
  };
}

function replyOf({ status, headers, body }: Answer): Reply {
  const { 'Content-Type': type = 'application/json; charset=utf-8', ...others } = headers;
  return { status, headers: { ...others, ...replayed }, ...(body === '' ? {} : { again: { type, body } }) };
}
