import type { DocumentKind } from '../config/config.ts';
import type { Finding } from '../findings.ts';
import { storePolicyOf } from '../mapping/resolve.ts';
import { payerCompanyOf } from '../orders/buyer.ts';
import { absorbedIds, isComplete } from '../orders/family.ts';
import { combinedShippingState, type ShippingState, shippingStateOf } from '../orders/shipping-state.ts';
import { cutText } from '../orders/text.ts';
import type { BusinessDate } from '../time/instants.ts';
import { amountBlocker } from './amount-limits.ts';
import { assemble, type Assembly } from './assemble.ts';
import { checkLooksPosted, openDateOf } from './books-checks.ts';
import { checkToldCurrency, exchangeOf } from './currency.ts';
import { planCustomer, warnOfUntoldPayer } from './customer.ts';
import { documentDateOf, undated } from './dates.ts';
import { newCustomerDocument, newItemDocuments, salesDocument, type SalesFacts } from './document.ts';
import { documentNumberOf } from './document-number.ts';
import { beforeStart, cancelledReason, deletedPart, deletedReason, notIncludedReason, standingOf } from './eligibility.ts';
import { hash32, type ReferenceNames } from './fingerprint.ts';
import { accountNameOf } from './items.ts';
import type { DraftLine } from './lines.ts';
import { finding } from './messages.ts';
import { checkPaid, paymentDocument } from './payment.ts';
import type { PlanInput } from './plan-input.ts';
import type { Plan, PlanLine, PlannedDocument, PlanOutcome } from './plan.ts';
import { recordRefsOf } from './record-refs.ts';
import {
  type DocumentMembers,
  type DocumentScope,
  documentsOfFamily,
  isDecided,
  isDeleted,
  isDropped,
  labelOf,
  moneyIn,
  scopeOf,
} from './scope.ts';
import { checkTaxExempt } from './tax-exempt.ts';
import { taxMarksOf } from './tax-codes.ts';
import { withSettledTotals } from './untold-totals.ts';

/**
 * The documents that a family of orders becomes, each with what keeps it from being posted. Pure: the same input gives the same
 * plans, on any machine. One plan for each order, or one for the family, keyed by its root (accounting rules, section 7).
 */
export function planFamily(given: PlanInput): readonly Plan[] {
  const tooLarge = amountBlocker(given.family);
  if (tooLarge !== null) {
    return [unplannable(given, tooLarge)];
  }
  const input = withSettledTotals(given);
  const { family } = input;
  if (!isComplete(family) && !isTakenApart(input)) {
    return [incompletePlan(input)];
  }
  const documents = documentsOfFamily(input);
  return documents.map((members) => planMembers(input, members));
}

function isTakenApart({ family, decisions }: PlanInput): boolean {
  return decisions.findLast(({ code }) => code === 'order/family-incomplete')?.choice === 'post-anyway' && family.members.length > 0;
}

function incompletePlan(input: PlanInput): Plan {
  const { family } = input;
  const key = family.members.find(({ order }) => order.orderId === family.rootOrderId) ?? family.members[0];
  const label = key === undefined ? `Order ${family.rootOrderId}` : `Order ${key.order.orderNumber}`;
  const missing = family.missingOrderIds.join(', ');
  const message = `${label} was split or combined, and its other part (ShipStation order ${missing}) has not been pulled; pull it, or post what is here`;
  return unplannable(input, finding('order/family-incomplete', message, { missingOrderIds: family.missingOrderIds }, ['post-anyway']));
}

/** One blocked plan for the whole family. */
function unplannable({ family: { rootOrderId, members } }: PlanInput, blocker: Finding): Plan {
  const memberIds = members.map(({ order }) => order.orderId);
  return barePlan(rootOrderId, memberIds, 'blocked', { reason: null, blockers: [blocker] });
}

/** A plan without documents: what it waits for, or why there will be none. */
function barePlan(
  orderId: number,
  memberIds: readonly number[],
  outcome: PlanOutcome,
  {
    reason,
    blockers = [],
    warnings = [],
  }: { readonly reason: Finding | null; readonly blockers?: readonly Finding[]; readonly warnings?: readonly Finding[] },
): Plan {
  return {
    orderId,
    memberIds,
    outcome,
    reason,
    blockers,
    warnings,
    customer: null,
    documents: [],
    lines: [],
    tieOut: null,
    documentNumber: null,
    documentDate: null,
    ship: null,
    total: null,
    fingerprint: hash32(`${outcome} ${reason?.code ?? ''} ${blockers.map(({ code }) => code).join(' ')}`),
  };
}

function planMembers(input: PlanInput, documentMembers: DocumentMembers): Plan {
  const { keyOrder, members } = documentMembers;
  const memberIds = members.map(({ order }) => order.orderId);
  const label = labelOf(documentMembers);
  const absorbed = absorbedIds(members);
  const deleted = members.filter((member) => isDeleted(member, absorbed)).map(({ order }) => order.orderId);
  if (members.every((member) => isDropped(member, absorbed))) {
    if (deleted.length > 0) {
      return barePlan(keyOrder.orderId, memberIds, 'waiting', { reason: deletedReason(label) });
    }
    return barePlan(keyOrder.orderId, memberIds, 'terminal', { reason: cancelledReason(label) });
  }
  const store = storePolicyOf(input.config, keyOrder.storeId);
  const storeName = input.storeName(keyOrder.storeId);
  if (store === null) {
    const message = `${label} is of ${storeName ?? `store ${keyOrder.storeId}`}, which has no rules yet; set up the store in Mapping`;
    return barePlan(keyOrder.orderId, memberIds, 'blocked', {
      reason: null,
      blockers: [finding('mapping/store-missing', message, { storeId: keyOrder.storeId })],
    });
  }
  const scope = scopeOf(input, documentMembers, store);
  if (!store.include && scope.posted === null) {
    return barePlan(keyOrder.orderId, memberIds, 'skipped', { reason: notIncludedReason(label, keyOrder.storeId, storeName) });
  }
  if (deleted.length > 0 && !isDecided(scope, 'order/deleted-in-source', 'post-anyway')) {
    scope.blockers.push(deletedPart(label, deleted));
  }
  return planScope(scope);
}

function planScope(scope: DocumentScope): Plan {
  const { keyOrder, memberIds } = scope;
  const traveling = scope.members.filter(({ order }) => !scope.absorbed.has(order.orderId));
  const shipping = combinedShippingState((traveling.length > 0 ? traveling : scope.members).map(shippingStateOf));
  const standing = standingOf(scope, shipping);
  if (standing !== null && scope.posted === null) {
    return barePlan(keyOrder.orderId, memberIds, standing.outcome, { reason: standing.reason });
  }
  const dated = documentDateOf(scope, shipping);
  if (dated === null) {
    return barePlan(keyOrder.orderId, memberIds, 'blocked', { reason: null, blockers: [undated(scope, shipping)] });
  }
  const early = beforeStart(scope, dated.date);
  if (early !== null) {
    return barePlan(keyOrder.orderId, memberIds, early.outcome, { reason: early.reason });
  }
  const open = openDateOf(scope, dated.date);
  if (open.standing !== null) {
    return barePlan(keyOrder.orderId, memberIds, open.standing.outcome, { reason: open.standing.reason });
  }
  const assembly = assemble(scope);
  if (isNothing(scope, assembly)) {
    const reason = finding('order/zero-total', `${scope.label} comes to 0.00, and the policy leaves such documents out`);
    return { ...barePlan(keyOrder.orderId, memberIds, 'skipped', { reason }), tieOut: assembly.tieOut };
  }
  checkPostedApart(scope);
  const plan = finish(scope, assembly, open.date, shipping);
  return standing === null ? plan : { ...plan, outcome: standing.outcome, reason: standing.reason };
}

/** A document of 0.00 that the channel agrees on. */
function isNothing(scope: DocumentScope, { tieOut }: Assembly): boolean {
  const isZero = tieOut.documentTotalMinor === 0 && tieOut.differenceMinor === 0;
  return isZero && scope.posted === null && scope.input.config.policy.zeroTotals === 'skip';
}

/** A part that was posted on its own must not be posted again in the family's document. */
function checkPostedApart(scope: DocumentScope): void {
  const apart = scope.memberIds.filter((id) => {
    const facts = id === scope.keyOrder.orderId ? null : scope.input.posted(id);
    return facts !== null && !facts.voided;
  });
  if (apart.length > 0) {
    const message = `${scope.label} is now one document for all its parts, but ShipStation order ${apart.join(', ')} is posted on its own already; void that document first`;
    scope.blockers.push(finding('books/looks-posted', message, { orderIds: apart }));
  }
}

/** The kind of a posted document stays, whatever the store's policy has become since. */
function kindOf({ posted, store }: DocumentScope): DocumentKind {
  if (posted === null || (posted.kind === 'sales-receipt') === (store.document === 'sales-receipt')) {
    return store.document;
  }
  return posted.kind === 'sales-receipt' ? 'sales-receipt' : 'invoice-with-payment';
}

function finish(scope: DocumentScope, assembly: Assembly, date: BusinessDate, shipping: ShippingState): Plan {
  const { lines, amounts, reckoning, tieOut } = assembly;
  const kind = kindOf(scope);
  const customer = planCustomer(scope);
  const number = documentNumberOf(scope);
  checkToldCurrency(scope);
  warnOfUntoldPayer(scope);
  const exchange = exchangeOf(scope, date);
  const hasDiscountLine = lines.some(({ role }) => role === 'discount') && scope.input.config.policy.discounts === 'line';
  const refs = recordRefsOf(scope, kind, hasDiscountLine);
  checkLimits(scope, lines, assembly, hasDiscountLine);
  checkPaid(scope, kind, tieOut);
  checkTaxExempt(scope, customer, amounts);
  const marks = taxMarksOf(scope, lines, amounts, reckoning);
  if (number !== null) {
    checkLooksPosted(scope, number);
  }
  const isNamed = lines.every(({ item, role }) => item !== null || (role === 'discount' && hasDiscountLine));
  const isWhole = isNamed && lines.length > 0 && tieOut.documentTotalMinor >= 0;
  const documents =
    customer !== null && number !== null && exchange.ok && marks !== null && isWhole
      ? documentsOf(scope, assembly, { customer, number, date, lines, marks, refs, shipping, tieOut, exchangeRate: exchange.rate }, kind)
      : [];
  return {
    orderId: scope.keyOrder.orderId,
    memberIds: scope.memberIds,
    outcome: scope.blockers.length > 0 ? 'blocked' : 'ready',
    reason: null,
    blockers: distinct(scope.blockers),
    warnings: distinct(scope.warnings),
    customer,
    documents,
    lines: lines.map((line, index) => planLine(scope, line, marks?.lineCodes[index]?.name ?? null, refs.discountAccount?.name ?? null)),
    tieOut,
    documentNumber: number,
    documentDate: date,
    ship: {
      shippedOn: shipping.shippedOn,
      trackingNumber: shipping.trackingNumber,
      otherTrackingNumbers: shipping.otherTrackingNumbers,
      method: shipping.method,
    },
    total: moneyIn(scope, tieOut.documentTotalMinor),
    fingerprint: planFingerprint(documents, scope),
  };
}

/** The writes in the order in which they are sent: what must be made first, the sales document, its payment. */
function documentsOf(
  scope: DocumentScope,
  assembly: Assembly,
  facts: Omit<SalesFacts, 'kind'>,
  kind: DocumentKind,
): readonly PlannedDocument[] {
  const names: ReferenceNames = new Map();
  const makers = makersOf(scope, assembly, facts.customer);
  const sales = salesDocument(scope, { ...facts, kind: kind === 'sales-receipt' ? 'sales-receipt' : 'invoice' }, names);
  const payment = kind === 'invoice-with-payment' ? paymentDocument(scope, facts, names) : null;
  return payment === null ? [...makers, sales] : [...makers, sales, payment];
}

/** Intuit: a taxable invoice holds at most 750 lines, any transaction 10,000. */
const MAX_TAXED_LINES = 750;
const MAX_LINES = 10_000;

function checkLimits(scope: DocumentScope, lines: readonly DraftLine[], { tieOut }: Assembly, hasDiscountLine: boolean): void {
  if (lines.length === 0 && !scope.blockers.some(({ code }) => code === 'order/no-lines')) {
    scope.blockers.push(
      finding(
        'order/no-lines',
        `${scope.label} has nothing that makes a line, so there is no document to post; correct it in ShipStation, or leave it out`,
      ),
    );
  }
  const most = tieOut.taxMinor > 0 ? MAX_TAXED_LINES : MAX_LINES;
  if (lines.length > most) {
    scope.blockers.push(
      finding(
        'plan/unsupported',
        `${scope.label} has ${lines.length} lines, and QuickBooks takes ${most}; split it in ShipStation or book it by hand`,
        { lines: lines.length, most },
      ),
    );
  }
  if (tieOut.documentTotalMinor < 0) {
    scope.blockers.push(
      finding(
        'order/negative-total',
        `${scope.label} comes to less than 0.00, which no ${scope.store.document === 'sales-receipt' ? 'sales receipt' : 'invoice'} can; correct it in ShipStation, or book a credit memo by hand`,
        { totalMinor: tieOut.documentTotalMinor },
      ),
    );
  }
  if (hasDiscountLine && !scope.input.books.company.allowDiscount) {
    scope.blockers.push(
      finding(
        'books/discounts-off',
        `${scope.label} has a discount, and discounts are switched off in QuickBooks; switch them on there and refresh, or book discounts as lines on an item`,
      ),
    );
  }
}

/** What must be made before the document: its customer and its items. */
function makersOf(scope: DocumentScope, { lines }: Assembly, customer: NonNullable<Plan['customer']>): readonly PlannedDocument[] {
  const company = payerCompanyOf(scope.keyOrder);
  const customers =
    customer.kind === 'new'
      ? [newCustomerDocument(scope, customer.name, customer.email, company === null ? null : cutText(company, 100))]
      : [];
  return [...customers, ...newItemDocuments(lines)];
}

/** Customers and items that are made on the way are named in the documents' own fingerprints, so that making them changes nothing. */
function planFingerprint(documents: readonly PlannedDocument[], { keyOrder }: DocumentScope): string {
  const sales = documents.filter(({ kind }) => kind !== 'customer' && kind !== 'item');
  return hash32(`${keyOrder.orderId} ${sales.map(({ kind, fingerprint }) => `${kind} ${fingerprint}`).join(' ')}`);
}

function planLine(scope: DocumentScope, line: DraftLine, taxCode: string | null, discountAccount: string | null): PlanLine {
  const isDiscountLine = line.role === 'discount' && line.item === null;
  const { books } = scope.input;
  return {
    role: line.role,
    orderId: line.orderId,
    orderItemId: line.orderItemId,
    itemName: line.item?.name ?? null,
    accountName: isDiscountLine
      ? (discountAccount ?? accountNameOf(books, books.company.defaultAccounts?.discount) ?? 'Default discount account')
      : line.accountName,
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    amount: moneyIn(scope, line.amountMinor),
    taxCode,
    explanation: line.explanation,
  };
}

/** The same finding (two lines without the same mapping) is told once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
