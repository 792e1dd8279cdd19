import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writingFile } from '../faults/disk.js';
import { isProcessAlive } from './process-alive.js';

/**
 * Has a file written under another name beside it, and then gives it its own: it is there whole, or not at all. What a process that was
 * killed meanwhile has left of that file is removed by the next one that writes it. Stops with exit code 3, `disk_full`.
 */
export async function writeWhole(path: string, write: (draft: string) => Promise<unknown>): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  await clearAbandoned(folder, name);
  const draft = join(folder, `.${name}.${process.pid}.partial`);
  try {
    await writingFile(path, async () => {
      await write(draft);
      await rename(draft, path);
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function clearAbandoned(folder: string, name: string): Promise<void> {
  const start = `.${name}.`;
  for (const one of await readdir(folder).catch(() => [])) {
    const left = one.startsWith(start) ? /^(?:(\d+)\.)?partial$/.exec(one.slice(start.length)) : null;
    // Earlier versions wrote without a number.
    if (left !== null && !(left[1] !== undefined && isProcessAlive(Number(left[1]))))
      await rm(join(folder, one), { force: true });
  }
}
