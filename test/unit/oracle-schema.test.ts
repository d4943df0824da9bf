import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import type { Json } from '../../shared/domain/planning/plan.ts';
import { shipUpdateBody } from '../../shared/domain/posting/ship-update.ts';
import { PLANNED_EXAMPLES } from '../helpers/planned-examples.ts';

const SCHEMA = join(import.meta.dirname, '../../../shared/oracles/quickbooks/qbo-v3.schema.json');

/** Symbolic references become Ids when a body is sent. */
function bound(value: Json): Json {
  if (Array.isArray(value)) {
    // Safe: Array.isArray does not narrow a readonly array.
    return (value as readonly Json[]).map(bound);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0]?.[0] === 'ref' ? '1' : Object.fromEntries(entries.map(([key, entry]) => [key, bound(entry)]));
}

describe.skipIf(!existsSync(SCHEMA))('Intuit’s own schema (skipped where the reference data is not beside the checkout)', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  const compile = (): Ajv => ajv.addSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object, 'qbo');

  it('takes every planned body, and refuses a property that it does not know', () => {
    compile();
    const faults = Object.entries(PLANNED_EXAMPLES).flatMap(([name, plan]) =>
      plan().flatMap(({ documents }) =>
        documents.flatMap(({ entity, body }) => {
          const validate = ajv.getSchema(`qbo#/definitions/${entity}`);
          return validate?.(bound(body)) === true ? [] : [`${name} ${entity}: ${ajv.errorsText(validate?.errors)}`];
        }),
      ),
    );
    expect(faults).toEqual([]);
    const invoice = ajv.getSchema('qbo#/definitions/Invoice');
    expect(invoice?.({ CustomerRef: { value: '1' }, OrderId: 1 })).toBe(false);
    expect(
      invoice?.({
        ...(bound(shipUpdateBody({ shippedOn: null, trackingNumber: '1Z', otherTrackingNumbers: [], method: 'UPS' })) as object),
        Id: '1',
        SyncToken: '0',
      }),
    ).toBe(true);
  });
});
