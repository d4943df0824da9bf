import { expect, test } from 'vitest';

import { PRACTICE_REGIMES } from '../../electron/practice/practice.ts';
import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

test.each(PRACTICE_REGIMES)(
  'a credit memo takes back every posted document of a shop to the cent, its tax and its customer with it: %s',
  { timeout: 240_000 },
  async (regime) => {
    await using shop = await startPracticeEngine({ regime });
    await shop.sync();
    shop.approveReady();
    const { posted } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
    expect(posted.length).toBeGreaterThan(20);

    const { credited, refused } = unwrap(await shop.engine.creditDocuments(posted, shop.run()));

    expect(refused).toEqual([]);
    expect(credited).toEqual(posted);
    const documents = shop.practice.quickbooks.documents();
    const told = posted.map((orderId) => {
      const sale = shop.store.outbox.live(`invoice:${orderId}`) ?? shop.store.outbox.live(`sales-receipt:${orderId}`);
      const memo = shop.store.outbox.live(`credit:${sale?.subject}`);
      const found = [sale, memo].map((posting) =>
        documents.find(({ entity, id }) => entity === posting?.entity && id === posting.documentId),
      );
      return found.map((document) => `${document?.totalMinor} ${document?.taxMinor} ${document?.customerId}`);
    });
    expect(told.filter(([sale, memo]) => sale !== memo)).toEqual([]);
    expect(new Set(documents.filter(({ entity }) => entity === 'CreditMemo').map(({ docNumber }) => docNumber)).size).toBe(posted.length);
  },
);
