import type { MethodOutput } from '../../../shared/contract/client.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { RunKind } from '../../../shared/domain/runs.ts';
import type { CompanySession } from '../company-session.ts';
import type { PostOutcome, RunControl } from '../engine/engine.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { type Refusal, refusalOf } from './refusals.ts';

type PostResult = MethodOutput<'posting.post'>;

export function postingHandlers(parts: UseCaseParts): HandlersOf<'posting.post' | 'posting.replay'> {
  return {
    'posting.post': ({ company, limit }, call) =>
      inCompany(parts, company, (session) =>
        postingRun(session, 'post', 'Posting', call.actor, (control) => session.engine.post({ limit }, control)),
      ),
    'posting.replay': ({ company, orderIds, code }, call) =>
      inCompany(parts, company, async (session) => {
        const selected = selectOrders(session, orderIds);
        const replayed = await postingRun(session, 'replay', 'Replaying', call.actor, (control) =>
          session.engine.replay({ orderIds: selected.keyIds, code }, control),
        );
        return replayed.ok ? ok({ ...replayed.value, failed: [...selected.refused, ...replayed.value.failed] }) : replayed;
      }),
  };
}

/** One run that sends: journaled, and what it learnt about the connection is kept. */
export async function postingRun(
  session: CompanySession,
  kind: RunKind,
  label: string,
  actor: string,
  work: (control: RunControl) => Promise<Result<PostOutcome, PortFault>>,
): Promise<Result<PostResult, PortFault>> {
  const outcome = await session.gate.run({ kind, actor, label, isJournaled: true }, async (control) => {
    const posted = await work(control);
    session.connections.noteOutcome(['books'], posted.ok ? null : posted.fault);
    if (!posted.ok) {
      return posted;
    }
    const value = resultOf(posted.value);
    return ok({
      value,
      counts: {
        posted: value.posted.length,
        updated: value.updated.length,
        uncertain: value.uncertain.length,
        failed: value.failed.length,
      },
    });
  });
  session.changed(['orders', 'postings', 'audit']);
  return outcome;
}

/** Whether something is written down that was not sent, or whose end is not known. */
export function hasOpenPostings({ store }: CompanySession): boolean {
  const counts = store.outbox.counts();
  return counts.approved + counts.uncertain + counts.sending > 0;
}

function resultOf({ posted, updated, uncertain, failed }: PostOutcome): PostResult {
  return {
    posted: [...new Set(posted)],
    updated: [...new Set(updated)],
    uncertain: [...new Set(uncertain)],
    failed: failed.map(({ orderId, code, message }) => ({ orderId, code, message })),
  };
}

/** Members of a family stand for the order that keys their document. */
function selectOrders(
  { store }: CompanySession,
  orderIds: readonly number[] | null,
): { readonly keyIds: readonly number[] | null; readonly refused: readonly Refusal[] } {
  if (orderIds === null) {
    return { keyIds: null, refused: [] };
  }
  const refused: Refusal[] = [];
  const keyIds = new Set<number>();
  for (const orderId of orderIds) {
    const row = store.plans.row(orderId);
    if (row === null) {
      refused.push(refusalOf(orderId, faultOf('order/unknown', { order: orderId })));
    } else if (row.state !== 'failed' && row.state !== 'uncertain' && !hasFailed(store, row.planOrderId)) {
      refused.push(
        refusalOf(orderId, faultOf('posting/not-failed', { orderId }, `Nothing of order ${row.orderNumber} failed; it is ${row.state}.`)),
      );
    } else {
      keyIds.add(row.planOrderId);
    }
  }
  return { keyIds: [...keyIds], refused };
}

function hasFailed(store: CompanySession['store'], keyId: number): boolean {
  return store.outbox.ofOrder(keyId).some((posting) => posting.status === 'failed' || posting.status === 'uncertain');
}
