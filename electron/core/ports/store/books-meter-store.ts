/** Requests to the books in one calendar month. */
export interface BooksUsage {
  /** "2026-06". */
  readonly month: string;
  readonly reads: number;
  readonly writes: number;
}

/** What the books have been asked, kept for good: the vendor meters reads by the month. */
export interface BooksMeterStore {
  add(month: string, kind: 'read' | 'write'): void;
  /** Zeros for a month without requests. */
  of(month: string): BooksUsage;
}
