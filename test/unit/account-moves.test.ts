import { describe, expect, it } from 'vitest';

import { AccountMoves, receivedEntries, soldEntries } from '../../electron/core/use-cases/account-moves.ts';
import { booksReference, config, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

const books = booksReference({
  records: [
    {
      kind: 'account',
      id: '71',
      name: 'PayPal Clearing',
      active: true,
      syncToken: '0',
      accountType: 'Bank',
      accountSubType: null,
      currency: null,
    },
  ],
});
const payPal = { match: { paymentMethod: 'PayPal' }, method: null, account: { name: 'PayPal Clearing' } };
const planned = (
  document: 'invoice' | 'invoice-with-payment' | 'sales-receipt',
  mappings: readonly (typeof payPal)[],
  amountPaid = '36.24',
) =>
  planOf(order({ paymentMethod: 'PayPal', taxAmount: '2.24', orderTotal: '36.24', amountPaid }), {
    books,
    config: config({ store: { document }, paymentMethods: mappings }),
  });

const usd = (minor: number) => ({ minor, currency: 'USD' });

describe('what a change of mappings moves', () => {
  it.each(['invoice-with-payment', 'sales-receipt'] as const)('is the account that receives the money: %s', (document) => {
    const [sold, received] = [new AccountMoves(soldEntries), new AccountMoves(receivedEntries(books))];
    for (const moves of [sold, received]) {
      moves.add(planned(document, []), planned(document, [payPal]));
    }
    expect(sold.list()).toEqual([]);
    expect(received.list()).toEqual([
      { accountName: 'Shopify Clearing', before: usd(3_624), after: usd(0) },
      { accountName: 'PayPal Clearing', before: usd(0), after: usd(3_624) },
    ]);
  });

  it('is only what was paid, and nothing where no money is recorded', () => {
    const partly = new AccountMoves(receivedEntries(books));
    partly.add(null, planned('invoice-with-payment', [payPal], '20.00'));
    expect(partly.list()).toEqual([{ accountName: 'PayPal Clearing', before: usd(0), after: usd(2_000) }]);
    const none = new AccountMoves(receivedEntries(books));
    none.add(planned('invoice', []), planned('invoice', [payPal]));
    expect(none.list()).toEqual([]);
  });

  it('is what lines put on their accounts, and the tax that is on none', () => {
    const sold = new AccountMoves(soldEntries);
    sold.add(null, planned('invoice', []));
    expect(sold.list()).toEqual([
      { accountName: 'Sales of Product Income', before: usd(0), after: usd(2_800) },
      { accountName: 'Shipping Income', before: usd(0), after: usd(600) },
      { accountName: 'Sales tax payable', before: usd(0), after: usd(224) },
    ]);
  });
});
