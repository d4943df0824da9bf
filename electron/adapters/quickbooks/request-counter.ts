/** How many requests were sent, for the budget of metered reads and the runs' record. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
}

export interface RequestCounter {
  count(kind: 'read' | 'write'): void;
  readonly counts: RequestCounts;
}

export function createRequestCounter(): RequestCounter {
  const counts = { reads: 0, writes: 0 };
  return {
    count(kind) {
      counts[kind === 'read' ? 'reads' : 'writes'] += 1;
    },
    get counts() {
      return { ...counts };
    },
  };
}
