import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { createJsonLogger } from '../../electron/adapters/logging/json-logger.ts';
import { redactText } from '../../electron/adapters/logging/redact.ts';
import { createRotatingFile } from '../../electron/adapters/logging/rotating-file.ts';
import { temporaryFolder } from './fixtures.ts';
import { KEYS, NOON } from './records.ts';

function linesOf(log: (logger: ReturnType<typeof createJsonLogger>) => void, least?: 'debug'): readonly string[] {
  const lines: string[] = [];
  log(createJsonLogger({ write: (line) => void lines.push(line) }, { now: () => NOON }, least));
  return lines;
}

test('each entry is one line of JSON with its time, level and event', () => {
  const lines = linesOf((logger) => {
    logger.log('notice', 'run-ended', { counts: { pulled: 3 }, code: 'source/unreachable', text: 'two\nlines' });
    logger.log('debug', 'unseen');
  });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      counts: { pulled: 3 },
      code: 'source/unreachable',
      text: 'two\nlines',
      at: '2026-03-10T12:00:00.000Z',
      level: 'notice',
      event: 'run-ended',
    },
  ]);
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
  expect(linesOf((logger) => logger.log('debug', 'seen'), 'debug')).toHaveLength(1);
});

test('secrets and e-mail addresses are taken out of fields and texts, wherever they stand', () => {
  const secrets = [
    'hunter2hunter2',
    'eyJhbGciOiJkaXIifQ.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'QUJDREVGR0hJSktM',
    KEYS.databaseKey,
    'ana@example.test',
    'AB11730112345',
    'auth-code-12345',
  ];
  const [password, jwt, basic, key, email, refresh, code] = secrets;
  const [line = ''] = linesOf((logger) =>
    logger.log('failure', `callback ?code=${code}&state=abcdef123`, {
      headers: { Authorization: `Basic ${basic}`, 'API-Key': 'QUJDREVGR0hJSktM' },
      passphrase: password,
      nested: [{ refresh_token: refresh, accessToken: jwt }],
      text: `Bearer ${jwt} and refresh_token=${refresh} and "client_secret":"${password}" and Basic ${basic}= for ${email} with ${key}`,
      error: new Error(`could not log in ${email}`, { cause: new Error(`api_key=${password}`) }),
      customerEmail: email,
      email,
    }),
  );
  for (const secret of secrets) {
    expect(line).not.toContain(secret);
  }
  expect(line).toContain('could not log in');
  expect(redactText('Order SHOP-1002 of 2026-03-08: request 0f8fad5b-d9cb-469f-a165-70867728950e')).toBe(
    'Order SHOP-1002 of 2026-03-08: request 0f8fad5b-d9cb-469f-a165-70867728950e',
  );
});

test('whatever is logged ends: circles, depth and length are cut', () => {
  const circle: Record<string, unknown> = {
    list: Array.from({ length: 500 }, (_, index) => index),
    text: 'x'.repeat(10_000),
    big: 10n,
    call: () => 1,
  };
  circle.self = circle;
  const [line = ''] = linesOf((logger) => logger.log('warning', 'odd', circle));
  expect(line.length).toBeLessThan(60_000);
  expect(JSON.parse(line)).toMatchObject({ event: 'odd', big: 'bigint', call: 'function' });
});

test('a full file moves on, and only so many are kept', () => {
  const folder = join(temporaryFolder(), 'logs');
  const sink = createRotatingFile(join(folder, 'purser.log'), { maxBytes: 100, filesKept: 2 });
  for (let number = 0; number < 40; number += 1) {
    sink.write(`line number ${String(number).padStart(3, '0')}\n`);
  }
  expect(readdirSync(folder).toSorted()).toEqual(['purser.log', 'purser.log.1', 'purser.log.2']);
  const text = ['purser.log.2', 'purser.log.1', 'purser.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  expect(text.endsWith('line number 039\n')).toBe(true);
  expect(text.split('\n').length).toBeGreaterThan(12);
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
  }
});

test('a log that can not be written does not stop the work', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => createRotatingFile(join(folder, 'file', 'purser.log')).write('line\n')).not.toThrow();
});

test('a secret that the cut goes through is out all the same', () => {
  const token = `eyJhbGciOiJkaXIifQ.${'Zm9vYmFy'.repeat(40)}.c2lnbmF0dXJl`;
  for (const at of [3_800, 3_990, 3_999, 7_900, 7_995]) {
    const told = redactText(`${'word '.repeat(at / 5)}${token} and more`.padEnd(20_000, ' word'));
    expect(told).not.toMatch(/eyJ|Zm9v/);
    expect(told.length).toBeLessThan(4_100);
  }
});
