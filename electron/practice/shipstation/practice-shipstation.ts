import { parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { PRACTICE_REGIMES, type PracticeOptions } from '../practice.ts';
import { createControl, type ShipStationControl } from './control.ts';
import { seedShop } from './seeding.ts';
import { type Delay, JWKS_PATH, serveShop } from './server.ts';
import type { Shop } from './shop.ts';
import { openShopDatabase, readMeta, writeMeta } from './storage/database.ts';
import type { ApiKey } from './storage/keys.ts';
import { createDeliverer } from './webhooks/deliverer.ts';

export interface ShipStationOptions extends PracticeOptions {
  /** Left out or 0: any free one. */
  readonly port?: number;
  /** Waits before slow answers; left out: real time. */
  readonly delay?: Delay;
  /** Real time before each further attempt to deliver a webhook; left out: some seconds in all. */
  readonly webhookRetriesMs?: readonly number[];
}

/** The running stand-in of ShipStation, both APIs over one store of records. */
export interface PracticeShipStation {
  /** Base address of V1 (url/orders) and of V2 (url/v2/shipments), http://127.0.0.1:port */
  readonly url: string;
  /** Where V2's signing keys are published. */
  readonly jwksUrl: string;
  /** The key pair in force when it was started; {@link ShipStationControl.key} tells a later one. */
  readonly key: ApiKey;
  /** The V2 key in force when it was started. */
  readonly v2Key: string;
  readonly control: ShipStationControl;
  /** Resolves when every webhook that waited was delivered or given up. */
  readonly webhooksSent: () => Promise<void>;
  /** Ends the server and closes the file. Nothing is lost: everything answered was committed before. */
  readonly stop: () => Promise<void>;
}

/** The shop's file without a server: for a command or a test that changes the shop while another process serves it. */
export interface OpenShipStation {
  readonly control: ShipStationControl;
  readonly close: () => void;
}

/** Opens (and at first seeds) the shop in the directory and serves it on loopback. */
export async function startShipStation(options: ShipStationOptions): Promise<PracticeShipStation> {
  const shop = openShop(options);
  let wake = (): void => undefined;
  const control = createControl(shop, () => wake());
  try {
    const server = await serveShop(shop, { port: options.port ?? 0, delay: options.delay, answered: () => wake() });
    const deliverer = createDeliverer(shop, { baseUrl: server.url, retryDelaysMs: options.webhookRetriesMs });
    ({ wake } = deliverer);
    // What an earlier process could not deliver any more.
    wake();
    return {
      url: server.url,
      jwksUrl: `${server.url}${JWKS_PATH}`,
      key: control.key(),
      v2Key: control.v2Key(),
      control,
      webhooksSent: () => deliverer.idle(),
      stop: async () => {
        await deliverer.close();
        await server.close();
        shop.database.close();
      },
    };
  } catch (error) {
    shop.database.close();
    throw error;
  }
}

/** Opens (and at first seeds) the shop in the directory without serving it. */
export function openShipStation(options: PracticeOptions): OpenShipStation {
  const shop = openShop(options);
  // Whoever serves the shop finds by looking what webhooks have to be told.
  return { control: createControl(shop, () => undefined), close: () => shop.database.close() };
}

function openShop({ directory, now, anchorOn, regime }: PracticeOptions): Shop {
  const database = openShopDatabase(directory, (fresh) => {
    writeMeta(fresh, 'anchor-on', anchorOn);
    writeMeta(fresh, 'regime', regime);
    seedShop(fresh, regime, anchorOn);
  });
  const storedAnchor = parseBusinessDate(readMeta(database, 'anchor-on') ?? '');
  const storedRegime = PRACTICE_REGIMES.find((known) => known === readMeta(database, 'regime'));
  if (storedAnchor === null || storedRegime === undefined) {
    database.close();
    throw new Error(`The practice shop in ${directory} has lost its anchor. Make the practice company anew.`);
  }
  return { database, now, anchorOn: storedAnchor, regime: storedRegime };
}
