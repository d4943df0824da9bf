import { type Posting, type PostingStatus } from '../../../../shared/domain/posting/posting.ts';
import { withoutPersons } from '../../../../shared/domain/posting/scrub.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { RunControl } from '../engine.ts';
import { type EngineParts, PURSER_ACTOR } from '../engine-parts.ts';

/** What is on its way, or may be sent again, must stay as it was; it is scrubbed when it has come to its end. */
const ENDED: readonly PostingStatus[] = ['posted', 'voided', 'failed', 'superseded'];
/** In place of a batch's text that was answered: it is never sent again. */
const SCRUBBED_BATCH = '{"scrubbed":true}';

/**
 * Takes who bought out of the local copies of what was sent for an order whose buyer was redacted under the GDPR; the reference
 * to the books' record, money and lines stay. Joins the caller's transaction. Nothing happens where all of it is done.
 */
export function scrubCopies(parts: EngineParts, orderId: number, seenAt: Instant, run: RunControl): void {
  const { store } = parts;
  const keyOrderId = store.plans.planOf(orderId)?.orderId ?? orderId;
  const scrubbed = store.outbox.ofOrder(keyOrderId).filter((posting) => scrubPosting(parts, posting));
  const excerpts = store.completeness.forgetExcerpts(orderId);
  store.reviewMarks.forget(orderId);
  if (scrubbed.length + excerpts === 0) {
    return;
  }
  store.audit.append({
    at: seenAt,
    actor: PURSER_ACTOR,
    kind: 'buyer-scrubbed',
    summary: 'The buyer was redacted under the GDPR in ShipStation: name, address and e-mail were taken out of what is kept here.',
    details: { postings: scrubbed.map(({ postingId }) => postingId) },
    orderId,
    runId: run.runId,
  });
}

function scrubPosting({ store }: EngineParts, posting: Posting): boolean {
  const batch = posting.batchId === null ? null : store.outbox.batch(posting.batchId);
  if (!ENDED.includes(posting.status) || batch?.status === 'sending' || batch?.status === 'uncertain') {
    return false;
  }
  const clean = withoutBuyer(posting, store.outbox.open().length === 0);
  const isBatchDone = batch === null || batch.bodyText === SCRUBBED_BATCH;
  if (JSON.stringify(clean) === JSON.stringify(posting) && isBatchDone) {
    return false;
  }
  store.outbox.scrub(clean);
  if (batch !== null) {
    store.outbox.scrubBatch(batch.batchId, SCRUBBED_BATCH);
  }
  return true;
}

/** The subject of a new customer holds a name and an e-mail; what is open may still be looking for it. */
function withoutBuyer(posting: Posting, nothingIsOpen: boolean): Posting {
  const body = withoutPersons(posting.body);
  const sentBody = posting.sentBody === null ? null : scrubbedText(posting.sentBody);
  const orderFacts = posting.orderFacts?.map((facts) => ({ ...facts, payer: null }));
  const scrubbed = { ...posting, body, sentBody, ...(orderFacts === undefined ? {} : { orderFacts }) };
  if (!nothingIsOpen) {
    return scrubbed;
  }
  const customers = [posting.subject, ...posting.needs].filter((subject) => /^customer:(?!scrubbed )/.test(subject));
  // Safe: texts of a posting are replaced by texts.
  return customers.reduce(
    (clean, subject) => JSON.parse(JSON.stringify(clean).replaceAll(JSON.stringify(subject), JSON.stringify(hidden(posting)))) as Posting,
    scrubbed,
  );
}

/** One for each posting, so that no two records of the outbox come to share a subject. */
function hidden({ postingId }: Posting): string {
  return `customer:scrubbed ${postingId}`;
}

function scrubbedText(text: string): string {
  // Safe: written by Purser as a JSON object, and the same text where it was not.
  const parsed = JSON.parse(text) as Posting['body'];
  const clean = withoutPersons(parsed);
  const written = JSON.stringify(clean);
  return written === JSON.stringify(parsed) ? text : written;
}
