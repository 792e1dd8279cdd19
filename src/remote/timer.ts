/** Calls back after a time; comes from outside, so that nothing has to be waited for in tests. */
export interface Timer {
  after(millis: number, call: () => void): { cancel(): void };
}

/** What the machine's own timers can wait at most. */
const longest = 2 ** 31 - 1;

/** The machine's timer. */
export const machineTimer: Timer = {
  after(millis, call) {
    const timer = setTimeout(call, Math.min(Math.max(millis, 0), longest));
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Waits a time; rejects with the signal's reason as soon as it is aborted. */
export function pause(timer: Timer, millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // The reasons of our own signals are errors.
    const giveUp = (): void => {
      waiting.cancel();
      reject(signal.reason as Error);
    };
    const waiting = timer.after(millis, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
