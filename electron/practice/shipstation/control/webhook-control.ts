import type { Shop } from '../shop.ts';
import { rotateSigningKey } from '../storage/signing-keys.ts';
import { listDeliveries, listWebhooks, type PracticeDelivery, type PracticeWebhook } from '../storage/webhooks.ts';
import type { Commit } from './order-control.ts';

/** Subscriptions, made through the APIs, and what became of what they were told. */
export interface WebhookControl {
  webhooks(): readonly PracticeWebhook[];
  /** The latest deliveries, oldest first. */
  deliveries(): readonly PracticeDelivery[];
  /** V2's webhooks are signed with another key from now on; the one before stays published. */
  rotateSigningKey(): void;
}

export function createWebhookControl({ database }: Shop, commit: Commit): WebhookControl {
  return {
    webhooks: () => listWebhooks(database),
    deliveries: () => listDeliveries(database),
    rotateSigningKey: () => commit(() => rotateSigningKey(database)),
  };
}
