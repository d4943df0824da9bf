import type { WireCall } from '../../shared/contract/client.ts';
import type { CallResult } from '../../shared/contract/errors.ts';
import type { PurserEvent } from '../../shared/contract/events.ts';
import type { Turn } from './use-cases/turns-now.ts';

/** Who calls, as the host knows it (never as the caller says). */
export interface CallContext {
  /** "person" or "person NAME"; "schedule" for the poller. */
  readonly actor: string;
}

export interface CoreEvents {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: PurserEvent) => void): () => void;
}

/** What `createCore(ports)` returns: all that a host needs. */
export interface Core {
  /** The only door. Checks the name, parses the input, runs the handler, parses the output, never throws. */
  dispatch(call: WireCall, context: CallContext): Promise<CallResult<unknown>>;
  readonly events: CoreEvents;
  /** Recovers what was cut off and starts the schedule where it is wanted. */
  start(options: { readonly schedule: boolean }): Promise<void>;
  /** One turn of the schedule for every company, now, within its hours and pauses; failures are told by the journal of each. */
  runOnce(): Promise<readonly Turn[]>;
  /** Stops runs after their current step and closes every database. */
  stop(): Promise<void>;
}
