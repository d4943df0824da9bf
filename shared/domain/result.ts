/** A value, or a failure that callers must look at. Expected failures are returned; only bugs are thrown. */
export type Result<T, E = Fault> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: E };

/** A failure with a stable code. `message` is a plain sentence that names the record and the next step. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const fail = <E>(fault: E): Result<never, E> => ({ ok: false, fault });

/** Ends a switch over a union: a new member is a type error here, and a bug if it is ever reached. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
