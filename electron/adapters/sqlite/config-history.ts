import { z } from 'zod';

import { parseConfig } from '../../../shared/contract/config.ts';
import type { Config, RecordName } from '../../../shared/domain/config/config.ts';
import { SETTING_AREAS, type SettingChange, settingChanges } from '../../../shared/domain/config/setting-changes.ts';
import { skuKey } from '../../../shared/domain/orders/text.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import { type AreaCount, type ConfigVersion, VERSION_REASONS, type VersionNote } from '../../core/ports/store/config-store.ts';
import type { Connection } from './connection.ts';
import { column, instantText, jsonColumn } from './rows/values.ts';

/** What of a version's changes is kept in full beside it: the rest is told by comparing the two versions. */
const FIRST_CHANGES = 20;

const text = z.string().nullable();
const changeShape = z.object({
  area: z.enum(SETTING_AREAS),
  subject: text,
  change: z.enum(['added', 'removed', 'changed']),
  field: text,
  before: text,
  after: text,
});
const changesShape = z.object({
  counts: z.array(z.object({ area: changeShape.shape.area, change: changeShape.shape.change, count: z.int() })),
  first: z.array(changeShape),
});
const versionRow = z.object({
  version: z.int(),
  at: instantText,
  actor: z.string(),
  reason: z.enum(VERSION_REASONS),
  restored: z.int().nullable(),
  changes: jsonColumn(changesShape).nullable(),
});
const bodyColumn = column('body', jsonColumn(z.unknown()));
const versionColumn = column('version', z.int());
const recordShape: z.ZodType<RecordName> = z.union([z.object({ name: z.string() }), z.object({ id: z.string() })]);
const itemColumn = column('item', jsonColumn(recordShape));

/** The versions of the config, each whole and with what it changed. */
export class ConfigHistory {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  newest(): Config | null {
    const stored = this.#connection.get('SELECT body FROM config_versions ORDER BY version DESC LIMIT 1', [], bodyColumn);
    return stored === null ? null : parseConfig(stored);
  }

  newestVersion(): number {
    return this.#connection.get('SELECT coalesce(max(version), 0) AS version FROM config_versions', [], versionColumn) ?? 0;
  }

  version(version: number): Config | null {
    const stored = this.#connection.get('SELECT body FROM config_versions WHERE version = ?', [version], bodyColumn);
    return stored === null ? null : parseConfig(stored);
  }

  page(limit: number, before = Number.MAX_SAFE_INTEGER): readonly ConfigVersion[] {
    const sql = 'SELECT version, at, actor, reason, restored, changes FROM config_versions WHERE version < ? ORDER BY version DESC LIMIT ?';
    return this.#connection.all(sql, [before, limit], versionRow);
  }

  /** Returns the number of the new version. Call it in a transaction. */
  add(before: Config, after: Config, made: VersionNote & { readonly at: Instant; readonly actor: string }): number {
    const changes = settingChanges(before, after);
    this.#connection.run('INSERT INTO config_versions (at, actor, body, reason, restored, changes) VALUES (?, ?, ?, ?, ?, ?)', [
      made.at,
      made.actor,
      JSON.stringify(after),
      made.reason,
      made.restored,
      JSON.stringify({ counts: countsOf(changes), first: changes.slice(0, FIRST_CHANGES) }),
    ]);
    const version = this.newestVersion();
    this.#keepFormer(before, changes, version);
    return version;
  }

  formerItem(key: string): RecordName | null {
    return this.#connection.get('SELECT item FROM former_mappings WHERE sku_key = ?', [key], itemColumn);
  }

  #keepFormer(before: Config, changes: readonly SettingChange[], version: number): void {
    const removed = new Set(
      changes.flatMap(({ area, change, subject }) => (area === 'product' && change === 'removed' ? [skuKey(subject ?? '')] : [])),
    );
    if (removed.size === 0) {
      return;
    }
    const sql = `INSERT INTO former_mappings (sku_key, item, version) VALUES (?, ?, ?)
      ON CONFLICT (sku_key) DO UPDATE SET item = excluded.item, version = excluded.version`;
    for (const { sku, item } of before.products) {
      if (removed.has(skuKey(sku))) {
        this.#connection.run(sql, [skuKey(sku), JSON.stringify(item), version]);
      }
    }
  }
}

function countsOf(changes: readonly SettingChange[]): readonly AreaCount[] {
  const groups = Map.groupBy(changes, ({ area, change }) => `${area} ${change}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ area: first.area, change: first.change, count: group.length }];
  });
}
