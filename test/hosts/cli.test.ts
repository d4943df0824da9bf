import { writeFileSync } from 'node:fs';
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
