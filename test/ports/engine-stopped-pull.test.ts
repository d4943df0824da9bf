import { describe, expect, test } from 'vitest';

import { SYNC_STREAMS } from '../../electron/core/ports/store/order-store.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';
import { dateOf } from '../helpers/practice-shop.ts';
import { BEGINNING, type SourceEngine, startSourceEngine } from '../helpers/source-engine.ts';

const HOUR = 3_600_000;
const EDITED = seededOrderId('plain-30');
const EVERYTHING = { full: false, since: null } as const;

test('a pull that is stopped keeps what it has read, and the next one goes on from there', async () => {
  await using whole = await startPracticeEngine();
  const full = await whole.engine.pull(EVERYTHING, whole.run());
  await using shop = await startPracticeEngine();
  const stopper = new AbortController();
  const stopped = await shop.engine.pull(EVERYTHING, {
    ...shop.run(),
    signal: stopper.signal,
    progress: (_label, done) => (done > 40 ? stopper.abort() : undefined),
  });
  expect(stopped).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
  const kept = shop.store.orders.count();
  expect(kept).toBeGreaterThan(0);

  const rest = await shop.engine.pull(EVERYTHING, shop.run());
  expect(full.ok && rest.ok && kept + rest.value.created).toBe(full.ok ? full.value.created : null);
  expect(shop.store.orders.count()).toBe(whole.store.orders.count());
});

describe('a pull of everything since a date', () => {
  test.each(['Orders', 'Labels', 'Voided labels', 'Fulfillments'])(
    'that is stopped at its %s is finished by the next ordinary one',
    async (where) => {
      await using shop = await startSourceEngine('v1');
      unwrap(await shop.pull(BEGINNING));
      editBehindTheWatermark(shop);
      const stopper = new AbortController();
      const stopped = await shop.engine.pull(
        { full: false, since: BEGINNING },
        { runId: 'stopped', actor: 'person', signal: stopper.signal, progress: (label) => (label === where ? stopper.abort() : undefined) },
      );
      expect(stopped).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
      const listed = listedFrom(shop);

      unwrap(await shop.pull());

      const rest = listedFrom(shop).slice(listed.length);
      expect(new Set(rest.filter((from) => from < '2025-01-02')).size).toBeGreaterThanOrEqual(1);
      expect(shop.store.orders.order(EDITED)?.internalNotes).toBe('Nobody saw it');
      unwrap(await shop.pull());
      const later = listedFrom(shop).slice(listed.length + rest.length);
      expect(later.length).toBeGreaterThan(3);
      expect(later.filter((from) => from < '2026')).toEqual([]);
    },
  );

  test('after the watermark skips nothing that lies between', async () => {
    await using shop = await startSourceEngine('v1');
    unwrap(await shop.pull(BEGINNING));
    shop.shop.control.editOrder(EDITED, { internalNotes: 'Nobody saw it' });
    shop.time.advance(10 * 24 * HOUR);
    unwrap(await shop.pull(dateOf('2026-03-18')));
    expect(shop.store.orders.order(EDITED)?.internalNotes).toBe('Nobody saw it');
  });
});

/** As if the service's lists had lagged for hours. */
function editBehindTheWatermark(shop: SourceEngine): void {
  shop.shop.control.editOrder(EDITED, { internalNotes: 'Nobody saw it' });
  shop.time.advance(12 * HOUR);
  for (const stream of SYNC_STREAMS) {
    shop.store.orders.setWatermark(stream, instantOf(shop.time.clock.now()));
  }
}

/** From which moment each list was asked for, in the order of the requests. */
function listedFrom({ shop }: SourceEngine): readonly string[] {
  return shop.control.requests().flatMap(({ target }) => /DateStart=([^&]+)/.exec(decodeURIComponent(target))?.[1] ?? []);
}
