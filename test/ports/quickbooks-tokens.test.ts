import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createExclusiveTurn } from '../../electron/adapters/sqlite/exclusive-turn.ts';
import { systemTimers } from '../../electron/adapters/system/environment.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

import { startBooksHarness } from './quickbooks-harness.ts';

describe('the access token', () => {
  it('is refreshed once and the read repeated, where it has ended', async () => {
    const { books, practice, keeper } = await startBooksHarness();
    practice.control.expireAccessTokens();
    expect((await books.company()).ok).toBe(true);
    expect(practice.counters().refreshes).toBe(1);
    expect(keeper.writes).toHaveLength(1);
  });

  it('is refreshed before it ends, without a refused request', async () => {
    const { books, practice, time } = await startBooksHarness();
    time.advance(3_599_000);
    expect((await books.company()).ok).toBe(true);
    expect(practice.counters()).toMatchObject({ refreshes: 1, requests: 2 });
  });

  it('that ends at a batch is refreshed, and the batch is sent again with the same request id', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const write = await invoice('TOK-1');
    practice.control.expireAccessTokens();
    const sent = await books.send('tok-1', books.batchText([write]));
    expect(sent.kind).toBe('answered');
    expect(practice.documents().filter((document) => document.docNumber === 'TOK-1')).toHaveLength(1);
    expect(practice.counters().refreshes).toBe(1);
  });

  it('is refreshed once for all who need it at the same moment, in whatever client', async () => {
    const { books, another, practice } = await startBooksHarness();
    practice.control.configure({ refreshRotation: 'every-call', oldRefreshRevokes: true });
    practice.control.expireAccessTokens();
    const second = another();
    const reads = await Promise.all([
      books.company(),
      second.company(),
      books.itemsNamedExactly('Mug'),
      second.itemsNamedExactly('Mug'),
      books.company(),
    ]);
    expect(reads.every((read) => read.ok)).toBe(true);
    expect(practice.counters().refreshes).toBe(1);
  });

  it('is refreshed once for two processes on one data directory, which know nothing of each other', async () => {
    const { another, practice, keeper } = await startBooksHarness();
    practice.control.configure({ refreshRotation: 'every-call', oldRefreshRevokes: true });
    const directory = makeTempDirectory('renewing');
    const file = join(directory.path, 'renewing.db');
    const processes = [1, 2, 3].map(() =>
      another({ lanes: createLaneRegistry(), alone: createExclusiveTurn(file, systemTimers, 'renewing') }),
    );
    for (const client of processes) {
      expect((await client.company()).ok).toBe(true);
    }
    practice.control.expireAccessTokens();
    const reads = await Promise.all(processes.map((client) => client.company()));
    expect(reads.map((read) => read.ok)).toEqual([true, true, true]);
    expect(practice.counters().refreshes).toBe(1);
    expect(keeper.writes).toHaveLength(1);
    directory.remove();
  });

  it('is used only after the new refresh token was stored', async () => {
    const { books, practice, keeper } = await startBooksHarness();
    practice.control.configure({ refreshRotation: 'every-call' });
    practice.control.expireAccessTokens();
    const before = keeper.stored;
    keeper.failWith = new Error('no space left');
    const failed = await books.company();
    expect(!failed.ok && failed.fault).toMatchObject({ class: 'storage' });
    expect(keeper.stored).toBe(before);
    keeper.failWith = null;
    expect((await books.company()).ok).toBe(true);
    expect(keeper.stored?.refreshToken).not.toBe(before?.refreshToken);
    expect(practice.counters().refreshes).toBe(1);
  });

  it('of a connection that was ended in QuickBooks asks for a new one, once, and never again on its own', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const write = await invoice('DEAD');
    practice.control.revokeConnection();
    const before = practice.counters().requests;
    const refused = await books.company();
    expect(!refused.ok && refused.fault).toMatchObject({ code: 'books/reconnect', class: 'auth' });
    expect(await books.send('dead', books.batchText([write]))).toMatchObject({
      kind: 'not-executed',
      fault: { class: 'auth', code: 'books/reconnect' },
    });
    expect(practice.counters().requests - before).toBeLessThanOrEqual(2);
  });

  it('comes back to life when a person has connected anew', async () => {
    const { books, practice, keeper, another } = await startBooksHarness();
    const alive = keeper.stored;
    keeper.stored = alive === null ? null : { ...alive, accessToken: 'dead', refreshToken: 'dead' };
    const client = another();
    expect((await client.company()).ok).toBe(false);
    keeper.stored = alive;
    expect((await client.company()).ok).toBe(true);
    expect((await books.company()).ok).toBe(true);
    expect(practice.counters().refreshes).toBeLessThanOrEqual(1);
  });

  it('that is missing means that nothing is connected', async () => {
    const { another, keeper } = await startBooksHarness();
    keeper.stored = null;
    const refused = await another().company();
    expect(!refused.ok && refused.fault.code).toBe('books/not-connected');
  });

  it('is waited for where Intuit’s sign-in is down, and the batch counts as not executed', async () => {
    const { books, practice, invoice } = await startBooksHarness();
    const write = await invoice('DOWN');
    practice.control.expireAccessTokens();
    practice.control.plan({ kind: 'bad-gateway', executes: false, when: { operation: 'token' } });
    expect(await books.send('down', books.batchText([write]))).toMatchObject({ kind: 'not-executed', fault: { class: 'transient' } });
    expect((await books.send('down', books.batchText([write]))).kind).toBe('answered');
  });

  it('never stands in a fault or in the log, although QuickBooks repeats it in its answer', async () => {
    const { books, practice, keeper, logLines } = await startBooksHarness();
    practice.control.expireAccessTokens();
    practice.control.revokeConnection();
    const tokens = [keeper.stored?.accessToken ?? 'none', keeper.stored?.refreshToken ?? 'none'];
    const refused = JSON.stringify(await books.company());
    for (const secret of [...tokens, practice.access.quickbooks.clientSecret]) {
      expect(refused).not.toContain(secret);
      expect(logLines.join('\n')).not.toContain(secret);
    }
  });
});
