import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The SHA-256 of a file's bytes, in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  // A stream of bytes, without an encoding, gives buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
