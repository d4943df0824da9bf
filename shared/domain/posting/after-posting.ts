import type { ReferenceKind } from '../books/reference.ts';
import type { Decision, DecisionChoice, Finding } from '../findings.ts';
import { type Money, moneyText } from '../money/money.ts';
import type { OrderFamily } from '../orders/order.ts';
import { finding as findingOf } from '../planning/messages.ts';
import type { Plan, PlannedDocument } from '../planning/plan.ts';
import type { BusinessDate } from '../time/instants.ts';
import { type Comparison, comparePosted, type DocumentChange, shipChangesOf } from './compare.ts';
import { factChanges, type FactChanges, factsMark, orderFactsOf } from './order-facts.ts';
import type { Posting } from './posting.ts';
import { isOfEarlierMonth } from './reported.ts';

/** What a posted document asks for now that its order has moved on (accounting rules, section 9). */
export interface AfterPosting {
  readonly attention: readonly Finding[];
  /** The document has no ship data yet and the order has shipped: the one thing that is written without asking. */
  readonly isShipUpdateDue: boolean;
}

export interface PostedOrder {
  /** The live posting of the invoice or sales receipt. */
  readonly document: Posting;
  /** The live posting of the payment that was recorded with it, if there is one. */
  readonly payment: Posting | null;
  /** The live posting of its ship update, if there is one. */
  readonly shipUpdate: Posting | null;
  readonly plan: Plan;
  readonly family: OrderFamily;
  readonly decisions: readonly Decision[];
  /** In the company's zone. */
  readonly today: BusinessDate;
  /** What the document's customer is called in the books. */
  readonly customerName: string | null;
  /** What a list record of the books is called: for the side by side, in which an Id says nothing. */
  readonly recordName?: (kind: ReferenceKind, id: string) => string | null;
  /** What the books have open on the document; null where that is not known. */
  readonly openMinor: number | null;
}

/**
 * Compares a posted document with its order as it is now. Ship data comes first and by itself; everything else that matters
 * (cancelled, label voided, money, lines, payer, a payment that came later) is shown to a person, who may choose to keep the
 * document as it is: that answer holds until the order changes again. Only what the source says otherwise than when it was
 * posted counts: a mapping or a policy that changed since leaves what is posted alone.
 */
export function afterPosting(posted: PostedOrder): AfterPosting {
  const { document, shipUpdate, plan } = posted;
  const planned = plan.documents.find((candidate) => candidate.subject === document.subject) ?? null;
  const mark = factsMark(factsNow(posted));
  const attention = changesOf(posted, planned)
    .map((found) => ({ ...found, details: { ...found.details, keepMark: mark } }))
    .filter((found) => !isKept(found, posted, mark));
  const isShipUpdateDue =
    planned !== null &&
    attention.length === 0 &&
    shipChangesOf(document.body, planned.body).length > 0 &&
    plan.ship?.shippedOn != null &&
    !hasShipData(document, shipUpdate) &&
    document.operation === 'create';
  return { attention, isShipUpdateDue };
}

/** What its orders say now: of those that the document was made of, or of the plan's where that was not kept. */
function factsNow({ document, plan, family }: PostedOrder): ReturnType<typeof orderFactsOf> {
  return orderFactsOf(family, document.orderFacts?.map(({ orderId }) => orderId) ?? plan.memberIds);
}

/** The one thing that has happened to the order since, the gravest first; empty where nothing matters. */
function changesOf(posted: PostedOrder, planned: PlannedDocument | null): readonly Finding[] {
  const { document, shipUpdate, plan, family } = posted;
  const members = family.members.filter(({ order }) => plan.memberIds.includes(order.orderId));
  const order = `Order ${numberOf(posted)}`;
  const name = nameOf(document);
  if (members.length > 0 && members.every((member) => member.order.status === 'cancelled')) {
    const message = `${order} was cancelled in ShipStation after ${name} was posted.`;
    return [finding(posted, 'order/cancelled-after-posting', message, {}, [...undoing(posted), 'keep'])];
  }
  if (members.length > 0 && members.every(({ goneAt }) => goneAt !== undefined)) {
    const message = `${order} was deleted in ShipStation after ${name} was posted.`;
    return [finding(posted, 'order/deleted-after-posting', message, {}, [...undoing(posted), 'keep'])];
  }
  if (hasShipData(document, shipUpdate) && plan.ship !== null && plan.ship.shippedOn === null) {
    const message = `The label of order ${numberOf(posted)} was voided after ${name} was posted: it is not shipped any more.`;
    return [finding(posted, 'order/unshipped-after-posting', message, {}, ['keep', ...undoing(posted)])];
  }
  const changes = factChanges(document.orderFacts, factsNow(posted));
  // By Id and figure: a record renamed in QuickBooks or a corrected address is no change of the document.
  const comparison = planned === null ? null : comparePosted(document, planned);
  const differences = documentChanges(posted, changes, comparison);
  if (differences !== null) {
    return [changed(posted, planned, differences)];
  }
  return changes.paid ? paidOtherwise(posted) : [];
}

/** What is other on the document because the order is another; null where the order, as far as the document goes, is as it was. */
function documentChanges(posted: PostedOrder, changes: FactChanges, comparison: Comparison | null): readonly DocumentChange[] | null {
  if (!changes.sale && !changes.method && !changes.payer) {
    return null;
  }
  const customer = changes.payer ? customerChange(posted) : [];
  if (comparison === null) {
    return changes.sale || customer.length > 0 ? customer : null;
  }
  if (comparison.kind === 'changed') {
    return [...customer, ...named(posted, comparison.changes).filter(({ field }) => field !== 'Customer' || customer.length === 0)];
  }
  return customer.length > 0 ? customer : null;
}

/** Of which list a field names a record. */
const RECORDS: Readonly<Record<string, ReferenceKind>> = {
  Customer: 'customer',
  Terms: 'term',
  Class: 'class',
  Location: 'location',
  'Deposit to': 'account',
};

/** Records by name instead of by Id, as far as the books tell them. */
function named({ recordName }: PostedOrder, changes: readonly DocumentChange[]): readonly DocumentChange[] {
  return changes.map((change) => {
    const kind = change.field.endsWith(' item') ? 'item' : RECORDS[change.field];
    const name = (id: string | null): string | null => (kind === undefined || id === null ? id : (recordName?.(kind, id) ?? id));
    return { ...change, posted: name(change.posted), planned: name(change.planned) };
  });
}

/** A new customer has no Id yet, so that comparing bodies does not tell. */
function customerChange({ document, plan, customerName }: PostedOrder): readonly DocumentChange[] {
  const { customer } = plan;
  const isSame = customer === null || (customer.kind === 'existing' ? customer.id === document.customerId : document.customerId === null);
  return isSame ? [] : [{ field: 'Customer', posted: customerName ?? document.customerId, planned: customer.name }];
}

/** The document is as it was, and what the buyer paid is not: a refund, a second payment, or the first one. */
function paidOtherwise(posted: PostedOrder): readonly Finding[] {
  const { document, payment, plan } = posted;
  const due = plan.documents.find(({ kind }) => kind === 'payment')?.total ?? null;
  if (payment === null || payment.status === 'voided') {
    return document.kind === 'invoice' && due !== null ? paidLater(posted, due) : [];
  }
  const recorded = payment.status === 'posted' ? (payment.actualTotal ?? payment.expectedTotal) : null;
  if (recorded === null || recorded.minor === due?.minor) {
    return [];
  }
  const amounts = { recorded: moneyText(recorded), paid: due === null ? moneyText({ ...recorded, minor: 0 }) : moneyText(due) };
  return [
    finding(
      posted,
      'order/changed-after-posting',
      `Of order ${numberOf(posted)} ${amounts.paid} is paid in ShipStation, and a payment of ${amounts.recorded} was recorded with ${nameOf(document)}.`,
      { changes: [{ field: 'Payment', posted: amounts.recorded, planned: amounts.paid }], before: payment.body },
      due === null ? ['keep', ...undoing(posted)] : ['update', 'keep', 'void-and-post-anew'],
    ),
  ];
}

/** Posted unpaid, and paid since. What somebody has entered in the books already is not asked about. */
function paidLater(posted: PostedOrder, due: Money): readonly Finding[] {
  const { document, openMinor } = posted;
  if (openMinor === 0) {
    return [];
  }
  const isPartlyPaid = openMinor !== null && openMinor < due.minor;
  const open = isPartlyPaid
    ? ` Only ${moneyText({ ...due, minor: openMinor })} is open there: somebody has entered a payment; look at both, then enter the rest in QuickBooks.`
    : '';
  return [
    finding(
      posted,
      'order/paid-after-posting',
      `Order ${numberOf(posted)} was paid in ShipStation after ${nameOf(document)} was posted: ${moneyText(due)} ${due.currency} is not in QuickBooks yet.${open}`,
      { changes: [{ field: 'Payment', posted: null, planned: moneyText(due) }], paid: due },
      isPartlyPaid ? ['keep'] : ['record-payment', 'keep'],
    ),
  ];
}

/** Answers of earlier versions hold for the plan as it was. */
function isKept(candidate: Finding, { plan, decisions }: PostedOrder, mark: string): boolean {
  return decisions.some(
    ({ code, choice, value }) =>
      code === candidate.code && choice === 'keep' && (value === null || value === mark || value === plan.fingerprint),
  );
}

function hasShipData(document: Posting, shipUpdate: Posting | null): boolean {
  return (
    document.body['ShipDate'] !== undefined ||
    (shipUpdate !== null && shipUpdate.generation === document.generation && shipUpdate.status !== 'superseded')
  );
}

/** How a document is taken back: voiding one of an earlier month changes figures that were reported, so a credit memo comes first. */
function undoing({ document, today }: PostedOrder): readonly DecisionChoice[] {
  return isOfEarlierMonth(document.documentDate, today) ? ['credit-memo', 'void'] : ['void'];
}

function changed(posted: PostedOrder, planned: PlannedDocument | null, changes: readonly DocumentChange[]): Finding {
  const { document, payment, plan } = posted;
  const before = document.expectedTotal;
  const after = planned?.total ?? plan.total;
  const blocker = plan.blockers[0] ?? plan.reason;
  const totals =
    before !== null && after !== null && before.minor !== after.minor
      ? ` Its total would be ${moneyText(after)} instead of ${moneyText(before)}.`
      : '';
  const customer = changes.find(({ field }) => field === 'Customer');
  const payer = customer === undefined ? '' : ` It is paid by ${customer.planned ?? 'nobody'} and not by ${customer.posted ?? 'nobody'}.`;
  const obstacle = planned === null && blocker !== null ? ` As it is now it could not be posted: ${blocker.message}` : '';
  const isEarlier = isOfEarlierMonth(document.documentDate, posted.today);
  const reported = isEarlier && planned !== null ? ' It is of an earlier month: an update changes figures that were reported.' : '';
  // QuickBooks takes a payment off an invoice that changes its customer: only voiding both keeps them together.
  const isTiedToPayment = customer !== undefined && payment?.status === 'posted';
  const anew = ['void-and-post-anew', 'keep'] as const;
  return finding(
    posted,
    'order/changed-after-posting',
    `Order ${numberOf(posted)} changed in ShipStation after ${nameOf(document)} was posted.${totals}${payer}${obstacle}${reported}`,
    { changes, isEarlierMonth: isEarlier, before: document.body, after: planned?.body ?? null, totalBefore: before, totalAfter: after },
    choicesOf(posted, planned, isTiedToPayment ? anew : ['update', 'keep', 'void-and-post-anew']),
  );
}

function choicesOf(posted: PostedOrder, planned: PlannedDocument | null, usual: readonly DecisionChoice[]): readonly DecisionChoice[] {
  if (planned === null) {
    return ['keep', ...undoing(posted)];
  }
  const isEarlier = isOfEarlierMonth(posted.document.documentDate, posted.today);
  return isEarlier ? ['credit-memo', ...usual] : usual;
}

function finding(
  { document }: PostedOrder,
  code: Finding['code'],
  message: string,
  details: Readonly<Record<string, unknown>>,
  choices: readonly DecisionChoice[],
): Finding {
  return findingOf(code, message, { documentId: document.documentId, ...details }, choices);
}

export function nameOf(document: Posting): string {
  const what = document.entity === 'SalesReceipt' ? 'sales receipt' : 'invoice';
  return `${what} ${document.documentNumber ?? document.documentId ?? ''}`.trim();
}

function numberOf({ plan, family }: PostedOrder): string {
  return family.members.find(({ order }) => order.orderId === plan.orderId)?.order.orderNumber ?? String(plan.orderId);
}
