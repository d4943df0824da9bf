import { createHash } from 'node:crypto';

import { z } from 'zod';

import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock } from '../../core/ports/environment.ts';
import type { RelayEvent, RelayRefusal } from '../../core/ports/relay.ts';
import { wishOf } from './pointer.ts';
import type { SealOpener } from './seal.ts';
import { MOST_SKEW_MS, type SignatureChecker } from './signing-keys.ts';

/** The relay takes 64 KB; with JSON's escapes, its own fields and base64 that stays below it. */
export const MAX_SEALED_CHARACTERS = 1024 * 1024;
/** Events wait seven days at a relay, or as long as its operator says; older ones are repeats of ones that were forgotten here. */
export const OLDEST_EVENT_MS = 30 * 86_400_000;
/** Clocks of relay and computer may differ; a day's difference is no longer a matter of clocks. */
const MOST_AHEAD_MS = 86_400_000;

const openedShape = z.looseObject({
  receivedAt: z.iso.datetime(),
  version: z.enum(['v1', 'v2']),
  body: z.string().max(64 * 1024),
  signature: z
    .looseObject({ keyId: z.string().min(1).max(200), signature: z.string().max(2_100), timestamp: z.string().max(64) })
    .nullable(),
});
const bodyShape = z.looseObject({ resource_url: z.string(), resource_type: z.string().max(64) });

type Opened = z.infer<typeof openedShape>;

export interface EventReaderParts {
  readonly seal: SealOpener;
  readonly signatures: SignatureChecker;
  readonly clock: Clock;
  /** Practice and tests: pointers may lead to this machine. */
  readonly allowsLoopback: boolean;
}

/** Opens an event and checks it, without a question to the source but for its signing keys. Never throws. */
export async function readEvent(parts: EventReaderParts, id: number, sealed: string): Promise<RelayEvent> {
  if (sealed.length > MAX_SEALED_CHARACTERS) {
    return { id, digest: null, receivedAt: null, content: { kind: 'refused', refusal: 'too-large' } };
  }
  const plain = parts.seal.open(sealed);
  if (plain === null) {
    return { id, digest: null, receivedAt: null, content: { kind: 'refused', refusal: 'bad-seal' } };
  }
  const opened = openedShape.safeParse(parseJson(plain));
  const digest = digestOf(opened.success ? opened.data : null, plain);
  if (!opened.success) {
    return { id, digest, receivedAt: null, content: { kind: 'refused', refusal: 'bad-content' } };
  }
  const receivedAt = instantOf(Date.parse(opened.data.receivedAt));
  return { id, digest, receivedAt, content: await contentOf(parts, opened.data) };
}

/**
 * A signed event is the same wherever and whenever it is sealed anew. An unsigned one is told apart by when it was received, too:
 * the source may well say the same twice.
 */
function digestOf(opened: Opened | null, plain: string): string {
  const signed = opened?.signature ?? null;
  const text = opened === null || signed === null ? plain : `${signed.signature}\n${signed.timestamp}\n${opened.body}`;
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

async function contentOf(parts: EventReaderParts, opened: Opened): Promise<RelayEvent['content']> {
  const refused = (refusal: RelayRefusal): RelayEvent['content'] => ({ kind: 'refused', refusal });
  const ageMs = parts.clock.now() - Date.parse(opened.receivedAt);
  if (ageMs > OLDEST_EVENT_MS || ageMs < -MOST_AHEAD_MS) {
    return refused('too-old');
  }
  const body = bodyShape.safeParse(parseJson(opened.body));
  if (!body.success) {
    return refused('bad-content');
  }
  const { resource_type: resourceType, resource_url: resourceUrl } = body.data;
  const isSigned = opened.version === 'v2' || opened.signature !== null || resourceType.toUpperCase().endsWith('_V2');
  const refusal = isSigned ? await signatureRefusal(parts, opened) : null;
  if (refusal === 'unknown') {
    // Nobody can tell now who sent it: enough to look by ourselves, not to follow it.
    return { kind: 'wish', wish: { kind: 'pull' } };
  }
  if (refusal !== null) {
    return refused(refusal);
  }
  const wish = wishOf(resourceType, resourceUrl, parts.allowsLoopback);
  return wish === null ? refused('bad-pointer') : { kind: 'wish', wish };
}

async function signatureRefusal(
  { signatures }: EventReaderParts,
  { signature, body, receivedAt }: Opened,
): Promise<RelayRefusal | 'unknown' | null> {
  if (signature === null) {
    return 'bad-signature';
  }
  const signedAt = z.iso.datetime({ offset: true }).safeParse(signature.timestamp).success ? Date.parse(signature.timestamp) : Number.NaN;
  if (Number.isNaN(signedAt) || Math.abs(Date.parse(receivedAt) - signedAt) > MOST_SKEW_MS) {
    return 'old-timestamp';
  }
  const checked = await signatures.check(signature, body);
  if (checked === 'fits') {
    return null;
  }
  return checked === 'unknown' ? 'unknown' : 'bad-signature';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
