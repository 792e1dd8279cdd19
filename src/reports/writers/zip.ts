import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file in a zip file, its content in pieces. */
export interface ZipPart {
  readonly name: string;
  readonly content: Iterable<string | Uint8Array>;
}

interface Packed {
  readonly name: Buffer;
  readonly checksum: number;
  readonly size: number;
  readonly packed: readonly Buffer[];
  readonly packedSize: number;
}

/**
 * The pieces of a zip file with these parts in their order, all of them dated `at` (UTC milliseconds): the same parts give the same bytes.
 * A part is compressed as its content comes, and no two parts are held at once. Sizes have 32 bits, which is more than a workbook has.
 */
export async function* zipped(parts: Iterable<ZipPart>, at: number): AsyncGenerator<Buffer> {
  const stamp = dosTime(at);
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const done = await packed(part);
    const head = fieldsOf(done, stamp);
    const local = Buffer.concat([numbers([0x04034b50, 4], [20, 2]), head, numbers([0, 2]), done.name]);
    directory.push(
      Buffer.concat([
        numbers([0x02014b50, 4], [20, 2], [20, 2]),
        head,
        numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
        done.name,
      ]),
    );
    offset += local.length + done.packedSize;
    yield local;
    yield* done.packed;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = directory.length;
  yield* directory;
  yield numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
}

/** What the head of a part and its entry in the directory have in common, from the flags to the length of the name. */
const fieldsOf = ({ name, checksum, size, packedSize }: Packed, stamp: number): Buffer =>
  // 0x0800: the name is UTF-8; 8: deflate.
  numbers([0x0800, 2], [8, 2], [stamp, 4], [checksum, 4], [packedSize, 4], [size, 4], [name.length, 2]);

function numbers(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  const all = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = all.writeUIntLE(value, at, bytes);
  return all;
}

async function packed({ name, content }: ZipPart): Promise<Packed> {
  let [checksum, size, packedSize] = [0, 0, 0];
  function* read(): Generator<Buffer> {
    for (const piece of content) {
      const bytes = Buffer.from(piece);
      checksum = crc32(bytes, checksum);
      size += bytes.length;
      yield bytes;
    }
  }
  const chunks: Buffer[] = [];
  await pipeline(read(), createDeflateRaw(), async (deflated: AsyncIterable<Buffer>) => {
    for await (const chunk of deflated) {
      chunks.push(chunk);
      packedSize += chunk.length;
    }
  });
  return { name: Buffer.from(name), checksum, size, packed: chunks, packedSize };
}

/** A moment as zip files keep it: date and time to two seconds, from 1980 to 2107. */
function dosTime(at: number): number {
  const date = new Date(at);
  const year = Math.min(127, Math.max(0, date.getUTCFullYear() - 1980));
  const day = (year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 65_536 + time;
}
