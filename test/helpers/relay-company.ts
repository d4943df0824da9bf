import { onTestFinished } from 'vitest';

import type { HeadlessHost } from '../../electron/hosts/headless/headless-host.ts';
import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import type { ShipStationControl } from '../../electron/practice/shipstation/control.ts';
import type { NewOrder } from '../../electron/practice/shipstation/operations/new-order.ts';
import { EMPTY_ADDRESS } from '../../electron/practice/shipstation/records.ts';
import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import type { MethodName } from '../../shared/contract/index.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { makeTempDirectory } from './temp-directory.ts';

/** A practice company in a headless host of this process: everything real, on the machine's own clock. */
export interface RelayCompany {
  readonly host: HeadlessHost;
  readonly shop: ShipStationControl;
  readonly jwksUrl: string;
  readonly shopUrl: string;
  call<Name extends MethodName>(method: Name, input: Omit<MethodInput<Name>, 'company'>): Promise<MethodOutput<Name>>;
  /** The code with which a call fails. */
  codeOf<Name extends MethodName>(method: Name, input: Omit<MethodInput<Name>, 'company'>): Promise<string>;
  /** Resolves when it is true; looked at with every event of the core, so that no time is slept away. */
  until(isTrue: () => Promise<boolean>): Promise<void>;
}

const SLUG = 'practice';

export async function startRelayCompany(): Promise<RelayCompany> {
  const directory = makeTempDirectory('relay-company');
  const host = await openHost({ dataDirectory: directory.path, mode: 'write', version: '0.0.0', io: { variables: {} } });
  onTestFinished(async () => {
    await host.close();
    directory.remove();
  });
  const dispatch = (method: MethodName, input: unknown) => host.core.dispatch({ method, input }, { actor: 'person' });
  const added = await dispatch('company.add', { name: 'Practice', practice: true });
  if (!added.ok) {
    throw new Error(added.error.message);
  }
  const company = host.companies().find(({ slug }) => slug === SLUG);
  if (company === undefined) {
    throw new Error('The practice company is not listed.');
  }
  const { shipstation, access } = await host.practice.running(company);
  return {
    host,
    shop: shipstation.control,
    jwksUrl: access.shipstationJwksUrl,
    shopUrl: access.shipstationV1Url,
    async call(method, input) {
      const answer = await dispatch(method, { company: SLUG, ...input });
      if (!answer.ok) {
        throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`);
      }
      // Safe: the dispatcher has parsed the value with this method's output schema.
      return answer.value as MethodOutput<typeof method>;
    },
    async codeOf(method, input) {
      const answer = await dispatch(method, { company: SLUG, ...input });
      return answer.ok ? 'ok' : answer.error.code;
    },
    async until(isTrue) {
      let forget = (): void => undefined;
      try {
        for (;;) {
          const next = new Promise<void>((resolve) => {
            forget();
            forget = host.core.events.subscribe(() => resolve());
          });
          if (await isTrue()) {
            return;
          }
          await next;
        }
      } finally {
        forget();
      }
    },
  };
}

/** An order that the channel brings now. */
export const newOrder = (orderNumber: string, changes: Partial<NewOrder> = {}): NewOrder => ({
  storeId: 300101,
  orderNumber,
  orderedAt: instantOf(Date.now() - 60_000),
  billTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh' },
  shipTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh', city: 'Boise', state: 'ID', country: 'US' },
  lines: [{ sku: 'MUG-1', name: 'Stoneware Mug', quantity: 2, unitPrice: '14.00' }],
  ...changes,
});
