import { skuKey } from '../orders/text.ts';
import type { Config, RecordName } from './config.ts';

export const SETTING_AREAS = ['policy', 'schedule', 'store', 'shipping-method', 'payment-method', 'product'] as const;
export type SettingArea = (typeof SETTING_AREAS)[number];

/** One thing that two versions of the config say differently, in a shape that a sentence is made of. */
export interface SettingChange {
  readonly area: SettingArea;
  /** The SKU, the store's id in decimal, or the match of a method as JSON; null for policy and schedule. */
  readonly subject: string | null;
  readonly change: 'added' | 'removed' | 'changed';
  /** Which setting of the subject, such as "tax" or "items.whenUnmatched"; null where the subject is one whole mapping. */
  readonly field: string | null;
  /** The value as text: a record's name, or "Id 7" for one named by its Id. Null: there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Every key that this file compares one by one; any other part of a config is compared as a list of methods. */
const LISTS: Readonly<Record<string, SettingArea>> = { shippingMethods: 'shipping-method', paymentMethods: 'payment-method' };

/**
 * What changes from one version to the other, by area and then in the config's own order. Lists are compared by what they are
 * keyed with, so that a mapping that only moved is no change.
 */
export function settingChanges(before: Config, after: Config): readonly SettingChange[] {
  return [
    ...fieldChanges('policy', null, before.policy, after.policy),
    ...fieldChanges('schedule', null, before.schedule, after.schedule),
    ...storeChanges(before, after),
    ...Object.entries(LISTS).flatMap(([key, area]) => methodChanges(area, listOf(before, key), listOf(after, key))),
    ...productChanges(before, after),
  ];
}

function storeChanges(before: Config, after: Config): readonly SettingChange[] {
  const ids = new Set([...Object.keys(before.stores), ...Object.keys(after.stores)]);
  return [...ids].flatMap((storeId): readonly SettingChange[] => {
    const [was, is] = [before.stores[storeId], after.stores[storeId]];
    if (was === undefined || is === undefined) {
      return [{ area: 'store', subject: storeId, change: was === undefined ? 'added' : 'removed', field: null, before: null, after: null }];
    }
    return fieldChanges('store', storeId, was, is);
  });
}

interface Method {
  readonly match: object;
  readonly [key: string]: unknown;
}

function listOf(config: Config, key: string): readonly Method[] {
  const list: unknown = Reflect.get(config, key);
  // Safe: the lists that are named above hold mappings with a match.
  return Array.isArray(list) ? (list as readonly Method[]) : [];
}

function methodChanges(area: SettingArea, before: readonly Method[], after: readonly Method[]): readonly SettingChange[] {
  const was = new Map(before.map((method) => [methodKey(method), method]));
  const is = new Map(after.map((method) => [methodKey(method), method]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): readonly SettingChange[] => {
    const [old, fresh] = [was.get(key), is.get(key)];
    const [oldText, freshText] = [methodText(old), methodText(fresh)];
    return oldText === freshText
      ? []
      : [
          {
            area,
            subject: JSON.stringify((fresh ?? old)?.match),
            change: kindOf(oldText, freshText),
            field: null,
            before: oldText,
            after: freshText,
          },
        ];
  });
}

function methodKey({ match }: Method): string {
  return JSON.stringify(
    Object.entries(match)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, skuKey(String(value))])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b), 'en')),
  );
}

/** What the method becomes, all of its records in their order. */
function methodText(method: Method | undefined): string | null {
  if (method === undefined) {
    return null;
  }
  const { match: _match, ...rest } = method;
  return Object.values(rest)
    .filter((value) => value !== null && value !== undefined)
    .map(textOf)
    .join(' · ');
}

function productChanges(before: Config, after: Config): readonly SettingChange[] {
  if (before.products === after.products) {
    return [];
  }
  const was = new Map(before.products.map((mapping) => [skuKey(mapping.sku), mapping]));
  const changes: SettingChange[] = [];
  for (const { sku, item } of after.products) {
    const key = skuKey(sku);
    const old = was.get(key);
    was.delete(key);
    const [oldText, freshText] = [old === undefined ? null : recordText(old.item), recordText(item)];
    if (oldText !== freshText) {
      changes.push({ area: 'product', subject: sku, change: kindOf(oldText, freshText), field: null, before: oldText, after: freshText });
    }
  }
  for (const { sku, item } of was.values()) {
    changes.push({ area: 'product', subject: sku, change: 'removed', field: null, before: recordText(item), after: null });
  }
  return changes;
}

/** Settings one by one; a record of the books is one value, any other group of settings is walked into. */
function fieldChanges(area: SettingArea, subject: string | null, before: object, after: object, path = ''): readonly SettingChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key): readonly SettingChange[] => {
    const [was, is]: readonly [unknown, unknown] = [Reflect.get(before, key), Reflect.get(after, key)];
    const field = path === '' ? key : `${path}.${key}`;
    if (isGroup(was) && isGroup(is)) {
      return fieldChanges(area, subject, was, is, field);
    }
    const [oldText, freshText] = [valueText(was), valueText(is)];
    return oldText === freshText ? [] : [{ area, subject, change: 'changed', field, before: oldText, after: freshText }];
  });
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRecordName(value);
}

function isRecordName(value: object): value is RecordName {
  return Object.keys(value).length === 1 && ('name' in value || 'id' in value);
}

function valueText(value: unknown): string | null {
  return value === null || value === undefined ? null : textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return isRecordName(value) ? recordText(value) : JSON.stringify(value);
  }
  return String(value);
}

function recordText(name: RecordName): string {
  return 'name' in name ? name.name : `Id ${name.id}`;
}

function kindOf(before: string | null, after: string | null): SettingChange['change'] {
  if (before === null) {
    return 'added';
  }
  return after === null ? 'removed' : 'changed';
}
