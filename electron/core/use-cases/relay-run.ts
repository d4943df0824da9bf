import { ok, type Result } from '../../../shared/domain/result.ts';
import { RELAY_ACTOR } from '../actors.ts';
import type { CompanySession } from '../company-session.ts';
import type { Engine, RunControl, SyncOutcome } from '../engine/engine.ts';
import type { PortFault } from '../ports/faults.ts';
import type { FollowOutcome, FollowRequest } from '../relay/relay-worker.ts';
import type { UseCaseParts } from './parts.ts';
import { hasOpenPostings } from './posting.ts';
import { countsOf, pullAndPlan } from './sync.ts';

/**
 * One run for what the relay told of, in its turn after whatever is on: looks at the lists that were named, and pulls where that
 * does not suffice and is allowed. Otherwise as a scheduled run: fresh lists of the books, plans, auto-post where the policy has it, and ship data for what is posted.
 */
export async function followNotices(
  parts: UseCaseParts,
  session: CompanySession,
  request: FollowRequest,
): Promise<Result<FollowOutcome, PortFault>> {
  const run = { kind: 'relay', actor: RELAY_ACTOR, label: 'Looking at what ShipStation told', isJournaled: true } as const;
  const outcome = await session.gate.runInTurn(run, async (control) => {
    const followed: Followed = { hasPulled: false, needsPull: false, refused: 0 };
    const synced = await pullAndPlan(parts, session, () => followRequest(session.engine, request, control, followed), control);
    if (!synced.ok) {
      return synced;
    }
    const updated = await sendDue(parts, session, control);
    const { hasPulled, needsPull, refused } = followed;
    const counts = { ...countsOf(synced.value), ...(updated > 0 ? { updated } : {}), ...(refused > 0 ? { refused } : {}) };
    return ok({ value: { hasPulled, needsPull }, counts });
  });
  session.changed(['orders', 'postings', 'mapping', 'connections']);
  return outcome;
}

/**
 * As after a scheduled pull: what is uncertain is settled, and posted documents get the ship data that has just come; nothing new is
 * posted. Where the books don't take it the notices are followed all the same, and the next run sends it.
 */
async function sendDue({ ports }: UseCaseParts, session: CompanySession, control: RunControl): Promise<number> {
  if (control.signal.aborted || !hasOpenPostings(session)) {
    return 0;
  }
  const sent = await session.engine.post({ limit: 0 }, control);
  session.connections.noteOutcome(['books'], sent.ok ? null : sent.fault);
  if (!sent.ok) {
    ports.logger.log('warning', 'relay-run-not-sent', { company: session.company.slug, code: sent.fault.code });
  }
  return sent.ok ? sent.value.updated.length : 0;
}

/** What following has come to so far. */
export interface Followed {
  hasPulled: boolean;
  needsPull: boolean;
  refused: number;
}

/** Looks at the lists that were named, and pulls where that does not suffice and is allowed; `followed` tells which it was. */
export async function followRequest(
  engine: Engine,
  { pointers, pull }: FollowRequest,
  control: RunControl,
  followed: Followed,
): Promise<Result<SyncOutcome, PortFault>> {
  const fullPull = async (): Promise<Result<SyncOutcome, PortFault>> => {
    const pulled = await engine.pull({ full: false, since: null }, control);
    followed.hasPulled = pulled.ok;
    return pulled;
  };
  if (pull === 'instead') {
    return fullPull();
  }
  const pointed = await engine.pullPointed(pointers, control);
  if (!pointed.ok) {
    return pointed;
  }
  followed.refused = pointed.value.refused;
  if (!pointed.value.needsPull) {
    return pointed;
  }
  followed.needsPull = pull === 'never';
  return pull === 'never' ? pointed : fullPull();
}
