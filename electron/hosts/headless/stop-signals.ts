const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

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
