import { z } from 'zod';

import { ZERO } from '../../../shared/domain/money/decimal.ts';
import type { ReferenceKind, ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/domain/result.ts';
import { amount, flag, idRequired, listOf, reference, text, wholeNumber } from './raw-fields.ts';

const rateDetails = z
  .object({ TaxRateDetail: listOf(z.object({ TaxRateRef: reference })) })
  .nullish()
  .transform((list) => (list?.TaxRateDetail ?? []).flatMap(({ TaxRateRef }) => (TaxRateRef === null ? [] : [TaxRateRef.value])));

const rawReference = z.object({
  Id: idRequired,
  SyncToken: text,
  Name: text,
  DisplayName: text,
  FullyQualifiedName: text,
  Active: flag,
  AccountType: text,
  AccountSubType: text,
  CurrencyRef: reference,
  Sku: text,
  Type: text,
  IncomeAccountRef: reference,
  Taxable: flag,
  UnitPrice: amount,
  PrimaryEmailAddr: z
    .object({ Address: text })
    .nullish()
    .transform((email) => email?.Address ?? null),
  DueDays: wholeNumber,
  SalesTaxRateList: rateDetails,
  RateValue: amount,
});
type RawReference = z.output<typeof rawReference>;

/** Reads one list record of a kind, or says which record and field make no sense. */
export function readReference(kind: ReferenceKind, value: unknown): Result<ReferenceRecord, string> {
  const parsed = rawReference.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(`a record of kind ${kind} cannot be read: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const name = parsed.data.FullyQualifiedName ?? parsed.data.DisplayName ?? parsed.data.Name;
  return name === null ? fail(`the record ${parsed.data.Id} of kind ${kind} has no name`) : ok(toRecord(kind, parsed.data, name));
}

function toRecord(kind: ReferenceKind, raw: RawReference, name: string): ReferenceRecord {
  // Records without the flag are in use: old tax codes and the pseudo codes TAX and NON have none.
  const common = { id: raw.Id, name, active: raw.Active ?? true, syncToken: raw.SyncToken ?? '0' };
  switch (kind) {
    case 'account':
      return {
        kind,
        ...common,
        accountType: raw.AccountType ?? '',
        accountSubType: raw.AccountSubType,
        currency: raw.CurrencyRef?.value ?? null,
      };
    case 'item':
      return {
        kind,
        ...common,
        sku: raw.Sku,
        itemType: raw.Type ?? '',
        incomeAccountId: raw.IncomeAccountRef?.value ?? null,
        incomeAccountName: raw.IncomeAccountRef?.name ?? null,
        taxable: raw.Taxable ?? false,
        unitPrice: raw.UnitPrice,
      };
    case 'customer':
      return {
        kind,
        ...common,
        displayName: raw.DisplayName ?? name,
        ...(raw.Taxable === null ? {} : { taxable: raw.Taxable }),
        email: raw.PrimaryEmailAddr,
        currency: raw.CurrencyRef?.value ?? null,
      };
    case 'vendor':
    case 'employee':
      // The name space is that of display names.
      return { kind, ...common, name: raw.DisplayName ?? name };
    case 'term':
      return { kind, ...common, dueDays: raw.DueDays };
    case 'payment-method':
    case 'class':
    case 'location':
    case 'tax-agency':
      return { kind, ...common };
    case 'tax-code':
      return { kind, ...common, taxable: raw.Taxable ?? true, salesRateIds: raw.SalesTaxRateList };
    case 'tax-rate':
      return { kind, ...common, rate: raw.RateValue ?? ZERO };
    default:
      return assertNever(kind);
  }
}
