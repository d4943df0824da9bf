import { expect, test } from 'vitest';

import { openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import { clientData } from '../helpers/client-data.ts';

test('a pull that a person asks for while a completeness check is under way is answered at once, and the check goes on after it', async () => {
  await using data = await clientData('synced');
  const { control } = data.practice.shipstation;
  const newest = control.orders().toSorted((a, b) => b.modifiedAt.localeCompare(a.modifiedAt))[0];
  const orderId = newest?.orderId ?? 0;
  const host = await openHost({ dataDirectory: data.path, mode: 'write', version: '0', io: { variables: data.variables } });
  try {
    const { call, company } = openHostOf(host, undefined);
    const inCompany = { company: company() };
    const held = data.shipstation.hold('answer', ({ target }) => target.startsWith('/shipments') && target.includes('createDateStart'));
    let hasEnded = false;
    const check = call('completeness.sweep', inCompany).finally(() => {
      hasEnded = true;
    });
    await held.reached;
    control.editOrder(orderId, { internalNotes: 'While it is checked' });

    // The list that the check waits for is never answered: the pull must not wait for it.
    expect(await call('sync.run', inCompany)).toMatchObject({ changed: 1 });
    expect(hasEnded).toBe(false);
    const { runs } = await call('run.list', inCompany);
    expect(runs.slice(0, 3).map(({ kind, status }) => [kind, status])).toEqual(
      expect.arrayContaining([
        ['sync', 'done'],
        ['sweep', 'running'],
      ]),
    );

    const checked = await check;
    expect(checked).toMatchObject({ missing: 0, gone: 0 });
    expect(checked.byStoreAndDay.filter(({ listed, stored }) => listed !== stored)).toEqual([]);
    expect(checked.byStoreAndDay.reduce((sum, { listed }) => sum + listed, 0)).toBe(checked.compared);
    const ordersListed = data.shipstation.seen.filter(({ target }) => target.startsWith('/orders?') && target.includes('createDateStart'));
    // It went on at the labels: the orders were not listed again.
    expect(ordersListed).toHaveLength(1);
    held.drop();
  } finally {
    await host.close();
  }
});
