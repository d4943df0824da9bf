import { ok, type Result } from '../../../shared/domain/result.ts';
import { RELAY_ACTOR } from '../actors.ts';
import type { CompanySession } from '../company-session.ts';
import type { Engine, RunControl, SyncOutcome } from '../engine/engine.ts';
import type { PortFault } from '../ports/faults.ts';
import type { FollowOutcome, FollowRequest } from '../relay/relay-worker.ts';
import type { UseCaseParts } from './parts.ts';
import { countsOf, pullAndPlan } from './sync.ts';

/**
 * One run for what the relay told of, in its turn after whatever is on: looks at the lists that were named, and pulls where that
 * does not suffice and is allowed. Otherwise as any pull: fresh lists of the books, plans, and auto-post where the policy has it.
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
    const { hasPulled, needsPull, refused } = followed;
    return ok({ value: { hasPulled, needsPull }, counts: { ...countsOf(synced.value), ...(refused > 0 ? { refused } : {}) } });
  });
  session.changed(['orders', 'postings', 'mapping', 'connections']);
  return outcome;
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
