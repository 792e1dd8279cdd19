import type { Fault } from '../../src/faults/fault.js';
import { Stop } from '../../src/faults/stop.js';

/** The faults that work stops with; none when it ends well. */
export async function stopsWith(work: Promise<unknown>): Promise<readonly Fault[]> {
  try {
    await work;
  } catch (failure) {
    if (failure instanceof Stop) return failure.faults;
    throw failure;
  }
  return [];
}

/** What work stops with; an error when it ends well. */
export function stopOf(work: () => unknown): Stop {
  try {
    work();
  } catch (failure) {
    if (failure instanceof Stop) return failure;
    throw failure;
  }
  throw new Error('it did not stop');
}
