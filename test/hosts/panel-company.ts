import { type OpenHost, openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { type HeadlessHost, openHost } from '../../electron/hosts/headless/headless-host.ts';
import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

export type Wish = MethodInput<'practice.perform'>['wish'];
export type Done = MethodOutput<'practice.perform'>;

/** The slug of the company that {@link openPanelCompany} makes. */
export const company = 'practice';

/** A practice company that was pulled once, in a data directory of its own, and the deeds of its panel. */
export interface PanelCompany extends AsyncDisposable {
  readonly open: OpenHost;
  readonly practice: Awaited<ReturnType<HeadlessHost['practice']['running']>>;
  perform(wish: Wish): Promise<Done>;
  pull(): Promise<MethodOutput<'sync.run'>>;
  show(order: number): Promise<MethodOutput<'order.show'>>;
  look(): Promise<MethodOutput<'practice.actions'>>;
  post(): Promise<MethodOutput<'posting.post'>>;
  /** The troubles that are on. */
  troubles(): Promise<readonly string[]>;
  /** A shipped order that was pulled and approved. */
  approved(): Promise<number>;
}

/** QuickBooks takes 40 batches a minute: a file that posts more than that waits for the next minute, and is better two. */
export async function openPanelCompany(): Promise<PanelCompany> {
  const folder = makeTempDirectory('practice-panel');
  const host = await openHost({
    dataDirectory: folder.path,
    mode: 'write',
    version: '0.1.0',
    io: { variables: { PURSER_PASSPHRASE: 'for this test alone' } },
  });
  const open = openHostOf(host, undefined);
  await open.call('company.add', { name: 'Practice', practice: true });
  const [added] = host.companies();
  if (added === undefined) {
    throw new Error('The company was not made');
  }
  const practice = await host.practice.running(added);
  // Forty requests a minute are for the limits' own tests: here nobody waits for a window.
  practice.shipstation.control.changeSwitches({ v1RequestsPerMinute: 100_000 });
  const pull = () => open.call('sync.run', { company });
  await pull();
  const perform = (wish: Wish) => open.call('practice.perform', { company, wish });
  const look = () => open.call('practice.actions', { company });
  return {
    open,
    practice,
    perform,
    pull,
    look,
    show: (order) => open.call('order.show', { company, order }),
    post: () => open.call('posting.post', { company }),
    troubles: async () => (await look()).troubles.map(({ trouble }) => trouble),
    async approved() {
      const orderId = firstOf(await perform({ action: 'shipped-order-arrives' }));
      await pull();
      const { approved, refused } = await open.call('order.approve', { company, orderIds: [orderId] });
      if (!approved.includes(orderId)) {
        throw new Error(`Not approved: ${JSON.stringify(refused)}`);
      }
      return orderId;
    },
    async [Symbol.asyncDispose]() {
      await host.close();
      folder.remove();
    },
  };
}

export function firstOf({ orders }: Done): number {
  const [order] = orders;
  if (order === undefined) {
    throw new Error('The action was on no order');
  }
  return order.orderId;
}
