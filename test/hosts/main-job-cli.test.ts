import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { type Ran, runInProcess, runPurser, startPurser } from './run-purser.ts';

let folder: TempDirectory;
beforeAll(() => {
  folder = makeTempDirectory('main-job');
});
afterAll(() => folder.remove());

const fresh = (name: string): string => join(folder.path, name);
/** Without a process of its own: the same code from the first argument to the exit code. */
const run = (args: readonly string[], dataDirectory: string, more: { input?: string; env?: Record<string, string> } = {}): Promise<Ran> =>
  runInProcess(args, { dataDirectory, ...more });

describe('the main job on a practice company', () => {
  let dataDirectory = '';
  beforeAll(async () => {
    dataDirectory = fresh('practice');
    const added = await run(['company', 'add', 'Café Åse', '--practice', '--json'], dataDirectory);
    expect(added.json()).toMatchObject({ company: { slug: 'cafe-ase', name: 'Café Åse', practice: true } });
  });

  it('pulls, approves, posts, and finds it again, in the shapes that are promised', async () => {
    const synced = await run(['sync', '--json'], dataDirectory);
    expect(synced.json()).toMatchObject({
      run: expect.any(String),
      pulled: expect.any(Number),
      created: expect.any(Number),
      changed: 0,
      unchanged: expect.any(Number),
      parked: 0,
    });
    const swept = await run(['sync', '--sweep', '--json'], dataDirectory);
    expect(swept).toMatchObject({ code: 0 });
    expect(swept.json()).toMatchObject({ compared: expect.any(Number), missing: 0, fetched: 0 });
    const { compared, byStoreAndDay } = swept.json() as { compared: number; byStoreAndDay: { listed: number; stored: number }[] };
    expect(byStoreAndDay.reduce((sum, { listed }) => sum + listed, 0)).toBe(compared);
    expect(byStoreAndDay.filter(({ listed, stored }) => listed !== stored)).toEqual([]);
    const listed = await run(['orders', 'list', '--status', 'ready', '--limit', '2', '--json'], dataDirectory);
    const page = listed.json() as { orders: { orderId: number; orderNumber: string }[]; next: string | null };
    expect(page.orders).toHaveLength(2);
    expect(page.orders[0]).toMatchObject({
      status: 'ready',
      total: { minor: expect.any(Number), currency: 'USD' },
      blockers: [],
      posting: null,
      store: { id: expect.any(Number) },
    });
    const [first] = page.orders;

    const approved = await run(['approve', String(first?.orderId), 'no-such-order', '--json'], dataDirectory);
    expect(approved.code).toBe(1);
    expect(approved.json()).toMatchObject({ approved: [expect.any(Number)], refused: [{ code: 'order/unknown' }] });

    const posted = await run(['post', '--json'], dataDirectory);
    expect(posted).toMatchObject({ code: 0 });
    expect(posted.json()).toMatchObject({ posted: [expect.any(Number)], updated: [], uncertain: [], failed: [] });

    const shown = await run(['orders', 'show', first?.orderNumber ?? '', '--json'], dataDirectory);
    expect(shown.json()).toMatchObject({
      order: { orderId: first?.orderId },
      plan: { fingerprint: expect.any(String), documents: expect.any(Array), tieOut: { differenceMinor: 0 } },
      postings: expect.arrayContaining([
        expect.objectContaining({ status: 'posted', requestId: expect.any(String), documentId: expect.any(String) }),
      ]),
      timeline: expect.any(Array),
    });
    expect((await run(['post', '--json'], dataDirectory)).json()).toMatchObject({ posted: [], failed: [] });
  });

  it('shows what approving would put on each account and make, and approves nothing', async () => {
    const ready = await countReady();
    const shown = await run(['approve', '--all-ready', '--dry-run', '--json'], dataDirectory);
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.json()).toMatchObject({
      count: expect.any(Number),
      accounts: expect.arrayContaining([expect.objectContaining({ accountName: 'Sales of Product Income' })]),
      newRecords: expect.arrayContaining([
        expect.objectContaining({ kind: 'customer', email: expect.any(String), documents: expect.any(Number) }),
      ]),
      refused: [],
    });
    expect((await run(['approve', '--all-ready', '--dry-run'], dataDirectory)).out).toContain('Nothing was approved.');
    expect(await countReady()).toBe(ready);
  });

  it('says before a void what stands in the way, and writes a credit memo once', async () => {
    const orderId = String(await aPostedOrder());
    const shown = await run(['void', orderId, '--dry-run', '--json'], dataDirectory);
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.json()).toMatchObject({
      previews: [{ orderId: Number(orderId), documents: expect.any(Array), void: { obstacles: [] }, creditMemo: { obstacles: [] } }],
      refused: [],
    });
    expect((await run(['void', orderId, '--dry-run'], dataDirectory)).out).toMatch(/\(recommended\)/);

    const credited = await run(['void', orderId, '--credit-memo', '--confirm', '--json'], dataDirectory);
    expect(credited.json()).toEqual({ credited: [Number(orderId)], refused: [] });
    const again = await run(['void', orderId, '--credit-memo', '--confirm', '--json'], dataDirectory);
    expect(again).toMatchObject({ code: 1 });
    expect(again.json()).toMatchObject({ credited: [], refused: [{ code: 'posting/credited' }] });
    const listed = (await run(['orders', 'list', '--status', 'credited', '--json'], dataDirectory)).json();
    expect(listed).toMatchObject({ orders: [{ orderId: Number(orderId) }] });
  });

  async function countReady(): Promise<number> {
    const listed = (await run(['orders', 'list', '--status', 'ready', '--limit', '500', '--json'], dataDirectory)).json();
    return (listed as { orders: unknown[] }).orders.length;
  }

  async function aPostedOrder(): Promise<number> {
    const [ready] = (
      (await run(['orders', 'list', '--status', 'ready', '--json'], dataDirectory)).json() as { orders: { orderId: number }[] }
    ).orders;
    await run(['approve', String(ready?.orderId), '--json'], dataDirectory);
    const { posted } = (await run(['post', '--json'], dataDirectory)).json() as { posted: number[] };
    expect(posted).toContain(ready?.orderId);
    return ready?.orderId ?? 0;
  }

  it('voids what it posted', async () => {
    const { orders } = (await run(['orders', 'list', '--status', 'posted', 'terminal', '--json'], dataDirectory)).json() as {
      orders: { orderId: number; posting: unknown }[];
    };
    const posted = orders.find(({ posting }) => posting !== null);
    const voided = await run(['void', String(posted?.orderId), '--confirm', '--json'], dataDirectory);

    expect(voided.json()).toEqual({ voided: [posted?.orderId], refused: [] });
  });

  it('writes a reconciliation and the audit as files', async () => {
    const csv = fresh('differences.csv');
    const audit = fresh('audit.jsonl');
    const reconciled = await run(
      ['reconcile', '--from', '2020-01-01', '--to', '2040-01-01', '--format', 'csv', '--out', csv, '--json'],
      dataDirectory,
    );
    const exported = await run(['audit', 'export', '--format', 'jsonl', '--out', audit, '--json'], dataDirectory);

    expect(reconciled.code).toBe(1);
    expect(readFileSync(csv, 'utf8').split('\r\n')[0]).toBe(
      '\uFEFFsection,date,storeId,store,step,count,amount,currency,kind,orderId,orderNumber,expected,actual,message',
    );
    expect(exported.code).toBe(0);
    const entries = readFileSync(audit, 'utf8').trimEnd().split('\n');
    expect(entries.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual(
      entries.map((_, index) => entries.length - index),
    );
    expect((await run(['audit', 'verify', '--json'], dataDirectory)).json()).toEqual({
      ok: true,
      entries: entries.length,
      firstBroken: null,
    });
  });

  it('keeps standard output to one JSON value in every command', async () => {
    const commands = [
      ['company', 'list'],
      ['connections'],
      ['config', 'export'],
      ['refresh'],
      ['sync'],
      ['orders', 'list'],
      ['reconcile', '--from', '2026-01-01', '--to', '2026-12-31'],
      ['audit', 'list'],
      ['doctor'],
    ];
    for (const command of commands) {
      const ran = await run([...command, '--json'], dataDirectory);
      expect(ran.out.endsWith('\n') && ran.out.indexOf('\n') === ran.out.length - 1, command.join(' ')).toBe(true);
      expect(typeof ran.json(), command.join(' ')).toBe('object');
    }
  });

  it('runs the schedule once, with one line for each run', async () => {
    const ran = await run(['run', '--once', '--json'], dataDirectory);
    const lines = ran.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(ran.code).toBe(0);
    expect(lines[0]).toMatchObject({ company: 'cafe-ase', kind: 'sync', status: 'done', pulled: expect.any(Number) });
  });

  it('lets reading commands by while another process writes, and ends writing ones with 4', async () => {
    const holder = startPurser(['run'], { dataDirectory });
    try {
      await untilHeld(dataDirectory, holder.pid ?? 0);
      const reading = await runPurser(['orders', 'list', '--limit', '1', '--json'], { dataDirectory });
      const writing = await runPurser(['sync', '--json'], { dataDirectory });

      expect(reading.code).toBe(0);
      expect(writing.code).toBe(4);
      expect(writing.json()).toMatchObject({ error: { code: 'data-directory/locked', details: { holder: { pid: holder.pid } } } });
    } finally {
      const ended = once(holder, 'close');
      holder.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
    expect((await run(['sync'], dataDirectory)).code).toBe(0);
  });
});

/** The lock names its holder in a file beside it. */
async function untilHeld(dataDirectory: string, pid: number): Promise<void> {
  await expect
    .poll(
      () => {
        try {
          return readFileSync(join(dataDirectory, 'lock-holder.json'), 'utf8');
        } catch {
          return '';
        }
      },
      { timeout: 15_000 },
    )
    .toContain(String(pid));
}

it('walks the main job and proves it on the other side', async () => {
  const ran = await runPurser(['demo', '--json'], { dataDirectory: fresh('unused') });
  const demo = ran.json() as { steps: { step: string; ok: boolean }[]; reconciled: boolean };

  expect(demo.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(demo.steps.map(({ step }) => step)).toEqual(
    expect.arrayContaining(['pull', 'plan', 'approve', 'post', 'ship', 'update', 'replay', 'reconcile']),
  );
  expect(demo.reconciled).toBe(true);
  expect(ran.code).toBe(0);
});
