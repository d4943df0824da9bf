import { describe, expect, it } from 'vitest';

import { basicAuthorization, pairRefusal } from '../../electron/adapters/shipstation/v1/key-shape.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const SECRET = 'fedcba9876543210fedcba9876543210';

describe('a pair for V1', () => {
  it('is sent as the documentation’s own example shows', () => {
    expect(basicAuthorization({ apiKey: 'ShipStation', apiSecret: 'Rocks' })).toBe('Basic U2hpcFN0YXRpb246Um9ja3M=');
  });

  it('is not refused before it is tried', () => {
    expect(pairRefusal({ apiKey: ` ${KEY}\n`, apiSecret: SECRET })).toBeNull();
  });

  it('with a mistake is refused with the place where the right keys are', () => {
    expect(pairRefusal({ apiKey: KEY, apiSecret: '' })).toContain('Settings > Account > API Settings');
    expect(pairRefusal({ apiKey: 'TEST_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg', apiSecret: '' })).toContain('V2 key');
  });
});
