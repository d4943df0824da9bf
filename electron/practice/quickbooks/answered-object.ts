import type { CompanyFile } from './company-file.ts';
import type { JsonObject } from './json-value.ts';

/** The object as it is answered; with a property of a version to come, where that is switched on. */
export function answeredObject(company: CompanyFile, object: JsonObject): JsonObject {
  return company.settings().futureProperties ? { ...object, futureProperty: { value: 'unknown to every document' } } : object;
}
