/** More keys than this at once, and the one that was quiet longest is forgotten: a limiter must not be a way to fill the memory. */
const MOST_KEYS = 50_000;

/** Keeps a value for each key, and forgets the key that was not used for the longest time. */
class BoundedMap<V> {
  readonly #values = new Map<string, V>();

  take(key: string): V | undefined {
    const value = this.#values.get(key);
    this.#values.delete(key);
    return value;
  }

  put(key: string, value: V): void {
    this.#values.set(key, value);
    if (this.#values.size > MOST_KEYS) {
      const oldest = this.#values.keys().next();
      if (oldest.done !== true) {
        this.#values.delete(oldest.value);
      }
    }
  }
}

export interface TokenBuckets {
  /** Takes one token. Returns 0, or after how many milliseconds there is one again. */
  take(key: string): number;
}

/** A bucket for each key: it holds `burst` tokens and gets `perSecond` back each second. */
export function createTokenBuckets(perSecond: number, burst: number, now: () => number): TokenBuckets {
  const buckets = new BoundedMap<{ readonly tokens: number; readonly at: number }>();
  return {
    take(key) {
      const at = now();
      const before = buckets.take(key) ?? { tokens: burst, at };
      // A clock that was set back must not take tokens away.
      const tokens = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1000) * perSecond);
      const isAllowed = tokens >= 1;
      buckets.put(key, { tokens: isAllowed ? tokens - 1 : tokens, at });
      return isAllowed ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
}

export interface FailureGuard {
  /** How many milliseconds this source has to wait before it may try again; 0 when it may. */
  blockedForMs(source: string): number;
  failed(source: string): void;
}

/** Counts wrong codes of each source: after `most` of them within `windowMs` the source waits for the end of the window. */
export function createFailureGuard(most: number, windowMs: number, now: () => number): FailureGuard {
  const failures = new BoundedMap<{ readonly count: number; readonly until: number }>();
  const current = (source: string): { readonly count: number; readonly until: number } | null => {
    const known = failures.take(source);
    if (known === undefined || known.until <= now()) {
      return null;
    }
    failures.put(source, known);
    return known;
  };
  return {
    blockedForMs(source) {
      const known = current(source);
      return known !== null && known.count >= most ? known.until - now() : 0;
    },
    failed(source) {
      const known = current(source);
      failures.take(source);
      failures.put(source, { count: (known?.count ?? 0) + 1, until: known?.until ?? now() + windowMs });
    },
  };
}
