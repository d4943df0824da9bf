import { createInterface } from 'node:readline';

/** Everything a command reads and writes, so that it can be run without a process of its own. */
export interface CommandIo {
  /** Standard output: results only. */
  out(text: string): void;
  /** Standard error: progress, logs, messages. */
  err(text: string): void;
  /** Lines of standard input as they arrive; none where it is a terminal that nobody redirected. */
  lines(): AsyncIterableIterator<string>;
  readonly isInputTerminal: boolean;
  /** Whether standard error is a terminal: progress is shown only there. */
  readonly isErrorTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function processIo(): CommandIo {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator](),
    isInputTerminal: process.stdin.isTTY === true,
    isErrorTerminal: process.stderr.isTTY === true,
    variables: process.env,
  };
}
