import { trackingText } from '../planning/memo.ts';
import type { JsonObject, ShipDetails } from '../planning/plan.ts';

/**
 * The sparse update that puts ship data on a posted document; Id and SyncToken are added when it is sent. Lines are left out:
 * a sparse update without Line leaves them as they are (Intuit's samples).
 */
export function shipUpdateBody(ship: ShipDetails): JsonObject {
  return {
    sparse: true,
    ...(ship.shippedOn === null ? {} : { ShipDate: ship.shippedOn }),
    ...(ship.trackingNumber === null ? {} : { TrackingNum: trackingText(ship.trackingNumber) }),
    ...(ship.method === null ? {} : { ShipMethodRef: { value: ship.method, name: ship.method } }),
  };
}
