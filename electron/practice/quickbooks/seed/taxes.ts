import { assertNever } from '../../../../shared/domain/result.ts';
import type { PracticeRegime } from '../../practice.ts';
import { SELLER_TAX } from '../../seed/catalogue.ts';
import type { CompanyFile } from '../company-file.ts';
import { type JsonObject, textAt } from '../json-value.ts';
import { STATE_TAXES } from '../tax/state-rates.ts';

/** Seeds agencies, rates and codes of the regime, and gives the TaxPrefs that show it. */
export function seedTaxes(company: CompanyFile, regime: PracticeRegime): JsonObject {
  switch (regime) {
    case 'us-automated':
      seedPseudoCodes(company);
      seedAutomated(company);
      return { UsingSalesTax: true, PartnerTaxEnabled: true };
    case 'us-manual': {
      seedPseudoCodes(company);
      const codeId = seedManual(company);
      return { UsingSalesTax: true, TaxGroupCodeRef: { value: codeId } };
    }
    case 'us-none':
      seedPseudoCodes(company);
      return { UsingSalesTax: false };
    case 'canada':
      seedCanada(company);
      return { UsingSalesTax: true };
    default:
      return assertNever(regime);
  }
}

/** The two codes that every US company has, with words for ids. */
function seedPseudoCodes(company: CompanyFile): void {
  company.insert('TaxCode', { Name: 'TAX', Description: 'TAX', Active: true, Hidden: false, Taxable: true, TaxGroup: false }, 'TAX');
  company.insert('TaxCode', { Name: 'NON', Description: 'NON', Active: true, Hidden: false, Taxable: false, TaxGroup: false }, 'NON');
}

function seedAutomated(company: CompanyFile): void {
  for (const [state, tax] of Object.entries(STATE_TAXES)) {
    const agency = seedAgency(company, tax.agency);
    const rates = tax.parts.map((part) => seedRate(company, part.rateName, part.percent, agency));
    seedCode(company, `Automated ${state}`, rates);
  }
}

function seedManual(company: CompanyFile): string {
  const agency = seedAgency(company, 'Washington State Department of Revenue');
  const { code, percent } = SELLER_TAX['us-manual'];
  const rate = seedRate(company, code, percent, agency);
  const codeId = seedCode(company, code, [rate]);
  seedCode(company, 'Seattle', [rate, seedRate(company, 'Seattle Local', '3.75', agency)]);
  company.setFact('defaultTaxCode', codeId);
  return codeId;
}

function seedCanada(company: CompanyFile): void {
  const federal = seedAgency(company, 'Canada Revenue Agency');
  const provincial = seedAgency(company, 'Ministry of Finance, British Columbia');
  const { code, zeroCode, percent } = SELLER_TAX.canada;
  const gst = seedRate(company, code, percent, federal);
  seedCode(company, code, [gst]);
  seedCode(company, 'HST ON', [seedRate(company, 'HST ON', '13', federal)]);
  seedCode(company, 'GST/PST BC', [gst, seedRate(company, 'PST BC', '7', provincial)]);
  seedCode(company, zeroCode, [seedRate(company, zeroCode, '0', federal)]);
  seedCode(company, 'Exempt', [seedRate(company, 'Exempt', '0', federal)]);
}

function seedAgency(company: CompanyFile, name: string): string {
  return idIn(company.insert('TaxAgency', { DisplayName: name, TaxTrackedOnPurchases: false, TaxTrackedOnSales: true }));
}

function seedRate(company: CompanyFile, name: string, percent: string, agencyId: string): string {
  return idIn(
    company.insert('TaxRate', {
      Name: name,
      Description: name,
      Active: true,
      RateValue: Number(percent),
      AgencyRef: { value: agencyId },
      SpecialTaxType: Number(percent) === 0 ? 'ZERO_RATE' : 'NONE',
      EffectiveTaxRate: [{ RateValue: Number(percent), EffectiveDate: '2019-01-01T00:00:00-08:00' }],
      DisplayType: 'ReadOnly',
    }),
  );
}

function seedCode(company: CompanyFile, name: string, rateIds: readonly string[]): string {
  const details = rateIds.map((value, index) => ({ TaxRateRef: { value }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: index }));
  return idIn(
    company.insert('TaxCode', {
      Name: name,
      Description: name,
      Active: true,
      Hidden: false,
      Taxable: true,
      TaxGroup: true,
      SalesTaxRateList: { TaxRateDetail: details },
      PurchaseTaxRateList: { TaxRateDetail: [] },
    }),
  );
}

const idIn = (body: JsonObject): string => textAt(body, 'Id') ?? '';
