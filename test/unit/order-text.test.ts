import { describe, expect, it } from 'vitest';

import { keepGoodNames, orderRedaction } from '../../shared/domain/orders/buyer.ts';
import { diffMembers } from '../../shared/domain/orders/diff.ts';
import { labelCostOf, shippingMarginOf } from '../../shared/domain/orders/shipping-state.ts';
import { cleanText, cutText, displayName, itemName, nameKey, usableEmail } from '../../shared/domain/orders/text.ts';
import { address, member, order, shipment } from '../helpers/order-builders.ts';

describe('text on its way into the books', () => {
  it('loses controls and bidirectional controls and keeps every letter', () => {
    expect(cleanText('a\u0000b\tc\r\nd')).toBe('a b c d');
    expect(cleanText('evil\u202egnp.exe\u2066')).toBe('evilgnp.exe');
    for (const whole of ['Ångström', '山田太郎', 'प्रिया नायर', 'محمد', '👩‍👩‍👧 shop', 'Ω≈ç√']) {
      expect(cleanText(whole)).toBe(whole.normalize('NFC'));
    }
    expect(cleanText('broken \ud83d surrogate')).toBe('broken surrogate');
  });

  it('is cut between whole characters', () => {
    expect(cutText('ab👩‍👩‍👧', 9)).toBe('ab');
    expect(cutText('ab👩‍👩‍👧', 10)).toBe('ab👩‍👩‍👧');
    expect(cutText('ae\u0301x', 2)).toBe('a');
    expect(cutText('one two', 4)).toBe('one');
  });

  it('makes names that QuickBooks takes', () => {
    expect(displayName('Acme: West\tCoast')).toBe('Acme West Coast');
    expect(displayName('x'.repeat(499) + '👍')).toHaveLength(499);
    expect(itemName('6" Vase: Blue')).toBe('6 Vase Blue');
  });

  it('is compared as people compare names', () => {
    expect(nameKey('  CHLOÉ   Martin ')).toBe(nameKey('chloe martin'));
    expect(nameKey('Straße')).toBe(nameKey('STRASSE'));
    expect(nameKey('か')).not.toBe(nameKey('が'));
    expect(nameKey('कि')).not.toBe(nameKey('क'));
  });

  it('gives only e-mail addresses that the books take', () => {
    expect(usableEmail(' a@b.co ')).toBe('a@b.co');
    for (const bad of ['a@b', 'nobody', 'a b@c.de', `${'x'.repeat(100)}@a.bc`]) {
      expect(usableEmail(bad)).toBeNull();
    }
  });
});

describe('redaction', () => {
  const before = order();
  const redacted = (by: string) =>
    order({
      billTo: address({ name: `REDACTED (${by})` }),
      shipTo: address({ ...before.shipTo, name: `REDACTED (${by})`, street1: `REDACTED (${by})` }),
      email: `REDACTED (${by})`,
      status: 'shipped',
    });

  it('by Amazon keeps the good names of before, by GDPR scrubs them', () => {
    expect(keepGoodNames(before, redacted('Amazon'))).toMatchObject({
      billTo: { name: 'Ana Ruiz' },
      shipTo: { street1: '4 Elm St' },
      email: 'ana.ruiz@example.com',
    });
    expect(keepGoodNames(before, redacted('GDPR'))).toMatchObject({ billTo: { name: 'REDACTED (GDPR)' } });
    expect(orderRedaction(redacted('GDPR'))).toBe('gdpr');
    expect(orderRedaction(before)).toBeNull();
  });
});

describe('what changed in an order', () => {
  it('is told field by field with whether it matters', () => {
    const after = member(
      order({ items: [{ quantity: 3 }, { name: 'Towel', unitPrice: '9.00' }], orderTotal: '57.00', internalNotes: 'call' }),
      [shipment({ voided: true })],
    );
    expect(diffMembers(member(order(), [shipment()]), after)).toEqual([
      { field: 'Order total', before: '34', after: '57', matters: true },
      { field: 'Amount paid', before: '34', after: '57', matters: true },
      { field: 'Internal notes', before: null, after: 'call', matters: false },
      { field: 'Stoneware Mug: quantity', before: '2', after: '3', matters: true },
      { field: 'Towel', before: null, after: '1 × 9', matters: true },
      { field: 'Label: voided', before: 'no', after: 'yes', matters: true },
    ]);
    expect(diffMembers(member(order()), member(order()))).toEqual([]);
  });
});

describe('label cost', () => {
  it('is what the merchant paid for labels that were not voided, returns apart', () => {
    const labels = [
      shipment({ shipmentCost: '5.41', insuranceCost: '1.10' }),
      shipment({ shipmentCost: '7', voided: true }),
      shipment({ shipmentCost: '4', isReturn: true }),
    ];
    expect(labelCostOf(labels)).toEqual({ outbound: '6.51', returns: '4' });
    expect(shippingMarginOf(member(order(), labels))).toBe('-0.51');
  });
});
