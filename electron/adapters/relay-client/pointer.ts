import type { RelayWish } from '../../core/ports/relay.ts';
import type { SourcePointer } from '../../core/ports/order-source.ts';

/** ShipStation promises at most 200 characters (V1, "Webhooks"); the relay takes ten times that. */
const LONGEST_ADDRESS = 2_048;

/** What the lists behind ShipStation's notices hold (V1 "Webhooks", V2 "Webhook schemas"). A V2 "shipment" is an order. */
const RESOURCES: Readonly<Record<string, SourcePointer['resource']>> = {
  ORDER_NOTIFY: 'orders',
  ITEM_ORDER_NOTIFY: 'orders',
  SHIP_NOTIFY: 'shipments',
  ITEM_SHIP_NOTIFY: 'shipments',
  FULFILLMENT_SHIPPED: 'fulfillments',
  FULFILLMENT_REJECTED: 'fulfillments',
  SHIPMENT_CREATED_V2: 'orders',
  LABEL_CREATED_V2: 'shipments',
  FULFILLMENT_SHIPPED_V2: 'fulfillments',
  FULFILLMENT_REJECTED_V2: 'fulfillments',
  FULFILLMENT_CREATED_V2: 'fulfillments',
  FULFILLMENT_UPDATED_V2: 'fulfillments',
  FULFILLMENT_CANCELED_V2: 'fulfillments',
};

/**
 * What a notice asks for; null where its address is none that a notice of ShipStation's could have. A type that is not known
 * asks for a pull: ShipStation adds some from time to time. The hosts are checked where the address is followed, by the one who
 * knows them; here only what would be lost when the address is taken apart: the scheme, user information, a fragment.
 */
export function wishOf(resourceType: string, resourceUrl: string, allowsLoopback: boolean): RelayWish | null {
  const pointed = pointedOf(resourceUrl, allowsLoopback);
  if (pointed === null) {
    return null;
  }
  const name = resourceType.toUpperCase();
  const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
  return resource === undefined ? { kind: 'pull' } : { kind: 'follow', pointer: { resource, ...pointed } };
}

function pointedOf(text: string, allowsLoopback: boolean): Omit<SourcePointer, 'resource'> | null {
  // Tabs, line ends and backslashes are ways to make two readers see two hosts.
  if (text.length > LONGEST_ADDRESS || !/^[\x21-\x7e]+$/.test(text) || text.includes('\\') || !URL.canParse(text)) {
    return null;
  }
  const url = new URL(text);
  const authority = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1];
  if (url.username !== '' || url.password !== '' || url.hash !== '' || authority?.toLowerCase() !== url.host) {
    return null;
  }
  const isLoopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (!(url.protocol === 'https:' || (allowsLoopback && isLoopback))) {
    return null;
  }
  return { host: url.host, path: url.pathname, query: [...url.searchParams] };
}
