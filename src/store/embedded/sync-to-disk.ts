import fs from 'node:fs/promises';
import path from 'node:path';

const maxParallel = 16;

/** Has the file system write everything below a directory to the disk, which PGlite never asks for. */
export async function syncToDisk(directory: string): Promise<void> {
  const entries = await fs.readdir(directory, { recursive: true, withFileTypes: true });
  const paths = [
    directory,
    ...entries.filter(entry => entry.isFile() || entry.isDirectory()).map(entry => path.join(entry.parentPath, entry.name)),
  ];
  for (let i = 0; i < paths.length; i += maxParallel) await Promise.all(paths.slice(i, i + maxParallel).map(syncPath));
}

async function syncPath(file: string): Promise<void> {
  let handle: fs.FileHandle;
  try {
    handle = await fs.open(file, 'r');
  } catch (failure) {
    // The database may remove a file while we walk; what is gone needs no syncing.
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return;
    throw failure;
  }
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
