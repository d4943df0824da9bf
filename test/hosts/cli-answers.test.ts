import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { clientData } from '../helpers/client-data.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { jsonOf, type PurserError } from '../helpers/purser-process.ts';
import { type Ran, runInProcess } from './run-purser.ts';

let data: PracticeData;

beforeAll(async () => {
  data = await practiceData('synced');
});
afterAll(() => data.remove());

const run = (...args: readonly string[]): Promise<Ran> => runInProcess(args, { dataDirectory: data.path });

describe('an order that nobody knows', () => {
  test.each([['approve'], ['unapprove'], ['include'], ['exclude', '--reason', 'not ours'], ['replay'], ['void', '--confirm']])(
    'is named as it was typed by %s, and no order id is made up for it',
    async (command, ...options) => {
      const ran = await run(command, 'abc', ...options, '--json');
      expect(ran.code).toBe(1);
      const answer: Record<string, unknown> = JSON.parse(ran.out) as Record<string, unknown>;
      const refused = command === 'replay' ? answer['failed'] : answer['refused'];
      expect(refused).toEqual([{ order: 'abc', orderId: null, code: 'order/unknown', message: expect.stringContaining('abc') }]);
      expect((await run(command, 'abc', ...options)).out).toContain('Order abc ');
    },
  );

  test('keeps its number where it was typed as one', async () => {
    expect((await run('approve', '123456', '--json')).json()).toMatchObject({ refused: [{ order: '123456', orderId: 123_456 }] });
  });
});

describe('a command that was given wrongly', () => {
  test.each([
    ['a cursor that no list gave out', ['orders', 'list', '--cursor', 'nonsense']],
    ['a period that ends before it begins', ['reconcile', '--from', '2026-03-10', '--to', '2026-03-01']],
  ])('%s: says what is wrong, and points at no place where none is named', async (_name, args) => {
    const ran = await run(...args);
    expect(ran.code).toBe(2);
    expect(ran.err).not.toContain('places that are named');
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('run --once', () => {
  test('ends with 3 and a line for a company whose ShipStation was disconnected, as sync does', async () => {
    await using client = await clientData('connected');
    await client.run(['disconnect', 'shipstation']);
    const ran = await client.run(['run', '--once']);
    expect(ran.code).toBe(3);
    expect(jsonOf(ran)).toMatchObject({ company: 'harbor-pine', run: null, kind: 'sync', status: 'not-run' });
    expect(jsonOf(ran)).toMatchObject({ fault: { code: 'source/not-connected', message: expect.stringContaining('ShipStation') } });
    expect(ran.stderr).toContain('not connected');
    const synced = await client.run(['sync']);
    expect([synced.code, jsonOf<PurserError>(synced).error.code]).toEqual([3, 'source/not-connected']);
  });
});

describe('a moment in a table', () => {
  test.each([['audit', 'list', '--limit', '3'], ['connections'], ['config', 'history']])(
    'is written as the company’s clock shows it: %s %s',
    async (...args) => {
      const zoned = await run(...args);
      expect(zoned.code).toBe(0);
      expect(zoned.out).toContain('(America/New_York)');
      expect(zoned.out).not.toMatch(/\d{2}:\d{2}:\d{2}\.\d{3}Z/);
    },
  );

  test('is the moment that --json tells, and a day of the audit is a day of the company', async () => {
    const { entries } = (await run('audit', 'list', '--json')).json() as { readonly entries: readonly { readonly at: string }[] };
    const [newest] = entries;
    const local = new Date(newest?.at ?? '').toLocaleString('sv-SE', { timeZone: 'America/New_York' }).slice(0, 16);
    expect((await run('audit', 'list', '--limit', '1')).out).toContain(local);
    const day = local.slice(0, 10);
    const ofDay = (await run('audit', 'list', '--from', day, '--to', day, '--limit', '1', '--json')).json();
    expect(ofDay).toMatchObject({ entries: [{ at: newest?.at }] });
    const before = new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    expect(JSON.stringify((await run('audit', 'list', '--to', before, '--json')).json())).not.toContain(newest?.at ?? 'none');
  });
});

describe('the self-check', () => {
  test('counts what it asks of QuickBooks, though it may not write the database', async () => {
    interface Usage {
      readonly quickbooks: { readonly usage: { readonly reads: number } };
    }
    const readsNow = async (): Promise<number> => ((await run('connections', '--json')).json() as Usage).quickbooks.usage.reads;
    const before = await readsNow();
    const asked = data.inBooks((books) => books.counters().reads);
    expect((await run('doctor')).code).toBeLessThanOrEqual(1);
    const more = data.inBooks((books) => books.counters().reads) - asked;
    expect(more).toBeGreaterThan(0);
    expect((await readsNow()) - before).toBe(more);
  });
});
