import type { z } from 'zod';

import type { Timers } from '../../../core/ports/environment.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import {
  SOURCE_EVENTS,
  type SourceEvent,
  type SourceSubscription,
  type SourceSubscriptions,
} from '../../../core/ports/source-subscriptions.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { portFault } from '../../http/port-fault.ts';
import { retriedRead } from '../../http/retried-read.ts';
import type { Call, Caller } from './caller.ts';
import { readElements, readList } from './read-list.ts';
import type { RecordKind } from './read-record.ts';
import type { Requester } from './requester.ts';

/** What a version of the API has of its own in the matter of webhooks. */
export interface WebhookForms<Raw> {
  readonly collectionPath: string;
  readonly addPath: string;
  /** The version's own word for each event that it knows. */
  readonly words: Readonly<Partial<Record<SourceEvent, string>>>;
  /** A webhook as lists and answers show it. */
  readonly row: z.ZodType<Raw>;
  readonly partsOf: (raw: Raw) => Omit<SourceSubscription, 'event'>;
  readonly bodyOf: (word: string, targetUrl: string, name: string) => Readonly<Record<string, unknown>>;
}

export interface SubscriptionParts {
  readonly timers: Timers;
  readonly random: () => number;
  readonly caller: Caller;
  readonly requester: Requester;
}

type Signal = AbortSignal | undefined;

/** The account's webhooks: the one thing that Purser changes at ShipStation. */
export function createSubscriptions<Raw>(parts: SubscriptionParts, forms: WebhookForms<Raw>): SourceSubscriptions {
  const list = (signal: Signal) => listWebhooks(parts, forms, signal);
  const find = async (word: string, targetUrl: string, signal: Signal): Promise<Result<SourceSubscription | null, PortFault>> => {
    const all = await list(signal);
    return all.ok ? ok(all.value.find((one) => one.sourceEvent === word && one.targetUrl === targetUrl && one.active) ?? null) : all;
  };
  return {
    offered: SOURCE_EVENTS.filter((event) => forms.words[event] !== undefined),
    list,
    async add(event, targetUrl, name, signal) {
      const word = forms.words[event];
      if (word === undefined) {
        return fail(notOffered(event));
      }
      const known = await find(word, targetUrl, signal);
      if (!known.ok) {
        return known;
      }
      if (known.value !== null) {
        return ok(known.value);
      }
      const sent = await write(
        parts,
        { method: 'POST', path: forms.addPath, query: {}, body: forms.bodyOf(word, targetUrl, name) },
        signal,
      );
      if (!sent.ok && !mayHaveHappened(sent.fault)) {
        return sent;
      }
      // Answers differ ({"id"}, {WebHookID, …}, a whole webhook) or never come: the list is what is sure.
      const made = await find(word, targetUrl, signal);
      if (!made.ok) {
        return sent.ok ? made : sent;
      }
      if (made.value !== null) {
        return ok(made.value);
      }
      return fail(sent.ok ? notListed() : { ...sent.fault, class: 'transient' });
    },
    async remove(id, signal) {
      const sent = await write(
        parts,
        { method: 'DELETE', path: `${forms.collectionPath}/${encodeURIComponent(id)}`, query: {}, body: null },
        signal,
      );
      if (sent.ok || sent.fault.httpStatus === 404) {
        return ok(null);
      }
      if (!mayHaveHappened(sent.fault)) {
        return sent;
      }
      const left = await list(signal);
      return left.ok && !left.value.some((one) => one.id === id) ? ok(null) : sent;
    },
  };
}

async function listWebhooks<Raw>(
  { requester }: SubscriptionParts,
  forms: WebhookForms<Raw>,
  signal: Signal,
): Promise<Result<readonly SourceSubscription[], PortFault>> {
  const answer = await requester.get(forms.collectionPath, {}, signal);
  const found = answer.ok ? readList(answer.value, 'webhooks') : answer;
  if (!found.ok) {
    return found;
  }
  const kind: RecordKind<Raw, SourceSubscription> = {
    name: 'Webhook',
    idField: 'WebHookID',
    schema: forms.row,
    idOf: () => 0,
    translate: (raw) => ({ ...forms.partsOf(raw), event: eventOf(forms, forms.partsOf(raw).sourceEvent) }),
  };
  const { records, unreadable } = await readElements(kind, found.value.elements);
  requester.noteUnreadable(unreadable);
  return ok(records);
}

function eventOf<Raw>({ words }: WebhookForms<Raw>, word: string): SourceEvent | null {
  return SOURCE_EVENTS.find((event) => words[event]?.toLowerCase() === word.toLowerCase()) ?? null;
}

/** Sent again only where ShipStation said that it was not even looked at. */
function write({ caller, timers, random }: SubscriptionParts, call: Call, signal: Signal): Promise<Result<unknown, PortFault>> {
  return retriedRead(() => caller.call(call, signal), {
    timers,
    random,
    signal,
    mostAttempts: (fault) => (fault.class === 'throttled' ? Infinity : 1),
  });
}

/** No answer, or one that says that ShipStation failed: it may have failed after the deed. */
const mayHaveHappened = (fault: PortFault): boolean =>
  fault.class === 'uncertain' || (fault.httpStatus !== null && fault.httpStatus >= 500);

function notOffered(event: SourceEvent): PortFault {
  return portFault({
    code: 'source/bad-answer',
    class: 'rejected',
    message: `This ShipStation API gives no notice of "${event}". The regular pull brings it.`,
  });
}

function notListed(): PortFault {
  return portFault({
    code: 'source/bad-answer',
    class: 'source',
    message: 'ShipStation took the webhook and does not list it. Look in Settings > Integrations > Webhooks, and try again.',
  });
}
