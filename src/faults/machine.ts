import { fullDisk, isOfFullDisk } from './disk.js';
import { environmentFaults } from './environment.js';
import { fault } from './make.js';
import { Stop } from './stop.js';
import { failureReason } from './system-error.js';

const tooManyOpen = new Set(['EMFILE', 'ENFILE']);
/** No right to it, a disk that only reads or fails, no memory. */
const refused = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOMEM']);

/** The Stop for what the operating system refuses a program, whatever it was doing (exit code 3); undefined for everything else. */
export function stopOfMachine(failure: unknown): Stop | undefined {
  if (isOfFullDisk(failure)) return fullDisk(failure);
  if (!(failure instanceof Error) || !('code' in failure) || !('syscall' in failure)) return undefined;
  const code = String(failure.code);
  const file = 'path' in failure && typeof failure.path === 'string' ? failure.path : undefined;
  const reason = failureReason(failure, file);
  if (tooManyOpen.has(code)) return new Stop(3, [fault(environmentFaults, 'files_too_many', { reason })], failure);
  if (!refused.has(code)) return undefined;
  return new Stop(3, [fault(environmentFaults, 'file_refused', { file, reason })], failure);
}
