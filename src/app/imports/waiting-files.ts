import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WaitingFile } from '../../contract/waiting-files.js';
import { isoInstant } from '../../facts/time.js';
import { writingFile } from '../../faults/disk.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { waitingFileFaults } from '../../faults/waiting-files.js';
import { writeWhole } from '../../files/whole-file.js';
import type { Deps } from '../deps.js';
import { isFileName, safeName } from '../workspace/inside.js';
import { inboxFolder } from './inbox.js';
import type { InboxFile } from './inbox-files.js';

/** What is kept beside a file that waits: whose it is, what it is called, and how large it will be. */
interface About {
  readonly key: string;
  /** Who brought it, as others are told; those of former versions do not say. */
  readonly by?: string | undefined;
  readonly file: string;
  readonly bytes: number;
  /** When it was last changed where it comes from, in milliseconds. */
  readonly modified?: number | undefined;
  readonly begun_at: number;
  /** Its name below the inbox, where it was chosen there. */
  readonly inbox?: string | undefined;
}

/** Which file is meant, and whose key asks for it. */
export interface WaitingPlace {
  readonly id: string;
  readonly key: string;
}

/** A piece of a file, which begins so many bytes into it. */
export interface Piece extends WaitingPlace {
  readonly from: number;
  readonly stream: Readable;
  /** Told of what arrives; what it throws ends the piece. */
  readonly arrived: (bytes: number) => void;
}

const mostWaiting = 20;
const keptMillis = 7 * 86_400_000;

const rootOf = ({ workspace }: Pick<Deps, 'workspace'>): string => path.join(workspace.directory, '.plumbline', 'waiting');
const folderOf = (deps: Pick<Deps, 'workspace'>, id: string): string => path.join(rootOf(deps), id);
const contentOf = (folder: string, { file }: About): string => path.join(folder, 'content', file);

/** Contents that this process is writing or importing: nobody else writes or imports them, and they are not forgotten meanwhile. */
export const contentsInUse = new Set<string>();

/** A file that is to wait; `mostInAll` bytes may wait in the workspace, whoever brought them, each file counted as large as it will be. */
interface NewWaiting extends Omit<About, 'begun_at'> {
  readonly mostInAll: number;
}

let beginning: Promise<unknown> = Promise.resolve();

/**
 * Makes room for a file that will be sent in pieces, or finds the one that broke off before: of this name and size, and not changed since,
 * because two versions of a file must never become one; of the inbox, the one that is here whole, too. One after the other, so that two do
 * not take the same room. Stops where too much waits already. Files that have waited for more than a week are forgotten.
 */
export function beginWaiting(deps: Pick<Deps, 'workspace' | 'clock'>, wanted: NewWaiting): Promise<WaitingFile> {
  const begun = beginning.then(() => begin(deps, wanted));
  beginning = begun.catch(() => undefined);
  return begun;
}

async function begin(
  deps: Pick<Deps, 'workspace' | 'clock'>,
  { key, by, bytes, modified, inbox, mostInAll, ...given }: NewWaiting,
): Promise<WaitingFile> {
  await forgetOldFiles(deps);
  const file = safeName(given.file, 'upload.csv');
  const waiting = await waitingFiles(deps, key);
  for (const one of waiting) {
    const isOpen = inbox === undefined ? one.arrived < bytes : one.inbox === inbox;
    const isSame = one.file === file && one.bytes === bytes && isOpen && modified !== undefined;
    if (isSame && (await aboutOf(deps, one.id))?.modified === modified) return one;
  }
  if (waiting.length >= mostWaiting)
    throw new Stop(1, [fault(waitingFileFaults, 'waiting_files_too_many', { most: mostWaiting })]);
  await checkRoom(deps, { key, file, bytes }, mostInAll);
  const id = `file_${randomBytes(8).toString('hex')}`;
  const about: About = { key, by, file, bytes, modified, inbox, begun_at: deps.clock() };
  const folder = folderOf(deps, id);
  await writingFile(folder, async () => {
    await mkdir(path.join(folder, 'content'), { recursive: true });
    await writeFile(contentOf(folder, about), '');
    await writeWhole(path.join(folder, 'about.json'), draft => writeFile(draft, JSON.stringify(about)));
  });
  return shown(id, about, 0);
}

/** Stops where a file would not fit beside all that wait, and says whose they are. */
async function checkRoom(
  deps: Pick<Deps, 'workspace'>,
  { key, file, bytes }: Pick<About, 'key' | 'file' | 'bytes'>,
  most: number,
): Promise<void> {
  const found = await Promise.all((await readdir(rootOf(deps)).catch(() => [])).map(id => aboutOf(deps, id)));
  const waiting = found.filter(about => about !== undefined).toSorted((a, b) => b.bytes - a.bytes);
  const sum = (of: readonly About[]): number => of.reduce((total, about) => total + about.bytes, 0);
  if (sum(waiting) + bytes <= most) return;
  const own = waiting.filter(about => about.key === key);
  const others = waiting.filter(about => about.key !== key);
  const params = {
    file,
    bytes,
    most,
    waiting: sum(waiting),
    own: own.map(about => about.file),
    others: [...new Set(others.map(({ by }) => by ?? ''))],
  };
  throw new Stop(1, [fault(waitingFileFaults, 'waiting_files_too_large', params)]);
}

/** The files of a key that wait, the newest first. */
export async function waitingFiles(deps: Pick<Deps, 'workspace'>, key: string): Promise<readonly WaitingFile[]> {
  const found: WaitingFile[] = [];
  for (const id of await readdir(rootOf(deps)).catch(() => [])) {
    const about = await aboutOf(deps, id);
    if (about?.key === key) found.push(shown(id, about, await arrivedOf(folderOf(deps, id), about)));
  }
  return found.toSorted((a, b) => (a.begun_at < b.begun_at ? 1 : -1));
}

/** A file that waits, where it lies, and what it is a copy of where it was chosen in the inbox. Stops where the key has none of that id. */
export async function findWaiting(
  deps: Pick<Deps, 'workspace'>,
  { id, key }: WaitingPlace,
): Promise<{ readonly shown: WaitingFile; readonly path: string; readonly inbox: InboxFile | undefined }> {
  const about = isFileName(id) ? await aboutOf(deps, id) : undefined;
  if (about?.key !== key) throw new Stop(2, [fault(waitingFileFaults, 'waiting_file_unknown', { given: id })]);
  const folder = folderOf(deps, id);
  return {
    shown: shown(id, about, await arrivedOf(folder, about)),
    path: contentOf(folder, about),
    inbox: chosenIn(deps, about),
  };
}

/** The path of a file that has arrived whole. Stops where it has not. */
export async function wholeFile(deps: Pick<Deps, 'workspace'>, place: WaitingPlace): Promise<string> {
  const { shown: waiting, path: at } = await findWaiting(deps, place);
  const { file, bytes, arrived } = waiting;
  if (arrived < bytes) throw new Stop(1, [fault(waitingFileFaults, 'waiting_file_not_whole', { file, arrived, bytes })]);
  return at;
}

/** Adds a piece to a file. What has arrived of one that breaks off is kept, so that the next one goes on there. */
export async function addPiece(deps: Pick<Deps, 'workspace'>, piece: Piece): Promise<WaitingFile> {
  const { id, from, stream } = piece;
  const { shown: waiting, path: at } = await findWaiting(deps, piece);
  const { file, bytes, arrived } = waiting;
  if (from !== arrived || contentsInUse.has(at))
    throw new Stop(1, [fault(waitingFileFaults, 'waiting_file_piece_misplaced', { file, from, arrived })]);
  contentsInUse.add(at);
  let end = from;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      end += chunk.length;
      try {
        piece.arrived(chunk.length);
        if (end > bytes) throw new Stop(2, [fault(waitingFileFaults, 'waiting_file_too_long', { file, bytes })]);
        done(null, chunk);
      } catch (refusal) {
        done(refusal instanceof Error ? refusal : new Error(String(refusal)));
      }
    },
  });
  try {
    await writingFile(at, () => pipeline(stream, counted, createWriteStream(at, { flags: 'r+', start: from })));
  } finally {
    contentsInUse.delete(at);
  }
  return (await findWaiting(deps, { id, key: piece.key })).shown;
}

/** Takes a file away that waits. */
export async function forgetWaiting(deps: Pick<Deps, 'workspace'>, place: WaitingPlace): Promise<void> {
  await findWaiting(deps, place);
  await removeFolder(folderOf(deps, place.id));
}

/** Lets a file wait on that was imported. It is no copy of one in the inbox any more: that has left it. */
export async function keepWaiting(deps: Pick<Deps, 'workspace'>, { id, key }: WaitingPlace): Promise<void> {
  await findWaiting(deps, { id, key });
  const { inbox: _, ...about } = (await aboutOf(deps, id)) ?? {};
  const file = path.join(folderOf(deps, id), 'about.json');
  await writingFile(file, () => writeWhole(file, draft => writeFile(draft, JSON.stringify(about))));
}

/** Takes away what says that the file waits first: where this is broken off, nothing is left that seems to wait and is not there. */
async function removeFolder(folder: string): Promise<void> {
  await rm(path.join(folder, 'about.json'), { force: true });
  await rm(folder, { recursive: true, force: true });
}

/** Takes away the files that have waited for more than a week. */
export async function forgetOldFiles(deps: Pick<Deps, 'workspace' | 'clock'>): Promise<void> {
  for (const id of await readdir(rootOf(deps)).catch(() => [])) {
    const about = await aboutOf(deps, id);
    if (about !== undefined && contentsInUse.has(contentOf(folderOf(deps, id), about))) continue;
    // A folder without it is one that was being made or removed when the service was killed.
    const begun = about?.begun_at ?? (await stat(folderOf(deps, id)).catch(() => undefined))?.mtimeMs;
    if (begun !== undefined && begun < deps.clock() - keptMillis) await removeFolder(folderOf(deps, id));
  }
}

/** What is kept beside a file; undefined where there is no such file, or it was removed half when the service was killed. */
async function aboutOf(deps: Pick<Deps, 'workspace'>, id: string): Promise<About | undefined> {
  const folder = folderOf(deps, id);
  const text = await readFile(path.join(folder, 'about.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // Written by `beginWaiting`.
  const about = JSON.parse(text) as About;
  return (await stat(contentOf(folder, about)).catch(() => undefined)) === undefined ? undefined : about;
}

function chosenIn({ workspace }: Pick<Deps, 'workspace'>, { inbox: name, bytes, modified }: About): InboxFile | undefined {
  if (name === undefined || modified === undefined) return undefined;
  return { name, path: path.join(inboxFolder(workspace), name), size: bytes, changedAt: modified };
}

const arrivedOf = async (folder: string, about: About): Promise<number> => (await stat(contentOf(folder, about))).size;

const shown = (id: string, { file, bytes, begun_at, inbox }: About, arrived: number): WaitingFile => ({
  id,
  file,
  bytes,
  arrived,
  begun_at: isoInstant(begun_at),
  inbox: inbox ?? null,
});
