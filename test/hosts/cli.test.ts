import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { connectOverHttp } from './http-client.ts';
import { firstLine, type Ran, runInProcess, runPurser, startPurser } from './run-purser.ts';

let folder: TempDirectory;
beforeAll(() => {
  folder = makeTempDirectory('cli');
});
afterAll(() => folder.remove());

const fresh = (name: string): string => join(folder.path, name);
/** Without a process of its own: the same code from the first argument to the exit code. */
const run = (args: readonly string[], dataDirectory: string, more: { input?: string; env?: Record<string, string> } = {}): Promise<Ran> =>
  runInProcess(args, { dataDirectory, ...more });

describe('a command line that is wrong', () => {
  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['orders', 'list', '--everything']],
    ['an unknown state', ['orders', 'list', '--status', 'happy']],
    ['a date that is on no calendar', ['sync', '--since', '2026-02-30']],
    ['a sweep from a date', ['sync', '--sweep', '--since', '2026-02-03']],
    ['a missing argument', ['orders', 'show']],
    ['neither orders nor --all-ready', ['approve']],
    ['orders and --all together', ['replay', '1', '--all']],
    ['a void without --confirm', ['void', '1']],
    ['no company yet', ['orders', 'list']],
    ['an unknown company', ['orders', 'list', '--company', 'nobody']],
    ['a file that is named nowhere', ['reconcile', '--from', '2026-01-01', '--to', '2026-01-31', '--format', 'pdf']],
  ])('ends with 2: %s', async (_what, args) => {
    const ran = await run([...args, '--json'], fresh('usage'));

    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    expect(ran.err).not.toBe('');
  });

  it('says that only one way to choose the orders fits', async () => {
    const approved = await run(['approve', '1', '--all-ready'], fresh('usage'));
    const replayed = await run(['replay', '--all', '--code', 'books/refused'], fresh('usage'));

    expect([approved.err, replayed.err]).toEqual([expect.stringContaining('one of the two'), expect.stringContaining('one of the three')]);
  });

  it('names the formats that there are', async () => {
    const ran = await run(['reconcile', '--from', '2026-01-01', '--to', '2026-01-31', '--format', 'docx', '--json'], fresh('usage'));

    expect(ran.json()).toMatchObject({ error: { details: { formats: ['json', 'csv', 'xlsx', 'pdf'] } } });
  });

  it('helps and tells its version with 0', async () => {
    const help = await run(['--help'], fresh('usage'));
    const version = await runPurser(['--version'], { dataDirectory: fresh('usage') });

    expect(help.code).toBe(0);
    expect(help.out).toContain('reconcile');
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('a vault that can’t be opened', () => {
  it('ends with 6 and leaves nothing behind where there is no passphrase', async () => {
    const dataDirectory = fresh('no-passphrase');
    const ran = await run(['company', 'add', 'Acme', '--json'], dataDirectory);
    const after = await run(['company', 'list', '--json'], dataDirectory);

    expect(ran.code).toBe(6);
    expect(ran.json()).toMatchObject({ error: { code: 'vault/locked' } });
    expect(ran.err).toContain('PURSER_PASSPHRASE');
    expect(after.json()).toEqual({ companies: [] });
  });

  it('ends with 6 for another passphrase than the first', async () => {
    const dataDirectory = fresh('wrong-passphrase');
    const added = await run(['company', 'add', 'Acme', '--json'], dataDirectory, { env: { PURSER_PASSPHRASE: 'right horse' } });
    const wrong = await run(['orders', 'list', '--json'], dataDirectory, { env: { PURSER_PASSPHRASE: 'wrong horse' } });
    const right = await run(['orders', 'list', '--json'], dataDirectory, { env: { PURSER_PASSPHRASE: 'right horse' } });

    expect(added).toMatchObject({ code: 0 });
    expect(wrong.code).toBe(6);
    expect(wrong.json()).toMatchObject({ error: { code: 'vault/wrong-passphrase' } });
    expect(`${wrong.out}${wrong.err}`).not.toContain('horse');
    expect(right).toMatchObject({ code: 0 });
    expect(right.json()).toEqual({ orders: [], next: null });
  });
});

describe('a client’s company that is not connected', () => {
  const env = { PURSER_PASSPHRASE: 'right horse' };
  let dataDirectory = '';
  beforeAll(async () => {
    dataDirectory = fresh('client');
    expect((await run(['company', 'add', 'Acme'], dataDirectory, { env })).code).toBe(0);
  });

  it('ends with 3 where a connection is missing', async () => {
    expect((await run(['sync', '--json'], dataDirectory, { env })).json()).toMatchObject({ error: { code: 'source/not-connected' } });
    expect(await run(['sync'], dataDirectory, { env })).toMatchObject({ code: 3 });
    expect(await run(['refresh'], dataDirectory, { env })).toMatchObject({ code: 3 });
    expect(await run(['post'], dataDirectory, { env })).toMatchObject({ code: 3 });
  });

  it('tells the mistakes with keys apart, and never repeats a key', async () => {
    const secret = 'f00dfeedf00dfeedf00dfeedf00dfeed';
    const same = await run(['connect', 'shipstation', '--json'], dataDirectory, {
      env,
      input: JSON.stringify({ v1: { apiKey: secret, apiSecret: secret } }),
    });
    const v2 = await run(['connect', 'shipstation', '--json'], dataDirectory, {
      env,
      input: JSON.stringify({ v1: { apiKey: `TEST_${secret}${secret}`, apiSecret: '' } }),
    });
    const shape = await run(['connect', 'shipstation', '--json'], dataDirectory, { env, input: `{"key": "${secret}"}` });
    const none = await run(['connect', 'shipstation', '--json'], dataDirectory, { env });

    expect(same).toMatchObject({ code: 3 });
    expect(same.json()).toMatchObject({ error: { code: 'source/key-shape' } });
    expect(v2.json()).toMatchObject({ error: { code: 'source/key-shape', message: expect.stringContaining('V2') } });
    expect([shape.code, none.code]).toEqual([2, 2]);
    expect([same, v2, shape].map(({ out, err }) => out + err).join('')).not.toContain(secret);
  });

  it('ends with 5 where nothing answers, and keeps no key', async () => {
    const pair = JSON.stringify({ v1: { apiKey: 'a'.repeat(32), apiSecret: 'b'.repeat(32) } });
    const nowhere = await run(['connect', 'shipstation', '--json'], dataDirectory, {
      env: { ...env, PURSER_SHIPSTATION_V1_URL: 'http://127.0.0.1:9' },
      input: pair,
    });
    const connections = await run(['connections', '--json'], dataDirectory, { env });

    expect(nowhere.code).toBe(5);
    expect(nowhere.json()).toMatchObject({ error: { code: 'source/unreachable' } });
    expect(connections.json()).toMatchObject({
      shipstation: { status: 'not-connected' },
      quickbooks: { status: 'not-connected' },
      relay: { status: 'not-connected' },
    });
  });

  it('sends keys to no address but this machine’s and the real ones', async () => {
    const ran = await run(['doctor', '--json'], dataDirectory, { env: { ...env, PURSER_SHIPSTATION_V1_URL: 'http://203.0.113.7' } });

    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({ error: { code: 'config/invalid', message: expect.stringContaining('PURSER_SHIPSTATION_V1_URL') } });
  });

  it('takes a config over whole or not at all', async () => {
    const file = fresh('config.json');
    writeFileSync(
      file,
      JSON.stringify({ version: 1, policy: { postWhen: 'created' }, products: [{ sku: 'MUG-1', item: { name: 'Mug' } }] }),
    );
    const dry = await run(['config', 'import', file, '--dry-run', '--json'], dataDirectory, { env });
    const imported = await run(['config', 'import', file, '--json'], dataDirectory, { env });
    writeFileSync(file, JSON.stringify({ version: 1, policy: { postWhen: 'never' }, stores: { abc: {} } }));
    const wrong = await run(['config', 'import', file, '--json'], dataDirectory, { env });
    const exported = await run(['config', 'export', '--json'], dataDirectory, { env });

    expect(dry.json()).toMatchObject({
      saved: false,
      changed: [
        { path: '/policy/postWhen', before: '"shipped"', after: '"created"' },
        { path: '/products/0', before: null },
      ],
    });
    expect(imported.json()).toMatchObject({ saved: true });
    expect(wrong.code).toBe(2);
    expect(wrong.json()).toMatchObject({
      error: { code: 'config/invalid', details: { issues: [{ path: '/policy/postWhen' }, { path: '/stores/abc' }] } },
    });
    expect(exported.json()).toMatchObject({ version: 1, policy: { postWhen: 'created' }, products: [{ sku: 'MUG-1' }] });
    expect((await run(['config', 'schema', '--json'], dataDirectory, { env })).json()).toMatchObject({
      type: 'object',
      properties: { policy: expect.anything() },
    });
  });
});

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

it('serves the screens to the browser that opens the printed address, on a practice company of its own', async () => {
  const dataDirectory = fresh('serve');
  const server = startPurser(['serve', '--json'], { dataDirectory });
  try {
    const { url } = JSON.parse(await firstLine(server)) as { url: string };
    const { client, close } = await connectOverHttp(url);
    const answer = await client.call('company.list', {});
    close();

    expect(answer).toMatchObject({ ok: true, value: { companies: [{ slug: 'practice', practice: true }] } });
  } finally {
    const ended = once(server, 'close');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }
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
