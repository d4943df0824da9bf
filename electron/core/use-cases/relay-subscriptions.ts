import { RELAY_EVENTS } from '../../../shared/contract/methods/relay.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { PortFault } from '../ports/faults.ts';
import type { SourceSubscription, SourceSubscriptions } from '../ports/source-subscriptions.ts';
import type { KnownSubscription } from '../ports/store/relay-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { UseCaseParts } from './parts.ts';
import { type Paired, pairedOf } from './relay-status.ts';

type RelayEventName = (typeof RELAY_EVENTS)[number];

/** Adds what is missing. One that the source has switched off is taken back first: nobody can switch it on from outside. */
export async function subscribe(
  parts: UseCaseParts,
  session: CompanySession,
  { pairing }: Paired,
  actor: string,
): Promise<Result<readonly RelayEventName[], Fault>> {
  const opened = await subscriptionsOf(parts, session);
  const before = opened.ok ? await listOurs(session, opened.value, pairing.inboundUrl) : opened;
  if (!opened.ok || !before.ok) {
    return before.ok ? ok([]) : before;
  }
  const added: RelayEventName[] = [];
  for (const event of RELAY_EVENTS.filter((wanted) => opened.value.offered.includes(wanted))) {
    const made = await addMissing(opened.value, event, before.value, pairing.inboundUrl);
    if (!made.ok) {
      await checkSubscriptions(parts, session, { pairing });
      return noted(session, made);
    }
    if (made.value) {
      added.push(event);
    }
  }
  const checked = await checkSubscriptions(parts, session, { pairing });
  if (added.length > 0) {
    session.audit({
      actor,
      kind: 'relay-subscribed',
      summary: 'ShipStation tells the relay of new orders and labels.',
      details: { added },
    });
  }
  return checked.ok ? ok(added) : checked;
}

/** Whether there was anything to add. */
async function addMissing(
  subscriptions: SourceSubscriptions,
  event: RelayEventName,
  ours: readonly SourceSubscription[],
  inboundUrl: string,
): Promise<Result<boolean, PortFault>> {
  const same = ours.filter((one) => one.event === event);
  if (same.some((one) => one.active)) {
    return ok(false);
  }
  for (const { id } of same) {
    const removed = await subscriptions.remove(id);
    if (!removed.ok) {
      return removed;
    }
  }
  const made = await subscriptions.add(event, inboundUrl, 'Purser');
  return made.ok ? ok(true) : made;
}

/** Takes back every subscription that leads to the company's inbound address, and no other. Returns how many. */
export async function unsubscribe(
  parts: UseCaseParts,
  session: CompanySession,
  { pairing }: Pick<Paired, 'pairing'>,
  actor: string,
): Promise<Result<number, Fault>> {
  const opened = await subscriptionsOf(parts, session);
  const ours = opened.ok ? await listOurs(session, opened.value, pairing.inboundUrl) : opened;
  if (!opened.ok || !ours.ok) {
    return ours.ok ? ok(0) : ours;
  }
  for (const { id } of ours.value) {
    const removed = await opened.value.remove(id);
    if (!removed.ok) {
      return noted(session, removed);
    }
  }
  note(parts, session, [], opened.value);
  if (ours.value.length > 0) {
    const details = { removed: ours.value.map(({ sourceEvent }) => sourceEvent) };
    session.audit({ actor, kind: 'relay-unsubscribed', summary: 'ShipStation tells the relay nothing any more.', details });
  }
  return ok(ours.value.length);
}

/** Asks the source which are there, and keeps the answer for the screen. */
export async function checkSubscriptions(
  parts: UseCaseParts,
  session: CompanySession,
  { pairing }: Pick<Paired, 'pairing'>,
): Promise<Result<null, Fault>> {
  const opened = await subscriptionsOf(parts, session);
  const ours = opened.ok ? await listOurs(session, opened.value, pairing.inboundUrl) : opened;
  if (!opened.ok || !ours.ok) {
    return ours.ok ? ok(null) : ours;
  }
  note(parts, session, ours.value, opened.value);
  return ok(null);
}

/** Subscriptions can be removed, or switched off, in ShipStation's own screens: looked at once a day is soon enough to say so. */
const LOOK_EVERY_MS = 24 * 3_600_000;

/**
 * Looks again where a company is paired and has subscribed: daily, or now (`isDue`) because the key has changed. Whether it
 * succeeds is nobody's concern; what it finds is shown.
 */
export async function lookAfterSubscriptions(parts: UseCaseParts, session: CompanySession, isDue = false): Promise<void> {
  const paired = await pairedOf(session);
  const lookedAt = paired.ok ? (paired.value?.record.subscriptionsAt ?? null) : null;
  if (!paired.ok || paired.value === null || lookedAt === null) {
    return;
  }
  if (isDue || parts.ports.clock.now() - epochMsOf(lookedAt) >= LOOK_EVERY_MS) {
    await checkSubscriptions(parts, session, paired.value);
  }
}

function note(parts: UseCaseParts, session: CompanySession, ours: readonly SourceSubscription[], { offered }: SourceSubscriptions): void {
  const known = RELAY_EVENTS.filter((event) => offered.includes(event)).map((event): KnownSubscription => {
    const same = ours.filter((one) => one.event === event);
    return { event, isThere: same.length > 0, isActive: same.some((one) => one.active) };
  });
  session.store.relay.noteSubscriptions(known, instantOf(parts.ports.clock.now()));
  session.changed(['connections']);
}

async function subscriptionsOf(parts: UseCaseParts, session: CompanySession): Promise<Result<SourceSubscriptions, Fault>> {
  const credentials = await session.secrets.source();
  if (!credentials.ok) {
    return credentials;
  }
  return credentials.value === null
    ? fail(faultOf('source/not-connected', {}))
    : ok(await parts.ports.services.sourceSubscriptions(session.company, credentials.value));
}

/** The account's other webhooks are other programs': they are not so much as counted. */
async function listOurs(
  session: CompanySession,
  subscriptions: SourceSubscriptions,
  inboundUrl: string,
): Promise<Result<readonly SourceSubscription[], PortFault>> {
  const all = await subscriptions.list();
  return all.ok ? ok(all.value.filter(({ targetUrl }) => targetUrl === inboundUrl)) : noted(session, all);
}

/** A key that ended shows itself here as in any run. */
function noted(session: CompanySession, { fault }: { readonly fault: PortFault }): Result<never, PortFault> {
  session.connections.noteOutcome(['source'], fault);
  return fail(fault);
}
