/** Milliseconds since 1970. The only source of time in core and adapters. */
export interface Clock {
  now(): number;
}

/** Delays, so that an hour of rate limits takes milliseconds in a test. */
export interface Timers {
  /** Resolves after `ms`, or at once when the signal aborts (check the signal afterwards). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Ids {
  /** A random (version 4) UUID. */
  uuid(): string;
}

/** Structured log. Values must already be free of secrets; the adapter redacts known patterns once more. */
export interface Logger {
  log(level: 'debug' | 'notice' | 'warning' | 'failure', event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Opens an address in the person's own browser. */
export interface BrowserOpener {
  open(url: string): Promise<void>;
}
