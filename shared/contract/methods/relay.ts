import { z } from 'zod';

import { command, query } from '../define.ts';
import { inCompany, instantSchema } from '../shapes.ts';

/** What ShipStation tells the relay of, in Purser's words. */
export const RELAY_EVENTS = ['orders-imported', 'labels-made', 'fulfillments-shipped', 'fulfillments-rejected'] as const;

export const RELAY_STATES = ['not-paired', 'paired', 'connecting', 'connected', 'reconnecting', 'refused'] as const;

const relayStatusSchema = z.object({
  /** `paired`: this process holds no connection (nothing runs that would). */
  state: z.enum(RELAY_STATES),
  /** Since when it is so; null where nobody knows. */
  since: instantSchema.nullable(),
  /** Why there is no connection. */
  fault: z.object({ code: z.string(), message: z.string() }).nullable(),
  address: z.string().nullable(),
  mailbox: z.string().nullable(),
  pairedAt: instantSchema.nullable(),
  /** When a connection last stood. */
  connectedAt: instantSchema.nullable(),
  /** When the newest event reached the relay. */
  lastEventAt: instantSchema.nullable(),
  received: z.int(),
  refused: z.int(),
  lastRefusal: z.string().nullable(),
  /** Kept, and not yet looked at. */
  waiting: z.int(),
  /** What ShipStation should tell; `isThere` null before anybody looked. */
  subscriptions: z.array(z.object({ event: z.enum(RELAY_EVENTS), isThere: z.boolean().nullable(), isActive: z.boolean().nullable() })),
  subscriptionsAt: instantSchema.nullable(),
});

const SOURCE_ERRORS = [
  'source/not-connected',
  'source/wrong-key',
  'source/key-expired',
  'source/permission',
  'source/unreachable',
  'source/throttled',
  'source/bad-answer',
] as const;
const RELAY_ERRORS = ['relay/refused', 'relay/unreachable', 'relay/throttled', 'relay/bad-answer'] as const;

export const relayMethods = {
  /** What is known here. `ask`: where this process holds no connection, the relay itself is asked if it still knows the company. */
  'relay.status': query({ input: inCompany.extend({ ask: z.boolean().default(false) }), output: relayStatusSchema, errors: [] }),
  /** Makes a mailbox at the relay. The code goes in and is not kept. */
  'relay.pair': command({
    input: inCompany.extend({ address: z.string().trim().min(1).max(500), code: z.string().trim().min(1).max(500) }),
    output: relayStatusSchema,
    errors: ['relay/already-paired', 'relay/bad-address', 'relay/full', ...RELAY_ERRORS],
  }),
  /** Takes ShipStation's subscriptions back, then the mailbox. `force`: forgets it here whatever the other two say. */
  'relay.unpair': command({
    input: inCompany.extend({ force: z.boolean().default(false) }),
    output: relayStatusSchema,
    errors: ['relay/not-paired', ...RELAY_ERRORS, ...SOURCE_ERRORS],
  }),
  /** Adds what is missing; what is there stays. */
  'relay.subscribe': command({
    input: inCompany,
    output: relayStatusSchema.extend({ added: z.array(z.enum(RELAY_EVENTS)) }),
    errors: ['relay/not-paired', ...SOURCE_ERRORS],
  }),
  /** Takes back every subscription that leads to this company's inbound address, and no other. */
  'relay.unsubscribe': command({
    input: inCompany,
    output: relayStatusSchema.extend({ removed: z.int() }),
    errors: ['relay/not-paired', ...SOURCE_ERRORS],
  }),
  /** Asks ShipStation which subscriptions are there. */
  'relay.checkSubscriptions': command({ input: inCompany, output: relayStatusSchema, errors: ['relay/not-paired', ...SOURCE_ERRORS] }),
  /** Whoever has this address may send events: shown when a person asks for it, and nowhere else. */
  'relay.inboundAddress': query({ input: inCompany, output: z.object({ inboundUrl: z.string() }), errors: ['relay/not-paired'] }),
} as const;
