import { z } from 'zod';

import type { Logger } from '../../../core/ports/environment.ts';
import type { SourceSubscriptions } from '../../../core/ports/source-subscriptions.ts';
import type { Http } from '../../http/http.ts';
import { createCaller } from '../common/caller.ts';
import { flagUnlessSaid, textOrEmpty, textRequired } from '../common/raw-fields.ts';
import { createRequester } from '../common/requester.ts';
import { createSubscriptions, type WebhookForms } from '../common/subscriptions.ts';
import { createV1Dialect, type DialectParts } from './dialect.ts';

const rawWebhook = z.object({
  WebHookID: textRequired(),
  HookType: textOrEmpty(),
  Url: textOrEmpty(),
  Name: textOrEmpty(),
  Active: flagUnlessSaid(),
});

/** V1 (docs, "Webhooks"): listed bare or under "webhooks", added by /webhooks/subscribe. Editing is for ShipStation's own screens. */
const FORMS: WebhookForms<z.output<typeof rawWebhook>> = {
  collectionPath: '/webhooks',
  addPath: '/webhooks/subscribe',
  words: {
    'orders-imported': 'ORDER_NOTIFY',
    'order-items-imported': 'ITEM_ORDER_NOTIFY',
    'labels-made': 'SHIP_NOTIFY',
    'label-items-made': 'ITEM_SHIP_NOTIFY',
    'fulfillments-shipped': 'FULFILLMENT_SHIPPED',
    'fulfillments-rejected': 'FULFILLMENT_REJECTED',
  },
  row: rawWebhook,
  partsOf: ({ WebHookID: id, HookType: sourceEvent, Url: targetUrl, Name: name, Active: active }) => ({
    id,
    sourceEvent,
    targetUrl,
    name,
    active,
  }),
  bodyOf: (event, targetUrl, name) => ({ target_url: targetUrl, event, friendly_name: name }),
};

export interface V1SubscriptionOptions extends DialectParts {
  readonly http: Http;
  readonly logger: Logger;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

/** Webhooks through V1, in the lane of the key. */
export function createShipStationV1Subscriptions(options: V1SubscriptionOptions): SourceSubscriptions {
  const random = options.random ?? Math.random;
  const caller = createCaller({ ...options, keyHasWorked: true }, createV1Dialect(options));
  const requester = createRequester({ ...options, random }, caller);
  return createSubscriptions({ timers: options.timers, random, caller, requester }, FORMS);
}
