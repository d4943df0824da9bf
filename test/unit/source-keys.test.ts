import { describe, expect, it } from 'vitest';

import { daysUntil, expiryUrgency, keyEndsOn } from '../../shared/domain/connections/key-expiry.ts';
import { chosenSourceKeys, readSourceKeys, swappedPair } from '../../shared/domain/connections/source-keys.ts';
import { addDays, parseBusinessDate } from '../../shared/domain/time/instants.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const SECRET = 'fedcba9876543210fedcba9876543210';
const SINGLE = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg';
const CLIENT_ID = `AB${'xYz1'.repeat(12)}`;

const day = (text: string) => {
  const date = parseBusinessDate(text);
  if (date === null) {
    throw new Error(`${text} is no date`);
  }
  return date;
};

describe('what is pasted where ShipStation’s keys belong', () => {
  it.each([
    ['a pair', KEY, SECRET],
    ['a pair with spaces and line ends around it', ` ${KEY}\n`, `\t${SECRET} `],
    ['a pair of an unusual shape, which only ShipStation can judge', 'ShipStation', 'Rocks'],
  ])('%s is read as V1', (_name, apiKey, apiSecret) => {
    const keys = { version: 'v1', apiKey: apiKey.trim(), apiSecret: apiSecret.trim() };
    expect(readSourceKeys({ apiKey, apiSecret })).toEqual({ kind: 'keys', keys, isTest: false });
  });

  it.each([
    ['alone', SINGLE, '', false],
    ['in the field of the secret', '', ` ${SINGLE}\n`, false],
    ['of a test account', `TEST_${SINGLE}`, '', true],
  ])('a V2 key %s is read as V2', (_name, apiKey, apiSecret, isTest) => {
    const pasted = `${apiKey}${apiSecret}`.trim();
    expect(readSourceKeys({ apiKey, apiSecret })).toEqual({ kind: 'keys', keys: { version: 'v2', apiKey: pasted }, isTest });
  });

  it.each([
    ['nothing', '', ' ', 'missing'],
    ['secret-missing', KEY, '', 'API secret is missing'],
    ['key-missing', '', SECRET, 'API key is missing'],
    ['both-in-one', `${KEY}:${SECRET}`, '', 'one field'],
    ['both-in-one', '', `${KEY}\n${SECRET}`, 'one field'],
    ['both-in-one', `${KEY}${SECRET}`, '', 'one field'],
    ['same-twice', KEY, KEY, 'same text'],
    ['single-and-more', SINGLE, SECRET, 'half of a V1 pair'],
    ['sign-in', 'anna@harbor.example', 'correct horse', 'e-mail address'],
    ['sign-in', KEY, 'anna@harbor.example', 'e-mail address'],
    ['books-keys', CLIENT_ID, 'c'.repeat(40), 'QuickBooks'],
    ['with-label', `API Key: ${KEY}`, SECRET, 'label'],
    ['not-a-key', 'my key', SECRET, 'characters that keys do not have'],
    ['not-a-key', KEY, 'sécret', 'characters that keys do not have'],
  ])('is told as %s: %s and %s', (kind, apiKey, apiSecret, words) => {
    const reading = readSourceKeys({ apiKey, apiSecret });
    expect(reading.kind).toBe(kind);
    expect(reading.kind !== 'keys' && reading.message).toContain(words);
  });

  it('never stands in a message', () => {
    for (const [apiKey, apiSecret] of [
      [KEY, ''],
      [`${KEY}:${SECRET}`, ''],
      [SINGLE, SECRET],
      [CLIENT_ID, SECRET],
    ] as const) {
      const reading = readSourceKeys({ apiKey, apiSecret });
      const message = reading.kind === 'keys' ? '' : reading.message;
      expect(message.length).toBeGreaterThan(20);
      expect([KEY, SECRET, SINGLE, CLIENT_ID].filter((secret) => message.includes(secret))).toEqual([]);
    }
  });
});

describe('the API that a person chose', () => {
  it('V1 does not take a V2 key, and says where the pair is', () => {
    const reading = chosenSourceKeys('v1', { apiKey: SINGLE, apiSecret: '' });
    expect(reading).toMatchObject({ kind: 'secret-missing' });
    expect(reading.kind !== 'keys' && reading.message).toContain('V1 API');
  });

  it('V2 takes neither a pair nor half of one', () => {
    expect(chosenSourceKeys('v2', { apiKey: KEY, apiSecret: SECRET }).kind).toBe('single-and-more');
    expect(chosenSourceKeys('v2', { apiKey: KEY, apiSecret: '' }).kind).toBe('secret-missing');
    expect(chosenSourceKeys('v2', { apiKey: '', apiSecret: '' }).kind).toBe('nothing');
  });

  it('V2 takes a single text of another shape: only ShipStation can judge it', () => {
    expect(chosenSourceKeys('v2', { apiKey: 'new-kind-of-key', apiSecret: '' })).toMatchObject({ kind: 'keys', keys: { version: 'v2' } });
  });

  it('a pair can be turned round', () => {
    expect(swappedPair({ version: 'v1', apiKey: KEY, apiSecret: SECRET })).toEqual({ version: 'v1', apiKey: SECRET, apiSecret: KEY });
  });
});

describe('the end of a key', () => {
  it.each([
    ['2026-03-10', 3, '2026-06-10'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
  ] as const)('made on %s for %i months is %s', (madeOn, months, endsOn) => {
    expect(keyEndsOn(day(madeOn), months)).toBe(endsOn);
  });

  it('is counted down on the calendar, never below zero', () => {
    const today = day('2026-03-07');
    expect([-3, 0, 1, 30].map((days) => daysUntil(today, addDays(today, days)))).toEqual([0, 0, 1, 30]);
  });

  it('presses at 30, 14 and 7 days', () => {
    expect([null, 31, 30, 15, 14, 8, 7, 0].map(expiryUrgency)).toEqual(['none', 'none', 'soon', 'soon', 'near', 'near', 'last', 'last']);
  });
});
