import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { ALREADY_BOOKED_ORDER_NUMBER, ALREADY_EXPORTED_ORDER_ID } from '../../electron/practice/seed/already-booked.ts';
import { PRACTICE_REGIMES } from '../../electron/practice/practice.ts';
import { readPracticeBooks } from '../../electron/practice/quickbooks/inspection.ts';
import { startQuickBooks } from '../../electron/practice/quickbooks/start.ts';
import { startPractice } from '../../electron/practice/start-practice.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { ANCHOR, REDIRECT, idIn, only, START_MS, startHarness } from './practice-quickbooks-harness.ts';

describe('the practice books on disk', () => {
  it('are met again by a later process: objects, tokens, counters', async () => {
    const shop = await startHarness();
    const made = only(await shop.create('Customer', { DisplayName: 'Stays' }), 'Customer');
    const before = {
      documents: shop.books.documents(),
      customers: shop.books.customers(),
      counters: shop.books.counters(),
      keys: shop.books.access.quickbooks,
    };
    await shop.restart();
    expect({
      documents: shop.books.documents(),
      customers: shop.books.customers(),
      counters: shop.books.counters(),
      keys: shop.books.access.quickbooks,
    }).toEqual(before);
    expect((await shop.call('GET', '/customer/1')).headers.get('intuit_tid')).not.toBeNull();
    expect(only(await shop.call('GET', `/customer/${idIn(made)}`), 'Customer')).toEqual(made);
    expect(only(await shop.create('Customer', { DisplayName: 'Next' }), 'Customer')['Id']).toBe(String(Number(made['Id']) + 1));
  });

  it('of an older Purser are upgraded and keep their connection, those of a newer one say what to do', async () => {
    const shop = await startHarness();
    const made = only(await shop.create('Customer', { DisplayName: 'Stays' }), 'Customer');
    await shop.books.close();
    const file = new Database(join(shop.directory, 'quickbooks.db'));
    // The files of the first practice companies: no version, and less to remember of sign-in.
    file.exec('ALTER TABLE grants DROP COLUMN realm_id; ALTER TABLE refresh_tokens DROP COLUMN used_ms;');
    file.exec('ALTER TABLE refresh_tokens DROP COLUMN replaced_ms; PRAGMA user_version = 0;');
    file.close();
    shop.books = await startQuickBooks({ directory: shop.directory, regime: 'us-automated', anchorOn: ANCHOR, now: () => shop.nowMs });
    expect(only(await shop.call('GET', `/customer/${idIn(made)}`), 'Customer')).toEqual(made);
    expect((await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken })).status).toBe(200);
    using newer = makeTempDirectory('newer');
    new Database(join(newer.path, 'quickbooks.db')).exec('PRAGMA user_version = 99').close();
    const open = startQuickBooks({ directory: newer.path, regime: 'us-automated', anchorOn: ANCHOR, now: () => shop.nowMs });
    await expect(open).rejects.toThrow(/newer Purser: its books are of version 99.*Update Purser, or delete the practice company/);
  });

  it('lose nothing that was answered when the process is killed', async () => {
    using folder = makeTempDirectory('practice');
    const script = `
      const { startQuickBooks } = await import(${JSON.stringify(new URL('../../electron/practice/quickbooks/start.ts', import.meta.url).href)});
      const books = await startQuickBooks({ directory: ${JSON.stringify(folder.path)}, regime: 'us-none', anchorOn: '${ANCHOR}', now: () => ${START_MS} });
      books.control.plan({ kind: 'lose-answer', when: { docNumber: 'other' } });
      process.stdout.write(books.access.intuitAuthorizeUrl + ' ' + books.access.quickbooks.clientId);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Safe: a stream without an encoding gives buffers.
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    const [authorize = '', clientId = ''] = printed.toString('utf8').split(' ');
    const scope = 'com.intuit.quickbooks.accounting';
    const query = new URLSearchParams({ client_id: clientId, response_type: 'code', scope, redirect_uri: REDIRECT, state: 's' });
    const address = `${authorize}?${query.toString()}`;
    const consent = await fetch(address, { method: 'POST', body: new URLSearchParams({ decision: 'connect' }), redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    child.kill('SIGKILL');
    await once(child, 'exit');
    const books = await startQuickBooks({ directory: folder.path, regime: 'us-none', anchorOn: ANCHOR, now: () => START_MS });
    const keys = Buffer.from(`${clientId}:${books.access.quickbooks.clientSecret}`).toString('base64');
    const tokens = await fetch(books.access.intuitTokenUrl, {
      method: 'POST',
      headers: { Authorization: `Basic ${keys}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
    });
    expect(tokens.status).toBe(200);
    expect(books.control.openFaults()).toHaveLength(1);
    await books.close();
  });

  it('can be read beside the process that serves them', async () => {
    const shop = await startHarness();
    const beside = readPracticeBooks(shop.directory);
    expect(beside.documents()).toEqual(shop.books.documents());
    await shop.create('Customer', { DisplayName: 'Seen from beside' });
    expect(beside.customers().map((customer) => customer.displayName)).toContain('Seen from beside');
    beside.close();
  });

  it.each(PRACTICE_REGIMES)('begin the same for the same anchor (%s), with what was booked before', async (regime) => {
    const [one, two] = [await startHarness(regime), await startHarness(regime)];
    expect(one.books.documents()).toEqual(two.books.documents());
    expect(one.books.customers()).toEqual(two.books.customers());
    const documents = one.books.documents();
    expect(documents.find((document) => document.docNumber === ALREADY_BOOKED_ORDER_NUMBER)).toMatchObject({
      entity: 'Invoice',
      customerName: 'Dana Whitcomb',
      totalMinor: 5400,
    });
    expect(documents.find((document) => document.docNumber === `SS-${ALREADY_EXPORTED_ORDER_ID}`)).toMatchObject({
      entity: 'SalesReceipt',
      customerName: 'Oliver Finch',
      totalMinor: 5000,
    });
    expect(documents.find((document) => document.entity === 'Payment')).toMatchObject({ totalMinor: 38_400, balanceMinor: 0 });
    expect(one.books.counters()).toMatchObject({ reads: 0, batches: 0, writes: { create: 0, update: 0, void: 0, delete: 0 } });
  });

  it('stand beside the shop in one practice company', async () => {
    using folder = makeTempDirectory('practice');
    const practice = await startPractice({ directory: folder.path, regime: 'us-automated', now: () => START_MS, anchorOn: ANCHOR });
    const urls = [practice.access.shipstationV1Url, practice.access.quickbooksApiUrl, practice.access.intuitTokenUrl];
    expect(urls.every((url) => /^http:\/\/127\.0\.0\.1:\d+/.test(url))).toBe(true);
    expect(practice.access.shipstation.apiKey).not.toBe('');
    await practice.close();
    const books = readPracticeBooks(folder.path);
    expect(books.documents().length).toBeGreaterThan(0);
    books.close();
  });
});
