import type { Clock, Timers } from '../../../core/ports/environment.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { accountName, type LaneRegistry } from '../../http/lane-registry.ts';
import { portFault } from '../../http/port-fault.ts';
import { createWindowLane, type WindowLane, type WindowStanding } from '../../http/window-lane.ts';
import type { Dialect } from '../common/caller.ts';
import { faultOfAnswer, headerNumber } from './classify.ts';
import { basicAuthorization, type KeyPair, pairRefusal } from './key-shape.ts';

export interface DialectParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly lanes: LaneRegistry;
  readonly baseAddress: string;
  readonly credentials: KeyPair;
}

/** V1: 40 requests a minute for each key and secret (docs, "Requirements"). Answers tell what is really left. */
const ASSUMED_WINDOW = { limit: 40, windowMs: 60_000 };

/** V1: Basic key and secret, and a window that every answer tells the state of. */
export function createV1Dialect({ clock, timers, lanes, baseAddress, credentials }: DialectParts): Dialect {
  const refusal = pairRefusal(credentials);
  const lane = lanes.lane<WindowLane>(`shipstation-v1:${accountName(baseAddress, credentials.apiKey.trim())}`, () =>
    createWindowLane({ clock, timers }, ASSUMED_WINDOW),
  );
  return {
    baseAddress,
    headers: { Authorization: basicAuthorization(credentials) },
    refusal: refusal === null ? null : portFault({ code: 'source/key-shape', class: 'auth', message: refusal }),
    async enter(signal) {
      const pass = await lane.enter(signal);
      return pass === null ? null : { leave: (answer) => pass.leave(standingOf(answer)) };
    },
    pauseUntil: (epochMs) => lane.pauseUntil(epochMs),
    faultOf: faultOfAnswer,
  };
}

function standingOf(answer: HttpAnswer | null): WindowStanding {
  if (answer === null) {
    return { limit: null, remaining: null, resetMs: null };
  }
  const resetSeconds = headerNumber(answer, 'x-rate-limit-reset');
  return {
    limit: headerNumber(answer, 'x-rate-limit-limit'),
    remaining: headerNumber(answer, 'x-rate-limit-remaining'),
    resetMs: resetSeconds === null ? null : resetSeconds * 1000,
  };
}
