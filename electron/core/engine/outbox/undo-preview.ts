import { type CreditMemo, creditMemoOf } from '../../../../shared/domain/posting/credit-memo.ts';
import { nameOf } from '../../../../shared/domain/posting/after-posting.ts';
import { standsAsWritten } from '../../../../shared/domain/posting/books-changes.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { type ReadDocument, undoPreview, type UndoPreview } from '../../../../shared/domain/posting/undo-preview.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { addDays } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../../shared/domain/time/zones.ts';
import type { Books } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { refreshPreferences } from '../mirror.ts';
import { coreFault } from '../port-fault.ts';
import { nowOf } from './rows.ts';
import { documentsOf, settledObstacleTo } from './voids.ts';

/** Reads of one preview are few, but somebody looks at order after order: the closing date of a minute ago will do. */
const PREFERENCES_FRESH_MS = 60_000;

/** What is known of an order's documents after reading them, with the credit memo that would take them back. */
export interface ReadForUndo {
  readonly preview: UndoPreview;
  readonly document: Posting;
  readonly creditMemo: CreditMemo | null;
}

/** Reads an order's documents now (one read each, one for the closing date) and says what stands in the way of an undo. */
export async function previewUndo(parts: EngineParts, orderId: number, run: RunControl): Promise<Result<UndoPreview, PortFault>> {
  const read = await readForUndo(parts, orderId, run);
  return read.ok ? ok(read.value.preview) : read;
}

export async function readForUndo(parts: EngineParts, orderId: number, run: RunControl): Promise<Result<ReadForUndo, PortFault>> {
  const postings = documentsOf(parts, orderId).filter(({ status }) => status !== 'voided');
  const sale = postings.find(({ kind }) => kind !== 'payment');
  const obstacle = settledObstacleTo(parts, orderId);
  if (obstacle !== null || sale === undefined) {
    const message = obstacle?.message ?? `Order ${orderId} has no document in QuickBooks that Purser posted.`;
    return fail(coreFault('rejected', obstacle?.code ?? 'posting/unknown', message));
  }
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const preferences = await refreshPreferences(parts, PREFERENCES_FRESH_MS, run);
  if (!preferences.ok) {
    return preferences;
  }
  if (preferences.value.change !== 'nothing') {
    // The books were closed (or opened) since: whoever posts next plans again before.
    parts.store.orders.setPlansDue(true);
  }
  const read: ReadDocument[] = [];
  for (const posting of [sale, ...postings.filter(({ kind, status }) => kind === 'payment' && status === 'posted')]) {
    const found = await readDocument(parts, opened.value, posting, run);
    if (!found.ok) {
      return found;
    }
    read.push(found.value);
  }
  const [document, payment = null] = read;
  if (document === undefined) {
    throw new Error(`The document of order ${orderId} was read and is not there`);
  }
  const others = await paymentsByOthers(opened.value, document, payment, run);
  return others.ok ? ok(assembled(parts, document, payment, others.value)) : others;
}

function assembled(
  parts: EngineParts,
  document: ReadDocument,
  payment: ReadDocument | null,
  otherPayments: NonNullable<ReadDocument['inBooks']>[],
): ReadForUndo {
  const { mirror, config } = parts.store;
  const today = businessDateIn(nowOf(parts), config.current().policy.timeZone);
  const creditMemo = creditFor(parts, document, today);
  const books = mirror.reference();
  const preview = undoPreview({
    document,
    payment,
    otherPayments,
    closedThrough: mirror.company()?.closedThrough ?? null,
    today,
    customerName: (id) => books?.customerById(id)?.displayName ?? null,
    isBankAccount: (id) => books?.accountById(id)?.accountType === 'Bank',
    creditNumber: creditMemo?.number ?? null,
  });
  return { preview, document: document.posting, creditMemo };
}

async function readDocument(parts: EngineParts, books: Books, posting: Posting, run: RunControl): Promise<Result<ReadDocument, PortFault>> {
  if (posting.documentId === null || posting.entity === 'Customer' || posting.entity === 'Item') {
    return ok({ posting, inBooks: null, body: null });
  }
  const whole = await books.wholeDocument(posting.entity, posting.documentId, run.signal);
  if (!whole.ok) {
    return whole;
  }
  if (whole.value === null) {
    parts.store.mirror.markDocumentDeleted(posting.entity, posting.documentId);
    return ok({ posting, inBooks: null, body: null });
  }
  parts.store.mirror.upsertDocuments([whole.value.header]);
  return ok({ posting, inBooks: whole.value.header, body: whole.value.body });
}

/** One read, and only where the balance says that there are any. */
async function paymentsByOthers(
  books: Books,
  { posting, inBooks }: ReadDocument,
  payment: ReadDocument | null,
  run: RunControl,
): Promise<Result<NonNullable<ReadDocument['inBooks']>[], PortFault>> {
  const own = payment?.inBooks?.totalMinor ?? 0;
  if (inBooks === null || posting.kind !== 'invoice' || inBooks.balanceMinor === null || inBooks.customerId === null) {
    return ok([]);
  }
  if (inBooks.balanceMinor >= inBooks.totalMinor - own) {
    return ok([]);
  }
  // A payment may be dated before the invoice that it pays: a deposit of the buyer.
  const found = await books.paymentsOfCustomer(inBooks.customerId, monthsBefore(inBooks.date), run.signal);
  return found.ok
    ? ok(found.value.filter(({ id, linkedDocumentIds }) => id !== payment?.inBooks?.id && linkedDocumentIds.includes(inBooks.id)))
    : found;
}

const DEPOSIT_DAYS = 90;
const monthsBefore = (date: NonNullable<ReadDocument['inBooks']>['date']): typeof date => addDays(date, -DEPOSIT_DAYS);

function creditFor(
  parts: EngineParts,
  { posting, inBooks, body }: ReadDocument,
  today: ReturnType<typeof businessDateIn>,
): CreditMemo | null {
  if (inBooks === null || body === null || inBooks.voided) {
    return null;
  }
  const order = parts.store.orders.order(posting.orderId);
  const isAsSent = posting.operation === 'create' && standsAsWritten(posting, inBooks);
  return creditMemoOf(
    {
      name: nameOf(posting),
      number: inBooks.documentNumber,
      orderId: posting.orderId,
      orderNumber: order?.orderNumber ?? String(posting.orderId),
      generation: posting.generation,
      date: inBooks.date,
      inBooks: body,
      sent: isAsSent ? posting.body : null,
    },
    today,
  );
}
