import type { Json, JsonObject } from '../planning/plan.ts';

/** Fields of the books' documents and customers that tell who bought, where they live, or what they wrote. */
const PERSONAL = new Set([
  'BillAddr',
  'ShipAddr',
  'BillEmail',
  'BillEmailCc',
  'BillEmailBcc',
  'CustomerMemo',
  'DisplayName',
  'Title',
  'GivenName',
  'MiddleName',
  'FamilyName',
  'Suffix',
  'CompanyName',
  'PrintOnCheckName',
  'PrimaryEmailAddr',
  'PrimaryPhone',
  'AlternatePhone',
  'Mobile',
  'Fax',
  'Notes',
]);

/**
 * A body of the books without what tells who bought; money, lines, dates, numbers and Ids stay. What it is compared by stays
 * as it was. The same object where there was nothing to take away.
 */
export function withoutPersons(body: JsonObject): JsonObject {
  // Safe: an object comes back as an object.
  return withoutPersonsIn(body) as JsonObject;
}

function withoutPersonsIn(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutPersonsIn);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([name]) => !PERSONAL.has(name));
  return Object.fromEntries(
    kept.flatMap(([name, inner]): [string, Json][] => {
      if (inner === undefined) {
        return [];
      }
      return [[name, name === 'CustomerRef' ? withoutName(inner) : withoutPersonsIn(inner)]];
    }),
  );
}

/** The reference to the books' record stays, its name does not. */
function withoutName(reference: Json): Json {
  if (typeof reference !== 'object' || reference === null || Array.isArray(reference)) {
    return reference;
  }
  return Object.fromEntries(Object.entries(reference).filter(([name]) => name !== 'name'));
}
