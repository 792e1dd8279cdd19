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
