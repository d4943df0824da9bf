import { describe, expect, test } from 'vitest';

import type { HttpAnswer } from '../../electron/adapters/http/http.ts';
import { safeExcerpt } from '../../electron/adapters/http/redaction.ts';
import { refusalOf } from '../../electron/adapters/quickbooks/classify.ts';
import { faultOfAnswer } from '../../electron/adapters/shipstation/v1/classify.ts';
import { faultOfV2Answer } from '../../electron/adapters/shipstation/v2/classify.ts';

const TOKEN = `eyJ${'k3v9'.repeat(30)}.${'Zq7x'.repeat(30)}`;

const refused = (body: unknown): HttpAnswer => ({
  status: 400,
  headers: new Map([['content-type', 'application/json']]),
  text: JSON.stringify(body),
});
const v2Error = (message: string): unknown => ({ error_source: 'shipengine', error_type: 'validation', error_code: 'invalid', message });

/** Every piece of the token that is long enough to matter. */
const pieces = (text: string): readonly string[] =>
  Array.from({ length: TOKEN.length - 8 }, (_, start) => TOKEN.slice(start, start + 8)).filter((piece) => text.includes(piece));

describe('an excerpt of a text from outside', () => {
  test('has no piece of a token, wherever the cut would have gone through it', () => {
    for (let before = 0; before <= 300; before += 7) {
      const excerpt = safeExcerpt(`${'x '.repeat(150).slice(0, before)} Bearer ${TOKEN} refused`, 300);
      expect(pieces(excerpt), `after ${before} characters`).toEqual([]);
      expect(excerpt.length).toBeLessThanOrEqual(300);
    }
  });

  test('has no piece of a value that is known to be secret and looks like nothing', () => {
    const secret = 'plain words as a secret';
    expect(safeExcerpt(`${'y '.repeat(145)}${secret}`, 300, [secret])).toBe(`${'y '.repeat(145)}[removed]`);
  });

  test('of a refusal of QuickBooks has no piece of a token that stands at the cut', () => {
    const detail = `${'w '.repeat(480)}token expired: ${TOKEN}`;
    const { fault } = refusalOf(
      { errors: [{ code: '3200', message: 'AuthenticationFailed', detail, element: '' }], type: 'AUTH' },
      null,
      [],
    );
    expect(pieces(JSON.stringify(fault))).toEqual([]);
    expect(fault.booksDetail).toContain('w w w');
  });

  test.each([
    ['V1', (message: string) => faultOfAnswer(refused({ Message: message }), 0, true)],
    ['V2', (message: string) => faultOfV2Answer(refused({ request_id: 'r', errors: [v2Error(message)] }), 0, true)],
  ] as const)('of a refusal of ShipStation %s has no piece of a token that stands at the cut', (_, faultOf) => {
    for (let words = 60; words <= 150; words += 5) {
      const fault = faultOf(`${'w '.repeat(words)}Bearer ${TOKEN}`);
      expect(fault?.message).toContain('w w w');
      expect(pieces(fault?.message ?? ''), `after ${words} words`).toEqual([]);
    }
  });
});
