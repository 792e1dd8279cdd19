import type { Fault, ProblemDocument } from '../contract/fault.js';

/** What the server answered instead of what was asked for. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];
  readonly requestId: string | undefined;

  constructor(status: number, { title, code, detail, faults, request_id }: Partial<ProblemDocument>) {
    super(detail ?? title ?? `HTTP ${status}`);
    this.status = status;
    this.code = code ?? '';
    this.faults = faults ?? [];
    this.requestId = request_id;
  }

  /** The service has too much to do at the moment, and will answer later. */
  get isBusy(): boolean {
    return this.status === 503 || this.status === 429;
  }
}

const base = '/api/v1';
let csrf = '';
let onSignedOut: () => void = () => undefined;

/** Remembers what requests that change something must carry, and what to do when the session has ended. */
export function keepSession(token: string, signedOut: () => void): void {
  csrf = token;
  onSignedOut = signedOut;
}

/** The address of something under the API; each part is encoded by `at`. */
export const address = (path: string): string => `${base}${path}`;

/** A path with its parts percent-encoded: at`/clients/${code}`. */
export const at = (texts: TemplateStringsArray, ...parts: readonly string[]): string =>
  texts.map((text, i) => `${i === 0 ? '' : encodeURIComponent(parts[i - 1] ?? '')}${text}`).join('');

/** A path with the query's given parts. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | undefined | null>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Reads something. */
export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>('GET', path, undefined, signal);

/** Changes something by the body that its route takes; the answer is what the server says of it. */
export const post = <T, B extends object>(path: string, body: B, signal?: AbortSignal): Promise<T> =>
  ask<T>('POST', path, body, signal);

/** Changes something as nobody in particular: who happens to be signed in is left out. */
export const postAnonymously = <T, B extends object>(path: string, body: B): Promise<T> =>
  ask<T>('POST', path, body, undefined, 'omit');

/** Removes something. */
export const remove = <T>(path: string): Promise<T> => ask<T>('DELETE', path);

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  credentials: RequestCredentials = 'same-origin',
): Promise<T> {
  const changes = method !== 'GET';
  const response = await fetchOrProblem(path, {
    method,
    credentials,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(changes && csrf !== '' ? { 'x-csrf-token': csrf } : {}),
      ...(method === 'POST' && path !== '/session' ? { 'idempotency-key': crypto.randomUUID?.() ?? onceKey() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await problemOf(response, path);
  if (response.status === 204) return undefined as T; // Nothing is what such a route answers.
  // The server checks its answers against the schemas that these types mirror.
  return (await response.json()) as T;
}

/** Pages served without TLS have no randomUUID. */
const onceKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

async function fetchOrProblem(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address(path), init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem(0, { code: 'unreachable', title: 'The service cannot be reached.' });
  }
}

async function problemOf(response: Response, path: string): Promise<Problem> {
  const text = await response.text();
  const problem = new Problem(response.status, documentOf(text));
  if (response.status === 401 && path !== '/session') onSignedOut();
  return problem;
}

function documentOf(text: string): Partial<ProblemDocument> {
  try {
    // Whatever it is: only fields that are there are read.
    const parsed = JSON.parse(text) as Partial<ProblemDocument> | null;
    return parsed ?? {};
  } catch {
    return {};
  }
}

/** Where an upload stands. */
export interface Sent {
  readonly loaded: number;
  readonly total: number;
}

/** Sends a file as the body and reports how much was sent, which fetch cannot do. */
export function upload<T>(
  path: string,
  file: Blob,
  report: (sent: Sent) => void,
): { readonly answer: Promise<T>; readonly stop: () => void } {
  const request = new XMLHttpRequest();
  const answer = new Promise<T>((resolve, reject) => {
    request.open('POST', address(path));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (csrf !== '') request.setRequestHeader('x-csrf-token', csrf);
    request.upload.onprogress = ({ loaded, total }) => report({ loaded, total });
    request.onerror = () => reject(new Problem(0, { code: 'unreachable', title: 'The service cannot be reached.' }));
    request.onabort = () => reject(new Problem(0, { code: 'stopped', title: 'The upload was stopped.' }));
    request.onload = () => {
      if (request.status >= 400) reject(new Problem(request.status, documentOf(request.responseText)));
      // As above.
      else resolve(JSON.parse(request.responseText) as T);
    };
    request.send(file);
  });
  return { answer, stop: () => request.abort() };
}
