import { describe, expect, it } from 'vitest';

import { bodyOf, booksReference, codesOf, config, customer, planOf } from '../helpers/domain-builders.ts';
import { address, order } from '../helpers/order-builders.ts';

const named = (name: string | null, email: string | null = null) =>
  order({ billTo: address({ name }), shipTo: address({ street1: '4 Elm St', city: 'Boise' }), email, username: null });

describe('the customer of a buyer', () => {
  it('is found by e-mail in any case', () => {
    expect(planOf(order({ email: 'ANA.RUIZ@example.com', billTo: address({ name: 'A. Ruiz' }) })).customer).toEqual({
      kind: 'existing',
      id: '58',
      name: 'Ana Ruiz',
      matchedBy: 'e-mail',
    });
  });

  it('is found by name without case, accents and spaces, where no other e-mail speaks against it', () => {
    const books = booksReference({
      records: [customer({ id: '70', name: 'Chloé  Martin' }), customer({ id: '71', name: 'Marcus Hale', email: 'old@example.com' })],
    });
    expect(planOf(named('CHLOE MARTIN', 'chloe@example.com'), { books }).customer).toMatchObject({ id: '70', matchedBy: 'name' });
    expect(planOf(named('Marcus Hale', 'new@example.com'), { books }).customer).toEqual({
      kind: 'new',
      name: 'Marcus Hale (new@example.com)',
      email: 'new@example.com',
    });
  });

  it('is asked for where several match, and taken as a person says', () => {
    const books = booksReference({ records: [customer({ id: '70', name: 'Jordan Lee' }), customer({ id: '71', name: 'Jordán Lee' })] });
    const plan = planOf(named('Jordan Lee'), { books });
    expect(plan.blockers).toMatchObject([{ code: 'customer/ambiguous', details: { candidates: [{ id: '70' }, { id: '71' }] } }]);
    expect(plan.blockers[0]?.choices.map(({ choice }) => choice)).toEqual(['use-customer', 'create-customer']);
    const chosen = planOf(named('Jordan Lee'), {
      books,
      decisions: [{ orderId: 500100200, code: 'customer/ambiguous', choice: 'use-customer', value: '71' }],
    });
    expect(chosen.customer).toEqual({ kind: 'existing', id: '71', name: 'Jordán Lee', matchedBy: 'chosen' });
    const made = planOf(named('Jordan Lee', 'jordan@example.com'), {
      books,
      decisions: [{ orderId: 500100200, code: 'customer/ambiguous', choice: 'create-customer', value: null }],
    });
    expect(made.customer).toMatchObject({ kind: 'new', name: 'Jordan Lee (jordan@example.com)' });
  });

  it('needs the name too where the e-mail was seen with several names', () => {
    const shared = { emailIsShared: () => true };
    expect(planOf(order(), shared).customer).toMatchObject({ id: '58' });
    const other = planOf(named('Ivan Petrov', 'ana.ruiz@example.com'), shared);
    expect(other.customer).toMatchObject({ kind: 'new', name: 'Ivan Petrov' });
    expect(codesOf(other.warnings)).toEqual(['customer/shared-email', 'customer/will-be-created']);
  });

  it('does not take inactive customers, nor those of another currency', () => {
    const books = booksReference({ records: [customer({ id: '58', name: 'Ana Ruiz', email: 'ana.ruiz@example.com', active: false })] });
    expect(planOf(order(), { books }).customer).toMatchObject({ kind: 'new', name: 'Ana Ruiz (ana.ruiz@example.com)' });
    const foreign = booksReference({ records: [customer({ id: '58', name: 'Ana Ruiz', email: 'ana.ruiz@example.com', currency: 'CAD' })] });
    expect(planOf(order(), { books: foreign }).customer).toMatchObject({ kind: 'new' });
  });

  it('is made with a name that no vendor holds, or asked for', () => {
    const books = booksReference({ records: [{ kind: 'vendor', id: '90', name: 'Cascade Paper', active: true, syncToken: '0' }] });
    expect(planOf(named('Cascade Paper', 'orders@cascade.example'), { books }).customer).toMatchObject({
      name: 'Cascade Paper (orders@cascade.example)',
    });
    expect(planOf(named('Cascade Paper'), { books }).blockers).toMatchObject([{ code: 'customer/name-taken' }]);
  });

  it('leaves the name to the buyer of an earlier order that waits, who has another e-mail', () => {
    const asked: unknown[] = [];
    const before = (email: string) => ({
      emailOfEarlierNamesake: (...what: readonly unknown[]): string => {
        asked.push(what);
        return email;
      },
    });
    const plan = planOf(named('Kofi  Mensah', 'Kofi@example.org'), before('alias@market.example'));
    expect(plan.customer).toMatchObject({ kind: 'new', name: 'Kofi Mensah (Kofi@example.org)' });
    expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'customer/will-be-created' }));
    expect(asked).toEqual([['kofi mensah', plan.orderId]]);
    // The same buyer again, and a buyer of that name without an e-mail.
    expect(planOf(named('Kofi Mensah', 'kofi@example.org'), before('kofi@example.org')).customer).toMatchObject({ name: 'Kofi Mensah' });
    expect(planOf(named('Kofi Mensah'), before('alias@market.example')).customer).toMatchObject({ name: 'Kofi Mensah' });
  });

  it('is made once, named symbolically, before what it is named in', () => {
    const plan = planOf(named('Dana: Whitcomb\u202e\t', 'dana@example.com'));
    expect(plan.documents.map(({ kind, makes, subject }) => [kind, makes, subject])).toEqual([
      ['customer', 'new-customer', 'customer:dana whitcomb <dana@example.com>'],
      ['invoice', 'invoice', 'invoice:500100200'],
    ]);
    expect(bodyOf(plan, 'customer')).toMatchObject({
      DisplayName: 'Dana Whitcomb',
      GivenName: 'Dana',
      FamilyName: 'Whitcomb',
      PrimaryEmailAddr: { Address: 'dana@example.com' },
    });
    expect(bodyOf(plan, 'invoice')['CustomerRef']).toEqual({ value: { ref: 'new-customer' } });
  });

  it('changes nothing in the plan’s fingerprint when it was made meanwhile', () => {
    const before = planOf(named('Dana Whitcomb', 'dana@example.com'));
    const after = planOf(named('Dana Whitcomb', 'dana@example.com'), {
      books: booksReference({ records: [customer({ id: '99', name: 'Dana Whitcomb', email: 'dana@example.com' })] }),
    });
    expect(after.customer).toMatchObject({ kind: 'existing', id: '99' });
    expect(after.fingerprint).toBe(before.fingerprint);
  });

  it('is named after ship-to, company or username where bill-to says nothing', () => {
    const nobody = address();
    expect(planOf(order({ email: null, billTo: nobody, shipTo: address({ name: 'Receiver' }) })).customer).toMatchObject({
      name: 'Receiver',
    });
    expect(planOf(order({ email: null, billTo: address({ company: 'Acme' }), shipTo: nobody })).customer).toMatchObject({ name: 'Acme' });
    expect(planOf(order({ email: null, billTo: nobody, shipTo: nobody, username: 'buyer77' })).customer).toMatchObject({ name: 'buyer77' });
    expect(codesOf(planOf(order({ email: null, billTo: nobody, shipTo: nobody, username: null })).blockers)).toEqual(['customer/no-name']);
  });
});

describe('redacted and channel buyers', () => {
  it.each(['REDACTED (Amazon)', 'redacted (GDPR)', '[Redacted]', 'REDACTED'])('never make a customer of %s', (name) => {
    const redacted = order({ billTo: address({ name }), email: name });
    expect(codesOf(planOf(redacted).blockers)).toEqual(['order/buyer-redacted']);
    const plan = planOf(redacted, { config: config({ store: { channelCustomer: { name: 'Amazon Customers' } } }) });
    expect(plan.customer).toMatchObject({ id: '59', matchedBy: 'channel' });
    expect(bodyOf(plan, 'invoice')).not.toHaveProperty('BillAddr');
    expect(bodyOf(plan, 'invoice')).not.toHaveProperty('BillEmail');
  });

  it('book to the channel’s customer where the store says so, and ask for it where it is missing', () => {
    const channel = config({ store: { customer: 'channel', channelCustomer: { name: 'amazon customers' } } });
    expect(planOf(order(), { config: channel }).customer).toMatchObject({ id: '59' });
    expect(codesOf(planOf(order(), { config: config({ store: { customer: 'channel' } }) }).blockers)).toEqual([
      'mapping/channel-customer-missing',
    ]);
    const gone = config({ store: { customer: 'channel', channelCustomer: { name: 'Etsy Customers' } } });
    expect(codesOf(planOf(order(), { config: gone }).blockers)).toEqual(['mapping/record-not-found']);
  });
});
