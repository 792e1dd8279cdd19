import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Deps } from '../app/deps.js';
import { csrfOf, type KeyOwner, noteKeyUse, ownerOfKey, ownerOfSession } from '../app/keys/sign-in.js';
import { keysChangedAt } from '../app/keys/key-changes.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Stop } from '../faults/stop.js';
import type { FailedSignIns } from './limits.js';
import { Refusal } from './refusal.js';
import type { Caller } from './route.js';

/** Checks a signed token of another issuer; undefined where it is none that opens anything here. */
export type TokenCheck = (token: string) => Promise<Caller | undefined>;

/** Who asks, and with what. */
export interface SignedIn {
  readonly caller: Caller;
  readonly owner: KeyOwner | undefined;
  /** The token of the session, where a cookie brought it. */
  readonly session: string | undefined;
}

/** The cookie that holds a session. */
export const sessionCookie = 'plumbline_session';

/** How long an answer of the database about a key is believed, and for how long while the database does not answer. */
const cachedMs = 1000;
const cachedWhileBusyMs = 60_000;
/** Last use is noted to the minute. */
const useRecordedEveryMs = 60_000;
const maxCached = 5000;

interface CachedKey {
  readonly owner: KeyOwner | undefined;
  readonly at: number;
  readonly stamp: number;
}

/** Finds out who asks. Keys are remembered for a second, so that a page's requests cost one question to the database. */
export class Authenticator {
  readonly #deps: () => Deps;
  readonly #failed: FailedSignIns;
  readonly #tokens: () => TokenCheck | undefined;
  #remembered = new Map<string, CachedKey>();
  readonly #noted = new Map<string, number>();

  constructor(deps: () => Deps, failed: FailedSignIns, tokens: () => TokenCheck | undefined) {
    this.#deps = deps;
    this.#failed = failed;
    this.#tokens = tokens;
  }

  /** Forgets what is remembered of keys: one was revoked, or a session ended. */
  forget(): void {
    this.#remembered = new Map();
  }

  /** Who signs this request; refuses one that brings nothing, or nothing valid. */
  async signedIn(request: Request): Promise<SignedIn> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.#byBearer(request, authorization);
    const session = cookieOf(request.headers.cookie);
    if (session === undefined) throw unauthorised(fault(serviceFaults, 'sign_in_needed', {}));
    const owner = await this.#owner(`session ${session}`, () => ownerOfSession(this.#deps(), session), request);
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.get('x-csrf-token') !== csrfOf(session)) {
      throw new Refusal(403, fault(serviceFaults, 'csrf_missing', {}));
    }
    return { caller: callerOf(owner), owner, session };
  }

  /** The owner of a key's secret; refuses one that opens nothing. */
  ownerOf(request: Request, secret: string): Promise<KeyOwner> {
    return this.#owner(`key ${secret}`, () => ownerOfKey(this.#deps(), secret), request);
  }

  async #byBearer(request: Request, authorization: string): Promise<SignedIn> {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (secret === undefined) throw unauthorised(fault(serviceFaults, 'sign_in_needed', {}));
    const check = secret.split('.').length === 3 ? this.#tokens() : undefined;
    if (check !== undefined) {
      const caller = await check(secret);
      if (caller === undefined) throw this.#refused(request);
      return { caller, owner: undefined, session: undefined };
    }
    const owner = await this.ownerOf(request, secret);
    return { caller: callerOf(owner), owner, session: undefined };
  }

  async #owner(name: string, ask: () => Promise<KeyOwner | undefined>, request: Request): Promise<KeyOwner> {
    const deps = this.#deps();
    const id = createHash('sha256').update(name).digest('base64');
    const now = deps.clock();
    const stamp = keysChangedAt(deps);
    const known = this.#remembered.get(id);
    const age = known === undefined || known.stamp !== stamp ? Number.POSITIVE_INFINITY : now - known.at;
    let owner = known?.owner;
    if (!(age >= 0 && age < cachedMs)) {
      if (known?.owner === undefined) this.#failed.check(request);
      try {
        owner = await ask();
        this.#remember(id, { owner, at: now, stamp });
      } catch (problem) {
        // While an import has the embedded database, who was known a moment ago still is.
        const isStillBelieved = problem instanceof Stop && problem.exitCode === 3 && age < cachedWhileBusyMs;
        if (!isStillBelieved) throw problem;
      }
    }
    if (owner === undefined || (owner.expiresAt !== null && owner.expiresAt <= now)) throw this.#refused(request);
    this.#note(owner, now);
    return owner;
  }

  #remember(id: string, remembered: CachedKey): void {
    if (this.#remembered.size >= maxCached) this.forget();
    this.#remembered.set(id, remembered);
  }

  #refused(request: Request): Refusal {
    this.#failed.count(request);
    return unauthorised(fault(serviceFaults, 'key_refused', {}));
  }

  /** At most once a minute, and the request does not wait for it. */
  #note({ id, lastUsedAt }: KeyOwner, now: number): void {
    if (now - Math.max(this.#noted.get(id) ?? 0, lastUsedAt ?? 0) < useRecordedEveryMs) return;
    this.#noted.set(id, now);
    noteKeyUse(this.#deps(), id).catch(() => this.#noted.delete(id));
  }
}

const callerOf = ({ id, name, person, role, clients }: KeyOwner): Caller => ({ key: id, name, person, role, clients });

const unauthorised = (reason: ReturnType<typeof fault>): Refusal =>
  new Refusal(401, reason, { 'WWW-Authenticate': 'Bearer realm="plumbline"' });

function cookieOf(header: string | undefined): string | undefined {
  const found = header?.split(';').find(part => part.trim().startsWith(`${sessionCookie}=`));
  const value = found?.split('=')[1]?.trim();
  return value !== undefined && /^[\w-]{20,100}$/.test(value) ? value : undefined;
}
