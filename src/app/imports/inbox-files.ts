import type { Dirent } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writingFile } from '../../faults/disk.js';
import { writeWhole } from '../../files/whole-file.js';
import { isFileName, pathInside } from '../workspace/inside.js';

/** A file of the inbox as it was found. */
export interface InboxFile {
  /** Below the inbox, with slashes. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** Time of its last change, milliseconds. */
  readonly changedAt: number;
}

/** Names under which transfers write what is not whole yet, and what editors and systems leave. */
const unfinished = /^[.~]|(\.(part|partial|filepart|tmp|crdownload|swp)|~)$/i;

/** How far a folder is looked through. */
interface Look {
  /** Files after which it ends. */
  readonly most?: number;
  /** Told of each folder below it that cannot be read, which is then left out; without it the first one ends the look. */
  readonly unreadable?: (folder: string) => void;
}

/** Files below a folder, the oldest first: what was sent later corrects what was sent before. Links are not followed. */
export async function filesBelow(folder: string, { most = Infinity, unreadable }: Look = {}): Promise<readonly InboxFile[]> {
  const found: InboxFile[] = [];
  const look = async (prefix: string): Promise<void> => {
    for (const entry of await entriesOf(join(folder, prefix), prefix, unreadable)) {
      if (found.length >= most) return;
      if (unfinished.test(entry.name)) continue;
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) await look(name);
      else if (entry.isFile()) found.push(...(await stateOf(folder, name)));
    }
  };
  await look('');
  return found.sort((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1));
}

async function entriesOf(path: string, name: string, unreadable: Look['unreadable']): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (failure) {
    if (unreadable === undefined) throw failure;
    // One that is not there has no files.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ENOENT')) unreadable(name);
    return [];
  }
}

/** A file as it is now; none where it was taken away since it was listed. */
async function stateOf(folder: string, name: string): Promise<readonly InboxFile[]> {
  const path = join(folder, name);
  const state = await lstat(path).catch(() => undefined);
  return state === undefined ? [] : [{ name, path, size: state.size, changedAt: state.mtimeMs }];
}

/** A file below a folder by its name with slashes; undefined where there is none, it is not whole yet, or a link leads to it. */
export async function fileBelow(folder: string, name: string): Promise<InboxFile | undefined> {
  const parts = name.split('/');
  if (!parts.every(part => isFileName(part) && !unfinished.test(part))) return undefined;
  for (let i = 1; i <= parts.length; i++) {
    const state = await lstat(join(folder, ...parts.slice(0, i))).catch(() => undefined);
    const isAsNamed = i < parts.length ? state?.isDirectory() : state?.isFile();
    if (isAsNamed !== true) return undefined;
  }
  return (await stateOf(folder, name))[0];
}

/** Whether a file still is what it was. */
export async function isUnchanged({ path, size, changedAt }: InboxFile): Promise<boolean> {
  const state = await stat(path).catch(() => undefined);
  return state !== undefined && state.size === size && state.mtimeMs === changedAt;
}

/** Moves a file with its report into a folder, under its own name; where another one has that name, with a part of its hash in it. */
export async function moveWithReport(
  file: InboxFile,
  folder: string,
  { sha256, report }: { readonly sha256: string; readonly report: (movedTo: string) => object },
): Promise<string> {
  const usual = await pathInside(folder, file.name);
  const isTaken = (await stat(usual).catch(() => undefined)) !== undefined;
  const ending = extname(file.name);
  const target = isTaken ? join(dirname(usual), `${basename(usual, ending)}.${sha256.slice(0, 8)}${ending}`) : usual;
  // The report first: a file that has been put away is never without one.
  const reportPath = await writeReport(target, report(target));
  try {
    await writingFile(target, () => move(file.path, target));
  } catch (failure) {
    await rm(reportPath, { force: true });
    throw failure;
  }
  return target;
}

/** Writes what became of a file beside it; the report's path. */
export async function writeReport(file: string, report: object): Promise<string> {
  const path = `${file}.report.json`;
  await writeAtomically(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EXDEV')) throw failure;
    // The archive is on another disk.
    try {
      await copyFile(from, `${to}.partial`);
      await rename(`${to}.partial`, to);
    } finally {
      await rm(`${to}.partial`, { force: true });
    }
    await rm(from);
  }
}

/** Writes a text so that it is there whole, or not at all, also when the machine loses its power. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, async draft => {
    await writeFile(draft, text);
    const handle = await open(draft);
    await handle.sync().finally(() => handle.close());
  });
}
