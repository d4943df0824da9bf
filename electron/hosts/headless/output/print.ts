import type { CommandIo } from '../io.ts';

/** One JSON value on standard output, or plain words for a person. */
export interface Printer {
  readonly isJson: boolean;
  result(value: unknown, words: () => string): void;
}

export function createPrinter(io: CommandIo, isJson: boolean): Printer {
  return {
    isJson,
    result: (value, words) => io.out(isJson ? `${JSON.stringify(value)}\n` : withLineFeed(words())),
  };
}

function withLineFeed(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
