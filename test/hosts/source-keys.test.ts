import { expect, test } from 'vitest';

import { addDays, instantOf } from '../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../shared/domain/time/zones.ts';
import { type ClientData, clientData, errorOf, keyDocument } from '../helpers/client-data.ts';
import { jsonOf, type PurserRun } from '../helpers/purser-process.ts';

/** As `practiceConfig` has it. */
const ZONE = 'America/New_York';

interface Connections {
  readonly shipstation: Readonly<Record<string, unknown>>;
}

const connect = (data: ClientData, document: unknown): Promise<PurserRun> =>
  data.run(['connect', 'shipstation'], {
    input: JSON.stringify(document),
    env: { PURSER_SHIPSTATION_V2_URL: data.practice.access.shipstationV2Url },
  });

const inDays = (days: number): string => addDays(businessDateIn(instantOf(Date.now()), ZONE), days);

/** A turn may hold more runs than the pull; each has a line. */
function syncLine(run: PurserRun): Readonly<Record<string, unknown>> {
  const lines = run.stdout
    .trimEnd()
    .split('\n')
    // Safe: one JSON object a line is what the command promises.
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.find(({ kind }) => kind === 'sync') ?? {};
}

test('a V2 key connects with V2, and the connection says so', async () => {
  await using data = await clientData('made');
  const run = await connect(data, { v2: data.practice.access.shipstationV2 });
  expect(jsonOf(run), run.stderr).toMatchObject({ connected: true, version: 'v2', swapped: false });
  expect(jsonOf<Connections>(await data.run(['connections'])).shipstation).toMatchObject({ status: 'connected', version: 'v2' });
});

test.each([
  ['a V2 key where a pair is wanted', { v1: { apiKey: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg', apiSecret: '' } }, /V2 key/],
  ['both halves in one field', { v1: { apiKey: `${'a1'.repeat(16)}:${'b2'.repeat(16)}`, apiSecret: '' } }, /one field/],
  ['a sign-in', { v1: { apiKey: 'anna@harbor.example', apiSecret: 'correct horse' } }, /e-mail address/],
  ['keys of an Intuit app', { v1: { apiKey: `AB${'xYz1'.repeat(12)}`, apiSecret: 'c'.repeat(40) } }, /QuickBooks/],
  ['half of a pair for V2', { v2: { apiKey: 'a1'.repeat(16) } }, /half of a V1 pair/],
])('%s ends with 3 and is told what it is, without being quoted or sent', async (_name, document, words) => {
  await using data = await clientData('made');
  const run = await connect(data, document);
  expect(run.code).toBe(3);
  expect(errorOf(run)).toMatchObject({ code: 'source/key-shape' });
  expect(run.stderr).toMatch(words);
  const pasted = Object.values(Object.values(document)[0] ?? {}).filter((text) => text !== '');
  expect(pasted.filter((text) => `${run.stdout}${run.stderr}`.includes(String(text)))).toEqual([]);
});

test('the end of a key is counted down, and the self-check speaks up two weeks before', async () => {
  await using data = await clientData('made');
  const { apiKey, apiSecret } = data.practice.access.shipstation;
  const past = await connect(data, { v1: { apiKey, apiSecret, expiresOn: inDays(-1) } });
  expect(past.code).toBe(2);
  expect(jsonOf(await connect(data, { v1: { apiKey, apiSecret, expiresOn: inDays(90) } }))).toMatchObject({ daysLeft: 90 });
  const check = async (): Promise<string> => {
    const { checks } = jsonOf<{ checks: { name: string; ok: boolean; found: string }[] }>(await data.run(['doctor']));
    const key = checks.find(({ name }) => name.endsWith('ShipStation key'));
    return `${key?.ok === true ? 'ok' : 'not ok'}: ${key?.found}`;
  };
  expect(await check()).toBe(`ok: V1, ends on ${inDays(90)}, 90 days left`);
  await connect(data, { v1: { apiKey, apiSecret, expiresOn: inDays(9) } });
  expect(await check()).toBe(`not ok: V1, ends on ${inDays(9)}, 9 days left`);
  expect(jsonOf<Connections>(await data.run(['connections'])).shipstation).toMatchObject({
    expiresOn: inDays(9),
    daysLeft: 9,
    version: 'v1',
  });
});

test('a key that ran out waits for a person; with a new one the pull goes on where it was', async () => {
  await using data = await clientData('connected');
  const { control } = data.practice.shipstation;
  control.expireKey();
  const failed = await data.run(['run', '--once']);
  expect(failed.code).toBe(3);
  expect(failed.stderr).toContain('ShipStation needs a person');
  expect(syncLine(failed)).toMatchObject({ kind: 'sync', status: 'failed', fault: { code: 'source/key-expired' } });
  const listed = await data.run(['connections']);
  expect(listed.code).toBe(3);
  expect(jsonOf<Connections>(listed).shipstation).toMatchObject({
    status: 'needs-person',
    lastFault: { code: 'source/key-expired' },
  });

  const again = await data.run(['run', '--once']);
  expect(again.code).toBe(3);
  expect(jsonOf(again)).toMatchObject({ run: null, status: 'not-run', fault: { code: 'source/key-expired' } });

  const { apiKey, apiSecret } = control.rotateKey();
  expect((await data.run(['connect', 'shipstation'], { input: keyDocument({ apiKey, apiSecret }) })).code).toBe(0);
  const pulled = await data.run(['run', '--once']);
  expect(pulled.code).toBe(0);
  expect(syncLine(pulled)['created']).toBeGreaterThan(100);
});
