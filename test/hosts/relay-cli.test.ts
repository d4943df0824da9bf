import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { clientData, type ClientData } from '../helpers/client-data.ts';
import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { jsonOf, purserJson, type PurserError, runPurser } from '../helpers/purser-process.ts';
import { PAIRING_CODE } from '../relay/paired-app.ts';
import { startTestRelay } from '../relay/relay-harness.ts';
import { runInProcess } from './run-purser.ts';

interface RelayJson {
  readonly address: string | null;
  readonly events: readonly string[];
  readonly missing: readonly string[];
  readonly lastEventAt: string | null;
  readonly state: string;
}

let data: TempDirectory;

// A company for each: together they would ask more of ShipStation than its forty requests a minute, and wait.
beforeEach(async () => {
  data = makeTempDirectory('relay-cli');
  await purserJson(data.path, ['company', 'add', 'Practice', '--practice']);
});
afterEach(() => data.remove());

const EVENTS = ['orders-imported', 'labels-made', 'fulfillments-shipped', 'fulfillments-rejected'];

test(
  'relay pair, subscribe, status, unsubscribe and unpair say what is there, and nothing that is secret',
  { timeout: 90_000 },
  async () => {
    const relay = await startTestRelay({});
    const paired = await runPurser(data.path, ['relay', 'pair'], { input: JSON.stringify({ address: relay.base, code: PAIRING_CODE }) });
    expect(paired.code, paired.stderr).toBe(0);
    expect(jsonOf<RelayJson>(paired)).toMatchObject({ address: relay.base, events: [], lastEventAt: null, state: 'paired' });
    expect(paired.stdout).not.toContain('/in/');

    expect(await purserJson<RelayJson>(data.path, ['relay', 'subscribe'])).toMatchObject({ events: EVENTS, missing: [], added: EVENTS });
    expect(await purserJson<RelayJson>(data.path, ['relay', 'subscribe'])).toMatchObject({ events: EVENTS, added: [] });
    expect(await purserJson<RelayJson>(data.path, ['relay', 'status', '--check'])).toMatchObject({ events: EVENTS, missing: [] });
    const { relay: shown } = await purserJson<{ readonly relay: RelayJson }>(data.path, ['connections']);
    expect(shown).toMatchObject({ status: 'connected', address: relay.base, events: EVENTS });

    const again = await runPurser(data.path, ['relay', 'pair'], { input: JSON.stringify({ address: relay.base, code: PAIRING_CODE }) });
    expect([again.code, jsonOf<PurserError>(again).error.code]).toEqual([2, 'relay/already-paired']);

    expect(await purserJson<RelayJson>(data.path, ['relay', 'unsubscribe'])).toMatchObject({ events: [], removed: 4 });
    const missing = await runPurser(data.path, ['relay', 'status']);
    expect([missing.code, jsonOf<RelayJson>(missing).missing]).toEqual([1, EVENTS]);
    expect(await purserJson<RelayJson>(data.path, ['relay', 'unpair'])).toMatchObject({ address: null, state: 'not-paired' });
    const unpaired = await runPurser(data.path, ['relay', 'subscribe']);
    expect([unpaired.code, jsonOf<PurserError>(unpaired).error.code]).toEqual([3, 'relay/not-paired']);
  },
);

test('a person reads what to do after pairing, and where the relay stands among the connections', { timeout: 90_000 }, async () => {
  const relay = await startTestRelay({});
  const spoken = (args: readonly string[], input = '') => runInProcess(args, { dataDirectory: data.path, input });
  expect((await spoken(['connections'])).out).toMatch(/^Relay +not connected/m);
  const paired = await spoken(['relay', 'pair'], JSON.stringify({ address: relay.base, code: PAIRING_CODE }));
  expect(paired.out).toContain('relay subscribe');
  expect((await spoken(['connections'])).out).toMatch(new RegExp(`^Relay +connected +${relay.base}`, 'm'));
  expect((await spoken(['relay', 'subscribe'])).out).not.toContain('relay subscribe');
  expect((await spoken(['relay', 'unpair'])).code).toBe(0);
});

test('a wrong code, a wrong address and a relay that is gone end with codes of their own', { timeout: 90_000 }, async () => {
  const relay = await startTestRelay({});
  const pair = async (address: string, code: string) => {
    const run = await runPurser(data.path, ['relay', 'pair'], { input: JSON.stringify({ address, code }) });
    expect(run.stdout + run.stderr).not.toContain(code);
    expect(run.stderr).not.toContain('by itself');
    return [run.code, jsonOf<PurserError>(run).error.code];
  };
  expect(await pair(relay.base, 'a-code-that-nobody-has-given-out')).toEqual([3, 'relay/refused']);
  expect(await pair('http://relay.example.com', 'a-code-that-nobody-has-given-out')).toEqual([2, 'relay/bad-address']);
  expect(await pair('http://127.0.0.1:9', 'a-code-that-nobody-has-given-out')).toEqual([5, 'relay/unreachable']);
  const nothing = await runPurser(data.path, ['relay', 'pair'], { input: '{"address":1}' });
  expect(nothing.code).toBe(2);

  await runPurser(data.path, ['relay', 'pair'], { input: JSON.stringify({ address: relay.base, code: PAIRING_CODE }) });
  await relay.stop();
  const gone = await runPurser(data.path, ['relay', 'unpair']);
  expect([gone.code, jsonOf<PurserError>(gone).error.code]).toEqual([5, 'relay/unreachable']);
  expect(await purserJson<RelayJson>(data.path, ['relay', 'unpair', '--force'])).toMatchObject({ state: 'not-paired' });
});

test('doctor asks the relay itself: a company that it does not know any more is told', { timeout: 90_000 }, async () => {
  const relay = await startTestRelay({});
  const input = JSON.stringify({ address: relay.base, code: PAIRING_CODE });
  await purserJson<RelayJson>(data.path, ['relay', 'pair'], { input });
  const relayCheck = async () => {
    const run = await runPurser(data.path, ['doctor']);
    const { checks } = jsonOf<{ readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly found: string }[] }>(run);
    return checks.find(({ name }) => name.endsWith(': relay'));
  };
  expect(await relayCheck()).toMatchObject({ ok: true, found: expect.stringContaining('answers') });
  await relay.stop();
  expect(await relayCheck()).toMatchObject({ ok: false, found: expect.stringContaining('could not be reached') });

  const other = await startTestRelay({ RELAY_PORT: String(relay.port) });
  expect(other.base).toBe(relay.base);
  expect(await relayCheck()).toMatchObject({ ok: false, found: expect.stringContaining('does not know this company') });
  await purserJson<RelayJson>(data.path, ['relay', 'unpair', '--force']);
});

test(
  'a relay that knows the company no more is told by every process, whether it holds the connection or not',
  { timeout: 90_000 },
  async () => {
    const relay = await startTestRelay({});
    await purserJson<RelayJson>(data.path, ['relay', 'pair'], { input: JSON.stringify({ address: relay.base, code: PAIRING_CODE }) });
    const spoken = async (...args: readonly string[]) => (await runInProcess(args, { dataDirectory: data.path })).out;
    expect(await spoken('relay', 'status')).toContain('it knows this company');
    await relay.stop();
    expect(await purserJson<RelayJson>(data.path, ['relay', 'status'])).toMatchObject({
      state: 'reconnecting',
      fault: { code: 'relay/unreachable' },
    });

    const other = await startTestRelay({ RELAY_PORT: String(relay.port) });
    expect(other.base).toBe(relay.base);
    expect(await purserJson<RelayJson>(data.path, ['relay', 'status'])).toMatchObject({
      state: 'refused',
      fault: { code: 'relay/refused' },
    });
    expect(await spoken('connections')).toMatch(/^Relay +needs a person/m);
    await purserJson<RelayJson>(data.path, ['relay', 'unpair', '--force']);
  },
);

describe('removing a company that is paired with a relay', () => {
  const removal = ['company', 'remove', 'harbor-pine', '--confirm', 'harbor-pine'];

  /** Pairs and subscribes a client’s company; the address that ShipStation was given. */
  async function subscribed(client: ClientData, address: string): Promise<string> {
    const paired = await client.run(['relay', 'pair'], { input: JSON.stringify({ address, code: PAIRING_CODE }) });
    expect(paired.code, paired.stderr).toBe(0);
    expect((await client.run(['relay', 'subscribe'])).code).toBe(0);
    return (await targetsAt(client))[0] ?? '';
  }

  test('takes back what the relay and ShipStation keep for it', { timeout: 90_000 }, async () => {
    await using client = await clientData('connected');
    const relay = await startTestRelay({});
    const inbound = await subscribed(client, relay.base);
    expect((await fetch(inbound, { method: 'POST', body: '{}' })).status).not.toBe(404);

    const removed = await client.run(removal);
    expect(removed.code, removed.stderr).toBe(0);
    expect(jsonOf(removed)).toMatchObject({ relay: { address: relay.base, mailboxGone: true, subscriptionsGone: true } });
    expect(await targetsAt(client)).toEqual([]);
    expect((await fetch(inbound, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(readFileSync(join(client.path, 'vault.json'), 'utf8')).not.toContain('relay-pairing');
  });

  test('removes it all the same where neither answers, and says what is left', { timeout: 90_000 }, async () => {
    await using client = await clientData('connected');
    const relay = await startTestRelay({});
    await subscribed(client, relay.base);
    await relay.stop();
    client.practice.shipstation.control.expireKey();

    const removed = await client.run(removal);
    expect(removed.code, removed.stderr).toBe(0);
    expect(jsonOf(removed)).toMatchObject({ relay: { address: relay.base, mailboxGone: false, subscriptionsGone: false } });
    expect(jsonOf(await client.run(['company', 'list']))).toEqual({ companies: [] });
  });
});

/** Where ShipStation’s webhooks lead to. */
async function targetsAt({ practice, shipstation }: ClientData): Promise<readonly string[]> {
  const { apiKey, apiSecret } = practice.access.shipstation;
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  const answer = await fetch(new URL('/webhooks', shipstation.url), { headers: { authorization } });
  // Safe: the stand-in’s list; a target that is not there fails the test at its expectation.
  const { webhooks } = (await answer.json()) as { readonly webhooks: readonly { readonly Url?: string; readonly WebHookID?: number }[] };
  return webhooks.map(({ Url }) => Url ?? '');
}
