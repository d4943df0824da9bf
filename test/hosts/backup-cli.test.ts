import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { expectPostedOnce, expectedDocuments } from '../helpers/posted-once.ts';
import { practiceData } from '../helpers/practice-data.ts';
import { jsonOf, purserJson, runPurser } from '../helpers/purser-process.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

const PASSPHRASE = { PURSER_BACKUP_PASSPHRASE: 'a passphrase of a backup' };

interface Posted {
  readonly posted: readonly number[];
  readonly failed: readonly unknown[];
  readonly uncertain: readonly number[];
}

describe('an older copy of a company that is put in its place', () => {
  test('posts nothing twice that was posted after the copy was made, and knows it again', async () => {
    using data = await practiceData('approved');
    const file = join(data.path, 'copy.purser-backup');
    const before = data.inBooks((books) => books.documents());
    const written = await purserJson<{ bytes: number }>(data.path, ['backup', file], { env: PASSPHRASE });
    expect(written.bytes).toBeGreaterThan(100_000);
    const first = await purserJson<Posted>(data.path, ['post', '--limit', '15']);
    expect(first.posted.length).toBeGreaterThan(10);
    const posted = data.inBooks((books) => books.documents()).length;

    await purserJson(data.path, ['restore', file, '--replace', 'practice', '--confirm', 'practice'], { env: PASSPHRASE });
    expect(readdirSync(join(data.path, 'companies', 'practice', 'before-restore'))).toHaveLength(1);
    const expected = (await expectedDocuments(data.path)).filter(({ orderId }) => first.posted.includes(orderId));
    expect(expected.length).toBeGreaterThan(10);
    const again = await runPurser(data.path, ['post', '--limit', '1']);

    expect(jsonOf<Posted>(again)).toMatchObject({ failed: [], uncertain: [] });
    const after = data.inBooks((books) => books.documents()).slice(0, posted);
    await expectPostedOnce({ dataDirectory: data.path }, { before, after, expected });
    const numbers = data
      .inBooks((books) => books.documents())
      .map(({ entity, docNumber, paymentRefNum }) => `${entity} ${docNumber ?? paymentRefNum}`);
    expect(
      numbers.filter(
        (number, index) => numbers.indexOf(number) !== index && !before.some(({ docNumber }) => number.endsWith(` ${docNumber}`)),
      ),
    ).toEqual([]);
  });

  test('comes to another computer as a company of its own, without any key', async () => {
    using data = await practiceData('synced');
    using elsewhere = makeTempDirectory('elsewhere');
    mkdirSync(elsewhere.path, { recursive: true });
    const file = join(data.path, 'copy.purser-backup');
    await purserJson(data.path, ['backup', file], { env: PASSPHRASE });
    const restored = await purserJson<{ company: { slug: string; name: string } }>(
      elsewhere.path,
      ['restore', file, '--name', 'Moved house'],
      {
        env: PASSPHRASE,
      },
    );
    expect(restored.company).toMatchObject({ slug: 'moved-house', name: 'Moved house' });
    const { orders } = await purserJson<{ orders: readonly unknown[] }>(elsewhere.path, ['orders', 'list', '--limit', '10']);
    expect(orders).toHaveLength(10);
    const connections = await purserJson<{ shipstation: { connected?: boolean; status?: string } }>(elsewhere.path, ['connections']);
    expect(JSON.stringify(connections)).not.toContain('"connected"');
  });
});

describe('a backup on the command line', () => {
  test('says what is wrong with the passphrase, the file and the company', async () => {
    using data = await practiceData('made');
    const file = join(data.path, 'copy.purser-backup');
    const run = async (args: readonly string[], env: Readonly<Record<string, string>>, input = '') => {
      const ran = await runPurser(data.path, args, { env, input });
      return [ran.code, ran.code === 0 ? 'done' : jsonOf<{ error: { code: string } }>(ran).error.code];
    };
    expect(await run(['backup', file], {})).toEqual([2, expect.any(String)]);
    expect(await run(['backup', file], { PURSER_BACKUP_PASSPHRASE: 'short' })).toEqual([2, 'contract/bad-input']);
    expect(await run(['backup', file], {}, JSON.stringify({ passphrase: PASSPHRASE.PURSER_BACKUP_PASSPHRASE }))).toEqual([0, 'done']);
    expect(await run(['backup', file], PASSPHRASE)).toEqual([2, 'backup/file-exists']);
    expect(await run(['restore', file], { PURSER_BACKUP_PASSPHRASE: 'not this one at all' })).toEqual([1, 'backup/wrong-passphrase']);
    // It is here already: a second one would post everything twice.
    expect(await run(['restore', file], PASSPHRASE)).toEqual([2, 'backup/other-company']);
    expect(await run(['restore', file, '--replace', 'practice', '--confirm', 'other'], PASSPHRASE)).toEqual([2, 'company/not-confirmed']);
    expect(await run(['restore', join(data.path, 'settings.json')], PASSPHRASE)).toEqual([2, 'backup/not-a-backup']);
  });
});
