import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import type { Fault, Result } from '../../../shared/domain/result.ts';

/** What a handler knows of the call beside its input. */
export interface Call {
  readonly callId: string;
  /** Who calls, for the audit; as the host knows it. */
  readonly actor: string;
}

/** Input is parsed, defaults are filled in. Expected failures are returned; a throw is a bug (or a store that gave way). */
export type Handler<Name extends MethodName> = (
  input: ParsedInput<Name>,
  call: Call,
) => Result<MethodOutput<Name>, Fault> | Promise<Result<MethodOutput<Name>, Fault>>;

/** One handler for each method of the contract. */
export type Handlers = { readonly [Name in MethodName]: Handler<Name> };

/** The handlers of some methods, as one use case file gives them. */
export type HandlersOf<Name extends MethodName> = Pick<Handlers, Name>;
