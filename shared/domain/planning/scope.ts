import type { StorePolicy } from '../config/config.ts';
import type { Decision, DecisionChoice, Finding, FindingCode } from '../findings.ts';
import { storePolicyOf } from '../mapping/resolve.ts';
import { type Money, minorDigitsOf, money } from '../money/money.ts';
import { absorbedIds } from '../orders/family.ts';
import type { Order, OrderWithShipping } from '../orders/order.ts';
import { cleanText, cutText } from '../orders/text.ts';
import type { BusinessDate } from '../time/instants.ts';
import type { PlanInput, PostedFacts } from './plan-input.ts';
import { familyTiesAsOne, memberTies, totalAsOne, totalOf } from './tie-out.ts';

/** What a sentence shows of an order number; no channel's is longer. */
const MOST_OF_A_NUMBER = 60;

/** What one document is made of, before its store's rules are known to exist. */
export interface DocumentMembers {
  readonly keyOrder: Order;
  readonly members: readonly OrderWithShipping[];
}

/** One document to plan, with everything that the rules ask about it. */
export interface DocumentScope {
  readonly input: PlanInput;
  /** The order that keys the document and whose payer it is made out to. */
  readonly keyOrder: Order;
  /** Members whose lines and money count: all but the cancelled parts. */
  readonly members: readonly OrderWithShipping[];
  readonly memberIds: readonly number[];
  /** Combined into another member: they travel in its parcel. */
  readonly absorbed: ReadonlySet<number>;
  readonly store: StorePolicy;
  readonly currency: string;
  readonly digits: number;
  /** "Order 10457": how messages begin. */
  readonly label: string;
  /** The live document, where one is posted. */
  readonly posted: PostedFacts | null;
  /** Of the document being planned: 1, or one more than the voided one. */
  readonly generation: number;
  readonly voidedNumber: string | null;
  /** The day on which a credit memo took the document before this one back; null where there was none. */
  readonly creditedOn: BusinessDate | null;
  readonly blockers: Finding[];
  readonly warnings: Finding[];
}

/** How messages name a document's orders. */
export function labelOf({ keyOrder, members }: DocumentMembers): string {
  const number = cutText(cleanText(keyOrder.orderNumber), MOST_OF_A_NUMBER);
  return members.length > 1 ? `Order ${number} (${members.length} parts)` : `Order ${number}`;
}

/** True for an order whose lines and money no longer count. An order combined into another one lives on in it. */
export const isDropped = (member: OrderWithShipping, absorbed: ReadonlySet<number>): boolean =>
  (member.order.status === 'cancelled' && !absorbed.has(member.order.orderId)) || isDeleted(member, absorbed);

/** True for an order that the source does not have any more. One that was combined into another may well be deleted there. */
export const isDeleted = ({ order, goneAt }: OrderWithShipping, absorbed: ReadonlySet<number>): boolean =>
  goneAt !== undefined && !absorbed.has(order.orderId);

export function scopeOf(input: PlanInput, { keyOrder, members }: DocumentMembers, store: StorePolicy): DocumentScope {
  const currency = store.currency ?? input.books.company.homeCurrency;
  const absorbed = absorbedIds(members);
  const facts = input.posted(keyOrder.orderId);
  return {
    input,
    keyOrder,
    members: members.filter((member) => !isDropped(member, absorbed)),
    memberIds: members.map(({ order }) => order.orderId),
    absorbed,
    store,
    currency,
    digits: minorDigitsOf(currency),
    label: labelOf({ keyOrder, members }),
    posted: facts !== null && !facts.voided ? facts : null,
    generation: generationAfter(facts),
    creditedOn: facts !== null && facts.voided ? facts.creditedOn : null,
    voidedNumber: facts !== null && facts.voided ? facts.documentNumber : null,
    blockers: [],
    warnings: [],
  };
}

function generationAfter(facts: PostedFacts | null): number {
  if (facts === null) {
    return 1;
  }
  return facts.voided ? facts.generation + 1 : facts.generation;
}

export const moneyIn = (scope: DocumentScope, minor: number): Money => money(minor, scope.currency);

/** The newest decision of any of these orders on a finding; null where nobody has decided. */
export function decisionOn(input: PlanInput, orderIds: readonly number[], code: FindingCode): Decision | null {
  return input.decisions.findLast((decision) => decision.code === code && orderIds.includes(decision.orderId)) ?? null;
}

/** Whether a person chose this for the finding. */
export function isDecided(scope: DocumentScope, code: FindingCode, choice: DecisionChoice): boolean {
  return decisionOn(scope.input, scope.memberIds, code)?.choice === choice;
}

/**
 * Which documents a complete family becomes (accounting rules, section 7): one for each part where every part ties out on its
 * own, else one for all, keyed by the root. What is posted already decides where both would tie: a document that holds the
 * whole family's money stays the family's, parts that were posted apart stay apart.
 */
export function documentsOfFamily(input: PlanInput): readonly DocumentMembers[] {
  const { members, rootOrderId } = input.family;
  const alone = members.map((member): DocumentMembers => ({ keyOrder: member.order, members: [member] }));
  const root = members.find(({ order }) => order.orderId === rootOrderId);
  if (members.length < 2 || root === undefined) {
    return alone;
  }
  const together: DocumentMembers = { keyOrder: root.order, members: [root, ...members.filter((member) => member !== root)] };
  const store = storePolicyOf(input.config, root.order.storeId);
  const digits = minorDigitsOf(store?.currency ?? input.books.company.homeCurrency);
  const isInclusive = store?.prices === 'tax-inclusive';
  const absorbed = absorbedIds(members);
  const counted = members.filter((member) => !isDropped(member, absorbed));
  const isApart = counted.every(({ order }) => memberTies(order, digits, isInclusive));
  if (!isApart) {
    return [together];
  }
  const posted = input.posted(rootOrderId);
  const isPostedWhole =
    posted !== null &&
    !posted.voided &&
    posted.totalMinor !== null &&
    posted.totalMinor !== totalOf(root.order, store, digits) &&
    posted.totalMinor === totalAsOne(counted, store, digits) &&
    familyTiesAsOne(counted, digits, isInclusive);
  return isPostedWhole ? [together] : alone;
}
