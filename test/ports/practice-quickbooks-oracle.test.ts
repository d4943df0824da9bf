import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';

import { PRACTICE_REGIMES } from '../../electron/practice/practice.ts';
import { ENTITIES } from '../../electron/practice/quickbooks/entity-names.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  objectsAt,
  parseOwnObject,
  parseJson,
} from '../../electron/practice/quickbooks/json-value.ts';
import { type Harness, idIn, missing, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

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

/** Answer of the n-th call of a recording. */
function recorded(name: string, index = 0): JsonObject {
  const calls = parseJson(readFileSync(join(ORACLES, 'recorded', `${name}.json`), 'utf8'))?.value;
  const call = Array.isArray(calls) ? calls[index] : null;
  return objectAt(isObject(call) ? call : null, 'responseBody') ?? missing(name);
}

/** Paths of all properties, whatever their order and however long lists are. */
function pathsOf(value: Json | undefined, at = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: Json) => pathsOf(entry, `${at}[]`));
  }
  if (!isObject(value)) {
    return [at];
  }
  return Object.entries(value).flatMap(([name, inside]) => pathsOf(inside, `${at}.${name}`));
}

function missingFrom(ours: JsonObject, theirs: JsonObject): readonly string[] {
  const have = new Set(pathsOf(ours));
  return [...new Set(pathsOf(theirs))].filter((path) => !have.has(path));
}

describe.skipIf(!existsSync(SCHEMA))('answers beside recorded ones (skipped where ../shared/oracles is not beside the checkout)', () => {
  it('carry every property that a new customer, a new invoice and a voided one were recorded with', async () => {
    const shop = await startHarness('us-manual');
    expect(missingFrom((await shop.create('Customer', { DisplayName: 'Doe5, Jane' })).body, recorded('create__customer'))).toEqual([]);
    const invoice = await shop.create('Invoice', {
      CustomerRef: { value: await shop.customerId('Fern & Fable Gifts') },
      DocNumber: '1043',
      Line: [salesLine('1', 100, { TaxCodeRef: { value: 'NON' } })],
    });
    expect(missingFrom(invoice.body, recorded('create__invoice'))).toEqual([]);
    const voided = await shop.create('Invoice', { Id: only(invoice, 'Invoice')['Id'], SyncToken: '0' }, '&operation=void');
    expect(missingFrom(voided.body, recorded('void__invoice', 1))).toEqual([]);
  });

  it('are built the same for refusals, signed-out calls and deletions', async () => {
    const shop = await startHarness();
    const taken = await shop.create('Customer', { DisplayName: 'Cascade Paper Supply' });
    expect(missingFrom(taken.body, recorded('error__validation'))).toEqual([]);
    const unknown = await shop.create('Invoice', { BadJson: true });
    expect(missingFrom(unknown.body, recorded('error__400_json'))).toEqual([]);
    expect(pathsOf((await shop.call('GET', '/customer/1.5')).body)).toEqual(pathsOf(recorded('error__500', 1)));
    const invoice = only(await shop.create('Invoice', { CustomerRef: { value: '1' }, Line: [salesLine('8', 1)] }), 'Invoice');
    const deleted = await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '0' }, '&operation=delete');
    expect(pathsOf(deleted.body)).toEqual(pathsOf(recorded('delete__invoice', 1)));
    shop.books.control.expireAccessTokens();
    expect(pathsOf((await shop.call('GET', '/customer/1')).body)).toEqual(pathsOf(recorded('error__401')));
  });
});
