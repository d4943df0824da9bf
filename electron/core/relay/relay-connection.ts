import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock } from '../ports/environment.ts';
import type { PortFault } from '../ports/faults.ts';
import type { Relay, RelayNotice, RelayPairing } from '../ports/relay.ts';
import type { RelayStore } from '../ports/store/relay-store.ts';

/** How the connection stands, in the process that holds it. */
export interface LiveRelay {
  readonly state: 'connecting' | 'connected' | 'reconnecting' | 'refused';
  /** Since when it is so. */
  readonly since: Instant;
  /** Why it is not connected. */
  readonly fault: PortFault | null;
}

export interface RelayConnectionParts {
  readonly store: RelayStore;
  readonly clock: Clock;
  /** The standing has changed. */
  show(live: LiveRelay): void;
  /** Something new waits in the store, or the relay can hear acknowledgements again. */
  arrived(): void;
  /** A connection stands. */
  stood(): void;
  /** A connection stands again after one was lost: what happened in between may never be told. */
  returned(): void;
}

/** Keeps what comes over the relay, durably, before anything is done with it; tells how the connection stands. Ends with the signal. */
export async function holdRelay(parts: RelayConnectionParts, relay: Relay, pairing: RelayPairing, signal: AbortSignal): Promise<void> {
  const now = (): Instant => instantOf(parts.clock.now());
  let live: LiveRelay = { state: 'connecting', since: now(), fault: null };
  let hasStood = false;
  const show = (next: LiveRelay): void => {
    live = next;
    parts.show(next);
  };

  function take(notice: RelayNotice): void {
    switch (notice.kind) {
      case 'connected':
        parts.store.noteConnected(now());
        show({ state: 'connected', since: now(), fault: null });
        parts.arrived();
        parts.stood();
        if (hasStood) {
          parts.returned();
        }
        hasStood = true;
        return;
      case 'events':
        parts.store.receive(notice.events, now());
        parts.arrived();
        return;
      case 'lost': {
        const state = notice.isRefused ? 'refused' : 'reconnecting';
        // Since the first loss, not since the newest attempt.
        show({ state, since: live.state === state ? live.since : now(), fault: notice.fault });
        return;
      }
      default:
        return notice satisfies never;
    }
  }

  parts.show(live);
  for await (const notice of relay.listen(pairing, () => parts.store.record()?.lastEventId ?? null, signal)) {
    if (signal.aborted) {
      return;
    }
    take(notice);
  }
}
