import { describe, expect, it } from 'vitest';

import { batchMembers } from '../../electron/adapters/quickbooks/batch-text.ts';
import type { BatchWrite } from '../../electron/core/ports/books.ts';
import { outcomeOf, startBooksHarness } from './quickbooks-harness.ts';

const change = (itemId: string, entity: BatchWrite['entity'], operation: BatchWrite['operation'], body: object): BatchWrite => ({
  itemId,
  entity,
  operation,
  bodyText: JSON.stringify(body),
  allowDuplicateNumber: false,
});

describe('the text of a batch', () => {
  it('holds the bodies byte for byte, with the option that each write asks for', async () => {
    const { books } = await startBooksHarness();
    const text = books.batchText([
      { itemId: 'a', entity: 'Invoice', operation: 'create', bodyText: '{"Line":[{"Amount":1.10}] }', allowDuplicateNumber: true },
      { itemId: 'b', entity: 'Payment', operation: 'void', bodyText: '{"Id":"5","SyncToken":"1"}', allowDuplicateNumber: false },
    ]);
    expect(text).toBe(
      '{"BatchItemRequest":[{"bId":"a","operation":"create","optionsData":"allowduplicatedocnum","Invoice":{"Line":[{"Amount":1.10}] }},{"bId":"b","operation":"update","optionsData":"void","Payment":{"Id":"5","SyncToken":"1"}}]}',
    );
    expect(batchMembers(text)).toEqual([
      { itemId: 'a', entity: 'Invoice' },
      { itemId: 'b', entity: 'Payment' },
    ]);
  });
});

describe('a batch', () => {
  it('writes what it may and tells of each member what became of it', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const good = await invoice('B-1');
    const taken = { ...(await invoice('B-1')), itemId: 'taken' };
    const first = await books.send('batch-1', books.batchText([good]));
    const written = outcomeOf(first, good.itemId);
    expect(written).toMatchObject({
      kind: 'written',
      record: { documentNumber: 'B-1', date: '2026-06-20', total: { minor: 1400, currency: 'USD' }, balanceMinor: 1400, syncToken: '0' },
    });
    const id = written.kind === 'written' ? written.record.id : '';
    const customer = practice.customers()[0];
    const outcomes = await books.send(
      'batch-2',
      books.batchText([
        taken,
        change('name', 'Customer', 'create', { DisplayName: customer?.displayName.toUpperCase() }),
        change('stale', 'Invoice', 'update', { Id: id, SyncToken: '7', sparse: true, PrivateNote: 'x' }),
        change('gone', 'Invoice', 'create', { CustomerRef: { value: '999999' }, Line: [] }),
        change('bad', 'Customer', 'create', { DisplayName: 'New One', Shoe: 1 }),
        change('new', 'Customer', 'create', { DisplayName: 'New Two', PrimaryEmailAddr: { Address: 'two@example.test' } }),
      ]),
    );
    expect(outcomeOf(outcomes, 'taken')).toMatchObject({
      kind: 'number-taken',
      existingId: id,
      fault: { code: 'books/number-taken', booksCode: '6140', traceId: expect.any(String) },
    });
    expect(outcomeOf(outcomes, 'name')).toMatchObject({ kind: 'name-taken', fault: { code: 'books/name-taken', booksCode: '6240' } });
    expect(outcomeOf(outcomes, 'stale')).toMatchObject({ kind: 'stale', fault: { booksCode: '5010' } });
    expect(outcomeOf(outcomes, 'gone').kind).toBe('refused');
    expect(outcomeOf(outcomes, 'bad')).toMatchObject({
      kind: 'refused',
      class: 'rejected',
      fault: { code: 'books/unknown-property', booksCode: '2010' },
    });
    expect(outcomeOf(outcomes, 'new')).toMatchObject({ kind: 'written', record: { name: 'New Two', total: null } });
    expect(books.counts.writes).toBe(2);
  });

  it('posts a taken number where a person has chosen to', async () => {
    const { invoice, sendOne } = await startBooksHarness();
    await sendOne('dup-1', await invoice('DUP'));
    expect((await sendOne('dup-2', { ...(await invoice('DUP')), allowDuplicateNumber: true })).kind).toBe('written');
  });

  it('updates and voids with the current SyncToken', async () => {
    const { practice, invoice, sendOne, books } = await startBooksHarness();
    const made = await sendOne('v-1', await invoice('V-1'));
    const id = made.kind === 'written' ? made.record.id : '';
    const updated = await sendOne('v-2', change('u', 'Invoice', 'update', { Id: id, SyncToken: '0', sparse: true, TrackingNum: '9400' }));
    expect(updated).toMatchObject({ kind: 'written', record: { id, syncToken: '1' } });
    const voided = await sendOne('v-3', change('x', 'Invoice', 'void', { Id: id, SyncToken: '1' }));
    expect(voided).toMatchObject({ kind: 'written', record: { id, total: { minor: 0, currency: 'USD' } } });
    expect(practice.documents().find((document) => document.id === id)?.voided).toBe(true);
    const read = await books.documentsById('Invoice', [id]);
    expect(read.ok && read.value[0]).toMatchObject({ voided: true, totalMinor: 0 });
  });

  it('is refused in a closed period with what to do about it', async () => {
    const { practice, invoice, sendOne } = await startBooksHarness();
    practice.control.closeBooksThrough('2026-06-20');
    const refused = await sendOne('c-1', await invoice('C-1'));
    expect(refused).toMatchObject({
      kind: 'refused',
      class: 'rejected',
      fault: { code: 'books/closed-period', message: expect.stringContaining('first open day') },
    });
  });

  it('names a mapping where a record is inactive, and a plan where a feature is missing', async () => {
    const { practice, invoice, sendOne } = await startBooksHarness();
    practice.control.plan({ kind: 'refuse', code: '2500', detail: 'Invalid Reference Id : Item', when: { operation: 'create' } });
    expect(await sendOne('m-1', await invoice('M-1'))).toMatchObject({
      kind: 'refused',
      class: 'mapping',
      fault: { code: 'books/record-gone' },
    });
    practice.control.plan({ kind: 'refuse', code: '5030', when: { operation: 'create' } });
    expect(await sendOne('m-2', await invoice('M-2'))).toMatchObject({
      kind: 'refused',
      class: 'permission',
      fault: { code: 'books/feature-missing' },
    });
    practice.control.plan({ kind: 'refuse', code: '10000', when: { operation: 'create' } });
    expect((await sendOne('m-3', await invoice('M-3'))).kind).toBe('unknown');
  });
});

describe('an answer that never came', () => {
  it.each([
    ['the connection is cut', { kind: 'lose-answer' }],
    ['the gateway gives up', { kind: 'gateway-timeout' }],
    ['the gateway is broken', { kind: 'bad-gateway' }],
    ['the answer is cut off', { kind: 'truncated-json' }],
  ] as const)('is unknown where %s after the commit, and the same batch again finds what was written', async (_words, trouble) => {
    const { books, practice, invoice } = await startBooksHarness();
    const text = books.batchText([await invoice('LOST-1'), await invoice('LOST-2')]);
    practice.control.plan({ ...trouble, when: { call: 'batch' } });
    const lost = await books.send('lost', text);
    expect(lost).toMatchObject({ kind: 'unknown', fault: { class: 'uncertain' } });
    const again = await books.send('lost', text);
    expect(outcomeOf(again, 'i-LOST-1').kind).toBe('written');
    expect(outcomeOf(again, 'i-LOST-2').kind).toBe('written');
    expect(practice.documents().filter((document) => document.docNumber?.startsWith('LOST') === true)).toHaveLength(2);
  });

  it('is never retried inside: one call, one request', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const text = books.batchText([await invoice('ONE')]);
    const before = practice.counters().batches;
    practice.control.plan({ kind: 'lose-answer', when: { call: 'batch' } });
    await books.send('one', text);
    expect(practice.counters().batches - before).toBe(1);
  });

  it('is settled as not executed where nothing listens', async () => {
    const { another, invoice, books } = await startBooksHarness();
    const text = books.batchText([await invoice('NOWHERE')]);
    const outcome = await another({ apiAddress: 'http://127.0.0.1:9' }).send('nowhere', text);
    expect(outcome).toMatchObject({ kind: 'not-executed', fault: { class: 'transient', code: 'books/unreachable' } });
  });

  it('is settled as not executed where it was throttled, and the next call waits', async () => {
    const { books, practice, invoice, time } = await startBooksHarness();
    const text = books.batchText([await invoice('SLOW')]);
    practice.control.plan({ kind: 'throttle', body: 'xml', when: { call: 'batch' } });
    const throttled = await books.send('slow', text);
    expect(throttled).toMatchObject({ kind: 'not-executed', fault: { class: 'throttled', retryAfterMs: 60_000, httpStatus: 429 } });
    const before = time.clock.now();
    expect((await books.send('slow', text)).kind).toBe('answered');
    expect(time.clock.now() - before).toBeGreaterThanOrEqual(60_000);
  });

  it('is settled as not executed where the subscription has ended', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const text = books.batchText([await invoice('SUB')]);
    practice.control.configure({ subscription: 'ended' });
    expect(await books.send('sub', text)).toMatchObject({
      kind: 'not-executed',
      fault: { class: 'permission', code: 'books/subscription', details: { reason: 'books/subscription' } },
    });
  });

  it('is settled as not executed where it was stopped before it was sent', async () => {
    const { books, invoice } = await startBooksHarness();
    const text = books.batchText([await invoice('STOP')]);
    expect(await books.send('stop', text, AbortSignal.abort())).toMatchObject({ kind: 'not-executed', fault: { code: 'run/stopped' } });
  });
});
