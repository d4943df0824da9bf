import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { ShopDatabase } from './database.ts';

export type WebhookApi = 'v1' | 'v2';

export interface WebhookHeader {
  readonly key: string;
  readonly value: string;
}

/** A subscription. */
export interface PracticeWebhook {
  readonly webhookId: number;
  readonly api: WebhookApi;
  /** ORDER_NOTIFY, shipment_created_v2 and so on: in capitals for V1, in small letters for V2. */
  readonly event: string;
  readonly targetUrl: string;
  /** Null for every store. */
  readonly storeId: number | null;
  readonly name: string | null;
  /** Sent with every delivery; V2 alone has them. */
  readonly headers: readonly WebhookHeader[];
}

/**
 * How a delivery stands. `not-sent`: its target is not on this machine, so it was only written down. `failed`: given up after
 * the last attempt.
 */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'not-sent';

export interface PracticeDelivery {
  readonly deliveryId: number;
  readonly webhookId: number;
  readonly api: WebhookApi;
  readonly targetUrl: string;
  readonly headers: readonly WebhookHeader[];
  readonly resourceType: string;
  /** Path and query of what it points to; the host is added when it is sent. */
  readonly pointer: string;
  readonly at: Instant;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Status or error of the last attempt. */
  readonly outcome: string | null;
}

interface WebhookRow {
  readonly webhook_id: number;
  readonly api: WebhookApi;
  readonly event: string;
  readonly target_url: string;
  readonly store_id: number | null;
  readonly name: string | null;
  readonly headers: string;
}

interface DeliveryRow {
  readonly delivery_id: number;
  readonly webhook_id: number;
  readonly api: WebhookApi;
  readonly target_url: string;
  readonly headers: string;
  readonly resource_type: string;
  readonly pointer: string;
  readonly at: Instant;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly outcome: string | null;
}

/** Deliveries that are done with; older ones are dropped. */
const KEPT_DELIVERIES = 5000;

export function listWebhooks(database: ShopDatabase, api: WebhookApi | null = null): PracticeWebhook[] {
  return database
    .prepare<[WebhookApi | null, WebhookApi | null], WebhookRow>('SELECT * FROM webhooks WHERE ? IS NULL OR api = ? ORDER BY webhook_id')
    .all(api, api)
    .map(toWebhook);
}

export function findWebhook(database: ShopDatabase, api: WebhookApi, webhookId: number): PracticeWebhook | null {
  return listWebhooks(database, api).find((webhook) => webhook.webhookId === webhookId) ?? null;
}

/** Stores a new subscription. */
export function addWebhook(database: ShopDatabase, webhook: Omit<PracticeWebhook, 'webhookId'>): PracticeWebhook {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO webhooks (api, event, target_url, store_id, name, headers) VALUES (?, ?, ?, ?, ?, ?)')
    .run(webhook.api, webhook.event, webhook.targetUrl, webhook.storeId, webhook.name, JSON.stringify(webhook.headers));
  return { ...webhook, webhookId: Number(lastInsertRowid) };
}

export function changeWebhook(database: ShopDatabase, { webhookId, event, targetUrl, storeId, name, headers }: PracticeWebhook): void {
  database
    .prepare('UPDATE webhooks SET event = ?, target_url = ?, store_id = ?, name = ?, headers = ? WHERE webhook_id = ?')
    .run(event, targetUrl, storeId, name, JSON.stringify(headers), webhookId);
}

export function removeWebhook(database: ShopDatabase, webhookId: number): void {
  database.prepare('DELETE FROM webhooks WHERE webhook_id = ?').run(webhookId);
}

export type NewDelivery = Pick<PracticeDelivery, 'resourceType' | 'pointer' | 'at'> & { readonly state: 'waiting' | 'not-sent' };

/** Writes down that a webhook has something to say. */
export function addDelivery(database: ShopDatabase, webhook: PracticeWebhook, { resourceType, pointer, at, state }: NewDelivery): void {
  const { lastInsertRowid } = database
    .prepare(
      'INSERT INTO deliveries (webhook_id, api, target_url, headers, resource_type, pointer, at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(webhook.webhookId, webhook.api, webhook.targetUrl, JSON.stringify(webhook.headers), resourceType, pointer, at, state);
  database.prepare("DELETE FROM deliveries WHERE delivery_id <= ? AND state <> 'waiting'").run(Number(lastInsertRowid) - KEPT_DELIVERIES);
}

/** Every delivery that is kept, oldest first. */
export function listDeliveries(database: ShopDatabase): PracticeDelivery[] {
  return database.prepare<[], DeliveryRow>('SELECT * FROM deliveries ORDER BY delivery_id').all().map(toDelivery);
}

/** The oldest deliveries that wait, at most `limit`, leaving out those that somebody is busy with. */
export function waitingDeliveries(database: ShopDatabase, limit: number, busy: ReadonlySet<number>): PracticeDelivery[] {
  return database
    .prepare<[number], DeliveryRow>("SELECT * FROM deliveries WHERE state = 'waiting' ORDER BY delivery_id LIMIT ?")
    .all(limit + busy.size)
    .filter((row) => !busy.has(row.delivery_id))
    .slice(0, limit)
    .map(toDelivery);
}

/** Notes what an attempt came to. */
export function noteAttempt(database: ShopDatabase, deliveryId: number, state: DeliveryState, outcome: string): void {
  database
    .prepare('UPDATE deliveries SET state = ?, attempts = attempts + 1, outcome = ? WHERE delivery_id = ?')
    .run(state, outcome, deliveryId);
}

function toWebhook(row: WebhookRow): PracticeWebhook {
  return {
    webhookId: row.webhook_id,
    api: row.api,
    event: row.event,
    targetUrl: row.target_url,
    storeId: row.store_id,
    name: row.name,
    headers: headersOf(row.headers),
  };
}

function toDelivery(row: DeliveryRow): PracticeDelivery {
  return {
    deliveryId: row.delivery_id,
    webhookId: row.webhook_id,
    api: row.api,
    targetUrl: row.target_url,
    headers: headersOf(row.headers),
    resourceType: row.resource_type,
    pointer: row.pointer,
    at: row.at,
    state: row.state,
    attempts: row.attempts,
    outcome: row.outcome,
  };
}

function headersOf(text: string): readonly WebhookHeader[] {
  // Safe: both tables are written by this file alone.
  return JSON.parse(text) as WebhookHeader[];
}
