import { decimal, extendToMinor, fromMinor } from '../../../../shared/domain/money/decimal.ts';
import { addDays, type BusinessDate } from '../../../../shared/domain/time/instants.ts';
import { BOOKED_BEFORE } from '../../seed/already-booked.ts';
import { PRODUCTS, SELLER_TAX, SHIPPING_METHODS } from '../../seed/catalogue.ts';
import type { CompanyFile } from '../company-file.ts';
import { createPayment } from '../entities/payment.ts';
import { createSales } from '../entities/sales-writes.ts';
import type { JsonObject } from '../json-value.ts';
import { itemId } from './chart.ts';
import { seededId } from './must.ts';
import { customerId } from './people.ts';

interface PriorSale {
  readonly documentNumber: string;
  readonly entity: 'Invoice' | 'SalesReceipt';
  readonly customerName: string;
  readonly sku: string;
  readonly quantity: number;
  readonly shipping: string | null;
  readonly daysBeforeAnchor: number;
  readonly isPaid: boolean;
}

/** Wholesale invoices from before Purser: two within the closed books, one of them paid. */
const PRIOR_SALES: readonly PriorSale[] = [
  {
    documentNumber: '1001',
    entity: 'Invoice',
    customerName: 'Fern & Fable Gifts',
    sku: 'WHS-MUG-12',
    quantity: 4,
    shipping: null,
    daysBeforeAnchor: 96,
    isPaid: true,
  },
  {
    documentNumber: '1002',
    entity: 'Invoice',
    customerName: 'Lakeside General Store',
    sku: 'WHS-CNDL-24',
    quantity: 1,
    shipping: '18.00',
    daysBeforeAnchor: 71,
    isPaid: false,
  },
  {
    documentNumber: '1003',
    entity: 'SalesReceipt',
    customerName: 'Walk-in Customer',
    sku: 'MUG-1',
    quantity: 3,
    shipping: null,
    daysBeforeAnchor: 44,
    isPaid: false,
  },
  {
    documentNumber: '1004',
    entity: 'Invoice',
    customerName: 'Fern & Fable Gifts',
    sku: 'WHS-CNDL-24',
    quantity: 2,
    shipping: '18.00',
    daysBeforeAnchor: 22,
    isPaid: false,
  },
];
const LAST_NUMBER = 1004;

/**
 * Writes the sales that the books hold before Purser's first posting. The clock is set to each day in turn, so that the
 * documents were made when they say.
 */
export function seedHistory(company: CompanyFile, anchorOn: BusinessDate, setDay: (date: BusinessDate) => void): void {
  const sales = [...PRIOR_SALES, ...BOOKED_BEFORE.map((sale) => ({ ...sale, isPaid: false }))];
  for (const sale of sales.toSorted((a, b) => b.daysBeforeAnchor - a.daysBeforeAnchor)) {
    const txnDate = addDays(anchorOn, -sale.daysBeforeAnchor);
    setDay(txnDate);
    const customer = customerId(company, sale.customerName);
    const invoiceId = seededId(createSales(company, sale.entity, saleBody(company, sale, customer, txnDate), false));
    if (sale.isPaid) {
      const total = company.find('Invoice', invoiceId)?.body['TotalAmt'] ?? 0;
      seededId(
        createPayment(company, {
          CustomerRef: { value: customer },
          TotalAmt: total,
          TxnDate: addDays(txnDate, 14),
          Line: [{ Amount: total, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] }],
        }),
      );
    }
  }
  company.setSequence('documentNumbers', LAST_NUMBER);
}

/** One product line and the shipping charge, neither taxed. */
function saleBody(company: CompanyFile, sale: PriorSale, customer: string, txnDate: BusinessDate): JsonObject {
  const product = PRODUCTS.find((known) => known.sku === sale.sku);
  const itemName = product?.itemName ?? null;
  if (product === undefined || itemName === null) {
    throw new Error(`The practice books have no item for ${sale.sku}`);
  }
  const price = decimal(product.price);
  const amount = Number(fromMinor(extendToMinor(sale.quantity, price, 2), 2));
  const isCanada = company.regime === 'canada';
  const code = isCanada ? (company.findNamed(['TaxCode'], SELLER_TAX.canada.zeroCode)?.id ?? '') : 'NON';
  const goods = {
    ItemRef: { value: itemId(company, itemName) },
    Qty: sale.quantity,
    UnitPrice: Number(price),
    TaxCodeRef: { value: code },
  };
  const shipping = { ItemRef: { value: itemId(company, SHIPPING_METHODS[0].itemName) }, TaxCodeRef: { value: code } };
  return {
    CustomerRef: { value: customer },
    DocNumber: sale.documentNumber,
    TxnDate: txnDate,
    ...(isCanada ? { GlobalTaxCalculation: 'TaxExcluded' } : {}),
    Line: [
      { Amount: amount, Description: product.name, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: goods },
      ...(sale.shipping === null
        ? []
        : [{ Amount: Number(sale.shipping), Description: 'Shipping', DetailType: 'SalesItemLineDetail', SalesItemLineDetail: shipping }]),
    ],
  };
}
