import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import { type SettingChange, settingChanges } from '../../../shared/domain/config/setting-changes.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { ConfigVersion } from '../ports/store/config-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type VersionView = MethodOutput<'mapping.versions'>['versions'][number];

export function mappingHistoryHandlers(parts: UseCaseParts): HandlersOf<'mapping.versions' | 'mapping.compare'> {
  return {
    'mapping.versions': ({ company, cursor, limit }) =>
      inCompany(parts, company, ({ store }) => {
        const before = cursor === null ? undefined : Number(cursor);
        // One more tells whether there is another page.
        const versions = store.config.versions(limit + 1, before);
        const shown = versions.slice(0, limit);
        const last = versions.length > limit ? shown.at(-1) : undefined;
        const view = viewer(store.orders.sourceStores());
        return ok({ versions: shown.map((version) => versionView(version, view)), next: last === undefined ? null : String(last.version) });
      }),
    'mapping.compare': ({ company, ...wanted }) => inCompany(parts, company, (session) => compare(session, wanted)),
  };
}

function compare(
  { store }: CompanySession,
  { from, to, limit }: Pick<ParsedInput<'mapping.compare'>, 'from' | 'to' | 'limit'>,
): Result<MethodOutput<'mapping.compare'>, Fault> {
  const [before, after] = [store.config.version(from), store.config.version(to)];
  if (before === null || after === null) {
    return fail(faultOf('config/no-version', { version: before === null ? from : to }));
  }
  const changes = settingChanges(before, after);
  return ok({ total: changes.length, changes: changes.slice(0, limit).map(viewer(store.orders.sourceStores())) });
}

function versionView({ changes, ...version }: ConfigVersion, view: (change: SettingChange) => SettingChange): VersionView {
  return {
    ...version,
    changes:
      changes === null
        ? null
        : {
            total: changes.counts.reduce((sum, { count }) => sum + count, 0),
            counts: [...changes.counts],
            first: changes.first.map(view),
          },
  };
}

/** Stores by their names, and methods by what they match: what a person knows of them. */
function viewer(stores: readonly { readonly storeId: number; readonly storeName: string }[]): (change: SettingChange) => SettingChange {
  const names = new Map(stores.map(({ storeId, storeName }) => [String(storeId), storeName]));
  return (change) => {
    const { area, subject } = change;
    if (subject === null) {
      return change;
    }
    if (area === 'store') {
      return { ...change, subject: names.get(subject) ?? subject };
    }
    return area === 'shipping-method' || area === 'payment-method' ? { ...change, subject: matchText(subject, names) } : change;
  };
}

function matchText(subject: string, storeNames: ReadonlyMap<string, string>): string {
  const match: unknown = JSON.parse(subject);
  return typeof match === 'object' && match !== null
    ? Object.entries(match)
        .map(([key, value]) => (key === 'store' ? (storeNames.get(String(value)) ?? String(value)) : String(value)))
        .join(' · ')
    : subject;
}
