import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { SourceStore } from '../../../shared/domain/orders/order.ts';
import { type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { SourceCredentials } from '../ports/services.ts';
import type { UseCaseParts } from './parts.ts';

type Connected = MethodOutput<'source.connect'>;

/** Checks the keys with one call before they take the place of the old ones. */
export async function connectSource(
  parts: UseCaseParts,
  session: CompanySession,
  credentials: SourceCredentials,
  actor: string,
): Promise<Result<Connected, Fault>> {
  const { store, secrets, connections, company } = session;
  const source = await parts.ports.services.orderSource(company, credentials, false);
  const stores = await source.stores();
  if (!stores.ok) {
    return stores;
  }
  const kept = await secrets.keepSource(credentials);
  if (!kept.ok) {
    return kept;
  }
  connections.forget('source');
  const label = stores.value.length === 1 ? '1 store' : `${stores.value.length} stores`;
  store.transaction(() => {
    store.orders.saveSourceStores(stores.value);
    connections.connected('source', { label, realmId: null, environment: null, expiresAt: null });
    session.audit({
      actor,
      kind: 'source-connected',
      summary: `ShipStation was connected: ${label}.`,
      details: { stores: stores.value.map((known) => known.storeName) },
    });
  });
  session.changed(['connections', 'mapping']);
  return ok({ connected: true, stores: stores.value.map(storeView) });
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
