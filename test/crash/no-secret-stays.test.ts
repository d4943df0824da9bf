import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import { createPassphraseVault } from '../../electron/adapters/secrets/passphrase-vault.ts';
import { openDatabase } from '../../electron/adapters/sqlite/open-database.ts';
import { MIGRATIONS } from '../../electron/adapters/sqlite/migrations/migrations.ts';
import type { SecretName } from '../../electron/core/ports/secret-vault.ts';
import { clientData, type ClientData, keyDocument } from '../helpers/client-data.ts';
import type { GateAnswer, GatedRequest } from '../helpers/gate.ts';
import type { PurserRun } from '../helpers/purser-process.ts';

const SLUG = 'harbor-pine';
const ECHO = 'you sent';

/** All that a request carried: the keys in its headers, and what stands in its body and its address. */
const echoOf = ({ headers, body, target }: GatedRequest): string =>
  `${ECHO} ${headers['authorization'] ?? ''} and ${String(headers['api-key'] ?? '')} to ${target} with ${body}`;

/** Careless services: each refusal repeats the whole request, in the words of its own interface. */
const careless = {
  books: (status: number) => (request: GatedRequest) => ({
    status,
    body: JSON.stringify({
      Fault: { Error: [{ Message: `Failed, ${echoOf(request)}`, Detail: echoOf(request), code: '2010' }], type: 'ValidationFault' },
    }),
  }),
  signIn: (status: number) => (request: GatedRequest) =>
    request.target.includes('/oauth2/')
      ? { status, body: JSON.stringify({ error: 'invalid_request', error_description: echoOf(request) }) }
      : null,
  source: (status: number) => (request: GatedRequest) => ({
    status,
    body: JSON.stringify({ Message: echoOf(request), ExceptionMessage: echoOf(request) }),
  }),
} satisfies Record<string, (status: number) => (request: GatedRequest) => GateAnswer | null>;

describe('what Purser writes down', () => {
  test('holds no token, no key, no secret and no passphrase, although both services repeat them in every refusal', async () => {
    await using data = await clientData('approved');
    const said = await walkThroughTrouble(data);
    const secrets = await secretsOf(data);
    expect(secrets.size).toBeGreaterThan(12);

    const written = new Map<string, string>([
      ...said.map((run, index) => [`what command ${index + 1} said`, `${run.stdout}${run.stderr}`] as const),
      ...tablesOf(data, secrets.get('the database key') ?? ''),
      ...filesIn(data.path),
    ]);
    for (const [secret, value] of secrets) {
      const places = [...written].filter(([, text]) => text.includes(value)).map(([place]) => place);
      expect(places, secret).toEqual([]);
    }

    // The refusals did arrive, with a gap where each secret was: else there would have been nothing to take out.
    const told = [...written].filter(([, text]) => text.includes(ECHO) && text.includes('[removed]')).map(([place]) => place);
    expect(told).toEqual(expect.arrayContaining(['table connections', 'table runs', 'table postings', 'table audit_entries']));
  }, 180_000);
});

/** Every kind of call, refused by a service that repeats it; in between everything works, so that tokens are renewed and kept. */
async function walkThroughTrouble(data: ClientData): Promise<PurserRun[]> {
  const { quickbooks, shipstation, practice } = data;
  const said: PurserRun[] = [];
  const run = async (...args: readonly string[]): Promise<void> => void said.push(await data.run(args));
  for (const status of [400, 403]) {
    quickbooks.answerWith(careless.books(status));
    shipstation.answerWith(careless.source(status));
    await run('post', '--limit', '1');
    await run('sync');
    shipstation.answerWith(null);
    quickbooks.answerWith(null);
  }
  shipstation.answerWith(careless.source(401));
  await run('sync');
  said.push(await data.run(['connect', 'shipstation'], { input: keyDocument(practice.access.shipstation) }));
  shipstation.answerWith(null);
  said.push(await data.run(['connect', 'shipstation'], { input: keyDocument(practice.access.shipstation) }));

  practice.quickbooks.control.configure({ refreshRotation: 'every-call' });
  practice.quickbooks.control.expireAccessTokens();
  quickbooks.answerWith(careless.signIn(500));
  await run('post', '--limit', '1');
  quickbooks.answerWith(careless.signIn(400));
  said.push(await data.connectBooks());
  quickbooks.answerWith(null);
  said.push(await data.connectBooks());
  await run('post');
  shipstation.answerWith(careless.source(403));
  await run('sync');
  shipstation.answerWith(null);
  for (const args of [['doctor'], ['connections'], ['audit', 'list']]) {
    await run(...args);
  }
  await run('disconnect', 'quickbooks');
  return said;
}

/** Every secret that there ever was in this walk, by what it is. */
async function secretsOf(data: ClientData): Promise<ReadonlyMap<string, string>> {
  const { access } = data.practice;
  const { clientId, clientSecret } = access.quickbooks;
  const { apiKey, apiSecret } = access.shipstation;
  const basic = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64');
  const passphrase = data.variables['PURSER_PASSPHRASE'] ?? '';
  const vault = createPassphraseVault(join(data.path, 'vault.json'), passphrase);
  const inVault = async (name: SecretName): Promise<string> => {
    const found = await vault.get(SLUG, name);
    return found.ok && found.value !== null ? found.value : `no ${name}`;
  };
  return new Map([
    ['the passphrase', passphrase],
    ['the client secret', clientSecret],
    ['the client’s Basic header', basic(clientId, clientSecret)],
    ['the API secret', apiSecret],
    ['the API key', apiKey],
    ['the shop’s Basic header', basic(apiKey, apiSecret)],
    ['the database key', await inVault('database-key')],
    ['the audit key', await inVault('audit-key')],
    ...givenOut(data).map((value, index) => [`token or code ${index + 1}: ${value.slice(0, 6)}…`, value] as const),
  ]);
}

/** Every code and token that the practice Intuit ever gave out. */
function givenOut(data: ClientData): string[] {
  const file = filesUnder(join(data.path, '..', 'services')).find((each) => each.endsWith('quickbooks.db')) ?? '';
  const database = new Database(file, { readonly: true });
  const values = database
    .prepare('SELECT value FROM access_tokens UNION SELECT value FROM refresh_tokens UNION SELECT code FROM grants')
    .pluck()
    .all();
  database.close();
  return values.map(String);
}

/** Every table of the company's database, decrypted; blobs as the text that they would be read as. */
function tablesOf({ path }: ClientData, key: string): (readonly [string, string])[] {
  const file = join(path, 'companies', SLUG, 'purser.db');
  const opened = openDatabase({ file, key, label: 'The database', readOnly: true, migrations: MIGRATIONS, today: '2026-03-10' });
  if (!opened.ok) {
    throw new Error(opened.fault.message);
  }
  const database = opened.value;
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").pluck().all();
  const tables = names.map((name) => {
    const rows = database
      .prepare(`SELECT * FROM "${String(name)}"`)
      .raw()
      .all();
    const text = rows.flat().map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
    return [`table ${String(name)}`, text.join('\n')] as const;
  });
  database.close();
  return tables;
}

/** Every file of the data directory as its bytes: the settings, the logs, the vault, and what SQLite leaves beside a database. */
const filesIn = (folder: string): (readonly [string, string])[] => filesUnder(folder).map((file) => [file, readFileSync(file, 'latin1')]);

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
