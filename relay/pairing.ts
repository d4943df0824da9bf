import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import { mayPair, openedMailbox } from './authority.ts';
import type { RelayContext } from './context.ts';
import { readJsonText } from './read-body.ts';
import { badRequest, UNAUTHORIZED } from './refusal.ts';
import { readPublicKey } from './sealing.ts';
import { digestOf, makeMailboxId, makeSecret } from './secrets.ts';
import type { MailboxKeys } from './store/store.ts';

const MOST_BODY = 1_024;

interface FreshKeys {
  readonly address: string;
  readonly secret: string;
  readonly digests: MailboxKeys;
}

function makeKeys(): FreshKeys {
  const address = makeSecret();
  const secret = makeSecret();
  return { address, secret, digests: { addressDigest: digestOf(address), secretDigest: digestOf(secret) } };
}

const paired = (status: number, mailbox: string, { address, secret }: FreshKeys, context: RelayContext): Answer => ({
  kind: 'json',
  status,
  body: { mailbox, inboundUrl: `${context.publicUrl()}/in/${address}`, readingSecret: secret },
});

/** `POST /pair`: makes a mailbox for whoever has the pairing code. */
export async function pair(request: IncomingMessage, source: string, context: RelayContext): Promise<Answer> {
  const allowed = await mayPair(request, source, context);
  if (!allowed.ok) {
    return refused(allowed.refusal);
  }
  const body = await readJsonText(request, MOST_BODY);
  if (!body.ok) {
    return refused(body.refusal);
  }
  const publicKey = publicKeyIn(body.value.text);
  if (publicKey === null) {
    return refused(badRequest('publicKey must be the 32 raw bytes of an X25519 key in base64url.'));
  }
  const keys = makeKeys();
  const id = makeMailboxId();
  const added = await context.store.addMailbox({
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    ...keys.digests,
    createdAt: new Date(context.now()).toISOString(),
  });
  if (added === 'full') {
    context.log.write('warn', 'pairing.full', { limit: context.config.limits.mailboxes });
    return refused({ status: 507, code: 'full', message: 'This relay has as many mailboxes as it may have.' });
  }
  context.log.write('info', 'pairing.made', { mailbox: id });
  return paired(201, id, keys, context);
}

function publicKeyIn(text: string): Uint8Array | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && 'publicKey' in parsed;
    return isObject && typeof parsed.publicKey === 'string' ? readPublicKey(parsed.publicKey) : null;
  } catch {
    return null;
  }
}

/** `POST /pair/rotate`: a new address and a new secret for the same mailbox; the former ones end. */
export async function rotate(request: IncomingMessage, source: string, context: RelayContext): Promise<Answer> {
  const opened = await openedMailbox(request, source, context);
  if (!opened.ok) {
    return refused(opened.refusal);
  }
  const keys = makeKeys();
  const isThere = await context.store.rekeyMailbox(opened.value.id, keys.digests);
  if (!isThere) {
    return refused(UNAUTHORIZED);
  }
  context.log.write('info', 'pairing.rotated', { mailbox: opened.value.id });
  return paired(200, opened.value.id, keys, context);
}

/** `DELETE /pair`: forgets the mailbox and all that waits in it. */
export async function unpair(request: IncomingMessage, source: string, context: RelayContext): Promise<Answer> {
  const opened = await openedMailbox(request, source, context);
  if (!opened.ok) {
    return refused(opened.refusal);
  }
  await context.store.forgetMailbox(opened.value.id);
  context.log.write('info', 'pairing.forgotten', { mailbox: opened.value.id });
  return { kind: 'empty', status: 204 };
}
