import type { CompanyFile } from '../company-file.ts';
import { compact, type JsonObject, objectsAt, textAt } from '../json-value.ts';

/**
 * The company's custom fields as a document answers them: each that is defined, with the value that was sent for its
 * DefinitionId. Values for ids that are not defined are dropped.
 */
export function customFieldsOf(company: CompanyFile, sent: JsonObject): readonly JsonObject[] {
  const values = objectsAt(sent, 'CustomField');
  return definitions(company).map((definition) => {
    const value = values.find((entry) => textAt(entry, 'DefinitionId') === definition.id);
    return compact({
      DefinitionId: definition.id,
      Name: definition.name,
      Type: 'StringType',
      StringValue: textAt(value ?? null, 'StringValue') ?? undefined,
    });
  });
}

const NAME_ENTRY = /^SalesFormsPrefs\.SalesCustomName(\d)$/;

/** Those with a name that are not switched off: a company may keep the name of a field that it does not use. */
function definitions(company: CompanyFile): { readonly id: string; readonly name: string }[] {
  const entries = objectsAt(company.preferenceGroup('SalesFormsPrefs'), 'CustomField').flatMap((group) => objectsAt(group, 'CustomField'));
  const isOff = (id: string): boolean =>
    entries.some((entry) => textAt(entry, 'Name') === `SalesFormsPrefs.UseSalesCustom${id}` && entry['BooleanValue'] === false);
  return entries.flatMap((entry) => {
    const id = NAME_ENTRY.exec(textAt(entry, 'Name') ?? '')?.[1];
    const name = textAt(entry, 'StringValue');
    return id === undefined || name === null || isOff(id) ? [] : [{ id, name }];
  });
}
