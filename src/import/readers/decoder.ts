import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { unfinished } from './encoding.js';

/** Bytes that an encoding does not have, and how many bytes stand before them in the file. */
export interface BadBytes {
  readonly bytes: Buffer;
  readonly at: number;
}

/** Turns the chunks of a file into text. */
export interface Decoder {
  /** The text of a chunk (without it: of what is left at the end), up to the first bytes that the encoding does not have. */
  readonly decode: (chunk?: Buffer) => { readonly text: string; readonly bad?: BadBytes };
}

/** A decoder of one file; a byte order mark is not part of the text. */
export function decoderOf(encoding: string): Decoder {
  const { decode } = encoding === 'utf-8' ? utf8Decoder() : otherDecoder(encoding);
  let first = true;
  return {
    decode: chunk => {
      const decoded = decode(chunk);
      if (!first || decoded.text === '') return decoded;
      first = false;
      return decoded.text.startsWith('\ufeff') ? { ...decoded, text: decoded.text.slice(1) } : decoded;
    },
  };
}

function utf8Decoder(): Decoder {
  let tail = Buffer.alloc(0);
  let done = 0;
  return {
    decode: chunk => {
      if (chunk === undefined) return tail.length === 0 ? { text: '' } : { text: '', bad: { bytes: tail, at: done } };
      const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
      const end = bytes.length - unfinished(bytes);
      tail = Buffer.from(bytes.subarray(end));
      const whole = bytes.subarray(0, end);
      if (!isUtf8(whole)) return validPrefix(whole, done);
      done += end;
      return { text: whole.toString('utf8') };
    },
  };
}

function validPrefix(bytes: Buffer, before: number): { text: string; bad: BadBytes } {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (!isUtf8(bytes.subarray(at, at + length))) break;
    at += length;
  }
  return { text: bytes.toString('utf8', 0, at), bad: { bytes: Buffer.from(bytes.subarray(at, at + 2)), at: before + at } };
}

/** The longest that a character is begun in one chunk and ended in the next. */
const LONGEST_BEGUN = 3;

function otherDecoder(encoding: string): Decoder {
  const decoder = iconv.getDecoder(encoding);
  let tail = Buffer.alloc(0);
  let done = 0;
  return {
    decode: (chunk = Buffer.alloc(0)) => {
      const text = (chunk.length === 0 ? decoder.end() : decoder.write(chunk)) ?? '';
      // iconv stands this character in for bytes that the encoding does not have.
      const at = text.indexOf('\ufffd');
      if (at >= 0) return { text: text.slice(0, at), bad: foundBad(encoding, text.slice(0, at), { tail, chunk, done }) };
      done += chunk.length;
      tail = Buffer.from(chunk.subarray(-LONGEST_BEGUN));
      return { text };
    },
  };
}

/** The bytes behind a text: found by writing it again, from where the character began that the last chunk left unfinished. */
function foundBad(encoding: string, text: string, read: { tail: Buffer; chunk: Buffer; done: number }): BadBytes {
  const { tail, chunk, done } = read;
  const written = iconv.encode(text, encoding, { addBOM: false });
  for (let begun = 0; begun <= tail.length; begun++) {
    const bytes = Buffer.concat([tail.subarray(tail.length - begun), chunk]);
    if (bytes.length > written.length && bytes.subarray(0, written.length).equals(written))
      return { bytes: Buffer.from(bytes.subarray(written.length, written.length + 2)), at: done - begun + written.length };
  }
  return { bytes: Buffer.alloc(0), at: done };
}
