import type { PracticeAddress } from '../../records.ts';
import type { RenderedObject } from '../json-text.ts';

const RESIDENTIAL = { true: 'yes', false: 'no', null: 'unknown' } as const;

/** An address in V2's names. It has the buyer's e-mail, which V1 has on the order. */
export function renderV2Address(address: PracticeAddress, email: string | null): RenderedObject {
  return {
    instructions: null,
    name: address.name,
    phone: address.phone,
    email,
    company_name: address.company,
    address_line1: address.street1,
    address_line2: address.street2,
    address_line3: address.street3,
    city_locality: address.city,
    state_province: address.state,
    postal_code: address.postalCode,
    country_code: address.country,
    address_residential_indicator: RESIDENTIAL[`${address.residential}`],
  };
}
