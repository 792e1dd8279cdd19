import type { Actor } from '../../store/actor.js';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { constants, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isoInstant } from '../../facts/time.js';
import { writingFile } from '../../faults/disk.js';
import type { Fault } from '../../faults/fault.js';
import type { Deps } from '../deps.js';
import { safeName } from '../workspace/inside.js';
import type { RowsToMend } from './mending-rows.js';
import { serviceMark } from './service-marks.js';

/** A file that is sent to be imported, by whom. */
export interface UploadRequest {
  readonly stream: Readable;
  /** What the sender calls it. */
  readonly file: string | undefined;
  readonly layout: string | undefined;
  readonly dryRun: boolean;
  readonly actor: Actor;
  readonly key: string;
  /** Whose decisions about rejected rows are told of; left out: nobody's. */
  readonly clients?: readonly string[] | 'all';
  /** The rejected rows that it holds once more. */
  readonly mends?: RowsToMend;
  /** Does the import when no other file of the key is being imported; at once where it is left out. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
  /** What whoever asks is told of a failure, where nobody waits for it: the faults of Stops, where it is left out. */
  readonly faultsOf?: (failure: unknown) => readonly Fault[];
  /** Most bytes; past them `tooLarge` is thrown. */
  readonly most: number;
  readonly tooLarge: () => Error;
  /** Told of each piece that arrives; what it throws ends the upload. */
  readonly arrived?: (bytes: number) => void;
}

/** A file that has arrived whole. */
export interface ReceivedFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
}

/** Writes what arrives to the disk, in a folder of its own, and gives it its name once it is whole. */
export async function receiveFile(deps: Deps, request: UploadRequest): Promise<ReceivedFile> {
  const { id, folder } = await uploadPlace(deps, request);
  const partial = path.join(deps.workspace.directory, '.plumbline', 'uploads', `${id}.partial`);
  await mkdir(path.dirname(partial), { recursive: true });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      try {
        if (bytes > request.most) throw request.tooLarge();
        request.arrived?.(chunk.length);
        done(null, chunk);
      } catch (refusal) {
        done(refusal instanceof Error ? refusal : new Error(String(refusal)));
      }
    },
  });
  const name = safeName(request.file, 'upload.csv');
  try {
    await writingFile(path.join(folder, name), async () => {
      await pipeline(request.stream, counted, createWriteStream(partial, { flags: 'wx' }));
      await mkdir(folder, { recursive: true });
      await rename(partial, path.join(folder, name));
    });
  } catch (problem) {
    for (const left of [partial, folder]) await rm(left, { recursive: true, force: true });
    throw problem;
  }
  return { id, path: path.join(folder, name), bytes };
}

/** The id of a new upload, and the folder for its file. */
async function uploadPlace(
  { workspace, clock }: Deps,
  { dryRun }: Pick<UploadRequest, 'dryRun'>,
): Promise<{ readonly id: string; readonly folder: string }> {
  const { directory } = workspace;
  const id = `upl_${await serviceMark(directory)}_${randomBytes(8).toString('hex')}`;
  // Kept in the folder of what jobs have imported, so that every row can be looked up in the file it came from.
  const month = isoInstant(clock()).slice(0, 7);
  return { id, folder: dryRun ? path.join(directory, '.plumbline', 'uploads', id) : path.join(directory, 'archive', month, id) };
}

/** Takes a file that lies in the workspace for one that has arrived; the file itself stays where it is. */
export async function receiveFromDisk(deps: Deps, file: string, request: Pick<UploadRequest, 'dryRun'>): Promise<ReceivedFile> {
  const { id, folder } = await uploadPlace(deps, request);
  const target = path.join(folder, path.basename(file));
  try {
    await writingFile(target, async () => {
      await mkdir(folder, { recursive: true });
      // Of its own: what somebody does to one of the two is not done to the other. Where the disk can, both share their bytes until then.
      await copyFile(file, target, constants.COPYFILE_FICLONE);
    });
  } catch (problem) {
    await rm(folder, { recursive: true, force: true });
    throw problem;
  }
  return { id, path: target, bytes: (await stat(target)).size };
}
