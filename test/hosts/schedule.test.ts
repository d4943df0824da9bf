import { expect, test } from 'vitest';

import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import type { HeadlessHost } from '../../electron/hosts/headless/headless-host.ts';
import { clientData } from '../helpers/client-data.ts';
import { practiceData } from '../helpers/practice-data.ts';
import { jsonOf, runPurser } from '../helpers/purser-process.ts';

interface Doctor {
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly found: string }[];
}

test('a paused company is not pulled, which is told; resumed, it is', async () => {
  using data = await practiceData('made');
  const paused = await runPurser(data.path, ['schedule', 'pause']);
  expect(jsonOf(paused)).toMatchObject({ pause: { until: null }, state: 'off' });
  const held = await runPurser(data.path, ['run', '--once']);
  expect([held.code, held.stdout]).toEqual([0, '']);
  expect(held.stderr).toContain('paused');
  const { checks } = jsonOf<Doctor>(await runPurser(data.path, ['doctor']));
  expect(checks.find(({ name }) => name.endsWith('background pulls'))).toMatchObject({ ok: false });

  expect(jsonOf(await runPurser(data.path, ['schedule', 'resume']))).toMatchObject({ pause: null });
  const resumed = await runPurser(data.path, ['run', '--once']);
  expect(jsonOf({ ...resumed, stdout: resumed.stdout.split('\n')[0] ?? '' })).toMatchObject({ kind: 'sync', status: 'done' });
});

test('a pause until a moment is kept; one that is over already is refused', async () => {
  using data = await practiceData('made');
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect(jsonOf(await runPurser(data.path, ['schedule', 'pause', '--until', until]))).toMatchObject({ pause: { until } });
  expect(jsonOf(await runPurser(data.path, ['schedule']))).toMatchObject({ pause: { until } });
  expect((await runPurser(data.path, ['schedule', 'pause', '--until', '2020-01-01T00:00:00Z'])).code).toBe(2);
  expect((await runPurser(data.path, ['schedule', 'pause', '--until', 'tomorrow'])).code).toBe(2);
});

test('outside the business hours of the config nothing is pulled, and the document says when it is', async () => {
  using data = await practiceData('made');
  const { schedule, ...config } = jsonOf<Record<string, unknown>>(await runPurser(data.path, ['config', 'export']));
  expect(schedule).toEqual({ everyMinutes: 15, hours: null });
  // Yesterday's weekday for a minute at noon UTC: whatever the zone, that is not now.
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const hours = { days: [days[(new Date().getUTCDay() + 4) % 7]], from: '12:00', to: '12:01' };
  const imported = await runPurser(data.path, ['config', 'import', '-'], {
    input: JSON.stringify({ ...config, schedule: { everyMinutes: 30, hours } }),
  });
  expect(imported.code, imported.stderr).toBe(0);
  const held = await runPurser(data.path, ['run', '--once']);
  expect([held.code, held.stdout]).toEqual([0, '']);
  expect(held.stderr).toContain('outside its business hours until');

  const tooOften = await runPurser(data.path, ['config', 'import', '-'], {
    input: JSON.stringify({ ...config, schedule: { everyMinutes: 1 } }),
  });
  expect(tooOften.code).toBe(2);
});

test('while a host is open, a new key is followed by a pull of its own accord', async () => {
  await using data = await clientData('connected');
  const { control } = data.practice.shipstation;
  control.expireKey();
  expect((await data.run(['sync'])).code).toBe(3);
  const host = await openHost({ dataDirectory: data.path, mode: 'write', version: '0', io: { variables: data.variables } });
  try {
    const [company] = host.companies();
    const slug = company?.slug ?? '';
    await host.core.start({ schedule: true });
    expect(await valueOf(host, 'schedule.show', { company: slug })).toMatchObject({ state: 'waiting' });
    const pulled = scheduledPull(host, slug);
    const { apiKey, apiSecret } = control.rotateKey();
    await valueOf(host, 'source.connect', { company: slug, version: 'v1', apiKey, apiSecret });
    expect(await pulled).toMatchObject({ kind: 'sync', status: 'done', actor: 'schedule' });
  } finally {
    await host.close();
  }
});

async function valueOf(host: HeadlessHost, method: string, input: unknown): Promise<unknown> {
  const answer = await host.core.dispatch({ method, input }, { actor: 'person' });
  if (!answer.ok) {
    throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
  }
  return answer.value;
}

interface Listed {
  readonly runs: readonly { readonly kind: string; readonly status: string; readonly actor: string; readonly endedAt: string | null }[];
}

/** The first run of the schedule that has ended. */
function scheduledPull(host: HeadlessHost, company: string): Promise<Listed['runs'][number]> {
  return new Promise((resolve, reject) => {
    const forget = host.core.events.subscribe((event) => {
      if (event.kind !== 'changed' || !event.topics.includes('runs')) {
        return;
      }
      // Safe: the shape of the contract, which the dispatcher has checked.
      valueOf(host, 'run.list', { company })
        .then((value) => (value as Listed).runs.find(({ actor, endedAt }) => actor === 'schedule' && endedAt !== null))
        .then((found) => {
          if (found !== undefined) {
            forget();
            resolve(found);
          }
        }, reject);
    });
  });
}
