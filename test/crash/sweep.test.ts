import { describe, expect, test } from 'vitest';

import type { MethodOutput } from '../../shared/contract/client.ts';
import { clientData, type ClientData } from '../helpers/client-data.ts';
import type { GatedRequest } from '../helpers/gate.ts';
import { jsonOf } from '../helpers/purser-process.ts';

type Swept = MethodOutput<'completeness.sweep'>;

const listOf = ({ target }: GatedRequest): string => new URL(target, 'http://gate').pathname;
const isOrdersByCreation = (request: GatedRequest): boolean => listOf(request) === '/orders' && request.target.includes('createDateStart');
const isLabelsByCreation = (request: GatedRequest): boolean =>
  listOf(request) === '/shipments' && request.target.includes('createDateStart');

/** Starts the check and kills it when the answer that fits is on its way: the service has done its part, and nobody hears of it. */
async function killSweepAt(data: ClientData, fits: (request: GatedRequest) => boolean): Promise<void> {
  const held = data.shipstation.hold('answer', fits);
  await using command = data.start(['sync', '--sweep'], { input: '' });
  const ended = command.ended.then((run) => {
    throw new Error(`The check ended before it reached the gate: ${run.stdout}${run.stderr}`);
  });
  await Promise.race([held.reached, ended]);
  ended.catch(() => undefined);
  await command.kill();
  held.drop();
}

async function sweep(data: ClientData): Promise<Swept> {
  const run = await data.run(['sync', '--sweep']);
  // 1 where it has found something that a person should look at.
  expect([0, 1], run.stderr).toContain(run.code);
  return jsonOf<Swept>(run);
}

/** A company that is all here but for one order that was deleted in the source: the check has something to find at its end. */
async function withDeletedOrder(): Promise<ClientData> {
  const data = await clientData('synced');
  const { control } = data.practice.shipstation;
  const newest = control.orders().toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  control.softDelete(newest?.orderId ?? 0);
  return data;
}

describe('a completeness check that is killed', { timeout: 120_000 }, () => {
  test.each([
    ['while it reads the orders', isOrdersByCreation],
    ['after the orders, while it reads the labels', isLabelsByCreation],
  ] as const)('%s goes on the next time and ends with the figures of one that was not', async (_name, fits) => {
    await using whole = await withDeletedOrder();
    const { run: _run, ...expected } = await sweep(whole);
    expect(expected).toMatchObject({ gone: 1, missing: 0 });

    await using data = await withDeletedOrder();
    await killSweepAt(data, fits);
    const before = data.shipstation.seen.length;
    const { run: _second, ...figures } = await sweep(data);

    expect(figures).toEqual(expected);
    const listedAgain = data.shipstation.seen.slice(before).filter(isOrdersByCreation);
    // The page that was on its way is read again; a list that was read to its end is not.
    expect(listedAgain).toHaveLength(fits === isOrdersByCreation ? 1 : 0);
    expect((await sweep(data)).gone).toBe(0);
  });
});
