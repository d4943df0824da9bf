import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Who asks, for counting wrong codes. Behind a proxy that is the last entry of X-Forwarded-For, the one which the proxy itself
 * has added; without RELAY_TRUST_PROXY that header is a stranger's claim and is not read. Of an IPv6 address the first 64 bits
 * count: the rest is its owner's to choose.
 */
export function sourceOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headersDistinct['x-forwarded-for']?.at(-1)?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded || request.socket.remoteAddress || 'unknown';
  return isIPv6(address) && !address.startsWith('::ffff:') ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0') : [];
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
