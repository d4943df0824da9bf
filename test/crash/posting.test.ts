import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { expectedDocuments, expectPostedOnce, lookInto } from '../helpers/posted-once.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { jsonOf, type PurserRun, purserJson, runPurser, startPurser } from '../helpers/purser-process.ts';

interface Posted {
  readonly posted: readonly number[];
  readonly uncertain: readonly number[];
  readonly failed: readonly unknown[];
}

const HOUR_MS = 3_600_000;
const DIE_AT = join(import.meta.dirname, 'die-at.ts');

const documentsOf = (data: PracticeData) => data.inBooks((books) => books.documents());

/** Posts in a new process, and holds that everything that was approved is in the books once, and known. */
async function expectTheRestPosted(
  data: PracticeData,
  before: ReturnType<typeof documentsOf>,
  expected: Awaited<ReturnType<typeof expectedDocuments>>,
): Promise<Posted> {
  const run = await runPurser(data.path, ['post']);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  const posted = jsonOf<Posted>(run);
  expect(posted).toMatchObject({ uncertain: [], failed: [] });
  await expectPostedOnce({ dataDirectory: data.path }, { before, after: documentsOf(data), expected });
  return posted;
}

describe('a process that is killed after documents were sent and before their answer came', () => {
  test('posts each of them once when it is started again', async () => {
    using data = await practiceData('approved');
    const before = documentsOf(data);
    const expected = await expectedDocuments(data.path);

    const sending = await killWhileAnswerIsKept(data, 'Invoice');
    expect(sending).not.toEqual([]);
    expect(documentsOf(data).length).toBeGreaterThan(before.length);
    const posted = await expectTheRestPosted(data, before, expected);

    expect(posted.posted).toEqual(expect.arrayContaining([...sending]));
    // The same batch came again under the same request id, and was answered from memory.
    expect(data.inBooks((books) => books.counters().replays)).toBeGreaterThan(0);
  });

  test('posts each of them once also when it dies over customers, invoices and payments in turn', async () => {
    using data = await practiceData('approved');
    const before = documentsOf(data);
    const expected = await expectedDocuments(data.path);

    for (const entity of ['Customer', 'Invoice', 'Payment'] as const) {
      expect(await killWhileAnswerIsKept(data, entity), entity).not.toEqual([]);
    }
    await expectTheRestPosted(data, before, expected);

    const names = data.inBooks((books) => books.customers().map(({ displayName }) => displayName));
    expect(names).toHaveLength(new Set(names).size);
  });
});

/**
 * Posts until the books have committed a batch that holds this kind, and keep the answer back; then kills the process. A fault
 * is used up in the transaction that commits the batch. Gives the orders that Purser knows to be on their way.
 */
async function killWhileAnswerIsKept(data: PracticeData, entity: 'Customer' | 'Invoice' | 'Payment'): Promise<readonly number[]> {
  data.books((control) => control.plan({ kind: 'slow', delayMs: HOUR_MS, when: { entity, operation: 'create', call: 'batch' } }));
  await using posting = startPurser(data.path, ['post']);
  await expect.poll(() => data.books((control) => control.openFaults()), { timeout: 30_000, interval: 20 }).toEqual([]);
  const run = await posting.kill();
  expect(run).toMatchObject({ signal: 'SIGKILL', stdout: '' });
  return lookInto(data.path, {}, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), filter: { states: ['sending'] }, limit: 500 });
    return orders.map(({ orderId }) => orderId);
  });
}

describe('a process that is killed right before it stores something', () => {
  const steps = (run: PurserRun): number => Number(/lasting steps: (\d+)/.exec(run.stderr)?.[1]);

  test('posts each document once when it is started again, wherever in the run that was', async () => {
    using counted = await practiceData('approved');
    const whole = steps(await runPurser(counted.path, ['post'], { preload: [DIE_AT] }));
    expect(whole).toBeGreaterThan(100);
    for (const part of [0.05, 0.3, 0.6, 0.97]) {
      const dieAt = Math.ceil(whole * part);
      using data = await practiceData('approved');
      const before = documentsOf(data);
      const expected = await expectedDocuments(data.path);
      const run = await runPurser(data.path, ['post'], { preload: [DIE_AT], env: { PURSER_TEST_DIE_AT: String(dieAt) } });
      expect(run.signal, `step ${dieAt} of ${whole}`).toBe('SIGKILL');

      await expectTheRestPosted(data, before, expected);
    }
  });

  test('approves all or nothing, and approves the rest when it is asked again', async () => {
    using counted = await practiceData('synced');
    const ready = await runPurser(counted.path, ['approve', '--all-ready'], { preload: [DIE_AT] });
    const { approved } = jsonOf<{ approved: readonly number[] }>(ready);
    const whole = steps(ready);
    expect(await approvals(counted)).toEqual({ approved: approved.length, entries: approved.length });
    for (const part of [0.5, 0.99]) {
      using data = await practiceData('synced');
      const run = await runPurser(data.path, ['approve', '--all-ready'], {
        preload: [DIE_AT],
        env: { PURSER_TEST_DIE_AT: String(Math.ceil(whole * part)) },
      });
      expect(run.signal).toBe('SIGKILL');
      const half = await approvals(data);
      expect(half.entries).toBe(half.approved);
      expect([0, approved.length]).toContain(half.approved);

      await purserJson(data.path, ['approve', '--all-ready']);

      expect(await approvals(data)).toEqual({ approved: approved.length, entries: approved.length });
    }
  });
});

/** How many orders are approved, and how many approvals the audit knows of, in a chain that is whole. */
async function approvals(data: PracticeData): Promise<{ readonly approved: number; readonly entries: number }> {
  return lookInto(data.path, {}, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), filter: { states: ['approved'] }, limit: 500 });
    const { entries } = await call('audit.list', { company: company(), filter: { kind: 'plan-approved' }, limit: 500 });
    expect(await call('audit.verify', { company: company() })).toMatchObject({ ok: true });
    return { approved: new Set(orders.map(({ planOrderId }) => planOrderId)).size, entries: entries.length };
  });
}
