import type { RenderedObject } from '../rendering/json-text.ts';
import type { Shop } from '../shop.ts';
import { standingStores } from '../storage/stores.ts';
import { addWebhook, findWebhook, listWebhooks, type PracticeWebhook, removeWebhook } from '../storage/webhooks.ts';
import { V1_EVENTS } from '../webhooks/events.ts';
import { isWebTarget } from '../webhooks/targets.ts';
import { type Answer, notFound, problem } from './answer.ts';
import { integerOf, readJsonObject, textOf } from './request-body.ts';
import type { V1Request } from './routes.ts';

/** V1's webhooks: GET /webhooks, POST /webhooks/subscribe, DELETE /webhooks/{id} (api facts, section 4). Editing is for the UI only. */
export function answerWebhooks(shop: Shop, { method, path, body }: V1Request): Answer {
  if (method === 'GET' && path === '/webhooks') {
    return { kind: 'record', record: { webhooks: listWebhooks(shop.database, 'v1').map(renderWebhook) } };
  }
  if (method === 'POST' && path === '/webhooks/subscribe') {
    return subscribe(shop, readJsonObject(body));
  }
  const id = /^\/webhooks\/(\d{1,15})$/.exec(path)?.[1];
  if (method === 'DELETE' && id !== undefined) {
    return unsubscribe(shop, Number(id));
  }
  return id === undefined && !['/webhooks', '/webhooks/subscribe'].includes(path)
    ? notFound(`No HTTP resource was found that matches the request URI '${path}'.`)
    : problem(405, `The requested resource does not support http method '${method}'.`);
}

function subscribe(shop: Shop, body: Readonly<Record<string, unknown>> | null): Answer {
  const targetUrl = textOf(body, 'target_url');
  const event = V1_EVENTS.find((known) => known === textOf(body, 'event')?.toUpperCase());
  const storeId = integerOf(body, 'store_id');
  if (targetUrl === null || !isWebTarget(targetUrl)) {
    return problem(400, 'Invalid request parameters: target_url is required and must be a URL.');
  }
  if (event === undefined) {
    return problem(400, `Invalid request parameters: event must be one of ${V1_EVENTS.join(', ')}.`);
  }
  if (storeId !== null && !standingStores(shop).some((store) => store.storeId === storeId)) {
    return problem(400, `Invalid request parameters: there is no store ${storeId}.`);
  }
  const webhook = addWebhook(shop.database, { api: 'v1', event, targetUrl, storeId, name: textOf(body, 'friendly_name'), headers: [] });
  return { kind: 'done', status: 200, body: { id: webhook.webhookId } };
}

function unsubscribe(shop: Shop, webhookId: number): Answer {
  if (findWebhook(shop.database, 'v1', webhookId) === null) {
    return notFound(`Webhook ${webhookId} not found.`);
  }
  removeWebhook(shop.database, webhookId);
  return { kind: 'done', status: 200, body: null };
}

function renderWebhook(webhook: PracticeWebhook): RenderedObject {
  return {
    IsLabelAPIHook: false,
    WebHookID: webhook.webhookId,
    SellerID: 100_000,
    StoreID: webhook.storeId,
    HookType: webhook.event,
    MessageFormat: 'Json',
    Url: webhook.targetUrl,
    Name: webhook.name,
    BulkCopyBatchID: null,
    BulkCopyRecordID: null,
    Active: true,
    WebhookLogs: [],
    Seller: null,
    Store: null,
  };
}
