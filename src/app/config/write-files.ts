import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { writeWhole } from '../../files/whole-file.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import type { ConfigEdit } from '../../contract/config.js';
import { sha256 } from '../../store/ledger.js';
import { pathInside } from '../workspace/inside.js';
import { changedLines } from './changed-lines.js';
import { refusePasswords } from './passwords.js';
import { textOnDisk } from './read-config.js';

const shownLines = 6;

/** The text that a file has now. Stops where it is not the one that was edited, with what differs between it and the new text. */
export async function textAsEdited(
  directory: string,
  { file, base, text }: { readonly file: string; readonly base: string | null; readonly text: string | null },
): Promise<string | undefined> {
  if (file === settingsFile && text === null) throw new Stop(2, [fault(configChangeFaults, 'config_settings_needed', {})]);
  const now = await textOnDisk(directory, file);
  if ((now === undefined ? null : sha256(now)) === base) return now;
  refusePasswords(file, now ?? '');
  const lines = changedLines(now ?? '', text ?? '');
  const shown = { lines: lines.slice(0, shownLines), more: Math.max(0, lines.length - shownLines) };
  throw new Stop(1, [fault(configChangeFaults, 'config_changed_meanwhile', { file, ...shown, isGone: now === undefined })]);
}

/** Writes or takes away files of config, all of them or none: where one cannot be written, those before it are as they were. */
export async function writeConfigFiles(directory: string, files: ConfigEdit['files']): Promise<() => Promise<void>> {
  const done: (() => Promise<void>)[] = [];
  const undo = async (): Promise<void> => {
    for (const one of done.toReversed()) await one();
  };
  try {
    for (const { file, text } of files) {
      const path = await pathInside(directory, file);
      const before = await textOnDisk(directory, file);
      await put(path, text);
      done.push(() => put(path, before ?? null));
    }
  } catch (failure) {
    await undo();
    throw failure;
  }
  return undo;
}

async function put(path: string, text: string | null): Promise<void> {
  if (text === null) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, draft => writeFile(draft, text));
}
