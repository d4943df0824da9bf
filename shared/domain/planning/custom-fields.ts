import type { CustomFieldSource } from '../config/config.ts';
import { cleanText, cutText } from '../orders/text.ts';
import { finding } from './messages.ts';
import type { JsonObject } from './plan.ts';
import type { DocumentScope } from './scope.ts';

/** Intuit: a string of a company's own field; what is longer is refused or cut by some editions. */
const MAX_VALUE = 31;

/** Where each value comes from. */
const VALUE_OF: Readonly<Record<CustomFieldSource, (scope: DocumentScope) => string | null>> = {
  'order-number': ({ keyOrder }) => keyOrder.orderNumber,
  store: ({ input, keyOrder }) => input.storeName(keyOrder.storeId),
  'requested-service': ({ keyOrder }) => keyOrder.requestedService,
  'payment-method': ({ keyOrder }) => keyOrder.paymentMethod,
  username: ({ keyOrder }) => keyOrder.username,
};

/**
 * The company's own fields of sales forms, as the policy fills them (Intuit V3, CustomField by DefinitionId). A field that is not
 * switched on is left out and told: QuickBooks would drop it without a word.
 */
export function customFieldsOf(scope: DocumentScope): JsonObject {
  const defined = scope.input.books.company.customFields ?? [];
  const fields = scope.input.config.policy.customFields.flatMap(({ field, from }) => {
    const definition = defined.find(({ id }) => id === field);
    if (definition === undefined) {
      scope.warnings.push(
        finding(
          'books/custom-field-off',
          `${scope.label}: custom field ${field} is not switched on in QuickBooks and is left out; switch it on there and refresh, or take it out of the settings`,
          { field },
        ),
      );
      return [];
    }
    const value = cutText(cleanText(VALUE_OF[from](scope) ?? ''), MAX_VALUE);
    return value === '' ? [] : [{ DefinitionId: field, Name: definition.name, Type: 'StringType', StringValue: value }];
  });
  return fields.length === 0 ? {} : { CustomField: fields };
}
