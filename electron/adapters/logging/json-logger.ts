import type { Clock, Logger } from '../../core/ports/environment.ts';
import { redact, redactText } from './redact.ts';

type Level = Parameters<Logger['log']>[0];

const SEVERITY = { debug: 0, notice: 1, warning: 2, failure: 3 } as const satisfies Record<Level, number>;

/** Where finished lines go. Must not throw: a log never stops the work. */
export interface LogSink {
  write(line: string): void;
}

/** One JSON object on each line: at, level, event and the fields, with secrets taken out once more. */
export function createJsonLogger(sink: LogSink, clock: Clock, least: Level = 'notice'): Logger {
  return {
    log: (level, event, fields = {}) => {
      if (SEVERITY[level] >= SEVERITY[least]) {
        const cleaned = redact(fields);
        const rest = typeof cleaned === 'object' && cleaned !== null ? cleaned : {};
        sink.write(`${JSON.stringify({ ...rest, at: new Date(clock.now()).toISOString(), level, event: redactText(event) })}\n`);
      }
    },
  };
}
