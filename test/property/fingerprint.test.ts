import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { fingerprintsOf, hash32 } from '../../shared/domain/planning/fingerprint.ts';
import type { JsonObject } from '../../shared/domain/planning/plan.ts';

test('a hash is the first half of SHA-256, whatever was hashed before it and however long it is', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', 'x'.repeat(70_000))), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(texts, (hashed) => {
      const expected = hashed.map((text) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32));
      expect(hashed.map(hash32)).toEqual(expected);
    }),
  );
});

test('a fingerprint knows the properties and their texts, not the order in which they stand', () => {
  const bodies = fc.dictionary(
    fc.constantFrom('DocNumber', 'TxnDate', 'Amount', 'Line', 'Qty', 'BillAddr', 'Description', 'A', 'Z', 'aa'),
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constantFrom('a "b"', 'back\\slash', '\u007f', 'é', '\n')),
    { maxKeys: 10 },
  );
  fc.assert(
    fc.property(bodies, (body: JsonObject) => {
      const turned = Object.fromEntries(Object.entries(body).toReversed());
      expect(fingerprintsOf('Invoice', turned, new Map())).toEqual(fingerprintsOf('Invoice', body, new Map()));
      const inOrder = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1));
      const text = `Invoice{${inOrder.map(([key, value]) => `"${key}":${JSON.stringify(value)},`).join('')}}`;
      expect(fingerprintsOf('Invoice', body, new Map()).coreFingerprint).toBe(hash32(text));
    }),
  );
});
