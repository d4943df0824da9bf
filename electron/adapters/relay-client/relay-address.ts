import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { isLoopbackAddress } from '../http/base-addresses.ts';
import { portFault } from '../http/port-fault.ts';

const LONGEST_ADDRESS = 500;

/**
 * The address of a relay as a person or the relay itself gives it, without a slash at the end: https, no user information, no
 * query. `allowsLoopback` (practice and tests): also plain http on this machine.
 */
export function parseRelayAddress(text: string, allowsLoopback: boolean): Result<string, PortFault> {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_ADDRESS || !/^[\x21-\x7e]+$/.test(trimmed) || !URL.canParse(trimmed)) {
    return fail(badAddress('it is no web address'));
  }
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return fail(badAddress('it must be host and path alone, without name, password, ? or #'));
  }
  if (url.protocol !== 'https:' && !(allowsLoopback && isLoopbackAddress(trimmed))) {
    return fail(badAddress('it must begin with https://'));
  }
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}

function badAddress(why: string): PortFault {
  return portFault({ code: 'relay/bad-address', class: 'rejected', message: `This is not the address of a relay: ${why}.` });
}
