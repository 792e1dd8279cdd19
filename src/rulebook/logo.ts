import { constants, open, realpath } from 'node:fs/promises';
import { join, relative, isAbsolute } from 'node:path';
import { crc32 } from 'node:zlib';

/** A picture of the firm, as it is stored. */
export interface Logo {
  readonly bytes: Buffer;
  readonly extension: 'png' | 'jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Why a file is no logo. */
type LogoProblem = 'missing' | 'too_large' | 'no_picture' | 'damaged';

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
  if (found.width > mostPixels || found.height > mostPixels) return 'too_large';
  return (await canBeDrawn(bytes, found)) ? { bytes, ...found } : 'damaged';
}

async function bytesOf(file: string): Promise<Buffer | LogoProblem> {
  // To open a pipe would wait for whoever writes into it.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (handle === undefined) return 'missing';
  try {
    const found = await handle.stat();
    if (!found.isFile()) return 'no_picture';
    return found.size > mostBytes ? 'too_large' : await handle.readFile();
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

/** Whether all of a picture is there and can be decoded. A decoder alone is content with the upper half of a file that was cut off. */
async function canBeDrawn(bytes: Buffer, { extension }: Omit<Logo, 'bytes'>): Promise<boolean> {
  if (!(extension === 'png' ? isWholePng(bytes) : isWholeJpeg(bytes))) return false;
  // Read late: only who has a logo needs it.
  const { loadImage } = await import('@napi-rs/canvas');
  return loadImage(bytes).then(
    () => true,
    () => false,
  );
}

/** Whether the chunks of a PNG file, each with its length, name, content and checksum, are unharmed up to the last one. */
function isWholePng(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false;
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true;
    at = end + 4;
  }
  return false;
}

/** Whether the last picture that begins in a JPEG file ends there too; one before it is a small preview. */
const isWholeJpeg = (bytes: Buffer): boolean => bytes.lastIndexOf('ffd9', 'hex') > bytes.lastIndexOf('ffda', 'hex');
