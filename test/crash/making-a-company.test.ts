import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { lockHolder, practiceData } from '../helpers/practice-data.ts';
import { jsonOf, type PurserError, type PurserRun, purserJson, runPurser, startPurser } from '../helpers/purser-process.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

const DIE_AT = join(import.meta.dirname, 'die-at.ts');
const ADD = ['company', 'add', 'Practice', '--practice'];

const steps = (run: PurserRun): number => Number(/lasting steps: (\d+)/.exec(run.stderr)?.[1]);

describe('a process that is killed while it makes a company', () => {
  test(
    'leaves nothing: the next start takes away what was half-made, and the company is made under the same name',
    { timeout: 120_000 },
    async () => {
      using counted = makeTempDirectory('making');
      const whole = steps(await runPurser(counted.path, ADD, { preload: [DIE_AT] }));
      expect(whole).toBeGreaterThan(10);
      // The first steps are the registry, the keys and the database; then come config, keys, consent and lists.
      for (const dieAt of [2, 4, Math.ceil(whole / 2), whole]) {
        using data = makeTempDirectory('making');
        const killed = await runPurser(data.path, ADD, { preload: [DIE_AT], env: { PURSER_TEST_DIE_AT: String(dieAt) } });
        expect(killed.signal, `step ${dieAt} of ${whole}`).toBe('SIGKILL');

        const { company } = await purserJson<{ company: { slug: string } }>(data.path, ADD);
        expect(company.slug).toBe('practice');
        expect((await purserJson<{ companies: readonly unknown[] }>(data.path, ['company', 'list'])).companies).toHaveLength(1);
        expect(await purserJson(data.path, ['sync'])).toMatchObject({ parked: 0 });
      }
    },
  );

  test('leaves no broken company to whoever opens the screens next', async () => {
    using data = makeTempDirectory('making');
    await runPurser(data.path, ADD, { preload: [DIE_AT], env: { PURSER_TEST_DIE_AT: '3' } });

    await using server = startPurser(data.path, ['serve']);
    await server.line();
    const { orders } = await purserJson<{ orders: readonly unknown[] }>(data.path, ['orders', 'list']);
    expect(orders).toEqual(expect.any(Array));
    const connections = await purserJson<{ quickbooks: { status: string } }>(data.path, ['connections']);
    expect(connections.quickbooks.status).toBe('connected');
  });
});

describe('the data directory of a live host', () => {
  test('is refused to every writing command with code 4 and the holder’s name, and free as soon as the holder is killed', async () => {
    using data = await practiceData('made');
    await using holder = startPurser(data.path, ['serve']);
    await holder.line();
    expect(lockHolder(data.path)).toMatchObject({ pid: holder.pid, host: 'headless' });

    for (const command of [['post'], ['sync'], ['approve', '--all-ready'], ['company', 'add', 'Second', '--practice']]) {
      const refused = await runPurser(data.path, command);
      expect(refused.code, command.join(' ')).toBe(4);
      const { error } = jsonOf<PurserError>(refused);
      expect(error).toMatchObject({ code: 'data-directory/locked', message: expect.stringContaining(`process ${holder.pid}`) });
      expect(error.message).toContain(data.path);
      expect(refused.stderr).toMatch(/Close it/);
    }
    await holder.kill();

    expect(await runPurser(data.path, ['sync'])).toMatchObject({ code: 0 });
  });
});
