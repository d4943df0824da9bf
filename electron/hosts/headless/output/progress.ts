import type { CoreEvents } from '../../../core/core.ts';
import type { CommandIo } from '../io.ts';

/** Clears the line and goes to its start (ECMA-48, EL). */
const CLEAR_LINE = '\r\u001b[2K';

/** Shows the newest progress on one line of the terminal. Returns the function that takes it away. */
export function showProgress(events: CoreEvents, io: CommandIo): () => void {
  const unsubscribe = events.subscribe((event) => {
    if (event.kind === 'progress') {
      const figures = event.total === null ? String(event.done) : `${event.done} of ${event.total}`;
      io.err(`${CLEAR_LINE}${event.label}: ${figures}`);
    }
  });
  return () => {
    unsubscribe();
    io.err(CLEAR_LINE);
  };
}
