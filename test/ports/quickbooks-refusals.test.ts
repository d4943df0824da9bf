import { describe, expect, test } from 'vitest';

import { readBatchAnswer } from '../../electron/adapters/quickbooks/batch-outcome.ts';
import { refusalOf } from '../../electron/adapters/quickbooks/classify.ts';
import { CODE_TABLE } from '../../electron/adapters/quickbooks/fault-codes.ts';
import { readFault } from '../../electron/adapters/quickbooks/raw-fault.ts';
import { remedyFor } from '../../electron/core/use-cases/remedies.ts';
import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

/** Every code of Intuit's table (error codes of the Accounting API). */
const CODES = `
0 100 110 120 130 140 150 500 600 610 620 630 700 800 900 1000 1010 1020 1040 1050
2000 2010 2020 2030 2040 2050 2060 2070 2080 2090 2100 2110 2120 2130 2140 2150 2160 2170 2180 2190 2200 2210 2220 2230 2240 2250
2260 2270 2280 2290 2300 2500 2600 3000 3001 3100 3200 3202 4000 4001 4002 5000 5010 5020 5030
6000 6010 6020 6030 6040 6041 6050 6060 6070 6080 6090 6100 6110 6120 6130 6140 6150 6160 6170 6180 6190 6200 6210 6220 6230 6240
6250 6270 6280 6290 6300 6310 6320 6330 6340 6350 6360 6370 6380 6390 6400 6420 6430 6440 6450 6460 6470 6480 6490 6500 6510 6520
6530 6540 6560 10000 10100 10200`
  .trim()
  .split(/\s+/);

const SCREENS = ['mapping', 'connections', 'review', 'settings', null];
const isSentence = (text: string): boolean => /^[A-Z].{10,}[^.]\.$/.test(text) && !/error|!/i.test(text);

describe('each code that QuickBooks may answer', () => {
  test.each(CODES)('%s has a class, a sentence and a remedy', (code) => {
    const meaning = CODE_TABLE[code];
    expect(meaning).toBeDefined();
    expect(isSentence(meaning?.says ?? ''), meaning?.says).toBe(true);
    expect(isSentence(meaning?.remedy ?? ''), meaning?.remedy).toBe(true);
    const { remedy, screen } = remedyFor(meaning?.code ?? '');
    expect(isSentence(remedy), remedy).toBe(true);
    expect(SCREENS).toContain(screen);
  });

  test('has a remedy of its own in Replay, not the general one', () => {
    const general = remedyFor('books/nobody-knows-this').remedy;
    const without = [...new Set(Object.values(CODE_TABLE).map(({ code }) => code))].filter((code) => remedyFor(code).remedy === general);
    expect(without).toEqual([]);
  });

  test('is in the table only where it is in Intuit’s', () => {
    expect(Object.keys(CODE_TABLE).toSorted()).toEqual(CODES.toSorted());
  });
});

const error = (code: string, detail: string) => ({ Message: 'A message', Detail: detail, code, element: '' });
const envelope = (...errors: readonly object[]) => ({ Fault: { Error: errors, type: 'ValidationFault' } });

describe('several errors in one answer', () => {
  test.each([
    ['a cause before a general rule', ['6000', '6140'], 'books/number-taken'],
    ['an unknown outcome before everything', ['6140', '10000'], 'books/failed'],
    ['the connection before a document', ['2050', '6190'], 'books/subscription'],
    ['the first of equals', ['2050', '6140'], 'books/text-too-long'],
    ['any known code before one that nobody knows', ['77777', '6070'], 'books/amount-mismatch'],
  ])('are led by %s, and each is told', (_words, codes, expected) => {
    const raw = readFault(JSON.stringify(envelope(...codes.map((code) => error(code, `Detail of ${code}`)))));
    const { fault } = refusalOf(raw ?? { type: null, errors: [] }, null, []);
    expect(fault.code).toBe(expected);
    codes.forEach((code) => expect(fault.booksDetail).toContain(`Detail of ${code}`));
  });

  test('are read from XML too', () => {
    const raw = readFault(
      '<IntuitResponse><Fault type="ValidationFault"><Error code="6000"><Message>m</Message><Detail>a rule</Detail></Error><Error code="6210"><Message>m</Message><Detail>closed</Detail></Error></Fault></IntuitResponse>',
    );
    expect(refusalOf(raw ?? { type: null, errors: [] }, null, []).fault).toMatchObject({
      code: 'books/closed-period',
      booksDetail: 'a rule / closed',
    });
  });
});

describe('a batch', () => {
  const members = ['a', 'b', 'c'].map((itemId) => ({ itemId, entity: 'Invoice' }));
  const answerOf = (items: readonly object[]) => ({
    status: 200,
    headers: new Headers(),
    text: JSON.stringify({ BatchItemResponse: items }),
  });
  const context = { members, secrets: [], homeCurrency: 'USD', nowMs: 0 };

  test.each([
    ['6190', 'books/subscription', 'permission'],
    ['3100', 'books/wrong-environment', 'permission'],
    ['3200', 'books/reconnect', 'auth'],
  ])('that is turned away as a whole with %s stops the lane and fails no document', (code, faultCode, kind) => {
    const items = members.map(({ itemId }) => ({ bId: itemId, ...envelope(error(code, 'No')) }));
    expect(readBatchAnswer(answerOf(items) as never, context)).toMatchObject({
      kind: 'not-executed',
      fault: { code: faultCode, class: kind },
    });
  });
});

test('one bad document never holds up the others of its batch', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const approved = shop.approveReady();
  shop.practice.quickbooks.control.plan({
    kind: 'refuse',
    code: '6000',
    detail: 'A rule',
    times: 3,
    when: { entity: 'Invoice', operation: 'create' },
  });
  const { posted, failed, uncertain } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(failed).toHaveLength(3);
  expect(uncertain).toEqual([]);
  expect(posted).toHaveLength(approved.length - 3);
});

test('a subscription that ended stops the posting, keeps every approval, and the same documents go out when it is settled', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const approved = shop.approveReady();
  shop.practice.quickbooks.control.configure({ subscription: 'ended' });
  const stopped = await shop.engine.post({ limit: null }, shop.run());
  const failed = shop.store.outbox.byStatus(['failed'], 100);
  expect(failed).toEqual([]);
  expect(stopped).toMatchObject({
    ok: false,
    fault: { code: 'books/subscription', class: 'permission', message: expect.stringContaining('subscription') },
  });
  shop.practice.quickbooks.control.configure({ subscription: 'active' });
  const { posted } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(posted).toHaveLength(approved.length);
});
