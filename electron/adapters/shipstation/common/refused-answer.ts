import type { PortFault } from '../../../core/ports/faults.ts';
import { portFault } from '../../http/port-fault.ts';

/** What ShipStation said, as the end of a sentence of ours; nothing where it said nothing. */
export const quoted = (said: string): string => (said === '' ? '' : `: "${said}"`);

/**
 * What a refusal means whose status neither interface has a meaning of its own for.
 *
 * @param said ShipStation's own words, cut and without secrets
 */
export function faultOfOtherStatus(status: number, said: string, base: Partial<Pick<PortFault, 'traceId'>> = {}): PortFault {
  if (status >= 500 || status === 408) {
    return portFault({
      ...base,
      httpStatus: status,
      code: 'source/unreachable',
      class: 'transient',
      message: `ShipStation failed (${status})${quoted(said)}. Purser tries again by itself.`,
    });
  }
  return portFault({
    ...base,
    httpStatus: status,
    code: 'source/bad-answer',
    class: 'rejected',
    message: `ShipStation refused the request (${status})${quoted(said)}.`,
  });
}
