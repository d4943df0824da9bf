import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { SourceStore } from '../../../shared/domain/orders/order.ts';
import { daysUntil } from '../../../shared/domain/connections/key-expiry.ts';
import { type SourceKeys, swappedPair } from '../../../shared/domain/connections/source-keys.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { type BusinessDate, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn, startOfDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { UseCaseParts } from './parts.ts';
import { lookAfterSubscriptions } from './relay-subscriptions.ts';

type Connected = MethodOutput<'source.connect'>;

export interface SourceConnectWish {
  readonly keys: SourceKeys;
  /** The last day of the key where the person knows it: ShipStation's answers do not tell. */
  readonly expiresOn: BusinessDate | null;
}

/**
 * Checks the keys with one call before they take the place of the old ones. The halves of a pair look alike: a refused pair is
 * tried once more the other way round.
 */
export async function connectSource(
  parts: UseCaseParts,
  session: CompanySession,
  { keys, expiresOn }: SourceConnectWish,
  actor: string,
): Promise<Result<Connected, Fault>> {
  const { store, secrets, connections } = session;
  const { timeZone } = store.config.current().policy;
  const today = businessDateIn(instantOf(parts.ports.clock.now()), timeZone);
  if (expiresOn !== null && expiresOn < today) {
    return fail(faultOf('contract/bad-input', { expiresOn }, `A key that ended on ${expiresOn} can’t work any more. Check the date.`));
  }
  const tried = await tryKeys(parts, session, keys);
  if (!tried.ok) {
    return tried;
  }
  const { stores, working, swapped } = tried.value;
  const kept = await secrets.keepSource(working);
  if (!kept.ok) {
    return kept;
  }
  connections.forget('source');
  const label = stores.length === 1 ? '1 store' : `${stores.length} stores`;
  store.transaction(() => {
    store.orders.saveSourceStores(stores);
    const expiresAt = expiresOn === null ? null : startOfDateIn(expiresOn, timeZone);
    connections.connected('source', { label, version: working.version, expiresOn, expiresAt });
    session.audit({
      actor,
      kind: 'source-connected',
      summary: `ShipStation was connected: ${label}, API ${working.version.toUpperCase()}.`,
      details: { stores: stores.map((known) => known.storeName), version: working.version, expiresOn, swapped },
    });
  });
  session.changed(['connections', 'mapping']);
  // Another key may be another account, where nobody tells the relay anything yet.
  await lookAfterSubscriptions(parts, session, true);
  const daysLeft = expiresOn === null ? null : daysUntil(today, expiresOn);
  return ok({ connected: true, version: working.version, swapped, expiresOn, daysLeft, stores: stores.map(storeView) });
}

interface TriedKeys {
  readonly stores: readonly SourceStore[];
  readonly working: SourceKeys;
  readonly swapped: boolean;
}

async function tryKeys(parts: UseCaseParts, { company }: CompanySession, keys: SourceKeys): Promise<Result<TriedKeys, PortFault>> {
  const storesWith = async (given: SourceKeys): Promise<Result<readonly SourceStore[], PortFault>> =>
    (await parts.ports.services.orderSource(company, given, false)).stores();
  const stores = await storesWith(keys);
  if (stores.ok) {
    return ok({ stores: stores.value, working: keys, swapped: false });
  }
  if (keys.version !== 'v1' || stores.fault.code !== 'source/wrong-key') {
    return stores;
  }
  const working = swappedPair(keys);
  const found = await storesWith(working);
  return found.ok
    ? ok({ stores: found.value, working, swapped: true })
    : fail({ ...stores.fault, message: `${stores.fault.message} Purser tried the two the other way round as well.` });
}

/** For a key that was connected when nobody knew how long it lasts. */
export function noteKeyEnd(
  parts: UseCaseParts,
  session: CompanySession,
  expiresOn: BusinessDate | null,
  actor: string,
): Result<MethodOutput<'source.noteKeyEnd'>, Fault> {
  const { store } = session;
  const state = store.config.connection('source');
  if (state.status === 'not-connected') {
    return fail(faultOf('source/not-connected'));
  }
  const { timeZone } = store.config.current().policy;
  const expiresAt = expiresOn === null ? null : startOfDateIn(expiresOn, timeZone);
  store.transaction(() => {
    store.config.setConnection({ ...state, expiresOn, expiresAt });
    const summary = expiresOn === null ? 'The end of the ShipStation key is not known.' : `The ShipStation key ends on ${expiresOn}.`;
    session.audit({ actor, kind: 'source-key-end-noted', summary, details: { expiresOn, before: state.expiresOn } });
  });
  session.changed(['connections', 'audit']);
  const today = businessDateIn(instantOf(parts.ports.clock.now()), timeZone);
  return ok({ expiresOn, daysLeft: expiresOn === null ? null : daysUntil(today, expiresOn) });
}

export async function disconnectSource(session: CompanySession, actor: string): Promise<Result<MethodOutput<'source.disconnect'>, Fault>> {
  const forgotten = await session.secrets.forgetSource();
  if (!forgotten.ok) {
    return forgotten;
  }
  session.connections.forget('source');
  session.connections.disconnected('source');
  session.audit({ actor, kind: 'source-disconnected', summary: 'ShipStation was disconnected.', details: {} });
  return ok({ connected: false });
}

export function storeView({ storeId, storeName, marketplaceName, active, refreshedAt }: SourceStore): Connected['stores'][number] {
  return { storeId, storeName, marketplaceName, active, refreshedAt };
}
