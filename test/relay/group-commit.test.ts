import { onTestFinished, describe, expect, test } from 'vitest';

import { createGroupCommit } from '../../relay/store/sqlite/group-commit.ts';
import { openRelayDatabase } from '../../relay/store/sqlite/open-database.ts';
import { openSqliteStore } from '../../relay/store/sqlite/sqlite-store.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

function openGroup() {
  const directory = makeTempDirectory('relay');
  const opened = openRelayDatabase(directory.path);
  onTestFinished(() => {
    opened.close();
    directory.remove();
  });
  const insert = opened.database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  const names = (): readonly unknown[] =>
    opened.database.prepare("SELECT name FROM meta WHERE name LIKE 'row%' ORDER BY name").pluck().all();
  return {
    commits: createGroupCommit(opened.database),
    write: (name: string) => insert.run(name, Buffer.of(1)),
    names,
    database: opened.database,
  };
}

describe('writes that share a transaction', () => {
  test('are answered only once they are in the file', async () => {
    const { commits, write, names, database } = openGroup();
    const seen: (readonly unknown[])[] = [];
    const answers = ['row 1', 'row 2', 'row 3'].map((name) =>
      commits.run(() => write(name)).then(() => seen.push(database.inTransaction ? [] : names())),
    );
    expect(names()).toEqual([]);
    await Promise.all(answers);
    expect(seen).toEqual([1, 2, 3].map(() => ['row 1', 'row 2', 'row 3']));
  });

  test('are all refused where the transaction fails, and none is in the file', async () => {
    const { commits, write, names } = openGroup();
    const outcomes = await Promise.allSettled([
      commits.run(() => write('row 1')),
      commits.run(() => write('row 1')),
      commits.run(() => write('row 2')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(names()).toEqual([]);
    await commits.run(() => write('row 3'));
    expect(names()).toEqual(['row 3']);
  });
});

describe('the embedded store’s file', () => {
  test('of a newer relay is refused', () => {
    const directory = makeTempDirectory('relay');
    onTestFinished(directory.remove);
    const opened = openRelayDatabase(directory.path);
    opened.database.pragma('user_version = 99');
    opened.close();
    const limits = { keepMs: 1_000, rememberMs: 1_000, mailboxes: 1, events: 1, bytes: 1_000 };
    expect(() => openSqliteStore(directory.path, limits)).toThrow('version 99');
    // It let go of the lock when it refused: the reason stays the same.
    expect(() => openSqliteStore(directory.path, limits)).toThrow('version 99');
  });
});
