import { environmentFaults } from '../faults/environment.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import type { Database, Transaction } from './connect.js';

/** Ends a transaction whose turn came when nobody waited for it any more. */
class AbandonedTransaction extends Error {}

/** How long to wait for a database that somebody has just given up waiting for. */
const busyTimeoutMs = 200;

/**
 * The same database with a limit on waiting for a turn: after it a transaction stops with exit code 3, `database_busy` or
 * `database_slow`.
 */
export function withTimeout(database: Database, patienceMs: number): Database {
  let isBusy = false;
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const waitMs = isBusy ? Math.min(busyTimeoutMs, patienceMs) : patienceMs;
    let state: 'waiting' | 'begun' | 'given up' = 'waiting';
    const done = database.transaction(tx => {
      isBusy = false;
      if (state === 'given up') throw new AbandonedTransaction('the turn came too late');
      state = 'begun';
      return work(tx);
    });
    let timer: NodeJS.Timeout | undefined;
    const busy = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (state !== 'waiting') return;
        state = 'given up';
        isBusy = true;
        const waitedSeconds = Math.max(1, Math.round(waitMs / 1000));
        reject(new Stop(3, [busyFault(database, waitedSeconds)]));
      }, waitMs);
    });
    // Whoever gave up does not learn what became of it.
    done.catch(() => undefined);
    busy.catch(() => undefined);
    try {
      return await Promise.race([done, busy]);
    } finally {
      clearTimeout(timer);
    }
  };
  return { ...database, transaction };
}

const busyFault = ({ kind }: Database, waitedSeconds: number): Fault =>
  kind === 'server'
    ? fault(environmentFaults, 'database_slow', { waitedSeconds })
    : fault(environmentFaults, 'database_busy', { waitedSeconds, holder: undefined });
