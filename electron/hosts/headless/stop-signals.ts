const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells of the first Ctrl-C instead of ending the process; a second one ends it at once. Returns the function that stops listening. */
export function onFirstInterrupt(act: () => void): () => void {
  process.once('SIGINT', act);
  return () => process.off('SIGINT', act);
}

/** Resolves when the system or a person asks this process to end. A second request ends it at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of SIGNALS) {
        process.off(signal, stop);
      }
      resolve();
    };
    for (const signal of SIGNALS) {
      process.on(signal, stop);
    }
  });
}
