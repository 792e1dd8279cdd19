import { setTimeout as pause } from 'node:timers/promises';
import { boundsFaults } from '../faults/bounds.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';

/** How much heavy work there may be at once. */
export interface HeavyLimits {
  /** Pieces that run, of all keys together; of one key it is always one. */
  readonly running: number;
  /** Pieces of one key that wait. */
  readonly waitingOfKey: number;
  /** Pieces that wait in all. */
  readonly waiting: number;
}

interface Piece {
  readonly key: string;
  readonly begin: () => void;
}

/** How often one looks whether all has ended. */
const lookMs = 50;

/** Seconds after which who was refused may ask again. */
const retryAfterSeconds = { key: 5, service: 15 } as const;

/**
 * What takes much of the machine, in turns: of each key one piece at a time, in the order in which they were asked for, and of all
 * keys together no more than the machine has cores, or two where it has one. So nobody's requests, however many, keep those of others
 * from being answered.
 */
export class HeavyWork {
  readonly #limits: HeavyLimits;
  readonly #running = new Set<string>();
  #waiting: Piece[] = [];

  constructor(limits: HeavyLimits) {
    this.#limits = limits;
  }

  /** Does a piece of work when its turn comes; refuses it where too much waits already, and drops it once nobody waits for its answer. */
  async inTurn<T>(key: string, work: () => Promise<T>, hasLeft?: AbortSignal): Promise<T> {
    await this.#turn(key, hasLeft);
    try {
      return await work();
    } finally {
      this.#running.delete(key);
      this.#next();
    }
  }

  /** Resolves once nothing runs or waits. */
  async ended(): Promise<void> {
    while (this.#running.size + this.#waiting.length > 0) await pause(lookMs);
  }

  #turn(key: string, hasLeft: AbortSignal | undefined): Promise<void> {
    const { waiting, waitingOfKey } = this.#limits;
    const isFree = this.#running.size < this.#limits.running && !this.#running.has(key);
    if (isFree) {
      this.#running.add(key);
      return Promise.resolve();
    }
    const own = this.#waiting.filter(piece => piece.key === key).length;
    if (own >= waitingOfKey)
      throw refused(429, fault(boundsFaults, 'key_asks_too_much', { waiting: own }), retryAfterSeconds.key);
    if (this.#waiting.length >= waiting) {
      throw refused(503, fault(boundsFaults, 'service_full', { waiting: this.#waiting.length }), retryAfterSeconds.service);
    }
    return new Promise((resolve, reject) => {
      const piece: Piece = { key, begin: resolve };
      this.#waiting.push(piece);
      const leave = (): void => {
        if (!this.#waiting.includes(piece)) return;
        this.#waiting = this.#waiting.filter(one => one !== piece);
        reject(new Refusal(408, fault(serviceFaults, 'request_unreadable', { reason: 'not_ended_in_time' })));
      };
      if (hasLeft?.aborted === true) leave();
      else hasLeft?.addEventListener('abort', leave, { once: true });
    });
  }

  /** Begins what has waited longest and may run. */
  #next(): void {
    if (this.#running.size >= this.#limits.running) return;
    const next = this.#waiting.find(({ key }) => !this.#running.has(key));
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter(piece => piece !== next);
    this.#running.add(next.key);
    next.begin();
  }
}

const refused = (status: 429 | 503, rest: ReturnType<typeof fault>, seconds: number): Refusal =>
  new Refusal(status, rest, { 'Retry-After': String(seconds) });
