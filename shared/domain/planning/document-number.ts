import { cleanText } from '../orders/text.ts';
import { finding } from './messages.ts';
import type { DocumentScope } from './scope.ts';

/** Intuit: DocNumber (and PaymentRefNum) hold at most 21 characters. */
export const MAX_DOCUMENT_NUMBER = 21;

/**
 * Prefix + order number, or prefix + order id where that is too long, empty or not unique over all orders seen; -2, -3 for a
 * document posted anew after a void, because a voided one keeps its number. A posted document keeps its number.
 */
export function documentNumberOf(scope: DocumentScope): string | null {
  if (scope.posted !== null) {
    return scope.posted.documentNumber;
  }
  const suffix = scope.generation > 1 ? `-${scope.generation}` : '';
  const fits = (base: string): boolean => base.length + suffix.length <= MAX_DOCUMENT_NUMBER;
  const voidedBase =
    scope.voidedNumber === null
      ? null
      : scope.voidedNumber.replace(/-\d+$/, (tail) => (tail === `-${scope.generation - 1}` && scope.generation > 2 ? '' : tail));
  if (voidedBase !== null && fits(voidedBase)) {
    return `${voidedBase}${suffix}`;
  }
  const { orderNumber, orderId } = scope.keyOrder;
  const prefix = cleanText(scope.input.config.policy.documentNumberPrefix);
  const number = cleanText(orderNumber);
  const byNumber = `${prefix}${number}`;
  if (number !== '' && fits(byNumber) && scope.input.numberIsUnique(orderNumber)) {
    return `${byNumber}${suffix}`;
  }
  const byId = `${prefix}${orderId}`;
  if (fits(byId)) {
    return `${byId}${suffix}`;
  }
  scope.blockers.push(
    finding(
      'plan/unsupported',
      `${scope.label} gets a document number of more than ${MAX_DOCUMENT_NUMBER} characters; shorten the prefix "${prefix}" in the policy`,
      { prefix },
    ),
  );
  return null;
}
