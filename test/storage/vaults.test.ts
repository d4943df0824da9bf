import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { chooseVault, createHeadlessVault, createLockedVault } from '../../electron/adapters/secrets/choose-vault.ts';
import { createGeneratedKeyVault } from '../../electron/adapters/secrets/generated-key-vault.ts';
import { createKeyringVault, type KeyringEntry } from '../../electron/adapters/secrets/keyring-vault.ts';
import { createPassphraseVault } from '../../electron/adapters/secrets/passphrase-vault.ts';
import { createSystemVault } from '../../electron/adapters/secrets/system-vault.ts';
import { systemTimers } from '../../electron/adapters/system/environment.ts';
import { oneWriterVault } from '../../electron/hosts/composition/one-writer-vault.ts';
import { temporaryFolder } from './fixtures.ts';
import { faultCodeOf, valueOf } from './records.ts';

const SECRET = 'refresh-token-of-harbour-goods';

interface VaultJson {
  entries: Record<string, Record<string, string>>;
  seal: string;
}

// Safe: written by the vault under test a moment before.
const readJson = (file: string): VaultJson => JSON.parse(readFileSync(file, 'utf8')) as VaultJson;

test('a secret is found again with the passphrase by another process, and its file holds neither it nor the passphrase', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const vault = createPassphraseVault(file, 'correct horse');
  expect(valueOf(await vault.get('harbour-goods', 'books-tokens'))).toBeNull();
  valueOf(await vault.set('harbour-goods', 'books-tokens', SECRET));
  expect(valueOf(await createPassphraseVault(file, 'correct horse').get('harbour-goods', 'books-tokens'))).toBe(SECRET);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('correct horse');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, '..'))).toEqual(['vault.json']);
});

test('a wrong passphrase is told apart, and changes nothing', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  valueOf(await createPassphraseVault(file, 'right').set('a', 'database-key', SECRET));
  const before = readFileSync(file, 'utf8');
  const wrong = createPassphraseVault(file, 'wrong');
  const answer = await wrong.get('a', 'database-key');
  expect(faultCodeOf(answer)).toBe('vault/wrong-passphrase');
  expect(JSON.stringify(answer)).not.toContain('wrong"');
  expect(faultCodeOf(await wrong.set('a', 'database-key', 'other'))).toBe('vault/wrong-passphrase');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('an entry that was changed, swapped, taken out or put back is noticed', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const vault = createPassphraseVault(file, 'right');
  valueOf(await vault.set('a', 'database-key', 'key of a'));
  const early = readJson(file);
  valueOf(await vault.set('b', 'database-key', 'key of b'));
  const whole = readJson(file);
  const keyA = whole.entries.a?.['database-key'] ?? '';
  const keyB = whole.entries.b?.['database-key'] ?? '';
  const variants: readonly VaultJson[] = [
    { ...whole, entries: { ...whole.entries, a: { 'database-key': `${keyA.slice(0, -8)}AAAAAAA=` } } },
    { ...whole, entries: { a: { 'database-key': keyB }, b: { 'database-key': keyA } } },
    { ...whole, entries: { a: { 'database-key': keyA } } },
    { ...whole, seal: early.seal },
  ];
  for (const variant of variants) {
    writeFileSync(file, JSON.stringify(variant));
    expect(faultCodeOf(await vault.get('a', 'database-key'))).toBe('vault/damaged');
  }
  writeFileSync(file, JSON.stringify(whole));
  expect(valueOf(await vault.get('a', 'database-key'))).toBe('key of a');
});

test('a torn file is damaged for reading and writing, and what is left of it stays', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const vault = createPassphraseVault(file, 'right');
  valueOf(await vault.set('a', 'database-key', SECRET));
  const torn = readFileSync(file, 'utf8').slice(0, 200);
  writeFileSync(file, torn);
  expect(faultCodeOf(await vault.get('a', 'database-key'))).toBe('vault/damaged');
  expect(faultCodeOf(await vault.set('a', 'database-key', 'new'))).toBe('vault/damaged');
  expect(readFileSync(file, 'utf8')).toBe(torn);
});

test('a half-written new file beside the vault, left by a process that was cut off, is no harm', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const vault = createPassphraseVault(file, 'right');
  valueOf(await vault.set('a', 'database-key', SECRET));
  writeFileSync(join(file, '..', `.vault.json.${process.pid}.tmp`), '{"version":1,"ent');
  valueOf(await vault.set('a', 'audit-key', 'another'));
  expect(valueOf(await vault.get('a', 'database-key'))).toBe(SECRET);
});

test('many callers at once derive the key once and lose no write', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const vault = createPassphraseVault(file, 'right');
  const slugs = Array.from({ length: 20 }, (_, index) => `company-${index}`);
  const started = performance.now();
  await Promise.all(slugs.map((slug) => vault.set(slug, 'database-key', `key of ${slug}`)));
  const twenty = performance.now() - started;
  expect(await Promise.all(slugs.map(async (slug) => valueOf(await vault.get(slug, 'database-key'))))).toEqual(
    slugs.map((slug) => `key of ${slug}`),
  );
  const again = performance.now();
  valueOf(await createPassphraseVault(file, 'right').get('company-1', 'database-key'));
  // One derivation takes nearly all of the time: twenty would take twenty times as long as this one.
  expect(twenty).toBeLessThan((performance.now() - again) * 10);
});

test('a deleted secret is gone, and deleting from a vault that was never made makes none', async () => {
  const folder = temporaryFolder();
  const vault = createPassphraseVault(join(folder, 'vault.json'), 'right');
  valueOf(await vault.delete('a', 'database-key'));
  expect(readdirSync(folder)).toEqual([]);
  valueOf(await vault.set('a', 'database-key', SECRET));
  valueOf(await vault.delete('a', 'database-key'));
  expect(valueOf(await vault.get('a', 'database-key'))).toBeNull();
  expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toContain('"a"');
});

test("a practice company's secrets need no passphrase, and a client's are refused beside a key file", async () => {
  const folder = temporaryFolder();
  const options = { companyFolder: (slug: string) => join(folder, slug), isPractice: (slug: string) => slug === 'practice' };
  const vault = createGeneratedKeyVault(options);
  valueOf(await vault.set('practice', 'database-key', SECRET));
  expect(valueOf(await createGeneratedKeyVault(options).get('practice', 'database-key'))).toBe(SECRET);
  expect(statSync(join(folder, 'practice', 'practice.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'practice', 'practice-vault.json'), 'utf8')).not.toContain(SECRET);
  expect(faultCodeOf(await vault.set('client', 'database-key', SECRET))).toBe('vault/locked');
  expect(readdirSync(folder)).toEqual(['practice']);
});

test('a practice vault whose key file is gone or cut off is damaged, and no new key is made over it', async () => {
  const folder = temporaryFolder();
  const vault = createGeneratedKeyVault({ companyFolder: () => folder, isPractice: () => true });
  valueOf(await vault.set('practice', 'database-key', SECRET));
  writeFileSync(join(folder, 'practice.key'), 'abc');
  expect(faultCodeOf(await vault.get('practice', 'database-key'))).toBe('vault/damaged');
  expect(faultCodeOf(await vault.set('practice', 'database-key', 'new'))).toBe('vault/damaged');
});

test('without a passphrase everything of a client is locked with what to do, and practice companies still work', async () => {
  const folder = temporaryFolder();
  const options = {
    dataDirectory: folder,
    companyFolder: (slug: string) => join(folder, slug),
    isPractice: (slug: string) => slug === 'practice',
    keyring: null,
  };
  for (const passphrase of [undefined, '']) {
    const vault = createHeadlessVault({ ...options, passphrase });
    const answer = await vault.get('client', 'database-key');
    expect(answer.ok ? null : answer.fault).toMatchObject({ code: 'vault/locked', message: expect.stringContaining('PURSER_PASSPHRASE') });
    expect(faultCodeOf(await vault.set('client', 'database-key', SECRET))).toBe('vault/locked');
    valueOf(await vault.set('practice', 'database-key', SECRET));
  }
  const opened = createHeadlessVault({ ...options, passphrase: 'right' });
  valueOf(await opened.set('client', 'database-key', SECRET));
  expect(valueOf(await opened.get('client', 'database-key'))).toBe(SECRET);
});

function keyringOf(entry: { secret: string | null }): KeyringEntry {
  return {
    read: () => Promise.resolve(entry.secret),
    write: (secret) => {
      entry.secret = secret;
      return Promise.resolve();
    },
  };
}

test('with a keyring the key rests there, and a keyring that is locked or lost says so', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const entry = { secret: null as string | null };
  valueOf(await createKeyringVault(file, keyringOf(entry)).set('a', 'database-key', SECRET));
  expect(valueOf(await createKeyringVault(file, keyringOf(entry)).get('a', 'database-key'))).toBe(SECRET);
  expect(faultCodeOf(await createKeyringVault(file, keyringOf({ secret: null })).get('a', 'database-key'))).toBe('vault/locked');
  const unreachable: KeyringEntry = {
    read: () => Promise.reject(new Error('no service')),
    write: () => Promise.reject(new Error('no service')),
  };
  expect(faultCodeOf(await createKeyringVault(file, unreachable).get('a', 'database-key'))).toBe('vault/locked');
});

test("the operating system's store is asked for each entry, and stale entries are encrypted anew", async () => {
  const file = join(temporaryFolder(), 'vault.json');
  const state = { isStale: false, encrypted: 0 };
  const vault = createSystemVault(
    file,
    {
      encrypt: (plain) => {
        state.encrypted += 1;
        return Promise.resolve(Buffer.from(plain).reverse());
      },
      decrypt: (sealed) => Promise.resolve({ plain: Buffer.from(sealed).reverse().toString(), isStale: state.isStale }),
    },
    'the keychain',
  );
  valueOf(await vault.set('a', 'database-key', SECRET));
  const before = state.encrypted;
  expect(valueOf(await vault.get('a', 'database-key'))).toBe(SECRET);
  expect(state.encrypted).toBe(before);
  state.isStale = true;
  expect(valueOf(await vault.get('a', 'database-key'))).toBe(SECRET);
  expect(state.encrypted).toBeGreaterThan(before);
});

test('a vault that another protection made is not opened or replaced', async () => {
  const file = join(temporaryFolder(), 'vault.json');
  valueOf(await createPassphraseVault(file, 'right').set('a', 'database-key', SECRET));
  const other = createKeyringVault(file, keyringOf({ secret: null }));
  expect(faultCodeOf(await other.get('a', 'database-key'))).toBe('vault/locked');
  expect(faultCodeOf(await other.set('a', 'database-key', 'new'))).toBe('vault/locked');
});

test('which vault answers is decided for each company', async () => {
  const vault = chooseVault((slug) => slug === 'practice', createLockedVault('practice side'), createLockedVault('client side'));
  const messages = await Promise.all(['practice', 'client'].map((slug) => vault.get(slug, 'audit-key')));
  expect(messages.map((answer) => (answer.ok ? '' : answer.fault.message))).toEqual([
    'The vault is locked. practice side',
    'The vault is locked. client side',
  ]);
});

test('two processes that keep secrets at the same moment lose neither’s, though they share one file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'vault.json');
  valueOf(await createPassphraseVault(file, 'right').set('a', 'database-key', SECRET));
  const processes = [1, 2, 3].map(() => oneWriterVault(createPassphraseVault(file, 'right'), folder, systemTimers));
  const kept = await Promise.all(
    processes.flatMap((vault, index) => [
      vault.set(`company-${index}`, 'books-tokens', `tokens ${index}`),
      vault.set(`company-${index}`, 'relay-pairing', `pairing ${index}`),
    ]),
  );
  kept.forEach(valueOf);
  const vault = createPassphraseVault(file, 'right');
  for (const index of processes.keys()) {
    expect(valueOf(await vault.get(`company-${index}`, 'books-tokens'))).toBe(`tokens ${index}`);
    expect(valueOf(await vault.get(`company-${index}`, 'relay-pairing'))).toBe(`pairing ${index}`);
  }
});
