import { parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { PRACTICE_REGIMES, type PracticeOptions } from '../practice.ts';
import { createControl, type ShipStationControl } from './control.ts';
import { seedShop } from './seeding.ts';
import { type Delay, serveShop } from './server.ts';
import type { Shop } from './shop.ts';
import { openShopDatabase, readMeta, writeMeta } from './storage/database.ts';
import type { ApiKey } from './storage/keys.ts';

export interface ShipStationOptions extends PracticeOptions {
  /** Left out or 0: any free one. */
  readonly port?: number;
  /** Waits before slow answers; left out: real time. */
  readonly delay?: Delay;
}

/** The running stand-in of ShipStation V1. */
export interface PracticeShipStation {
  /** Base address, http://127.0.0.1:port */
  readonly url: string;
  /** The key pair in force when it was started; {@link ShipStationControl.key} tells a later one. */
  readonly key: ApiKey;
  readonly control: ShipStationControl;
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
  const control = createControl(shop);
  try {
    const server = await serveShop(shop, options.port ?? 0, options.delay);
    return {
      url: server.url,
      key: control.key(),
      control,
      stop: async () => {
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
  return { control: createControl(shop), close: () => shop.database.close() };
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
