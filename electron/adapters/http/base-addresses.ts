import type { PortFault } from '../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { portFault } from './port-fault.ts';

/** Where the outside services are. Without a slash at the end. */
export interface BaseAddresses {
  readonly shipstationV1: string;
  readonly shipstationV2: string;
  readonly shipstationJwks: string;
  readonly quickbooksApi: string;
  readonly intuitAuthorize: string;
  readonly intuitToken: string;
  readonly intuitRevoke: string;
}

const REAL: Omit<BaseAddresses, 'quickbooksApi'> = {
  shipstationV1: 'https://ssapi.shipstation.com',
  shipstationV2: 'https://api.shipstation.com',
  shipstationJwks: 'https://api.shipengine.com/jwks',
  intuitAuthorize: 'https://appcenter.intuit.com/connect/oauth2',
  intuitToken: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  intuitRevoke: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
};

/** The keys decide between sandbox and production everywhere but at the API (Intuit's documentation, "Base URLs"). */
const REAL_API = {
  production: 'https://quickbooks.api.intuit.com',
  sandbox: 'https://sandbox-quickbooks.api.intuit.com',
} as const;

export const ADDRESS_VARIABLES = {
  shipstationV1: 'PURSER_SHIPSTATION_V1_URL',
  shipstationV2: 'PURSER_SHIPSTATION_V2_URL',
  shipstationJwks: 'PURSER_SHIPSTATION_JWKS_URL',
  quickbooksApi: 'PURSER_QUICKBOOKS_API_URL',
  intuitAuthorize: 'PURSER_INTUIT_AUTHORIZE_URL',
  intuitToken: 'PURSER_INTUIT_TOKEN_URL',
  intuitRevoke: 'PURSER_INTUIT_REVOKE_URL',
} as const satisfies Record<keyof BaseAddresses, string>;

/**
 * The real addresses, each replaced where its environment variable names a loopback one. Any other address is refused:
 * whoever can set a variable must not be able to send credentials elsewhere.
 */
export function readBaseAddresses(
  environment: 'sandbox' | 'production',
  variables: Readonly<Record<string, string | undefined>>,
): Result<BaseAddresses, PortFault> {
  const overrides: Partial<Record<keyof BaseAddresses, string>> = {};
  for (const name of addressNames()) {
    const text = variables[ADDRESS_VARIABLES[name]];
    if (text !== undefined && text !== '') {
      overrides[name] = text;
    }
  }
  const checked = checkLoopback(overrides, (name) => ADDRESS_VARIABLES[name]);
  return checked.ok ? ok({ ...REAL, quickbooksApi: REAL_API[environment], ...checked.value }) : checked;
}

/** The addresses of a practice company's stand-ins, through the same check. What is not given is not reachable either. */
export function loopbackBaseAddresses(given: Partial<Readonly<Record<keyof BaseAddresses, string>>>): Result<BaseAddresses, PortFault> {
  const checked = checkLoopback(given, (name) => `The address of ${name}`);
  // Port 9 (discard) of this machine: a practice company never leaves it.
  const nowhere = 'http://127.0.0.1:9';
  const none = {
    shipstationV1: nowhere,
    shipstationV2: nowhere,
    shipstationJwks: nowhere,
    quickbooksApi: nowhere,
    intuitAuthorize: nowhere,
    intuitToken: nowhere,
    intuitRevoke: nowhere,
  };
  return checked.ok ? ok({ ...none, ...checked.value }) : checked;
}

/** True for http://127.0.0.1, http://localhost and http://[::1] with any port and path, without user information. */
export function isLoopbackAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return (
    url !== null &&
    url.protocol === 'http:' &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&
    url.username === '' &&
    url.password === ''
  );
}

function checkLoopback(
  given: Partial<Readonly<Record<keyof BaseAddresses, string>>>,
  label: (name: keyof BaseAddresses) => string,
): Result<Partial<BaseAddresses>, PortFault> {
  const checked: Partial<Record<keyof BaseAddresses, string>> = {};
  for (const name of addressNames()) {
    const text = given[name];
    if (text === undefined) {
      continue;
    }
    if (!isLoopbackAddress(text)) {
      return fail(
        portFault({
          code: 'config/invalid',
          class: 'rejected',
          message: `${label(name)} may only name this machine (http://127.0.0.1, http://localhost or http://[::1]). Remove it or correct it.`,
        }),
      );
    }
    checked[name] = text.replace(/\/+$/, '');
  }
  return ok(checked);
}

function addressNames(): readonly (keyof BaseAddresses)[] {
  // Safe: the object's own keys, which its type lists completely.
  return Object.keys(ADDRESS_VARIABLES) as (keyof BaseAddresses)[];
}
