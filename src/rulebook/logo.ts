import { open, realpath } from 'node:fs/promises';
import { join, relative, isAbsolute } from 'node:path';

/** A picture of the firm, as it is stored. */
export interface Logo {
  readonly bytes: Buffer;
  readonly extension: 'png' | 'jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Why a file is no logo. */
type LogoProblem = 'missing' | 'too_large' | 'no_picture';

const mostBytes = 1e6;
const mostPixels = 4_000;

/** The logo that a workspace names, by its path from there; or why it is none. */
export async function readLogo(directory: string, name: string): Promise<Logo | LogoProblem> {
  const file = await realpath(join(directory, name)).catch(() => undefined);
  if (isAbsolute(name)) return 'missing';
  if (file === undefined) return 'missing';
  const inside = relative(await realpath(directory), file);
  if (inside.startsWith('..') || isAbsolute(inside)) return 'missing';
  const bytes = await bytesOf(file);
  if (typeof bytes === 'string') return bytes;
  const found = sizeOf(bytes);
  if (found === undefined || found.width < 1 || found.height < 1) return 'no_picture';
  return found.width > mostPixels || found.height > mostPixels ? 'too_large' : { bytes, ...found };
}

async function bytesOf(file: string): Promise<Buffer | LogoProblem> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return 'missing';
  try {
    const { size } = await handle.stat();
    return size > mostBytes ? 'too_large' : await handle.readFile();
  } catch {
    return 'no_picture';
  } finally {
    await handle.close();
  }
}

function sizeOf(bytes: Buffer): Omit<Logo, 'bytes'> | undefined {
  if (bytes.length > 24 && bytes.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001a\n')
    return { extension: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? jpegSize(bytes) : undefined;
}

/** The size in the frame header of a JPEG file, which follows segments that each say how long they are. */
function jpegSize(bytes: Buffer): Omit<Logo, 'bytes'> | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt8(at + 1);
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    // Frame headers are C0 to CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { extension: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
