/** One message of the wire protocol, its type letter and length still on it. The first one of a client has no letter. */
export interface Frame {
  readonly type: string;
  readonly bytes: Buffer;
}

const cancelRequest = 80877102;

/** The first message of a client that asks for encryption before anything else (SSL, GSS). */
export const asksForEncryption = (code: number): boolean => code === 80877103 || code === 80877104;

/** The first message of a client that only wants another client's statement cancelled. */
export const asksForCancel = (code: number): boolean => code === cancelRequest;

/** A message made of its type letter and its body. */
export function message(type: string, body: Uint8Array): Buffer {
  const framed = Buffer.alloc(5 + body.length);
  framed.write(type, 0, 'latin1');
  framed.writeInt32BE(4 + body.length, 1);
  framed.set(body, 5);
  return framed;
}

/** A simple query. */
export const query = (sql: string): Buffer => message('Q', Buffer.from(`${sql}\0`));

/** An error as PostgreSQL words it; `FATAL` ends the connection. */
export const errorResponse = (severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer =>
  message('E', Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${text}\0\0`));

/** Cuts a stream of bytes into messages, whatever the pieces it comes in. */
export class Frames {
  #pieces: Buffer[] = [];
  #length = 0;
  #first = true;

  push(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** The next whole message, if it has arrived. */
  next(): Frame | undefined {
    return this.#first ? this.#opening() : this.#typed();
  }

  #opening(): Frame | undefined {
    const head = this.#peek(8);
    if (head === undefined || this.#length < head.readInt32BE(0)) return undefined;
    const code = head.readInt32BE(4);
    if (!asksForEncryption(code)) this.#first = false;
    return { type: '', bytes: this.#take(head.readInt32BE(0)) };
  }

  #typed(): Frame | undefined {
    const head = this.#peek(5);
    if (head === undefined) return undefined;
    const length = 1 + head.readInt32BE(1);
    if (this.#length < length) return undefined;
    const bytes = this.#take(length);
    return { type: String.fromCharCode(bytes[0] ?? 0), bytes };
  }

  /** The first `length` bytes in one piece, without taking them. */
  #peek(length: number): Buffer | undefined {
    if (this.#length < length) return undefined;
    let [head] = this.#pieces;
    if (head === undefined || head.length < length) {
      head = Buffer.concat(this.#pieces, this.#length);
      this.#pieces = [head];
    }
    return head;
  }

  #take(length: number): Buffer {
    const whole = this.#pieces.length === 1 && this.#pieces[0] ? this.#pieces[0] : Buffer.concat(this.#pieces, this.#length);
    const rest = whole.subarray(length);
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    return whole.subarray(0, length);
  }
}
