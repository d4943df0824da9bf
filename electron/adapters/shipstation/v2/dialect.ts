import type { Clock, Timers } from '../../../core/ports/environment.ts';
import { accountName, type LaneRegistry } from '../../http/lane-registry.ts';
import { portFault } from '../../http/port-fault.ts';
import { createRateLane, type RateLane } from '../../http/rate-lane.ts';
import type { Dialect } from '../common/caller.ts';
import { faultOfV2Answer } from './classify.ts';

export interface V2DialectParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** The host's one registry: everything that uses the same key shares its 200 requests a minute. */
  readonly lanes: LaneRegistry;
  /** From `readBaseAddresses` or `loopbackBaseAddresses`; V2's paths begin with /v2. */
  readonly baseAddress: string;
  readonly apiKey: string;
}

/** V2: 200 requests a minute for each account, whatever their number of keys (docs, "Rate limits"). No answer tells what is left. */
const LIMITS = [{ count: 200, perMs: 60_000 }];
/** What an HTTP header takes and a key consists of. */
const PLAIN_KEY = /^[!-~]{1,500}$/;

/** V2: one key in a header, a limit by our own count, and Retry-After where other programs have used it up. */
export function createV2Dialect({ clock, timers, lanes, baseAddress, apiKey }: V2DialectParts): Dialect {
  const key = apiKey.trim();
  const lane = lanes.lane<RateLane>(`shipstation-v2:${accountName(baseAddress, key)}`, () => createRateLane({ clock, timers }, LIMITS));
  return {
    baseAddress,
    headers: PLAIN_KEY.test(key) ? { 'API-Key': key } : {},
    refusal: PLAIN_KEY.test(key) ? null : portFault({ code: 'source/key-shape', class: 'auth', message: refusalOf(key) }),
    async enter(signal) {
      const pass = await lane.enter(signal);
      return pass === null ? null : { leave: () => pass.leave() };
    },
    pauseUntil: (epochMs) => lane.pauseUntil(epochMs),
    faultOf: faultOfV2Answer,
  };
}

function refusalOf(key: string): string {
  const where = 'In ShipStation open Settings > Account > API Settings and choose "V2 API" in the version drop-down';
  return key === ''
    ? `The API key is missing. ${where}; it shows one key.`
    : `This does not look like a ShipStation key: it has spaces or characters that keys do not have. ${where}, and copy it again.`;
}
