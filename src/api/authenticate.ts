import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Deps } from '../app/deps.js';
import { type Credential, csrfOf, type KeyOwner, noteKeyUse } from '../app/keys/sign-in.js';
import { keysChangedAt } from '../app/keys/key-changes.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Stop } from '../faults/stop.js';
import { KeyLookup } from './key-lookup.js';
import type { FailedSignIns } from './limits.js';
import { Refusal } from './refusal.js';
import type { Caller } from './route.js';

/**
 * Checks a signed token of another issuer; undefined where it is none that opens anything here. `beforeChecking` is called unless
 * the token is remembered as a good one.
 */
export type TokenCheck = (token: string, beforeChecking: () => void) => Promise<Caller | undefined>;

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
  readonly owner: KeyOwner;
  readonly at: number;
  readonly stamp: number;
}

/** Failures by address: unknown keys and tokens that do not hold are counted apart, so that neither keeps the other out. */
export interface Failures {
  readonly keys: FailedSignIns;
  readonly tokens: FailedSignIns;
}

/**
 * Finds out who asks. Keys are remembered for a second, so that a page's requests cost one question to the database. A good key is
 * let in however many wrong ones come from the same address: past the limit only those that are not known are told to wait.
 */
export class Authenticator {
  readonly #deps: () => Deps;
  readonly #lookup: KeyLookup;
  readonly #failed: Failures;
  readonly #tokens: () => TokenCheck | undefined;
  #remembered = new Map<string, CachedKey>();
  readonly #noted = new Map<string, number>();

  constructor(deps: () => Deps, failed: Failures, tokens: () => TokenCheck | undefined) {
    this.#deps = deps;
    this.#lookup = new KeyLookup(deps);
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
    const owner = await this.#owner({ of: 'sessions', secret: session });
    if (owner === undefined || owner === 'ended') throw refused();
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.get('x-csrf-token') !== csrfOf(session)) {
      throw new Refusal(403, fault(serviceFaults, 'csrf_missing', {}));
    }
    return { caller: callerOf(owner), owner, session };
  }

  /** The owner of a key's secret; refuses one that opens nothing. */
  async ownerOf(request: Request, secret: string): Promise<KeyOwner> {
    const owner = await this.#owner({ of: 'keys', secret });
    if (owner === undefined) this.#failed.keys.count(request);
    if (owner === undefined || owner === 'ended') throw refused();
    return owner;
  }

  async #byBearer(request: Request, authorization: string): Promise<SignedIn> {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (secret === undefined) throw unauthorised(fault(serviceFaults, 'sign_in_needed', {}));
    const check = secret.split('.').length === 3 ? this.#tokens() : undefined;
    if (check !== undefined) {
      const caller = await check(secret, () => this.#failed.tokens.check(request));
      if (caller === undefined) {
        this.#failed.tokens.count(request);
        throw refused();
      }
      return { caller, owner: undefined, session: undefined };
    }
    const owner = await this.ownerOf(request, secret);
    return { caller: callerOf(owner), owner, session: undefined };
  }

  async #owner(credential: Credential): Promise<KeyOwner | 'ended' | undefined> {
    const deps = this.#deps();
    const id = createHash('sha256').update(`${credential.of} ${credential.secret}`).digest('base64');
    const now = deps.clock();
    const stamp = keysChangedAt(deps);
    const known = this.#remembered.get(id);
    const age = known === undefined || known.stamp !== stamp ? Number.POSITIVE_INFINITY : now - known.at;
    let owner: KeyOwner | 'ended' | undefined = known?.owner;
    if (!(age >= 0 && age < cachedMs)) {
      try {
        owner = await this.#lookup.ownerOf(credential);
        this.#remember(id, owner, { at: now, stamp });
      } catch (problem) {
        // While an import has the embedded database, who was known a moment ago still is.
        const isStillBelieved = problem instanceof Stop && problem.exitCode === 3 && age < cachedWhileBusyMs;
        if (!isStillBelieved) throw problem;
      }
    }
    if (owner === undefined || owner === 'ended') return owner;
    if (owner.expiresAt !== null && owner.expiresAt <= now) return 'ended';
    this.#note(owner, now);
    return owner;
  }

  #remember(id: string, owner: KeyOwner | 'ended' | undefined, found: Pick<CachedKey, 'at' | 'stamp'>): void {
    this.#remembered.delete(id);
    if (owner === undefined || owner === 'ended') return;
    if (this.#remembered.size >= maxCached) this.forget();
    this.#remembered.set(id, { owner, ...found });
  }

  /** At most once a minute, and the request does not wait for it. */
  #note({ id, lastUsedAt }: KeyOwner, now: number): void {
    if (now - Math.max(this.#noted.get(id) ?? 0, lastUsedAt ?? 0) < useRecordedEveryMs) return;
    this.#noted.set(id, now);
    noteKeyUse(this.#deps(), id).catch(() => this.#noted.delete(id));
  }
}

const callerOf = ({ id, name, person, role, clients }: KeyOwner): Caller => ({ key: id, name, person, role, clients });

const refused = (): Refusal => unauthorised(fault(serviceFaults, 'key_refused', {}));

const unauthorised = (reason: ReturnType<typeof fault>): Refusal =>
  new Refusal(401, reason, { 'WWW-Authenticate': 'Bearer realm="plumbline"' });

function cookieOf(header: string | undefined): string | undefined {
  const found = header?.split(';').find(part => part.trim().startsWith(`${sessionCookie}=`));
  const value = found?.split('=')[1]?.trim();
  return value !== undefined && /^[\w-]{20,100}$/.test(value) ? value : undefined;
}
