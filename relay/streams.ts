/** A stream that is open to a reader. */
export interface OpenStream {
  /** Says farewell and ends. */
  end(event: 'closing'): void;
  readonly finished: Promise<void>;
}

/** The streams of this process, so that a stop can end them all. */
export interface Streams {
  readonly size: number;
  add(stream: OpenStream): void;
  remove(stream: OpenStream): void;
  /** Ends all, and waits until their readers have been told. */
  endAll(): Promise<void>;
}

export function createStreams(): Streams {
  const open = new Set<OpenStream>();
  return {
    get size() {
      return open.size;
    },
    add: (stream) => void open.add(stream),
    remove: (stream) => void open.delete(stream),
    async endAll() {
      const ending = [...open];
      for (const stream of ending) {
        stream.end('closing');
      }
      await Promise.all(ending.map(({ finished }) => finished));
    },
  };
}
