import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { clientData, type ClientData } from '../helpers/client-data.ts';
import type { GatedRequest } from '../helpers/gate.ts';
import { expectedDocuments, expectPostedOnce, lookInto } from '../helpers/posted-once.ts';
import { jsonOf } from '../helpers/purser-process.ts';

const DIE_ON_ANSWER = join(import.meta.dirname, 'die-on-answer.ts');

/** The three moments of a request at which a process can end: the rows that docs/fault-matrix.md calls kills. */
const MOMENTS = ['before it is sent', 'after it was sent', 'after the answer came, before it is stored'] as const;

/** Runs the command and kills it at this moment of the first batch whose text holds the words. */
async function killAt(data: ClientData, args: readonly string[], moment: (typeof MOMENTS)[number], words: string): Promise<void> {
  const isMeant = ({ target, body }: GatedRequest): boolean => target.includes('/batch') && body.includes(words);
  if (moment === 'after the answer came, before it is stored') {
    const run = await data.run(args, { preload: [DIE_ON_ANSWER], env: { PURSER_TEST_DIE_ON_ANSWER: words } });
    if (run.signal !== 'SIGKILL') {
      throw new Error(`The command was not killed: ${run.stdout}${run.stderr}`);
    }
    return;
  }
  const held = data.quickbooks.hold(moment === 'before it is sent' ? 'request' : 'answer', isMeant);
  await using command = data.start(args, { input: '' });
  const ended = command.ended.then((run) => {
    throw new Error(`The command ended before it reached the gate: ${run.stdout}${run.stderr}`);
  });
  await Promise.race([held.reached, ended]);
  ended.catch(() => undefined);
  await command.kill();
  held.drop();
}

const documentsOf = (data: ClientData) => data.practice.quickbooks.documents();

/** Kills the command at each moment in turn, over what the kill before left behind. */
async function killAtEach(data: ClientData, args: readonly string[], words: string): Promise<void> {
  for (const moment of MOMENTS) {
    await killAt(data, args, moment, words);
  }
}

async function postTheRest(data: ClientData): Promise<void> {
  const run = await data.run(['post']);
  expect(run, run.stderr).toMatchObject({ code: 0 });
  expect(jsonOf(run)).toMatchObject({ uncertain: [], failed: [] });
}

describe('killed at every moment of a request, Purser posts each document once and knows it', { timeout: 240_000 }, () => {
  test.each(['Customer', 'Invoice', 'Payment'] as const)('making a %s', async (entity) => {
    await using data = await clientData('approved');
    const before = documentsOf(data);
    const expected = await expectedDocuments(data.path, data.variables);

    await killAtEach(data, ['post'], `"${entity}":{`);
    await postTheRest(data);

    await expectPostedOnce({ dataDirectory: data.path, variables: data.variables }, { before, after: documentsOf(data), expected });
  });

  test('a batch of thirty of which three are bad', async () => {
    await using data = await clientData('approved');
    const before = documentsOf(data);
    const expected = await expectedDocuments(data.path, data.variables);
    for (const { number } of expected.slice(3, 6)) {
      const when = { operation: 'create', docNumber: number } as const;
      data.practice.quickbooks.control.plan({ kind: 'refuse', code: '6000', message: 'A business rule', when, times: 'always' });
    }

    await killAtEach(data, ['post'], '"Invoice":{');
    const run = await data.run(['post']);
    expect(jsonOf<{ failed: readonly unknown[] }>(run).failed, run.stderr).toHaveLength(3);
    data.practice.quickbooks.control.clearFaults();
    expect(await data.run(['replay', '--all'])).toMatchObject({ code: 0 });

    await expectPostedOnce({ dataDirectory: data.path, variables: data.variables }, { before, after: documentsOf(data), expected });
  });

  test('voiding', async () => {
    await using data = await clientData('approved');
    const [order] = await expectedDocuments(data.path, data.variables);
    await postTheRest(data);
    const before = documentsOf(data);
    const isOurs = (document: (typeof before)[number]): boolean =>
      [document.docNumber, document.paymentRefNum].includes(order?.number ?? '');

    for (const moment of MOMENTS) {
      // What was prepared before the first kill goes on with `post`.
      await killAt(data, moment === MOMENTS[0] ? ['void', String(order?.orderId), '--confirm'] : ['post'], moment, '"void"');
    }
    await postTheRest(data);

    const after = documentsOf(data);
    expect(after.filter(isOurs).length).toBeGreaterThan(0);
    expect(after.filter(isOurs).every(({ voided, totalMinor }) => voided && totalMinor === 0)).toBe(true);
    expect(after.filter((document) => !isOurs(document))).toEqual(before.filter((document) => !isOurs(document)));
    expect(await stateOf(data, order?.orderId ?? 0)).toBe('voided');
  });

  test('taking back by credit memo', async () => {
    await using data = await clientData('approved');
    const [order] = await expectedDocuments(data.path, data.variables);
    await postTheRest(data);
    const before = documentsOf(data);

    for (const moment of MOMENTS) {
      // What was written down before the first kill goes on with `post`.
      const args = moment === MOMENTS[0] ? ['void', String(order?.orderId), '--credit-memo', '--confirm'] : ['post'];
      await killAt(data, args, moment, '"CreditMemo":{');
    }
    await postTheRest(data);

    const after = documentsOf(data);
    expect(after.filter(({ entity }) => entity !== 'CreditMemo')).toEqual(before);
    expect(after.filter(({ entity }) => entity === 'CreditMemo').map(({ totalMinor }) => totalMinor)).toEqual([
      before.find(({ docNumber }) => docNumber === order?.number)?.totalMinor,
    ]);
    expect(await stateOf(data, order?.orderId ?? 0)).toBe('credited');
  });

  test('updating an invoice when its order ships', async () => {
    await using data = await clientData('synced');
    const orderIds = await postWhenCreated(data);
    for (const orderId of orderIds) {
      data.practice.shipstation.control.buyLabel(orderId, { trackingNumber: `9400${orderId}` });
    }
    expect(await data.run(['sync'])).toMatchObject({ code: 0 });
    const before = documentsOf(data);

    await killAtEach(data, ['post'], '"TrackingNum"');
    await postTheRest(data);

    expect(documentsOf(data)).toEqual(before);
    const numbers = before.flatMap(({ entity, id }) =>
      entity === 'Invoice' ? [data.practice.quickbooks.object('Invoice', id)?.['TrackingNum']] : [],
    );
    expect(numbers).toEqual(expect.arrayContaining(orderIds.map((orderId) => `9400${orderId}`)));
    for (const orderId of orderIds) {
      expect(await stateOf(data, orderId)).toBe('posted');
    }
  });
});

/** Posts some orders that have not shipped yet, and gives those that became invoices. */
async function postWhenCreated(data: ClientData): Promise<readonly number[]> {
  const config = jsonOf<{ policy: object }>(await data.run(['config', 'export']));
  const created = { ...config, policy: { ...config.policy, postWhen: 'created' } };
  expect(await data.run(['config', 'import', '-'], { input: JSON.stringify(created) })).toMatchObject({ code: 0 });
  const orderIds = await lookInto(data.path, data.variables, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), filter: { states: ['ready'] }, limit: 500 });
    return orders.flatMap(({ orderId, shippedOn, documentKind, planOrderId }) =>
      shippedOn === null && documentKind !== 'sales-receipt' && planOrderId === orderId ? [orderId] : [],
    );
  });
  expect(orderIds.length).toBeGreaterThan(0);
  expect(await data.run(['approve', ...orderIds.map(String)])).toMatchObject({ code: 0 });
  await postTheRest(data);
  return orderIds;
}

async function stateOf(data: ClientData, orderId: number): Promise<string> {
  return lookInto(data.path, data.variables, async ({ call, company }) => {
    const { row } = await call('order.show', { company: company(), order: orderId });
    return row.state;
  });
}
