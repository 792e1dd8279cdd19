import { environmentFaults } from './environment.js';
import { fault } from './make.js';
import { Stop } from './stop.js';
import { failureReason } from './system-error.js';

/** No room, over the quota, longer than a file may be. */
const codes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

interface FullDisk extends Error {
  readonly code: string;
  readonly path?: string;
}

/** Whether something could not be written because there is no room for it. */
export const isOfFullDisk = (failure: unknown): failure is FullDisk =>
  failure instanceof Error && 'code' in failure && codes.has(String(failure.code));

/** The Stop for a file that there is no room for; the system itself names it only where it was to be made. */
export const fullDisk = (failure: FullDisk, file = failure.path): Stop =>
  new Stop(3, [fault(environmentFaults, 'disk_full', { file, reason: failureReason(failure, file) })], failure);

/** Does what writes a file; where there is no room for it, that is a Stop which names the file. */
export async function writingFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    throw isOfFullDisk(failure) ? fullDisk(failure, file) : failure;
  }
}
