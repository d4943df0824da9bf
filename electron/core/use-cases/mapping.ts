import { configSchema, storePolicySchema } from '../../../shared/contract/config.ts';
import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import { describeIssues, faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { changedConfig, type ConfigChange } from './config-changes.ts';
import { saveConfig } from './config.ts';
import { mappingEffect } from './mapping-effect.ts';
import { mappingInbox } from './mapping-inbox.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

export function mappingHandlers(parts: UseCaseParts): HandlersOf<'mapping.inbox' | 'mapping.show' | 'mapping.preview' | 'mapping.save'> {
  return {
    'mapping.inbox': ({ company }) => inCompany(parts, company, (session) => ok(mappingInbox(session))),
    'mapping.show': ({ company }) => inCompany(parts, company, (session) => ok(mappingsOf(session))),
    'mapping.preview': ({ company, changes }) =>
      inCompany(parts, company, async (session) => {
        const config = checkedConfig(session, changes);
        return config.ok ? ok(await mappingEffect(parts.ports.timers, session, config.value)) : config;
      }),
    'mapping.save': ({ company, changes }, call) =>
      inCompany(parts, company, async (session) => {
        const config = checkedConfig(session, changes);
        if (!config.ok) {
          return config;
        }
        const effect = await mappingEffect(parts.ports.timers, session, config.value);
        // Read again: another change may have been saved while the effect was counted.
        const latest = checkedConfig(session, changes);
        if (!latest.ok) {
          return latest;
        }
        const saved = await saveConfig(parts, session, latest.value, 'Mappings were changed', call.actor);
        return saved.ok ? ok(effect) : saved;
      }),
  };
}

function checkedConfig({ store }: CompanySession, changes: readonly ConfigChange[]): Result<Config, Fault> {
  const parsed = configSchema.safeParse(changedConfig(store.config.current(), changes));
  return parsed.success ? ok(parsed.data) : fail(faultOf('config/invalid', { issues: describeIssues(parsed.error.issues) }));
}

/** Two accounts of one carrier share its code: they are one line with the services of both. */
function carriersOf({ carriers, services }: SourceReference): MethodOutput<'mapping.show'>['carriers'] {
  return [...Map.groupBy(carriers, ({ carrierCode }) => carrierCode)].map(([carrierCode, accounts]) => ({
    carrierCode,
    name: [...new Set(accounts.map(({ name }) => name))].join(', '),
    services: [
      ...new Map(
        services
          .filter((service) => service.carrierCode === carrierCode)
          .map(({ serviceCode, name }) => [serviceCode, { serviceCode, name }]),
      ).values(),
    ],
  }));
}

/** Every store of the source, configured or not, and those that only the config still names. */
function mappingsOf({ store }: CompanySession): MethodOutput<'mapping.show'> {
  const { policy, stores, shippingMethods, products } = store.config.current();
  const sourceStores = store.orders.sourceStores();
  const known = new Map(sourceStores.map((source) => [source.storeId, source]));
  const ids = new Set([...known.keys(), ...Object.keys(stores).map(Number)]);
  return {
    policy,
    stores: [...ids].map((storeId) => {
      const configured = stores[String(storeId)];
      const source = known.get(storeId);
      return {
        storeId,
        storeName: source?.storeName ?? `Store ${storeId}`,
        marketplaceName: source?.marketplaceName ?? null,
        configured: configured !== undefined,
        policy: configured ?? storePolicySchema.parse({}),
      };
    }),
    shippingMethods: shippingMethods.map(({ match, item, createWithAccount }) => ({ match: { ...match }, item, createWithAccount })),
    products: [...products],
    carriers: carriersOf(store.orders.sourceReference()),
  };
}
