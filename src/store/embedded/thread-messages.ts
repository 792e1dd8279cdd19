import type { MessagePort } from 'node:worker_threads';
import type { Phrase } from '../../faults/phrase.js';

/** What the database's thread is started with. */
export interface ThreadStart {
  readonly dataDirectory: string;
  /** The unix socket on which other processes attach. */
  readonly socket: string;
  /** Where the thread notes which statement runs. */
  readonly statement: SharedArrayBuffer;
}

/** What the program sends to the database's thread. */
export type ToThread = { readonly connect: MessagePort } | { readonly stop: { readonly withinMs: number } };

/** What the database's thread sends to the program. */
export type FromThread =
  | { readonly ready: { readonly version: string } }
  | { readonly failed: Phrase }
  /** From now on no statement may run longer; 0 is no limit. */
  | { readonly limitMs: number };
