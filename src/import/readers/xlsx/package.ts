import { posix } from 'node:path';
import zlib from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { verbatim } from '../../../faults/phrase.js';
import type { Stop } from '../../../faults/stop.js';
import { systemReason } from '../../../faults/system-error.js';
import { refuse } from '../refuse.js';
import { broken, limits } from './bounds.js';
import { readXml } from './xml.js';

/** The parts inside an xlsx file. */
export interface Package {
  readonly file: string;
  readonly has: (part: string) => boolean;
  readonly size: (part: string) => number;
  /** The unpacked bytes of a part, refused when there are more than `most`, or when they are not those that were packed. */
  readonly open: (part: string, most: number) => Promise<AsyncIterable<Buffer>>;
  readonly close: () => void;
}

/** What one part refers to. */
export interface Relation {
  readonly id: string;
  /** The last word of its type: worksheet, sharedStrings, styles … */
  readonly type: string;
  readonly target: string;
}

/** Opens the zip and reads its directory only. */
export async function openPackage(file: string): Promise<Package> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { autoClose: false });
  } catch (cause) {
    throw brokenBy(file, cause);
  }
  try {
    const entries = await directory(file, zip);
    const entryOf = (part: string): Entry | undefined => entries.get(part.toLowerCase());
    return {
      file,
      has: part => entryOf(part) !== undefined,
      size: part => entryOf(part)?.uncompressedSize ?? 0,
      open: async (part, most) => {
        const entry = entryOf(part);
        if (entry === undefined) throw broken(file, { phrase: 'lacks_part', part });
        refuseTooBig(file, part, entry, most);
        return withChecksum(file, part, entry, zip);
      },
      close: () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause;
  }
}

/** Compares the checksum at the end, which the zip library leaves to its users. */
async function* withChecksum(file: string, part: string, entry: Entry, zip: ZipFile): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    // A stream without an encoding gives buffers.
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = zlib.crc32(chunk, sum);
      yield chunk;
    }
  } catch (cause) {
    throw brokenBy(file, cause);
  }
  if (sum !== entry.crc32) throw broken(file, { phrase: 'damaged_part', part });
}

async function directory(file: string, zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const most = limits.entries;
  if (zip.entryCount > most) {
    const what = { phrase: 'parts', count: zip.entryCount } as const;
    throw refuse('workbook_too_big', { what, most: verbatim(String(most)) }, { file });
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (cause) {
    throw brokenBy(file, cause);
  }
  return entries;
}

function refuseTooBig(file: string, part: string, entry: Entry, most: number): void {
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (entry.isEncrypted()) throw refuse('workbook_old', {}, { file });
  if (size > most) {
    const what = { phrase: 'size_of_part', megabytes: megabytes(size), part } as const;
    throw refuse('workbook_too_big', { what, most: { phrase: 'megabytes', count: megabytes(most) } }, { file });
  }
  if (size > limits.ratioFrom && size > packed * limits.ratio) {
    const what = { phrase: 'unpacked_part', part, times: Math.round(size / Math.max(1, packed)) } as const;
    throw refuse('workbook_too_big', { what, most: { phrase: 'times', count: limits.ratio } }, { file });
  }
}

/** What a part (the package itself: '') refers to, with targets as parts of the package. */
export async function relationsOf(zip: Package, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const from = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!zip.has(from)) return relations;
  await readXml(zip.file, await zip.open(from, limits.otherBytes), {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved });
    },
  });
  return relations;
}

/** What the zip library found wrong, or the inflating of a part. */
const brokenBy = (file: string, cause: unknown): Stop =>
  broken(file, systemReason(cause, file) ?? verbatim(cause instanceof Error ? lowerFirst(cause.message) : String(cause)), cause);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
