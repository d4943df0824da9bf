import { describe, expect, it } from 'vitest';

import { basicAuthorization, recogniseKeys } from '../../electron/adapters/shipstation/v1/key-shape.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const SECRET = 'fedcba9876543210fedcba9876543210';

describe('a pasted pair', () => {
  it.each([
    ['pair', KEY, SECRET],
    ['pair', ` ${KEY}\n`, `${SECRET} `],
    ['pair', 'ShipStation', 'Rocks'],
    ['nothing', '', ' '],
    ['secret-missing', KEY, ''],
    ['key-missing', '', SECRET],
    ['both-in-one', `${KEY}:${SECRET}`, ''],
    ['both-in-one', '', `${KEY} ${SECRET}`],
    ['same-twice', KEY, KEY],
    ['v2-key', 'TEST_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg', ''],
    ['v2-key', '', 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg'],
    ['not-a-key', 'my key', SECRET],
    ['not-a-key', KEY, 'sécret'],
  ])('is recognised as %s', (kind, apiKey, apiSecret) => {
    const shape = recogniseKeys({ apiKey, apiSecret });
    expect(shape.kind).toBe(kind);
    expect(shape.kind === 'pair' || shape.message.length > 20).toBe(true);
  });

  it('is sent as the documentation’s own example shows', () => {
    expect(basicAuthorization({ apiKey: 'ShipStation', apiSecret: 'Rocks' })).toBe('Basic U2hpcFN0YXRpb246Um9ja3M=');
  });

  it('with a mistake is told where the right keys are', () => {
    const shape = recogniseKeys({ apiKey: KEY, apiSecret: '' });
    expect(shape.kind === 'secret-missing' && shape.message).toContain('Settings > Account > API Settings');
  });
});
