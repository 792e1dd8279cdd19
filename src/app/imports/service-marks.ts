import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { holderOf, takeLock } from '../../store/embedded/lock.js';

const marks = new Map<string, Promise<string>>();

/**
 * The mark of this process in a workspace, made when first asked for. What a process has begun carries it; a lock file next to
 * it lets others see when the process is no more.
 */
export function serviceMark(directory: string): Promise<string> {
  const known = marks.get(directory);
  if (known !== undefined) return known;
  const made = makeMark(directory);
  marks.set(directory, made);
  // A disk that was full may have room the next time.
  made.catch(() => marks.delete(directory));
  return made;
}

async function makeMark(directory: string): Promise<string> {
  const mark = randomBytes(4).toString('hex');
  const folder = path.join(folderOf(directory), mark);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  takeLock(folder, () => folder);
  return mark;
}

/** Marks of processes that have ended, in whatever way. */
export async function endedMarks(directory: string): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const mark of await readdir(folderOf(directory)).catch(() => [])) {
    const folder = path.join(folderOf(directory), mark);
    const names = await readdir(folder).catch(() => []);
    // Without a lock it is just being made.
    if (names.some(name => name.startsWith('lock.')) && holderOf(folder) === undefined) ended.push(mark);
  }
  return ended;
}

/** Forgets a process that has ended, once nothing that it began is left. */
export const forgetMark = (directory: string, mark: string): Promise<void> =>
  rm(path.join(folderOf(directory), mark), { recursive: true, force: true });

const folderOf = (directory: string): string => path.join(directory, '.plumbline', 'services');
