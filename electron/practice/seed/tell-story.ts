import {
  addDecimals,
  type Decimal,
  decimal,
  fromMinor,
  multiplyDecimals,
  signOf,
  toMinor,
  ZERO,
} from '../../../shared/domain/money/decimal.ts';
import { assertNever } from '../../../shared/domain/result.ts';
import { addDays, type BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../practice.ts';
import type { NewLine, NewOrder } from '../shipstation/operations/new-order.ts';
import {
  billToOf,
  hasTaxOnLines,
  PAYMENT_METHODS,
  shipToOf,
  taxPercent,
  usualCharge,
  usualEmail,
  usualUsername,
} from './channel-customs.ts';
import { type Draft, type DraftStep, productOf, STORE_IDS } from './draft.ts';
import { importedAfter, instantOfMoment } from './moments.ts';
import type { Story, StoryAction } from './story.ts';

export interface Telling {
  readonly regime: PracticeRegime;
  readonly anchorOn: BusinessDate;
  readonly idOf: (key: string) => number;
  readonly numberOf: (key: string) => string;
}

/** Makes a draft whole: ids, times, the channel's habits, and the tax that this company's buyers are charged. */
export function tellStory(draft: Draft, telling: Telling): Story {
  const { key, store, buyer, also } = draft;
  const { regime, anchorOn } = telling;
  const orderedAt = instantOfMoment(draft.on, anchorOn, key);
  const service = draft.service === undefined ? 'Standard' : draft.service;
  const taxAmount = draft.tax ?? usualTax(draft, regime);
  const isOnAccount = store === 'wholesale';
  const order: NewOrder & { orderId: number } = {
    orderId: telling.idOf(key),
    storeId: STORE_IDS[store],
    orderNumber: telling.numberOf(key),
    orderedAt,
    email: draft.email === undefined ? usualEmail(store, buyer) : draft.email,
    username: draft.username === undefined ? usualUsername(store, buyer) : draft.username,
    billTo: billToOf(draft, regime),
    shipTo: shipToOf(draft, regime),
    lines: draft.lines.map((line) => withTax(draft, line, regime)),
    taxAmount,
    shippingAmount: draft.shipping ?? usualCharge(store, service),
    requestedService: service,
    paymentMethod: PAYMENT_METHODS[store],
    ...(draft.shippedDaysBefore === undefined ? {} : { shippedOn: addDays(anchorOn, -draft.shippedDaysBefore) }),
    ...(isOnAccount ? { paidAt: null, amountPaid: '0' } : {}),
    ...also,
  };
  const steps = (draft.steps ?? []).map((step, index) => ({
    ...actionOf(step, key, telling),
    at: instantOfMoment(step.on, anchorOn, `${key} ${index}`),
  }));
  return { key, order, importedAt: importedAfter(orderedAt, key), steps };
}

function actionOf(step: DraftStep, key: string, { idOf, anchorOn }: Telling): StoryAction {
  switch (step.do) {
    case 'label': {
      const { ofKey, on: _on, ...label } = step;
      return ofKey === undefined ? label : { ...label, of: idOf(ofKey) };
    }
    case 'split':
      return { do: 'split', lines: step.lines, money: step.money, partOrderId: idOf(`${key}/part`) };
    case 'combine':
      return { do: 'combine', absorbedId: idOf(step.absorbedKey) };
    case 'hold':
      return { do: 'hold', until: addDays(anchorOn, step.untilDaysAfter) };
    case 'void-last-label':
    case 'mark-shipped':
    case 'cancel':
    case 'redact':
    case 'edit':
      return step;
    default:
      return assertNever(step);
  }
}

/** Percent × taxable products, less discounts, rounded once: how channels charge it, and what QuickBooks computes again. */
function usualTax({ store, buyer, lines }: Draft, regime: PracticeRegime): string {
  const base = lines
    .filter(isInTaxBase)
    .reduce((sum, line) => addDecimals(sum, multiplyDecimals(decimal(line.unitPrice ?? '0'), line.quantity)), ZERO);
  return percentOf(base, taxPercent(store, buyer, regime));
}

function isInTaxBase(line: NewLine): boolean {
  return isDiscount(line) || productOf(line.sku)?.taxable === true;
}

function isDiscount(line: NewLine): boolean {
  return line.unitPrice !== null && signOf(decimal(line.unitPrice)) < 0;
}

function withTax(draft: Draft, line: NewLine, regime: PracticeRegime): NewLine {
  const isTold = draft.taxOnLines ?? hasTaxOnLines(draft.store);
  if (!isTold || line.adjustment === true || isDiscount(line)) {
    return line;
  }
  const isTaxed = productOf(line.sku)?.taxable === true;
  return { taxAmount: isTaxed ? percentOf(decimal(line.unitPrice ?? '0'), taxPercent(draft.store, draft.buyer, regime)) : '0', ...line };
}

function percentOf(amount: Decimal, percent: string): string {
  return fromMinor(toMinor(multiplyDecimals(multiplyDecimals(amount, decimal(percent)), decimal('0.01')), 2), 2);
}
