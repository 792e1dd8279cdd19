import { open } from 'node:fs/promises';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { isOfFullDisk } from '../faults/disk.js';
import type { ParamsOf } from '../faults/entry.js';
import { jobFaults } from '../faults/jobs.js';
import { fault } from '../faults/make.js';
import { remoteFaults } from '../faults/remote.js';
import { Stop } from '../faults/stop.js';
import {
  ConnectionEnded,
  defaultMaxBytes,
  defaultTimeoutMs,
  fromEnvironment,
  InactivityTimeout,
  reasonOf,
  type RemoteContext,
  type RemoteSource,
  urlWithoutSecrets,
  type WithEnvironment,
} from './remote-access.js';
import type { AddressRange } from '../network/address-range.js';
import { lookupFor } from './private-addresses.js';

/** What to hold the next answer against. */
export interface Mark {
  readonly etag?: string;
  readonly modified?: string;
}

const mostRedirects = 5;

/** Fetches one file into `target`, whole or not at all; undefined where the server says that it is the one of last time. */
export async function fetchHttps(
  context: RemoteContext,
  source: RemoteSource,
  { mark, target }: { readonly mark: Mark; readonly target: string },
): Promise<Mark | undefined> {
  const from = urlWithoutSecrets(source.from);
  const patience = new InactivityTimeout(context.timer, source.timeout ?? defaultTimeoutMs, context.signal);
  try {
    const answer = await answerOf(new URL(source.from), {
      headers: headersOf(context, source, mark),
      allowed: source.allowed,
      signal: patience.signal,
    });
    patience.heard();
    const { statusCode: status = 0, statusMessage: words = '', headers } = answer;
    if (status === 304) {
      answer.destroy();
      return undefined;
    }
    if (status < 200 || status > 299) {
      answer.destroy();
      throw stop('fetch_answer', { from, status, words });
    }
    await receive(answer, patience, { from, target, most: source.most ?? defaultMaxBytes });
    const { etag, 'last-modified': modified } = headers;
    return { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) };
  } catch (failure) {
    context.signal.throwIfAborted();
    if (failure instanceof Stop || isOfFullDisk(failure)) throw failure;
    throw stop(
      'fetch_failed',
      { from, reason: reasonOf(patience.signal.aborted ? patience.signal.reason : failure, from) },
      failure,
    );
  } finally {
    patience.end();
  }
}

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly allowed: readonly AddressRange[];
  readonly signal: AbortSignal;
}

/** The answer to a request, after redirections within the same origin: what the headers let in must not learn them elsewhere. */
async function answerOf(first: URL, asked: Asked): Promise<IncomingMessage> {
  let url = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await requested(url, asked);
    const { statusCode: status = 0, headers } = answer;
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return answer;
    answer.destroy();
    const [from, to] = [urlWithoutSecrets(url.href), headers.location];
    const next = URL.canParse(to, url.href) ? new URL(to, url.href) : undefined;
    if (next?.origin !== first.origin)
      throw new Stop(3, [
        fault(remoteFaults, 'fetch_redirected', { from, to: next === undefined ? to : urlWithoutSecrets(next.href) }),
      ]);
    url = next;
  }
  throw new Stop(3, [
    fault(remoteFaults, 'fetch_redirects_too_often', { from: urlWithoutSecrets(first.href), most: mostRedirects }),
  ]);
}

/** The first answer to a request. One that leaves HTTP, or never comes, ends the connection too: nobody else would. */
function requested(url: URL, { headers, allowed, signal }: Asked): Promise<IncomingMessage> {
  const options: RequestOptions = { headers: { ...headers }, signal, agent: false, lookup: lookupFor(url.hostname, allowed) };
  const request = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  return new Promise((resolve, reject) => {
    const leavingHttp = (answer: IncomingMessage, socket: Duplex): void => {
      socket.destroy();
      resolve(answer);
    };
    // The reasons of our own signals are errors.
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    request.once('response', resolve).once('upgrade', leavingHttp).once('connect', leavingHttp).on('error', reject);
    request.once('close', () => {
      signal.removeEventListener('abort', giveUp);
      reject(new ConnectionEnded());
    });
    request.end();
  });
}

function headersOf(surroundings: WithEnvironment, { id, headers = {} }: RemoteSource, mark: Mark): Record<string, string> {
  const own = Object.entries(headers).map(
    ([name, value]) => [name, fromEnvironment(surroundings, value, { phrase: 'job', id })] as const,
  );
  return {
    // A compressed answer's length is not the file's.
    'accept-encoding': 'identity',
    ...(mark.etag === undefined ? {} : { 'if-none-match': mark.etag }),
    ...(mark.modified === undefined ? {} : { 'if-modified-since': mark.modified }),
    ...Object.fromEntries(own),
  };
}

async function receive(
  answer: IncomingMessage,
  patience: InactivityTimeout,
  { from, target, most }: { readonly from: string; readonly target: string; readonly most: number },
): Promise<void> {
  const {
    'content-length': length,
    'transfer-encoding': transfer = '',
    'content-encoding': encoding = 'identity',
  } = answer.headers;
  const of = length === undefined ? undefined : Number(length);
  if (of === undefined && !transfer.includes('chunked')) throw stop('fetch_length_unknown', { from });
  if (encoding.toLowerCase() !== 'identity') throw new Stop(3, [fault(remoteFaults, 'fetch_encoded', { from, encoding })]);
  if (of !== undefined && of > most) throw stop('fetch_too_big', { from, most });
  let got = 0;
  const file = await open(target, 'w', 0o600);
  try {
    // A stream of bytes, without an encoding, gives buffers.
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      patience.heard();
      got += chunk.byteLength;
      if (got > most) throw stop('fetch_too_big', { from, most });
      await file.write(chunk);
    }
    await file.sync();
  } catch (failure) {
    if (failure instanceof Stop || patience.signal.aborted || isDiskFault(failure)) throw failure;
    throw stop('fetch_cut_off', { from, got, of }, failure);
  } finally {
    await file.close();
  }
  if (of !== undefined && of !== got) throw stop('fetch_cut_off', { from, got, of });
}

const isDiskFault = (failure: unknown): boolean =>
  failure instanceof Error && 'syscall' in failure && failure.syscall === 'write';

function stop<K extends keyof typeof jobFaults>(code: K, params: ParamsOf<(typeof jobFaults)[K]>, cause?: unknown): Stop {
  return new Stop(3, [fault(jobFaults, code, params)], cause);
}
