import type { MailboxReader, ReaderEnd, SealedEvent } from '../store.ts';

/** How many events are read at once; the next ones are read when these were taken. */
const PAGE = 64;

export interface Readers {
  open(mailbox: string, after: number): MailboxReader;
  /** Something new may be in the mailbox. */
  wake(mailbox: string): void;
  end(mailbox: string, why: ReaderEnd): void;
  endAll(): void;
}

interface OpenReader {
  readonly reader: MailboxReader;
  wake(): void;
  end(why: ReaderEnd): void;
}

/** The readers of this process: with the embedded store there are no others. */
export function createReaders(page: (mailbox: string, after: number, most: number) => readonly SealedEvent[]): Readers {
  const open = new Map<string, OpenReader>();
  const end = (mailbox: string, why: ReaderEnd): void => {
    const current = open.get(mailbox);
    open.delete(mailbox);
    current?.end(why);
  };
  return {
    end,
    open(mailbox, after) {
      end(mailbox, 'replaced');
      const opened = openReader(
        (id) => page(mailbox, id, PAGE),
        after,
        () => {
          if (open.get(mailbox) === opened) {
            open.delete(mailbox);
          }
        },
      );
      open.set(mailbox, opened);
      return opened.reader;
    },
    wake: (mailbox) => open.get(mailbox)?.wake(),
    endAll: () => [...open.keys()].forEach((mailbox) => end(mailbox, 'closed')),
  };
}

function openReader(page: (after: number) => readonly SealedEvent[], after: number, closed: () => void): OpenReader {
  let ended: ReaderEnd | null = null;
  let signal = Promise.withResolvers<void>();
  const finish = (why: ReaderEnd): void => {
    ended ??= why;
    signal.resolve();
  };
  async function* events(): AsyncGenerator<SealedEvent, void, void> {
    let position = after;
    while (ended === null) {
      const woken = signal.promise;
      const found = page(position);
      if (found.length === 0) {
        await woken;
        continue;
      }
      for (const event of found) {
        if (ended !== null) {
          return;
        }
        yield event;
        position = event.id;
      }
    }
  }
  const reader: MailboxReader = {
    get ended() {
      return ended;
    },
    close: () => {
      finish('closed');
      closed();
      return Promise.resolve();
    },
    [Symbol.asyncIterator]: events,
  };
  const wake = (): void => {
    signal.resolve();
    signal = Promise.withResolvers<void>();
  };
  return { reader, end: finish, wake };
}
