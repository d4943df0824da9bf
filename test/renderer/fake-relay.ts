import type { MethodOutput } from '../../shared/contract/client.ts';
import { RELAY_EVENTS } from '../../shared/contract/methods/relay.ts';
import { NOW } from './fake-shop.ts';

type Status = MethodOutput<'relay.status'>;

export const notPairedAnswer = (): Status => ({
  state: 'not-paired',
  since: null,
  fault: null,
  address: null,
  mailbox: null,
  pairedAt: null,
  connectedAt: null,
  lastEventAt: null,
  received: 0,
  refused: 0,
  lastRefusal: null,
  waiting: 0,
  subscriptions: RELAY_EVENTS.map((event) => ({ event, isThere: null, isActive: null })),
  subscriptionsAt: null,
});

export const pairedAnswer = (changes: Partial<Status> = {}): Status => ({
  ...notPairedAnswer(),
  state: 'connected',
  since: NOW,
  address: 'https://relay.example.com',
  mailbox: '0123456789abcdef0123456789abcdef',
  pairedAt: NOW,
  connectedAt: NOW,
  lastEventAt: NOW,
  received: 12,
  subscriptions: RELAY_EVENTS.map((event) => ({ event, isThere: true, isActive: true })),
  subscriptionsAt: NOW,
  ...changes,
});
