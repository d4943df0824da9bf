/** The longest stretches without a turn for anything else. */
export interface LoopBlocks {
  /** Processor time of this thread: what our own work takes, whatever else the machine does. */
  readonly longestCpuMs: number;
  /** By the wall clock: with waits for the disk, and with other processes' turns on a busy machine. */
  readonly longestMs: number;
}

const EVERY_MS = 2;

/** Watches the event loop from now on. Steps shorter than two milliseconds may be counted together, never a long one in parts. */
export function watchLoop(): { stop(): LoopBlocks } {
  let longestCpuMs = 0;
  let longestMs = 0;
  let cpu = process.threadCpuUsage();
  let at = performance.now();
  const tick = (): void => {
    const used = process.threadCpuUsage(cpu);
    longestCpuMs = Math.max(longestCpuMs, (used.user + used.system) / 1000);
    longestMs = Math.max(longestMs, performance.now() - at - EVERY_MS);
    cpu = process.threadCpuUsage();
    at = performance.now();
  };
  // oxlint-disable-next-line purser/no-sleep -- nothing waits for it: it looks how late each turn comes
  const timer = setInterval(tick, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return { longestCpuMs, longestMs };
    },
  };
}

/** Processor time of this thread that the work takes, in seconds. */
export function cpuSecondsOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const used = process.threadCpuUsage(before);
  return (used.user + used.system) / 1_000_000;
}
