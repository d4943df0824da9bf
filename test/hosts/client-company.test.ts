import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { practiceConfig } from '../../electron/practice/seed/practice-config.ts';
import { type Practice, startPractice } from '../../electron/practice/start-practice.ts';
import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { runInProcess, startPurser } from './run-purser.ts';

/** A client's own company, by passphrase and by its own keys, against services that only stand in for the real ones. */
describe('connecting a client', () => {
  let folder: TempDirectory;
  let practice: Practice;
  let dataDirectory: string;
  let env: Record<string, string>;
  const anchorOn = parseBusinessDate('2026-06-01') ?? ('' as never);

  beforeAll(async () => {
    folder = makeTempDirectory('client');
    dataDirectory = join(folder.path, 'data');
    practice = await startPractice({ directory: join(folder.path, 'services'), regime: 'us-automated', now: () => Date.now(), anchorOn });
    const { access } = practice;
    env = {
      PURSER_PASSPHRASE: 'right horse',
      PURSER_SHIPSTATION_V1_URL: access.shipstationV1Url,
      PURSER_QUICKBOOKS_API_URL: access.quickbooksApiUrl,
      PURSER_INTUIT_AUTHORIZE_URL: access.intuitAuthorizeUrl,
      PURSER_INTUIT_TOKEN_URL: access.intuitTokenUrl,
      PURSER_INTUIT_REVOKE_URL: access.intuitRevokeUrl,
    };
    expect((await runInProcess(['company', 'add', 'Acme'], { dataDirectory, env })).code).toBe(0);
  });
  afterAll(async () => {
    await practice.close();
    folder.remove();
  });

  it('refuses a wrong ShipStation key with 3, then takes the right one', async () => {
    const wrong = await runInProcess(['connect', 'shipstation', '--json'], {
      dataDirectory,
      env,
      input: JSON.stringify({ v1: { apiKey: 'a'.repeat(32), apiSecret: 'b'.repeat(32) } }),
    });
    const right = await runInProcess(['connect', 'shipstation', '--json'], {
      dataDirectory,
      env,
      input: JSON.stringify({ v1: practice.access.shipstation }),
    });

    expect(wrong.code).toBe(3);
    expect(wrong.json()).toMatchObject({ error: { code: 'source/wrong-key' } });
    expect(right.json()).toMatchObject({
      connected: true,
      stores: expect.arrayContaining([expect.objectContaining({ storeId: expect.any(Number) })]),
    });
  });

  it('prints the address of the consent first and what was connected last, while standard input stays open', async () => {
    const { clientId, clientSecret } = practice.access.quickbooks;
    const child = startPurser(['connect', 'quickbooks', '--no-open', '--json'], { dataDirectory, env });
    child.stdin.write(`${JSON.stringify({ clientId, clientSecret, environment: 'sandbox' })}\n`);
    const lines: Record<string, unknown>[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const printed = JSON.parse(line) as Record<string, unknown>;
      lines.push(printed);
      if (typeof printed['authorizeUrl'] === 'string') {
        await consentAsPracticePerson(printed['authorizeUrl']);
      }
    }
    const [code] = child.exitCode === null ? ((await once(child, 'close')) as [number | null]) : [child.exitCode];

    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { authorizeUrl: expect.stringMatching(/^http/), redirectUri: expect.stringMatching(/^http:\/\/localhost:\d+\/callback$/) },
      { connected: true, realmId: practice.access.quickbooks.realmId, country: 'US', taxRegime: 'us-automated' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(clientSecret);
  });

  it('then works like any company, and forgets its keys when it is told to', async () => {
    const file = join(folder.path, 'config.json');
    writeFileSync(file, JSON.stringify(practiceConfig('us-automated', anchorOn)));
    const run = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess([...args, '--json'], { dataDirectory, env });
    await run('config', 'import', file);

    expect((await run('refresh')).json()).toMatchObject({ stores: 6 });
    expect((await run('sync')).json()).toMatchObject({ parked: 0, ready: expect.any(Number) });
    expect((await run('doctor')).code).toBe(0);
    const shown = await runInProcess(['connections'], { dataDirectory, env });
    expect(shown.out).toMatch(/QuickBooks in \d{4}-\d{2}: \d+ reads \(\d+ of 500,000 with these keys\), 0 writes\./);
    expect(shown.out).toMatch(/The consent ends on \d{4}-\d{2}-\d{2} where it is not used, and in any case on \d{4}-\d{2}-\d{2}\./);
    expect((await run('disconnect', 'quickbooks')).json()).toEqual({ connected: false });
    expect(await run('post')).toMatchObject({ code: 3 });
    expect((await run('connections')).json()).toMatchObject({
      shipstation: { status: 'connected' },
      quickbooks: { status: 'not-connected' },
    });
  });
});
