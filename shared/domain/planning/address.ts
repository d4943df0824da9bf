import { isRedacted } from '../orders/buyer.ts';
import type { Address } from '../orders/order.ts';
import { cleanText, cutText } from '../orders/text.ts';
import { alpha3Of } from './countries.ts';
import type { JsonObject } from './plan.ts';

/** Intuit, PhysicalAddress: five lines of at most 500 characters (2,000 together), city and state 255, postal code 30, country 255. */
const LINE_PROPERTIES = ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'] as const;
const MAX_LINE = 400;

/** An address as the books take it, or null where nothing of it is known. What was taken away in the source is left out. */
export function postalAddress(address: Address): JsonObject | null {
  const clean = (text: string | null, maxLength: number): string =>
    text === null || isRedacted(text) ? '' : cutText(cleanText(text), maxLength);
  const lines = [address.name, address.company, address.street1, address.street2, address.street3]
    .map((text) => clean(text, MAX_LINE))
    .filter((text) => text !== '');
  const body: Record<string, string> = {};
  LINE_PROPERTIES.forEach((property, index) => {
    const line = lines[index];
    if (line !== undefined) {
      body[property] = line;
    }
  });
  const rest = {
    City: clean(address.city, 255),
    CountrySubDivisionCode: clean(address.state, 255),
    PostalCode: clean(address.postalCode, 30),
    Country: alpha3Of(clean(address.country, 255)),
  };
  for (const [property, text] of Object.entries(rest)) {
    if (text !== '' && (property !== 'Country' || Object.keys(body).length > 0)) {
      body[property] = text;
    }
  }
  return Object.keys(body).length === 0 ? null : body;
}
