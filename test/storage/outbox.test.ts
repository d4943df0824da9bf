import { expect, test } from 'vitest';

import type { PostingFault } from '../../shared/domain/posting/posting.ts';
import { openStore } from './fixtures.ts';
import { anOrder, aPlan, aPosting, at, now } from './records.ts';

const fault = (code: string): PostingFault => ({
  code,
  message: `About ${code}`,
  booksCode: '6240',
  booksDetail: 'Duplicate',
  traceId: 'tid-1',
});

test('a posting comes back whole, and only its fate can be changed', () => {
  const { outbox } = openStore().store;
  const posting = aPosting(1, { needs: ['customer:ana'], body: { Line: [{ Amount: 14, Ref: { ref: 'new-customer' } }], Note: null } });
  outbox.insert(posting);
  expect(outbox.posting(posting.postingId)).toEqual(posting);
  const sent = { ...posting, status: 'sending' as const, sentBody: '{"Line":[]}', batchId: 'b-1', firstSentAt: now, lastSentAt: now };
  outbox.update({ ...sent, requestId: 'another', orderId: 99, attempt: 7 });
  expect(outbox.posting(posting.postingId)).toEqual(sent);
  expect(() => outbox.update(aPosting(5))).toThrow('no posting');
});

test('of one generation of a document only one creation can be under way or done', () => {
  const { outbox } = openStore().store;
  outbox.insert(aPosting(1, { status: 'uncertain' }));
  expect(() => outbox.insert(aPosting(1, { attempt: 2 }))).toThrow('UNIQUE');
  outbox.update(aPosting(1, { status: 'failed' }));
  outbox.insert(aPosting(1, { attempt: 2 }));
  outbox.update(aPosting(1, { status: 'superseded' }));
  outbox.update(aPosting(1, { attempt: 2, status: 'posted' }));
  expect(() => outbox.insert(aPosting(1, { attempt: 3 }))).toThrow('UNIQUE');
  outbox.insert(aPosting(1, { operation: 'update' }));
  outbox.insert(aPosting(1, { generation: 2 }));
  expect(outbox.lastGeneration('invoice:1')).toBe(2);
  expect(outbox.lastGeneration('invoice:2')).toBe(0);
});

test('a request id is used once', () => {
  const { outbox } = openStore().store;
  outbox.insert(aPosting(1, { requestId: 'r' }));
  expect(() => outbox.insert(aPosting(2, { requestId: 'r' }))).toThrow('UNIQUE');
});

test('the live posting of a subject is the newest that is not superseded', () => {
  const { outbox } = openStore().store;
  expect(outbox.live('invoice:1')).toBeNull();
  outbox.insert(aPosting(1, { status: 'failed' }));
  outbox.update(aPosting(1, { status: 'superseded' }));
  expect(outbox.live('invoice:1')).toBeNull();
  outbox.insert(aPosting(1, { attempt: 2, status: 'posted' }));
  outbox.insert(aPosting(1, { operation: 'update', status: 'approved' }));
  expect(outbox.live('invoice:1')).toMatchObject({ operation: 'update' });
  expect(outbox.ofOrder(1).map(({ attempt, operation }) => `${operation} ${attempt}`)).toEqual(['create 1', 'create 2', 'update 1']);
});

test('due are approved postings whose time has come, oldest first', () => {
  const { outbox } = openStore().store;
  const later = at('2026-03-10T13:00:00.000Z');
  outbox.insert(aPosting(1));
  outbox.insert(aPosting(2, { retryAt: later }));
  outbox.insert(aPosting(3, { retryAt: now }));
  outbox.insert(aPosting(4, { status: 'sending' }));
  expect(outbox.due(now, 10).map(({ orderId }) => orderId)).toEqual([1, 3]);
  expect(outbox.due(later, 2).map(({ orderId }) => orderId)).toEqual([1, 2]);
  expect(outbox.byStatus(['sending', 'approved'], 10).map(({ orderId }) => orderId)).toEqual([1, 2, 3, 4]);
});

test('posted documents are one for each order, the posting that made or adopted it, and none that was voided', () => {
  const { outbox } = openStore().store;
  outbox.insert(aPosting(1, { status: 'posted' }));
  outbox.insert(aPosting(1, { subject: 'ship:invoice:1', operation: 'update', status: 'posted' }));
  outbox.insert(aPosting(2, { status: 'voided' }));
  outbox.insert(aPosting(2, { subject: 'void:invoice:2', operation: 'void', status: 'posted' }));
  outbox.insert(aPosting(4, { status: 'voided' }));
  outbox.insert(aPosting(4, { generation: 2, status: 'posted' }));
  outbox.insert(aPosting(5, { kind: 'payment', entity: 'Payment', status: 'posted' }));
  outbox.insert(aPosting(6, { kind: 'sales-receipt', entity: 'SalesReceipt', operation: 'adopt', status: 'posted' }));
  outbox.insert(aPosting(7));
  const found = (after: number, limit: number) =>
    outbox.postedDocuments(after, limit).map(({ orderId, operation, generation }) => [orderId, operation, generation]);
  expect(found(0, 10)).toEqual([
    [1, 'create', 1],
    [4, 'create', 2],
    [6, 'adopt', 1],
  ]);
  expect(found(1, 1)).toEqual([[4, 'create', 2]]);
});

test('a void or an update beside a document does not change which number and total the list shows', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1), now);
  const total = { minor: 1400, currency: 'USD' };
  outbox.insert(aPosting(1, { status: 'posted', documentId: '145', documentNumber: 'SHOP-1', actualTotal: total }));
  outbox.insert(aPosting(1, { subject: 'ship:invoice:1', operation: 'update', status: 'posted', documentId: '145', expectedTotal: null }));
  expect(plans.row(1)).toMatchObject({ state: 'posted', documentTotal: total, documentNumber: 'SHOP-1' });
  outbox.update(aPosting(1, { status: 'voided', documentId: '145', documentNumber: 'SHOP-1', actualTotal: total }));
  outbox.insert(
    aPosting(1, { subject: 'void:invoice:1', operation: 'void', status: 'posted', actualTotal: { minor: 0, currency: 'USD' } }),
  );
  expect(plans.row(1)).toMatchObject({ state: 'voided', documentTotal: total, documentNumber: 'SHOP-1' });
});

test('failures are grouped by cause, most first, with the newest words', () => {
  const { outbox } = openStore().store;
  outbox.insert(aPosting(1, { status: 'failed', fault: fault('books/rejected') }));
  outbox.insert(aPosting(2, { status: 'failed', fault: { ...fault('books/rejected'), message: 'newest words' } }));
  outbox.insert(
    aPosting(2, {
      subject: 'payment:2',
      kind: 'payment',
      entity: 'Payment',
      status: 'failed',
      fault: { ...fault('books/rejected'), message: 'newest words' },
    }),
  );
  outbox.insert(aPosting(3, { status: 'uncertain' }));
  outbox.insert(aPosting(4, { status: 'posted' }));
  expect(outbox.failuresByCode()).toEqual([
    { code: 'books/rejected', message: 'newest words', count: 2, orderIds: [1, 2] },
    { code: 'posting/no-answer', message: expect.any(String), count: 1, orderIds: [3] },
  ]);
  expect(outbox.counts()).toEqual({ approved: 0, sending: 0, uncertain: 1, posted: 1, failed: 3, voided: 0, superseded: 0 });
});

test('a batch is resent as it was', () => {
  const { outbox } = openStore().store;
  const batch = {
    batchId: 'b-1',
    requestId: 'r-1',
    memberPostingIds: ['p-1', 'p-2'],
    bodyText: '{"BatchItemRequest":[]}',
    status: 'sending' as const,
    sends: 1,
    firstSentAt: now,
    lastSentAt: now,
  };
  outbox.insertBatch(batch);
  outbox.updateBatch({ ...batch, status: 'uncertain', sends: 2, bodyText: 'other', requestId: 'other' });
  expect(outbox.batch('b-1')).toEqual({ ...batch, status: 'uncertain', sends: 2 });
  outbox.insertBatch({ ...batch, batchId: 'a-2' });
  expect(outbox.batchesByStatus(['sending', 'uncertain']).map(({ batchId }) => batchId)).toEqual(['b-1', 'a-2']);
  expect(outbox.batchesByStatus(['answered'])).toEqual([]);
  expect(outbox.batch('none')).toBeNull();
  expect(() => outbox.updateBatch({ ...batch, batchId: 'none' })).toThrow('no batch');
});

test('the number of a posted document is shown and found in the list', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1), now);
  outbox.insert(
    aPosting(1, { status: 'posted', documentId: '145', documentNumber: 'SS-77', actualTotal: { minor: 1395, currency: 'USD' } }),
  );
  const [row] = plans.page({ filter: { search: 'ss-77' }, sort: 'state', descending: false, limit: 5, cursor: null }).rows;
  expect(row).toMatchObject({
    orderId: 1,
    documentNumber: 'SS-77',
    documentTotal: { minor: 1395, currency: 'USD' },
    documentKind: 'invoice',
  });
});
