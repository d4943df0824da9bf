import type { PracticeRegime } from '../../practice.ts';
import { type Buyer, HOME_TOWNS, SEEDED_CUSTOMERS, SEEDED_VENDORS, TOWNS, TRADE_BUYERS } from '../../seed/buyers.ts';
import { STORES } from '../../seed/catalogue.ts';
import type { CompanyFile } from '../company-file.ts';
import { createPerson } from '../entities/people.ts';
import type { JsonObject } from '../json-value.ts';
import { seededId } from './must.ts';

/** Channel customers, vendors, an employee, and the customers whom the books know before Purser comes. */
export function seedPeople(company: CompanyFile, regime: PracticeRegime): void {
  for (const name of new Set(STORES.flatMap((store) => store.channelCustomer ?? []))) {
    seededId(createPerson(company, 'Customer', { DisplayName: name }));
  }
  for (const { name, email } of SEEDED_CUSTOMERS) {
    const address = addressOf(
      TRADE_BUYERS.find((trader) => trader.name === name),
      regime,
    );
    const isTrader = address !== null;
    seededId(
      createPerson(company, 'Customer', {
        DisplayName: name,
        ...(email === null ? {} : { PrimaryEmailAddr: { Address: email } }),
        ...(isTrader
          ? { CompanyName: name, BillAddr: address, SalesTermRef: { value: company.findNamed(['Term'], 'Net 30')?.id ?? '' } }
          : {}),
      }),
    );
  }
  for (const name of SEEDED_VENDORS) {
    seededId(createPerson(company, 'Vendor', { DisplayName: name, CompanyName: name }));
  }
  seededId(createPerson(company, 'Employee', { GivenName: 'Robin', FamilyName: 'Hale' }));
}

function addressOf(trader: Buyer | undefined, regime: PracticeRegime): JsonObject | null {
  if (trader === undefined) {
    return null;
  }
  const town = typeof trader.town === 'number' ? HOME_TOWNS[regime === 'canada' ? 'canada' : 'us'][trader.town] : TOWNS[trader.town];
  return town === undefined
    ? null
    : { Line1: trader.street, City: town.city, CountrySubDivisionCode: town.state, PostalCode: town.postalCode, Country: town.country };
}

/** The customer of the name, made where the books do not have it. */
export function customerId(company: CompanyFile, name: string): string {
  return company.findNamed(['Customer'], name)?.id ?? seededId(createPerson(company, 'Customer', { DisplayName: name }));
}
