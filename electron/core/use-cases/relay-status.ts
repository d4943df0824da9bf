import type { MethodOutput } from '../../../shared/contract/client.ts';
import { RELAY_EVENTS } from '../../../shared/contract/methods/relay.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { RelayPairing } from '../ports/relay.ts';
import type { LiveRelay } from '../relay/relay-connection.ts';
import type { RelayRecord } from '../ports/store/relay-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { UseCaseParts } from './parts.ts';

export type RelayStatus = MethodOutput<'relay.status'>;

/** A pairing as both its halves know it; after a restore one of them may be missing, and then there is none. */
export interface Paired {
  readonly pairing: RelayPairing;
  readonly record: RelayRecord;
}

/** Null where the company is paired with no relay. */
export async function pairedOf({ secrets, store }: CompanySession): Promise<Result<Paired | null, Fault>> {
  const record = store.relay.record();
  const pairing = await secrets.relay();
  if (!pairing.ok) {
    return pairing;
  }
  return ok(
    record === null || pairing.value === null || pairing.value.mailbox !== record.mailbox ? null : { record, pairing: pairing.value },
  );
}

/** As {@link pairedOf}, with `relay/not-paired` where there is none. */
export async function mustBePaired(session: CompanySession): Promise<Result<Paired, Fault>> {
  const paired = await pairedOf(session);
  if (!paired.ok) {
    return paired;
  }
  return paired.value === null ? fail(faultOf('relay/not-paired', { company: session.company.slug })) : ok(paired.value);
}

/**
 * What is known here of the relay. Only the process that holds the connection knows how it stands; with `ask` any other asks the relay
 * itself if it still knows this company.
 */
export async function relayStatus(
  parts: UseCaseParts,
  session: CompanySession,
  { ask }: { readonly ask: boolean } = { ask: false },
): Promise<Result<RelayStatus, Fault>> {
  const paired = await pairedOf(session);
  if (!paired.ok) {
    return paired;
  }
  const record = paired.value?.record ?? null;
  const live = parts.relays.live(session.company.slug);
  const isAsked = ask && (live === null || live.state === 'connecting');
  return ok({
    ...(isAsked && paired.value !== null ? await askRelay(parts, session, paired.value.pairing) : standing(record, live)),
    address: record?.address ?? null,
    mailbox: record?.mailbox ?? null,
    pairedAt: record?.pairedAt ?? null,
    connectedAt: record?.connectedAt ?? null,
    lastEventAt: record?.lastEventAt ?? null,
    received: record?.received ?? 0,
    refused: record?.refused ?? 0,
    lastRefusal: record?.lastRefusal ?? null,
    waiting: session.store.relay.waitingCount(),
    subscriptions: RELAY_EVENTS.map((event) => subscriptionView(event, record)),
    subscriptionsAt: record?.subscriptionsAt ?? null,
  });
}

/** Acknowledging nothing changes nothing; whoever is refused is not known any more. */
async function askRelay(
  { ports }: UseCaseParts,
  { company }: CompanySession,
  pairing: RelayPairing,
): Promise<Pick<RelayStatus, 'state' | 'since' | 'fault'>> {
  const relay = await ports.services.relay(company);
  const answer = await relay.acknowledge(pairing, 0);
  if (answer.ok) {
    return { state: 'paired', since: null, fault: null };
  }
  const { code, message, class: kind } = answer.fault;
  return { state: kind === 'auth' ? 'refused' : 'reconnecting', since: null, fault: { code, message } };
}

function standing(record: RelayRecord | null, live: LiveRelay | null): Pick<RelayStatus, 'state' | 'since' | 'fault'> {
  if (record === null || live === null) {
    return { state: record === null ? 'not-paired' : 'paired', since: null, fault: null };
  }
  const { state, since, fault } = live;
  return { state, since, fault: fault === null ? null : { code: fault.code, message: fault.message } };
}

function subscriptionView(event: (typeof RELAY_EVENTS)[number], record: RelayRecord | null): RelayStatus['subscriptions'][number] {
  const known = record?.subscriptions?.find((one) => one.event === event);
  return { event, isThere: known?.isThere ?? null, isActive: known?.isActive ?? null };
}
