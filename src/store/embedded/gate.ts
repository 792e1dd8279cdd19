import { CopyIn, isCopyIn } from './copy-in.js';
import { asksForCancel, asksForEncryption, errorResponse, type Frame, Frames, message, query } from './frames.js';
import type { Turn } from './session-turn.js';

/** The database behind the gate: runs messages of the wire protocol, giving the answer piece by piece. */
export interface Session {
  run(messages: Uint8Array, answer: (piece: Uint8Array) => void): Promise<void>;
  /** No statement of the transaction that has the session may run longer; 0 is no limit. */
  limit(limitMs: number): void;
  readonly dataDirectory: string;
}

/** Where the answers go; `end` when the gate has closed. */
export interface Client {
  write(bytes: Uint8Array): void;
  end(): void;
}

const piece = 64 * 1024;

/** What a transaction's state is after an answer: idle, in a transaction, failed, or in the middle of an exchange. */
type State = 'I' | 'T' | 'E' | 'unfinished';

/**
 * One client of the embedded database. Speaks the wire protocol to it, so that stock `pg` cannot tell PGlite from a
 * server, and holds the session's turn for as long as the client is inside a transaction.
 */
export class Gate {
  readonly #session: Session;
  readonly #turn: Turn<Gate>;
  readonly #client: Client;
  readonly #frames = new Frames();
  #extended: Buffer[] = [];
  #copy: CopyIn | undefined;
  #state: State = 'I';
  #work: Promise<void> = Promise.resolve();
  #closed = false;
  #isLimited = false;

  constructor(session: Session, turn: Turn<Gate>, client: Client) {
    this.#session = session;
    this.#turn = turn;
    this.#client = client;
  }

  /** Takes bytes from the client; resolves when they have been dealt with. */
  push(bytes: Buffer): Promise<void> {
    this.#frames.push(bytes);
    this.#work = this.#work.then(() => this.#drain()).catch((failure: unknown) => this.#fail(failure));
    return this.#work;
  }

  /** The client has left: undoes what it left open and gives the session back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#copy?.discard();
    this.#copy = undefined;
    if (this.#turn.isOf(this)) await this.#undo();
    this.#turn.forget(this);
    this.#client.end();
  }

  async #undo(): Promise<void> {
    if (this.#state === 'unfinished') await this.#run(message('S', Buffer.alloc(0)), false, () => undefined);
    if (this.#state !== 'I') await this.#run(query('rollback'), false, () => undefined);
  }

  async #drain(): Promise<void> {
    for (let frame = this.#frames.next(); frame !== undefined && !this.#closed; frame = this.#frames.next()) {
      if (frame.type === '') await this.#open(frame);
      else if (this.#copy !== undefined) await this.#copying(this.#copy, frame);
      else await this.#asked(frame);
    }
  }

  async #open({ bytes }: Frame): Promise<void> {
    const code = bytes.readInt32BE(4);
    if (asksForEncryption(code)) this.#client.write(Buffer.from('N'));
    else if (asksForCancel(code)) await this.close();
    else await this.#execute(bytes);
  }

  async #asked({ type, bytes }: Frame): Promise<void> {
    switch (type) {
      case 'X':
        return this.close();
      case 'Q': {
        const sql = bytes.toString('utf8', 5, bytes.length - 1);
        if (isCopyIn(sql)) return this.#beginCopy(sql);
        await this.#execute(bytes);
        return this.#limit(/^set local statement_timeout = (\d{1,9})$/.exec(sql)?.[1]);
      }
      // The extended protocol's messages are run together, up to the one that asks for the answers.
      case 'P':
      case 'B':
      case 'D':
      case 'E':
      case 'C':
      case 'F':
        this.#extended.push(bytes);
        return;
      case 'S':
      case 'H': {
        const batch = Buffer.concat([...this.#extended, bytes]);
        this.#extended = [];
        return this.#execute(batch);
      }
      default:
        return this.#execute(bytes);
    }
  }

  /** Notes the limit of time of a transaction's statements, where one was just set. */
  #limit(given: string | undefined): void {
    if (given === undefined || this.#state !== 'T') return;
    this.#isLimited = true;
    this.#session.limit(Number(given));
  }

  async #beginCopy(sql: string): Promise<void> {
    await this.#turn.take(this);
    if (this.#closed) return;
    this.#copy = new CopyIn(sql, this.#session.dataDirectory);
    this.#client.write(CopyIn.begin);
  }

  async #copying(copy: CopyIn, { type, bytes }: Frame): Promise<void> {
    if (type === 'd') return copy.add(bytes.subarray(5));
    if (type === 'H' || type === 'S') return;
    this.#copy = undefined;
    try {
      const statement = copy.statement(
        type === 'c' ? undefined : type === 'f' ? bytes : message('f', Buffer.from('unexpected message\0')),
      );
      await this.#execute(statement.bytes, statement.announces);
    } finally {
      copy.discard();
    }
    if (type === 'X') await this.close();
  }

  async #execute(messages: Buffer, withoutCopyAnnouncement = false): Promise<void> {
    await this.#turn.take(this);
    if (this.#closed) return;
    await this.#run(messages, withoutCopyAnnouncement, bytes => this.#client.write(bytes));
    if (this.#state === 'I') this.#turn.end(this);
  }

  /** Runs messages and passes the answer on in larger pieces than PGlite makes them. */
  async #run(messages: Buffer, withoutCopyAnnouncement: boolean, pass: (bytes: Buffer) => void): Promise<void> {
    let pieces: Buffer[] = [];
    let length = 0;
    let first = withoutCopyAnnouncement;
    let end = Buffer.alloc(0);
    const flush = (): void => {
      let bytes = Buffer.concat(pieces, length);
      pieces = [];
      length = 0;
      if (first && bytes[0] === CopyIn.begin[0]) bytes = bytes.subarray(1 + bytes.readInt32BE(1));
      first = false;
      if (bytes.length > 0) pass(bytes);
    };
    await this.#session.run(messages, answer => {
      // PGlite reuses its buffer: the bytes must be copied before this returns.
      pieces.push(Buffer.from(answer));
      length += answer.length;
      end = Buffer.concat([end, answer.subarray(-6)]).subarray(-6);
      if (length >= piece) flush();
    });
    if (length > 0) flush();
    this.#state = stateAfter(end);
    if (this.#isLimited && this.#state === 'I') {
      this.#isLimited = false;
      this.#session.limit(0);
    }
  }

  /** Something broke that is not a statement's error: the client gets an error, and the session is not used again. */
  #fail(failure: unknown): void {
    if (this.#closed) return;
    this.#client.write(errorResponse('FATAL', 'XX000', failure instanceof Error ? failure.message : String(failure)));
    throw failure;
  }
}

/** ReadyForQuery, if the answer ends with it, says whether a transaction is open. */
function stateAfter(end: Buffer): State {
  if (end.length < 6 || end[0] !== 0x5a || end.readInt32BE(1) !== 5) return 'unfinished';
  const letter = String.fromCharCode(end[5] ?? 0);
  return letter === 'I' || letter === 'T' || letter === 'E' ? letter : 'unfinished';
}
