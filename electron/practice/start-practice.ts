import type { PracticeAccess, PracticeOptions } from './practice.ts';
import { type PracticeQuickBooks, startQuickBooks } from './quickbooks/start.ts';
import { type PracticeShipStation, startShipStation } from './shipstation/practice-shipstation.ts';

/** The whole practice company: a shop in ShipStation and its books in QuickBooks, both on loopback. */
export interface Practice {
  readonly access: PracticeAccess;
  readonly shipstation: PracticeShipStation;
  readonly quickbooks: PracticeQuickBooks;
  /** Ends both servers. Their state stays in the directory. */
  close(): Promise<void>;
}

/** Starts both stand-ins, each with its own file in the directory. If the second fails to start, the first is ended. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const shipstation = await startShipStation(options);
  try {
    const quickbooks = await startQuickBooks(options);
    const { apiKey, apiSecret } = shipstation.key;
    return {
      access: {
        ...quickbooks.access,
        shipstationV1Url: shipstation.url,
        shipstationV2Url: shipstation.url,
        shipstationJwksUrl: shipstation.jwksUrl,
        shipstation: { apiKey, apiSecret },
        shipstationV2: { apiKey: shipstation.v2Key },
      },
      shipstation,
      quickbooks,
      close: async () => {
        await Promise.all([shipstation.stop(), quickbooks.close()]);
      },
    };
  } catch (error) {
    await shipstation.stop();
    throw error;
  }
}
