import { describe, expect, test } from 'vitest';

import { readConfig } from '../../relay/config.ts';
import { sourceOf } from '../../relay/source.ts';

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  const read = readConfig(variables);
  return 'problems' in read ? read.problems : [];
};

describe('the configuration', () => {
  test('without anything listens on this machine only, trusts no proxy, and asks the real signing keys', () => {
    const read = readConfig({});
    expect(read).toMatchObject({
      config: {
        host: '127.0.0.1',
        trustProxy: false,
        allowLoopbackPointers: false,
        jwksUrl: 'https://api.shipengine.com/jwks',
        limits: { keepMs: 7 * 24 * 3_600_000 },
      },
    });
  });

  test.each([
    ['RELAY_JWKS_URL', 'http://api.shipengine.com/jwks'],
    ['RELAY_JWKS_URL', 'https://user:password@api.shipengine.com/jwks'],
    ['RELAY_JWKS_URL', 'file:///etc/passwd'],
    ['RELAY_JWKS_URL', 'http://127.0.0.1.evil.example/jwks'],
    ['RELAY_PUBLIC_URL', 'http://relay.example.com'],
    ['RELAY_PUBLIC_URL', 'https://relay.example.com/?x=1'],
    ['RELAY_PAIRING_CODE', 'short'],
    ['RELAY_PAIRING_CODE', 'a code with spaces is hard to paste'],
    ['RELAY_PORT', '70000'],
    ['RELAY_PORT', '-1'],
    ['RELAY_KEEP_DAYS', '0'],
    ['RELAY_TRUST_PROXY', 'yes'],
    ['RELAY_NATS_REPLICAS', '2'],
    ['RELAY_METRICS_TOKEN', 'short'],
  ])('is refused with %s=%s, and says which and why', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
  });

  test('names everything that is wrong at once, and never a secret', () => {
    const problems = problemsOf({ RELAY_PORT: 'x', RELAY_PAIRING_CODE: 'a-secret', RELAY_NATS_URL: 'http://127.0.0.1' });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).not.toContain('a-secret');
  });

  test('wants the same pairing code for all copies on one NATS', () => {
    expect(problemsOf({ RELAY_NATS_URL: 'nats://127.0.0.1:4222' })).toEqual([expect.stringContaining('RELAY_PAIRING_CODE')]);
    expect(problemsOf({ RELAY_NATS_URL: 'nats://127.0.0.1:4222,nats://127.0.0.1:4223', RELAY_PAIRING_CODE: 'x'.repeat(24) })).toEqual([]);
  });
});

describe('the source of a request', () => {
  /** Only what is looked at. */
  const sourceFrom = (remoteAddress: string, forwarded: readonly string[], trustProxy: boolean): string =>
    // Safe: sourceOf reads these two and nothing else.
    sourceOf({ headersDistinct: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as never, trustProxy);

  test('is the connection, unless a proxy is trusted; then it is what the proxy added last', () => {
    expect(sourceFrom('203.0.113.5', ['198.51.100.1'], false)).toBe('203.0.113.5');
    expect(sourceFrom('127.0.0.1', ['1.1.1.1, 198.51.100.1'], true)).toBe('198.51.100.1');
    expect(sourceFrom('127.0.0.1', ['1.1.1.1', '198.51.100.1'], true)).toBe('198.51.100.1');
    expect(sourceFrom('127.0.0.1', [], true)).toBe('127.0.0.1');
  });

  test('of IPv6 is the network: the rest is its owner’s to choose', () => {
    expect(sourceFrom('2001:db8:1:2:3:4:5:6', [], false)).toBe('2001:db8:1:2');
    expect(sourceFrom('2001:db8::1', [], false)).toBe('2001:db8:0:0');
    expect(sourceFrom('::1', [], false)).toBe('0:0:0:0');
    expect(sourceFrom('::ffff:203.0.113.5', [], false)).toBe('::ffff:203.0.113.5');
  });
});
