import { rm, writeFile } from 'node:fs/promises';
import { writingFile } from '../../faults/disk.js';

/** Writes a file that is not there yet, whole or not at all; one that came in the meantime is left as it is (EEXIST). */
export async function createFile(file: string, text: string): Promise<void> {
  try {
    await writingFile(file, () => writeFile(file, text, { flag: 'wx' }));
  } catch (failure) {
    const isOthers = failure instanceof Error && 'code' in failure && failure.code === 'EEXIST';
    if (!isOthers) await rm(file, { force: true });
    throw failure;
  }
}
