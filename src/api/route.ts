import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Deps } from '../app/deps.js';
import type { KeyOwner } from '../app/keys/sign-in.js';
import type { JsonText } from '../app/visible/json-text.js';
import type { Answer } from '../contract/answer.js';
import type { Role } from '../contract/me.js';
import type { Fault } from '../faults/fault.js';

/** Who asks: a key, or a session that was opened with one. */
export interface Caller {
  readonly key: string;
  /** What is written into the ledger as the actor. */
  readonly name: string;
  /** Whose key it is, where several are one person's. */
  readonly person?: string | undefined;
  /** What the ledger names the request by, where it can be repeated with an `Idempotency-Key`. */
  readonly request?: string | undefined;
  readonly role: Role;
  /** The clients that the key is bound to; all of them where it is bound to none. Never `all` for the role client. */
  readonly clients: readonly string[] | 'all';
}

/** How a caller is signed in, and what changes that. */
export interface SignIn {
  /** The token of the session, where a cookie brought it. */
  readonly session: string | undefined;
  /** Whether the request came over HTTPS. */
  readonly isSecure: boolean;
  /** The owner of a key's secret, or of the one behind a one-time link; refuses what opens nothing. */
  readonly owner: (given: { readonly key: string } | { readonly link: string }) => Promise<KeyOwner>;
  /** Forgets what is remembered of keys and sessions, because some changed. */
  readonly forget: () => void;
}

/** What every route is given besides its own parameters. Deps are asked for anew at each call: config can be reloaded. */
export interface Call<P, Q, B> {
  readonly caller: Caller;
  readonly deps: Deps;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The body as it arrives, for routes that take a file. */
  readonly stream: Readable;
  readonly requestId: string;
  /** For routes that take files. */
  readonly uploads: {
    readonly mostBytes: number;
    /** Bytes of all files together that wait to be imported. */
    readonly mostWaiting: number;
    /** Counts bytes that have arrived; throws where the key has sent more than it may in a day. */
    readonly arrived: (bytes: number) => void;
    /** Does work when no other file of the caller's key is being taken in. */
    readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
    /** What the caller is told of a failure, wherever it is read: the same as a request is answered that waits for it. */
    readonly faultsOf: (failure: unknown) => readonly Fault[];
    /** Does what takes much of the machine in its turn, once the file has arrived: a slow sender keeps nobody waiting. */
    readonly heavily: <T>(work: () => Promise<T>) => Promise<T>;
    /**
     * Does work that the request does not wait for; the service waits for it before it ends. What goes wrong in it goes to the
     * log.
     */
    readonly background: (work: () => Promise<unknown>) => void;
  };
  /** Reads the config again, for a route that wrote some; false where something in it is at fault, and the one before is kept. */
  readonly reloadConfig: () => Promise<boolean>;
  /** How the caller is signed in, for the routes that sign in and out. */
  readonly signIn: SignIn;
  readonly header: (name: string) => string | undefined;
}

/** What a route answers: exactly one of json, jsonText, again, picture, file or nothing. Faults are thrown as `Stop`, or as a `Refusal`. */
export interface Reply<J = unknown> {
  readonly status?: number;
  readonly json?: J;
  readonly jsonText?: JsonText<J>;
  /** What the first of repeated requests was answered, whatever that was. */
  readonly again?: { readonly type: string; readonly body: string };
  readonly picture?: { readonly type: string; readonly bytes: Uint8Array };
  readonly file?: { readonly path: string; readonly type: string; readonly name: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** What `If-None-Match` is held against; the hash of an evaluation where the answer comes from one. */
  readonly etag?: string;
  /** Done when the answer has been sent or given up: clears away a file that was made for it. */
  readonly afterwards?: () => Promise<void>;
}

type Shape = z.ZodType;

/** What a route may answer, by status; the schema of an answer that is JSON. */
type Answers = Readonly<Record<number, { readonly description: string; readonly schema?: Shape; readonly type?: string }>>;

/** The JSON of the answers that succeed; none where no schema says so. */
type JsonOf<A extends Answers> = number extends keyof A
  ? unknown
  : {
      [S in keyof A & (200 | 201 | 202)]: A[S] extends { readonly schema: infer Z extends Shape } ? Answer<Z> : never;
    }[keyof A & (200 | 201 | 202)];

/** A route: the one declaration that registers, validates, authorises and documents it. */
export interface Route<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, A extends Answers = Answers> {
  readonly method: 'get' | 'post' | 'delete';
  /** Below /api/v1, parameters in braces. `{client}` is held against the caller's clients before anything is read: not theirs is 404. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Others get 403; `public` needs no key. */
  readonly roles: readonly Role[] | 'public';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Bytes that its body may have, where that is less than 1 MB: little for what nobody signs for. */
  readonly bodyBytes?: number;
  /** The body is a file and is streamed to the route. */
  readonly takesFile?: boolean;
  /**
   * Works on the database with the service's own login also for a caller who is bound to clients: for what the roles of bound callers
   * cannot do, such as an import. The workspace of such a call still knows the caller's clients alone.
   */
  readonly asService?: boolean;
  /** Concerns the whole firm: a caller who is bound to clients gets 403, whatever its role. */
  readonly wholeFirm?: boolean;
  /** Takes much of the machine: of a key one such request runs at a time, of all keys as many as there are cores but two at least; others wait. */
  readonly isHeavy?: boolean;
  /** Takes facts in with its body: of a key one such request is taken in at a time, and the others of that key wait. */
  readonly isImport?: boolean;
  /**
   * Seconds that a statement of it may run on a database server: 10 of what reads, 60 of what writes or is heavy, without it. No limit
   * for what goes on beside the request, such as an import.
   */
  readonly statementSeconds?: number | 'unlimited';
  /** Its answer holds a secret, and is never kept to be given again. */
  readonly isSecret?: boolean;
  readonly answers: A;
  readonly handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply<JsonOf<A>>>;
}

/** Declares a route with the types that its schemas give: what it answers must have the type of a successful answer's schema. */
export const route = <P extends Shape, Q extends Shape, B extends Shape, const A extends Answers>(
  declared: Route<P, Q, B, A>,
): Route =>
  // The registrar parses with the very schemas that these types come from.
  declared as unknown as Route;

/** Who acts, as the ledger keeps it: two names of one key, or of one subject of an issuer, are one person. */
export const actorOf = ({
  key: id,
  name,
  person,
  request,
}: Caller): { readonly name: string; readonly id: string; readonly person?: string; readonly request?: string } => ({
  name,
  id,
  ...(person === undefined ? {} : { person }),
  ...(request === undefined ? {} : { request }),
});
