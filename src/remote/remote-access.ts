import { fault } from '../faults/make.js';
import { type Phrase, verbatim } from '../faults/phrase.js';
import { phraseEn } from '../faults/words/en/phrases.js';
import { jobFaults } from '../faults/jobs.js';
import { Stop } from '../faults/stop.js';
import { systemReason } from '../faults/system-error.js';
import type { AddressRange } from '../network/address-range.js';
import type { Timer } from './timer.js';

/** Where `env:NAME` of config is looked up. */
export interface WithEnvironment {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What reaching another side takes: the environment, and how long it may last. */
export interface RemoteContext extends WithEnvironment {
  readonly timer: Timer;
  /** Aborted when whoever asked waits no longer. */
  readonly signal: AbortSignal;
}

/** Where files are fetched from, and within what limits. */
export interface RemoteSource {
  /** The job that fetches. */
  readonly id: string;
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly password?: string;
  readonly private_key?: string;
  readonly host_key?: string;
  /** Addresses inside this network that its host may have. */
  readonly allowed: readonly AddressRange[];
  readonly most?: number;
  readonly timeout?: number;
}

/** The most bytes of a file, where a source says nothing else. */
export const defaultMaxBytes = 1e9;
/** How long a source may be silent, where it says nothing else. */
export const defaultTimeoutMs = 60_000;

/** A value of config: as it stands, or that of the environment's variable where it is `env:NAME`. */
export function fromEnvironment({ env }: WithEnvironment, text: string, needed: Phrase): string {
  const variable = /^env:(\w+)$/.exec(text)?.[1];
  if (variable === undefined) return text;
  const value = env?.[variable];
  if (value !== undefined && value !== '') return value;
  throw new Stop(2, [fault(jobFaults, 'variable_missing', { variable, for: needed })]);
}

/** A URL as messages and logs show it: without user, password and query. */
export function urlWithoutSecrets(text: string): string {
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`;
}

/** The other side took longer than we wait. */
export class TookTooLong extends Error {
  readonly reason: Phrase;

  constructor(reason: Phrase) {
    super(phraseEn(reason));
    this.name = 'TookTooLong';
    this.reason = reason;
  }
}

/** The other side ended the connection before it had answered. */
export class ConnectionEnded extends Error {
  readonly reason: Phrase = 'connection_ended';

  constructor() {
    super(phraseEn('connection_ended'));
    this.name = 'ConnectionEnded';
  }
}

/** Patience with another side: its signal is aborted when nothing was heard for a time, or when the run is to end. */
export class InactivityTimeout {
  readonly signal: AbortSignal;
  readonly #own = new AbortController();
  readonly #timer: Timer;
  readonly #millis: number;
  #waiting: { cancel(): void };

  constructor(timer: Timer, millis: number, run: AbortSignal) {
    this.#timer = timer;
    this.#millis = millis;
    this.signal = AbortSignal.any([this.#own.signal, run]);
    this.#waiting = this.#start();
  }

  /** The other side was heard. */
  heard(): void {
    this.#waiting.cancel();
    this.#waiting = this.#start();
  }

  end(): void {
    this.#waiting.cancel();
  }

  #start(): { cancel(): void } {
    return this.#timer.after(this.#millis, () =>
      this.#own.abort(new TookTooLong({ phrase: 'silent', seconds: this.#millis / 1000 })),
    );
  }
}

/** What went wrong on the other side: in our words where we lost patience or the network failed, else in its own. `named` is what the sentence says already. */
export function reasonOf(failure: unknown, named?: string): Phrase {
  if (failure instanceof TookTooLong || failure instanceof ConnectionEnded) return failure.reason;
  if (!(failure instanceof Error)) return wordsOfOther(String(failure));
  // The network's own errors hide what happened in their cause.
  const inner = failure.cause instanceof Error ? failure.cause : failure;
  const refused = systemReason(inner, named);
  return refused ?? wordsOfOther(inner.message || ('code' in inner ? String(inner.code) : inner.name));
}

/** The words of another side in one line: it could begin lines of a log otherwise. */
const wordsOfOther = (text: string): Phrase => verbatim(text.replaceAll(/\s+/g, ' '));
