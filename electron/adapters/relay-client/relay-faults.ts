import type { PortFault } from '../../core/ports/faults.ts';
import { portFault, retryAfterMs, type Vendor } from '../http/port-fault.ts';

/** The relay in faults and sentences. */
export const RELAY: Vendor = { area: 'relay', name: 'The relay' };

/** What the status of a refusal means (relay/PROTOCOL.md, "Errors"). Its own sentence is not shown: whoever runs the relay chose it. */
export function faultOfStatus(status: number, headers: ReadonlyMap<string, string>, nowMs: number, refusal: string): PortFault {
  const common = { httpStatus: status, retryAfterMs: retryAfterMs({ headers }, nowMs) };
  if (status === 401 || status === 403) {
    return portFault({ ...common, code: 'relay/refused', class: 'auth', message: refusal });
  }
  if (status === 429) {
    return portFault({ ...common, code: 'relay/throttled', class: 'throttled', message: 'The relay asked to wait.' });
  }
  if (status === 507) {
    return portFault({ ...common, code: 'relay/full', class: 'rejected', message: 'The relay has no room for another company.' });
  }
  if (status === 408 || status >= 500) {
    return portFault({
      ...common,
      code: 'relay/unreachable',
      class: 'transient',
      message: `The relay is not ready (it answered with ${status}).`,
    });
  }
  if (status >= 300 && status < 400) {
    const message = 'What answers at this address sends its callers elsewhere, and Purser does not follow. Use the relay’s own address.';
    return portFault({ ...common, code: 'relay/bad-answer', class: 'source', message });
  }
  const message = `What answers at this address is no relay that Purser knows (it answered with ${status}).`;
  return portFault({ ...common, code: 'relay/bad-answer', class: 'source', message });
}

export function badRelayAnswer(what: string): PortFault {
  return portFault({ code: 'relay/bad-answer', class: 'source', message: `The relay’s answer makes no sense: ${what}.` });
}
