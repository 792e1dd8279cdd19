/** The one text of a JSON value: keys sorted by code unit, no spaces, undefined properties left out; throws on what JSON cannot say. */
export const canonicalJson = (value: unknown): string => decoder.decode(writing(value));

/** The same as UTF-8. Documents are written so: their bytes are what is hashed, sent and kept. */
export const canonicalBytes = (value: unknown): Uint8Array => writing(value).slice();

/** A record in writing, and where in it the value of each member stands. */
export interface WrittenRecord {
  readonly bytes: Uint8Array;
  readonly places: ReadonlyMap<string, readonly [from: number, to: number]>;
}

/** Writes a record so that its members can be found in what is written. */
export function writtenRecord(record: object): WrittenRecord {
  const places = new Map<string, readonly [number, number]>();
  const writer = new Writer();
  writer.members(record, (name, from, to) => places.set(name, [from, to]));
  return { bytes: writer.bytes().slice(), places };
}

/** The bytes of a value while they stand where the next value is written. */
function writing(value: unknown): Uint8Array {
  const writer = new Writer();
  writer.add(value);
  return writer.bytes();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Values that stay as they are, in writing. */
const writtenBefore = new WeakMap<object, Uint8Array>();

/** Freezes a value and whatever is in it, so that it is written once, however many documents it is in. */
export function writtenOnce<T extends object>(value: T): T {
  if (!writtenBefore.has(value)) writtenBefore.set(frozen(value), canonicalBytes(value));
  return value;
}

function frozen<T extends object>(value: T): T {
  for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) frozen(one);
  return Object.freeze(value);
}

/** Codes of the characters that JSON is made of. */
const code = { quote: 0x22, comma: 0x2c, backslash: 0x5c, list: [0x5b, 0x5d], object: [0x7b, 0x7d] } as const;

/** A byte for each code unit, and two more for each of those that need three. */
const mostBytesOfUnit = 3;

const fewBytes = 24;

/** Where the next value is written, and as much as it may keep of what the largest one took. */
let page = new Uint8Array(1 << 20);
const mostKept = 1 << 24;

/** Writes values one after the other, by hand: documents hold thousands of small objects, of which most texts are plain ASCII. */
class Writer {
  #page = page;
  #at = 0;

  add(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number') this.#plain(numberText(value));
    else if (value === null || typeof value === 'boolean') this.#plain(String(value));
    else if (typeof value === 'object') this.#object(value);
    else throw new TypeError(`no canonical JSON for ${typeof value}`);
  }

  bytes(): Uint8Array {
    if (this.#page.length <= mostKept) page = this.#page;
    return this.#page.subarray(0, this.#at);
  }

  #object(value: object): void {
    const before = writtenBefore.get(value);
    if (before !== undefined) this.#bytes(before);
    else if (Array.isArray(value)) this.#list(value);
    else this.members(value);
  }

  #list(list: readonly unknown[]): void {
    this.#byte(code.list[0]);
    for (let i = 0; i < list.length; i++) {
      if (i > 0) this.#byte(code.comma);
      this.add(list[i]);
    }
    this.#byte(code.list[1]);
  }

  members(record: object, note?: (name: string, from: number, to: number) => void): void {
    if (!isPlain(record)) throw new TypeError(`no canonical JSON for ${record.constructor.name}`);
    this.#byte(code.object[0]);
    let isFirst = true;
    for (const name of namesInOrder(record)) {
      const member = record[name];
      if (member === undefined) continue;
      if (!isFirst) this.#byte(code.comma);
      isFirst = false;
      this.#bytes(nameBytes(name));
      const from = this.#at;
      this.add(member);
      note?.(name, from, this.#at);
    }
    this.#byte(code.object[1]);
  }

  #text(text: string): void {
    this.#room(text.length + 2);
    const bytes = this.#page;
    let at = this.#at;
    bytes[at++] = code.quote;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x20 || unit > 0x7e || unit === code.quote || unit === code.backslash)
        return this.#anyText(JSON.stringify(text));
      bytes[at++] = unit;
    }
    bytes[at++] = code.quote;
    this.#at = at;
  }

  #anyText(quoted: string): void {
    this.#room(quoted.length * mostBytesOfUnit);
    this.#at += encoder.encodeInto(quoted, this.#page.subarray(this.#at)).written;
  }

  /** A text of ASCII as it stands. */
  #plain(text: string): void {
    this.#room(text.length);
    for (let i = 0; i < text.length; i++) this.#page[this.#at++] = text.charCodeAt(i);
  }

  #bytes(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#room(length);
    // Few bytes are copied faster than asked to be copied.
    if (length > fewBytes) this.#page.set(bytes, this.#at);
    else for (let i = 0, to = this.#page, at = this.#at; i < length; i++) to[at + i] = bytes[i] ?? 0;
    this.#at += length;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#page[this.#at++] = byte;
  }

  #room(length: number): void {
    if (this.#at + length <= this.#page.length) return;
    const larger = new Uint8Array(Math.max(this.#page.length * 2, this.#at + length));
    larger.set(this.#page.subarray(0, this.#at));
    this.#page = larger;
  }
}

/** Looking whether names are in order takes less than sorting them, and most are. */
function namesInOrder(record: object): readonly string[] {
  const names = Object.keys(record);
  for (let i = 1; i < names.length; i++) if ((names[i] ?? '') < (names[i - 1] ?? '')) return names.sort();
  return names;
}

/** So many names are remembered as they are written: those of documents and rules are few. */
const mostNames = 2000;
const namesBefore = new Map<string, Uint8Array>();

function nameBytes(name: string): Uint8Array {
  const known = namesBefore.get(name);
  if (known !== undefined) return known;
  const bytes = encoder.encode(`${JSON.stringify(name)}:`);
  if (namesBefore.size < mostNames) namesBefore.set(name, bytes);
  return bytes;
}

// JSON writes -0 as 0, as a template does, and has no word for NaN or Infinity: these would be read back as no data.
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return `${value}`;
}

// A fraction, a date or a map would lose its meaning on the way: only plain objects have a JSON form of their own.
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
