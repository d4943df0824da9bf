import { describe, expect, test } from 'vitest';

import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { clientData, type ClientData, errorOf } from '../helpers/client-data.ts';
import { jsonOf, type PurserProcess, type PurserRun } from '../helpers/purser-process.ts';

const PAGE = 'https://firm.example/purser/';

interface Started {
  readonly authorizeUrl: string;
  readonly redirectUri: string;
}

const keysOf = ({ practice }: ClientData): string => {
  const { clientId, clientSecret } = practice.access.quickbooks;
  return `${JSON.stringify({ clientId, clientSecret, environment: 'sandbox' })}\n`;
};

const firstLine = async (command: PurserProcess): Promise<Started> => JSON.parse(await command.line()) as Started;

/** Presses Connect, and copies the address where the browser ends: nobody serves the firm’s page here. */
async function finalAddress(authorizeUrl: string): Promise<string> {
  const answer = await fetch(authorizeUrl, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'decision=connect',
  });
  return answer.headers.get('location') ?? '';
}

/** Connects by a page of the firm’s own, and pastes where the browser ended. */
async function connectByPage(data: ClientData, args: readonly string[], keys: string): Promise<PurserRun> {
  const command = data.start([...args, 'connect', 'quickbooks', '--no-open', ...(keys === '' ? [] : ['--bounce-page', PAGE])]);
  command.write(keys);
  const { authorizeUrl, redirectUri } = await firstLine(command);
  expect(redirectUri).toBe(PAGE);
  command.write(`${await finalAddress(authorizeUrl)}\n`);
  return command.ended;
}

describe('connecting QuickBooks by a page of the firm’s own', () => {
  test('goes by that page, and connecting again with the same keys needs neither them nor the page', { timeout: 90_000 }, async () => {
    await using data = await clientData('made');
    data.practice.quickbooks.control.configure({ registeredRedirects: [PAGE] });
    expect(await connectByPage(data, [], keysOf(data))).toMatchObject({ code: 0 });

    data.practice.quickbooks.control.revokeConnection();
    const again = data.start(['connect', 'quickbooks', '--no-open', '--keys-of', 'harbor-pine']);
    const { authorizeUrl, redirectUri } = await firstLine(again);
    expect(redirectUri).toBe(PAGE);
    again.write(`${await finalAddress(authorizeUrl)}\n`);
    expect(await again.ended).toMatchObject({ code: 0 });
    expect(data.practice.quickbooks.control.isConnected()).toBe(true);
  });

  test.each([
    ['an address without https', ['--bounce-page', 'http://firm.example/']],
    ['no address', ['--bounce-page', 'firm']],
  ])('refuses %s before anything is asked', async (_name, options) => {
    await using data = await clientData('made');
    const run = await data.run(['connect', 'quickbooks', '--no-open', ...options], { input: keysOf(data) });
    expect(run.code).toBe(2);
    expect(errorOf(run)).toMatchObject({ code: 'cli/usage', message: expect.stringContaining('https') });
  });
});

describe('other books than before', () => {
  test(
    'are refused where a company has books already; a new company asks for them with the keys that are known',
    { timeout: 90_000 },
    async () => {
      await using data = await clientData('connected');
      const { control } = data.practice.quickbooks;
      control.connectAnotherCompany('9341450000000999');
      const refused = await data.connectBooks();
      expect(refused.code).toBe(3);
      expect(errorOf(refused)).toMatchObject({ code: 'books/wrong-company' });
      expect(refused.stderr).toContain('make another company in Purser');
      expect(jsonOf<{ quickbooks: { status: string } }>(await data.run(['connections'])).quickbooks.status).toBe('connected');

      expect(await data.run(['company', 'add', 'Second Shop'])).toMatchObject({ code: 0 });
      const command = data.start(['--company', 'second-shop', 'connect', 'quickbooks', '--no-open', '--keys-of', 'harbor-pine']);
      const { authorizeUrl } = await firstLine(command);
      await consentAsPracticePerson(authorizeUrl);
      // The stand-in lets in for the other company, but has the books of one only: it answers as Intuit does to keys that don't fit.
      expect(errorOf(await command.ended)).toMatchObject({ code: 'books/wrong-environment' });
      expect(data.practice.quickbooks.control.isConnected()).toBe(true);
    },
  );

  test('keys of a company that has none, or that is not there, are told apart', async () => {
    await using data = await clientData('made');
    const none = await data.run(['connect', 'quickbooks', '--no-open', '--keys-of', 'harbor-pine']);
    expect([none.code, errorOf(none).code]).toEqual([3, 'books/not-connected']);
    const unknown = await data.run(['connect', 'quickbooks', '--no-open', '--keys-of', 'nobody']);
    expect([unknown.code, errorOf(unknown).code]).toEqual([2, 'company/unknown']);
  });
});
