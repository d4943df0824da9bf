import { expect, it } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createShipStationV1Source } from '../../electron/adapters/shipstation/v1/create-source.ts';
import { createShipStationV2Source } from '../../electron/adapters/shipstation/v2/create-source.ts';
import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import { startShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { busyOrder } from '../bench/busy-shop.ts';
import { ANCHOR_ON } from '../helpers/practice-shop.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';

const COUNT = 10_000;
/** Between one change and the next: a busy shop's day and a half. */
const APART_MS = 13_000;

it(
  'ten thousand changed orders arrive, each once, with at most 25 requests and no wait, through either interface',
  { timeout: 120_000 },
  async () => {
    using directory = makeTempDirectory('many-orders');
    const startMs = Date.parse('2026-03-10T18:30:00.000Z');
    const time = createVirtualTime(startMs);
    const shop = await startShipStation({
      directory: directory.path,
      now: () => time.clock.now(),
      anchorOn: ANCHOR_ON,
      regime: 'us-automated',
    });
    shop.control.together(() => {
      for (let n = 0; n < COUNT; n += 1) {
        time.advance(APART_MS);
        shop.control.importOrder(busyOrder(n, COUNT, ANCHOR_ON));
      }
    });
    const { logger } = createRecordingLogger();
    const http = createHttp({ clock: time.clock, logger });
    const parts = { http, clock: time.clock, timers: time.timers, logger, lanes: createLaneRegistry(), baseAddress: shop.url };
    const sources: readonly OrderSource[] = [
      createShipStationV1Source({ ...parts, credentials: shop.key }),
      createShipStationV2Source({ ...parts, apiKey: shop.v2Key }),
    ];
    for (const source of sources) {
      const before = shop.control.requests().length;
      const readFrom = time.clock.now();
      const ids: number[] = [];
      for await (const page of source.ordersModified({ from: instantOf(startMs + 1), to: instantOf(time.clock.now()) })) {
        expect(page.ok).toBe(true);
        ids.push(...(page.ok ? page.value.records.map(({ orderId }) => orderId) : []));
      }
      expect([ids.length, new Set(ids).size]).toEqual([COUNT, COUNT]);
      expect(shop.control.requests().length - before).toBeLessThanOrEqual(25);
      expect(time.clock.now() - readFrom).toBe(0);
    }
    http.close();
    await shop.stop();
  },
);
