import type { IncomingMessage } from 'node:http';

import type { RelayContext } from './context.ts';
import type { Outcome } from './refusal.ts';
import { accept, refuse, tooMany, UNAUTHORIZED } from './refusal.ts';
import { digestOf, isSame, SECRET_TEXT } from './secrets.ts';
import type { Mailbox } from './store/store.ts';

/** How late a wrong code is answered. */
const WRONG_CODE_DELAY_MS = 250;

/** The one bearer token of a request; null where there is none, or more than one header that claims to be it. */
export function bearerOf(request: IncomingMessage): string | null {
  const given = request.headersDistinct['authorization'] ?? [];
  return given.length === 1 ? (/^Bearer ([\x21-\x7e]{1,512})$/.exec(given[0] ?? '')?.[1] ?? null) : null;
}

/** A pairing code may have been chosen by a person, so a source that was wrong too often is not even heard. */
export async function mayPair(request: IncomingMessage, source: string, context: RelayContext): Promise<Outcome<null>> {
  const blockedMs = context.wrongCodes.blockedForMs(source);
  if (blockedMs > 0) {
    return refuse(tooMany('Too many wrong codes from here.', blockedMs));
  }
  return isSame(bearerOf(request) ?? '', context.pairingCode) ? accept(null) : wrong(source, context);
}

/**
 * The mailbox that a reading secret opens. Secrets are 256 random bits: a right one is always heard, also from a source where
 * somebody else was wrong too often (an office, a proxy); a wrong one is answered late, and then not at all for a while.
 */
export async function openedMailbox(request: IncomingMessage, source: string, context: RelayContext): Promise<Outcome<Mailbox>> {
  const secret = bearerOf(request) ?? '';
  const digest = digestOf(secret);
  const mailbox = SECRET_TEXT.test(secret) ? await context.store.mailboxBySecret(digest) : null;
  return mailbox !== null && isSame(mailbox.secretDigest, digest) ? accept(mailbox) : wrong(source, context);
}

async function wrong(source: string, context: RelayContext): Promise<Outcome<never>> {
  const blockedMs = context.wrongCodes.blockedForMs(source);
  if (blockedMs > 0) {
    return refuse(tooMany('Too many wrong codes from here.', blockedMs));
  }
  context.wrongCodes.failed(source);
  await context.delay(WRONG_CODE_DELAY_MS);
  return refuse(UNAUTHORIZED);
}
