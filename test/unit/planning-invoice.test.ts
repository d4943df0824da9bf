import { describe, expect, it } from 'vitest';

import { parsePacific } from '../../shared/domain/time/zones.ts';
import { bodyOf, config, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

describe('the worked examples of the APIs', () => {
  it('plans the sample order of ShipStation’s documentation to its own total of 194.43', () => {
    const plan = planOf(
      order({
        items: [
          { quantity: 2, unitPrice: '99.99', taxAmount: '2.5', sku: 'MUG-1', name: 'Test item #1' },
          { quantity: 1, unitPrice: '-20.55', sku: 'DISCOUNT CODE', name: '10% OFF', adjustment: true },
        ],
        orderTotal: '194.43',
        amountPaid: '218.73',
        taxAmount: '5',
        shippingAmount: '10',
      }),
    );
    expect(plan.blockers).toEqual([]);
    expect(plan.outcome).toBe('ready');
    expect(plan.total).toEqual({ minor: 19443, currency: 'USD' });
    expect(plan.tieOut).toMatchObject({ linesMinor: 19998, discountMinor: -2055, shippingMinor: 1000, taxMinor: 500, differenceMinor: 0 });
    expect(plan.warnings.map(({ code }) => code)).toEqual(['order/credit-of-customer']);
    expect(bodyOf(plan, 'invoice')).toMatchInlineSnapshot(`
      {
        "BillAddr": {
          "Line1": "Ana Ruiz",
        },
        "BillEmail": {
          "Address": "ana.ruiz@example.com",
        },
        "CustomerRef": {
          "value": "58",
        },
        "DocNumber": "10457",
        "Line": [
          {
            "Amount": 199.98,
            "Description": "Test item #1",
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {
              "ItemRef": {
                "value": "21",
              },
              "Qty": 2,
              "TaxCodeRef": {
                "value": "TAX",
              },
              "UnitPrice": 99.99,
            },
          },
          {
            "Amount": 10,
            "Description": "Shipping: Standard",
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {
              "ItemRef": {
                "value": "31",
              },
              "Qty": 1,
              "TaxCodeRef": {
                "value": "NON",
              },
              "UnitPrice": 10,
            },
          },
          {
            "Amount": 20.55,
            "DetailType": "DiscountLineDetail",
            "DiscountLineDetail": {
              "DiscountAccountRef": {
                "value": "3",
              },
              "PercentBased": false,
            },
          },
        ],
        "PrivateNote": "Order 10457, ShipStation order id 500100200, Harbor & Pine. [purser ead3f1cc9a5096d264609c1729c45b81]",
        "ShipAddr": {
          "City": "Boise",
          "Country": "USA",
          "CountrySubDivisionCode": "ID",
          "Line1": "Ana Ruiz",
          "Line2": "4 Elm St",
          "PostalCode": "83702-1111",
        },
        "ShipDate": "2026-03-08",
        "ShipMethodRef": {
          "value": "USPS Ground Advantage",
        },
        "ShippingTaxIncludedInTotalTax": true,
        "TxnDate": "2026-03-08",
        "TxnTaxDetail": {
          "TotalTax": 5,
        },
      }
    `);
  });

  it('reads the worked example of Pacific time', () => {
    expect(parsePacific('2015-06-06T00:29:35.0000000')).toBe('2015-06-06T07:29:35.000Z');
  });
});

describe('an invoice with payment', () => {
  it('records what was paid into the clearing account, against the invoice of the same plan', () => {
    const plan = planOf(order(), { config: config({ store: { document: 'invoice-with-payment' } }) });
    expect(bodyOf(plan, 'payment')).toMatchInlineSnapshot(`
      {
        "CustomerRef": {
          "value": "58",
        },
        "DepositToAccountRef": {
          "value": "4",
        },
        "Line": [
          {
            "Amount": 34,
            "LinkedTxn": [
              {
                "TxnId": {
                  "ref": "invoice",
                },
                "TxnType": "Invoice",
              },
            ],
          },
        ],
        "PaymentRefNum": "10457",
        "PrivateNote": "Order 10457, ShipStation order id 500100200, Harbor & Pine. [purser 8b67bbf2af915e94c9d646f5019f8486]",
        "TotalAmt": 34,
        "TxnDate": "2026-03-08",
      }
    `);
  });
});
