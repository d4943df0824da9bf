import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';

import { PRACTICE_REGIMES } from '../../electron/practice/practice.ts';
import { ENTITIES } from '../../electron/practice/quickbooks/entity-names.ts';
import { type JsonObject, objectAt, objectsAt, parseOwnObject } from '../../electron/practice/quickbooks/json-value.ts';
import { type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const ORACLES = join(import.meta.dirname, '../../../shared/oracles/quickbooks');
const SCHEMA = join(ORACLES, 'qbo-v3.schema.json');

describe.skipIf(!existsSync(SCHEMA))("answers against Intuit's schema (skipped where ../shared/oracles is not beside the checkout)", () => {
  const check = (): ((entity: string, object: JsonObject) => string[]) => {
    // The schema names two account sub-types twice, which its own meta-schema forbids and which does no harm.
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
    ajv.addSchema(parseOwnObject(readFileSync(SCHEMA, 'utf8')), 'qbo');
    return (entity, object) => {
      const validate: ValidateFunction | undefined = ajv.getSchema(`qbo#/definitions/${entity}`);
      if (validate === undefined) {
        throw new Error(`The schema has no ${entity}`);
      }
      return validate(object) === true
        ? []
        : (validate.errors ?? []).map((error) => `${entity}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
    };
  };

  it.each(PRACTICE_REGIMES)('hold for everything that %s is seeded with', async (regime) => {
    const shop = await startHarness(regime);
    const errorsOf = check();
    for (const entity of ENTITIES) {
      const rows = await shop.rows(
        `SELECT * FROM ${entity}${entity === 'CompanyInfo' || entity === 'Preferences' ? '' : ' MAXRESULTS 1000'}`,
      );
      expect(rows.flatMap((row) => errorsOf(entity, row))).toEqual([]);
    }
  });

  it('hold for documents as they are made, paid, changed and voided', async () => {
    const shop = await startHarness();
    const errorsOf = check();
    for (const [entity, object] of await lifeOfDocuments(shop)) {
      expect(errorsOf(entity, object)).toEqual([]);
    }
  });

  it('hold for several currencies, and for a credit memo that settles an invoice', async () => {
    const shop = await startHarness('us-none');
    const errorsOf = check();
    shop.books.control.colleague.keepsCurrencies(['EUR']);
    const euro = { CurrencyRef: { value: 'EUR' } };
    const customer = only(await shop.create('Customer', { DisplayName: 'Café Lyon', ...euro }), 'Customer');
    const head = { CustomerRef: { value: idIn(customer) }, ...euro, Line: [salesLine('1', 9.99)] };
    const invoice = only(await shop.create('Invoice', head), 'Invoice');
    const memo = only(await shop.create('CreditMemo', head), 'CreditMemo');
    const settled = await shop.create('Payment', {
      CustomerRef: head.CustomerRef,
      ...euro,
      TotalAmt: 0,
      Line: [invoice, memo].map((document, index) => ({
        Amount: 9.99,
        LinkedTxn: [{ TxnId: idIn(document), TxnType: index === 0 ? 'Invoice' : 'CreditMemo' }],
      })),
    });
    const [currency] = await shop.rows('SELECT * FROM CompanyCurrency');
    const documents = [
      ['Customer', customer],
      ['CompanyCurrency', currency ?? {}],
      ['Invoice', shop.books.object('Invoice', idIn(invoice)) ?? {}],
      ['CreditMemo', shop.books.object('CreditMemo', idIn(memo)) ?? {}],
      ['Payment', only(settled, 'Payment')],
    ] as const;
    expect(documents.flatMap(([entity, object]) => errorsOf(entity, object))).toEqual([]);
  });

  it('do not hold for a property that the schema does not know', async () => {
    const shop = await startHarness();
    expect(check()('Customer', { ...shop.books.object('Customer', '1'), futureProperty: 1 })).toHaveLength(1);
  });
});

async function lifeOfDocuments(shop: Harness): Promise<readonly (readonly [string, JsonObject])[]> {
  const lines = [
    salesLine('1', 28, { Qty: 2, UnitPrice: 14, TaxCodeRef: { value: 'TAX' } }),
    salesLine('SHIPPING_ITEM_ID', 5),
    { DetailType: 'DescriptionOnly', Description: 'x', DescriptionLineDetail: {} },
    { DetailType: 'DiscountLineDetail', Amount: 3, DiscountLineDetail: { PercentBased: false } },
  ];
  const address = { Line1: '1 Way', City: 'Seattle', CountrySubDivisionCode: 'WA' };
  const head = {
    CustomerRef: { value: '1' },
    ShipAddr: address,
    TxnTaxDetail: { TotalTax: 2 },
    ShippingTaxIncludedInTotalTax: true,
    CustomField: [{ DefinitionId: '1', StringValue: 'Etsy' }],
  };
  const invoice = only(await shop.create('Invoice', { ...head, DocNumber: 'X-1', Line: lines }), 'Invoice');
  const receipt = only(
    await shop.create('SalesReceipt', { ...head, DocNumber: 'X-2', PaymentRefNum: 'X-2', PaymentMethodRef: { value: '1' }, Line: lines }),
    'SalesReceipt',
  );
  const memo = only(await shop.create('CreditMemo', { ...head, DocNumber: 'X-3', Line: lines }), 'CreditMemo');
  const payment = only(
    await shop.create('Payment', {
      CustomerRef: { value: '1' },
      TotalAmt: 32,
      Line: [{ Amount: 32, LinkedTxn: [{ TxnId: invoice['Id'], TxnType: 'Invoice' }] }],
    }),
    'Payment',
  );
  const paid = only(await shop.call('GET', `/invoice/${idIn(invoice)}`), 'Invoice');
  const voided = only(await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '1' }, '&operation=void'), 'Invoice');
  const cdc = await shop.call('GET', '/cdc?entities=Payment&changedSince=2026-06-22');
  const changed = objectsAt(objectsAt(objectsAt(cdc.body, 'CDCResponse')[0] ?? null, 'QueryResponse')[0] ?? null, 'Payment');
  expect(objectAt(cdc.body, 'CDCResponse')).toBeNull();
  return [
    ['Invoice', invoice],
    ['SalesReceipt', receipt],
    ['CreditMemo', memo],
    ['Payment', payment],
    ['Invoice', paid],
    ['Invoice', voided],
    ...changed.map((object) => ['Payment', object] as const),
  ];
}
