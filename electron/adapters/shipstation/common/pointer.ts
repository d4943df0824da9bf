import type { PortFault } from '../../../core/ports/faults.ts';
import type { PointedPages, SourcePages, SourcePointer } from '../../../core/ports/order-source.ts';
import type { Fulfillment, Order, Shipment } from '../../../../shared/domain/orders/order.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { isLoopbackAddress } from '../../http/base-addresses.ts';
import { portFault } from '../../http/port-fault.ts';

/** Where a version's pointers may lead. Paths and query names are compared without case, as V1's server does. */
export interface PointerRules {
  /** Hosts of the real service; never used where the base address is this machine's. */
  readonly host: RegExp;
  readonly lists: Readonly<
    Record<SourcePointer['resource'], { readonly paths: readonly string[]; readonly queryNames: readonly string[] }>
  >;
}

/** Fetchable: a whole address without query, and the query that narrows the list. */
export interface PointedList {
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
}

/** ShipStation promises at most 200 characters. */
const LONGEST_ADDRESS = 500;
/** Ids, GUIDs, True and False. What else a value could hold has no business in a pointer. */
const PLAIN_VALUE = /^[\w.:-]{1,100}$/;
/** Pages are ours to choose. */
const OWN_NAMES: readonly string[] = ['page', 'pagesize', 'page_size'];

/**
 * The one check that stands between a notice from outside and a request that carries the company's key (architecture,
 * Security): ShipStation's own hosts, over https, without user information or port, for lists that we know, narrowed by names
 * that we know. Where the base address is this machine's (practice, tests), that origin and no other.
 */
export function pointedListOf(pointer: SourcePointer, rules: PointerRules, baseAddress: string): Result<PointedList, PortFault> {
  const origin = originOf(pointer.host, rules.host, baseAddress);
  const list = rules.lists[pointer.resource];
  const path = list.paths.find((known) => known.toLowerCase() === pointer.path.toLowerCase());
  if (origin === null || path === undefined) {
    return fail(refused(origin === null ? 'it names an address that is not ShipStation’s' : 'it names no list that Purser reads'));
  }
  const length = [pointer.host, pointer.path, ...pointer.query.flat()].reduce((sum, part) => sum + part.length + 1, 0);
  if (length > LONGEST_ADDRESS) {
    return fail(refused('it is too long'));
  }
  const query = new Map<string, string>();
  for (const [name, value] of pointer.query) {
    if (OWN_NAMES.includes(name.toLowerCase())) {
      continue;
    }
    const known = list.queryNames.find((each) => each.toLowerCase() === name.toLowerCase());
    if (known === undefined || query.has(known) || !PLAIN_VALUE.test(value)) {
      return fail(refused('it asks for something that Purser does not know'));
    }
    query.set(known, value);
  }
  return ok({ address: `${origin}${path}`, query: Object.fromEntries(query) });
}

type Reader<T> = (address: string, query: PointedList['query'], signal: AbortSignal | undefined) => SourcePages<T>;

/** How an interface reads each of the lists that a pointer may lead to. */
export interface PointedReaders {
  readonly orders: Reader<Order>;
  readonly shipments: Reader<Shipment>;
  readonly fulfillments: Reader<Fulfillment>;
}

/** The pages of the list that a pointer leads to; refused as {@link pointedListOf} refuses. */
export function pointedPages(
  read: PointedReaders,
  pointer: SourcePointer,
  { rules, baseAddress }: { readonly rules: PointerRules; readonly baseAddress: string },
  signal: AbortSignal | undefined,
): Result<PointedPages, PortFault> {
  const list = pointedListOf(pointer, rules, baseAddress);
  if (!list.ok) {
    return list;
  }
  const { address, query } = list.value;
  switch (pointer.resource) {
    case 'orders':
      return ok({ resource: 'orders', pages: read.orders(address, query, signal) });
    case 'shipments':
      return ok({ resource: 'shipments', pages: read.shipments(address, query, signal) });
    case 'fulfillments':
      return ok({ resource: 'fulfillments', pages: read.fulfillments(address, query, signal) });
  }
}

function originOf(host: string, realHost: RegExp, baseAddress: string): string | null {
  if (isLoopbackAddress(baseAddress)) {
    const { origin, host: own } = new URL(baseAddress);
    return host === own ? origin : null;
  }
  return realHost.test(host) ? `https://${host}` : null;
}

/** Without the pointer's own text: whoever sent it chose it. */
function refused(why: string): PortFault {
  return portFault({
    code: 'source/pointer-refused',
    class: 'rejected',
    message: `A notice was not followed: ${why}. The next pull brings what it was about.`,
  });
}
