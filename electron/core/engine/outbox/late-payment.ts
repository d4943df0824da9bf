import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderFailure, PostOutcome, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { documentOf } from '../planning/posted-facts.ts';
import { coreFault } from '../port-fault.ts';
import { inBooksOf } from './in-books.ts';
import { sendOpen } from './post.ts';
import { prepareDocument } from './prepare.ts';

/** Records what the channel received after the invoice was posted: into the clearing account, applied to the invoice. */
export async function recordPayment(parts: EngineParts, orderId: number, run: RunControl): Promise<Result<PostOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const plan = parts.store.plans.planOf(orderId);
  const payment = plan?.documents.find(({ kind }) => kind === 'payment');
  const invoice = documentOf(parts, orderId);
  if (plan === null || payment === undefined || payment.total === null || invoice === null || invoice.status !== 'posted') {
    return fail(coreFault('rejected', 'order/not-ready', `Order ${orderId} has no invoice in QuickBooks with a payment to record.`));
  }
  const refuse = (code: string, message: string): Result<PostOutcome, PortFault> => {
    const failed: OrderFailure = { orderId: plan.orderId, code, message, fault: null };
    return ok({ posted: [], updated: [], uncertain: [], failed: [failed] });
  };
  const { TxnDate: date } = payment.body;
  const closedThrough = parts.store.mirror.company()?.closedThrough ?? null;
  if (closedThrough !== null && typeof date === 'string' && date <= closedThrough) {
    return refuse(
      'books/closed-period',
      `The payment would be dated ${date}, and the books are closed through ${closedThrough}: enter it in QuickBooks.`,
    );
  }
  const open = inBooksOf(parts, invoice)?.balanceMinor ?? null;
  if (open !== null && open < payment.total.minor) {
    return refuse('books/paid', `Invoice ${invoice.documentNumber ?? ''} was paid in QuickBooks meanwhile: refresh, and look at it there.`);
  }
  parts.store.transaction(() => {
    prepareDocument(parts, plan, payment, run);
    parts.store.plans.refreshState([plan.orderId]);
  });
  return sendOpen(parts, opened.value, run, [plan.orderId]);
}
