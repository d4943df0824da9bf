import { afterEach } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createShipStationV1Source, type ShipStationV1Options } from '../../electron/adapters/shipstation/v1/create-source.ts';
import { createShipStationV2Source, type ShipStationV2Options } from '../../electron/adapters/shipstation/v2/create-source.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { OrderSource, SourcePage, SourcePages, SourceWindow } from '../../electron/core/ports/order-source.ts';
import { type PracticeShipStation, startShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import type { Result } from '../../shared/domain/result.ts';
import { instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { createVirtualTime, type VirtualTime } from '../helpers/virtual-time.ts';

export const START_MS = Date.parse('2026-06-22T14:00:00.000Z');
/** Everything that the practice shop ever had. */
export const ALWAYS: SourceWindow = { from: instantOf(START_MS - 400 * 86_400_000), to: instantOf(START_MS + 86_400_000) };

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) {
    await close();
  }
});

export interface SourceHarness {
  readonly shop: PracticeShipStation;
  /** Through V1. */
  readonly source: OrderSource;
  /** Through V2, of the same shop. */
  readonly v2: OrderSource;
  readonly time: VirtualTime;
  readonly logLines: readonly string[];
  another(changes?: Partial<ShipStationV1Options>): OrderSource;
  anotherV2(changes?: Partial<ShipStationV2Options>): OrderSource;
}

/** The practice shop and a client of it on one virtual clock. */
export async function startSourceHarness(changes: Partial<ShipStationV1Options> = {}): Promise<SourceHarness> {
  const directory = makeTempDirectory('shop');
  const time = createVirtualTime(START_MS);
  const anchorOn = parseBusinessDate('2026-06-22');
  if (anchorOn === null) {
    throw new Error('No anchor');
  }
  const shop = await startShipStation({ directory: directory.path, now: () => time.clock.now(), anchorOn, regime: 'us-automated' });
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => directory.remove(),
    () => shop.stop(),
    () => http.close(),
  );
  const options: ShipStationV1Options = {
    http,
    clock: time.clock,
    timers: time.timers,
    logger,
    lanes: createLaneRegistry(),
    baseAddress: shop.url,
    credentials: shop.control.key(),
    random: () => 0,
    ...changes,
  };
  const { credentials: _, ...shared } = options;
  const optionsOfV2: ShipStationV2Options = { ...shared, apiKey: shop.control.v2Key() };
  return {
    shop,
    source: createShipStationV1Source(options),
    time,
    logLines: lines,
    another: (more = {}) => createShipStationV1Source({ ...options, ...more }),
    v2: createShipStationV2Source(optionsOfV2),
    anotherV2: (more = {}) => createShipStationV2Source({ ...optionsOfV2, ...more }),
  };
}

export interface Collected<T> {
  readonly pages: readonly SourcePage<T>[];
  readonly records: readonly T[];
  readonly parked: SourcePage<T>['parked'];
  readonly fault: PortFault | null;
}

export async function collect<T>(pages: SourcePages<T>): Promise<Collected<T>> {
  const results: Result<SourcePage<T>, PortFault>[] = [];
  for await (const page of pages) {
    results.push(page);
  }
  const good = results.flatMap((result) => (result.ok ? [result.value] : []));
  const last = results.at(-1);
  return {
    pages: good,
    records: good.flatMap((page) => page.records),
    parked: good.flatMap((page) => page.parked),
    fault: last === undefined || last.ok ? null : last.fault,
  };
}
