import { describe, expect, test } from 'vitest';

import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { clientData, type ClientData, errorOf } from '../helpers/client-data.ts';
import type { GatedRequest } from '../helpers/gate.ts';
import { expectedDocuments, expectPostedOnce, lookInto } from '../helpers/posted-once.ts';
import { jsonOf } from '../helpers/purser-process.ts';

const isBatch = ({ target }: GatedRequest): boolean => target.includes('/batch');
const isToken = ({ body }: GatedRequest): boolean => body.includes('grant_type=refresh_token');

/** Runs the command until something stands at the gate, kills it there, and lets the service finish what it began. */
async function killAt(
  data: ClientData,
  args: readonly string[],
  held: ReturnType<ClientData['quickbooks']['hold']>,
): Promise<GatedRequest> {
  await using command = data.start(args, { input: '' });
  const ended = command.ended.then((run) => {
    throw new Error(`The command ended before it reached the gate: ${run.stdout}${run.stderr}`);
  });
  const request = await Promise.race([held.reached, ended]);
  ended.catch(() => undefined);
  await command.kill();
  held.release();
  return request;
}

async function expectAllPosted(
  data: ClientData,
  before: ReturnType<ClientData['practice']['quickbooks']['documents']>,
  expected: Awaited<ReturnType<typeof expectedDocuments>>,
): Promise<void> {
  const run = await data.run(['post']);
  expect(run, run.stderr).toMatchObject({ code: 0 });
  expect(jsonOf(run)).toMatchObject({ uncertain: [], failed: [] });
  await expectPostedOnce(
    { dataDirectory: data.path, variables: data.variables },
    { before, after: data.practice.quickbooks.documents(), expected },
  );
}

describe('a process that is killed while the services live on', () => {
  test.each([
    ['with a batch on its way that arrives after the death', 'request'],
    ['with the answer to a batch on its way', 'answer'],
  ] as const)('%s: each document is posted once', async (_name, at) => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    const killed = await killAt(data, ['post'], data.quickbooks.hold(at, isBatch));

    await expectAllPosted(data, before, expected);

    const again = data.quickbooks.seen.filter(({ target }) => target === killed.target);
    expect(again.length).toBeGreaterThan(1);
    expect(new Set(again.map(({ body }) => body)).size).toBe(1);
  });

  test('before it has sent anything: nothing is in the books, and everything is posted the next time', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    data.practice.quickbooks.control.expireAccessTokens();
    // The first call is refused for its token; the death comes in the refresh, so that no batch was ever executed.
    await killAt(data, ['post'], data.quickbooks.hold('request', isToken));
    expect(data.practice.quickbooks.documents()).toEqual(before);

    await expectAllPosted(data, before, expected);
  });
});

describe('a process that is killed while it renews its tokens', () => {
  test('goes on with the same refresh token where Intuit kept it, though the answer was lost', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    data.practice.quickbooks.control.expireAccessTokens();
    await killAt(data, ['post'], data.quickbooks.hold('answer', isToken));

    await expectAllPosted(data, before, expected);
  });

  test('says that a person must reconnect where the only new refresh token was lost, loses nothing, and posts after that', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    data.practice.quickbooks.control.configure({ refreshRotation: 'every-call' });
    data.practice.quickbooks.control.expireAccessTokens();
    await killAt(data, ['post'], data.quickbooks.hold('answer', isToken));
    data.practice.quickbooks.control.expireAccessTokens();

    const refused = await data.run(['post']);
    expect(refused.code).toBe(3);
    expect(errorOf(refused)).toMatchObject({ code: 'books/reconnect' });
    expect(refused.stderr).toMatch(/connect QuickBooks again/i);
    expect(data.practice.quickbooks.documents()).toEqual(before);

    expect(await data.connectBooks()).toMatchObject({ code: 0 });
    await expectAllPosted(data, before, expected);
  });

  test('uses the stored refresh token where the death came after it was stored', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    data.practice.quickbooks.control.configure({ refreshRotation: 'every-call' });
    data.practice.quickbooks.control.expireAccessTokens();
    const refreshes = data.practice.quickbooks.counters().refreshes;
    let isRenewed = false;
    const held = data.quickbooks.hold('request', (request) => {
      const isAfter = isRenewed;
      isRenewed ||= isToken(request);
      return isAfter;
    });
    await killAt(data, ['post'], held);

    await expectAllPosted(data, before, expected);
    expect(data.practice.quickbooks.counters().refreshes).toBe(refreshes + 1);
  });
});

describe('a process that is killed between the consent and its storing', () => {
  const isExchange = ({ body }: GatedRequest): boolean => body.includes('grant_type=authorization_code');

  /** Connects and is killed while the answer with the tokens, which Intuit gives once, is on its way. */
  async function killInExchange(data: ClientData): Promise<void> {
    const held = data.quickbooks.hold('answer', isExchange);
    await using command = data.start(['connect', 'quickbooks', '--no-open']);
    const { clientId, clientSecret } = data.practice.access.quickbooks;
    command.write(`${JSON.stringify({ clientId, clientSecret, environment: 'sandbox' })}\n`);
    const { authorizeUrl } = JSON.parse(await command.line()) as { authorizeUrl: string };
    const consent = consentAsPracticePerson(authorizeUrl).catch(() => null);
    await held.reached;
    await command.kill();
    held.release();
    await consent;
  }

  test('is not connected, says so in one sentence, and connects the next time', async () => {
    await using data = await clientData('made');
    await killInExchange(data);

    const refused = await data.run(['sync']);
    expect(refused.code).toBe(3);
    expect(errorOf(refused).message).toMatch(/Connect it/);
    const list = jsonOf<{ quickbooks: { status: string } }>(await data.run(['connections']));
    expect(list.quickbooks.status).toBe('not-connected');

    expect(await data.connectBooks()).toMatchObject({ code: 0 });
  });

  test('says to connect again where the consent has ended the connection that there was, and then posts everything', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    await killInExchange(data);

    // The practice books take a new consent for the end of the one before, which is the worse of the two cases.
    const refused = await data.run(['post']);
    expect(errorOf(refused)).toMatchObject({ code: 'books/reconnect', message: expect.stringContaining('nothing is lost') });
    expect(data.practice.quickbooks.documents()).toEqual(before);

    expect(await data.connectBooks()).toMatchObject({ code: 0 });
    await expectAllPosted(data, before, expected);
  });
});

describe('a pull that ends before it has planned what it stored', () => {
  const isSecondList = (): ((request: GatedRequest) => boolean) => {
    let lists = 0;
    return ({ target }) => /\/(orders|shipments)\?/i.test(target) && (lists += 1) === 2;
  };

  test.each([
    ['by a kill', 'SIGKILL', 'interrupted'],
    ['because a person stopped it', 'SIGINT', 'stopped'],
  ] as const)('%s: the next one plans everything, and no order is missed', async (_name, signal, status) => {
    await using whole = await clientData('connected');
    await whole.run(['sync']);
    const wanted = await ordersOf(whole);
    expect(wanted.filter((order) => order.includes('ready')).length).toBeGreaterThan(90);

    await using data = await clientData('connected');
    const held = data.shipstation.hold('answer', isSecondList());
    await using command = data.start(['sync'], { input: '' });
    await held.reached;
    await command.signal(signal);
    held.release();
    const run = await data.run(['sync']);

    expect(run, run.stderr).toMatchObject({ code: 0 });
    expect(await ordersOf(data)).toEqual(wanted);
    const { runs } = await lookInto(data.path, data.variables, ({ call, company }) => call('run.list', { company: company(), limit: 5 }));
    expect(runs.filter(({ kind }) => kind === 'sync').map((each) => each.status)).toEqual(['done', status]);
  });
});

/** Every order that Purser knows, with its state and total. */
async function ordersOf(data: ClientData): Promise<readonly string[]> {
  return lookInto(data.path, data.variables, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), limit: 500 });
    return orders.map(({ orderId, state, total }) => `${orderId} ${state} ${total?.minor}`).toSorted();
  });
}
