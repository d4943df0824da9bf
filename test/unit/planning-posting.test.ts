import { describe, expect, it } from 'vitest';

import { fingerprintsOf } from '../../shared/domain/planning/fingerprint.ts';
import { fingerprintInNote, noteNamesOrder } from '../../shared/domain/planning/memo.ts';
import { comparePosted } from '../../shared/domain/posting/compare.ts';
import { batchRequestIdOf, requestIdOf } from '../../shared/domain/posting/request-id.ts';
import { settleDocument, settlePayment } from '../../shared/domain/posting/settle.ts';
import { booksDocument, booksReference, customer, planOf } from '../helpers/domain-builders.ts';
import { member, on, order, shipment } from '../helpers/order-builders.ts';

function invoiceOf(plan: ReturnType<typeof planOf>) {
  const found = plan.documents.find(({ kind }) => kind === 'invoice');
  if (found === undefined) {
    throw new Error('No invoice');
  }
  return found;
}

describe('a request id', () => {
  const source = {
    company: '9130',
    rootOrderId: 500100200,
    kind: 'invoice',
    operation: 'create',
    generation: 1,
    attempt: 1,
    fingerprint: 'f',
  } as const;

  it('is the same for the same posting and another for any other', () => {
    const id = requestIdOf(source);
    expect(id).toMatch(/^inv-[a-f0-9]{32}$/);
    expect(requestIdOf({ ...source })).toBe(id);
    const others = [
      { company: '9131' },
      { rootOrderId: 2 },
      { kind: 'payment' },
      { operation: 'void' },
      { generation: 2 },
      { attempt: 2 },
      { fingerprint: 'g' },
    ] as const;
    expect(new Set(others.map((other) => requestIdOf({ ...source, ...other }))).size).toBe(others.length);
    expect(others.map((other) => requestIdOf({ ...source, ...other }))).not.toContain(id);
  });

  it('of a batch is told by its members in order', () => {
    expect(batchRequestIdOf(['a', 'b'])).toHaveLength(36);
    expect(new Set([['a', 'b'], ['b', 'a'], ['ab'], ['a']].map(batchRequestIdOf)).size).toBe(4);
  });
});

describe('a fingerprint', () => {
  it('is in the note, names the order, and does not depend on the note', () => {
    const invoice = invoiceOf(planOf(order()));
    const note = JSON.stringify(invoice.body['PrivateNote']);
    expect(fingerprintInNote(note)).toBe(invoice.fingerprint);
    expect(fingerprintInNote(`Voided - ${note}`)).toBe(invoice.fingerprint);
    expect(fingerprintInNote('Order 10457')).toBeNull();
    expect(noteNamesOrder(note, 500100200)).toBe(true);
    expect(noteNamesOrder(note, 50010020)).toBe(false);
    const elsewhere = invoiceOf(planOf(order(), { storeName: () => 'Renamed store' }));
    expect(elsewhere.fingerprint).toBe(invoice.fingerprint);
  });

  it('leaves out what is the books’ own, and the order of properties', () => {
    const { PrivateNote: _note, ...body } = invoiceOf(planOf(order())).body;
    const turned = Object.fromEntries(Object.entries({ ...body, PrivateNote: 'Voided', Id: '1', SyncToken: '7' }).toReversed());
    expect(fingerprintsOf('Invoice', turned, new Map())).toEqual(fingerprintsOf('Invoice', body, new Map()));
    expect(fingerprintsOf('Invoice', { ...body, DocNumber: 'other' }, new Map())).not.toEqual(fingerprintsOf('Invoice', body, new Map()));
  });

  it('goes by names and not by Ids', () => {
    const moved = booksReference({
      records: [
        customer({ id: '58', name: 'Old Ana', email: null }),
        customer({ id: '158', name: 'ANA  RUIZ', email: 'ana.ruiz@example.com' }),
      ],
    });
    expect(invoiceOf(planOf(order(), { books: moved })).fingerprint).toBe(invoiceOf(planOf(order())).fingerprint);
  });

  it('keeps its core when only the parcel changes', () => {
    const before = invoiceOf(planOf(member(order(), [shipment()])));
    const after = invoiceOf(planOf(member(order(), [shipment({ trackingNumber: '9400222' })])));
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.coreFingerprint).toBe(before.coreFingerprint);
  });
});

describe('a posted document beside a newer plan', () => {
  const posted = invoiceOf(planOf(member(order(), [shipment()])));

  it('is the same where notes, tags, addresses or names in QuickBooks changed', () => {
    const books = booksReference({ records: [customer({ id: '58', name: 'Ana Ruiz-Miller', email: 'ana.ruiz@example.com' })] });
    const now = invoiceOf(
      planOf(member(order({ tagIds: [1], internalNotes: 'x', shipTo: { ...order().shipTo, street1: '5 Elm St' } }), [shipment()]), {
        books,
      }),
    );
    expect(now.coreFingerprint).not.toBe(posted.coreFingerprint);
    expect(comparePosted(posted, now)).toEqual({ kind: 'same' });
  });

  it('differs in ship data only where the parcel moved', () => {
    const now = invoiceOf(planOf(member(order(), [shipment({ trackingNumber: '9400222' })])));
    expect(comparePosted(posted, now)).toEqual({
      kind: 'ship-only',
      changes: [{ field: 'Tracking number', posted: '9400111', planned: '9400222' }],
    });
  });

  it('shows money and lines side by side', () => {
    const now = invoiceOf(
      planOf(
        member(order({ items: [{ quantity: 3 }, { sku: 'TOWEL-1', name: 'Tea Towel', unitPrice: '9.00' }], orderTotal: '57.00' }), [
          shipment(),
        ]),
      ),
    );
    expect(comparePosted(posted, now)).toMatchObject({
      kind: 'changed',
      changes: [
        { field: 'Line 1 quantity', posted: '2', planned: '3' },
        { field: 'Line 1 amount', posted: '28', planned: '42' },
        { field: 'Line 2 item', posted: '31', planned: '23' },
        { field: 'Line 2 description' },
        { field: 'Line 2 price', posted: '6', planned: '9' },
        { field: 'Line 2 amount', posted: '6', planned: '9' },
        { field: 'Line 3', posted: null, planned: 'Shipping: Standard, 6' },
      ],
    });
  });
});

describe('an uncertain document', () => {
  const fingerprint = 'a'.repeat(32);
  const sent = {
    entity: 'Invoice',
    documentNumber: '10457',
    customerId: '58',
    date: on('2026-03-08'),
    totalMinor: 3400,
    fingerprint,
  } as const;
  const ours = booksDocument({ privateNote: `Order 10457. [purser ${fingerprint}]` });

  it('is found by its mark, whatever tax QuickBooks made of it', () => {
    expect(settleDocument(sent, [booksDocument({ id: '1', documentNumber: 'other' }), ours])).toEqual({ kind: 'found', document: ours });
    expect(settleDocument(sent, [{ ...ours, totalMinor: 3500 }]).kind).toBe('found');
  });

  it('is absent only where nothing has its number', () => {
    expect(settleDocument(sent, [])).toEqual({ kind: 'absent' });
    expect(settleDocument(sent, [{ ...ours, deleted: true }])).toEqual({ kind: 'absent' });
  });

  it('stays undecided in every other case', () => {
    const undecided = [
      [{ ...ours, privateNote: null }],
      [{ ...ours, privateNote: `[purser ${'b'.repeat(32)}]` }],
      [{ ...ours, voided: true }],
      [ours, { ...ours, id: '901' }],
      [{ ...ours, entity: 'SalesReceipt' as const }],
    ];
    for (const found of undecided) {
      expect(settleDocument(sent, found).kind).toBe('undecided');
    }
  });

  it('is looked for among the invoice’s payments where it is one', () => {
    const payment = booksDocument({ entity: 'Payment', linkedDocumentIds: ['900'], privateNote: `[purser ${fingerprint}]` });
    expect(settlePayment({ totalMinor: 3400, fingerprint }, [payment])).toEqual({ kind: 'found', document: payment });
    expect(settlePayment({ totalMinor: 3400, fingerprint }, [])).toEqual({ kind: 'absent' });
    expect(settlePayment({ totalMinor: 3400, fingerprint }, [{ ...payment, privateNote: null }]).kind).toBe('undecided');
  });
});
