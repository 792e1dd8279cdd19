import { isIPv6 } from 'node:net';
import { availableParallelism } from 'node:os';
import type { Request } from 'express';
import { fault } from '../faults/make.js';
import { type ManyOf, serviceFaults } from '../faults/service.js';
import type { HeavyLimits } from './heavy-work.js';
import { Refusal } from './refusal.js';

/** Numbers that bound what one caller may take. */
export interface Limits {
  /** Requests of one key in a minute; 0 for any number. */
  readonly requestsPerMinute: number;
  /** Unknown keys, and tokens that do not hold, from one address in a minute, each by itself. */
  readonly failedSignInsPerMinute: number;
  /** Sessions that are opened with one key in a minute. */
  readonly sessionsPerMinute: number;
  /** Requests without a key from one address in a minute, where a link's own secret opens something; 0 for any number. */
  readonly linkRequestsPerMinute: number;
  /** Requests with the secret of one link in a minute; 0 for any number. */
  readonly requestsOfLinkPerMinute: number;
  /** Seconds between two questions for the keys of an issuer of tokens, however many tokens name a key that is not known. */
  readonly issuerSeconds: number;
  /** Seconds that the headers of a request may take. */
  readonly headerSeconds: number;
  /** Seconds without a byte after which a sender of a body, or a reader of an answer, is given up. */
  readonly idleSeconds: number;
  /** Bytes of an uploaded file. */
  readonly uploadBytes: number;
  /** Bytes of all files together that wait to be imported. */
  readonly waitingBytes: number;
  /** Requests that take much of the machine: how many run at once, and wait. */
  readonly heavy: HeavyLimits;
}

/** What is allowed where nothing else is said. */
export const usualLimits: Limits = {
  requestsPerMinute: 6000,
  failedSignInsPerMinute: 30,
  sessionsPerMinute: 20,
  linkRequestsPerMinute: 300,
  requestsOfLinkPerMinute: 30,
  issuerSeconds: 30,
  headerSeconds: 15,
  idleSeconds: 60,
  uploadBytes: 2 * 1024 ** 3,
  waitingBytes: 20_000_000_000,
  // Two at least: one that takes its time is not to keep everybody waiting where there is one core.
  heavy: { running: Math.max(2, availableParallelism()), waitingOfKey: 8, waiting: 64 },
};

const windowMs = 60_000;
const mostNames = 10_000;

/** Counts by name in windows of a minute; memory is bounded, whoever sends whatever. */
class Windows {
  #counts = new Map<string, number>();
  #began = 0;

  /** Adds to the count of a name; the count, and the seconds until it begins anew. */
  add(name: string, by: number, now: number): { readonly count: number; readonly seconds: number } {
    if (!(now >= this.#began && now < this.#began + windowMs) || this.#counts.size > mostNames) {
      this.#counts = new Map();
      this.#began = now;
    }
    const count = (this.#counts.get(name) ?? 0) + by;
    if (by > 0) this.#counts.set(name, count);
    return { count, seconds: Math.max(1, Math.ceil((this.#began + windowMs - now) / 1000)) };
  }
}

const tooMany = (of: ManyOf, seconds: number): Refusal =>
  new Refusal(429, fault(serviceFaults, 'too_many_requests', { of, seconds }), { 'Retry-After': String(seconds) });

/** Failed attempts to sign in, by address. */
export class FailedSignIns {
  readonly #windows = new Windows();
  readonly #most: number;
  readonly #clock: () => number;

  constructor(most: number, clock: () => number) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Refuses an address that has failed too often. */
  check(request: Request): void {
    const { count, seconds } = this.#windows.add(addressOf(request), 0, this.#clock());
    if (count >= this.#most) throw tooMany('failed_address', seconds);
  }

  /** Counts a failure; refuses an address that has failed too often before. */
  count(request: Request): void {
    const { count, seconds } = this.#windows.add(addressOf(request), 1, this.#clock());
    if (count > this.#most) throw tooMany('failed_address', seconds);
  }
}

/** Whose requests are counted together: an IPv4 address, or the network of 64 bits that one subscriber has of IPv6. */
export function addressOf({ ip = 'unknown' }: Pick<Request, 'ip'>): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail = ''] = ip.toLowerCase().split('::');
  const groups = (part: string): readonly string[] => part.split(':').filter(group => group !== '');
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

/** Counts what a key does in a minute: past the limit it waits for the next one. */
export class RequestsOfKeys {
  readonly #windows = new Windows();
  readonly #most: number;
  readonly #clock: () => number;

  constructor(most: number, clock: () => number) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Counts a request; gives the headers that say how many are left. */
  count(key: string): Readonly<Record<string, string>> {
    if (this.#most === 0) return {};
    const { count, seconds } = this.#windows.add(key, 1, this.#clock());
    if (count > this.#most) throw tooMany('key', seconds);
    return { RateLimit: `"key";r=${this.#most - count};t=${seconds}`, 'RateLimit-Policy': `"key";q=${this.#most};w=60` };
  }
}

/**
 * Counts the requests that a survey link opens, by address and by secret: an address that tries many secrets is stopped, and so
 * are many addresses that use one secret.
 */
export class RequestsOfLinks {
  readonly #byAddress = new Windows();
  readonly #bySecret = new Windows();
  readonly #limits: Pick<Limits, 'linkRequestsPerMinute' | 'requestsOfLinkPerMinute'>;
  readonly #clock: () => number;

  constructor(limits: Pick<Limits, 'linkRequestsPerMinute' | 'requestsOfLinkPerMinute'>, clock: () => number) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Counts a request, by its address first: one address cannot fill the memory with secrets. */
  count(request: Request, secret: string): void {
    const now = this.#clock();
    const { linkRequestsPerMinute, requestsOfLinkPerMinute } = this.#limits;
    const counted = [
      { windows: this.#byAddress, name: addressOf(request), most: linkRequestsPerMinute, of: 'address' as const },
      { windows: this.#bySecret, name: secret, most: requestsOfLinkPerMinute, of: 'link' as const },
    ];
    for (const { windows, name, most, of } of counted) {
      const { count, seconds } = windows.add(name, 1, now);
      if (most > 0 && count > most) throw tooMany(of, seconds);
    }
  }
}
