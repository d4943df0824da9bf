import { describe, expect, it } from 'vitest';

import { changedConfig } from '../../electron/core/use-cases/config-changes.ts';
import { parseConfig } from '../../shared/contract/config.ts';
import type { ReferenceRecord } from '../../shared/domain/books/reference.ts';
import type { Config } from '../../shared/domain/config/config.ts';
import { settingChanges } from '../../shared/domain/config/setting-changes.ts';
import { bodyOf, booksReference, codesOf, config, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

const CLEARING = { kind: 'account', active: true, syncToken: '0', accountType: 'Bank', accountSubType: null, currency: null } as const;

describe('ways of paying', () => {
  const records: readonly ReferenceRecord[] = [
    { kind: 'payment-method', id: '91', name: 'PayPal', active: true, syncToken: '0' },
    { kind: 'payment-method', id: '92', name: 'Card', active: true, syncToken: '0' },
    { kind: 'payment-method', id: '93', name: 'Gift Card', active: false, syncToken: '0' },
    { ...CLEARING, id: '71', name: 'PayPal Clearing' },
    { ...CLEARING, id: '72', name: 'Euro Clearing', currency: 'EUR' },
  ];
  const books = booksReference({ records });
  const mapped = (paymentMethods: Config['paymentMethods'], document: 'invoice-with-payment' | 'sales-receipt' | 'invoice') =>
    config({ paymentMethods, store: { document, paymentMethod: { name: 'Card' } } });
  const payPal = { match: { paymentMethod: ' PAYPAL' }, method: { name: 'PayPal' }, account: { name: 'PayPal Clearing' } };

  it.each([
    ['invoice-with-payment', 'payment'],
    ['sales-receipt', 'sales-receipt'],
  ] as const)('choose payment method and account of the money: %s', (document, kind) => {
    const [paid, other] = [order({ paymentMethod: 'PayPal' }), order({ paymentMethod: 'Visa' })];
    expect(bodyOf(planOf(paid, { config: mapped([payPal], document), books }), kind)).toMatchObject({
      PaymentMethodRef: { value: '91' },
      DepositToAccountRef: { value: '71' },
    });
    for (const untouched of [
      planOf(other, { config: mapped([payPal], document), books }),
      planOf(order({ paymentMethod: null }), { config: mapped([payPal], document), books }),
    ]) {
      expect(bodyOf(untouched, kind)).toMatchObject({ PaymentMethodRef: { value: '92' }, DepositToAccountRef: { value: '4' } });
    }
  });

  it('leave to the store what a mapping does not say, and one of the order’s own store wins', () => {
    const own = { match: { paymentMethod: 'paypal', store: 300101 }, method: null, account: { name: 'PayPal Clearing' } };
    const elsewhere = { match: { paymentMethod: 'paypal', store: 5 }, method: { name: 'Not There' }, account: null };
    const rules = mapped([elsewhere, payPal, own], 'invoice-with-payment');
    expect(bodyOf(planOf(order({ paymentMethod: 'paypal' }), { config: rules, books }), 'payment')).toMatchObject({
      PaymentMethodRef: { value: '92' },
      DepositToAccountRef: { value: '71' },
    });
  });

  it('need no clearing account of the store where a mapping names one', () => {
    const store = { document: 'invoice-with-payment', clearingAccount: null } as const;
    const paid = order({ paymentMethod: 'PayPal' });
    expect(planOf(paid, { config: config({ store, paymentMethods: [payPal] }), books }).outcome).toBe('ready');
    expect(codesOf(planOf(order(), { config: config({ store, paymentMethods: [payPal] }), books }).blockers)).toEqual([
      'mapping/clearing-account-missing',
    ]);
  });

  it.each([
    ['mapping/record-not-found', { ...payPal, method: { name: 'Not There' } }],
    ['mapping/record-inactive', { ...payPal, method: { name: 'Gift Card' } }],
    ['mapping/record-not-found', { ...payPal, account: { name: 'Not There' } }],
    ['books/currency-off', { ...payPal, account: { name: 'Euro Clearing' } }],
  ] as const)('block with %s where what is named can’t be used, and say which mapping it is', (code, mapping) => {
    const plan = planOf(order({ paymentMethod: 'PayPal' }), { config: mapped([mapping], 'invoice-with-payment'), books });
    expect(codesOf(plan.blockers)).toEqual([code]);
    expect(plan.blockers[0]?.message).toMatch(code === 'books/currency-off' ? /Euro Clearing/ : /payments by "PayPal"/);
  });

  it('say nothing where no money is recorded', () => {
    const broken = { ...payPal, account: { name: 'Not There' } };
    expect(planOf(order({ paymentMethod: 'PayPal' }), { config: mapped([broken], 'invoice'), books }).blockers).toEqual([]);
  });

  it('change the plan, so that an approval of before lapses', () => {
    const paid = order({ paymentMethod: 'PayPal' });
    const [before, after] = [[], [payPal]].map((mappings) => planOf(paid, { config: mapped(mappings, 'invoice-with-payment'), books }));
    expect(after?.fingerprint).not.toBe(before?.fingerprint);
  });
});

describe('mappings of ways of paying', () => {
  const payPal = { match: { paymentMethod: 'PayPal' }, method: { name: 'PayPal' }, account: null };

  it('are none in a document of before, and need a method or an account', () => {
    expect(parseConfig({ version: 1 }).paymentMethods).toEqual([]);
    expect(
      parseConfig({ version: 1, paymentMethods: [{ match: { paymentMethod: ' PayPal ' }, account: { id: '7' } }] }).paymentMethods,
    ).toEqual([{ match: { paymentMethod: 'PayPal' }, method: null, account: { id: '7' } }]);
    expect(() => parseConfig({ version: 1, paymentMethods: [{ match: { paymentMethod: 'PayPal' } }] })).toThrow(
      /at least one of method and account/,
    );
    expect(() => parseConfig({ version: 1, paymentMethods: [{ match: { store: 5 }, account: { id: '7' } }] })).toThrow(/paymentMethod/);
  });

  it('replace the one of the same way and store, however it is written', () => {
    const before = parseConfig({ version: 1, paymentMethods: [payPal, { ...payPal, match: { paymentMethod: 'PayPal', store: 5 } }] });
    const changed = changedConfig(before, [
      { kind: 'payment-method', mapping: { match: { paymentMethod: 'PAYPAL ' }, method: null, account: { id: '7' } } },
    ]);
    expect(changed?.paymentMethods.map(({ match }) => match)).toEqual([
      { paymentMethod: 'PayPal', store: 5 },
      { paymentMethod: 'PAYPAL ' },
    ]);
    const removed = changedConfig(before, [{ kind: 'remove-payment-method', match: { paymentMethod: 'paypal', store: 5 } }]);
    expect(removed?.paymentMethods).toEqual([payPal]);
  });

  it('stand in the history with what they were and are', () => {
    const [none, one] = [parseConfig({ version: 1 }), parseConfig({ version: 1, paymentMethods: [payPal] })];
    expect(settingChanges(none, one)).toEqual([
      { area: 'payment-method', subject: '{"paymentMethod":"PayPal"}', change: 'added', field: null, before: null, after: 'PayPal' },
    ]);
  });
});
