import { timingSafeEqual } from 'node:crypto';

import type { PortFault } from '../../core/ports/faults.ts';
import { portFault } from '../http/port-fault.ts';

/** What a callback address says, after it was checked. */
export type Callback =
  | { readonly kind: 'granted'; readonly code: string; readonly realmId: string }
  /** The person, or Intuit, said no. */
  | { readonly kind: 'refused'; readonly fault: PortFault }
  /** Not ours: another flow's, made up, or incomplete. The flow goes on waiting. */
  | { readonly kind: 'not-ours'; readonly fault: PortFault };

const LONGEST_CODE = 512;

/**
 * Checks the parameters of a callback. The state is compared in constant time, before anything else is looked at, and each
 * parameter may stand there only once.
 */
export function readCallback(parameters: URLSearchParams, expectedState: string): Callback {
  const state = only(parameters, 'state');
  if (state === null || !isSame(state, expectedState)) {
    return notOurs(
      'oauth/wrong-state',
      'This answer does not belong to the sign-in that is waiting. Start the sign-in from Purser, and finish it in the page that opens.',
    );
  }
  const error = only(parameters, 'error');
  if (error !== null) {
    return { kind: 'refused', fault: refusedFault(error) };
  }
  const code = only(parameters, 'code');
  const realmId = only(parameters, 'realmId');
  if (code === null || code.length > LONGEST_CODE || !/^[\x21-\x7e]+$/.test(code) || realmId === null || !/^\d{1,24}$/.test(realmId)) {
    return notOurs('oauth/bad-address', 'The address is not complete: the code or the company is missing. Copy the whole address.');
  }
  return { kind: 'granted', code, realmId };
}

/** Reads an address that a person pasted: it must be the redirect address itself, with its parameters. */
export function readPastedAddress(pasted: string, redirectUris: readonly string[], expectedState: string): Callback {
  const text = pasted.trim();
  const url = text.length <= 4096 && URL.canParse(text) ? new URL(text) : null;
  if (url === null || !redirectUris.some((uri) => isSamePlace(url, new URL(uri)))) {
    return notOurs(
      'oauth/bad-address',
      'This is not the address that the sign-in ends at. Copy the whole text of the address bar after Intuit has sent you back.',
    );
  }
  return readCallback(url.searchParams, expectedState);
}

function isSamePlace(url: URL, redirect: URL): boolean {
  return url.origin === redirect.origin && url.pathname === redirect.pathname && url.username === '' && url.password === '';
}

function only(parameters: URLSearchParams, name: string): string | null {
  const values = parameters.getAll(name);
  const [value] = values;
  return values.length === 1 && value !== undefined && value !== '' ? value : null;
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8');
  const b = Buffer.from(expected, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}

function refusedFault(error: string): PortFault {
  const isNo = error === 'access_denied';
  return portFault({
    code: 'oauth/refused',
    class: 'rejected',
    message: isNo
      ? 'The connection was not allowed in QuickBooks. Start again and choose Connect; only an administrator of the company can do that.'
      : `Intuit did not go through with the sign-in (${error.replace(/[^\w.-]/g, '').slice(0, 60)}). Check the keys and the scope of the Intuit app, then start again.`,
  });
}

function notOurs(code: string, message: string): Callback {
  return { kind: 'not-ours', fault: portFault({ code, class: 'rejected', message }) };
}
