import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import type { RelayContext } from './context.ts';
import { readPointer } from './pointer.ts';
import type { JsonText } from './read-body.ts';
import { readJsonText } from './read-body.ts';
import type { Outcome, Refusal } from './refusal.ts';
import { accept, NOT_FOUND, refuse, tooMany } from './refusal.ts';
import type { DeliverySignature } from './sealing.ts';
import { seal } from './sealing.ts';
import { digestOf, messageIdOf } from './secrets.ts';
import { checkSignature, SIGNATURE_HEADERS } from './signature.ts';
import type { Mailbox } from './store/store.ts';

/** A V1 event has some 200 characters, the largest V2 one seen (tracking, with its events inside) a few thousand. */
const MOST_BODY = 64 * 1024;

const FULL: Refusal = { status: 507, code: 'full', message: 'As much waits for this address as may wait.' };

interface CheckedDelivery {
  readonly version: 'v1' | 'v2';
  readonly signature: DeliverySignature | null;
}

/** `POST /in/<address>`: checks a delivery, seals it, stores it, and only then answers. */
export async function receive(request: IncomingMessage, address: string, context: RelayContext): Promise<Answer> {
  const startedAt = performance.now();
  const outcome = await store(request, address, context);
  context.metrics.observeAnswer((performance.now() - startedAt) / 1000);
  context.metrics.count('relay_events_total', outcome.ok ? outcome.value : outcome.refusal.code);
  return outcome.ok ? { kind: 'empty', status: 200 } : refused(outcome.refusal);
}

async function store(request: IncomingMessage, address: string, context: RelayContext): Promise<Outcome<'stored' | 'duplicate'>> {
  const mailbox = await context.store.mailboxByAddress(digestOf(address));
  if (mailbox === null) {
    return refuse(NOT_FOUND);
  }
  const waitMs = context.arrivals.take(mailbox.id);
  if (waitMs > 0) {
    return refuse(tooMany('Too many events at once for this address.', waitMs));
  }
  const body = await readJsonText(request, MOST_BODY);
  if (!body.ok) {
    return body;
  }
  const checked = await check(request, body.value, context);
  return checked.ok ? append(mailbox, body.value, checked.value, context) : checked;
}

async function check(request: IncomingMessage, body: JsonText, context: RelayContext): Promise<Outcome<CheckedDelivery>> {
  const given = signatureIn(request);
  const pointer = readPointer(body.text, Object.keys(given).length > 0, context.config.allowLoopbackPointers);
  if (!pointer.ok) {
    return pointer;
  }
  if (pointer.value.version === 'v1') {
    return accept({ version: 'v1', signature: null });
  }
  const signature = await checkSignature(given, body.bytes, context);
  return signature.ok ? accept({ version: 'v2', signature: signature.value }) : signature;
}

/** The signature headers that are there. One that came twice is as good as none: which of the two was signed? */
function signatureIn(request: IncomingMessage): Partial<DeliverySignature> {
  const found = Object.entries(SIGNATURE_HEADERS).flatMap(([name, header]) => {
    const values = request.headersDistinct[header] ?? [];
    return values.length === 0 ? [] : [[name, values.length === 1 ? values[0] : ''] as const];
  });
  return Object.fromEntries(found);
}

async function append(
  mailbox: Mailbox,
  { bytes, text }: JsonText,
  checked: CheckedDelivery,
  { store: events, now, log }: RelayContext,
): Promise<Outcome<'stored' | 'duplicate'>> {
  const messageId = messageIdOf(events.namingKey, mailbox.id, bytes, checked.signature?.timestamp ?? null);
  const delivery = { receivedAt: new Date(now()).toISOString(), ...checked, body: text };
  const sealed = seal(delivery, mailbox.id, Buffer.from(mailbox.publicKey, 'base64url'));
  const outcome = await events.append(mailbox.id, messageId, sealed);
  switch (outcome) {
    case 'full': {
      log.write('warn', 'mailbox.full', { mailbox: mailbox.id });
      return refuse(FULL);
    }
    case 'gone': {
      return refuse(NOT_FOUND);
    }
    case 'stored':
    case 'duplicate': {
      return accept(outcome);
    }
  }
}
