import { describe, expect, onTestFinished, test } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createRelay } from '../../electron/adapters/relay-client/create-relay.ts';
import type { RelayEvent, RelayPairing } from '../../electron/core/ports/relay.ts';
import { systemTimers } from '../../electron/adapters/system/environment.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { serveShop, type ServedShop } from '../helpers/practice-shop.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { PAIRING_CODE } from './paired-app.ts';
import { startTestRelay } from './relay-harness.ts';

/** The shop that sends, the relay between, and the app's own adapter that fetches: nothing of these is played by the test. */
async function startAllThree() {
  const shop = await serveShop();
  onTestFinished(() => shop[Symbol.asyncDispose]());
  const now = (): number => shop.now();
  const relay = await startTestRelay({ RELAY_JWKS_URL: shop.shipstation.jwksUrl, RELAY_ALLOW_LOOPBACK_POINTERS: '1' }, now);
  const { logger } = createRecordingLogger();
  const http = createHttp({ clock: { now }, logger });
  onTestFinished(() => http.close());
  const app = createRelay({
    http,
    clock: { now },
    timers: systemTimers,
    logger,
    jwksAddress: shop.shipstation.jwksUrl,
    allowsLoopback: true,
    random: () => 0,
  });
  const paired = await app.pair({ address: relay.base, code: PAIRING_CODE });
  if (!paired.ok) {
    throw new Error(paired.fault.message);
  }
  return { shop, relay, app, pairing: paired.value };
}

async function listenFor(app: ReturnType<typeof createRelay>, pairing: RelayPairing, count: number): Promise<readonly RelayEvent[]> {
  const stop = new AbortController();
  const events: RelayEvent[] = [];
  for await (const notice of app.listen(pairing, () => events.at(-1)?.id ?? null, stop.signal)) {
    events.push(...(notice.kind === 'events' ? notice.events : []));
    if (events.length >= count) {
      stop.abort();
    }
  }
  return events;
}

async function subscribeToLabels(shop: ServedShop, { inboundUrl }: RelayPairing): Promise<void> {
  const v1 = { target_url: inboundUrl, event: 'SHIP_NOTIFY', store_id: null, friendly_name: 'Purser' };
  expect((await shop.send('POST', '/webhooks/subscribe', v1)).status).toBe(200);
  const v2 = { name: 'Purser', event: 'label_created_v2', url: inboundUrl, headers: [] };
  expect((await shop.send('POST', '/v2/environment/webhooks', v2)).status).toBe(200);
}

describe('from the shop over the relay to the app', () => {
  test('a label is told by both APIs, passes every check on the way, and names what to pull', async () => {
    const { shop, relay, app, pairing } = await startAllThree();
    await subscribeToLabels(shop, pairing);
    shop.shipstation.control.buyLabel(seededOrderId('waiting-1'));
    await shop.shipstation.webhooksSent();
    const events = await listenFor(app, pairing, 2);
    expect(events.map(({ content }) => content)).toEqual([
      { kind: 'wish', wish: expect.objectContaining({ kind: 'follow' }) },
      { kind: 'wish', wish: expect.objectContaining({ kind: 'follow' }) },
    ]);
    expect(new Set(events.map(({ digest }) => digest)).size).toBe(2);
    expect(await app.acknowledge(pairing, 2)).toMatchObject({ ok: true });
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 0');
    expect(await app.unpair(pairing)).toMatchObject({ ok: true });
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_mailboxes 0');
  });
});
