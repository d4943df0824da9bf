import { z } from 'zod';

import type { Connection } from './connection.ts';

const codeRow = z.object({ code: z.string(), bit: z.int() });

/** Bits of a SQLite integer that are used; the sign stays out of it. */
const BITS = 62;

/**
 * Each finding code has a bit in order_list.code_bits, given at its first use, so that a list is filtered by code inside one
 * index. Where two codes share a bit, the filter must look at the findings themselves as well.
 */
export class FindingCodes {
  readonly #connection: Connection;
  #bits: Map<string, number> | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onRollback(() => {
      this.#bits = null;
    });
  }

  bitsOf(codes: readonly string[]): bigint {
    return codes.reduce((bits, code) => bits | (1n << BigInt(this.#bitOf(code))), 0n);
  }

  /** Null where no order ever had this code. */
  filterFor(code: string): { readonly bits: bigint; readonly isShared: boolean } | null {
    const known = this.#known();
    const bit = known.get(code);
    if (bit === undefined) {
      return null;
    }
    return { bits: 1n << BigInt(bit), isShared: [...known.values()].filter((other) => other === bit).length > 1 };
  }

  #bitOf(code: string): number {
    const known = this.#known();
    const bit = known.get(code);
    if (bit !== undefined) {
      return bit;
    }
    const next = known.size % BITS;
    this.#connection.run('INSERT INTO finding_codes (code, bit) VALUES (?, ?)', [code, next]);
    known.set(code, next);
    return next;
  }

  #known(): Map<string, number> {
    this.#bits ??= new Map(this.#connection.all('SELECT code, bit FROM finding_codes', [], codeRow).map(({ code, bit }) => [code, bit]));
    return this.#bits;
  }
}
