import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { RelayPairing } from '../ports/relay.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { mustBePaired, type Paired, pairedOf, relayStatus, type RelayStatus } from './relay-status.ts';
import { checkSubscriptions, subscribe, unsubscribe } from './relay-subscriptions.ts';

type RelayMethods =
  | 'relay.status'
  | 'relay.pair'
  | 'relay.unpair'
  | 'relay.subscribe'
  | 'relay.unsubscribe'
  | 'relay.checkSubscriptions'
  | 'relay.inboundAddress';

export function relayHandlers(parts: UseCaseParts): HandlersOf<RelayMethods> {
  const whenPaired = <T>(
    slug: string,
    work: (session: CompanySession, paired: Paired) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>> =>
    inCompany(parts, slug, async (session) => {
      const paired = await mustBePaired(session);
      return paired.ok ? work(session, paired.value) : paired;
    });
  const withStatus = async <T extends object>(session: CompanySession, done: Result<T, Fault>): Promise<Result<RelayStatus & T, Fault>> => {
    if (!done.ok) {
      return done;
    }
    const status = await relayStatus(parts, session);
    return status.ok ? ok({ ...status.value, ...done.value }) : status;
  };
  return {
    'relay.status': ({ company, ask }) => inCompany(parts, company, (session) => relayStatus(parts, session, { ask })),
    'relay.pair': ({ company, address, code }, call) =>
      inCompany(parts, company, async (session) => withStatus(session, await pair(parts, session, { address, code }, call.actor))),
    'relay.unpair': ({ company, force }, call) =>
      whenPaired(company, async (session, paired) =>
        withStatus(session, await unpair(parts, session, paired, { force, actor: call.actor })),
      ),
    'relay.subscribe': ({ company }, call) =>
      whenPaired(company, async (session, paired) => {
        const added = await subscribe(parts, session, paired, call.actor);
        return withStatus(session, added.ok ? ok({ added: [...added.value] }) : added);
      }),
    'relay.unsubscribe': ({ company }, call) =>
      whenPaired(company, async (session, paired) => {
        const removed = await unsubscribe(parts, session, paired, call.actor);
        return withStatus(session, removed.ok ? ok({ removed: removed.value }) : removed);
      }),
    'relay.checkSubscriptions': ({ company }) =>
      whenPaired(company, async (session, paired) => {
        const checked = await checkSubscriptions(parts, session, paired);
        return withStatus(session, checked.ok ? ok({}) : checked);
      }),
    'relay.inboundAddress': ({ company }) =>
      whenPaired(company, (_session, { pairing }) => Promise.resolve(ok({ inboundUrl: pairing.inboundUrl }))),
  };
}

/** The pairing rests in the vault before anything goes by it. */
async function pair(
  parts: UseCaseParts,
  session: CompanySession,
  given: { readonly address: string; readonly code: string },
  actor: string,
): Promise<Result<object, Fault>> {
  const before = await pairedOf(session);
  if (!before.ok) {
    return before;
  }
  if (before.value !== null) {
    return fail(faultOf('relay/already-paired', { address: before.value.record.address }));
  }
  const relay = await parts.ports.services.relay(session.company);
  const made = await relay.pair(given);
  if (!made.ok) {
    return made;
  }
  const kept = await session.secrets.keepRelay(made.value);
  if (!kept.ok) {
    await relay.unpair(made.value);
    return kept;
  }
  begin(parts, session, made.value, actor);
  await parts.relays.look(session.company.slug);
  return ok({});
}

function begin(
  { ports }: UseCaseParts,
  { store, audit, changed }: CompanySession,
  { mailbox, address }: RelayPairing,
  actor: string,
): void {
  store.transaction(() => {
    store.relay.begin({ mailbox, address, pairedAt: instantOf(ports.clock.now()) });
    audit({ actor, kind: 'relay-paired', summary: `The company was paired with the relay at ${address}.`, details: { address, mailbox } });
  });
  changed(['connections']);
}

/**
 * First the source stops telling, then the relay forgets, then Purser: whatever fails on the way can be tried again. `force`
 * forgets here all the same, for a relay or an account that is gone.
 */
async function unpair(
  parts: UseCaseParts,
  session: CompanySession,
  { pairing }: Paired,
  { force, actor }: { readonly force: boolean; readonly actor: string },
): Promise<Result<object, Fault>> {
  const removed = await unsubscribe(parts, session, { pairing }, actor);
  if (!removed.ok && !force) {
    return removed;
  }
  const relay = await parts.ports.services.relay(session.company);
  const gone = await relay.unpair(pairing);
  if (!gone.ok && !force) {
    return gone;
  }
  const forgotten = await session.secrets.forgetRelay();
  if (!forgotten.ok) {
    return forgotten;
  }
  await parts.relays.leave(session.company.slug);
  session.store.transaction(() => {
    session.store.relay.forget();
    const details = { address: pairing.address, sourceTold: removed.ok, relayTold: gone.ok };
    session.audit({
      actor,
      kind: 'relay-unpaired',
      summary: `The company is no longer paired with the relay at ${pairing.address}.`,
      details,
    });
  });
  session.changed(['connections']);
  return ok({});
}

/** What became of the two that know of a company from outside when it goes. */
export interface RelayLeft {
  readonly address: string;
  readonly mailboxGone: boolean;
  readonly subscriptionsGone: boolean;
}

/** For a company that is about to be removed: asks both to forget it, whatever they say. Null where it is paired with no relay. */
export async function leaveRelay(parts: UseCaseParts, session: CompanySession, actor: string): Promise<RelayLeft | null> {
  const paired = await pairedOf(session);
  if (!paired.ok || paired.value === null) {
    return null;
  }
  const { pairing } = paired.value;
  await parts.relays.leave(session.company.slug);
  const removed = await unsubscribe(parts, session, { pairing }, actor);
  const relay = await parts.ports.services.relay(session.company);
  const gone = await relay.unpair(pairing);
  return { address: pairing.address, mailboxGone: gone.ok, subscriptionsGone: removed.ok };
}
