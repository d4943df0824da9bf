import { createInterface } from 'node:readline';

/** Everything a command reads and writes, so that it can be run without a process of its own. */
export interface CommandIo {
  /** Standard output: results only. */
  out(text: string): void;
  /** Standard error: progress, logs, messages. */
  err(text: string): void;
  /** Lines of standard input as they arrive; none where it is a terminal that nobody redirected. */
  lines(): AsyncIterableIterator<string>;
  /** Nothing more is read: standard input that stays open must not keep the process alive. */
  endInput(): void;
  readonly isInputTerminal: boolean;
  /** Whether standard error is a terminal: progress is shown only there. */
  readonly isErrorTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function processIo(): CommandIo {
  process.stdout.on('error', endWhenNobodyReads);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator](),
    endInput: () => void process.stdin.destroy(),
    isInputTerminal: process.stdin.isTTY === true,
    isErrorTerminal: process.stderr.isTTY === true,
    variables: process.env,
  };
}

/** `purser audit export | head`: the reader has what it wanted. Anything else is a real failure. */
function endWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit(0);
}
