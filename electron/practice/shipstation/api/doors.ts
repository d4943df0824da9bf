import type { Shop } from '../shop.ts';
import { type KeyStanding, keyStanding, v2KeyStanding } from '../storage/keys.ts';
import { readSwitches } from '../storage/switches.ts';
import type { Answer } from './answer.ts';
import { problem } from './answer.ts';
import type { ReceivedRequest } from './answer-request.ts';
import { readBasic, unauthorized } from './authorization.ts';
import { readParameters } from './parameters.ts';
import { route } from './routes.ts';
import type { Api } from './spoil.ts';
import { v2Problem } from './v2/problems.ts';
import { routeV2 } from './v2/routes.ts';

/** How one of the two APIs receives a request: whose window it counts in, whether its key is good, and how it answers. */
export interface Door {
  readonly account: string;
  /** Requests a minute of that account. */
  readonly limit: number;
  readonly standing: KeyStanding | 'missing';
  throttled(): Answer;
  refused(standing: Exclude<KeyStanding, 'valid'> | 'missing'): Answer;
  answer(url: URL, path: string): Answer;
}

export function doorOf(shop: Shop, api: Api, request: ReceivedRequest): Door {
  return api === 'v1' ? v1Door(shop, request) : v2Door(shop, request);
}

/** Counts by the key that is shown, good or bad; partners may have a higher limit (api facts, sections 1 and 2). */
function v1Door(shop: Shop, { method, authorization, partner, body }: ReceivedRequest): Door {
  const presented = readBasic(authorization);
  const switches = readSwitches(shop.database);
  return {
    account: presented?.apiKey ?? '',
    limit: partner === undefined ? switches.v1RequestsPerMinute : switches.v1PartnerRequestsPerMinute,
    standing: presented === null ? 'missing' : keyStanding(shop.database, presented),
    throttled: () => problem(429, 'Too Many Requests'),
    refused: unauthorized,
    answer: (url, path) => route(shop, { method, path, parameters: readParameters(url.searchParams), body }),
  };
}

/** All keys of the account share a window; what shows another key has one of its own. */
export const V2_ACCOUNT = 'v2-account';
const V2_STRANGERS = 'v2-strangers';

function v2Door(shop: Shop, { method, apiKey, body, baseUrl }: ReceivedRequest): Door {
  const standing = apiKey === undefined ? 'missing' : v2KeyStanding(shop.database, apiKey.trim());
  return {
    account: standing === 'valid' || standing === 'expired' ? V2_ACCOUNT : V2_STRANGERS,
    limit: readSwitches(shop.database).v2RequestsPerMinute,
    standing,
    throttled: () => v2Problem(429),
    refused: () => v2Problem(401),
    answer: (url, path) => routeV2(shop, { method, path, search: url.searchParams, body, baseUrl }),
  };
}
