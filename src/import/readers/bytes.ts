import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { refuse } from './refuse.js';
import { failureReason } from '../../faults/system-error.js';

const SAMPLE = 1 << 20;
const CHUNK = 1 << 17;

/** A file being read once from front to back, its first megabyte known beforehand. */
export interface Bytes {
  readonly sample: Buffer;
  /** The sample is the whole file. */
  readonly complete: boolean;
  /** All bytes in order; a chunk is valid only until the next is asked for. */
  chunks(): AsyncGenerator<Buffer>;
  readonly sha256: () => string;
  readonly progress: () => { readonly done: number; readonly of: number | undefined };
  readonly close: () => Promise<void>;
}

/** Opens a file for reading; a file that is not there, is a folder or may not be read is a Stop. */
export async function openBytes(path: string): Promise<Bytes> {
  const { handle, size } = await openFile(path);
  const sample = await readFully(handle, path, Buffer.allocUnsafe(Math.min(SAMPLE, (size ?? SAMPLE) + 1)));
  const complete = size === undefined ? sample.length < SAMPLE : sample.length < Math.min(SAMPLE, size + 1);
  const hash = createHash('sha256');
  let digest: string | undefined;
  let done = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for (let at = 0; at < sample.length; at += CHUNK) yield taken(sample.subarray(at, at + CHUNK));
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (;;) {
        const chunk = await readSome(handle, path, buffer);
        if (chunk.length === 0) break;
        yield taken(chunk);
      }
      digest = hash.digest('hex');
    } finally {
      await handle.close();
    }
  }
  const taken = (chunk: Buffer): Buffer => {
    hash.update(chunk);
    done += chunk.length;
    return chunk;
  };
  return {
    sample,
    complete,
    chunks,
    sha256: () => {
      if (digest === undefined) throw new Error('the SHA-256 of a source is asked for before its end is reached');
      return digest;
    },
    progress: () => ({ done, of: size }),
    close: () => handle.close(),
  };
}

/** Opens a file, and finds its size (undefined for a pipe). */
export async function openFile(path: string): Promise<{ handle: FileHandle; size: number | undefined }> {
  try {
    const handle = await open(path, 'r');
    const stat = await handle.stat();
    if (!stat.isDirectory()) return { handle, size: stat.isFile() ? stat.size : undefined };
    await handle.close();
  } catch (cause) {
    throw fileStop(path, cause);
  }
  throw refuse('source_is_directory', { path }, { file: path });
}

/** The Stop for an error of the file system. */
export function fileStop(path: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('source_missing', { path }, { file: path }, cause);
  if (code === 'EISDIR') return refuse('source_is_directory', { path }, { file: path }, cause);
  return refuse('source_unreadable', { path, reason: failureReason(cause, path) }, { file: path }, cause);
}

async function readSome(handle: FileHandle, path: string, into: Buffer): Promise<Buffer> {
  try {
    const { bytesRead } = await handle.read(into, 0, into.length, null);
    return into.subarray(0, bytesRead);
  } catch (cause) {
    throw fileStop(path, cause);
  }
}

async function readFully(handle: FileHandle, path: string, into: Buffer): Promise<Buffer> {
  let filled = 0;
  while (filled < into.length) {
    const more = await readSome(handle, path, into.subarray(filled));
    if (more.length === 0) break;
    filled += more.length;
  }
  return into.subarray(0, filled);
}
