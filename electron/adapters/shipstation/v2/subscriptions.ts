import { z } from 'zod';

import type { Logger } from '../../../core/ports/environment.ts';
import type { SourceSubscriptions } from '../../../core/ports/source-subscriptions.ts';
import type { Http } from '../../http/http.ts';
import { createCaller } from '../common/caller.ts';
import { textOrEmpty, textRequired } from '../common/raw-fields.ts';
import { createRequester } from '../common/requester.ts';
import { createSubscriptions, type WebhookForms } from '../common/subscriptions.ts';
import { createV2Dialect, type V2DialectParts } from './dialect.ts';

const rawWebhook = z.object({ webhook_id: textRequired(), event: textOrEmpty(), url: textOrEmpty(), name: textOrEmpty() });

/** V2 (docs, "Webhooks"): one collection. It tells of no items of their own, and none is ever inactive. */
const FORMS: WebhookForms<z.output<typeof rawWebhook>> = {
  collectionPath: '/v2/environment/webhooks',
  addPath: '/v2/environment/webhooks',
  words: {
    'orders-imported': 'shipment_created_v2',
    'labels-made': 'label_created_v2',
    'fulfillments-shipped': 'fulfillment_shipped_v2',
    'fulfillments-rejected': 'fulfillment_rejected_v2',
  },
  row: rawWebhook,
  partsOf: ({ webhook_id: id, event: sourceEvent, url: targetUrl, name }) => ({ id, sourceEvent, targetUrl, name, active: true }),
  bodyOf: (event, url, name) => ({ name, event, url }),
};

export interface V2SubscriptionOptions extends V2DialectParts {
  readonly http: Http;
  readonly logger: Logger;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

/** Webhooks through V2, in the lane of the key. */
export function createShipStationV2Subscriptions(options: V2SubscriptionOptions): SourceSubscriptions {
  const random = options.random ?? Math.random;
  const caller = createCaller({ ...options, keyHasWorked: true }, createV2Dialect(options));
  const requester = createRequester({ ...options, random }, caller);
  return createSubscriptions({ timers: options.timers, random, caller, requester }, FORMS);
}
