import type { RenderedObject } from '../../rendering/json-text.ts';
import { seId, seIdOrNull } from '../../rendering/v2/forms.ts';
import type { Shop } from '../../shop.ts';
import {
  addWebhook,
  changeWebhook,
  findWebhook,
  listWebhooks,
  type PracticeWebhook,
  removeWebhook,
  type WebhookHeader,
} from '../../storage/webhooks.ts';
import { V2_EVENTS } from '../../webhooks/events.ts';
import { isWebTarget } from '../../webhooks/targets.ts';
import type { Answer } from '../answer.ts';
import { integerOf, readJsonObject, textOf } from '../request-body.ts';
import type { V2Request } from './answers.ts';
import { v2Problem } from './problems.ts';

const COLLECTION = '/v2/environment/webhooks';

/** V2's webhooks: GET and POST on the collection; GET, PUT and DELETE on one (api facts, section 5). */
export function answerV2Webhooks(shop: Shop, { method, path, body }: V2Request): Answer {
  if (path === COLLECTION) {
    return answerCollection(shop, method, body);
  }
  const id = /^se-(\d{1,15})$/.exec(path.slice(COLLECTION.length + 1))?.[1];
  const webhook = id === undefined ? null : findWebhook(shop.database, 'v2', Number(id));
  if (webhook === null) {
    return v2Problem(404, 'There is no such webhook.');
  }
  switch (method) {
    case 'GET':
      return { kind: 'record', record: renderV2Webhook(webhook) };
    case 'PUT':
      return replace(shop, webhook, body);
    case 'DELETE':
      removeWebhook(shop.database, webhook.webhookId);
      return { kind: 'done', status: 204, body: null };
    default:
      return v2Problem(405);
  }
}

function answerCollection(shop: Shop, method: string, body: string): Answer {
  if (method === 'GET') {
    return { kind: 'list', collection: null, elements: listWebhooks(shop.database, 'v2').map(renderV2Webhook), paging: {} };
  }
  if (method !== 'POST') {
    return v2Problem(405);
  }
  const given = readJsonObject(body);
  const event = V2_EVENTS.find((known) => known === textOf(given, 'event')?.toLowerCase());
  const targetUrl = textOf(given, 'url');
  const name = textOf(given, 'name');
  if (event === undefined) {
    return v2Problem(400, 'event is required and must be a known event.', 'event');
  }
  if (targetUrl === null || !isWebTarget(targetUrl)) {
    return v2Problem(400, 'url is required and must be a URL.', 'url');
  }
  if (name === null) {
    return v2Problem(400, 'name is required.', 'name');
  }
  const webhook = addWebhook(shop.database, {
    api: 'v2',
    event,
    targetUrl,
    storeId: integerOf(given, 'store_id'),
    name,
    headers: headersOf(given?.['headers']),
  });
  return { kind: 'done', status: 200, body: renderV2Webhook(webhook) };
}

/** What is left out stays as it was. */
function replace(shop: Shop, webhook: PracticeWebhook, body: string): Answer {
  const given = readJsonObject(body);
  const targetUrl = textOf(given, 'url') ?? webhook.targetUrl;
  if (given === null || !isWebTarget(targetUrl)) {
    return v2Problem(400, 'url must be a URL.', 'url');
  }
  changeWebhook(shop.database, {
    ...webhook,
    targetUrl,
    name: textOf(given, 'name') ?? webhook.name,
    storeId: 'store_id' in given ? integerOf(given, 'store_id') : webhook.storeId,
    headers: 'headers' in given ? headersOf(given['headers']) : webhook.headers,
  });
  return { kind: 'done', status: 204, body: null };
}

function headersOf(value: unknown): readonly WebhookHeader[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => {
    // Safe: only two members are read, each checked by textOf.
    const header = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : null;
    const [key, text] = [textOf(header, 'key'), textOf(header, 'value')];
    return key === null || text === null ? [] : [{ key, value: text }];
  });
}

function renderV2Webhook(webhook: PracticeWebhook): RenderedObject {
  return {
    webhook_id: seId(webhook.webhookId),
    name: webhook.name,
    url: webhook.targetUrl,
    event: webhook.event,
    headers: webhook.headers.map(({ key, value }) => ({ key, value })),
    store_id: webhook.storeId === null ? null : seIdOrNull(webhook.storeId),
  };
}
