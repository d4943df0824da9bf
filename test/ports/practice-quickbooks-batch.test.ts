import { describe, expect, it } from 'vitest';

import { type JsonObject, objectsAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, type Reply, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const post = (shop: Harness, items: readonly JsonObject[], requestId?: string): Promise<Reply> =>
  shop.call('POST', `/batch?minorversion=75${requestId === undefined ? '' : `&requestid=${requestId}`}`, { BatchItemRequest: items });
const answers = (reply: Reply): readonly JsonObject[] => objectsAt(reply.body, 'BatchItemResponse');
const customer = (bId: string, name: string): JsonObject => ({ bId, operation: 'create', Customer: { DisplayName: name } });

describe('a batch', () => {
  it('answers each item on its own, with a fault where one is refused', async () => {
    const shop = await startHarness();
    const reply = await post(shop, [
      customer('a', 'Batch One'),
      customer('b', 'Cascade Paper Supply'),
      { bId: 'c', operation: 'delete', Invoice: { Id: '9999', SyncToken: '0' } },
      { bId: 'd', Query: "select * from Term where Name = 'Net 15'" },
      { bId: 'e', operation: 'update', Invoice: { Id: '1', SyncToken: '7', sparse: true } },
      { bId: 'f', operation: 'fly', Customer: {} },
    ]);
    expect(reply.status).toBe(200);
    const [a, b, c, d, e, f] = answers(reply);
    expect(a).toMatchObject({ bId: 'a', Customer: { DisplayName: 'Batch One' } });
    expect(b).toMatchObject({ bId: 'b', Fault: { type: 'ValidationFault', Error: [{ code: '6240' }] } });
    expect(errorOf(c ?? {})).toMatchObject({ code: '610', element: '' });
    expect(d).toMatchObject({ bId: 'd', QueryResponse: { Term: [{ DueDays: 15 }], startPosition: 1, maxResults: 1 } });
    expect(errorOf(e ?? {}).code).toBe('5010');
    expect(errorOf(f ?? {}).code).toBe('500');
    expect(shop.books.counters()).toMatchObject({ batches: 1, reads: 1, writes: { create: 1 } });
  });

  it('voids and allows a number twice through optionsData', async () => {
    const shop = await startHarness();
    const invoice = { CustomerRef: { value: '1' }, DocNumber: 'B-1', Line: [salesLine(await shop.itemId('Mint Tea'), 3)] };
    const create = (bId: string, options: JsonObject = {}): JsonObject => ({ bId, operation: 'create', Invoice: invoice, ...options });
    const [first, second, third] = answers(
      await post(shop, [create('1'), create('2'), create('3', { optionsData: 'allowduplicatedocnum' })]),
    );
    expect(first).toHaveProperty('Invoice.DocNumber', 'B-1');
    expect(errorOf(second ?? {}).code).toBe('6140');
    expect(third).toHaveProperty('Invoice.DocNumber', 'B-1');
    const id = shop.books.documents().find((document) => document.docNumber === 'B-1')?.id;
    const [voided] = answers(
      await post(shop, [{ bId: '1', operation: 'update', optionsData: 'void', Invoice: { Id: id, SyncToken: '0', sparse: true } }]),
    );
    expect(voided).toMatchObject({ Invoice: { PrivateNote: 'Voided', TotalAmt: 0 } });
  });

  it('resent with its request id makes nothing twice, answers the same, and tries refused items again', async () => {
    const shop = await startHarness();
    const good = [customer('1', 'Once'), customer('2', 'Only')];
    const first = await post(shop, good, 'job-1');
    shop.nowMs += 5000;
    expect((await post(shop, good, 'job-1')).text).toBe(first.text);
    const mixed = [customer('1', 'Third'), customer('2', 'Later')];
    shop.books.control.plan({ kind: 'refuse', code: '6000', when: { entity: 'Customer', operation: 'create' } });
    const refusedFirst = answers(await post(shop, mixed, 'job-2'));
    expect(refusedFirst.map((answer) => 'Fault' in answer)).toEqual([true, false]);
    const again = answers(await post(shop, mixed, 'job-2'));
    expect(again.map((answer) => 'Fault' in answer)).toEqual([false, false]);
    expect(again[1]).toEqual(refusedFirst[1]);
    expect(shop.books.counters().writes.create).toBe(4);
  });

  it('takes thirty items, a request id of 36 and item ids of 10 characters', async () => {
    const shop = await startHarness();
    const many = Array.from({ length: 31 }, (_, index) => customer(String(index), `Many ${index}`));
    const tooMany = await post(shop, many);
    expect([tooMany.status, errorOf(tooMany).code]).toEqual([400, '1040']);
    expect(answers(await post(shop, many.slice(1), 'y'.repeat(36)))).toHaveLength(30);
    expect(errorOf(await post(shop, [customer('1', 'x')], 'y'.repeat(37))).code).toBe('2130');
    expect(errorOf(await post(shop, [customer('12345678901', 'x')], 'job')).code).toBe('2130');
    expect((await post(shop, [customer('12345678901', 'Long id without request id')])).status).toBe(200);
  });
});
