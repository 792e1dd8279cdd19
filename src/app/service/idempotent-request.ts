import { randomBytes } from 'node:crypto';
import { beginAnswer, forgetAnswer, keepAnswer } from '../../store/idempotency.js';
import { serviceMark } from '../imports/service-marks.js';
import type { Deps } from '../deps.js';

/** What was answered: as much as a second answer needs. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request that carries a key of its sender's own, by which its repetition is known. */
export interface IdempotentRequest {
  readonly caller: string;
  readonly idempotencyKey: string;
  /** Of everything that is known before the body has been read. */
  readonly head: string;
  /** Of the body; for one that streams once it has been read to its end. */
  readonly body: () => Promise<string>;
}

/**
 * What is to be done with a request: it is the first, and named so in the ledger; it was answered; it is another one; the first still
 * runs; or the first was carried out and its answer lost.
 */
export type RequestState = { readonly answered: Answer } | { readonly first: string } | 'another' | 'running' | 'done';

const keptMillis = 24 * 3_600_000;
/** Where nobody knows of the process that had a request, it was killed: after this long the request may be sent again. */
const runningMillis = 3_600_000;

/** Begins a request, or says how it stands with the one of the same key. */
export async function beginIdempotent({ database, clock, workspace }: Deps, request: IdempotentRequest): Promise<RequestState> {
  const now = clock();
  const mark = `${await serviceMark(workspace.directory)}_${randomBytes(8).toString('hex')}`;
  const row = {
    key_id: request.caller,
    idempotency_key: request.idempotencyKey,
    request_hash: request.head,
    status: null,
    headers: null,
    body: null,
    made_at: now,
    mark,
    done: false,
  };
  const before = { answered: now - keptMillis, running: now - runningMillis };
  const kept = await database.transaction(tx => beginAnswer(tx, row, before));
  if (kept === undefined) return { first: mark };
  const [head, body] = kept.request_hash.split(':');
  if (head !== request.head) return 'another';
  if (kept.done) return 'done';
  if (kept.status === null || kept.headers === null || kept.body === null) return 'running';
  if (body !== (await request.body())) return 'another';
  // Written by `endIdempotent`.
  return { answered: { status: kept.status, headers: JSON.parse(kept.headers) as Record<string, string>, body: kept.body } };
}

/** Keeps the answer of a request; without one it is forgotten, and may be sent again, unless it was carried out. */
export async function endIdempotent({ database }: Deps, request: IdempotentRequest, answer: Answer | undefined): Promise<void> {
  const named = { key_id: request.caller, idempotency_key: request.idempotencyKey };
  if (answer === undefined) return database.transaction(tx => forgetAnswer(tx, named));
  const { status, headers, body } = answer;
  const request_hash = `${request.head}:${await request.body()}`;
  await database.transaction(tx => keepAnswer(tx, { ...named, request_hash, status, headers: JSON.stringify(headers), body }));
}
