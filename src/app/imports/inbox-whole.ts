import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { JobOf } from '../../rulebook/shapes/job.js';
import type { InboxFile } from './inbox-files.js';

/** How long size and time of change of a file must stay as they are, where nothing else is said. */
export const defaultSettledMs = 10_000;

/** Whether the file that says that another one is whole lies beside it. */
export const isMarked = ({ path }: Pick<InboxFile, 'path'>, marker: string): boolean => existsSync(`${path}${marker}`);

/** Why a file is not taken for whole yet. */
export interface NotWhole {
  /** The name of the marker that is missing beside it. */
  readonly marker: string | undefined;
  /** The instant until which it must not change, milliseconds. */
  readonly until: number | undefined;
}

/**
 * Why a file of the inbox is not taken for whole, by the job that takes it; undefined where it is. Without a marker it must not have
 * changed for as long as the job says. Where its time of change is still to come, the time at which the disk has noted it counts.
 */
export async function notWhole(
  job: JobOf<'import_inbox'> | undefined,
  file: InboxFile,
  now: number,
): Promise<NotWhole | undefined> {
  const { marker, settled = defaultSettledMs } = job?.with ?? {};
  if (marker !== undefined) return isMarked(file, marker) ? undefined : { marker: `${file.name}${marker}`, until: undefined };
  const changedAt = file.changedAt <= now ? file.changedAt : await notedAt(file);
  const until = Math.ceil(changedAt + settled);
  return now < until ? { marker: undefined, until } : undefined;
}

const notedAt = async ({ path, changedAt }: InboxFile): Promise<number> =>
  (await lstat(path).catch(() => undefined))?.ctimeMs ?? changedAt;
