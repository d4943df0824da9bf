import type { Entity } from '../entity-names.ts';
import { address, boolean, choice, number, record, reference, type Shape, text } from './fields.ts';
import { account, customer, employee, item, named, vendor } from './list-shapes.ts';
import { invoice, payment, sales } from './transaction-shapes.ts';

/** What callers may send, by entity. An entity that is not here can only be read. */
export const SHAPES: Readonly<Partial<Record<Entity, Shape>>> = {
  Invoice: invoice,
  SalesReceipt: sales,
  CreditMemo: { ...sales, RemainingCredit: number, InvoiceRef: reference, SalesTermRef: reference },
  Payment: payment,
  Customer: customer,
  Vendor: vendor,
  Employee: employee,
  Item: item,
  Account: account,
  Class: { ...named, SubClass: boolean },
  Department: { ...named, SubDepartment: boolean, Address: address },
  Term: {
    ...record,
    Name: text(31),
    Active: boolean,
    Type: text(),
    DiscountPercent: number,
    DueDays: number,
    DiscountDays: number,
    DayOfMonthDue: number,
    DueNextMonthDays: number,
    DiscountDayOfMonth: number,
  },
  CompanyCurrency: { ...record, Code: text(3), Name: text(100), Active: boolean },
  PaymentMethod: { ...record, Name: text(31), Active: boolean, Type: choice('CREDIT_CARD', 'NON_CREDIT_CARD') },
};
