import { describe, expect, it } from 'vitest';

import { REFERENCE_KINDS } from '../../shared/domain/books/reference.ts';
import { addDays, instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { gather, outcomeOf, START_MS, startBooksHarness, valueOf } from './quickbooks-harness.ts';

const TODAY = addDays(parseBusinessDate('2026-06-22') ?? never(), 0);

function never(): never {
  throw new Error('No date');
}

describe('the company', () => {
  it.each([
    ['us-automated', 'us-automated', 'US', 'USD'],
    ['us-manual', 'us-manual', 'US', 'USD'],
    ['us-none', 'us-none', 'US', 'USD'],
    ['canada', 'global', 'CA', 'CAD'],
  ] as const)('of the practice regime %s is read as %s', async (regime, taxRegime, country, homeCurrency) => {
    const { books, practice } = await startBooksHarness(regime);
    const company = valueOf(await books.company());
    expect(company).toMatchObject({
      taxRegime,
      country,
      homeCurrency,
      realmId: practice.access.quickbooks.realmId,
      allowShipping: expect.any(Boolean),
    });
    expect(books.counts).toEqual({ reads: 2, writes: 0 });
  });

  it('tells the closing date and what the sales forms allow', async () => {
    const { books, practice } = await startBooksHarness();
    practice.control.closeBooksThrough('2026-05-31');
    practice.control.changePreferences({ SalesFormsPrefs: { AllowDiscount: false, CustomTxnNumbers: true } });
    expect(valueOf(await books.company())).toMatchObject({
      closedThrough: '2026-05-31',
      allowDiscount: false,
      customFields: [{ id: '1', name: 'Channel' }],
      defaultAccounts: { shipping: expect.stringMatching(/^\d+$/), discount: expect.stringMatching(/^\d+$/) },
      customTxnNumbers: true,
    });
  });
});

describe('lists', () => {
  it.each(REFERENCE_KINDS)('are read whole, of the kind %s', async (kind) => {
    const { books } = await startBooksHarness('us-manual');
    const records = valueOf(await gather(books.list(kind)));
    expect(records.every((record) => record.kind === kind)).toBe(true);
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
    const least = ['account', 'item', 'customer', 'tax-code', 'tax-rate', 'term'].includes(kind) ? 1 : 0;
    expect(records.length).toBeGreaterThanOrEqual(least);
  });

  it('hold inactive records too', async () => {
    const { books, practice } = await startBooksHarness();
    const customer = practice.customers()[0];
    practice.control.edit('Customer', 'update', { Id: customer?.id ?? '', Active: false });
    const records = valueOf(await gather(books.list('customer')));
    expect(records).toHaveLength(practice.customers().length);
    expect(records.find((record) => record.id === customer?.id)?.active).toBe(false);
  });

  it('hold items with their account, SKU and exact price', async () => {
    const { books } = await startBooksHarness();
    const items = valueOf(await gather(books.list('item')));
    const cord = items.find((item) => item.name === 'Cotton Cord');
    expect(cord).toMatchObject({
      kind: 'item',
      sku: 'CORD-M',
      taxable: true,
      active: true,
      unitPrice: '0.3333',
      incomeAccountId: expect.any(String),
    });
  });

  it('find a name with an apostrophe, a backslash and an ampersand exactly', async () => {
    const { books, practice } = await startBooksHarness();
    for (const name of ["Amy's Bird & Co", 'Back\\slash', "O'Neil \\ Sons' 100%", 'Ålesund #1 + 2', 'x'.repeat(480)]) {
      practice.control.edit('Customer', 'create', { DisplayName: name });
      expect(valueOf(await books.namedExactly(name)).map((record) => [record.kind, record.name])).toEqual([['customer', name]]);
    }
  });

  it('find vendors and employees under the customers’ names', async () => {
    const { books, practice } = await startBooksHarness();
    practice.control.edit('Vendor', 'create', { DisplayName: 'Shared Name' });
    expect(valueOf(await books.namedExactly('Shared Name')).map((record) => record.kind)).toEqual(['vendor']);
    expect(books.counts.reads).toBe(3);
  });
});

describe('documents', () => {
  it('are found from a date on, by number, by id and by customer', async () => {
    const { books, practice, invoice, sendOne } = await startBooksHarness();
    const write = await invoice('PUR-1001');
    const outcome = await sendOne('req-1', write);
    const id = outcome.kind === 'written' ? outcome.record.id : '';
    const customerId = outcome.kind === 'written' ? (outcome.record.customerId ?? '') : '';
    await sendOne('req-2', {
      itemId: 'p-1',
      entity: 'Payment',
      operation: 'create',
      bodyText: JSON.stringify({
        CustomerRef: { value: customerId },
        TotalAmt: 14,
        TxnDate: '2026-06-21',
        PaymentRefNum: 'PUR-1001',
        Line: [{ Amount: 14, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
      }),
      allowDuplicateNumber: false,
    });
    const all = valueOf(await gather(books.documents(addDays(TODAY, -400))));
    expect(all.map((document) => document.id).toSorted()).toEqual(
      practice
        .documents()
        .map((document) => document.id)
        .toSorted(),
    );
    const byNumber = valueOf(await books.documentsByNumber('PUR-1001'));
    expect(byNumber).toMatchObject([
      {
        entity: 'Invoice',
        id,
        documentNumber: 'PUR-1001',
        totalMinor: 1400,
        balanceMinor: 0,
        currency: 'USD',
        customerId,
        voided: false,
        deleted: false,
      },
    ]);
    expect(valueOf(await books.documentsById('Invoice', [id, '999999']))).toEqual(byNumber);
    const payments = valueOf(await books.paymentsOfCustomer(customerId, addDays(TODAY, -3)));
    expect(payments).toMatchObject([{ entity: 'Payment', documentNumber: 'PUR-1001', totalMinor: 1400, linkedDocumentIds: [id] }]);
  });

  it('of more than a page of ids are read in several reads', async () => {
    const { books, practice } = await startBooksHarness();
    const ids = practice.documents().flatMap((document) => (document.entity === 'Invoice' ? [document.id] : []));
    await books.company();
    const many = [...ids, ...Array.from({ length: 150 }, (_, index) => String(800_000 + index))];
    expect(
      valueOf(await books.documentsById('Invoice', many))
        .map((document) => document.id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    expect(books.counts.reads).toBe(2 + Math.ceil(many.length / 100));
  });
});

describe('changes', () => {
  it('hold what was made, changed and deleted since, in one read', async () => {
    const { books, practice, time, invoice } = await startBooksHarness();
    time.advance(60_000);
    const since = instantOf(time.clock.now());
    time.advance(1000);
    const kept = await invoice('CDC-1');
    const gone = await invoice('CDC-2');
    const made = await books.send('cdc-1', books.batchText([kept, gone]));
    const goneOutcome = outcomeOf(made, gone.itemId);
    const goneId = goneOutcome.kind === 'written' ? goneOutcome.record.id : '';
    practice.control.edit('Invoice', 'delete', { Id: goneId });
    practice.control.edit('Customer', 'create', { DisplayName: 'Changed Since' });
    const before = books.counts.reads;
    const changes = valueOf(await books.changedSince(since));
    expect(books.counts.reads - before).toBe(1);
    expect(changes.documents.map((document) => document.documentNumber)).toEqual(['CDC-1']);
    expect(changes.records.map((record) => record.name)).toContain('Changed Since');
    expect(changes.deleted).toEqual([{ kind: 'document', entity: 'Invoice', id: goneId }]);
    expect(changes.incomplete).toEqual([]);
    expect(changes.asOf >= since).toBe(true);
  });

  it('from further back than thirty days are marked as incomplete', async () => {
    const { books } = await startBooksHarness();
    const changes = valueOf(await books.changedSince(instantOf(START_MS - 31 * 86_400_000)));
    expect(changes.incomplete).toBe('all');
  });
});

describe('failing reads', () => {
  it.each(['xml', 'json', 'empty'] as const)('wait out a throttled answer in the form %s', async (body) => {
    const { books, practice, time } = await startBooksHarness();
    practice.control.plan({ kind: 'throttle', body });
    const company = await books.company();
    expect(company.ok).toBe(true);
    expect(time.clock.now() - START_MS).toBeGreaterThanOrEqual(60_000);
  });

  it('are tried again after a gateway’s page, a lost answer and cut-off JSON', async () => {
    const { books, practice } = await startBooksHarness();
    practice.control.plan({ kind: 'bad-gateway' });
    practice.control.plan({ kind: 'lose-answer' });
    practice.control.plan({ kind: 'truncated-json' });
    expect((await books.company()).ok).toBe(true);
  });

  it('say what QuickBooks said where it refuses, in XML too', async () => {
    const { books, practice } = await startBooksHarness();
    practice.control.plan({ kind: 'xml-errors', times: 'always' });
    practice.control.configure({ subscription: 'ended' });
    const refused = await books.company();
    expect(!refused.ok && refused.fault).toMatchObject({
      code: 'books/subscription',
      class: 'permission',
      httpStatus: 400,
      traceId: expect.any(String),
      details: { booksCode: '6190', reason: 'books/subscription' },
    });
  });

  it('pass over properties that no document names', async () => {
    const { books, practice } = await startBooksHarness();
    practice.control.configure({ futureProperties: true });
    expect((await books.company()).ok).toBe(true);
    expect(valueOf(await gather(books.list('item'))).length).toBeGreaterThan(10);
  });

  it('of a company that the connection is not for say which thing to check', async () => {
    const { another, keeper } = await startBooksHarness();
    keeper.stored = keeper.stored === null ? null : { ...keeper.stored, realmId: '1234567890123456' };
    const refused = await another().company();
    expect(!refused.ok && refused.fault).toMatchObject({ code: 'books/wrong-environment', class: 'permission', httpStatus: 403 });
  });
});

describe('the limits', () => {
  it('of requests are kept over a long list of reads', async () => {
    const { books, practice } = await startBooksHarness();
    await books.company();
    await Promise.all(Array.from({ length: 40 }, () => books.itemsNamedExactly('Mug')));
    expect(practice.counters().throttled).toBe(0);
  });

  it('of batches are kept: forty a minute', async () => {
    const { books, practice, time, invoice } = await startBooksHarness();
    const write = await invoice('LIM');
    const startedMs = time.clock.now();
    for (let index = 0; index < 45; index += 1) {
      const outcome = await books.send(
        `lim-${index}`,
        books.batchText([{ ...write, bodyText: write.bodyText.replace('"LIM"', `"LIM-${index}"`) }]),
      );
      expect(outcome.kind).toBe('answered');
    }
    expect(practice.counters().throttled).toBe(0);
    expect(time.clock.now() - startedMs).toBeGreaterThanOrEqual(60_000);
    expect(time.clock.now() - startedMs).toBeLessThan(75_000);
  });
});
