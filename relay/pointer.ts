import type { Outcome } from './refusal.ts';
import { accept, badRequest, refuse } from './refusal.ts';

/** ShipStation V1's six webhook events. */
const V1_KINDS = new Set([
  'ORDER_NOTIFY',
  'ITEM_ORDER_NOTIFY',
  'SHIP_NOTIFY',
  'ITEM_SHIP_NOTIFY',
  'FULFILLMENT_SHIPPED',
  'FULFILLMENT_REJECTED',
]);
const KIND = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const HOST = /^(ssapi\d*|api)\.shipstation\.com$/;
const MOST_URL = 2_048;

const BAD_POINTER = { status: 400, code: 'bad-pointer', message: 'resource_url must name ShipStation over https.' } as const;

export interface Pointer {
  readonly version: 'v1' | 'v2';
}

/**
 * Reads what ShipStation posted, as far as the relay must: which version it is, and that it points to ShipStation. Unknown keys
 * are left alone. `hasSignature`: a signature header was sent, so the sender means V2 whatever the kind is called.
 */
export function readPointer(text: string, hasSignature: boolean, allowLoopback: boolean): Outcome<Pointer> {
  const parsed = parseObject(text);
  if (parsed === null) {
    return refuse(badRequest('The body must be one JSON object.'));
  }
  const kind = ownText(parsed, 'resource_type');
  const url = ownText(parsed, 'resource_url');
  if (kind === null || url === null || !KIND.test(kind)) {
    return refuse(badRequest('The body must hold resource_url and resource_type.'));
  }
  if (!isShipStation(url, allowLoopback)) {
    return refuse(BAD_POINTER);
  }
  if (hasSignature || kind.toUpperCase().endsWith('_V2')) {
    return accept({ version: 'v2' });
  }
  return V1_KINDS.has(kind) ? accept({ version: 'v1' }) : refuse(badRequest('This resource_type is not one of ShipStation’s.'));
}

function parseObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function ownText(object: object, name: string): string | null {
  const value: unknown = Object.hasOwn(object, name) ? Reflect.get(object, name) : null;
  return typeof value === 'string' ? value : null;
}

/**
 * Only https to ShipStation's own hosts. The text itself is looked at as well as what the parser makes of it: tabs, backslashes,
 * a user, a port that is dropped for being the usual one are all ways to make two readers see two hosts.
 */
function isShipStation(text: string, allowLoopback: boolean): boolean {
  if (text.length > MOST_URL || !/^[\x21-\x7e]+$/.test(text) || text.includes('\\') || !URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return false;
  }
  const authority = /^https?:\/\/([^/?#]*)/.exec(text)?.[1];
  if (url.protocol === 'https:' && HOST.test(url.hostname)) {
    return authority === url.hostname;
  }
  return allowLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1' && authority === url.host;
}
