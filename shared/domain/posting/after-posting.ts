import type { Decision, Finding, FindingChoice } from '../findings.ts';
import { moneyText } from '../money/money.ts';
import type { OrderFamily } from '../orders/order.ts';
import type { Plan, PlannedDocument } from '../planning/plan.ts';
import { comparePosted, type DocumentChange } from './compare.ts';
import type { Posting } from './posting.ts';

/** What a posted document asks for now that its order has moved on (accounting rules, section 9). */
export interface AfterPosting {
  readonly attention: readonly Finding[];
  /** The document has no ship data yet and the order has shipped: the one thing that is written without asking. */
  readonly isShipUpdateDue: boolean;
}

const CHOICES: Readonly<Record<'void' | 'keep' | 'update' | 'void-and-post-anew', FindingChoice>> = {
  void: { choice: 'void', label: 'Void the document', valueHint: null },
  keep: { choice: 'keep', label: 'Keep it as it is', valueHint: null },
  update: { choice: 'update', label: 'Update the document', valueHint: null },
  'void-and-post-anew': { choice: 'void-and-post-anew', label: 'Void it and post anew', valueHint: null },
};

/**
 * Compares a posted document with its order as it is now. Ship data comes first and by itself; everything else that matters
 * (cancelled, label voided, money, lines, customer) is shown to a person, who may choose to keep the document as it is: that
 * answer holds until the order changes again.
 *
 * @param document the live posting of the invoice or sales receipt
 * @param payment the live posting of the payment that was recorded with it, if there is one
 * @param shipUpdate the live posting of its ship update, if there is one
 */
export function afterPosting(input: {
  readonly document: Posting;
  readonly payment: Posting | null;
  readonly shipUpdate: Posting | null;
  readonly plan: Plan;
  readonly family: OrderFamily;
  readonly decisions: readonly Decision[];
}): AfterPosting {
  const { document, shipUpdate, plan, family, decisions } = input;
  const members = family.members.filter(({ order }) => plan.memberIds.includes(order.orderId));
  const planned = plan.documents.find((candidate) => candidate.subject === document.subject) ?? null;
  // By Id and figure: a record renamed in QuickBooks or a corrected address is no change of the document.
  const comparison = planned === null ? null : comparePosted(document, planned);
  const found = changesOf(input, members, comparison, planned);
  const attention = found.filter((candidate) => !isKept(candidate, plan, decisions));
  const shipChanged = comparison?.kind === 'ship-only';
  const isShipUpdateDue =
    shipChanged &&
    attention.length === 0 &&
    plan.ship?.shippedOn != null &&
    !hasShipData(document, shipUpdate) &&
    document.operation === 'create';
  return { attention, isShipUpdateDue };
}

/** The one thing that has happened to the order since, the gravest first; empty where nothing matters. */
function changesOf(
  { document, payment, shipUpdate, plan, family }: Parameters<typeof afterPosting>[0],
  members: OrderFamily['members'],
  comparison: ReturnType<typeof comparePosted> | null,
  planned: PlannedDocument | null,
): readonly Finding[] {
  const found: Finding[] = [];
  if (members.length > 0 && members.every(({ order }) => order.status === 'cancelled')) {
    found.push(
      finding(
        document,
        'order/cancelled-after-posting',
        `Order ${numberOf(plan, family)} was cancelled in ShipStation after ${nameOf(document)} was posted.`,
        {},
        ['void', 'keep'],
      ),
    );
  } else if (members.length > 0 && members.every(({ goneAt }) => goneAt !== undefined)) {
    found.push(
      finding(
        document,
        'order/deleted-after-posting',
        `Order ${numberOf(plan, family)} was deleted in ShipStation after ${nameOf(document)} was posted.`,
        {},
        ['void', 'keep'],
      ),
    );
  } else if (hasShipData(document, shipUpdate) && plan.ship?.shippedOn == null) {
    found.push(
      finding(
        document,
        'order/unshipped-after-posting',
        `The label of order ${numberOf(plan, family)} was voided after ${nameOf(document)} was posted: it is not shipped any more.`,
        {},
        ['keep', 'void'],
      ),
    );
  } else if (comparison === null || comparison.kind === 'changed') {
    found.push(changed(document, plan, planned, family, comparison?.changes ?? []));
  } else {
    found.push(...paidOtherwise(document, payment, plan, family));
  }
  return found;
}

/** The document is as it was, and what the buyer paid is not: a refund, or a second payment. */
function paidOtherwise(document: Posting, payment: Posting | null, plan: Plan, family: OrderFamily): readonly Finding[] {
  const recorded = payment?.status === 'posted' ? (payment.actualTotal ?? payment.expectedTotal) : null;
  const due = plan.documents.find((candidate) => candidate.subject === payment?.subject)?.total ?? null;
  if (recorded === null || due === null || recorded.minor === due.minor) {
    return [];
  }
  const amounts = { recorded: moneyText(recorded), paid: moneyText(due) };
  return [
    finding(
      document,
      'order/changed-after-posting',
      `Of order ${numberOf(plan, family)} ${amounts.paid} is paid in ShipStation, and a payment of ${amounts.recorded} was recorded with ${nameOf(document)}.`,
      { changes: [{ field: 'Payment', posted: amounts.recorded, planned: amounts.paid }], before: payment?.body ?? null },
      ['update', 'keep', 'void-and-post-anew'],
    ),
  ];
}

/** What a "keep" is remembered for: the order as it was then. A later change asks again. */
export function keepMark(plan: Plan): string {
  return plan.fingerprint;
}

function isKept(candidate: Finding, plan: Plan, decisions: readonly Decision[]): boolean {
  return decisions.some(
    (decision) =>
      decision.code === candidate.code && decision.choice === 'keep' && (decision.value === null || decision.value === keepMark(plan)),
  );
}

function hasShipData(document: Posting, shipUpdate: Posting | null): boolean {
  return (
    document.body['ShipDate'] !== undefined ||
    (shipUpdate !== null && shipUpdate.generation === document.generation && shipUpdate.status !== 'superseded')
  );
}

function changed(
  document: Posting,
  plan: Plan,
  planned: PlannedDocument | null,
  family: OrderFamily,
  changes: readonly DocumentChange[],
): Finding {
  const before = document.expectedTotal;
  const after = planned?.total ?? plan.total;
  const blocker = plan.blockers[0] ?? plan.reason;
  const totals =
    before !== null && after !== null && before.minor !== after.minor
      ? ` Its total would be ${moneyText(after)} instead of ${moneyText(before)}.`
      : '';
  const obstacle = planned === null && blocker !== null ? ` As it is now it could not be posted: ${blocker.message}` : '';
  return finding(
    document,
    'order/changed-after-posting',
    `Order ${numberOf(plan, family)} changed in ShipStation after ${nameOf(document)} was posted.${totals}${obstacle}`,
    { changes, before: document.body, after: planned?.body ?? null, totalBefore: before, totalAfter: after },
    planned === null ? ['keep', 'void'] : ['update', 'keep', 'void-and-post-anew'],
  );
}

function finding(
  document: Posting,
  code: Finding['code'],
  message: string,
  details: Readonly<Record<string, unknown>>,
  choices: readonly (keyof typeof CHOICES)[],
): Finding {
  return { code, message, details: { documentId: document.documentId, ...details }, choices: choices.map((choice) => CHOICES[choice]) };
}

function nameOf(document: Posting): string {
  const what = document.entity === 'SalesReceipt' ? 'sales receipt' : 'invoice';
  return `${what} ${document.documentNumber ?? document.documentId ?? ''}`.trim();
}

function numberOf(plan: Plan, family: OrderFamily): string {
  return family.members.find(({ order }) => order.orderId === plan.orderId)?.order.orderNumber ?? String(plan.orderId);
}
