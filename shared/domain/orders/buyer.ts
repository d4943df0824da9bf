import type { Address, Order } from './order.ts';
import { cleanText } from './text.ts';
import { isUntold } from './untold.ts';

/** Who had a name overwritten in the source: it decides whether an earlier good name may be kept. */
export type Redaction = 'amazon' | 'gdpr' | 'other';

const REDACTED = /^[^\p{L}\p{N}]*redacted(?![\p{L}\p{N}])(.*)$/isu;

/**
 * How the source writes that a value was taken away: "REDACTED (Amazon)", "REDACTED (GDPR)", "[Redacted]" and the like
 * (ShipStation help, "personal information"). Null for every other text.
 */
export function redactionOf(text: string | null): Redaction | null {
  if (text === null) {
    return null;
  }
  const match = REDACTED.exec(text);
  if (match === null) {
    return null;
  }
  const by = match[1] ?? '';
  if (/amazon/i.test(by)) {
    return 'amazon';
  }
  return /gdpr|rgpd|dsgvo/i.test(by) ? 'gdpr' : 'other';
}

export const isRedacted = (text: string | null): boolean => redactionOf(text) !== null;

/** The payer's name and where it was found. `redacted` where the source has taken it away. */
export type PayerName =
  | { readonly kind: 'named'; readonly name: string; readonly field: string }
  | { readonly kind: 'redacted'; readonly field: string }
  | { readonly kind: 'missing' };

/** Bill-to, else ship-to, else company, else username: the first that says anything decides. */
export function payerNameOf(order: Order): PayerName {
  const candidates = [
    ['billTo.name', order.billTo.name],
    ['shipTo.name', order.shipTo.name],
    ['billTo.company', order.billTo.company],
    ['shipTo.company', order.shipTo.company],
    ['username', order.username],
  ] as const;
  for (const [field, value] of candidates) {
    const name = value === null ? '' : cleanText(value);
    if (name !== '') {
      return isRedacted(name) ? { kind: 'redacted', field } : { kind: 'named', name, field };
    }
  }
  return { kind: 'missing' };
}

/** Where the bill goes: the receiver's address where the source cannot tell the payer's. */
export function billingAddressOf(order: Order): Address {
  return isUntold(order, 'bill-to') ? order.shipTo : order.billTo;
}

/** The payer's company, unless it was taken away. */
export function payerCompanyOf(order: Order): string | null {
  const company = cleanText(order.billTo.company ?? order.shipTo.company ?? '');
  return company === '' || isRedacted(company) ? null : company;
}

/** What a list shows as the buyer: the payer's name, or null where there is none to show. */
export function buyerLabel(order: Order): string | null {
  const payer = payerNameOf(order);
  return payer.kind === 'named' ? payer.name : null;
}

/** Whether any part of who bought it was taken away in the source, and by whom. */
export function orderRedaction(order: Order): Redaction | null {
  const fields = [order.billTo.name, order.shipTo.name, order.email, order.username, order.shipTo.street1, order.billTo.street1];
  const found = fields.map(redactionOf);
  return found.find((by) => by === 'gdpr') ?? found.find((by) => by !== null) ?? null;
}

/**
 * The newer version of an order with the good names of the earlier one where Amazon has overwritten them since. A GDPR
 * redaction takes the earlier values too: then the newer version is returned as it is, and local copies must be scrubbed.
 */
export function keepGoodNames(before: Order | null, after: Order): Order {
  if (before === null || orderRedaction(after) === null || orderRedaction(after) === 'gdpr') {
    return after;
  }
  const keep = (earlier: string | null, later: string | null): string | null =>
    isRedacted(later) && !isRedacted(earlier) ? earlier : later;
  const keepAddress = (earlier: Address, later: Address): Address => ({
    name: keep(earlier.name, later.name),
    company: keep(earlier.company, later.company),
    street1: keep(earlier.street1, later.street1),
    street2: keep(earlier.street2, later.street2),
    street3: keep(earlier.street3, later.street3),
    city: keep(earlier.city, later.city),
    state: keep(earlier.state, later.state),
    postalCode: keep(earlier.postalCode, later.postalCode),
    country: keep(earlier.country, later.country),
    phone: keep(earlier.phone, later.phone),
  });
  return {
    ...after,
    username: keep(before.username, after.username),
    email: keep(before.email, after.email),
    billTo: keepAddress(before.billTo, after.billTo),
    shipTo: keepAddress(before.shipTo, after.shipTo),
  };
}
