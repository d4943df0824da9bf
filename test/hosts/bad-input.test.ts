import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { readPracticeBooks } from '../../electron/practice/quickbooks/inspection.ts';
import { clientData, errorOf, keyDocument } from '../helpers/client-data.ts';
import { lookInto } from '../helpers/posted-once.ts';
import { practiceData } from '../helpers/practice-data.ts';
import { jsonOf, runPurser } from '../helpers/purser-process.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

interface Synced {
  readonly created: number;
  readonly parked: number;
}

describe('what ShipStation says', () => {
  test('a record that poisons its page is parked alone and named; every other order is pulled, and it comes in when it is mended', async () => {
    using data = await practiceData('made');
    const poisoned = data.shop((shop) => {
      const orderId = shop.orders()[20]?.orderId ?? 0;
      shop.addFault({ kind: 'poison-order', orderId });
      return orderId;
    });
    const run = await runPurser(data.path, ['sync']);
    expect(run.code).toBe(1);
    expect(jsonOf<Synced>(run)).toMatchObject({ parked: 1 });
    expect(jsonOf<Synced>(run).created).toBeGreaterThan(120);
    const before = await lookInto(data.path, {}, ({ call, company }) => call('order.list', { company: company(), limit: 500 }));
    expect(before.orders.map(({ orderId }) => orderId)).not.toContain(poisoned);

    data.shop((shop) => shop.clearFaults());
    expect(await runPurser(data.path, ['sync', '--full'])).toMatchObject({ code: 0 });
    const after = await lookInto(data.path, {}, ({ call, company }) => call('order.list', { company: company(), limit: 500 }));
    expect(after.orders.map(({ orderId }) => orderId)).toContain(poisoned);
  });

  test('half an answer is no answer: it is asked for again, and no order is missed', async () => {
    using data = await practiceData('made');
    data.shop((shop) => shop.addFault({ kind: 'truncated-json' }, { path: '/orders', times: 1 }));
    const run = await runPurser(data.path, ['sync']);
    expect(data.shop((shop) => shop.faults()[0]?.hits)).toBe(1);
    expect(run.code).toBe(0);
    expect(jsonOf<Synced>(run)).toMatchObject({ parked: 0 });
    expect(jsonOf<Synced>(run).created).toBeGreaterThan(120);
  });

  test('a status that nobody knows, an order without its lines and records with missing fields hold up nothing but themselves', async () => {
    using data = await practiceData('made');
    const [strange, empty] = data.shop((shop) => {
      const shipped = shop.orders().filter(({ status }) => status === 'shipped');
      const [first, second] = [shipped[10]?.orderId ?? 0, shipped[11]?.orderId ?? 0];
      shop.addFault({ kind: 'unknown-status', orderId: first, status: 'teleported' });
      shop.addFault({ kind: 'empty-items', orderId: second });
      shop.addFault({ kind: 'null-element' }, { times: 1, path: '/orders' });
      return [first, second];
    });
    const run = await runPurser(data.path, ['sync']);
    expect([0, 1]).toContain(run.code);
    const { orders } = await lookInto(data.path, {}, ({ call, company }) => call('order.list', { company: company(), limit: 500 }));
    expect(orders.filter(({ state }) => state === 'ready').length).toBeGreaterThan(90);
    for (const orderId of [strange, empty]) {
      const row = orders.find((order) => order.orderId === orderId);
      expect(row?.state, String(orderId)).not.toBe('ready');
    }
  });

  test('an order that can’t be planned says which it is and what to do, and is not approved', async () => {
    using data = await practiceData('synced');
    const { orders } = await lookInto(data.path, {}, ({ call, company }) =>
      call('order.list', { company: company(), filter: { states: ['blocked'] }, limit: 500 }),
    );
    expect(orders.length).toBeGreaterThan(5);
    for (const { blockers, orderNumber } of orders) {
      expect(blockers.length).toBeGreaterThan(0);
      expect(
        blockers.every(({ code, message }) => /^[a-z]+\/[a-z-]+$/.test(code) && message.includes(orderNumber)),
        orderNumber,
      ).toBe(true);
    }
    const run = await runPurser(data.path, ['approve', String(orders[0]?.orderId)]);
    expect(run.code).toBe(1);
    expect(jsonOf(run)).toMatchObject({ approved: [], refused: [{ orderId: orders[0]?.planOrderId, code: 'order/not-ready' }] });
  });
});

describe('keys and consent', () => {
  test('a wrong key ends with 3 and where to find the right one; what was connected before stays connected', async () => {
    await using data = await clientData('connected');
    const wrong = await data.run(['connect', 'shipstation'], { input: keyDocument({ apiKey: 'a'.repeat(32), apiSecret: 'b'.repeat(32) }) });
    expect(wrong.code).toBe(3);
    expect(errorOf(wrong)).toMatchObject({ code: 'source/wrong-key' });
    expect(wrong.stderr).toContain('API Settings');
    expect(await data.run(['sync'])).toMatchObject({ code: 0 });
  });

  test('key and secret in each other’s place are kept the right way round, and the answer says so', async () => {
    await using data = await clientData('made');
    const { apiKey, apiSecret } = data.practice.access.shipstation;
    const swapped = await data.run(['connect', 'shipstation'], { input: keyDocument({ apiKey: apiSecret, apiSecret: apiKey }) });
    expect(swapped.code).toBe(0);
    expect(jsonOf(swapped)).toMatchObject({ connected: true, version: 'v1', swapped: true });
    expect(await data.run(['connections'])).toMatchObject({ code: 0 });
    expect(`${swapped.stdout}${swapped.stderr}`).not.toContain(apiSecret);
  });

  test('a refused consent ends with 3, and keeps nothing', async () => {
    await using data = await clientData('made');
    const run = await data.connectBooks(async (authorizeUrl) => {
      const asked = new URL(authorizeUrl);
      const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ error: 'access_denied', state: asked.searchParams.get('state') ?? '' }).toString();
      await (await fetch(back)).text();
    });
    expect(run.code).toBe(3);
    expect(errorOf(run)).toMatchObject({ code: 'oauth/refused' });
    expect(run.stderr).toContain('press Connect');
    expect(jsonOf(await data.run(['connections']))).toMatchObject({ quickbooks: { status: 'not-connected' } });
  });

  test('an answer with another state is refused and learns nothing; the person’s own answer still counts', async () => {
    await using data = await clientData('made');
    const run = await data.connectBooks(async (authorizeUrl) => {
      const back = new URL(new URL(authorizeUrl).searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code: 'planted', state: 'another', realmId: '1' }).toString();
      const answer = await fetch(back);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain('planted');
      const { consentAsPracticePerson } = await import('../../electron/practice/quickbooks/consent.ts');
      await consentAsPracticePerson(authorizeUrl);
    });
    expect(run.code).toBe(0);
    expect(jsonOf(run)).toMatchObject({ connected: true, realmId: data.practice.access.quickbooks.realmId });
  });
});

describe('the data directory', () => {
  test('from a newer version is refused with what to do, and not touched', async () => {
    using data = await practiceData('made');
    const file = join(data.path, 'companies', 'practice', 'purser.db');
    const key = await databaseKey(data.path);
    withDatabase(file, key, (database) => database.pragma('user_version = 99'));
    for (const command of [['orders', 'list'], ['sync']]) {
      const run = await runPurser(data.path, command);
      expect(run.code).toBe(1);
      expect(errorOf(run)).toMatchObject({ code: 'store/from-the-future', message: expect.stringMatching(/newer/i) });
    }
    expect(withDatabase(file, key, (database) => database.pragma('user_version', { simple: true }))).toBe(99);
  });

  test.runIf(process.getuid?.() === 0 && canMount())(
    'on a full disk: a command says so and half-writes nothing, and goes on when there is room',
    async () => {
      using data = await practiceData('approved');
      using place = makeTempDirectory('full');
      const disk = join(place.path, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]);
      try {
        execFileSync('cp', ['-a', `${data.path}/.`, disk]);
        const before = booksCount(disk);
        execFileSync('sh', ['-c', `dd if=/dev/zero of=${join(disk, 'filler')} bs=4096 2>/dev/null || true`]);
        const run = await runPurser(disk, ['post']);
        expect([1, 2]).toContain(run.code);
        expect(run.stderr).toMatch(/full|space|disk/i);
        expect(booksCount(disk)).toBe(before);
        execFileSync('rm', [join(disk, 'filler')]);
        expect(await runPurser(disk, ['post'])).toMatchObject({ code: 0 });
        expect(jsonOf(await runPurser(disk, ['audit', 'verify']))).toMatchObject({ ok: true });
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
  );
});

function booksCount(data: string): number {
  const books = readPracticeBooks(join(data, 'companies', 'practice', 'practice'));
  const { length } = books.documents();
  books.close();
  return length;
}

/** Containers may forbid it even to their superuser. */
function canMount(): boolean {
  using place = makeTempDirectory('mount');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place.path], { stdio: 'ignore' });
    execFileSync('umount', [place.path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function databaseKey(data: string): Promise<string> {
  const { createGeneratedKeyVault } = await import('../../electron/adapters/secrets/generated-key-vault.ts');
  const vault = createGeneratedKeyVault({ companyFolder: (slug) => join(data, 'companies', slug), isPractice: () => true });
  const key = await vault.get('practice', 'database-key');
  if (!key.ok || key.value === null) {
    throw new Error('The practice company has no database key');
  }
  return key.value;
}

function withDatabase<T>(file: string, key: string, work: (database: Database.Database) => T): T {
  const database = new Database(file);
  try {
    database.pragma("cipher = 'sqlcipher'");
    database.pragma(`key = "x'${key}'"`);
    return work(database);
  } finally {
    database.close();
  }
}
