import type { z } from 'zod';

import type { CallResult } from './errors.ts';
import type { PurserEvent } from './events.ts';
import type { Contract, MethodName } from './index.ts';

/** What a caller writes: keys with a default may be left out. */
export type MethodInput<Name extends MethodName> = z.input<Contract[Name]['input']>;
/** What a handler gets: parsed, defaults filled in. */
export type ParsedInput<Name extends MethodName> = z.output<Contract[Name]['input']>;
export type MethodOutput<Name extends MethodName> = z.output<Contract[Name]['output']>;

/** What every way in offers; it never throws. Commands without a commandId get a fresh one from the client. */
export interface Client {
  call<Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
    options?: { readonly commandId?: string; readonly signal?: AbortSignal },
  ): Promise<CallResult<MethodOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: PurserEvent) => void): () => void;
}

/** How a call crosses a process or a socket. */
export interface WireCall {
  readonly method: string;
  readonly input: unknown;
  readonly commandId?: string | undefined;
}
