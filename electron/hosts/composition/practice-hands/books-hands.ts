import type { PracticeAction, PracticeDeed, PracticeRefusal, PracticeTrouble } from '../../../../shared/domain/practice/actions.ts';
import { assertNever, type Fault, type Result } from '../../../../shared/domain/result.ts';
import { addDays, type BusinessDate, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { FittingOrder, StandingDocument } from '../../../core/ports/practice.ts';
import type { PlannedFault } from '../../../practice/quickbooks/planned-faults.ts';
import { choose, deed, type HandsParts, notPossible } from './hands-parts.ts';

const COLLEAGUE_ACTIONS = ['colleague-changes', 'colleague-deletes', 'colleague-pays'] as const;
export type ColleagueAction = (typeof COLLEAGUE_ACTIONS)[number];

export const isColleagueAction = (action: PracticeAction): action is ColleagueAction => COLLEAGUE_ACTIONS.some((known) => known === action);

/** What a colleague adds to the first line of a document: enough to be seen, and to differ. */
const ADDED = 1;

/** QuickBooks' own code for each reason, and its words where the stand-in has none. */
const REFUSALS: Readonly<Record<PracticeRefusal, { readonly code: string; readonly message?: string; readonly detail?: string }>> = {
  'period-closed': { code: '6210' },
  'item-inactive': { code: '2500' },
  'customer-refused': { code: '6250' },
  'tax-refused': { code: '6470' },
  'amounts-differ': { code: '6070' },
  'text-too-long': { code: '2050' },
  'bad-discount': { code: '6090' },
  'own-rule': {
    code: '6000',
    message: 'A business validation error has occurred while processing your request',
    detail: 'Business Validation Error: The practice company was asked to refuse this.',
  },
};

const SALES = ['Invoice', 'SalesReceipt'] as const;
const isSale = (entity: string): entity is (typeof SALES)[number] => SALES.some((known) => known === entity);

interface FoundDocument extends FittingOrder {
  readonly document: StandingDocument & { readonly entity: (typeof SALES)[number] };
}

/** Documents of orders that a colleague could take in hand, those of the newest orders first. */
export function fittingInBooks(
  { practice }: HandsParts,
  action: ColleagueAction,
  documents: readonly StandingDocument[],
): readonly FoundDocument[] {
  const standing = new Map(practice.quickbooks.documents().map((document) => [`${document.entity} ${document.id}`, document]));
  return documents.toReversed().flatMap((document) => {
    const { orderId, orderNumber, entity, documentId } = document;
    const found = standing.get(`${entity} ${documentId}`);
    if (found === undefined || found.voided || !isSale(entity)) {
      return [];
    }
    const isOpen = entity === 'Invoice' && found.balanceMinor > 0;
    return action === 'colleague-pays' && !isOpen
      ? []
      : [{ orderId, orderNumber, buyer: found.customerName, document: { ...document, entity } }];
  });
}

/** What somebody else does with a document of an order, as a person in QuickBooks. */
export function actAsColleague(
  parts: HandsParts,
  wish: { readonly action: ColleagueAction; readonly order: number | string | null },
  documents: readonly StandingDocument[],
): Result<PracticeDeed, Fault> {
  const fitting = fittingInBooks(parts, wish.action, documents);
  if (fitting.length === 0 && wish.order === null) {
    return notPossible(
      wish.action === 'colleague-pays'
        ? 'No invoice of an order is open: post one of the Wholesale store first, which pays later.'
        : 'No document of an order stands in the books yet: post one first.',
    );
  }
  const chosen = choose(fitting, wish.order, documents);
  if (!chosen.ok) {
    return chosen;
  }
  const { orderId, orderNumber, document } = chosen.value;
  try {
    letColleague(parts, wish.action, document);
  } catch (error) {
    // The stand-in throws what QuickBooks answers a person with: a closed period, a payment that is deposited.
    return notPossible(`QuickBooks refuses this to the colleague, too. ${error instanceof Error ? error.message : ''}`.trim(), {
      order: orderId,
    });
  }
  return deed({ orders: [{ orderId, orderNumber }], documentNumber: document.documentNumber });
}

function letColleague({ practice }: HandsParts, action: ColleagueAction, { entity, documentId }: FoundDocument['document']): void {
  const { control } = practice.quickbooks;
  switch (action) {
    case 'colleague-pays':
      control.colleague.pays(documentId);
      return;
    case 'colleague-deletes':
      // QuickBooks deletes nothing that is paid: the payment has to go first.
      for (const payment of practice.quickbooks
        .documents()
        .filter((other) => other.entity === 'Payment' && other.linkedIds.includes(documentId))) {
        control.colleague.deletes('Payment', payment.id);
      }
      control.colleague.deletes(entity, documentId);
      return;
    case 'colleague-changes': {
      const lines = practice.quickbooks.object(entity, documentId)?.['Line'];
      control.edit(entity, 'update', { Id: documentId, Line: Array.isArray(lines) ? withMore(lines) : [] });
      return;
    }
    default:
      assertNever(action);
  }
}

/** The lines with the first sale made dearer by {@link ADDED}, as one piece at that price. */
function withMore(lines: readonly unknown[]): never[] {
  let isDone = false;
  const changed = lines.map((line) => {
    if (isDone || !isRecord(line) || line['DetailType'] !== 'SalesItemLineDetail') {
      return line;
    }
    const amount = Number(line['Amount']);
    const detail = isRecord(line['SalesItemLineDetail']) ? line['SalesItemLineDetail'] : {};
    isDone = true;
    const raised = Math.round((amount + ADDED) * 100) / 100;
    return { ...line, Amount: raised, SalesItemLineDetail: { ...detail, Qty: 1, UnitPrice: raised } };
  });
  return changed as never[]; // safe: they are the stand-in's own JSON, with numbers changed
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function refuseNext({ practice }: HandsParts, reason: PracticeRefusal, times: number): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.plan({ kind: 'refuse', ...REFUSALS[reason], times, when: { operation: 'create', entity: 'Invoice' } });
  return deed({ reason, times });
}

/** The next call with documents is done, and its answer never arrives. */
export function loseAnswer({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.loseNextAnswer({ call: 'batch' });
  return deed({ times: 1 });
}

export function endToken({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.expireAccessTokens();
  return deed();
}

export function revoke({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.revokeConnection();
  return deed();
}

export function suspend({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.suspend(true);
  return deed();
}

/** Null: through yesterday, so that nearly everything that waits is too old. */
export function closeBooks({ practice, today }: HandsParts, through: BusinessDate | null): Result<PracticeDeed, Fault> {
  const on = through ?? addDays(today, -1);
  practice.quickbooks.control.closeBooksThrough(on);
  return deed({ on });
}

/** Back to the day through which a practice company's books are closed from the beginning. */
export function openBooks({ practice, closedThrough }: HandsParts): Result<PracticeDeed, Fault> {
  practice.quickbooks.control.closeBooksThrough(closedThrough);
  return deed({ on: closedThrough });
}

/** Clears every trouble of the books. A consent that was taken back is not given again by this. */
export function clearBooks(parts: HandsParts): void {
  const { control } = parts.practice.quickbooks;
  control.clearFaults();
  control.suspend(false);
  openBooks(parts);
}

export function troublesOfBooks({ practice, closedThrough }: HandsParts): readonly PracticeTrouble[] {
  const { control } = practice.quickbooks;
  const plain = { orderNumber: null, on: null, reason: null, left: null };
  const closed = closedOn(practice.quickbooks.object('Preferences', '1'));
  return [
    ...control.openFaults().map(troubleOf),
    ...(control.isConnected() ? [] : [{ ...plain, trouble: 'books-revoked' as const }]),
    ...(control.settings().subscription === 'ended' ? [{ ...plain, trouble: 'books-suspended' as const }] : []),
    ...(closed === null || closed === closedThrough ? [] : [{ ...plain, trouble: 'books-closed' as const, on: closed }]),
  ];
}

function troubleOf(fault: PlannedFault): PracticeTrouble {
  const plain = { orderNumber: null, on: null, reason: null, left: fault.times === 'always' ? null : (fault.times ?? 1) };
  if (fault.kind === 'refuse') {
    return { ...plain, trouble: 'books-refuse', reason: reasonOf(fault.code) };
  }
  return { ...plain, trouble: fault.kind === 'lose-answer' ? 'books-lose-answer' : 'books-other' };
}

function reasonOf(code: string): PracticeRefusal | null {
  // Safe: the record's keys are the reasons.
  const reasons = Object.keys(REFUSALS) as PracticeRefusal[];
  return reasons.find((reason) => REFUSALS[reason].code === code) ?? null;
}

function closedOn(preferences: unknown): BusinessDate | null {
  const group = isRecord(preferences) ? preferences['AccountingInfoPrefs'] : null;
  const date = isRecord(group) ? group['BookCloseDate'] : null;
  return typeof date === 'string' ? parseBusinessDate(date) : null;
}
