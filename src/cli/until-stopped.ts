/** Resolves at the first signal to stop; a second one ends the process at once. */
export function untilStopped(reload: () => void = () => undefined): Promise<void> {
  process.on('SIGHUP', reload);
  // Ctrl-C is not the end of everything here, as it is for other commands.
  process.removeAllListeners('SIGINT');
  return new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.off('SIGHUP', reload);
        process.on(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
